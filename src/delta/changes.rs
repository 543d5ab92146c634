//! A delta for people: what was added, changed and withdrawn since, each record by its title, with the reason that it gives.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Deserialize;

use super::shape::{Counts, TextChange};
use super::{Change, Delta, Kind, Op, StateName};
use crate::counted::count;
use crate::model::primary;
use crate::view::{paragraph, words};

/// A text by language. Records of other versions of the model are told as well, so it is no more than that.
type Texts = BTreeMap<String, String>;

/// The parts in which changes are told, in order.
const PARTS: [(&str, Op, Option<Kind>); 4] = [
    ("Added", Op::Add, None),
    ("Changed", Op::Change, Some(Kind::Substance)),
    ("Changed in words only", Op::Change, Some(Kind::Words)),
    ("Withdrawn", Op::Withdraw, None),
];

/// Writes what became of the records, those of a sort together, each text in a language where it has that; and at the end how many
/// there are.
///
/// # Errors
/// If it cannot be written.
pub fn write(delta: &Delta, language: &str, out: &mut dyn Write) -> io::Result<()> {
    for (heading, op, kind) in PARTS {
        let changes = delta.changes.iter();
        let mut changes = changes
            .filter(|(change, _)| change.op == op && (kind.is_none() || change.kind == kind))
            .peekable();
        if changes.peek().is_none() {
            continue;
        }
        writeln!(out, "{heading}")?;
        for (change, record) in changes {
            entry(change, record, language, out)?;
        }
        writeln!(out)?;
    }
    let (from, to) = (named(&delta.header.from), named(&delta.header.to));
    let last = format!("{}, from {from} to {to}", summary(&delta.header.counts));
    writeln!(out, "{}", paragraph(&last, 0))
}

/// The numbers of changes, in words.
pub fn summary(counts: &Counts) -> String {
    let changed = counts.changed.substance + counts.changed.words;
    let in_words = match counts.changed.words {
        0 => String::new(),
        words => format!(" ({words} in words only)"),
    };
    let layout = match counts.layout {
        None | Some(0) => String::new(),
        Some(layout) => format!("; {} only laid out anew", count(layout, "record")),
    };
    format!(
        "{} added, {changed} changed{in_words}, {} withdrawn{layout}",
        counts.added, counts.withdrawn
    )
}

/// A state by its name and size.
fn named(state: &StateName) -> String {
    let records = count(state.records, "record");
    let commit = state.commit.as_deref();
    let commit = commit.map(|commit| commit.get(..12).unwrap_or(commit));
    match state.version.as_deref().or(commit) {
        Some(name) => format!("{name} ({records})"),
        None => records,
    }
}

fn entry(change: &Change, record: &str, language: &str, out: &mut dyn Write) -> io::Result<()> {
    let revision = change.revision;
    let revision = match revision.from {
        Some(from) if from != revision.to => format!(", revision {from} to {}", revision.to),
        _ => format!(", revision {}", revision.to),
    };
    let line = format!("{}  {}{revision}", change.id, words(&change.r#type));
    writeln!(out, "{}", paragraph(&line, 2))?;
    let reason = change.reason.as_ref();
    let reason = reason.map(|reason| format!("reason: {}", in_language(reason, language)));
    let parts = [
        title(record, language),
        fields(change),
        text(change),
        reason,
    ];
    for part in parts.into_iter().flatten() {
        writeln!(out, "{}", paragraph(&part, 4))?;
    }
    Ok(())
}

/// The title of a record, or its name.
fn title(record: &str, language: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Titled {
        #[serde(alias = "name")]
        title: Texts,
    }
    let titled: Titled = serde_json::from_str(record).ok()?;
    Some(in_language(&titled.title, language).to_owned())
}

/// The fields that differ, but for those that every revision changes.
fn fields(change: &Change) -> Option<String> {
    let fields = change.fields.iter().filter(|field| *field != "record");
    let fields: Vec<_> = fields.map(|field| words(field.as_str())).collect();
    (!fields.is_empty()).then(|| format!("differs in: {}", fields.join(", ")))
}

/// What became of the text of a source.
fn text(change: &Change) -> Option<String> {
    match change.text.as_ref()? {
        TextChange {
            before: Some(_),
            after: Some(after),
        } => Some(format!("its text {} is another one", after.path)),
        TextChange {
            after: Some(after), ..
        } => Some(format!("its text {} is here", after.path)),
        TextChange {
            before: Some(before),
            ..
        } => Some(format!("its text {} is here no more", before.path)),
        TextChange {
            before: None,
            after: None,
        } => None,
    }
}

/// A text in a language, else in another form of it (`nl` for `nl-BE`), else in the first that there is.
fn in_language<'a>(texts: &'a Texts, language: &str) -> &'a str {
    let alike = |(tag, _): &(&String, &String)| primary(tag) == primary(language);
    let another = || texts.iter().find(alike).map(|(_, text)| text);
    let text = texts.get(language).or_else(another);
    let text = text.or(texts.values().next());
    text.map_or("", String::as_str)
}
