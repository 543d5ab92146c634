//! The names that the files of a folder have had, at whatever commit.

use std::collections::BTreeSet;

use super::{Error, WorkTree};

impl WorkTree {
    /// The names of the files, without their folders, that were ever committed below a folder: on a branch, under a tag or at a remote
    /// that is here. A shallow clone knows only some of them.
    ///
    /// # Errors
    /// If git fails.
    pub fn names_ever(&self, folder: &str) -> Result<BTreeSet<String>, Error> {
        // Files of other bytes are other objects, so each record is told once, however many commits hold it. A stash is nobody's but
        // its owner's.
        let arguments = [
            "rev-list",
            "--objects",
            "--full-history",
            "--exclude=refs/stash",
            "--all",
            "--",
            folder,
        ];
        let objects = self.ask(&arguments)?;
        let lines = String::from_utf8_lossy(&objects);
        let paths = lines.lines().filter_map(|line| line.split_once(' '));
        let names = paths.filter_map(|(_, path)| path.rsplit('/').next());
        Ok(names.map(str::to_owned).collect())
    }

    /// True if only the newest commits are here.
    ///
    /// # Errors
    /// If git fails.
    pub fn is_shallow(&self) -> Result<bool, Error> {
        Ok(self.ask(&["rev-parse", "--is-shallow-repository"])? == b"true\n")
    }
}
