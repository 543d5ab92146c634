//! `besluit validate`: does the dataset hold?

use std::io::Write;

use jiff::civil;

use super::output::{self, Output};
use super::workspace::{Clear, Selection, Wanted, Workspace};
use super::{Outcome, history, is_closed_pipe, say, workspace};
use crate::check::{Context, Levels, Summary, allows_notes, check_rest, tally};
use crate::finding::{self, Level};
use crate::report::Report;

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
    #[arg(long, default_value = "human", value_name = "FORMAT[=FILE]")]
    format: Vec<Output>,
    /// Report the findings of a rule as errors; `warnings` or `notes` stands for all rules of that level
    #[arg(long, value_name = "RULE")]
    deny: Vec<String>,
    /// Report the findings of a rule as warnings
    #[arg(long, value_name = "RULE")]
    warn: Vec<String>,
    /// Leave the findings of a rule out
    #[arg(long, value_name = "RULE")]
    allow: Vec<String>,
    /// The day on which the dataset is judged, as YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    as_of: Option<civil::Date>,
    /// Say on standard error how many records were kept for rules about all records, and how much memory the index of all took
    #[arg(long)]
    stats: bool,
    #[command(flatten)]
    history: history::History,
}

impl Arguments {
    /// Whether notes are looked for: they are asked for, or given another level.
    fn wants_notes(&self, levels: &Levels) -> bool {
        self.notes || levels.touch_notes()
    }
}

pub fn run(
    arguments: &Arguments,
    is_coloured: bool,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    output::check(&arguments.format)?;
    let levels = levels(arguments)?;
    let as_of = arguments.as_of.unwrap_or_else(super::today);
    let mut total = Summary::default();
    let mut findings = Vec::new();
    let mut outcome = Outcome::Clean;
    let mut files = 0;
    for (workspace, mut clear) in read(arguments, &levels, as_of)? {
        outcome = outcome.max(workspace.outcome());
        let before = arguments.history.before(&workspace)?;
        let changed = arguments
            .history
            .changed(&workspace, &arguments.selection)?;
        let mut context = Context::new(&workspace.dataset, as_of);
        context.before = before.as_ref();
        context.notes = arguments.wants_notes(&levels) || allows_notes(&workspace.dataset.config);
        let is_selected = |path: &str| workspace.is_selected(path);
        // Most findings of a stream are in one file, and the working directory is asked for to tell its path.
        let mut last = (String::new(), String::new());
        let mut display = |path: &str| {
            if last.0 != path {
                last = (path.to_owned(), workspace.display(path));
            }
            last.1.clone()
        };
        let found = std::mem::take(&mut clear.found);
        for mut finding in check_rest(&context, found)
            .into_iter()
            .filter(|finding| is_selected(&finding.file) && changed.contains(&finding.file))
        {
            finding.file = display(&finding.file);
            for related in &mut finding.related {
                related.file = display(&related.file);
            }
            findings.push(finding);
        }
        let (mut summary, mut sources) = tally(&context, &is_selected);
        sources.extend(clear.sources);
        summary.sources = sources.len();
        files += workspace
            .dataset
            .documents
            .iter()
            .map(|document| &document.path)
            .chain(workspace.dataset.attachments.iter().map(|file| &file.path))
            .filter(|path| is_selected(path))
            .count();
        files += clear
            .summary
            .records
            .iter()
            .map(|(_, count)| count)
            .sum::<usize>();
        if arguments.stats {
            let (bytes, records) = clear.index;
            let read = workspace.dataset.documents.len();
            let each = bytes / records.max(1);
            say(format_args!(
                "{read} records kept; {records} in an index of {} MiB, {each} bytes a record",
                bytes >> 20
            ));
        }
        total.add(&summary);
        total.add(&clear.summary);
        // The run is nearly over. To give so many small pieces of memory back one by one took 8% of one with many errors.
        std::mem::forget(context);
        std::mem::forget(workspace);
    }
    levels.apply(&mut findings);
    findings.retain(|finding| arguments.notes || finding.level != Level::Note);
    finding::sort(&mut findings);
    if files == 0 && findings.is_empty() && outcome == Outcome::Clean {
        say(format_args!("error: nothing to check: no record is there"));
        outcome = Outcome::Failed;
    }
    let report = Report {
        summary: &total,
        findings: &findings,
        tells_notes: arguments.notes,
        is_complete: outcome == Outcome::Clean,
        is_coloured,
    };
    let written = output::write(&arguments.format, &report, out);
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

/// What is to be checked. Where that is to be compared with what was published, all of it is read; else only what is in doubt.
fn read(
    arguments: &Arguments,
    levels: &Levels,
    as_of: civil::Date,
) -> anyhow::Result<Vec<(Workspace, Clear)>> {
    if arguments.history.is_asked() {
        let read = workspace::read(&arguments.selection)?;
        return Ok(read
            .into_iter()
            .map(|one| (one, Clear::default()))
            .collect());
    }
    let wanted = Wanted {
        as_of,
        notes: arguments.wants_notes(levels),
    };
    workspace::screen(&arguments.selection, wanted)
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
