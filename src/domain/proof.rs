//! Social proof: who already has it in place, and to whom it may be told.

use std::cmp::Reverse;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Id, Identified, Plan, ProofId, Stakeholder};

/// Who already has it in place, with what result, and whether they may be named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// A ULID.
    pub id: ProofId,
    /// The organisation that has it.
    pub org: String,
    /// The rung of those who have it in place; empty when not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub seniority: String,
    /// What they have in place.
    pub what: String,
    /// What came of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub result: String,
    /// Whether they may be named.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub quotable: bool,
}

impl Identified for Proof {
    fn id(&self) -> &Id<Self> {
        &self.id
    }
}

impl Proof {
    /// The proof as a clause to be told: `Finance has self-serve reporting in place: 3 days to 20 minutes`. Who may not
    /// be named is another division, where somebody in the plan belongs to it, or else another organisation.
    pub fn told(&self, plan: &Plan) -> String {
        let ours = || plan.stakeholders.iter().any(|who| same(&who.org, &self.org));
        let org = match self.quotable {
            true => self.org.trim(),
            false if ours() => "another division",
            false => "another organisation",
        };
        let result = self.result.trim().trim_end_matches('.');
        let result = if result.is_empty() { String::new() } else { format!(": {result}") };
        format!("{org} has {} in place{result}", self.what.trim().trim_end_matches('.'))
    }

    /// Whether it may be told to this person: they belong to another organisation, and stand on the same rung as those
    /// who have it in place or on a higher one. What those below them do is news to the senior; what those above them do
    /// would be pressure.
    ///
    /// Whose organisation is not known might be told of their own; whose rung is not known is told only what has none.
    pub fn may_be_told_to(&self, who: &Stakeholder, plan: &Plan) -> bool {
        let elsewhere = !who.org.trim().is_empty() && !same(&who.org, &self.org);
        let height = |rung: &str| plan.ladder.height(rung);
        elsewhere
            && height(&self.seniority).is_none_or(|theirs| height(&who.seniority).is_some_and(|own| theirs <= own))
    }
}

/// The proofs that may be told to this person, the best first: from their own rung, then from the nearest below, then from
/// where none is known; of these the newest.
pub fn proofs_for<'a>(plan: &'a Plan, who: &Stakeholder) -> Vec<&'a Arc<Proof>> {
    let mut proofs: Vec<_> = plan.proofs.iter().filter(|proof| proof.may_be_told_to(who, plan)).collect();
    proofs.sort_by_key(|proof| {
        let height = plan.ladder.height(&proof.seniority);
        (Reverse(height.map_or(0, |height| height + 1)), Reverse(proof.id.clone()))
    });
    proofs
}

/// Whether two names are of one organisation, whatever their case. It is asked of everybody there is: nothing is copied.
fn same(one: &str, other: &str) -> bool {
    one.trim().chars().flat_map(char::to_lowercase).eq(other.trim().chars().flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, StakeholderId};

    fn proof(id: &str, org: &str, seniority: &str) -> Proof {
        let (org, seniority) = (org.to_owned(), seniority.to_owned());
        Proof { id: ProofId::new(id), org, seniority, what: "it".into(), result: String::new(), quotable: false }
    }

    fn someone(org: &str, seniority: &str) -> Stakeholder {
        let (org, seniority) = (org.to_owned(), seniority.to_owned());
        Stakeholder { org, seniority, ..Stakeholder::named(StakeholderId::new("x"), "X") }
    }

    #[test]
    fn it_is_told_upwards_or_on_the_level_and_never_at_home() {
        let plan = Plan::default();
        let vp = proof("1", "Finance", "VP");
        let unknown = proof("2", "Finance", "");
        let cases = [
            ("Legal", "VP", true, true),
            ("Legal", "Executive", true, true),
            ("Legal", "Director", false, true),
            ("Legal", "", false, true),
            (" finance ", "Executive", false, false),
            ("", "Executive", false, false),
        ];
        for (org, rung, of_vp, of_unknown) in cases {
            let who = someone(org, rung);
            assert_eq!(vp.may_be_told_to(&who, &plan), of_vp, "{org} {rung}");
            assert_eq!(unknown.may_be_told_to(&who, &plan), of_unknown, "{org} {rung}");
        }
    }

    #[test]
    fn the_nearest_rung_comes_first_and_of_these_the_newest() {
        let mut plan = Plan::default();
        for (id, rung) in [("1", ""), ("2", "Peer"), ("3", "VP"), ("4", "VP"), ("5", "Board")] {
            plan.apply(Edit::put(proof(id, "Finance", rung)));
        }
        let order: Vec<_> =
            proofs_for(&plan, &someone("Legal", "Executive")).iter().map(|proof| proof.id.to_string()).collect();
        assert_eq!(order, ["4", "3", "2", "1"]);
    }

    #[test]
    fn only_who_may_be_named_is_named() {
        let mut plan = Plan::default();
        let mut proof = proof("1", "Finance", "");
        (proof.what, proof.result) = ("self-serve reporting".into(), "3 days to 20 minutes.".into());
        assert_eq!(proof.told(&plan), "another organisation has self-serve reporting in place: 3 days to 20 minutes");
        plan.apply(Edit::put(someone("FINANCE", "")));
        assert_eq!(proof.told(&plan), "another division has self-serve reporting in place: 3 days to 20 minutes");
        (proof.quotable, proof.result) = (true, String::new());
        assert_eq!(proof.told(&plan), "Finance has self-serve reporting in place");
    }
}
