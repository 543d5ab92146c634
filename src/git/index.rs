//! The files of the index, which the next commit will hold: their names from `git ls-files`, their bytes from `git cat-file`.

use std::collections::HashSet;
use std::path::PathBuf;

use super::changed::{entries, split, text};
use super::tree::TreeEntry;
use super::{Error, WorkTree, unexpected};
use crate::files::RawFile;

impl WorkTree {
    /// The same with the index of the commit that is being made, where a hook is told of one. `git commit FILE` and `git commit -a` have
    /// an index of their own.
    ///
    /// # Errors
    /// If git fails.
    pub fn for_commit(mut self) -> Result<WorkTree, Error> {
        let Some(index) = std::env::var_os("GIT_INDEX_FILE").filter(|path| !path.is_empty()) else {
            return Ok(self);
        };
        let folder = self.ask(&["rev-parse", "--absolute-git-dir"])?;
        let folder = String::from_utf8_lossy(&folder);
        let folder = PathBuf::from(folder.trim_end_matches('\n')).canonicalize();
        // A hook of another repository says it as well, of its own.
        let index = PathBuf::from(index).canonicalize();
        self.index = index.ok().filter(|index| {
            let mut above = index.parent().into_iter();
            above.any(|above| {
                folder
                    .as_ref()
                    .is_ok_and(|folder| above.starts_with(folder))
            })
        });
        Ok(self)
    }

    /// The files by these names, and below the folders by these names, as they are in the index.
    ///
    /// # Errors
    /// If one of them is in a conflict or in another repository, or git fails.
    pub fn staged_files(&self, names: &[&str]) -> Result<Vec<RawFile>, Error> {
        let mut found = Vec::new();
        let list = ["ls-files", "--stage", "-z", "--"];
        for line in entries(&self.ask(&[&list, names].concat())?) {
            let entry = entry(line).ok_or_else(|| unexpected("ls-files"))??;
            if entry.is_hidden() {
                continue;
            }
            if entry.is_repository {
                return Err(Error::OtherRepository(entry.path));
            }
            found.push(entry);
        }
        let sizes = self.cat_file("--batch-check=%(objectsize)", found.iter())?;
        let sizes = String::from_utf8_lossy(&sizes);
        for (entry, size) in found.iter_mut().zip(sizes.lines()) {
            if size.ends_with(" missing") {
                return Err(Error::Partial);
            }
            entry.limit(size);
        }
        let mut files = self.files_of(found)?;
        let is_empty = |file: &RawFile| file.content.as_ref().is_ok_and(Vec::is_empty);
        if files.iter().any(is_empty) {
            let intended = self.intended(names)?;
            files.retain(|file| !intended.contains(&file.path));
        }
        Ok(files)
    }

    /// The files that `git add --intent-to-add` named: they stand in the index, and in no commit.
    fn intended(&self, names: &[&str]) -> Result<HashSet<String>, Error> {
        let settings = self.without_filters()?;
        let new = [
            "diff-files",
            "-z",
            "--name-only",
            "--diff-filter=A",
            "--ita-invisible-in-index",
            "--relative",
            "--ignore-submodules=all",
            "--",
        ];
        let answer = self.ask_with(&settings, &[&new, names].concat())?;
        Ok(entries(&answer).map(text).collect())
    }
}

/// Reads `<mode> <object> <stage>\t<path>`; of a conflict there are several stages.
fn entry(line: &[u8]) -> Option<Result<TreeEntry, Error>> {
    let (head, path) = split(line)?;
    let mut head = std::str::from_utf8(head).ok()?.split(' ');
    let (mode, object, stage) = (head.next()?, head.next()?, head.next()?);
    Some(match stage {
        "0" => Ok(TreeEntry::new(mode, object, text(path))),
        _ => Err(Error::Unmerged(text(path))),
    })
}
