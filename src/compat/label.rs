//! The labels of a contract: what the changes ask of the version of the model and of that of the program, and what these say.

use super::version::{Bump, Version, Weight};
use super::{Change, Contract, Known};

/// One of the two labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// `model` or `program`.
    pub of: &'static str,
    /// The version before, if it is known.
    pub before: Option<Version>,
    /// The version now, if it is known.
    pub now: Option<Version>,
    /// The step that the changes ask for.
    pub required: Bump,
    /// The step that the versions make; `None` if they lead back.
    pub says: Option<Bump>,
    /// How many changes are open.
    pub open: usize,
}

impl Label {
    /// True if the version says what is asked of it. Nothing does as long as something is open.
    pub fn suffices(&self) -> bool {
        self.open == 0 && self.says_enough()
    }

    /// True if the version says enough of what is not open.
    pub fn says_enough(&self) -> bool {
        self.says.is_some_and(|says| says >= self.required)
    }
}

/// The two labels.
pub fn labels(old: &Contract, new: &Contract, changes: &[Change]) -> Vec<Label> {
    let label = |of, before: Option<Version>, now: Option<Version>, is_of_model: bool| {
        let own = changes.iter();
        let own: Vec<_> = own
            .filter(|one| one.surface.is_of_model() == is_of_model)
            .collect();
        let line = before.clone().or(now.clone());
        let first = "0.0.0".parse().ok();
        let weights = own.iter().map(|change| change.weight);
        let asked = weights.max().unwrap_or(Weight::Words);
        let line = line.or(first);
        Label {
            of,
            required: line.map_or(Bump::None, |line| Bump::asked(asked, &line)),
            says: match (&before, &now) {
                (Some(before), Some(now)) => Bump::between(before, now),
                // A version that is not known has not been raised.
                _ => Some(Bump::None),
            },
            open: own.iter().filter(|one| one.known == Known::Open).count(),
            before,
            now,
        }
    };
    vec![
        label("model", old.model_version(), new.model_version(), true),
        label(
            "program",
            old.program_version(),
            new.program_version(),
            false,
        ),
    ]
}
