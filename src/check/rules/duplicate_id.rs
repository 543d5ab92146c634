//! An id names one thing: a record in its dataset, and an event, statement, option, version, provision, commitment or discrepancy in
//! its record.
//!
//! References, fingerprints and the history of a record all go by ids. Within a record all kinds of things share them: a statement
//! cannot have the id of an option.
//!
//! ## Bad
//!
//! ```json
//! "events": [
//!   { "id": "taken", "type": "taken", "date": "2025-09-01", "evidence": ["…"] },
//!   { "id": "taken", "type": "published", "date": "2025-09-02", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "events": [
//!   { "id": "taken", "type": "taken", "date": "2025-09-01", "evidence": ["…"] },
//!   { "id": "published", "type": "published", "date": "2025-09-02", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Mend
//!
//! Give the newer of the two another id, and mend what refers to it. `besluit new decision` gives the next id that is free.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::check::{At, Findings, Rule, Setting, Subject, line_of};
use crate::document::{Document, Place};
use crate::schema::vocabulary::{key, of_type};

pub const RULE: Rule = rule!(
    "duplicate-id",
    Error,
    "duplicate_id.rs",
    Record(within),
    Each(among_records)
);

/// The types of ids that are given within a record.
const LOCAL_IDS: [u8; 5] = [
    of_type::LOCAL_ID,
    of_type::EVENT_ID,
    of_type::OPTION_ID,
    of_type::VERSION_ID,
    of_type::PROVISION_ID,
];

/// The id of a record that another one has as well.
fn among_records(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let name = index.entry(subject.at).name;
    let Some(first) = name.and_then(|name| index.at(name)) else {
        return;
    };
    if first != subject.at {
        let document = subject.document();
        let Some((record_type, id)) = document.identity() else {
            return;
        };
        let first = subject.context.id_of(first, "the same id");
        let (path, line) = (&first.file, first.start.line);
        let message = format!("the {record_type} `{id}` is also in {path}:{line}");
        let free = next_free(subject, record_type, id);
        let free = free.map_or(String::new(), |free| {
            format!(" (`{free}` is the next that is free)")
        });
        let hint = format!("give one of the two another id{free}, or remove its file");
        let finding = findings.report(document, At::Value("/id"), message, Some(hint));
        finding.related.push(first);
    }
}

/// The next free id of a decision of the same year; the ids of other records are names, and nobody else can give one.
fn next_free(subject: &Subject<'_>, record_type: &str, id: &str) -> Option<String> {
    let (start, _) = id.rsplit_once('-').filter(|_| record_type == "decision")?;
    let numbers = subject.context.ids(record_type).filter_map(|id| {
        let (own, number) = id.rsplit_once('-')?;
        number.parse::<u32>().ok().filter(|_| own == start)
    });
    Some(format!("{start}-{:04}", numbers.max()? + 1))
}

/// The ids within a record.
fn within(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let mut seen: HashMap<&str, Place<'_>, RandomState> = HashMap::default();
    for place in document.places_under(key::ID) {
        // An id is given where its key is `id`; elsewhere it refers to what has it.
        let gives = LOCAL_IDS.contains(&place.of_type());
        let local = gives.then(|| place.as_str()).flatten();
        let Some(local) = local else { continue };
        if let Some(first) = seen.insert(local, place) {
            let first = first.pointer();
            let line = line_of(document, &first);
            let message = format!("the id `{local}` is also on line {line}, at {first}");
            let hint = Some("give one of the two another id".to_owned());
            findings.report(document, At::Value(&place.pointer()), message, hint);
        }
    }
}
