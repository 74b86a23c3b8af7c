//! A copy of the plan where the user wants it, for when the plan itself cannot be saved.

use super::atomic;
use super::disk::Sound;
use super::fault::Fault;
use super::format;
use super::seal::Seal;
use super::target::Target;
use crate::domain::Records;
use crate::error::{Exit, Told};
use std::path::Path;

/// Writes the records into a new file, readable by its owner alone, and locked if the plan is. A file that is there already is left as it is.
///
/// # Errors
/// The file is there already, or the disk refuses.
pub fn save_copy(path: &Path, records: &Records, seal: &Seal) -> Result<(), Told> {
    let could_not = |fault: Fault| fault.told("could not save a copy");
    let target = Target::find(path).map_err(could_not)?;
    if target.known.is_some() {
        return Err(Told::new(Exit::Failed, "there is a file of that name already")
            .at(path.display().to_string())
            .hint("choose another name"));
    }
    let text =
        format::write(records).map_err(|why| Told::new(Exit::Failed, format!("could not save a copy: {why}")))?;
    let bytes = seal.wrap_plan(text.as_bytes()).map_err(could_not)?;
    atomic::replace(&target, &bytes, &Sound).map(|_| ()).map_err(could_not)
}

/// Writes a file of the user's own choice, readable by its owner alone. One that is there already is left as it is, unless
/// it may be written over.
///
/// # Errors
/// The file is there already, or the disk refuses.
pub fn write_file(path: &Path, bytes: &[u8], over: bool) -> Result<(), Told> {
    // The plan is all right, and no other one would help.
    let could_not = |fault: Fault| {
        let gone = matches!(fault, Fault::FolderGone { .. });
        let told = Told { exit: Exit::Failed, ..fault.told("could not write the file") };
        if gone { told.hint("make the folder, or name a file in another one") } else { told }
    };
    let target = Target::find(path).map_err(could_not)?;
    if target.known.is_some() && !over {
        return Err(Told::new(Exit::Failed, "there is a file of that name already")
            .at(path.display().to_string())
            .hint("choose another name, or say --force to write over it"));
    }
    atomic::replace(&target, bytes, &Sound).map(|_| ()).map_err(could_not)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::read::read;

    #[test]
    fn a_copy_is_new_and_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copy.ron");
        let records = Records::default();
        save_copy(&path, &records, &Seal::of(&path)).unwrap();
        assert_eq!(read(&std::fs::read(&path).unwrap()).unwrap().loaded.records, records);
        let again = save_copy(&path, &records, &Seal::of(&path)).unwrap_err();
        assert!(again.what.contains("already"), "{again}");
    }
}
