//! Views of the records, for people and for programs: what the records say and what follows from them, laid out. Nothing is decided
//! here. A view is one file, with a function for either reader; the shapes for programs are stable, fields may be added.

use schemars::JsonSchema;
use serde::Serialize;

use crate::dataset::Dataset;
use crate::derive::{Moment, Projection};
use crate::model::{
    Date, Day, Decision, DecisionId, Evidence, ProvisionId, Relation, RelationType, SourceId,
};
use crate::wording::Words;

use reader::wrapped;
pub use reader::{Reader, Style};

#[cfg(test)]
mod before;
pub mod coverage;
#[cfg(test)]
mod dossier;
pub mod explain;
#[cfg(test)]
mod foreknowledge;
#[cfg(test)]
mod form;
pub mod letter;
#[cfg(test)]
mod letters;
pub mod list;
#[cfg(test)]
mod looks;
#[cfg(test)]
mod on_the_day;
mod place;
pub mod quote;
mod reader;
#[cfg(test)]
mod reading;
pub mod reference;
pub mod search;
pub mod show;
pub mod source_text;
pub mod status;
pub mod timeline;

/// A code or keyword in words.
pub fn words(code: &(impl Serialize + ?Sized)) -> String {
    crate::model::code(&code).replace('_', " ")
}

/// A source by its id, who answers for it and its date; by its id alone if it is not there.
fn source(dataset: &Dataset, id: &str, reader: &Reader<'_>) -> String {
    let Some(source) = dataset.source_of(id) else {
        return reader.id(id);
    };
    let author = source.authors.first();
    let author = author.map(|one| one.office.as_ref().unwrap_or(&one.actor));
    let author = author.map(|actor| match dataset.actor(actor) {
        Some(actor) => actor.name.best(reader.language),
        None => actor.as_str(),
    });
    let date = source.date.as_str();
    let published = source.published.as_ref();
    let published = published.map(|date| format!("{} {date}", reader.words.published));
    let details = author.into_iter().chain([date]).chain(published.as_deref());
    let details = details.collect::<Vec<_>>().join(", ");
    format!("{} ({details})", reader.id(id))
}

/// The width that text for people is wrapped to, in columns.
pub const WIDTH: usize = 80;

/// The day from which the records are seen, if that is another one than the day that is looked at.
fn known_at(moment: Moment) -> Option<Day> {
    (moment.known != moment.at).then_some(Day(moment.known))
}

/// The day that is looked at, in words, if that is not today.
pub fn past_in_words(projection: &Projection, words: &Words) -> Option<String> {
    let is_past = projection.is_past();
    is_past.then(|| moment_in_words(projection, words))
}

/// The day that is looked at, and the day from which one looks if that is another one than today, in words.
fn moment_in_words(projection: &Projection, words: &Words) -> String {
    let Projection { moment, today, .. } = projection;
    let at = format!("{} {}", words.as_of, moment.at);
    match moment.known == *today {
        true => at,
        false => format!("{at}, {} {}", words.known_on, moment.known),
    }
}

/// A relation of a decision to an older one.
#[derive(Serialize, JsonSchema)]
struct RelationView<'a> {
    /// The type of the relation: what the decision does to the older one.
    r#type: RelationType,
    /// The older decision.
    target: &'a DecisionId,
    #[serde(flatten)]
    reach: Reach<'a>,
}

/// The reach of a relation: what of the older decision it touches, and when.
#[derive(Serialize, JsonSchema)]
struct Reach<'a> {
    /// The parts of the older decision that it touches. Absent where it touches the whole.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    #[schemars(length(min = 1))]
    parts: &'a [ProvisionId],
    /// The date from which it works. Absent where that is when the later decision came as far as it has to.
    #[serde(skip_serializing_if = "Option::is_none")]
    effective: Option<&'a Date>,
    /// The last day of what it does. Absent where it sets none.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<&'a Date>,
}

impl RelationView<'_> {
    /// The relation in words, but for the title of the older decision.
    fn line(&self, reader: &Reader<'_>) -> String {
        let target = reader.id(self.target);
        let relation = (reader.words.relation)(self.r#type, &target);
        format!("{relation}{}", self.reach.words(reader.words))
    }
}

impl<'a> Reach<'a> {
    fn of(relation: &'a Relation) -> Reach<'a> {
        Reach {
            parts: &relation.parts,
            effective: relation.effective.as_ref(),
            until: relation.until.as_ref(),
        }
    }

    /// What follows the name of the decision; nothing where it touches the whole, from when it can.
    fn words(&self, words: &Words) -> String {
        let mut told = String::new();
        if !self.parts.is_empty() {
            told += &format!(", {} {}", words.only, names(self.parts));
        }
        if let Some(effective) = self.effective {
            told += &format!(", {} {effective}", words.from);
        }
        if let Some(until) = self.until {
            told += &format!(", {} {until}", words.until);
        }
        told
    }
}

/// The ids of some parts.
fn names(parts: &[ProvisionId]) -> String {
    let names: Vec<_> = parts.iter().map(|part| part.to_string()).collect();
    names.join(", ")
}

/// The relations of a decision to older ones.
fn relations(decision: &Decision) -> Vec<RelationView<'_>> {
    decision.relations.iter().map(relation).collect()
}

fn relation(relation: &Relation) -> RelationView<'_> {
    RelationView {
        r#type: relation.r#type,
        target: &relation.target,
        reach: Reach::of(relation),
    }
}

/// The sources of some evidence; several quotes of one source in a row are one reference to it.
fn sources(evidence: &[Evidence]) -> Vec<&SourceId> {
    let mut sources: Vec<_> = evidence.iter().map(|evidence| &evidence.source).collect();
    sources.dedup();
    sources
}

/// A paragraph, wrapped and indented.
pub fn paragraph(text: &str, indent: usize) -> String {
    wrapped(text, indent, WIDTH)
}
