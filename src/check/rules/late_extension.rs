//! A decision that moves the last day of an older one works on it no later than on the day after that.
//!
//! It works from its `effective`, else from when it came as far as it has to: what is in force is prolonged by what is in force itself. What
//! has ended is not prolonged. It is put into effect again, from a day of its own, by `reinstates`; between the two it did not hold.
//!
//! ## Bad
//!
//! The order ended on 1 August:
//!
//! ```json
//! "relations": [
//!   { "type": "amends", "target": "base-xx-2025-0004", "effective": "2025-09-01", "until": "2026-12-31", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "relations": [{ "type": "reinstates", "target": "base-xx-2025-0004", "until": "2026-12-31", "evidence": ["…"] }]
//! ```
//!
//! ## Mend
//!
//! Make it `reinstates`, or mend one of the dates: those of the events of this decision, the `effective` of the relation, or the last day of the
//! older one.

use std::collections::HashMap;

use jiff::civil;

use crate::check::{At, Context, Findings, Rule};
use crate::derive::Moment;
use crate::derive::lifecycle::Lifecycles;
use crate::model::RelationType;

pub const RULE: Rule = rule!("late-extension", Error, "late_extension.rs", All(check));

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let index = context.index;
    if !index.is_whole {
        return;
    }
    // Whatever day it is: what comes too late on a day that is ahead comes too late.
    let lifecycles = Lifecycles::new(index, Moment::on(civil::Date::MAX));
    // What came too late for each older decision, found once: thousands may have moved its last day.
    let mut late: HashMap<u32, HashMap<u32, civil::Date>> = HashMap::new();
    for at in index.all() {
        for (nth, relation) in index.facts.relations.of(at).iter().enumerate() {
            let moves = relation.what == RelationType::Amends && relation.until.is_some();
            let Some(older) = index.read(relation.target).filter(|_| moves) else {
                continue;
            };
            let late = late.entry(older).or_insert_with(|| {
                let late = lifecycles.late_extensions(older).into_iter();
                // Of several days the first counts.
                late.rev().collect()
            });
            if let Some(ended) = late.get(&at) {
                let message = format!("`{}` had ended on {ended}, before this", index.id(older));
                let hint = "put it into effect again by `reinstates`";
                let pointer = format!("/relations/{nth}/type");
                let (document, place) = (context.document(at), At::Value(&pointer));
                let finding = findings.report(&document, place, message, Some(hint.to_owned()));
                let older = context.id_of(older, "this had ended");
                finding.related.push(older);
            }
        }
    }
}
