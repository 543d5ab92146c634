//! Nothing is said twice in one list: no keyword, provision, identifier, author, relation or piece of evidence; nor is there a
//! second participant of one actor in one role, tally in one unit, or ballot of one actor.
//!
//! Who counts the list would count it twice; and where two items differ, as two ballots of one actor can, nobody knows which is
//! meant.
//!
//! ## Bad
//!
//! ```json
//! "topics": ["ferry_tolls", "travel", "ferry_tolls"]
//! ```
//!
//! ## Good
//!
//! ```json
//! "topics": ["ferry_tolls", "travel"]
//! ```
//!
//! ## Mend
//!
//! Keep one of the two; where they differ, the one that the source gives. Where two sources differ, say so in `discrepancies`.

use std::collections::HashMap;

use super::line_of;
use crate::check::{At, Check, Findings, Rule, Setting};
use crate::dataset::{Document, Place};
use crate::finding::Level;
use crate::schema::vocabulary::{key, of_type};

pub const RULE: Rule = Rule {
    name: "said-twice",
    level: Level::Error,
    source: include_str!("said_twice.rs"),
    check: Check::Record(check),
};

/// The types of items that go by some of their fields.
const BY_FIELDS: [(u8, &[u8]); 4] = [
    (of_type::TALLY, &[key::UNIT]),
    (of_type::BALLOT, &[key::ACTOR]),
    (of_type::PARTICIPANT, &[key::ACTOR, key::ROLE]),
    (of_type::RELATION, &[key::TYPE, key::TARGET]),
];

/// The types of which no two items may be the same as a whole.
const WHOLE: [u8; 6] = [
    of_type::KEYWORD,
    of_type::PROVISION_ID,
    of_type::EVIDENCE,
    of_type::STATEMENT_RELATION,
    of_type::IDENTIFIER,
    of_type::AUTHOR,
];

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    for list in document.places() {
        let Some(first) = list.items().next() else {
            continue;
        };
        let by_fields = BY_FIELDS.iter().find(|(of_type, _)| first.is(*of_type));
        if by_fields.is_none() && !WHOLE.contains(&first.of_type()) || list.items().count() < 2 {
            continue;
        }
        let mut seen: HashMap<String, Place<'_>> = HashMap::new();
        for item in list.items() {
            let name = match by_fields {
                Some((_, fields)) => {
                    let fields = fields.iter();
                    let names = fields.map(|field| item.get(*field).map_or(String::new(), name));
                    names.collect::<Vec<_>>().join(" ")
                }
                None => name(item),
            };
            if let Some(first) = seen.insert(name, item) {
                let first = first.pointer();
                let line = line_of(document, &first);
                let message = format!("this is said already, on line {line}, at {first}");
                let hint = Some("keep one of the two".to_owned());
                findings.report(document, At::Value(&item.pointer()), message, hint);
            }
        }
    }
}

/// What a value goes by: the strings and truth values in it, whatever the order of its keys.
fn name(place: Place<'_>) -> String {
    if let Some(text) = place.as_str() {
        return text.to_owned();
    }
    if let Some(truth @ ("true" | "false")) = place.as_plain() {
        return truth.to_owned();
    }
    let mut members: Vec<_> = place
        .members()
        .map(|(key, value)| format!("{key}: {}", name(value)))
        .collect();
    members.sort();
    members.join("\n")
}
