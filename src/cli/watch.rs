//! `besluit validate --watch`: the dataset is checked again whenever one of its files changes.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, UNIX_EPOCH};

use anyhow::bail;

use super::workspace::{self, Selection};
use super::{Out, Outcome, now, say, time};
use crate::counted::count;
use crate::files;
use crate::printable::Form;
use crate::workspace::shown;

/// The time between two looks at the files. Nobody waits for a third of a second, and a look at some thousand files takes milliseconds.
const PAUSE: Duration = Duration::from_millis(300);

/// The time in which nothing must change before a change counts as whole: an editor writes a file in several steps, git many files.
const QUIET: Duration = Duration::from_millis(50);

/// The most looks that are waited for that: what never rests is checked all the same.
const MAX_LOOKS: usize = 20;

/// The part of the time that the looks may take, as one of so many parts: of a very large dataset they come less often.
const SHARE: u32 = 10;

/// The most files that a line names as changed.
const MAX_NAMED: usize = 3;

/// Moves the cursor of a terminal to its top, and clears it.
const CLEAR: &[u8] = b"\x1b[H\x1b[2J\x1b[3J";

/// Files, each with what changes when it does: its size, and the time of its last change since 1970.
type Listing = BTreeMap<PathBuf, Option<(u64, Option<Duration>)>>;

/// The files that are watched.
///
/// They are listed again and again. The system could tell of changes, but not in every container and on no drive of a network, and in
/// another way on each system.
pub struct Watched {
    places: Vec<PathBuf>,
    listing: Listing,
}

impl Watched {
    /// The files of a selection: of a dataset all records and what says how they are to be.
    ///
    /// # Errors
    /// If there is nothing to watch, or something is selected that is read once only.
    pub fn of(selection: &Selection) -> anyhow::Result<Watched> {
        let Some(places) = workspace::places(selection)? else {
            bail!(
                "`--watch` goes with files and folders: a stream and standard input are read once"
            );
        };
        let listing = list(&places);
        Ok(Watched { places, listing })
    }

    /// Runs again and again, first at once and then after every change. A run that fails is told, and is none to end for: a file may
    /// be half written.
    ///
    /// # Errors
    /// If nobody reads the reports any more.
    pub fn run(
        mut self,
        out: &mut Out,
        run: impl Fn(&mut Out) -> anyhow::Result<Outcome>,
    ) -> anyhow::Result<Outcome> {
        loop {
            if let Err(error) = run(out) {
                say(format_args!("error: {error:#}"));
            }
            out.flush()?;
            say(format_args!(
                "watching {}; Ctrl-C ends it",
                count(self.listing.len(), "file")
            ));
            let changed = self.wait();
            clear(out)?;
            say(format_args!("{} changed: {}", time(), told(&changed)));
        }
    }

    /// Waits for a change, and gives the files that changed.
    fn wait(&mut self) -> Vec<PathBuf> {
        loop {
            let start = now();
            let mut listing = list(&self.places);
            if listing == self.listing {
                sleep(PAUSE.max(start.elapsed() * SHARE));
                continue;
            }
            for _ in 0..MAX_LOOKS {
                sleep(QUIET);
                let again = list(&self.places);
                if std::mem::replace(&mut listing, again) == listing {
                    break;
                }
            }
            let before = std::mem::replace(&mut self.listing, listing);
            let changed = differing(&before, &self.listing);
            // Something may have changed and come back.
            if !changed.is_empty() {
                return changed;
            }
        }
    }
}

/// Every file below some places, and what changes when it does. What is gone by the time that it is looked at has nothing.
fn list(places: &[PathBuf]) -> Listing {
    let found = places.iter().flat_map(|place| files::list(place).0);
    let state = |path: &Path| {
        let metadata = path.symlink_metadata().ok()?;
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH);
        Some((metadata.len(), modified.ok()))
    };
    found
        .map(|found| {
            let state = state(&found.path);
            (found.path, state)
        })
        .collect()
}

/// The files that are new, gone or not as they were, in order.
fn differing(before: &Listing, after: &Listing) -> Vec<PathBuf> {
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    let other = after
        .iter()
        .filter(|(path, state)| before.get(*path) != Some(state));
    let mut paths: Vec<_> = other.map(|(path, _)| path).chain(gone).cloned().collect();
    paths.sort();
    paths
}

/// Some files in words.
fn told(paths: &[PathBuf]) -> String {
    let names: Vec<_> = paths
        .iter()
        .take(MAX_NAMED)
        .map(|path| shown(path))
        .collect();
    match paths.len() - names.len() {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

/// Clears the screen, if the reports go to one.
fn clear(out: &mut Out) -> io::Result<()> {
    // Old consoles do not know the codes, and are made to know them where text is coloured.
    let knows = !cfg!(windows) || out.is_coloured();
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if io::stdout().is_terminal() && knows && !is_dumb {
        out.set_form(Form::Bytes)?;
        out.write_all(CLEAR)?;
        out.flush()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Listing, differing, told};

    #[test]
    fn what_differs_is_told() {
        let listing = |files: &[(&str, u64, u64)]| -> Listing {
            let file = |(name, size, time): &(&str, u64, u64)| {
                (name.into(), Some((*size, Some(Duration::from_secs(*time)))))
            };
            files.iter().map(file).collect()
        };
        let before = listing(&[("a", 1, 1), ("b", 1, 1), ("c", 1, 1), ("d", 1, 1)]);
        let after = listing(&[("a", 1, 1), ("b", 2, 1), ("c", 1, 2), ("e", 1, 1)]);
        let changed = differing(&before, &after);
        assert_eq!(changed, ["b", "c", "d", "e"].map(std::path::PathBuf::from));
        assert_eq!(told(&changed), "b, c, d and 1 more");
        assert_eq!(told(&changed[..2]), "b, c");
    }
}
