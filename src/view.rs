//! Views of the records, for people and for programs: what the records say and what follows from them, laid out. Nothing is decided
//! here. A view is one file, with a function for either reader; the shapes for programs are stable, fields may be added.

use schemars::JsonSchema;
use serde::Serialize;
use textwrap::{Options, WordSplitter};

use crate::dataset::Dataset;
use crate::derive::{Moment, Projection};
use crate::model::{
    Date, Day, Decision, DecisionId, Evidence, LocalizedText, ProvisionId, Relation, RelationType,
    SourceId,
};

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
#[cfg(test)]
mod letters;
pub mod list;
#[cfg(test)]
mod looks;
#[cfg(test)]
mod on_the_day;
mod place;
#[cfg(test)]
mod reading;
pub mod reference;
pub mod search;
pub mod show;
pub mod status;
pub mod timeline;

/// A code or keyword in words.
pub fn words(code: &(impl Serialize + ?Sized)) -> String {
    crate::model::code(&code).replace('_', " ")
}

/// A source by its id, who answers for it and its date; by its id alone if it is not there.
fn source(dataset: &Dataset, id: &str, language: &str) -> String {
    let Some(source) = dataset.source_of(id) else {
        return id.to_owned();
    };
    let author = source.authors.first();
    let author = author.map(|one| one.office.as_ref().unwrap_or(&one.actor));
    let author = author.map(|actor| match dataset.actor(actor) {
        Some(actor) => in_language(&actor.name, language),
        None => actor.as_str(),
    });
    let date = source.date.as_str();
    let published = source.published.as_ref();
    let published = published.map(|date| format!("published {date}"));
    let details = author.into_iter().chain([date]).chain(published.as_deref());
    format!("{id} ({})", details.collect::<Vec<_>>().join(", "))
}

/// The width that text for people is wrapped to, in columns.
const WIDTH: usize = 80;

/// A text in the language that the reader asked for, else in the first that there is.
pub fn in_language<'a>(text: &'a LocalizedText, language: &str) -> &'a str {
    text.get(language)
        .or_else(|| text.iter().next().map(|(_, text)| text.as_str()))
        .unwrap_or_default()
}

/// The day from which the records are seen, if that is another one than the day that is looked at.
fn known_at(moment: Moment) -> Option<Day> {
    (moment.known != moment.at).then_some(Day(moment.known))
}

/// The day that is looked at, in words, if that is not today.
pub fn past_in_words(projection: &Projection) -> Option<String> {
    let is_past = projection.is_past();
    is_past.then(|| moment_in_words(projection))
}

/// The day that is looked at, and the day from which one looks if that is another one than today, in words.
fn moment_in_words(projection: &Projection) -> String {
    let Projection { moment, today, .. } = projection;
    match moment.known == *today {
        true => format!("as of {}", moment.at),
        false => format!("as of {}, as known on {}", moment.at, moment.known),
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
    fn line(&self) -> String {
        format!(
            "{} {}{}",
            words(&self.r#type),
            self.target,
            self.reach.words()
        )
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
    fn words(&self) -> String {
        let mut words = String::new();
        if !self.parts.is_empty() {
            words += &format!(", only {}", names(self.parts));
        }
        if let Some(effective) = self.effective {
            words += &format!(", from {effective}");
        }
        if let Some(until) = self.until {
            words += &format!(", until {until}");
        }
        words
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

/// A paragraph of a width, wrapped and indented.
fn wrapped(text: &str, indent: usize, width: usize) -> String {
    let spaces = " ".repeat(indent);
    // Ids and paths are copied from the screen: a line breaks at a space only.
    let options = Options::new(width)
        .initial_indent(&spaces)
        .subsequent_indent(&spaces)
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}
