//! The rules applied to a dataset: records in, findings out. It cannot fail on account of what the records say.

#[cfg(test)]
mod changing;
mod conclude;
mod context;
#[cfg(test)]
mod examples;
mod findings;
mod fingerprint;
pub(crate) mod history;
mod job;
mod level;
#[cfg(test)]
mod mutations;
mod quoted;
mod quotes;
mod rule;
pub(crate) mod rules;
mod run;
mod setting;
mod summary;
#[cfg(test)]
mod swapped;
mod texts;
mod worker;

pub(crate) use conclude::{Run, conclude};
pub(crate) use context::{Context, Subject};
pub(crate) use findings::{At, Findings, line_of, place_in, place_of};
pub(crate) use job::{Gathered, Job};
pub use level::Levels;
pub(crate) use level::allows_notes;
pub use rule::Rule;
pub(crate) use rule::{Check, CheckAll, CheckEach, check_records};
pub use rules::RULES;
pub(crate) use run::{gather, run};
pub(crate) use setting::Setting;
pub(crate) use texts::Texts;
