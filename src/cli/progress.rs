//! How far a run is, for somebody who waits at a terminal. A run that takes less than a second says nothing.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long nothing is said.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on standard error, if that is a terminal. It goes away when it is dropped.
pub struct Progress(ProgressBar);

impl Progress {
    /// Nothing to see yet.
    pub fn new() -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style =
            ProgressStyle::with_template("reading {human_pos} of {human_len} records {wide_bar}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Progress(bar)
    }

    /// There are this many more records to read.
    pub fn expect(&self, records: usize) {
        self.0.inc_length(records as u64);
    }

    /// So many more records were read.
    pub fn advance(&self, records: usize) {
        if self.0.is_hidden() && self.0.elapsed() > PATIENCE {
            // Where standard error is no terminal this stays hidden.
            self.0
                .set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
        self.0.inc(records as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
