//! Carrying records over from one version of the model to the next: JSON in, JSON out, one file for each step.
//!
//! A step changes the shape and never the meaning. What it cannot know it asks for, and where nobody answers it leaves the record as it
//! is and says what is missing.

mod v0_2;

use serde_json::{Map, Value};

use crate::model::SCHEMA_VERSION;

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
}

const STEPS: [Step; 1] = [v0_2::STEP];

/// Carries a record over to the version of the model that this program knows. True if it was of an older one.
///
/// # Errors
/// If the record is of no version that there was, or if something is needed that is not known; then it is as it was.
pub fn migrate(record: &mut Object, known: &Known<'_>) -> Result<bool, String> {
    let mut carried = record.clone();
    let mut is_older = false;
    loop {
        let version = carried.get("schema_version").and_then(Value::as_str);
        let version = version.ok_or("it has no `schema_version`")?;
        if version == SCHEMA_VERSION {
            *record = carried;
            return Ok(is_older);
        }
        let step = STEPS.iter().find(|step| step.from == version);
        let step = step.ok_or_else(|| format!("no step leads on from version `{version}`"))?;
        (step.run)(&mut carried, known)?;
        carried.insert("schema_version".to_owned(), step.to.into());
        is_older = true;
    }
}
