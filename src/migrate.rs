//! Carrying records over from one version of the model to the next: JSON in, JSON out, one file for each step.
//!
//! A step changes the shape and never the meaning, and [`meaning`] proves of each record that it did not. What it cannot know it asks for,
//! and where nobody answers it leaves the record as it is and says what is missing.

pub mod meaning;
mod v0_2;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::model::SCHEMA_VERSION;
use meaning::{Fact, Reading};

/// A record as the members of its object, in their order.
pub type Object = Map<String, Value>;

/// The facts that a step needs and the record does not have.
pub struct Known<'a> {
    /// The date of a source, by its id.
    pub date_of: &'a dyn Fn(&str) -> Option<String>,
    /// The body whose voting rule a proposal states, by the id of the proposal.
    pub body_of: &'a dyn Fn(&str) -> Option<String>,
}

/// The step from one version to the next.
struct Step {
    from: &'static str,
    to: &'static str,
    run: fn(&mut Object, &Known<'_>) -> Result<(), String>,
    reading: Reading,
}

const STEPS: [Step; 1] = [v0_2::STEP];

/// A record that was carried over.
#[derive(Debug, PartialEq, Eq)]
pub struct Carried {
    /// What it says, read as the version that it was carried from and as the one that it was carried to: the same facts twice.
    pub facts: BTreeSet<Fact>,
    /// What was changed on purpose, in a sentence each.
    pub changes: Vec<&'static str>,
}

/// Carries a record over to the version of the model that this program knows. `None` if it is of that version already.
///
/// # Errors
/// If the record is of no version that there was, if something is needed that is not known, or if it would say something else than it
/// did; then it is as it was.
pub fn migrate(record: &mut Object, known: &Known<'_>) -> Result<Option<Carried>, String> {
    let mut carried = record.clone();
    let mut told = None;
    loop {
        let version = carried.get("schema_version").and_then(Value::as_str);
        let version = version.ok_or("it has no `schema_version`")?;
        if version == SCHEMA_VERSION {
            *record = carried;
            return Ok(told);
        }
        let step = STEPS.iter().find(|step| step.from == version);
        let step = step.ok_or_else(|| format!("no step leads on from version `{version}`"))?;
        let before = step.reading.facts(&carried);
        (step.run)(&mut carried, known)?;
        carried.insert("schema_version".to_owned(), step.to.into());
        let facts = step.reading.facts(&carried);
        if let Some(fact) = before.symmetric_difference(&facts).next() {
            let lost = before.contains(fact);
            return Err(format!(
                "the step to {} {} `{}` at `{}`: that is a fault of the program",
                step.to,
                if lost { "loses" } else { "adds" },
                fact.value,
                fact.at
            ));
        }
        let carried = told.get_or_insert(Carried {
            facts: BTreeSet::new(),
            changes: Vec::new(),
        });
        carried.facts = facts;
        carried.changes.extend(step.reading.changes);
    }
}
