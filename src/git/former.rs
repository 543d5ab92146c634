//! A file as it was at one of the last commits that changed it.

use super::{Error, WorkTree};
use crate::files::MAX_TEXT;

/// The number of commits that are looked at, from the newest on.
const COMMITS: &str = "8";

impl WorkTree {
    /// The bytes that a file in the folder had, if one of the last commits that changed it has those that are wanted: the commit, and them.
    ///
    /// # Errors
    /// If git fails.
    pub fn former(
        &self,
        name: &str,
        is_wanted: impl Fn(&[u8]) -> bool,
    ) -> Result<Option<(String, Vec<u8>)>, Error> {
        let commits = self.ask(&["rev-list", "-n", COMMITS, "HEAD", "--", name])?;
        for commit in String::from_utf8_lossy(&commits).lines() {
            let object = format!("{commit}:./{name}");
            // A commit that takes the file away has none.
            let Ok(size) = self.ask(&["cat-file", "-s", &object]) else {
                continue;
            };
            let size = String::from_utf8_lossy(&size).trim().parse::<usize>();
            if size.is_ok_and(|size| size <= MAX_TEXT) {
                let bytes = self.ask(&["cat-file", "blob", &object])?;
                if is_wanted(&bytes) {
                    return Ok(Some((commit.to_owned(), bytes)));
                }
            }
        }
        Ok(None)
    }
}
