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

use std::cell::LazyCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::check::{At, Context, Findings, Rule, Setting, line_of};
use crate::document::{Document, Place};
use crate::model::ActorId;
use crate::schema::vocabulary::{key, of_type};

pub const RULE: Rule = rule!(
    "duplicate-id",
    Error,
    "duplicate_id.rs",
    Record(within),
    All(among_records)
);

/// The types of ids that are given within a record.
const LOCAL_IDS: [u8; 5] = [
    of_type::LOCAL_ID,
    of_type::EVENT_ID,
    of_type::OPTION_ID,
    of_type::VERSION_ID,
    of_type::PROVISION_ID,
];

/// The ids of records that another one has as well.
fn among_records(context: &Context<'_>, findings: &mut Findings<'_>) {
    let index = context.index;
    // The highest number that a decision has, by the beginning of its id: looked for once, and only where an id is given twice.
    let numbers = LazyCell::new(|| {
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let ids = context.ids("decision").filter_map(numbered);
        ids.for_each(|(start, number)| {
            let highest = numbers.entry(start).or_default();
            *highest = number.max(*highest);
        });
        numbers
    });
    for at in index.all() {
        let name = index.entry(at).name;
        let first = name.and_then(|name| index.at(name));
        let Some(first) = first.filter(|first| *first != at) else {
            continue;
        };
        let document = context.document(at);
        let Some((record_type, id)) = document.identity() else {
            continue;
        };
        let first = context.id_of(first, "the same id");
        let (path, line) = (&first.file, first.start.line);
        let message = format!("the {record_type} `{id}` is also in {path}:{line}");
        let free = match record_type {
            "decision" => numbered(id).and_then(|(start, _)| {
                let number = numbers.get(start)? + 1;
                Some(format!(" (`{start}-{number:04}` is the next that is free)"))
            }),
            _ => by_path(context, &document, record_type)
                .map(|free| format!(" (by its path `{free}`)")),
        };
        let free = free.unwrap_or_default();
        let hint = format!("give this one an id of its own{free}, or remove its file");
        let finding = findings.report(&document, At::Value("/id"), message, Some(hint));
        finding.related.push(first);
    }
}

/// The beginning of the id of a decision, and the number of that in its year.
fn numbered(id: &str) -> Option<(&str, u32)> {
    let (start, number) = id.rsplit_once('-')?;
    Some((start, number.parse().ok()?))
}

/// The id of the record that belongs where one stands, if no other has it. The ids of records other than decisions are names, and
/// whoever copied a file has given it one.
fn by_path(context: &Context<'_>, document: &Document, record_type: &str) -> Option<String> {
    let (resident, id) = document.resident()?;
    let is_free = context.index.find(record_type, id).is_none();
    (resident == record_type && is_free && id.parse::<ActorId>().is_ok()).then(|| id.to_owned())
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
            let line = line_of(document, &first.pointer());
            let message = format!("the id `{local}` is also on line {line}");
            let hint = Some("give one of the two another id".to_owned());
            findings.report(document, At::Value(&place.pointer()), message, hint);
        }
    }
}
