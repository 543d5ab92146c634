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
use crate::check::{At, Context, Findings, Rule, Screen};
use crate::finding::Level;
use crate::json::{Node, Value};

pub const RULE: Rule = Rule {
    name: "said-twice",
    level: Level::Error,
    source: include_str!("said_twice.rs"),
    screen: Screen::Record(|gist| !gist.facts.may_repeat),
    check,
};

/// The types of items that go by some of their fields; items of every other type are the same only as a whole.
const KEYS: [(&str, &[&str]); 4] = [
    ("Tally", &["unit"]),
    ("Ballot", &["actor"]),
    ("Participant", &["actor", "role"]),
    ("Relation", &["type", "target"]),
];

/// The types of which no two items may be the same as a whole.
const WHOLE: [&str; 6] = [
    "Keyword",
    "ProvisionId",
    "Evidence",
    "StatementRelation",
    "Identifier",
    "Author",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for document in context.documents(&RULE) {
        let mut seen: HashMap<(&str, String), &str> = HashMap::new();
        for place in document.places() {
            // Only items of lists: their pointer ends in an index.
            let (list, index) = place.pointer.rsplit_once('/').unwrap_or_default();
            if index.parse::<usize>().is_err() {
                continue;
            }
            let fields = KEYS
                .iter()
                .find(|(type_name, _)| *type_name == place.type_name)
                .map(|(_, fields)| *fields);
            let is_compared = fields.is_some() || WHOLE.contains(&place.type_name);
            if !is_compared {
                continue;
            }
            let node = place.node();
            let name = match fields {
                Some(fields) => fields
                    .iter()
                    .map(|field| name(node.get(field)))
                    .collect::<Vec<_>>()
                    .join(" "),
                None => name(Some(node)),
            };
            if let Some(first) = seen.insert((list, name), place.pointer) {
                let line = line_of(document, first);
                let message = format!("this is said already, on line {line}, at {first}");
                let hint = Some("keep one of the two".to_owned());
                findings.report(document, At::Value(place.pointer), message, hint);
            }
        }
    }
}

/// What a value goes by: all that it says, whatever the order of its keys.
fn name(node: Option<&Node>) -> String {
    match node.map(|node| &node.value) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Object(members)) => {
            let mut members: Vec<_> = members
                .iter()
                .map(|member| format!("{}: {}", member.key, name(Some(&member.value))))
                .collect();
            members.sort();
            members.join("\n")
        }
        Some(Value::Bool(truth)) => truth.to_string(),
        _ => String::new(),
    }
}
