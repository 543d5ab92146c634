//! No two decisions have the same official identifier.
//!
//! Two records of one decision would be counted twice, and each would miss what the other says.
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
//! If the two are one decision, withdraw one of the records. If they are not, mend the identifier.

use std::collections::HashMap;

use crate::check::{At, Context, Findings, Rule};

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
        for identifier in index.facts.identifiers.of(at) {
            holders.entry(*identifier).or_default().push(at);
        }
    }
    holders.retain(|_, holders| holders.len() > 1);
    let mut twins: Vec<u32> = holders.into_values().flatten().collect();
    twins.sort_unstable();
    twins.dedup();
    let mut seen: HashMap<(String, String), (u32, String, String)> = HashMap::new();
    for at in context.in_order(twins) {
        let document = context.document(at);
        let Some(decision) = document.decision() else {
            continue;
        };
        for (nth, one) in decision.identifiers.iter().enumerate() {
            let key = (one.scheme.to_string(), one.value.to_string());
            let pointer = format!("/identifiers/{nth}/value");
            let other = seen.insert(key, (at, decision.id.to_string(), pointer.clone()));
            let other = other.filter(|(_, other, _)| other != decision.id.as_str());
            if let Some((twin, other, place)) = other {
                let message = format!("`{other}` has the same identifier");
                let hint =
                    Some("withdraw one of the two records, or mend the identifier".to_owned());
                let finding = findings.report(&document, At::Value(&pointer), message, hint);
                let twin = context.place(twin, &place, "the same identifier");
                finding.related.push(twin);
            }
        }
    }
}
