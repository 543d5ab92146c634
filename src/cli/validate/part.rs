//! `besluit validate --part` and `--join`: the part of one shard, and what follows from all parts.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use jiff::civil;

use crate::cli::output::write_among_others;
use crate::cli::progress::Progress;
use crate::cli::workspace::{self, Named, Selection};
use crate::cli::{Outcome, today};
use crate::part::{Joined, Request, join, map};
use crate::validate::Options;

/// How the records of a dataset are checked in shards.
#[derive(clap::Args)]
pub struct Shards {
    /// Check one shard of a dataset by itself, and write what was found, with what must be known of its records, as part N; the
    /// numbers count from 0. With `--root`, the `besluit.toml` and the texts are those of that dataset, and its other records are passed over
    #[arg(
        long,
        value_name = "N",
        requires = "output",
        conflicts_with_all = ["format", "deny", "warn", "allow", "staged", "against", "since"]
    )]
    part: Option<u32>,
    /// The file that the part goes to
    #[arg(short, long, value_name = "FILE", requires = "part")]
    output: Option<PathBuf>,
    /// Join the parts of all shards, which are the paths, and report what one run over all shards would
    #[arg(
        long,
        requires = "paths",
        conflicts_with_all = ["part", "stdin_filename", "staged", "against", "since"]
    )]
    join: bool,
    /// The number of parts that there are to be [default: as many as the highest of their numbers says]
    #[arg(long, value_name = "N", requires = "join")]
    expect: Option<u32>,
}

impl Shards {
    /// True if parts are to be joined.
    pub fn are_joined(&self) -> bool {
        self.join
    }

    /// The number of the part that is to be made, and the file that it goes to.
    pub fn part(&self) -> Option<(u32, &PathBuf)> {
        self.part.zip(self.output.as_ref())
    }

    /// Joins the parts that are selected. `as_of` is the day, if one was given.
    ///
    /// # Errors
    /// If they do not belong together, or cannot be read.
    pub fn join(
        &self,
        selection: &Selection,
        options: &Options<'_>,
        as_of: Option<civil::Date>,
    ) -> anyhow::Result<Joined> {
        let request = Request {
            paths: &selection.paths,
            expected: self.expect,
            root: workspace::root(selection.root.as_deref())?,
            as_of,
        };
        Ok(join(&request, options, &workspace::root_here)?)
    }
}

/// Makes a part of the shard that is selected.
///
/// # Errors
/// If it cannot be read, or the part cannot be written.
pub fn make(
    selection: &Selection,
    (number, output): (u32, &PathBuf),
    as_of: Option<civil::Date>,
    notes: bool,
) -> anyhow::Result<Outcome> {
    let mut named = Named::of(selection)?;
    let mut workspaces = workspace::files(selection)?;
    let (Some(mut workspace), true) = (workspaces.pop(), workspaces.is_empty()) else {
        bail!("a shard is of one dataset, and these are of several");
    };
    if workspace::is_record(&workspace::place_of(output)?) {
        bail!("a part has no place among the records of a dataset: give it another file");
    }
    let options = Options {
        notes,
        ..Options::on(as_of.unwrap_or_else(today))
    };
    let progress = Progress::of(workspace.dataset.inventory.own());
    let part = map(&mut workspace, &options, number, &|records| {
        progress.advance(records);
    })?;
    drop(progress);
    named.read(&workspace, &[]);
    let failures = workspace.dataset.inventory.take_failures();
    let outcome = workspace::tell(&failures).max(named.tell("check"));
    // A part without what could not be read would be joined as if that were not there.
    if outcome == Outcome::Clean {
        let written = write_among_others(output, &part);
        written.with_context(|| format!("cannot write {}", output.display()))?;
    }
    Ok(outcome)
}
