//! Commands of the user's own: what they are told, and what there is to say after them.

use super::super::able::why_not_own;
use super::super::model::Model;
use super::super::msg::{Effect, Errand};
use crate::domain::Channel;

/// Asks for one of them to be run. What is chosen goes along as values of variables, never as words of a command.
pub fn run(model: &mut Model, number: usize) -> Vec<Effect> {
    if let Some(why) = why_not_own(model) {
        model.warn(why);
        return Vec::new();
    }
    let Some(own) = model.keymap.own(number) else { return Vec::new() };
    let who = model.meant_first();
    let of = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let email = who.and_then(|who| who.handles.iter().find(|(channel, _)| *channel == Channel::Email));
    let about = vec![
        ("TOUCHBASE_ID", of(who.map(|who| who.id.as_str()))),
        ("TOUCHBASE_NAME", of(who.map(|who| who.name.as_str()))),
        ("TOUCHBASE_EMAIL", of(email.map(|(_, address)| address.as_str()))),
        ("TOUCHBASE_ORG", of(who.map(|who| who.org.as_str()))),
        ("TOUCHBASE_GOAL", of(model.goal().map(|goal| goal.title.as_str()))),
    ];
    vec![Effect::Run(Errand { title: own.title.clone(), run: own.run.clone(), about })]
}

/// It has ended. It may have changed the plan, well or not.
pub fn returned(model: &mut Model, title: &str, ended: Result<(), String>) -> Vec<Effect> {
    match ended {
        Ok(()) => model.say(format!("Done: {title}")),
        Err(why) => model.warn(format!("{title}: {why}.")),
    }
    vec![Effect::Look]
}
