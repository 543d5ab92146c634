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

use super::line_of;
use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening, Setting};
use crate::dataset::{Document, Place};
use crate::finding::Level;
use crate::links::Known;
use crate::schema::vocabulary::{key, of_type};
use foldhash::fast::RandomState;
use std::collections::HashMap;

pub const RULE: Rule = Rule {
    name: "duplicate-id",
    level: Level::Error,
    source: include_str!("duplicate_id.rs"),
    check: Check::Both(check_record, Screen::Links(is_alone), check),
};

fn is_alone(screening: &Screening<'_>, card: u32) -> bool {
    let name = screening.links.cards[card as usize].name;
    screening.links.known(name) == Known::Card(card)
}

/// The types of ids that are given within a record.
const LOCAL_IDS: [u8; 4] = [
    of_type::LOCAL_ID,
    of_type::OPTION_ID,
    of_type::VERSION_ID,
    of_type::PROVISION_ID,
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for document in context.documents(&RULE) {
        let Some((record_type, id)) = document.identity() else {
            continue;
        };
        let first = context
            .dataset
            .document(record_type, id)
            .filter(|first| !std::ptr::eq(*first, document));
        if let Some(first) = first {
            let (path, line) = (&first.path, line_of(first, "/id"));
            let message = format!("the {record_type} `{id}` is also in {path}:{line}");
            let hint = Some("give one of the two another id, or remove its file".to_owned());
            findings.report(document, At::Value("/id"), message, hint);
        }
    }
}

fn check_record(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
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
