//! Where everything is kept, and which rule said so.
//!
//! The plan is where the user put it: `--plan`, then the variable `TOUCHBASE_PLAN`, then `touchbase.ron` in the folder
//! that the `directories` crate names for settings. What the program keeps for itself (backups, drafts, reports) goes to
//! the state folder; a plan of the user's own choosing gets a folder of its own there, so that two plans never share
//! their backups.

use super::seal::Seal;
use crate::error::{Exit, Told};
use directories::ProjectDirs;
use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

/// The variable that names the plan.
pub const VARIABLE: &str = "TOUCHBASE_PLAN";
/// The plan's file name in the default folder.
const PLAN: &str = "touchbase.ron";

/// The variable that names the config.
pub const CONFIG_VARIABLE: &str = "TOUCHBASE_CONFIG";
/// The config's file name in the default folder.
const CONFIG: &str = "config.ron";

/// Where the config is, and whether somebody named it: the flag, then the variable [`CONFIG_VARIABLE`], then the folder
/// for settings. None where nothing is named and there is no home.
pub fn config_file(flag: Option<&Path>) -> Option<(PathBuf, bool)> {
    let variable = std::env::var_os(CONFIG_VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
    let named = flag.map(Path::to_path_buf).or(variable);
    match named {
        Some(named) => Some((std::path::absolute(&named).unwrap_or(named), true)),
        None => Folders::of_this_user().map(|folders| (folders.config.join(CONFIG), false)),
    }
}

/// Which rule chose the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// `--plan` on the command line.
    Flag,
    /// The variable [`VARIABLE`].
    Variable,
    /// Neither: the folder for settings.
    Default,
}

/// The folders the system gives us.
#[derive(Clone, Debug)]
pub struct Folders {
    /// For what the user edits.
    pub config: PathBuf,
    /// For what the program keeps for itself.
    pub state: PathBuf,
}

impl Folders {
    /// As the `directories` crate names them; `None` when there is no home. Systems without a state folder keep our own
    /// things with the local data.
    pub fn of_this_user() -> Option<Self> {
        let dirs = ProjectDirs::from("", "", "touchbase")?;
        let state = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_path_buf();
        Some(Self { config: dirs.config_dir().to_path_buf(), state })
    }
}

/// Where one plan and all that belongs to it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The plan's file, as the user knows it.
    pub plan: PathBuf,
    /// Which rule chose it.
    pub rule: Rule,
    /// The folder for settings, `None` without a home.
    pub config: Option<PathBuf>,
    /// What the program keeps for all plans: reports.
    pub state: PathBuf,
    /// What the program keeps for this plan: drafts, and a copy of what could not be saved.
    pub own: PathBuf,
    /// This plan's backups.
    pub backups: PathBuf,
    /// What the plan and everything that belongs to it is locked with, if it is.
    pub seal: Seal,
}

impl Places {
    /// The state folder, where there is always one: without a home it is where the system keeps what may go.
    pub fn state_of(flag: Option<&Path>) -> PathBuf {
        Self::find(flag).map_or_else(|_| std::env::temp_dir(), |places| places.state)
    }

    /// Asks the flag, the environment and the system, in this order.
    ///
    /// # Errors
    /// No plan was named and there is no home to put one in.
    pub fn find(flag: Option<&Path>) -> Result<Self, Told> {
        Self::choose(flag, std::env::var_os(VARIABLE), Folders::of_this_user())
    }

    /// The rule itself, without a look at the environment. A relative path is taken from the current folder, at once, so
    /// that it means the same file later.
    ///
    /// # Errors
    /// No plan was named and there is no home to put one in.
    pub fn choose(flag: Option<&Path>, variable: Option<OsString>, folders: Option<Folders>) -> Result<Self, Told> {
        let variable = variable.filter(|value| !value.is_empty()).map(PathBuf::from);
        let (named, rule) = match (flag, variable) {
            (Some(flag), _) => (Some(flag.to_path_buf()), Rule::Flag),
            (None, Some(variable)) => (Some(variable), Rule::Variable),
            (None, None) => (None, Rule::Default),
        };
        let standard = folders.as_ref().map(|folders| folders.config.join(PLAN));
        let plan = match (named, &standard) {
            (Some(named), _) => std::path::absolute(&named).unwrap_or(named),
            (None, Some(standard)) => standard.clone(),
            (None, None) => return Err(no_home()),
        };
        let state = match &folders {
            Some(folders) => folders.state.clone(),
            None => beside(&plan),
        };
        let own =
            if Some(&plan) == standard.as_ref() { state.clone() } else { state.join("plans").join(nickname(&plan)) };
        let config = folders.map(|folders| folders.config);
        Ok(Self { backups: own.join("backups"), seal: Seal::of(&plan), plan, rule, config, state, own })
    }

    /// Whether the plan is the one every command uses when none is named. Its folder is made at the first save; the
    /// folder of a plan the user named is the user's own affair.
    pub fn is_default(&self) -> bool {
        self.config.as_ref().is_some_and(|config| config.join(PLAN) == self.plan)
    }
}

fn no_home() -> Told {
    Told::new(Exit::Plan, "there is no home folder to keep a plan in")
        .hint(format!("set HOME, or name a file with --plan or {VARIABLE}"))
}

/// Without a home our own things stay beside the plan.
fn beside(plan: &Path) -> PathBuf {
    let mut name = plan.file_name().unwrap_or_default().to_os_string();
    name.push(".state");
    plan.with_file_name(name)
}

/// A folder name for a plan: its file's name for people, a short number of its whole path for certainty.
fn nickname(plan: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    plan.hash(&mut hasher);
    let stem = plan.file_stem().unwrap_or_default().to_string_lossy();
    let tame: String = stem.chars().filter(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter)).collect();
    let short: String = tame.chars().take(40).collect();
    format!("{}-{:08x}", if short.is_empty() { "plan" } else { &short }, hasher.finish() >> 32)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn folders() -> Folders {
        Folders { config: "/home/a b/.config/touchbase".into(), state: "/home/a b/.local/state/touchbase".into() }
    }

    #[test]
    fn the_flag_wins_over_the_variable_and_that_over_the_default() {
        let flag = Path::new("/work/plan.ron");
        let variable = Some(OsString::from("/other/plan.ron"));
        let places = Places::choose(Some(flag), variable.clone(), Some(folders())).unwrap();
        assert_eq!((places.plan.as_path(), places.rule), (flag, Rule::Flag));
        let places = Places::choose(None, variable, Some(folders())).unwrap();
        assert_eq!((places.plan.as_path(), places.rule), (Path::new("/other/plan.ron"), Rule::Variable));
        for nothing in [None, Some(OsString::new())] {
            let places = Places::choose(None, nothing, Some(folders())).unwrap();
            assert_eq!(places.plan, Path::new("/home/a b/.config/touchbase/touchbase.ron"));
            assert_eq!(places.backups, Path::new("/home/a b/.local/state/touchbase/backups"));
            assert!(places.rule == Rule::Default && places.is_default());
        }
    }

    #[test]
    fn each_named_plan_has_backups_of_its_own() {
        let of = |plan: &str| Places::choose(Some(Path::new(plan)), None, Some(folders())).unwrap();
        let (one, two) = (of("/a/plan.ron"), of("/b/plan.ron"));
        assert_ne!(one.backups, two.backups);
        assert_eq!(of("/a/plan.ron"), one);
        assert!(one.own.starts_with("/home/a b/.local/state/touchbase/plans") && !one.is_default());
        let name = one.own.file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with("plan-") && name.len() == 13, "{name}");
        assert!(of("/a/\u{202e}*.ron").own.file_name().unwrap().to_str().unwrap().starts_with("plan-"));
    }

    #[test]
    fn naming_the_default_plan_is_the_same_plan() {
        let named = Places::choose(Some(Path::new("/home/a b/.config/touchbase/touchbase.ron")), None, Some(folders()))
            .unwrap();
        assert_eq!(named.backups, Path::new("/home/a b/.local/state/touchbase/backups"));
    }

    #[test]
    fn a_relative_path_is_taken_from_here() {
        let places = Places::choose(Some(Path::new("plan.ron")), None, Some(folders())).unwrap();
        assert_eq!(places.plan, std::env::current_dir().unwrap().join("plan.ron"));
    }

    #[test]
    fn without_a_home_a_named_plan_still_works() {
        let places = Places::choose(Some(Path::new("/w/plan.ron")), None, None).unwrap();
        assert!(places.backups.starts_with("/w/plan.ron.state"));
        let told = Places::choose(None, None, None).unwrap_err();
        assert!(told.hint.unwrap().contains("HOME"));
    }
}
