//! Pages that the program writes about itself, for everybody on the machine to read: manuals, and scripts for shells.

use crate::error::{Exit, Told};
use std::fs;
use std::path::Path;

/// Writes pages into a folder, which is made if it is not there. Older ones of the same names are written over: whoever
/// writes them anew wants today's.
///
/// # Errors
/// The disk refuses.
pub fn write(folder: &Path, pages: &[(String, String)]) -> Result<(), Told> {
    let could_not = |path: &Path, why: &std::io::Error| {
        Told::new(Exit::Failed, format!("could not write the files: {why}")).at(path.display().to_string())
    };
    fs::create_dir_all(folder).map_err(|why| could_not(folder, &why))?;
    for (name, text) in pages {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|why| could_not(&path, &why))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_written_and_written_over() {
        let room = tempfile::tempdir().unwrap();
        let folder = room.path().join("new").join("man");
        for text in ["one", "two"] {
            write(&folder, &[("a.1".to_owned(), text.to_owned())]).unwrap();
            assert_eq!(fs::read_to_string(folder.join("a.1")).unwrap(), text);
        }
        let told = write(&folder.join("a.1"), &[]).unwrap_err();
        assert!(told.at.is_some_and(|at| at.ends_with("a.1")));
    }
}
