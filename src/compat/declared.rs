//! What somebody has decided of changes that nothing here can decide, in `schema/changes.toml`. It may say that more is broken than was
//! found, and never that less is.

use serde::Deserialize;

use super::{Comparison, Known, Problem, Weight, Whom};

/// A decision about one change.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declared {
    /// The name of the part of the contract.
    pub surface: String,
    /// The place, as the comparison tells it.
    pub at: String,
    /// Whom the change breaks: `readers`, `records`, `callers` or `nobody`.
    pub breaks: Breaks,
    /// The reason why that is so.
    pub reason: String,
}

/// Whom a change is declared to break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Breaks {
    /// Nobody.
    Nobody,
    /// Programs that read what is published.
    Readers,
    /// Records that were in order.
    Records,
    /// Programs that run the command.
    Callers,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    change: Vec<Declared>,
}

/// Reads a `changes.toml`.
///
/// # Errors
/// If it is not of its form, or a reason is empty.
pub fn parse(text: &str) -> Result<Vec<Declared>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    match file.change.iter().find(|one| one.reason.trim().is_empty()) {
        Some(one) => Err(format!(
            "the change of {} {} has no reason",
            one.surface, one.at
        )),
        None => Ok(file.change),
    }
}

/// Applies what was declared.
pub fn apply(declared: &[Declared], found: &mut Comparison) {
    for one in declared {
        let problem = |what: &str, is_error| Problem {
            surface: "declared",
            at: format!("{} {}", one.surface, one.at),
            what: what.to_owned(),
            is_error,
        };
        let is_it = |change: &&mut super::Change| {
            change.surface.name() == one.surface
                && change.at == one.at
                && change.weight != Weight::Words
        };
        let mut matching = found.changes.iter_mut().filter(is_it).peekable();
        if matching.peek().is_none() {
            let what = "this matches no change: take it out of `changes.toml`";
            found.problems.push(problem(what, false));
            continue;
        }
        let whom = match one.breaks {
            Breaks::Nobody => None,
            Breaks::Readers => Some(Whom::Readers),
            Breaks::Records => Some(Whom::Records),
            Breaks::Callers => Some(Whom::Callers),
        };
        let mut is_lowered = false;
        for change in matching {
            match whom {
                None if !change.breaks.is_empty() => {
                    is_lowered = true;
                    continue;
                }
                Some(whom) if !change.breaks.contains(&whom) => {
                    change.breaks.push(whom);
                    change.breaks.sort();
                    change.weight = Weight::Break;
                    change.known = Known::Declared;
                }
                _ if change.known == Known::Open => change.known = Known::Declared,
                _ => {}
            }
            change.reason = Some(one.reason.clone());
        }
        if is_lowered {
            let what = "this says that nobody is broken, and somebody is";
            found.problems.push(problem(what, true));
        }
    }
}
