//! The comparison of two contracts: what has changed of what other programs read, whom each change breaks, how that is known, and
//! whether the version says so.
//!
//! A contract is more than schemas: tables, codes, the terms of linked data, the forms of reports and views, the rules, the commands.
//! Everything here works on values in memory; `cli/compat.rs` reads them.

mod codes;
mod commands;
mod context;
mod contract;
mod corpus;
mod declared;
mod deprecated;
mod form;
mod label;
mod language;
mod linked;
mod list;
mod prove;
mod random;
mod records;
mod rules;
mod sample;
mod sent;
mod tables;
#[cfg(test)]
mod tests;
mod tolerance;
mod version;
mod walk;
mod witness;
mod words;

use serde_json::Value;

pub use contract::{Altered, Contract, SUMS, sha256, verify};
pub use corpus::{Corpora, Misfit};
pub use declared::{Declared, parse as parse_declared};
pub use deprecated::gone_early;
pub use label::Label;
pub use version::{Bump, Version, Weight};

/// The part of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Surface {
    /// The schemas of those who write records.
    Schemas,
    /// The schemas of those who read them.
    Consumer,
    /// What follows from records, in exports.
    Derived,
    /// The tables and their columns.
    Tables,
    /// The lists of codes.
    Codes,
    /// The terms, classes and addresses of linked data.
    Context,
    /// The report of a run.
    Report,
    /// The forms of views.
    Views,
    /// The difference between two states.
    Delta,
    /// The manifest of a release.
    Release,
    /// The rules.
    Rules,
    /// The commands, their flags and the exit codes.
    Cli,
}

impl Surface {
    /// All of them.
    pub const ALL: [Surface; 12] = [
        Surface::Schemas,
        Surface::Consumer,
        Surface::Derived,
        Surface::Tables,
        Surface::Codes,
        Surface::Context,
        Surface::Report,
        Surface::Views,
        Surface::Delta,
        Surface::Release,
        Surface::Rules,
        Surface::Cli,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Surface::Schemas => "schemas",
            Surface::Consumer => "consumer",
            Surface::Derived => "derived",
            Surface::Tables => "tables",
            Surface::Codes => "codes",
            Surface::Context => "context",
            Surface::Report => "report",
            Surface::Views => "views",
            Surface::Delta => "delta",
            Surface::Release => "release",
            Surface::Rules => "rules",
            Surface::Cli => "cli",
        }
    }

    /// True if the version of the model is its label; else that of the program is.
    pub fn is_of_model(self) -> bool {
        self <= Surface::Context
    }
}

/// Somebody whom a change breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whom {
    /// Programs that read what is published.
    Readers,
    /// Records that were in order.
    Records,
    /// Programs that run the command.
    Callers,
}

impl Whom {
    /// The word for them.
    pub fn name(self) -> &'static str {
        match self {
            Whom::Readers => "readers",
            Whom::Records => "records",
            Whom::Callers => "callers",
        }
    }
}

/// How it is known whom a change breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It is proved that nobody is broken.
    Proved,
    /// A document shows it.
    Witness,
    /// The table of edits says so.
    ByRule,
    /// Somebody has decided it, in `changes.toml`.
    Declared,
    /// It is not known.
    Open,
}

impl Known {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Known::Proved => "proved",
            Known::Witness => "witness",
            Known::ByRule => "by rule",
            Known::Declared => "declared",
            Known::Open => "open",
        }
    }
}

/// A document that shows that a change breaks somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Witness {
    /// Whom.
    pub whom: Whom,
    /// The schema that lets it pass, and that which refuses it.
    pub accepted_by: String,
    /// The schema that refuses it.
    pub refused_by: String,
    /// The document.
    pub document: Value,
}

/// One change of a contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The part of the contract.
    pub surface: Surface,
    /// The files of the contract in which it is.
    pub files: Vec<String>,
    /// The place: a JSON Pointer in which `*` stands for every item, or a name.
    pub at: String,
    /// What has changed, in a sentence.
    pub what: String,
    /// Whom it breaks; nobody, if it is empty.
    pub breaks: Vec<Whom>,
    /// How that is known.
    pub known: Known,
    /// What it does.
    pub weight: Weight,
    /// Documents that show it.
    pub witnesses: Vec<Witness>,
    /// The reason that was declared.
    pub reason: Option<String>,
}

impl Change {
    /// A change of which the table of edits says everything.
    fn by_rule(
        surface: Surface,
        file: &str,
        at: impl Into<String>,
        what: impl Into<String>,
    ) -> Change {
        Change {
            surface,
            files: vec![file.to_owned()],
            at: at.into(),
            what: what.into(),
            breaks: Vec::new(),
            known: Known::ByRule,
            weight: Weight::Addition,
            witnesses: Vec::new(),
            reason: None,
        }
    }

    /// The same, breaking somebody.
    fn breaking(mut self, whom: Whom) -> Change {
        self.breaks.push(whom);
        self.weight = Weight::Break;
        self
    }

    /// The same, and nobody knows.
    fn open(mut self) -> Change {
        self.known = Known::Open;
        self
    }
}

/// Something that is wrong with the comparison or with what was released, and no change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What it concerns: `released`, `declared`, `deprecated` or `disagreement`.
    pub surface: &'static str,
    /// The place.
    pub at: String,
    /// What is wrong.
    pub what: String,
    /// True if the comparison fails by it.
    pub is_error: bool,
}

/// How hard is looked.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Whether proofs are asked for.
    pub proves: bool,
    /// How many random documents are tried for each question.
    pub mutations: usize,
    /// The seed of what is random.
    pub seed: u64,
}

impl Default for Effort {
    fn default() -> Effort {
        Effort {
            proves: true,
            mutations: 1500,
            seed: 2026,
        }
    }
}

/// What a comparison found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The changes, by surface.
    pub changes: Vec<Change>,
    /// What is wrong besides.
    pub problems: Vec<Problem>,
    /// The labels of the model and of the program.
    pub labels: Vec<Label>,
}

impl Comparison {
    /// True if the labels say enough, nothing is open, and nothing is wrong.
    pub fn is_in_order(&self) -> bool {
        let is_known = self.changes.iter().all(|one| one.known != Known::Open);
        let is_right = self.problems.iter().all(|one| !one.is_error);
        is_known && is_right && self.labels.iter().all(Label::suffices)
    }
}

/// Compares a contract with the one before it.
pub fn compare(
    old: &Contract,
    new: &Contract,
    corpora: &Corpora,
    declared: &[Declared],
    effort: Effort,
) -> Comparison {
    let mut found = Comparison::default();
    records::compare(old, new, corpora, effort, &mut found);
    sent::compare(old, new, effort, &mut found);
    tables::compare(old, new, &mut found.changes);
    codes::compare(old, new, &mut found.changes);
    context::compare(old, new, &mut found.changes);
    linked::compare(old, new, &mut found.changes);
    rules::compare(old, new, corpora, &mut found.changes);
    commands::compare(old, new, &mut found.changes);
    declared::apply(declared, &mut found);
    found.changes.sort_by_key(|change| change.surface);
    found.labels = label::labels(old, new, &found.changes);
    found
}
