//! A delta applied to the state that it leads from.

use super::read::Refused;
use super::state::{Key, Line};
use super::{Delta, Op, State, StateName, digest_of};
use crate::counted::count;

/// The state that a delta leads to.
///
/// # Errors
/// If the delta does not lead from this state, or not to the one that it names: the line of the delta, and why.
pub fn apply(mut state: State, delta: &Delta) -> Result<State, Refused> {
    held(&state, &delta.header.from, "leads from").map_err(|why| (1, why))?;
    for (at, (change, record)) in delta.changes.iter().enumerate() {
        let key = Key::new(&change.r#type, &change.id);
        let was = state.0.get(&key).map(|line| digest_of(&line.text));
        let why = match (change.op, was) {
            (Op::Add, None) => None,
            (Op::Add, Some(_)) => Some("is added, and is there already"),
            (_, None) => Some("is not there"),
            (_, was) if was == change.before => None,
            (_, Some(_)) => Some("is another one than the one whose digest is given as `before`"),
        };
        if let Some(why) = why {
            return Err((
                at + 2,
                format!("the {} `{}` {why}", change.r#type, change.id),
            ));
        }
        let text = record.clone();
        state.0.insert(key, Line { text, file: None });
    }
    held(&state, &delta.header.to, "leads to").map_err(|why| (1, why))?;
    Ok(state)
}

/// Holds a state to what a delta names it by.
fn held(state: &State, name: &StateName, leads: &str) -> Result<(), String> {
    let is = state.named(StateName::default());
    if (&is.sha256, is.records) == (&name.sha256, name.records) {
        return Ok(());
    }
    let told = |name: &StateName| {
        let records = count(name.records, "record");
        format!("{} (SHA-256 {})", records, name.sha256)
    };
    let version = name.version.as_ref().or(name.commit.as_ref());
    let version = version.map_or(String::new(), |version| format!("{version}, "));
    Err(format!(
        "the delta {leads} {version}{}, and here are {}",
        told(name),
        told(&is)
    ))
}
