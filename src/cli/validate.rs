//! `besluit validate`: does the dataset hold?

mod part;

use anyhow::bail;
use jiff::civil;

use super::candidates;
use super::output::{self, Output, Outputs};
use super::progress::Progress;
use super::watch::Watched;
use super::workspace::{Selection, tell};
use super::{Out, Outcome, history, is_closed_pipe, say, streams, workspace};
use crate::check::{Levels, Run};
use crate::counted::count;
use crate::finding::Level;
use crate::git::Side;
use crate::report::Report;
use crate::validate::{Options, run_on};
use crate::workspace::{Files, Workspace};

/// Checks records: their bytes, their shape, what each says, how they link, and every quote.
///
/// The dataset is the nearest folder above with a `besluit.toml`; it is always checked as a whole, and PATH selects what is
/// reported. Exits with 1 if there is a finding at error level, and with 2 if the job could not be done.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    selection: Selection,
    /// List as well what is worth knowing: what the records leave open
    #[arg(long)]
    notes: bool,
    /// The form of the report: human, concise, json, jsonl, github, gitlab, sarif or junit; with `=FILE`, into that file. May be
    /// given several times
    #[arg(long, default_value = "human", value_name = "FORMAT[=FILE]", value_parser = Outputs, hide_possible_values = true)]
    format: Vec<Output>,
    /// Report the findings of a rule as errors; `warnings` or `notes` stands for all rules of that level
    #[arg(long, value_name = "RULE", add = candidates::rules_and_levels())]
    deny: Vec<String>,
    /// Report the findings of a rule as warnings
    #[arg(long, value_name = "RULE", add = candidates::rules_and_levels())]
    warn: Vec<String>,
    /// Leave the findings of a rule out
    #[arg(long, value_name = "RULE", add = candidates::rules_and_levels())]
    allow: Vec<String>,
    /// The day on which the dataset is judged, as YYYY-MM-DD [default: today, the local day]
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    as_of: Option<civil::Date>,
    /// Say on standard error how much memory the index of all records took
    #[arg(long)]
    stats: bool,
    /// Check the dataset as it is in the index of git, which the next commit will hold, and not as it lies in the folder
    #[arg(long, conflicts_with_all = ["paths", "stdin_filename"])]
    staged: bool,
    /// Check again whenever a file changes, until Ctrl-C; for those who have no editor that does
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    history: history::History,
    #[command(flatten)]
    shards: part::Shards,
}

pub fn run(arguments: &Arguments, is_coloured: bool, out: &mut Out) -> anyhow::Result<Outcome> {
    let shards = &arguments.shards;
    // The parser is not told what excludes `--watch`: that would narrow what is promised of the older ones.
    if arguments.watch && (arguments.staged || shards.part().is_some() || shards.are_joined()) {
        bail!("`--watch` goes with files and folders: leave `--staged`, `--part` and `--join` out");
    }
    if let Some(part) = shards.part() {
        return part::make(&arguments.selection, part, arguments.as_of, arguments.notes);
    }
    output::check(&arguments.format)?;
    let levels = levels(arguments)?;
    let once = |out: &mut Out| report(arguments, &levels, is_coloured, out);
    match arguments.watch {
        true => Watched::of(&arguments.selection)?.run(out, once),
        false => once(out),
    }
}

/// Checks once, or joins parts, and writes the report.
fn report(
    arguments: &Arguments,
    levels: &Levels,
    is_coloured: bool,
    out: &mut Out,
) -> anyhow::Result<Outcome> {
    let as_of = arguments.as_of.unwrap_or_else(super::today);
    let options = Options {
        levels: levels.clone(),
        notes: arguments.notes,
        digest: arguments.format.iter().any(Output::tells_digest),
        ..Options::on(as_of)
    };
    let mut told = Told {
        options: &options,
        stats: arguments.stats,
        is_last: !arguments.watch && !streams::are_kept(),
        report: Report::default(),
        selected: 0,
    };
    let named = match arguments.shards.are_joined() {
        true => {
            let joined = arguments
                .shards
                .join(&arguments.selection, &options, arguments.as_of)?;
            told.take(joined.workspace, joined.run, &|_| true);
            None
        }
        false => Some(check(arguments, &mut told)?),
    };
    let Told {
        mut report,
        selected,
        ..
    } = told;
    report.finish(arguments.notes);
    let mut outcome = tell(&report.failures);
    if let Some(named) = named {
        outcome = outcome.max(named.tell("check"));
    }
    if selected == 0 && report.findings.is_empty() && outcome == Outcome::Clean {
        say(format_args!("error: nothing to check: no record is there"));
        outcome = Outcome::Failed;
    }
    report.is_complete = outcome == Outcome::Clean;
    let written = output::write(&arguments.format, &mut report, is_coloured, out);
    // That nobody reads on changes nothing about the dataset.
    written.or_else(|error| {
        if is_closed_pipe(&error) {
            Ok(())
        } else {
            Err(error)
        }
    })?;
    if report.count(Level::Error) > 0 {
        outcome = outcome.max(Outcome::Findings);
    }
    Ok(outcome)
}

/// Checks what is selected; the result is what was named, and not read.
fn check(arguments: &Arguments, told: &mut Told<'_>) -> anyhow::Result<workspace::Named> {
    let mut named = workspace::Named::of(&arguments.selection)?;
    let (workspaces, side) = match arguments.staged {
        true => (workspace::staged(&arguments.selection)?, Side::Index),
        false => (workspace::files(&arguments.selection)?, Side::WorkTree),
    };
    for workspace in workspaces {
        let before = arguments.history.before(&workspace)?;
        let changed = arguments
            .history
            .changed(&workspace, &arguments.selection, side)?;
        let options = Options {
            before: before.as_ref(),
            ..told.options.clone()
        };
        let progress = Progress::of(workspace.dataset.inventory.own());
        let run = run_on(&workspace, &options, &|records| progress.advance(records))?;
        drop(progress);
        named.read(&workspace, &run.pinned);
        told.take(workspace, run, &|path| changed.contains(path));
    }
    Ok(named)
}

/// The report as it is made, dataset by dataset.
struct Told<'a> {
    options: &'a Options<'a>,
    /// True if it is said how much memory the index took.
    stats: bool,
    /// True if the process ends with the report.
    is_last: bool,
    report: Report,
    /// The number of files and lines that were selected.
    selected: usize,
}

impl Told<'_> {
    /// Takes the result of a run over a dataset. `is_reported` says by their paths in which files findings are reported, of those that
    /// are selected.
    fn take(
        &mut self,
        workspace: Workspace<Files<'_>>,
        run: Run,
        is_reported: &dyn Fn(&str) -> bool,
    ) {
        // Most findings of a stream are in one file, and the working directory is asked for to tell its path.
        let mut last = (String::new(), String::new());
        let mut display = |path: &str| {
            if last.0 != path {
                last = (path.to_owned(), workspace.display(path));
            }
            last.1.clone()
        };
        let is_reported = |path: &str| workspace.is_selected(path) && is_reported(path);
        let report = &mut self.report;
        let before = report.findings.len();
        report.take(run.findings, &self.options.levels, &is_reported);
        for finding in &mut report.findings[before..] {
            finding.file = display(&finding.file);
            for related in &mut finding.related {
                related.file = display(&related.file);
            }
        }
        if self.stats {
            let (bytes, records) = run.index;
            let each = bytes / records.max(1);
            say(format_args!(
                "{} in an index of {} MiB, {} a record",
                count(records, "record"),
                bytes >> 20,
                count(each, "byte")
            ));
        }
        self.selected += run.selected;
        report.summary.add(&run.summary);
        let failures = workspace.dataset.inventory.take_failures();
        report.failures.extend(failures);
        // The run is nearly over. To give so many small pieces of memory back one by one takes a part of it.
        if self.is_last {
            std::mem::forget(workspace);
        }
    }
}

/// The levels that the run gives to rules.
fn levels(arguments: &Arguments) -> anyhow::Result<Levels> {
    let mut levels = Levels::default();
    for (names, level) in [
        (&arguments.deny, Some(Level::Error)),
        (&arguments.warn, Some(Level::Warning)),
        (&arguments.allow, None),
    ] {
        for name in names {
            levels.set(name, level).map_err(anyhow::Error::msg)?;
        }
    }
    Ok(levels)
}
