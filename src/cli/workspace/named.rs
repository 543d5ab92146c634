//! The files that a command line names by themselves: what was asked for, and nobody reads, is not passed over in silence.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::selection::{STDIN, Selection};
use super::{Outcome, say};
use crate::config;
use crate::workspace::{Files, Workspace, normal, shown};

/// The files that were named by themselves, and that nothing was read from so far.
pub struct Named(BTreeSet<PathBuf>);

impl Named {
    /// Those of a selection. What a folder holds, or a pattern fits, was not named.
    pub fn of(selection: &Selection) -> anyhow::Result<Named> {
        let here = super::working_directory()?;
        let paths = selection.paths.iter();
        let is_file = |path: &&PathBuf| {
            let there = path.symlink_metadata();
            path.as_os_str() != STDIN && there.is_ok_and(|there| !there.is_dir())
        };
        let paths = paths.filter(is_file).map(|path| normal(&here.join(path)));
        Ok(Named(paths.collect()))
    }

    /// Those of them are read that are a record or a stream, or are a file without a record that is `used`.
    pub fn read(&mut self, workspace: &Workspace<Files<'_>>, used: &[bool]) {
        if self.0.is_empty() {
            return;
        }
        // What says how the records are to be asks for all of them.
        self.0.remove(&workspace.locate(config::FILE_NAME));
        let inventory = &workspace.dataset.inventory;
        let (own, elsewhere) = inventory.files().split_at(inventory.own());
        let others = inventory.sidecars().iter().zip(used);
        let others = others.filter(|(_, used)| **used).map(|(file, _)| file);
        for path in own.iter().chain(others).filter_map(|file| file.on_disk()) {
            self.0.remove(path);
        }
        let here = super::working_directory().unwrap_or_default();
        for file in elsewhere {
            self.0
                .remove(&normal(&here.join(workspace.display(&file.path))));
        }
    }

    /// Says which of them nothing was read from; `what` was to be done with them.
    pub fn tell(&self, what: &str) -> Outcome {
        for path in &self.0 {
            let path = shown(path);
            say(format_args!(
                "error: nothing to {what} in {path}: it is no record, no stream of records, and no file that a source pins"
            ));
        }
        match self.0.is_empty() {
            true => Outcome::Clean,
            false => Outcome::Failed,
        }
    }
}
