//! The words in which views tell what records say: labels, headings and what stands between values, a table for each language. A table
//! that lacks one does not compile. What a code is called stands in `src/model/titles.tsv`.

mod en;
mod fr;
mod nl;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Position, RelationType, code, primary, title};

/// A number, and how much that is of all, in percent.
type Share = (usize, f64);

/// The words of a language.
pub struct Words {
    /// The tag of the language.
    pub language: &'static str,

    // What stands between values.
    /// Who did something.
    pub by: &'static str,
    /// The body in which something was done.
    pub within: &'static str,
    /// The office for which somebody acts.
    pub acting_as: &'static str,
    /// Who did something as well.
    pub with: &'static str,
    /// To whom.
    pub to: &'static str,
    /// Whose, or of what.
    pub of: &'static str,
    /// What something is about.
    pub about: &'static str,
    /// The parts to which something is restricted.
    pub only: &'static str,
    /// The last of two things.
    pub and: &'static str,
    /// One of two things.
    pub or: &'static str,
    /// The first day.
    pub from: &'static str,
    /// The last day.
    pub until: &'static str,
    /// The day on which something has to be done.
    pub due: &'static str,
    /// The day of the legal effect.
    pub effective: &'static str,
    /// The day on which a status began.
    pub since: &'static str,
    /// The day on which a term ended.
    pub ended: &'static str,
    /// The day on which something was published.
    pub published: &'static str,
    /// The day that is looked at.
    pub as_of: &'static str,
    /// The day from which one looks.
    pub known_on: &'static str,

    // What is counted.
    /// Decisions.
    pub decisions: fn(usize) -> String,
    /// Things that were found.
    pub found: fn(usize) -> String,
    /// Bytes.
    pub bytes: fn(u64) -> String,
    /// Votes, by their number in words.
    pub votes: fn(&str) -> String,
    /// Pieces of evidence: those that quote, and those that name a place only.
    pub evidence: fn(u32, u32) -> String,
    /// Sources: those with a text, of all.
    pub sources: fn(usize, usize) -> String,
    /// Passages of a text that claims rest on, and those claims.
    pub passages: fn(usize, usize) -> String,

    // Statuses.
    /// The stage that was reached.
    pub reached: &'static str,
    /// What a choice amounts to.
    pub result: &'static str,
    /// The stand that a choice amounts to.
    pub position: &'static str,
    /// The body in whose count a position has an effect.
    pub counts_in: &'static str,
    /// That the body needs a majority to reject.
    pub rejects_by_majority: &'static str,
    /// The position of an actor on a proposal.
    pub position_of: fn(&str, &str) -> String,
    /// That no position stands.
    pub none_stands: &'static str,
    /// That nothing is known of a decision.
    pub nothing_known: &'static str,

    // The line through time.
    /// A new version of the text.
    pub new_version: &'static str,
    /// A commitment.
    pub promise: &'static str,
    /// A ground of a step.
    pub because: &'static str,
    /// How many grounds are not shown.
    pub more: fn(usize) -> String,
    /// What the band of an actor shows, by the period of a column.
    pub band: fn(&str, &str) -> String,
    /// A period of so many months.
    pub period: fn(i32) -> String,
    /// A position, beside its sign.
    pub stand: fn(Position) -> &'static str,

    // Texts of sources.
    /// That there is no text.
    pub no_text: &'static str,
    /// That a source has no text here.
    pub no_text_of: fn(&str) -> String,
    /// Words of a text: how many, how many are evidence or say nothing to record, with the share of each, and how many are left.
    pub coverage: fn(usize, Share, Share, usize) -> String,
    /// A line, or several, by the first and the last.
    pub lines: fn(usize, usize) -> String,
    /// What a marked passage is: one that claims rest on.
    pub is_evidence: &'static str,
    /// One that says nothing to record.
    pub is_out_of_scope: &'static str,
    /// One of which nothing is recorded.
    pub is_uncovered: &'static str,

    // Labels.
    /// What kind a decision is of.
    pub kind: &'static str,
    /// A number or name that others gave.
    pub identifier: &'static str,
    /// A text.
    pub text: &'static str,
    /// The decider.
    pub decided_by: &'static str,
    /// The version of a proposal.
    pub version: &'static str,
    /// One of the options.
    pub option: &'static str,
    /// The option that was chosen.
    pub choice: &'static str,
    /// Another option.
    pub not_chosen: &'static str,
    /// Somebody who took part.
    pub took_part: &'static str,
    /// Who is appointed to what.
    pub appoints: fn(&str, &str) -> String,
    /// For whom an actor speaks.
    pub speaks_for: &'static str,
    /// A term of office.
    pub term: &'static str,
    /// The majority that adopts.
    pub adopted_by: &'static str,
    /// The majority that rejects.
    pub rejected_by: &'static str,
    /// Who answers for a source.
    pub author: &'static str,
    /// To whom it is addressed.
    pub addressee: &'static str,
    /// Its date.
    pub date: &'static str,
    /// The day on which it was published.
    pub published_on: &'static str,
    /// Whether it can be had.
    pub availability: &'static str,
    /// Its language.
    pub language_label: &'static str,
    /// Its address.
    pub address: &'static str,
    /// A copy in an archive.
    pub archived: &'static str,
    /// The file that it came as.
    pub original: &'static str,

    // Headings.
    /// The events of a decision.
    pub events: &'static str,
    /// What later decisions did to this one, or what became of a proposal.
    pub became: &'static str,
    /// What it does to older ones.
    pub does_to_older: &'static str,
    /// Decisions that are alike.
    pub namesakes: &'static str,
    /// Its grounds.
    pub grounds: &'static str,
    /// Who was against it.
    pub differed: &'static str,
    /// What else others said.
    pub others_said: &'static str,
    /// What else the decider said.
    pub own_said: &'static str,
    /// What is only told.
    pub facts: &'static str,
    /// What a decision provides.
    pub provides: &'static str,
    /// The versions of a proposal.
    pub versions: &'static str,
    /// Commitments.
    pub commitments: &'static str,
    /// Discrepancies.
    pub discrepancies: &'static str,
    /// Evidence of the record as a whole.
    pub shown_by: &'static str,
    /// The decisions of an actor.
    pub decided: &'static str,
    /// The statements of an actor.
    pub holds: &'static str,
    /// What a source cites.
    pub refers_to: &'static str,
    /// The number of pieces of evidence.
    pub evidence_heading: &'static str,
    /// The records that name this one.
    pub named_by: &'static str,
    /// A revision of the record, as a heading.
    pub revision_heading: &'static str,
    /// How to cite it.
    pub cite_as: &'static str,

    // What is said of things.
    /// That a record was withdrawn.
    pub withdrawn: &'static str,
    /// That a page shows a part of its record.
    pub a_part: &'static str,
    /// A revision, within a line.
    pub revision: &'static str,
    /// That a quote does not stand in its source.
    pub not_found: &'static str,
    /// What has to come for an event.
    pub next: &'static str,
    /// The version that an event is about.
    pub on_version: &'static str,
    /// The procedure of an event.
    pub in_procedure: &'static str,
    /// How often something has to be done.
    pub every: &'static str,
    /// The older provision that another one replaces.
    pub replaces: &'static str,
    /// What makes a commitment fall due.
    pub falls_due: &'static str,
    /// The event for which a ground was given.
    pub of_event: &'static str,
    /// In whose words a statement comes.
    pub reported_by: &'static str,
    /// That an author signed.
    pub signed: &'static str,
    /// That a source was also sent on behalf of an author.
    pub also_for: &'static str,
    /// That an address was made of a number.
    pub by_number: &'static str,
    /// That there is no address.
    pub no_address: &'static str,
    /// The method by which a text was taken from the original.
    pub taken_by: &'static str,
    /// That the text was compared with the original.
    pub compared: &'static str,
    /// That it was not.
    pub not_compared: &'static str,
    /// What a yes meant in a vote.
    pub yes_means: &'static str,
    /// Votes for.
    pub votes_for: &'static str,
    /// Votes against.
    pub votes_against: &'static str,
    /// Those who abstained.
    pub abstained: &'static str,
    /// Those who were absent.
    pub absent: &'static str,
    /// Blank votes.
    pub blank: &'static str,
    /// The number that is needed.
    pub needed: &'static str,

    // What is called otherwise than its code.
    /// What a decision does to an older one, which is named.
    pub relation: fn(RelationType, &str) -> String,
    /// What a later decision does to the one that is shown.
    pub inverse: fn(RelationType) -> String,
    /// A type of record or part, or a field, by its name in English; `None` if it is not told otherwise.
    noun: fn(&str) -> Option<&'static str>,
}

impl Words {
    /// The words of a language, by its tag: Dutch (`nl`, `nl-BE`), French or else English.
    pub fn of(language: &str) -> &'static Words {
        match primary(language).as_str() {
            "nl" => &nl::WORDS,
            "fr" => &fr::WORDS,
            _ => &en::WORDS,
        }
    }

    /// True if there are words of the language of a tag.
    pub fn has(language: &str) -> bool {
        Words::of(language).language == primary(language)
    }

    /// A code in words.
    pub fn code<T: Serialize + JsonSchema>(&self, value: &T) -> String {
        let code = code(value);
        match self.is_english() {
            true => spaced(&code),
            false => self.code_of(&list_of(&T::schema_name()), &code),
        }
    }

    /// A code of a list, such as `status`, in words.
    pub fn code_of(&self, list: &str, code: &str) -> String {
        let title = title(list, code, self.language).filter(|_| !self.is_english());
        title.map_or_else(|| spaced(code), str::to_owned)
    }

    /// The name of a type or field in words: `discrepancy`, `event`.
    pub fn noun(&self, name: &str) -> String {
        (self.noun)(name).map_or_else(|| spaced(name), str::to_owned)
    }

    /// English tells a code by itself.
    fn is_english(&self) -> bool {
        self.language == en::WORDS.language
    }
}

/// A code or name in English: as it is written, with spaces.
fn spaced(code: &str) -> String {
    code.replace('_', " ")
}

/// The name of the list that a type is: `DecisionKind` is `decision_kind`.
fn list_of(type_name: &str) -> String {
    let mut name = String::new();
    for letter in type_name.chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::model::{DecisionKind, OptionResult, Position, RECORD_TYPES, StatementType};

    #[test]
    fn a_code_is_told_in_the_language_of_a_tag() {
        for (language, expected) in [
            ("en", ["support conditional", "motion", "ground", "adopts"]),
            ("de", ["support conditional", "motion", "ground", "adopts"]),
            (
                "nl",
                ["voorwaardelijke steun", "motie", "grond", "neemt aan"],
            ),
            (
                "nl-BE",
                ["voorwaardelijke steun", "motie", "grond", "neemt aan"],
            ),
            (
                "fr-BE",
                ["soutien conditionnel", "motion", "motif", "adopte"],
            ),
        ] {
            let words = Words::of(language);
            let told = [
                words.code(&Position::SupportConditional),
                words.code(&DecisionKind::Motion),
                words.code(&StatementType::Ground),
                words.code(&OptionResult::Adopts),
            ];
            assert_eq!(told, expected, "{language}");
        }
        assert!(Words::has("fr-BE") && Words::has("NL") && !Words::has("de"));
    }

    #[test]
    fn what_is_listed_has_a_name() {
        let parts = ["provision", "commitment", "discrepancy", "event"];
        for name in RECORD_TYPES.iter().chain(&parts) {
            for language in ["nl", "fr"] {
                let noun = (Words::of(language).noun)(name);
                assert!(noun.is_some(), "{name} in {language}");
            }
        }
    }

    /// A label stands in a column of sixteen, and a space after it.
    #[test]
    fn labels_have_room() {
        for words in ["en", "nl", "fr"].map(Words::of) {
            for label in [
                words.kind,
                words.identifier,
                words.text,
                words.decided_by,
                words.about,
                words.option,
                words.choice,
                words.not_chosen,
                words.took_part,
                words.speaks_for,
                words.term,
                words.adopted_by,
                words.rejected_by,
                words.author,
                words.addressee,
                words.date,
                words.published_on,
                words.availability,
                words.language_label,
                words.address,
                words.archived,
                words.original,
            ] {
                assert!(label.chars().count() < 16, "{label}");
            }
        }
    }
}
