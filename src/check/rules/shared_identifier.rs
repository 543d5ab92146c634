//! No two records of a type have the same official identifier, and no two sources the same address or the same text.
//!
//! Two records of one decision would be counted twice, and each would miss what the other says; one document in two sources is no second
//! witness. A text that is an excerpt may be another document as a whole.
//!
//! ## Bad
//!
//! `base-xx-2025-0004` has it as well:
//!
//! ```json
//! "identifiers": [{ "scheme": "order_number", "value": "2025/17" }]
//! ```
//!
//! ## Good
//!
//! ```json
//! "identifiers": [{ "scheme": "order_number", "value": "2025/18" }]
//! ```
//!
//! ## Mend
//!
//! If the two are one, withdraw one of the records, or take it away if it was never published. If they are not, mend the identifier, the
//! address or the text.

use std::collections::HashMap;

use crate::check::{At, Context, Findings, Rule};
use crate::index::marks;

pub const RULE: Rule = rule!(
    "shared-identifier",
    Warning,
    "shared_identifier.rs",
    All(check)
);

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let index = context.index;
    let counting = |at: &u32| !index.entry(*at).is_withdrawn;
    let mut holders: HashMap<u64, Vec<u32>> = HashMap::new();
    for at in index.all().filter(counting) {
        for mark in index.facts.marks.of(at) {
            holders.entry(*mark).or_default().push(at);
        }
    }
    holders.retain(|_, holders| holders.len() > 1);
    let mut twins: Vec<u32> = holders.into_values().flatten().collect();
    twins.sort_unstable();
    twins.dedup();
    let mut seen: HashMap<String, (u32, String, String)> = HashMap::new();
    for at in context.in_order(twins) {
        let document = context.document(at);
        let Some(record) = &document.record else {
            continue;
        };
        marks(record, |mark, (field, nth)| {
            let pointer = match field {
                "identifiers" => format!("/identifiers/{nth}/value"),
                "text" => "/text/sha256".to_owned(),
                _ => format!("/{field}"),
            };
            let what = mark.what();
            let new = (at, record.id().to_owned(), pointer.clone());
            let other = seen.insert(format!("{mark:?}"), new);
            // A record that stands in two files is reported as such.
            let other = other.filter(|(_, other, _)| other != record.id());
            if let Some((twin, other, place)) = other {
                let message = format!("`{other}` has the same {what}");
                let hint = format!("withdraw one of the two records, or mend the {what}");
                let finding = findings.report(&document, At::Value(&pointer), message, Some(hint));
                let twin = context.place(twin, &place, &format!("the same {what}"));
                finding.related.push(twin);
            }
        });
    }
}
