//! The command line of the verbs about giving.

use clap::{Args, Subcommand};

/// An idea that was given.
#[derive(Debug, Args)]
pub struct Give {
    /// To whom
    pub name: String,
    /// Which idea: words from it, its id, or the beginning of one
    #[arg(value_name = "IDEA")]
    pub idea: Vec<String>,
    /// The day: yesterday, last fri, 19 nov
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// How: email, phone, video, in-person, chat, event …
    #[arg(long, value_name = "CHANNEL")]
    pub via: Option<String>,
    /// How they took it: silent, cool, neutral, warm
    #[arg(long, value_name = "WORD")]
    pub response: Option<String>,
    /// What to note instead of the words of the idea
    #[arg(long, value_name = "WORDS")]
    pub note: Option<String>,
}

/// Proofs.
#[derive(Debug, Args)]
pub struct Proof {
    /// What to do with them
    #[command(subcommand)]
    pub what: ProofVerb,
}

/// What to do with proofs.
#[derive(Debug, Subcommand)]
pub enum ProofVerb {
    /// Record who already has it in place
    Add(ProofAdd),
    /// List the proofs, or those that may be told to somebody
    List(ProofList),
}

/// A proof to record.
#[derive(Debug, Args)]
pub struct ProofAdd {
    /// What they have in place
    #[arg(required = true)]
    pub what: Vec<String>,
    /// The organisation that has it
    #[arg(long, value_name = "NAME")]
    pub org: String,
    /// The rung of those who have it
    #[arg(long, value_name = "RUNG")]
    pub seniority: Option<String>,
    /// What came of it
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    pub result: String,
    /// They may be named
    #[arg(long)]
    pub quotable: bool,
}

/// The proofs.
#[derive(Debug, Args)]
pub struct ProofList {
    /// Only what may be told to this person, in the words in which it may be told, the best first
    #[arg(long = "for", value_name = "NAME")]
    pub to: Option<String>,
}
