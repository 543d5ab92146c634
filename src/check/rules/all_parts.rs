//! The parts that an event or a relation names are not all that the decision has.
//!
//! What touches every part touches the whole, and says so by naming none; then its status is that of the whole as well.
//!
//! ## Bad
//!
//! ```json
//! { "type": "revokes", "target": "base-xx-2025-0004", "parts": ["closed"], "effective": "2025-09-01", "evidence": ["…"] }
//! ```
//!
//! ## Good
//!
//! ```json
//! { "type": "revokes", "target": "base-xx-2025-0004", "effective": "2025-09-01", "evidence": ["…"] }
//! ```
//!
//! ## Mend
//!
//! Leave `parts` out. If the decision has other parts, add them to its `provisions`.

use std::collections::{HashMap, HashSet};

use crate::check::{At, Findings, Rule, Subject};
use crate::index::Slice;

pub const RULE: Rule = rule!("all-parts", Warning, "all_parts.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let mut parts: HashMap<u32, HashSet<u32>> = HashMap::new();
    let mut names_all = |decision: u32, touched: Slice| {
        let named = index.touched(subject.at, touched);
        if named.is_empty() {
            return false;
        }
        let gather = || index.parts(decision).map(|(_, one)| one.name).collect();
        let parts = parts.entry(decision).or_insert_with(gather);
        let named: HashSet<u32> = named.iter().copied().collect();
        !parts.is_empty() && parts.is_subset(&named)
    };
    let mut tell = |pointer: String, decision: u32| {
        let message = "these are all parts that the decision has";
        let hint = Some("leave `parts` out: it touches the whole".to_owned());
        let finding = findings.report(subject.document(), At::Value(&pointer), message, hint);
        if decision != subject.at {
            let whole = subject.context.id_of(decision, "the decision");
            finding.related.push(whole);
        }
    };
    for (nth, event) in index.facts.events.of(subject.at).iter().enumerate() {
        if names_all(subject.at, event.parts) {
            tell(format!("/events/{nth}/parts"), subject.at);
        }
    }
    for (nth, relation) in index.facts.relations.of(subject.at).iter().enumerate() {
        let older = index.read(relation.target);
        if let Some(older) = older.filter(|older| names_all(*older, relation.parts)) {
            tell(format!("/relations/{nth}/parts"), older);
        }
    }
}
