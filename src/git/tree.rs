//! The files of a commit: their names from `git ls-tree`, their bytes from `git cat-file`, each by one process.

use std::io::{Seek, Write};
use std::path::Path;

use super::{Commit, Error, WorkTree, output, unexpected};
use crate::files::{self, RawFile, Refusal};

impl WorkTree {
    /// The files by these names, and below the folders by these names, as they were at a commit: what [`files::read_all`] would
    /// have found there.
    ///
    /// # Errors
    /// If some of them are not here, or git fails.
    pub fn files(&self, commit: &Commit, names: &[&str]) -> Result<Vec<RawFile>, Error> {
        let mut arguments = vec!["ls-tree", "-r", "-z", "--long", &commit.0, "--"];
        arguments.extend(names);
        let mut found = Vec::new();
        for entry in self.ask(&arguments)?.split(|byte| *byte == 0) {
            if entry.is_empty() {
                continue;
            }
            let entry = Entry::parse(entry).ok_or_else(|| unexpected("ls-tree"))?;
            let is_hidden = entry.path.split('/').any(|part| part.starts_with('.'));
            if !is_hidden {
                found.push(entry);
            }
        }
        let is_wanted = |entry: &&Entry| entry.refusal.is_none();
        let mut contents = self.contents(found.iter().filter(is_wanted))?.into_iter();
        let file = |entry: Entry| {
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

    /// The bytes of each entry, all by one process.
    fn contents<'a>(
        &self,
        entries: impl Iterator<Item = &'a Entry>,
    ) -> Result<Vec<Vec<u8>>, Error> {
        // A file, not a pipe: git can then answer at length before it has read all that it is asked.
        let mut asked = tempfile::tempfile()?;
        let mut count = 0;
        for entry in entries {
            writeln!(asked, "{}", entry.object)?;
            count += 1;
        }
        asked.rewind()?;
        let mut command = self.command(&["cat-file", "--batch", "--buffer"]);
        let answer = output(command.stdin(asked), "cat-file")?;
        let mut rest = answer.as_slice();
        let mut contents = Vec::with_capacity(count);
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

/// One line of `git ls-tree`.
struct Entry {
    path: String,
    object: String,
    refusal: Option<Refusal>,
}

impl Entry {
    /// Reads `<mode> <type> <object> <size>\t<path>`, the size with spaces before it.
    fn parse(line: &[u8]) -> Option<Entry> {
        let tab = line.iter().position(|byte| *byte == b'\t')?;
        let path = String::from_utf8_lossy(&line[tab + 1..]).into_owned();
        let head = std::str::from_utf8(&line[..tab]).ok()?;
        let mut head = head.split_ascii_whitespace();
        let (mode, _, object, size) = (head.next()?, head.next()?, head.next()?, head.next()?);
        let limit = files::limit_of(Path::new(&path));
        let refusal = match mode {
            "120000" => Some(Refusal::NotAFile("a symbolic link")),
            "160000" => Some(Refusal::NotAFile("another repository")),
            _ if size.parse().is_ok_and(|size: usize| size > limit) => Some(Refusal::TooLarge),
            _ => None,
        };
        Some(Entry {
            object: object.to_owned(),
            refusal,
            path,
        })
    }
}
