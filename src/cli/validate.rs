//! `besluit validate`: does the dataset hold?

use std::io::Write;
use std::path::PathBuf;

use jiff::civil;

use super::{Outcome, workspace};
use crate::check::{Context, Summary, check, summary};
use crate::finding::Level;
use crate::report::{Format, Report};

/// Checks records: their bytes, their shape, what each says, how they link, and every quote.
///
/// The dataset is the nearest folder above with a `besluit.toml`; it is always checked as a whole, and PATH selects what is
/// reported. Exits with 1 if there is a finding at error level, and with 2 if the job could not be done.
#[derive(clap::Args)]
pub struct Arguments {
    /// Files or folders to report on [default: the whole dataset]
    paths: Vec<PathBuf>,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// The day on which the dataset is judged, as YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<civil::Date>,
}

pub fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let as_of = arguments.as_of.unwrap_or_else(super::today);
    let mut total = Summary::default();
    let mut findings = Vec::new();
    let mut failed = false;
    let mut files = 0;
    for workspace in workspace::read(&arguments.paths)? {
        failed |= workspace.report_failures();
        let context = Context::new(&workspace.dataset, as_of);
        let is_selected = |path: &str| workspace.is_selected(path);
        findings.extend(
            check(&context)
                .into_iter()
                .filter(|finding| is_selected(&finding.file)),
        );
        files += workspace
            .dataset
            .documents
            .iter()
            .filter(|document| is_selected(&document.path))
            .count();
        total.add(&summary(&context, &is_selected));
    }
    let report = Report {
        summary: &total,
        findings: &findings,
    };
    report.write(arguments.format, out)?;
    if files == 0 && findings.is_empty() && !failed {
        eprintln!("error: nothing to check: no record is there");
    }
    Ok(if failed || (files == 0 && findings.is_empty()) {
        Outcome::Failed
    } else if report.count(Level::Error) > 0 {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}
