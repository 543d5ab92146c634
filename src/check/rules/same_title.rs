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

use crate::check::{At, Context, Findings, Rule};
use crate::json::escape;
use crate::model::Record;

pub const RULE: Rule = rule!("same-title", Warning, "same_title.rs", All(check));

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut seen: HashMap<(String, String, String), (u32, String)> = HashMap::new();
    for at in context.in_order(with_twins(context)) {
        let document = context.document(at);
        let Some(record) = &document.record else {
            continue;
        };
        let title = match record {
            Record::Decision(decision) => &decision.title,
            Record::Source(source) => &source.title,
            Record::Proposal(_) | Record::Actor(_) => continue,
        };
        for (language, text) in title.iter() {
            let language = language.as_str();
            let parts = (record.record_type(), language, text.as_str());
            let key = (parts.0.to_owned(), parts.1.to_owned(), parts.2.to_owned());
            // A record that stands in two files is reported as such.
            let other = seen.insert(key, (at, record.id().to_owned()));
            if let Some((twin, other)) = other.filter(|(_, other)| other != record.id()) {
                let message = format!("`{other}` has the same title");
                let hint = Some("say what is different, such as the date or the number".to_owned());
                let pointer = format!("/title/{}", escape(language));
                let finding = findings.report(&document, At::Value(&pointer), message, hint);
                let twin = context.place(twin, &pointer, "the same title");
                finding.related.push(twin);
            }
        }
    }
}

/// The records of which a title has the hash of another one.
fn with_twins(context: &Context<'_>) -> Vec<u32> {
    let index = context.index;
    let of = |at: u32| {
        index
            .facts
            .titles
            .of(at)
            .iter()
            .map(move |hash| (*hash, at))
    };
    let mut titles: Vec<(u64, u32)> = index.all().flat_map(of).collect();
    titles.sort_unstable();
    let pairs = titles.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let mut twins: Vec<u32> = pairs.flat_map(|pair| [pair[0].1, pair[1].1]).collect();
    twins.sort_unstable();
    twins.dedup();
    twins
}
