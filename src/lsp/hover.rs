//! What is said of the value under the pointer, as Markdown.

use super::lookup::{parts, quotes_at, text_of};
use super::named::Named;
use crate::dataset::{Dataset, Document};
use crate::derive::{self, Moment, standing};
use crate::json::Node;
use crate::model::{LocalizedText, Record};
use crate::passage::{Miss, describe, describe_alike, miss};
use crate::printable::printable;
use crate::view;
use crate::wording::Words;

/// The reader of what is said, and the day for which it is said.
pub struct Reader<'a> {
    /// The tag of the language in which texts are shown.
    pub language: &'a str,
    /// The day on which statuses are told.
    pub moment: Moment,
}

impl Reader<'_> {
    fn words(&self) -> &'static Words {
        Words::of(self.language)
    }

    /// What is said of what a value names; nothing if it is not there.
    pub fn of(&self, dataset: &Dataset, named: &Named) -> Option<String> {
        match named {
            Named::Record { types, id } => {
                let mut documents = types.iter().filter_map(|one| dataset.document(one, id));
                self.of_record(dataset, documents.next()?)
            }
            Named::Part {
                types,
                record,
                lists,
                id,
            } => {
                let documents = types.iter().filter_map(|one| dataset.document(one, record));
                let mut parts = documents.flat_map(|one| parts(one, lists, id));
                self.of_part(parts.next()?, id)
            }
            Named::Quote { source, words } => self.of_quote(dataset, source, words),
        }
    }

    /// What rests on the words at a byte of a text.
    pub fn of_text(&self, dataset: &Dataset, path: &str, offset: usize) -> Option<String> {
        let quotes = quotes_at(dataset, path, offset);
        let lines = quotes
            .iter()
            .map(|(place, pointer)| format!("- {} {}", code(place.path), code(pointer)));
        let lines: Vec<_> = lines.collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn of_record(&self, dataset: &Dataset, document: &Document) -> Option<String> {
        let record = document.record.as_ref()?;
        let title = record.title().best(self.language);
        let words = self.words();
        let mut facts = vec![
            words.noun(record.record_type()),
            format!("`{}`", record.id()),
        ];
        match record {
            Record::Decision(decision) => {
                let status = standing(dataset, decision, self.moment).status;
                let status = words.code_of("status", status.as_str());
                facts.push(format!("**{status}** ({})", self.moment.at));
            }
            Record::Source(source) => {
                facts.push(source.date.to_string());
                let here = dataset.text(source).is_some();
                facts.extend(here.then(|| self.coverage(dataset, source)).flatten());
            }
            Record::Actor(actor) => facts.push(words.code(&actor.kind)),
            Record::Proposal(_) => {}
        }
        Some(format!("**{}**\n\n{}", plain(title), facts.join(" · ")))
    }

    fn of_part(&self, part: &Node, id: &str) -> Option<String> {
        let text = ["label", "text", "title"]
            .iter()
            .find_map(|key| part.get(key));
        let text = text.and_then(|text| best(text, self.language));
        let facts = ["type", "date", "result", "effect"]
            .iter()
            .filter_map(|key| {
                let fact = part.get(key)?.as_str()?;
                Some(fact.replace('_', " "))
            });
        let facts: Vec<_> = [format!("`{id}`")].into_iter().chain(facts).collect();
        let facts = facts.join(" · ");
        Some(match text {
            None => facts,
            Some(text) => format!("{}\n\n{facts}", plain(&text)),
        })
    }

    fn of_quote(&self, dataset: &Dataset, source: &str, quote: &str) -> Option<String> {
        let pinned = text_of(dataset, source)?;
        let text = pinned.text.normal();
        let found = text.find(quote);
        let coverage = || self.coverage(dataset, pinned.source?);
        Some(match found.as_slice() {
            [only] => {
                let place = pinned.text.position(only);
                let place = format!("{}:{}:{}", pinned.path, place.line, place.column);
                let lines = [Some(code(&place)), coverage()];
                lines.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
            }
            [] => match miss(text, quote) {
                Miss::NotNormal { at, difference } => {
                    let what = describe(&difference);
                    format!("{}\n\n{what}", plain(text.passage(&at)))
                }
                Miss::LookAlike {
                    at,
                    differences,
                    broken,
                } => {
                    let what = describe_alike(&differences, &broken);
                    format!("{}\n\n{what}", plain(text.passage(&at)))
                }
                Miss::InsideWord { at } | Miss::Near { at, .. } => plain(text.passage(&at)),
                Miss::Nothing => return None,
            },
            several => format!("{} × {}", several.len(), code(pinned.path)),
        })
    }

    fn coverage(&self, dataset: &Dataset, source: &crate::model::Source) -> Option<String> {
        let quotes = derive::quotes(dataset);
        let quotes: Vec<_> = quotes
            .iter()
            .filter(|one| one.source.id == source.id)
            .collect();
        let coverage = derive::coverage(dataset, source, &quotes)?;
        Some(view::coverage::counts(
            self.words(),
            (
                coverage.words,
                coverage.anchored,
                coverage.out_of_scope,
                coverage.uncovered(),
            ),
        ))
    }
}

/// The text of a value by languages, for who reads one; nothing if it is none.
pub fn best(texts: &Node, language: &str) -> Option<String> {
    let texts: LocalizedText = serde_json::from_value(texts.to_value()).ok()?;
    Some(texts.best(language).to_owned())
}

/// A text with no meaning to Markdown.
fn plain(text: &str) -> String {
    let text = printable(text);
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_punctuation() {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

/// A text as code. A path has no mark of code in it but by malice.
fn code(text: &str) -> String {
    format!("`{}`", printable(text).replace('`', "'"))
}
