//! The reasons why something must not be released. All of them are told, not only the first.

use std::io::Write;

use jiff::civil;

use super::held::{FOLDER, Head, Held};
use crate::cli::{Out, compat, schema};
use crate::compat::Version;
use crate::config::{self, Config, RECORDS};
use crate::counted::count;
use crate::dataset::Dataset;
use crate::delta::Delta;
use crate::delta::state::documents;
use crate::finding::Level;
use crate::git::Side;
use crate::model::SCHEMA_VERSION;
use crate::schema::Schemas;
use crate::validate::{Input, Options, validate};
use crate::workspace::shown;

/// The reasons that were found.
#[derive(Default)]
pub struct Refusals(Vec<String>);

impl Refusals {
    /// What stands against releasing the dataset as a version on a day.
    ///
    /// # Errors
    /// If it cannot be checked.
    pub fn of(
        held: &Held,
        version: &Version,
        delta: Option<&Delta>,
        date: civil::Date,
    ) -> anyhow::Result<Refusals> {
        let mut refusals = Refusals::default();
        refusals.of_number(held, version, delta, date);
        refusals.of_findings(held, date)?;
        let zenodo = held.folder.join(".zenodo.json");
        if zenodo.exists() {
            refusals.add(format!(
                "{} is there: where it is, Zenodo reads nothing of CITATION.cff; take one of the two away",
                shown(&zenodo)
            ));
        }
        refusals.of_contract(held)?;
        Ok(refusals)
    }

    /// Adds a reason.
    pub fn add(&mut self, why: String) {
        self.0.push(why);
    }

    /// Tells them; true if there are any.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn tell(&self, out: &mut Out) -> anyhow::Result<bool> {
        for why in &self.0 {
            writeln!(out, "not released: {why}")?;
        }
        Ok(!self.0.is_empty())
    }

    /// What stands against making it of a commit.
    ///
    /// # Errors
    /// If git fails.
    pub fn of_commit(&mut self, held: &Held, version: &Version, head: &Head) -> anyhow::Result<()> {
        let names = [
            config::FILE_NAME,
            RECORDS,
            crate::schema::FOLDER,
            FOLDER,
            "CITATION.cff",
        ];
        let changed = head
            .tree
            .changed_since(&head.commit, &names, Side::WorkTree)?;
        if let Some(first) = changed.first() {
            self.add(format!(
                "{first} is not as it is in the commit: commit it, or take the change back"
            ));
        }
        let path = held.place(version).join(crate::delta::state::FILE_NAME);
        if std::fs::read(&path)? != held.state.bytes() {
            self.add(format!(
                "the records are not those that were prepared, {}: delete that folder, and prepare {version} again",
                shown(&path)
            ));
        }
        Ok(())
    }

    fn of_number(
        &mut self,
        held: &Held,
        version: &Version,
        delta: Option<&Delta>,
        date: civil::Date,
    ) {
        let Some(previous) = &held.previous else {
            return;
        };
        let Some(delta) = delta else {
            self.add("a record of the release before is gone: put it back, withdrawn if it should not count".to_owned());
            return;
        };
        if date < previous.prepared.date {
            self.add(format!(
                "{date} is before {}, the day of {}",
                previous.prepared.date, previous.version
            ));
        }
        let reasons = held.reasons(delta);
        let Some(heaviest) = reasons.first() else {
            self.add(format!("no record has changed since {}", previous.version));
            return;
        };
        let (step, next) = held.next(heaviest.weight, previous);
        if *version < next {
            self.add(format!(
                "{version} is too low: {}, so it is {next} or higher ({})",
                heaviest.what,
                step.name()
            ));
        }
    }

    fn of_findings(&mut self, held: &Held, date: civil::Date) -> anyhow::Result<()> {
        let schemas = Schemas::new();
        let before = held.previous.as_ref().map(|previous| {
            let documents = documents("", &previous.state.bytes(), &schemas);
            Dataset::assemble(Config::default(), documents, Vec::new())
        });
        let options = Options {
            before: before.as_ref(),
            ..Options::on(date)
        };
        let report = validate(Input::Dataset(&held.workspace.dataset), &options)?;
        let errors = report.count(Level::Error);
        if errors > 0 {
            let compared = held.previous.as_ref();
            let against = compared.map_or(String::new(), |previous| {
                format!(" --against {FOLDER}/{}", previous.version)
            });
            self.add(format!(
                "the dataset has {} at error level: run `besluit validate --as-of {date}{against}`",
                count(errors, "finding")
            ));
        }
        Ok(())
    }

    fn of_contract(&mut self, held: &Held) -> anyhow::Result<()> {
        let config = &held.workspace.dataset.config;
        if let Some(path) = schema::outdated(&held.folder, config) {
            self.add(format!(
                "{} is not current: run `besluit schema --write`",
                shown(&path)
            ));
        }
        if !compat::is_in_order(
            &held.folder,
            &held.folder.join(crate::schema::FOLDER),
            &held.workspace.dataset,
        )? {
            self.add(format!(
                "the label of the model, {SCHEMA_VERSION}, or of the program, {}, is too low: run `besluit compat`",
                env!("CARGO_PKG_VERSION")
            ));
        }
        Ok(())
    }
}
