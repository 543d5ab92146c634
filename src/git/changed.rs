//! Which files are not as they were at a commit: from `git diff-index`, and from `git ls-files` what that does not look into.
//!
//! `diff-index` believes the index about when a file was last written, and names one that was only touched. Such a file is hashed, as
//! it would be committed; that writes nothing either.

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

    /// The first file or folder that has changed, in the order of their paths; none if nothing has.
    pub fn first(&self) -> Option<&str> {
        let files = self.files.iter().chain(&self.folders);
        files.map(String::as_str).min()
    }

    fn add(&mut self, path: String) {
        if path.ends_with('/') {
            self.folders.push(path);
        } else {
            self.files.insert(path);
        }
    }
}

/// The side that is compared with a commit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The files as they lie in the folder.
    WorkTree,
    /// The files as they are in the index.
    Index,
}

/// The most bytes of paths that one process is given: systems bound what a command line holds.
const MAX_PATHS: usize = 16 << 10;

impl WorkTree {
    /// The files by these names, and below the folders by these names, that are not as they were at a commit: changed, new, or
    /// gone. Of a work tree, a file that git is told to ignore counts as well, because the program reads it all the same; so does what
    /// git is told not to look at, and everything in a repository within this one.
    ///
    /// # Errors
    /// If git fails.
    pub fn changed_since(
        &self,
        commit: &Commit,
        names: &[&str],
        side: Side,
    ) -> Result<Changed, Error> {
        let mut changed = Changed::default();
        self.differing(commit, names, side, &mut changed)?;
        if side == Side::Index {
            return Ok(changed);
        }
        let untracked = ["ls-files", "--others", "-z", "--"];
        for path in entries(&self.ask(&[&untracked, names].concat())?) {
            changed.add(text(path));
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

    /// Adds the files that git tracks and that differ.
    fn differing(
        &self,
        commit: &Commit,
        names: &[&str],
        side: Side,
        changed: &mut Changed,
    ) -> Result<(), Error> {
        let settings = self.without_filters()?;
        let mut diff = vec![
            "diff-index",
            "-z",
            "--no-abbrev",
            "--no-renames",
            "--relative",
            "--ignore-submodules=all",
            "-O/dev/null",
        ];
        diff.extend((side == Side::Index).then_some("--cached"));
        diff.extend([commit.0.as_str(), "--"]);
        diff.extend(names);
        let answer = self.ask_with(&settings, &diff)?;
        let mut parts = entries(&answer);
        // Those of which git only knows that they were written since: their paths, and what they were.
        let mut touched: Vec<(&[u8], &[u8])> = Vec::new();
        while let Some(head) = parts.next() {
            let path = parts.next().ok_or_else(|| unexpected("diff-index"))?;
            match Pair::parse(head).ok_or_else(|| unexpected("diff-index"))? {
                Pair::Touched(object) if std::str::from_utf8(path).is_ok() => {
                    touched.push((path, object));
                }
                _ => changed.add(text(path)),
            }
        }
        let mut rest = touched.as_slice();
        while !rest.is_empty() {
            let mut bytes = 0;
            let fits = rest.iter().take_while(|(path, _)| {
                bytes += path.len() + 1;
                bytes <= MAX_PATHS
            });
            let (some, others) = rest.split_at(fits.count().max(1));
            rest = others;
            let paths = some
                .iter()
                .filter_map(|(path, _)| std::str::from_utf8(path).ok());
            let mut hash = vec!["hash-object", "--"];
            hash.extend(paths);
            let answer = self.ask_with(&settings, &hash)?;
            let mut hashes = answer.split(|byte| *byte == b'\n');
            for (path, object) in some {
                if hashes.next() != Some(object) {
                    changed.add(text(path));
                }
            }
        }
        Ok(())
    }

    /// Settings by which git runs none of the programs that the configuration names to clean files of before they are compared. A
    /// file that needs one then counts as changed if git cannot tell otherwise that it is not.
    pub(super) fn without_filters(&self) -> Result<Vec<String>, Error> {
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

/// What `git diff-index` says of a file.
enum Pair<'a> {
    /// It differs.
    Differs,
    /// It was written since, and is still a file of the same mode: what it was.
    Touched(&'a [u8]),
}

impl<'a> Pair<'a> {
    /// Reads `:<mode> <mode> <object> <object> <status>`; the second object is zeros if it is not known.
    fn parse(head: &'a [u8]) -> Option<Pair<'a>> {
        let mut fields = head.strip_prefix(b":")?.split(|byte| *byte == b' ');
        let (was, is) = (fields.next()?, fields.next()?);
        let (object, now, status) = (fields.next()?, fields.next()?, fields.next()?);
        let is_unknown = now.iter().all(|byte| *byte == b'0');
        Some(match status {
            b"M" if is_unknown && was == is && was.starts_with(b"100") => Pair::Touched(object),
            _ => Pair::Differs,
        })
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
