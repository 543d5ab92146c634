//! A dataset in memory, screened as the program does it, and checked with all records kept.

use std::collections::BTreeSet;

use crate::check::screen::{Desk, Gathered, Picked, Plan, finish};
use crate::check::{Context, Setting, Summary, allows_notes, check, check_rest, tally};
use crate::config::{Config, RECORDS};
use crate::dataset::{Attachment, Dataset, Document, StreamLine};
use crate::files::{Buffer, RawFile};
use crate::finding::{Finding, Level};
use crate::links::Origin;
use jiff::civil;

use crate::support::original::SCHEMAS;

/// What came of a check.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    /// What is reported.
    pub findings: Vec<Finding>,
    /// What was counted.
    pub summary: Summary,
}

/// The outcome of a check of everything.
pub fn outcome(dataset: &Dataset, as_of: civil::Date, tells_notes: bool) -> Outcome {
    let mut context = Context::new(dataset, as_of);
    context.notes = tells_notes || allows_notes(&dataset.config);
    let mut findings = check(&context);
    findings.retain(|finding| tells_notes || finding.level != Level::Note);
    Outcome {
        findings,
        summary: crate::check::summary(&context, &|_| true),
    }
}

/// Records, and how many of them were in doubt.
pub struct Screened {
    /// What came of it.
    pub outcome: Outcome,
    /// How many records were in doubt.
    pub in_doubt: usize,
}

/// The outcome of screening the same: files, and records that take the place of theirs.
pub fn screened(
    config: &Config,
    files: &[RawFile],
    lines: &[(RawFile, StreamLine)],
    as_of: civil::Date,
    tells_notes: bool,
) -> Screened {
    let (records, others): (Vec<_>, Vec<_>) =
        files.iter().partition(|file| file.path.ends_with(".json"));
    let text = |id: &str, name: Option<&str>, buffer: &mut Buffer| {
        let folder = format!("{RECORDS}/sources/{id}/");
        let there: Vec<_> = others
            .iter()
            .filter(|file| file.path.starts_with(&folder))
            .collect();
        let named = |name: &str| there.iter().find(|file| file.path[folder.len()..] == *name);
        let file = match (name, there.as_slice()) {
            (Some(name), _) => named(name),
            (None, [only]) => Some(only),
            (None, _) => named("text.txt"),
        };
        let file = file?;
        *buffer = Buffer::from(file.content.clone().ok()?);
        Some(file.path[folder.len()..].to_owned())
    };
    let setting = Setting {
        config,
        is_loose: false,
        as_of,
        notes: tells_notes || allows_notes(config),
    };
    let plan = Plan::new(setting, &text);
    let origin = |at: usize, line: Option<&StreamLine>| Origin {
        file: at as u32,
        start: line.map_or(0, |line| line.start as u64),
        ..Origin::default()
    };
    // Two desks, so that what one thread numbers has to be brought together with what another does.
    let mut home = vec![Desk::new(&plan), Desk::new(&plan)];
    for (at, file) in records.iter().enumerate() {
        home[at % 2].file((*file).clone(), origin(at, None), None);
    }
    let mut elsewhere = vec![Desk::new(&plan), Desk::new(&plan)];
    for (at, (file, line)) in lines.iter().enumerate() {
        elsewhere[at % 2].file(
            file.clone(),
            origin(records.len() + at, Some(line)),
            Some(*line),
        );
    }
    let paths: Vec<String> = others.iter().map(|file| file.path.clone()).collect();
    let file = |at: usize| match at.checked_sub(records.len()) {
        None => (records[at], None),
        Some(at) => (&lines[at].0, Some(lines[at].1)),
    };
    let screened = finish(Gathered {
        plan: &plan,
        elsewhere,
        home,
        attachments: &paths,
        path: &|at| file(at as usize).0.path.as_str(),
        is_selected: &|_| true,
    });
    let read = |picked: &Picked| {
        let (file, line) = file(picked.origin.file as usize);
        let mut document = Document::read(file.clone(), &SCHEMAS);
        document.line = line;
        (document.is_aside, document.quotes) = (picked.is_aside, picked.quotes);
        (document.settled, document.is_checked) = (picked.settled, true);
        document
    };
    let mut documents = screened.others;
    documents.extend(screened.picked.iter().map(read));
    let in_doubt = screened.picked.iter();
    let in_doubt = in_doubt.filter(|one| !one.is_aside).count();
    documents.sort_by_key(|one| (one.path.clone(), one.line.map(|line| line.start)));
    let attachments = others
        .iter()
        .filter(|file| screened.attachments.contains(&file.path));
    let attachments = attachments
        .map(|file| Attachment::read((*file).clone()))
        .collect();
    let mut dataset = Dataset::assemble(config.clone(), documents, attachments);
    (dataset.all_ids, dataset.cited) = (screened.ids, screened.cited);
    dataset.has_wrong_date = screened.has_wrong_date;
    let mut context = Context::new(&dataset, as_of);
    context.notes = setting.notes;
    let mut findings = check_rest(&context, screened.found);
    findings.retain(|finding| tells_notes || finding.level != Level::Note);
    let (mut summary, sources) = tally(&context, &|_| true);
    let sources: BTreeSet<String> = sources.into_iter().chain(screened.sources).collect();
    summary.sources = sources.len();
    summary.add(&screened.summary);
    Screened {
        outcome: Outcome { findings, summary },
        in_doubt,
    }
}
