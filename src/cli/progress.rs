//! The progress of a run, for somebody who waits at a terminal. A run that takes less than a second says nothing.

use crate::counted::count;
use std::io::{self, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::{now, streams};

/// The time before the line is first written.
const PATIENCE: Duration = Duration::from_secs(1);

/// The time between two writes of the line.
const PAUSE: Duration = Duration::from_millis(100);

/// A line on standard error, if that is a terminal. It goes away when it is dropped.
pub struct Progress {
    is_seen: bool,
    expected: usize,
    read: AtomicUsize,
    line: Mutex<Line>,
}

/// The line that stands on the terminal.
struct Line {
    /// The time from which it is to be written anew.
    due: Instant,
    /// Its length, in bytes.
    length: usize,
}

impl Progress {
    /// So many records are to be read.
    pub fn of(expected: usize) -> Progress {
        Progress {
            is_seen: streams::errors_are_terminal(),
            expected,
            read: AtomicUsize::new(0),
            line: Mutex::new(Line {
                due: now() + PATIENCE,
                length: 0,
            }),
        }
    }

    /// So many more records were read.
    pub fn advance(&self, records: usize) {
        let read = self.read.fetch_add(records, Ordering::Relaxed) + records;
        // If another thread writes it just now, this one need not.
        if self.is_seen
            && let Ok(mut line) = self.line.try_lock()
            && line.due <= now()
        {
            let text = format!("reading {read} of {}", count(self.expected, "record"));
            // That nobody can see it is no reason to fail.
            let _ = write!(io::stderr(), "\r{text:0$}", line.length);
            line.length = text.len();
            line.due = now() + PAUSE;
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Ok(line) = self.line.get_mut()
            && line.length > 0
        {
            let _ = write!(io::stderr(), "\r{:1$}\r", "", line.length);
        }
    }
}
