//! Nothing is said twice in one list: no keyword, provision, identifier, author, relation, term or piece of evidence; nor is there a
//! second participant of one actor in one role, tally in one unit, ballot of one actor, option of one label, or statement of one holder,
//! type, text and evidence.
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
use std::hash::BuildHasher;

use foldhash::fast::{FixedState, RandomState};

use crate::check::{At, Findings, Rule, Setting, line_of};
use crate::document::{Document, Place};
use crate::model::ActorId;
use crate::schema::vocabulary::{key, of_type};

pub const RULE: Rule = rule!("said-twice", Error, "said_twice.rs", Record(check));

/// The types of items that go by some of their fields.
const BY_FIELDS: [(u8, &[u8]); 8] = [
    (of_type::TALLY, &[key::UNIT, key::OPTION]),
    (of_type::BALLOT, &[key::ACTOR, key::VOTE, key::OPTION]),
    (of_type::VOTING_RULE, &[key::BODY, key::NEEDED_TO]),
    (of_type::PARTICIPANT, &[key::ACTOR, key::ROLE]),
    (of_type::RELATION, &[key::TYPE, key::TARGET, key::PARTS]),
    (of_type::DECISION_OPTION, &[key::LABEL]),
    // One sentence can give two reasons, so the evidence alone does not make a statement.
    (
        of_type::STATEMENT,
        &[key::HOLDER, key::TYPE, key::TEXT, key::EVIDENCE],
    ),
    (
        of_type::TERM,
        &[
            key::OFFICE,
            key::ROLE,
            key::CAPACITY,
            key::START,
            key::ENDED,
        ],
    ),
];

/// The types of which no two items may be the same as a whole.
const WHOLE: [u8; 9] = [
    of_type::KEYWORD,
    of_type::ACTOR_ID,
    of_type::DECISION_ID,
    of_type::PROVISION_ID,
    of_type::PART_REFERENCE,
    of_type::EVIDENCE,
    of_type::STATEMENT_RELATION,
    of_type::IDENTIFIER,
    of_type::AUTHOR,
];

/// Those beside whom somebody decides, acts or holds a statement are others.
fn jointly(document: &Document, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    let mut beside = |pointer: String, jointly: &[ActorId], named: &ActorId| {
        if let Some(at) = jointly.iter().position(|one| one == named) {
            let message = format!("`{named}` stands in `jointly` beside itself");
            let hint = Some("leave it out here".to_owned());
            let pointer = format!("{pointer}/jointly/{at}");
            findings.report(document, At::Value(&pointer), message, hint);
        }
    };
    let decider = &decision.decider;
    beside("/decider".to_owned(), &decider.jointly, &decider.actor);
    for (at, event) in decision.events.iter().enumerate() {
        let by = event.by.as_ref().unwrap_or(&decider.actor);
        beside(format!("/events/{at}"), &event.jointly, by);
    }
    for (at, statement) in decision.statements.iter().enumerate() {
        beside(
            format!("/statements/{at}"),
            &statement.jointly,
            &statement.holder,
        );
    }
}

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    jointly(document, findings);
    for list in document.lists() {
        let Some(first) = list.items().next() else {
            continue;
        };
        let by_fields = BY_FIELDS.iter().find(|(of_type, _)| first.is(*of_type));
        if by_fields.is_none() && !WHOLE.contains(&first.of_type()) {
            continue;
        }
        let fields = by_fields.map_or(&[][..], |(_, fields)| *fields);
        let mut prints: Vec<u64> = list.items().map(|item| print(item, fields)).collect();
        prints.sort_unstable();
        // What is the same has the same print, and mostly no two have.
        if prints.windows(2).all(|pair| pair[0] != pair[1]) {
            continue;
        }
        let mut seen: HashMap<Vec<&str>, Place<'_>, RandomState> = HashMap::default();
        for item in list.items() {
            let mut name = Vec::new();
            match fields {
                [] => add_words(item, &mut name),
                _ => fields.iter().for_each(|field| match item.get(*field) {
                    Some(value) => add_words(value, &mut name),
                    None => name.push(""),
                }),
            }
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

/// A number that items have in common if they go by the same.
fn print(item: Place<'_>, fields: &[u8]) -> u64 {
    match fields {
        [] => print_of(item),
        _ => fields.iter().fold(0, |print, field| {
            let value = item.get(*field).map_or(0, print_of);
            FixedState::with_seed(print).hash_one(value)
        }),
    }
}

/// The print of what [`add_words`] adds; as there, the order of the keys and of lists counts for nothing.
fn print_of(place: Place<'_>) -> u64 {
    if let Some(word) = place.as_str().or_else(|| truth(place)) {
        return FixedState::default().hash_one(word);
    }
    let members = place.members();
    let members = members.map(|(key, value)| FixedState::with_seed(print_of(value)).hash_one(key));
    let prints = members.chain(place.items().map(print_of));
    prints.fold(0, u64::wrapping_add)
}

/// Adds what a value goes by: the strings and truth values in it, each with its key, whatever the order of the keys and of
/// lists.
fn add_words<'a>(place: Place<'a>, words: &mut Vec<&'a str>) {
    if let Some(word) = place.as_str().or_else(|| truth(place)) {
        return words.push(word);
    }
    let mut members: Vec<_> = place.members().collect();
    members.sort_by_key(|(key, _)| *key);
    for (key, value) in members {
        words.push(key);
        add_words(value, words);
    }
    // In a list inside an item, such as that of the parts that a relation touches, no place means anything.
    let mut items: Vec<Vec<&str>> = place.items().map(words_of).collect();
    items.sort_unstable();
    words.extend(items.into_iter().flatten());
}

fn words_of(place: Place<'_>) -> Vec<&str> {
    let mut words = Vec::new();
    add_words(place, &mut words);
    words
}

/// A truth value as it is written.
fn truth(place: Place<'_>) -> Option<&str> {
    place
        .as_plain()
        .filter(|plain| ["true", "false"].contains(plain))
}
