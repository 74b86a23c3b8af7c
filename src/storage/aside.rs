//! Our version of the plan, put aside while it cannot go where it belongs.

use super::atomic;
use super::backup;
use super::disk::Disk;
use super::format;
use super::paths::Places;
use super::save_error::SaveError;
use super::seal::Seal;
use super::target::Target;
use crate::domain::Records;
use std::fs;
use std::path::PathBuf;

/// The place for one plan's unsaved version.
#[derive(Debug)]
pub struct Aside {
    folder: PathBuf,
    stem: String,
    path: Option<PathBuf>,
    seal: Seal,
}

impl Aside {
    /// The place for the plan at `places`; nothing is there yet.
    pub fn of(places: &Places) -> Self {
        let stem = places.plan.file_stem().unwrap_or_default().to_string_lossy();
        Self { folder: places.own.clone(), stem: format!("unsaved-{stem}"), path: None, seal: places.seal.clone() }
    }

    /// Writes `ours` there, and answers where that is. A second time replaces our own first one, never another run's.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn put(&mut self, ours: &Records, disk: &dyn Disk) -> Result<PathBuf, SaveError> {
        atomic::make_folder(&self.folder, disk)?;
        let path = self.path.clone().unwrap_or_else(|| backup::free(&self.folder, &self.stem));
        let text = format::write(ours).map_err(|error| SaveError::Internal(error.to_string()))?;
        atomic::replace(&Target::find(&path)?, &self.seal.wrap(text.as_bytes())?, disk)?;
        self.path = Some(path.clone());
        Ok(path)
    }

    /// Our version is in the plan's file now; its copy has done its work.
    pub fn drop_it(&mut self) {
        if let Some(path) = self.path.take() {
            // If it stays, the next start mentions it.
            let _ = fs::remove_file(path);
        }
    }

    /// What earlier runs left here.
    pub fn earlier(&self) -> Vec<PathBuf> {
        let is_one = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(&self.stem) && name.ends_with(".ron") && self.path.as_ref() != Some(path)
        };
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_one).collect();
        found.sort();
        found
    }
}
