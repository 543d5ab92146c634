//! No two decisions, and no two sources, have the same title in one language.
//!
//! Documents that share a dossier and a mover are easily confused, as two motions of one member in one file are; a title that says
//! what is different keeps readers from taking one for the other.
//!
//! ## Bad
//!
//! ```json
//! "id": "base-xx-2025-0001",
//! "title": { "en": "Xx supports the first draft of the ferry charter" }
//! ```
//!
//! ```json
//! "id": "base-xx-2025-0003",
//! "title": { "en": "Xx supports the first draft of the ferry charter" }
//! ```
//!
//! ## Good
//!
//! ```json
//! "id": "base-xx-2025-0003",
//! "title": { "en": "Xx supports the first draft of the ferry charter, after the second reading" }
//! ```
//!
//! ## Mend
//!
//! Say in the newer title what is different, such as the date, the number or the outcome. If it is one decision after all, keep one
//! record, and put the new moment into its `events`.

use std::collections::HashMap;

use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening};
use crate::finding::Level;
use crate::json::escape;
use crate::model::Record;

pub const RULE: Rule = Rule {
    name: "same-title",
    level: Level::Warning,
    source: include_str!("same_title.rs"),
    check: Check::All(Screen::Links(has_own_title), check),
};

fn has_own_title(screening: &Screening<'_>, card: u32) -> bool {
    !screening.links.whole.has_twin_title[card as usize]
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut seen: HashMap<(&str, &str, &str), &str> = HashMap::new();
    for (document, record) in context.dataset.records() {
        let title = match record {
            Record::Decision(decision) => &decision.title,
            Record::Source(source) => &source.title,
            Record::Proposal(_) | Record::Actor(_) => continue,
        };
        for (language, text) in title.iter() {
            let key = (record.record_type(), language.as_str(), text.as_str());
            // A record that stands in two files is reported as such.
            let other = seen.insert(key, record.id());
            if let Some(other) = other.filter(|other| *other != record.id()) {
                let message = format!("`{other}` has the same title");
                let hint = Some("say what is different, such as the date or the number".to_owned());
                let pointer = format!("/title/{}", escape(language.as_str()));
                findings.report(document, At::Value(&pointer), message, hint);
            }
        }
    }
}
