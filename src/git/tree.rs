//! The files of a commit: their names from `git ls-tree`, their bytes from `git cat-file`, each by one process.

use std::io::{Seek, Write};
use std::path::Path;

use super::changed::{entries, split, text};
use super::{Commit, Error, WorkTree, output, unexpected};
use crate::files::{self, RawFile, Refusal};

impl WorkTree {
    /// The time at which a commit was made, in seconds since 1970.
    ///
    /// # Errors
    /// If git fails.
    pub fn time(&self, commit: &Commit) -> Result<u64, Error> {
        let text = self.ask(&["cat-file", "commit", &commit.0])?;
        let text = String::from_utf8_lossy(&text);
        // The line ends with the time and the time zone.
        let committer = text.lines().find(|line| line.starts_with("committer "));
        let time = committer.and_then(|line| line.rsplit(' ').nth(1)?.parse().ok());
        time.ok_or_else(|| unexpected("cat-file"))
    }

    /// True if there was something by that name at a commit.
    ///
    /// # Errors
    /// If git fails.
    pub fn has(&self, commit: &Commit, name: &str) -> Result<bool, Error> {
        let answer = self.ask(&["ls-tree", "-z", "--name-only", &commit.0, "--", name])?;
        Ok(!answer.is_empty())
    }

    /// The JSON files by these names, and below the folders by these names, as they were at a commit: what [`files::read_all`]
    /// would have found there. No other file is read.
    ///
    /// # Errors
    /// If some of them are not here or in another repository, or git fails.
    pub fn json_files(&self, commit: &Commit, names: &[&str]) -> Result<Vec<RawFile>, Error> {
        self.files(commit, names, &|path| path.ends_with(".json"))
    }

    /// The files that are wanted of those by these names, and below the folders by these names, as they were at a commit.
    ///
    /// # Errors
    /// If some of them are not here or in another repository, or git fails.
    pub fn files(
        &self,
        commit: &Commit,
        names: &[&str],
        is_wanted: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<RawFile>, Error> {
        let mut arguments = vec!["ls-tree", "-r", "-z", "--long", &commit.0, "--"];
        arguments.extend(names);
        let mut found = Vec::new();
        for entry in entries(&self.ask(&arguments)?) {
            let entry = TreeEntry::parse(entry).ok_or_else(|| unexpected("ls-tree"))?;
            if entry.is_hidden() {
                continue;
            }
            if entry.is_repository {
                return Err(Error::OtherRepository(entry.path));
            }
            if is_wanted(&entry.path) {
                found.push(entry);
            }
        }
        self.files_of(found)
    }

    /// The files that are entries of a tree or of the index.
    pub(super) fn files_of(&self, found: Vec<TreeEntry>) -> Result<Vec<RawFile>, Error> {
        let is_wanted = |entry: &&TreeEntry| entry.refusal.is_none();
        let mut contents = self.contents(found.iter().filter(is_wanted))?.into_iter();
        let file = |entry: TreeEntry| {
            let content = match entry.refusal {
                Some(refusal) => Err(refusal),
                None => Ok(contents.next().ok_or_else(|| unexpected("cat-file"))?),
            };
            Ok(RawFile {
                path: entry.path,
                content,
            })
        };
        found.into_iter().map(file).collect()
    }

    /// What `git cat-file` says of the object of each entry, all by one process.
    pub(super) fn cat_file<'a>(
        &self,
        how: &str,
        entries: impl Iterator<Item = &'a TreeEntry>,
    ) -> Result<Vec<u8>, Error> {
        // A file, not a pipe: git can then answer at length before it has read all that it is asked.
        let mut asked = tempfile::tempfile()?;
        for entry in entries {
            writeln!(asked, "{}", entry.object)?;
        }
        asked.rewind()?;
        let mut command = self.command(&[], &["cat-file", how, "--buffer"]);
        output(command.stdin(asked), "cat-file")
    }

    /// The bytes of each entry.
    fn contents<'a>(
        &self,
        entries: impl Iterator<Item = &'a TreeEntry>,
    ) -> Result<Vec<Vec<u8>>, Error> {
        let answer = self.cat_file("--batch", entries)?;
        let mut rest = answer.as_slice();
        let mut contents = Vec::new();
        while !rest.is_empty() {
            let end = rest.iter().position(|byte| *byte == b'\n');
            let (header, after) = rest.split_at(end.ok_or_else(|| unexpected("cat-file"))?);
            let header = String::from_utf8_lossy(header);
            if header.ends_with(" missing") {
                return Err(Error::Partial);
            }
            let size = header.rsplit(' ').next().and_then(|size| size.parse().ok());
            // The line feed of the header, the bytes, and another line feed.
            let bytes = size.and_then(|size: usize| after.get(1..size.checked_add(1)?));
            let bytes = bytes.ok_or_else(|| unexpected("cat-file"))?;
            contents.push(bytes.to_owned());
            rest = after.get(bytes.len() + 2..).unwrap_or_default();
        }
        Ok(contents)
    }
}

/// A file in a tree or in the index.
pub(super) struct TreeEntry {
    pub path: String,
    pub object: String,
    pub refusal: Option<Refusal>,
    /// True if it is a commit of another repository, as a submodule is.
    pub is_repository: bool,
}

impl TreeEntry {
    /// Reads `<mode> <type> <object> <size>\t<path>`, the size with spaces before it.
    fn parse(line: &[u8]) -> Option<TreeEntry> {
        let (head, path) = split(line)?;
        let mut head = std::str::from_utf8(head).ok()?.split_ascii_whitespace();
        let (mode, _, object, size) = (head.next()?, head.next()?, head.next()?, head.next()?);
        let mut entry = TreeEntry::new(mode, object, text(path));
        entry.limit(size);
        Some(entry)
    }

    /// An entry of that mode.
    pub(super) fn new(mode: &str, object: &str, path: String) -> TreeEntry {
        let link = Refusal::NotAFile("a symbolic link");
        TreeEntry {
            object: object.to_owned(),
            is_repository: mode == "160000",
            refusal: (mode == "120000").then_some(link),
            path,
        }
    }

    /// Refuses it if its size, as git tells it, is more than is read.
    pub(super) fn limit(&mut self, size: &str) {
        let limit = files::limit_of(Path::new(&self.path));
        if size.parse().is_ok_and(|size: usize| size > limit) {
            self.refusal = self.refusal.or(Some(Refusal::TooLarge));
        }
    }

    /// True if it is in a folder whose name begins with a dot, or its own does: such files are no part of a dataset.
    pub(super) fn is_hidden(&self) -> bool {
        self.path.split('/').any(|part| part.starts_with('.'))
    }
}
