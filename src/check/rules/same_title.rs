//! No two decisions, sources or proposals have the same title in one language, and no two actors of a kind, who speak for the same one,
//! the same name.
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
//! Say in the newer title what is different, such as the date, the number or the outcome. If both are one decision, document or actor after
//! all, keep one record, and put what is new into it, such as a moment into its `events`.

use std::collections::HashMap;

use crate::check::{At, Context, Findings, Rule};
use crate::json::escape;
use crate::model::{LocalizedText, Record};

pub const RULE: Rule = rule!("same-title", Warning, "same_title.rs", All(check));

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut seen: HashMap<String, (u32, String)> = HashMap::new();
    for at in context.in_order(with_twins(context)) {
        let document = context.document(at);
        let Some(record) = &document.record else {
            continue;
        };
        let (field, title, apart) = titled(record);
        for (language, text) in title.iter() {
            let language = language.as_str();
            let key = format!("{:?}", (record.record_type(), &apart, language, text));
            // A record that stands in two files is reported as such.
            let other = seen.insert(key, (at, record.id().to_owned()));
            if let Some((twin, other)) = other.filter(|(_, other)| other != record.id()) {
                let message = format!("`{other}` has the same {field}");
                let one = match record {
                    Record::Decision(_) => "decision",
                    Record::Source(_) => "document",
                    Record::Proposal(_) => "proposal",
                    Record::Actor(_) => "actor",
                };
                let hint = format!(
                    "say what is different, such as the date or the number, or take one away if both are the same {one}"
                );
                let pointer = format!("/{field}/{}", escape(language));
                let finding = findings.report(&document, At::Value(&pointer), message, Some(hint));
                let twin = context.place(twin, &pointer, &format!("the same {field}"));
                finding.related.push(twin);
            }
        }
    }
}

/// The field with the title of a record, that title, and what else tells it from others: every cabinet has a minister of finance.
fn titled(record: &Record) -> (&'static str, &LocalizedText, String) {
    match record {
        Record::Decision(decision) => ("title", &decision.title, String::new()),
        Record::Source(source) => ("title", &source.title, String::new()),
        Record::Proposal(proposal) => ("title", &proposal.title, String::new()),
        Record::Actor(actor) => {
            let apart = format!("{:?}", (actor.kind, &actor.on_behalf_of));
            ("name", &actor.name, apart)
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
