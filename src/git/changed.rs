//! Which files are not as they were at a commit: from `git diff`, and from `git ls-files` what that does not look into.

use std::collections::BTreeSet;

use super::{Commit, Error, WorkTree, unexpected};

/// The files of a folder that are not as they were at a commit.
#[derive(Debug, Default)]
pub struct Changed {
    files: BTreeSet<String>,
    /// Folders that git does not look into, such as another repository; their names end in `/`.
    folders: Vec<String>,
}

impl Changed {
    /// True if a file has changed, given by its path below the folder that was asked about.
    pub fn contains(&self, path: &str) -> bool {
        self.files.contains(path) || self.folders.iter().any(|folder| path.starts_with(folder))
    }

    fn add(&mut self, path: String) {
        if path.ends_with('/') {
            self.folders.push(path);
        } else {
            self.files.insert(path);
        }
    }
}

impl WorkTree {
    /// The files by these names, and below the folders by these names, that are not as they were at a commit: changed, new, or
    /// gone. A file that git is told to ignore counts as well, because the program reads it all the same; so does what git is told
    /// not to look at, and everything in a repository within this one.
    ///
    /// # Errors
    /// If git fails.
    pub fn changed_since(&self, commit: &Commit, names: &[&str]) -> Result<Changed, Error> {
        let mut changed = Changed::default();
        let diff = [
            "diff",
            "--name-only",
            "-z",
            "--no-renames",
            "--relative",
            "--no-ext-diff",
            "--no-textconv",
            "--ignore-submodules=all",
            &commit.0,
            "--",
        ];
        let settings = self.without_filters()?;
        let untracked = ["ls-files", "--others", "-z", "--"];
        let tracked = self.ask_with(&settings, &[&diff, names].concat())?;
        for answer in [tracked, self.ask(&[&untracked, names].concat())?] {
            entries(&answer).for_each(|path| changed.add(text(path)));
        }
        let index = ["ls-files", "-v", "--stage", "-z", "--"];
        for entry in entries(&self.ask(&[&index, names].concat())?) {
            let parts = split(entry).ok_or_else(|| unexpected("ls-files"))?;
            let ([tag, b' ', ..], path) = parts else {
                return Err(unexpected("ls-files"));
            };
            // Of these git takes for granted that they are as they were: a small letter is `--assume-unchanged`.
            let is_unseen = *tag == b'S' || tag.is_ascii_lowercase();
            if parts.0[2..].starts_with(b"160000 ") {
                changed.add(text(path) + "/");
            } else if is_unseen {
                changed.add(text(path));
            }
        }
        Ok(changed)
    }

    /// Settings by which git runs none of the programs that the configuration names to clean files of before they are compared. A
    /// file that needs one then counts as changed if git cannot tell otherwise that it is not.
    fn without_filters(&self) -> Result<Vec<String>, Error> {
        let answer = self.ask(&["config", "--list", "--name-only", "-z"])?;
        let mut drivers = BTreeSet::new();
        for key in entries(&answer) {
            let Some(rest) = key.strip_prefix(b"filter.") else {
                continue;
            };
            let rest = std::str::from_utf8(rest).map_err(|_| unexpected("config"))?;
            if let Some((driver, _)) = rest.rsplit_once('.') {
                // On a command line, the name would end here, and the filter be run.
                if driver.contains('=') {
                    return Err(Error::Filter(driver.to_owned()));
                }
                drivers.insert(driver);
            }
        }
        let mut settings = Vec::new();
        for driver in drivers {
            for value in ["clean=", "process=", "required=false"] {
                settings.push("-c".to_owned());
                settings.push(format!("filter.{driver}.{value}"));
            }
        }
        Ok(settings)
    }
}

/// The entries of an answer, between its zero bytes.
pub(super) fn entries(answer: &[u8]) -> impl Iterator<Item = &[u8]> {
    answer
        .split(|byte| *byte == 0)
        .filter(|entry| !entry.is_empty())
}

/// The fields before the tab of a line, and the path after it.
pub(super) fn split(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    Some((&line[..tab], &line[tab + 1..]))
}

/// A path as the program knows it.
pub(super) fn text(path: &[u8]) -> String {
    String::from_utf8_lossy(path).into_owned()
}
