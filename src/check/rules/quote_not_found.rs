//! A quote stands in its source's text, word for word and character for character, and does not begin or end inside a word.
//!
//! The text is read with each run of white space as one space, and with a hyphen at the end of a line joined to the line after it,
//! the hyphen kept; nothing else is forgiven. A quote leaves nothing out: what stands apart is quoted as two pieces of evidence.
//!
//! ## Bad
//!
//! The text has:
//!
//! ```text
//! The charter has no end date.
//! ```
//!
//! The evidence:
//!
//! ```json
//! { "source": "xx-letter-2025-10-06", "quote": "The charter had no end date." }
//! ```
//!
//! ## Good
//!
//! ```json
//! { "source": "xx-letter-2025-10-06", "quote": "The charter has no end date." }
//! ```
//!
//! ## Mend
//!
//! Copy the words out of the text. `besluit quote "…"` finds them, says which characters differ, and prints the evidence as the
//! source has it.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening, place_in, place_of};
use crate::dataset::{Dataset, Document};
use crate::derive::Quote;
use crate::finding::{Level, Related};
use crate::json::{Span, written_at};
use crate::links::{Link, Quoted, Verdict};
use crate::model::Source;
use crate::passage::{
    Difference, Miss, Search, Sieve, describe_all, describe_words, named, shortened,
};

pub const RULE: Rule = Rule {
    name: "quote-not-found",
    level: Level::Error,
    source: include_str!("quote_not_found.rs"),
    check: Check::All(Screen::Both(stands_once, was_looked_for), check),
};

/// Whether no quote was looked for in vain, or found more often than once.
pub(super) fn stands_once(_: &Document, quoted: &[Quoted<'_>]) -> bool {
    let mut verdicts = quoted
        .iter()
        .filter_map(|one| one.quote)
        .map(|quote| quote.1);
    verdicts.all(|verdict| !matches!(verdict, Verdict::Missing | Verdict::Ambiguous))
}

/// Whether every quote was looked for in the text that its source pins, or that text is not here.
fn was_looked_for(screening: &Screening<'_>, card: u32) -> bool {
    screening.links.of(card).iter().all(|link| match link {
        Link::Quotes(source, _) => screening.text(*source).is_none_or(|text| text.is_here),
        Link::Unchecked(source, _) => screening.text(*source).is_none_or(|text| !text.is_here),
        _ => true,
    })
}

/// How many quotes get a search for what was meant: enough for any honest record, and a bound for the rest.
pub const MAX_SEARCHES: usize = 100;

/// How many differences are marked: with more of them a passage is hardly the one that was meant, and marks would hide it.
const MAX_MARKS: usize = 6;

/// How many characters of a passage are told in a hint.
const MAX_PASSAGE: usize = 600;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let missing: Vec<_> = context
        .quotes
        .iter()
        .filter(|quote| quote.found.is_empty())
        .collect();
    if missing.is_empty() {
        return;
    }
    let searched = &missing[..missing.len().min(MAX_SEARCHES)];
    let mut meant = meant(context.dataset, searched).into_iter();
    for quote in missing {
        let id = &quote.source.id;
        let message = format!("this does not stand in the text of `{id}`");
        let (hint, related) = match meant.next() {
            Some(Some(meant)) => meant,
            Some(None) => (
                "no passage there is like it: quote words of the text, or name the source that has them"
                    .to_owned(),
                Vec::new(),
            ),
            None => (
                format!("`besluit quote --source {id} WORDS` tells what stands there"),
                Vec::new(),
            ),
        };
        let finding = findings.report(
            quote.document,
            At::Value(&quote.pointer),
            message,
            Some(hint),
        );
        finding.related = related;
    }
}

/// What is said of a quote, and the places that belong to it.
type Meant = (String, Vec<Related>);

/// What was meant by each quote, as far as that can be told.
fn meant(dataset: &Dataset, quotes: &[&Quote<'_>]) -> Vec<Option<Meant>> {
    let mut meant = elsewhere(dataset, quotes);
    let mut by_source: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, quote) in quotes.iter().enumerate() {
        if meant[number].is_none() {
            let source = by_source.entry(quote.source.id.as_str());
            source.or_default().push(number);
        }
    }
    // What a search makes of a text is large, and kept no longer than the quotes of that text need it.
    let explained: Vec<_> = by_source
        .into_par_iter()
        .flat_map(|(_, numbers)| {
            let search = Search::new(quotes[numbers[0]].text.normal());
            let explain = |number| Some((number, explain(dataset, quotes[number], &search)?));
            let explained: Vec<_> = numbers.into_par_iter().filter_map(explain).collect();
            explained
        })
        .collect();
    for (number, explanation) in explained {
        meant[number] = Some(explanation);
    }
    meant
}

/// For each quote the first source in whose text the words stand, if there is one.
fn elsewhere(dataset: &Dataset, quotes: &[&Quote<'_>]) -> Vec<Option<Meant>> {
    let mut found = vec![None; quotes.len()];
    if quotes.is_empty() {
        return found;
    }
    let sieve = Sieve::new(quotes.iter().map(|quote| quote.quote));
    let sources: Vec<&Source> = dataset.sources().map(|(_, source)| source).collect();
    let places: Vec<_> = sources
        .par_iter()
        .flat_map_iter(|source| {
            let text = dataset.text(source);
            let passed = text.map(|text| sieve.pass(&text.text)).unwrap_or_default();
            passed.into_iter().filter_map(move |number| {
                let at = text?.normal().find(quotes[number].quote).into_iter().next();
                Some((number, *source, at?))
            })
        })
        .collect();
    // They are in the order of the sources.
    for (number, source, at) in places {
        found[number].get_or_insert_with(|| {
            let hint = format!("it stands in the text of `{}`: mend the source", source.id);
            let place = place_in_text(dataset, source, &at, "it stands here");
            (hint, place.into_iter().collect())
        });
    }
    found
}

/// What the text has instead.
fn explain(dataset: &Dataset, quote: &Quote<'_>, search: &Search<'_>) -> Option<Meant> {
    let text = quote.text.normal();
    let miss = search.miss(quote.quote);
    let (at, label, hint) = match &miss {
        Miss::InsideWord { at } => {
            let hint = format!(
                "it stands there only inside `{}`: quote whole words",
                told(text.passage(at))
            );
            (at, "only inside a longer word", hint)
        }
        Miss::NotNormal { at } => {
            let hint = format!("write it as the text has it: `{}`", told(text.passage(at)));
            (at, "as the text has it", hint)
        }
        Miss::LookAlike { at, differences } => {
            let hint = format!(
                "characters that look alike differ: {}; write `{}`",
                describe_all(differences),
                told(text.passage(at))
            );
            (at, "here, in other characters", hint)
        }
        Miss::Near {
            at, differences, ..
        } => {
            let words = describe_words(differences).map(|words| format!("; {words}"));
            let has_gap = quote.quote.contains('…') || quote.quote.contains("...");
            let gap = "; a quote leaves nothing out: quote what stands apart as two pieces";
            let hint = format!(
                "the closest passage is `{}`{}{}",
                told(text.passage(at)),
                words.unwrap_or_default(),
                if has_gap { gap } else { "" }
            );
            (at, "the closest passage", hint)
        }
        Miss::Nothing => return None,
    };
    let (differences, name): (&[Difference], fn(&str) -> String) = match &miss {
        Miss::LookAlike { differences, .. } => (differences, named),
        Miss::Near { differences, .. } => (differences, |words| format!("`{}`", shortened(words))),
        _ => (&[], str::to_owned),
    };
    let differences = Some(differences).filter(|all| all.len() <= MAX_MARKS);
    let differences = differences.unwrap_or_default();
    let source = quote.source;
    let in_record = differences.iter().filter_map(|difference| {
        let span = written_span(quote, &difference.quote_at)?;
        let label = match (difference.quote.is_empty(), difference.source.is_empty()) {
            (true, _) => format!("the source has {} here", name(&difference.source)),
            (_, true) => "not in the source".to_owned(),
            _ => format!("the source has {}", name(&difference.source)),
        };
        Some(place_in(quote.document, At::Bytes(span), label))
    });
    let in_text = differences.iter().filter_map(|difference| {
        let label = match (difference.quote.is_empty(), difference.source.is_empty()) {
            (true, _) => "not in the quote".to_owned(),
            (_, true) => format!("the quote has {} here", name(&difference.quote)),
            _ => format!("the quote has {}", name(&difference.quote)),
        };
        place_in_text(dataset, source, &difference.source_at, &label)
    });
    let passage = place_in_text(dataset, source, at, label);
    Some((hint, in_record.chain(passage).chain(in_text).collect()))
}

/// A passage as a hint tells it: cut where it is longer than anybody reads.
fn told(passage: &str) -> String {
    match passage.char_indices().nth(MAX_PASSAGE) {
        None => passage.to_owned(),
        Some((end, _)) => format!("{}…", &passage[..end]),
    }
}

/// The bytes of the document in which a part of a quote is written.
fn written_span(quote: &Quote<'_>, part: &Span) -> Option<Span> {
    let string = &quote.document.root()?.pointer(&quote.pointer)?.span;
    let written = quote.document.text.get(string.clone())?;
    let at = |offset| string.start + written_at(written, offset);
    Some(at(part.start)..at(part.end))
}

/// A passage of a text, as bytes of its normal view, in the file.
fn place_in_text(dataset: &Dataset, source: &Source, at: &Span, label: &str) -> Option<Related> {
    let document = dataset.document("source", source.id.as_str())?;
    let file = dataset.attachment(document, source)?;
    let text = file.text.as_ref()?;
    let span = text.normal().source_range(at.clone());
    Some(place_of(&file.path, &text.text, text.lines(), span, label))
}
