//! What can be found: records, what they state, provide and promise, and the passages of letters.

use std::ops::Range;

use crate::export::Exported;
use crate::model::{
    ActorId, Commitment, Date, Decision, Evidence, LocalizedText, Provision, Record, Source,
};

use super::super::address::{Place, RECORD};
use super::super::page::Page;

/// The number of characters of an excerpt.
const EXCERPT: usize = 160;

/// How much a place of a word says, most first.
#[derive(Clone, Copy)]
pub enum Weight {
    Title,
    Statement,
    Quote,
    Text,
}

/// What can be found.
pub struct Item<'a> {
    pub kind: &'static str,
    pub title: String,
    pub page: String,
    pub excerpt: String,
    pub holder: Option<&'a ActorId>,
    pub year: &'a str,
    pub words: Vec<(Weight, &'a str)>,
}

/// Everything that can be found. Withdrawn records are no answer to anything.
pub fn items<'a>(page: &Page<'a>) -> Vec<Item<'a>> {
    let records = page.site.export.records.iter();
    let counting = records.filter(|one| one.record.state().counts());
    counting.flat_map(|one| of_record(page, one)).collect()
}

fn of_record<'a>(page: &Page<'a>, exported: &'a Exported<'a>) -> Vec<Item<'a>> {
    let record = exported.record;
    let title = page.site.title_of_record(record);
    let mut item = Item {
        title: page.said(title).text.to_owned(),
        words: all(Weight::Title, title)
            .chain([(Weight::Text, record.id())])
            .collect(),
        ..item(page, record, "", RECORD)
    };
    item.kind = record.record_type();
    let mut parts = Vec::new();
    match record {
        Record::Decision(one) => {
            let labels = one.options.iter();
            item.words
                .extend(labels.flat_map(|option| all(Weight::Text, &option.label)));
            let numbers = one.identifiers.iter();
            item.words
                .extend(numbers.map(|one| (Weight::Text, one.value.as_str())));
            item.excerpt = one.chosen().map_or(String::new(), |option| {
                excerpt(page.said(&option.label).text)
            });
            item.holder = Some(&one.decider.actor);
            parts.extend(
                one.provisions
                    .iter()
                    .map(|one| provision(page, record, one)),
            );
            parts.extend(statements(page, record, one));
        }
        Record::Proposal(one) => {
            let versions = one.versions.iter();
            let numbers = versions.flat_map(|version| &version.identifiers);
            let numbers = numbers.chain(&one.identifiers);
            item.words
                .extend(numbers.map(|one| (Weight::Text, one.value.as_str())));
            parts.extend(
                one.provisions
                    .iter()
                    .map(|one| provision(page, record, one)),
            );
        }
        Record::Source(one) => {
            let numbers = one.identifiers.iter();
            item.words
                .extend(numbers.map(|one| (Weight::Text, one.value.as_str())));
            if let Some(text) = page.site.dataset.text(one) {
                // As it stands: where its lines end tells which words go on.
                item.words.push((Weight::Text, &text.text));
                item.excerpt = excerpt(&text.normal().view);
            }
            item.holder = one.authors.first().map(|author| &author.actor);
            parts.extend(passages(page, record, one));
        }
        Record::Actor(one) => {
            item.excerpt = page.code("actor_kind", &one.kind);
            item.holder = Some(&one.id);
        }
    }
    parts.extend(
        record
            .commitments()
            .iter()
            .map(|one| commitment(page, record, one)),
    );
    [item].into_iter().chain(parts).collect()
}

/// An item without words, at a place of the page of a record.
fn item<'a>(page: &Page<'a>, record: &'a Record, kind: &'static str, part: &str) -> Item<'a> {
    let year = match record {
        Record::Decision(one) => year_of(one),
        Record::Proposal(one) => one.versions.first().map_or("", |one| year(&one.date)),
        Record::Source(one) => year(&one.date),
        Record::Actor(_) => "",
    };
    // The script knows the way to the top.
    let later = page.site.later.get(part).copied().unwrap_or_default();
    let place = Place::Record(record.record_type(), record.id()).at(later);
    let path = place.path(&page.edition.tag, page.words);
    Item {
        kind,
        title: String::new(),
        page: match part {
            RECORD => path,
            part => format!("{path}#{part}"),
        },
        excerpt: String::new(),
        holder: None,
        year,
        words: Vec::new(),
    }
}

/// A part of a record with a text of its own, and what it rests on.
fn part<'a>(
    page: &Page<'a>,
    (record, kind, id): (&'a Record, &'static str, &str),
    text: &'a LocalizedText,
    evidence: &'a [Evidence],
) -> Item<'a> {
    let quotes = evidence.iter().filter_map(|one| one.quote.as_ref());
    let quotes: Vec<_> = quotes.map(|quote| quote.as_str()).collect();
    let title = page.site.title_of_record(record);
    Item {
        title: page.said(text).text.to_owned(),
        excerpt: excerpt(quotes.first().copied().unwrap_or(page.said(title).text)),
        words: all(Weight::Statement, text)
            .chain(quotes.into_iter().map(|quote| (Weight::Quote, quote)))
            .collect(),
        ..item(page, record, kind, id)
    }
}

fn statements<'a>(
    page: &Page<'a>,
    record: &'a Record,
    decision: &'a Decision,
) -> impl Iterator<Item = Item<'a>> {
    decision.statements.iter().map(move |one| Item {
        holder: Some(&one.holder),
        ..part(
            page,
            (record, "statement", one.id.as_str()),
            &one.text,
            &one.evidence,
        )
    })
}

fn provision<'a>(page: &Page<'a>, record: &'a Record, one: &'a Provision) -> Item<'a> {
    let place = (record, "provision", one.id.as_str());
    part(page, place, &one.text, &one.evidence)
}

fn commitment<'a>(page: &Page<'a>, record: &'a Record, one: &'a Commitment) -> Item<'a> {
    let evidence = one.events.first().map_or(&[][..], |event| &event.evidence);
    let place = (record, "commitment", one.id.as_str());
    Item {
        holder: Some(&one.by),
        ..part(page, place, &one.text, evidence)
    }
}

/// The passages of a letter on which claims rest.
fn passages<'a>(page: &Page<'a>, record: &'a Record, source: &'a Source) -> Vec<Item<'a>> {
    let passages = page.site.passages.get(source.id.as_str());
    let passages = passages.into_iter().flatten();
    let claimed = passages.filter(|one| !one.claims.is_empty());
    // As they stand in the text, for the same reason.
    let written = |at: &Range<usize>| {
        let text = page.site.dataset.text(source)?;
        text.text.get(text.normal().source_range(at.clone()))
    };
    let items = claimed.map(|one| Item {
        title: page.said(&source.title).text.to_owned(),
        excerpt: excerpt(one.quote),
        holder: source.authors.first().map(|author| &author.actor),
        words: vec![(Weight::Quote, written(&one.at).unwrap_or(one.quote))],
        ..item(page, record, "passage", &one.name)
    });
    items.collect()
}

/// A text in all its languages.
fn all<'a>(
    weight: Weight,
    text: &'a LocalizedText,
) -> impl Iterator<Item = (Weight, &'a str)> + use<'a> {
    text.iter().map(move |(_, text)| (weight, text.as_str()))
}

fn year_of(decision: &Decision) -> &str {
    let first = decision.events.iter().map(|one| &one.date);
    first.min_by_key(|date| date.order()).map_or("", year)
}

fn year(date: &Date) -> &str {
    date.as_str().get(..4).unwrap_or_default()
}

/// The beginning of a text, up to a whole word.
fn excerpt(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(EXCERPT) else {
        return text.to_owned();
    };
    let start = &text[..end];
    let whole = start
        .rfind(char::is_whitespace)
        .map_or(start, |at| &start[..at]);
    format!("{whole}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_with_a_word() {
        assert_eq!(excerpt("kort"), "kort");
        let long = "ĳsvogel ".repeat(30);
        let short = excerpt(&long);
        assert!(short.ends_with("ĳsvogel…"), "{short}");
        assert!(short.chars().count() <= EXCERPT + 1);
    }
}
