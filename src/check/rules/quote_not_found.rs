//! A quote stands in its source's text, word for word and character for character, and does not begin or end inside a word.
//!
//! The text is read with each run of white space as one space, a space that groups digits and does not break as U+00A0, and a
//! hyphen at the end of a line joined to the line after it, the hyphen kept, unless a blank line or the end of a page comes between;
//! nothing else is forgiven. A quote leaves nothing out: what stands apart is quoted as two pieces of evidence.
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
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::quotes::{TextFile, quotes, text, verdicts};
use crate::check::{At, Context, Findings, Rule, place_in, place_of};
use crate::document::Document;
use crate::finding::{Fix, Related};
use crate::index::Verdict;
use crate::json::{Lines, Span, written_at};
use crate::passage::{
    Difference, Heads, Miss, Search, Sieve, describe, describe_alike, describe_words, named,
    shortened,
};
use crate::suggest::Hint;

pub const RULE: Rule = rule!("quote-not-found", Error, "quote_not_found.rs", All(check));

/// The most quotes that get a search for what was meant: enough for any honest record, and a bound for the rest.
const MAX_SEARCHES: usize = 100;

/// The most differences that are marked: with more of them a passage is hardly the one that was meant, and marks would hide it.
const MAX_MARKS: usize = 6;

/// The most characters of a passage that a hint shows.
const MAX_PASSAGE: usize = 600;

/// The part of its words from which on a passage may take the place of a quote: with fewer of them it is told, and nobody is led to put it
/// in without reading it.
const LIKELY: f64 = 0.75;

/// A quote that does not stand where it is said to.
struct Missing {
    document: Arc<Document>,
    /// The place of the quote in that document, as a JSON Pointer.
    pointer: String,
    words: String,
    /// The id of the source, and the file of its text.
    source: String,
    file: u32,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let is_missing = |at: &u32| verdicts(context, *at).any(|verdict| verdict == Verdict::Missing);
    let records = context.index.all().filter(is_missing).collect();
    let mut searched = Vec::new();
    for at in context.in_order(records) {
        let document = Arc::new(context.document(at));
        for quote in quotes(context, at, &document) {
            if quote.verdict != Verdict::Missing {
                continue;
            }
            let missing = Missing {
                document: Arc::clone(&document),
                pointer: quote.pointer,
                words: quote.words.to_owned(),
                source: quote.source.to_owned(),
                file: quote.file,
            };
            if is_changed(context, &missing.source) {
                let hint = "the text is not the one that was pinned: mend that first".to_owned();
                report(context, &missing, hint.into(), findings);
            } else if searched.len() < MAX_SEARCHES {
                searched.push(missing);
            } else {
                let hint = format!(
                    "`besluit quote --source {} WORDS` tells what stands there",
                    missing.source
                );
                report(context, &missing, hint.into(), findings);
            }
        }
    }
    if searched.is_empty() {
        return;
    }
    for (missing, meant) in searched.iter().zip(meant(context, &searched)) {
        let meant = meant.unwrap_or_else(|| {
            let hint = "no passage there is like it: quote words of the text, or name the source that has them";
            hint.to_owned().into()
        });
        report(context, missing, meant, findings);
    }
}

/// True if the text of a source is not the one that was pinned: what is missing in it was mostly there.
fn is_changed(context: &Context<'_>, source: &str) -> bool {
    let at = context.index.find("source", source);
    let text = at.and_then(|at| context.index.source(at)?.text.as_ref());
    text.is_some_and(|text| {
        let file = context.file_of(text);
        text.sha256.is_some() && file.is_some_and(|file| file.sha256.ok() != text.sha256)
    })
}

fn report(context: &Context<'_>, missing: &Missing, meant: Meant, findings: &mut Findings<'_>) {
    let message = format!("this does not stand in the text of `{}`", missing.source);
    let at = At::Value(&missing.pointer);
    let finding = findings.report(&missing.document, at, message, Some(meant.hint));
    finding.related = meant.related;
    let named = missing.pointer.strip_suffix("quote");
    let named = named.map(|evidence| format!("{evidence}source"));
    if let (Some(source), Some(pointer)) = (meant.source, named) {
        let place = place_in(&missing.document, At::Value(&pointer), "");
        finding.fix = Some(Fix::of_value(place.span, &source));
    }
    let path = &context.inventory.sidecars()[missing.file as usize].path;
    if !finding.related.iter().any(|place| &place.file == path) {
        let text = place_of(path, "", &Lines::new(""), 0..0, "the text");
        finding.related.push(text);
    }
}

/// What was meant by a quote, as far as that can be told.
#[derive(Clone)]
struct Meant {
    hint: Hint,
    /// The places that belong to it.
    related: Vec<Related>,
    /// The source that has the words, if it is another one.
    source: Option<String>,
}

impl From<String> for Meant {
    fn from(hint: String) -> Meant {
        Meant {
            hint: hint.into(),
            related: Vec::new(),
            source: None,
        }
    }
}

/// The hint at what was meant by each quote, as far as that can be told.
fn meant(context: &Context<'_>, quotes: &[Missing]) -> Vec<Option<Meant>> {
    let mut meant = elsewhere(context, quotes);
    let mut by_file: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (number, quote) in quotes.iter().enumerate() {
        if meant[number].is_none() {
            by_file.entry(quote.file).or_default().push(number);
        }
    }
    // What a search makes of a text is large, and kept no longer than the quotes of that text need it.
    let explained: Vec<_> = by_file
        .into_par_iter()
        .flat_map(|(file, numbers)| {
            let Some(file) = text(context, file) else {
                return Vec::new();
            };
            let search = Search::new(file.text.normal());
            let explain = |number| Some((number, explain(&quotes[number], &file, &search)?));
            numbers.into_par_iter().filter_map(explain).collect()
        })
        .collect();
    for (number, explanation) in explained {
        meant[number] = Some(explanation);
    }
    meant
}

/// For each quote the first source in whose text the words stand, if there is one.
fn elsewhere(context: &Context<'_>, quotes: &[Missing]) -> Vec<Option<Meant>> {
    let index = context.index;
    let heads: Vec<Heads> = quotes.iter().map(|one| Heads::of(&one.words)).collect();
    let sieve = Sieve::new(quotes.iter().map(|one| one.words.as_str()));
    let holds = |at: u32| {
        let source = context.text_of(index.entry(at).name?);
        let (source, fact) = source.filter(|_| index.source(at).is_some())?;
        let may_hold = fact.trace.as_ref().is_none_or(|trace| {
            let mut heads = heads.iter();
            heads.any(|quote| trace.may_hold(quote))
        });
        if !may_hold {
            return None;
        }
        let file = text(context, source.text?.file?)?;
        let passed = sieve.pass(&file.text.text).into_iter();
        let found = passed.filter_map(|number| {
            let found = file.text.normal().find(&quotes[number].words);
            let place = file.place(found.first()?, "it stands here");
            Some((number, place))
        });
        let found: Vec<_> = found.collect();
        (!found.is_empty()).then_some((at, found))
    };
    let sources: Vec<u32> = index.all().collect();
    let mut places: Vec<_> = sources.into_par_iter().filter_map(holds).collect();
    places.sort_by_key(|(at, _)| index.order(*at));
    let mut found = vec![None; quotes.len()];
    for (at, places) in places {
        for (number, place) in places {
            found[number].get_or_insert_with(|| {
                let source = index.id(at);
                let hint = format!("it stands in the text of `{source}`: mend the source");
                Meant {
                    hint: hint.into(),
                    related: vec![place],
                    source: Some(source.to_owned()),
                }
            });
        }
    }
    found
}

/// The hint at what the text has instead.
fn explain(missing: &Missing, file: &TextFile, search: &Search<'_>) -> Option<Meant> {
    let text = file.text.normal();
    let miss = search.miss(&missing.words);
    let (at, label, hint) = match &miss {
        Miss::InsideWord { at } => {
            let hint = format!(
                "it stands there only inside `{}`: quote whole words",
                told(text.passage(at))
            );
            (at, "only inside a longer word", hint)
        }
        Miss::NotNormal { at, difference } => {
            let hint = format!(
                "write it as the text has it: `{}`; {}",
                told(text.passage(at)),
                describe(difference)
            );
            (at, "as the text has it", hint)
        }
        Miss::LookAlike {
            at,
            differences,
            broken,
        } => {
            let hint = format!(
                "{}; write `{}`",
                describe_alike(differences, broken),
                told(text.passage(at))
            );
            (at, "here, in other characters", hint)
        }
        Miss::Near {
            at, differences, ..
        } => {
            let words = describe_words(differences).map(|words| format!("; {words}"));
            let has_gap = missing.words.contains('…') || missing.words.contains("...");
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
        Miss::LookAlike {
            differences,
            broken,
            ..
        } if differences.is_empty() => (broken, |words| format!("`{}`", shortened(words))),
        Miss::LookAlike { differences, .. } => (differences, named),
        Miss::NotNormal { difference, .. } => (std::slice::from_ref(difference), named),
        Miss::Near { differences, .. } => (differences, |words| format!("`{}`", shortened(words))),
        _ => (&[], str::to_owned),
    };
    let differences = Some(differences).filter(|all| all.len() <= MAX_MARKS);
    let differences = differences.unwrap_or_default();
    let in_record = differences.iter().filter_map(|difference| {
        let span = written_span(missing, &difference.quote_at)?;
        let label = match (difference.quote.is_empty(), difference.source.is_empty()) {
            (true, _) => format!("the source has {} here", name(&difference.source)),
            (_, true) => "not in the source".to_owned(),
            _ => format!("the source has {}", name(&difference.source)),
        };
        Some(place_in(&missing.document, At::Bytes(span), label))
    });
    let in_text = differences.iter().map(|difference| {
        let label = match (difference.quote.is_empty(), difference.source.is_empty()) {
            (true, _) => "not in the quote".to_owned(),
            (_, true) => format!("the quote has {} here", name(&difference.quote)),
            _ => format!("the quote has {}", name(&difference.quote)),
        };
        file.place(&difference.source_at, &label)
    });
    let passage = [file.place(at, label)];
    let meant = text.passage(at);
    let is_likely = !matches!(miss, Miss::Near { shared, .. } if shared < LIKELY);
    let is_alone = text.find(meant).len() == 1;
    Some(Meant {
        hint: Hint {
            text: hint,
            instead: (is_likely && is_alone).then(|| meant.to_owned()),
        },
        related: in_record.chain(passage).chain(in_text).collect(),
        source: None,
    })
}

/// A passage as a hint tells it: cut where it is longer than anybody reads.
fn told(passage: &str) -> String {
    match passage.char_indices().nth(MAX_PASSAGE) {
        None => passage.to_owned(),
        Some((end, _)) => format!("{}…", &passage[..end]),
    }
}

/// The bytes of the document in which a part of a quote is written.
fn written_span(missing: &Missing, part: &Span) -> Option<Span> {
    let document = &missing.document;
    let string = &document.root()?.pointer(&missing.pointer)?.span;
    let written = document.text.get(string.clone())?;
    let at = |offset| string.start + written_at(written, offset);
    Some(at(part.start)..at(part.end))
}
