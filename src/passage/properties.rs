//! Laws that hold for every text, tried on random ones.

use std::slice;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::near::NEAR;
use super::{Difference, Index, Miss, Sieve, miss, normal, view, word_count};

/// Pieces that meet every rule: white space, breaks, hyphens, marks that compose
/// and reorder, singletons, jamo, look-alikes, what prints nothing.
const PIECES: [&str; 36] = [
    "\u{c}", "\u{2009}", "2", "−", ",", "a", "e", "J", "1", "word", "ĳ", "ﬁ", "é", "한",
    "\u{1112}", "\u{1161}", "\u{11ab}", "\u{301}", "\u{316}", "\u{323}", "\u{338}", "\u{2126}",
    "-", "\u{2010}", "–", ".", "’", " ", " ", "\n", "\r\n", "\u{a0}", "\u{2000}", "\u{2028}",
    "\u{ad}", "\u{200b}",
];

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40);
    prop_oneof![
        4 => pieces.prop_map(|pieces| pieces.concat()),
        1 => prop::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter),
    ]
}

/// The definition of the view, followed word by word.
fn by_definition(text: &str) -> String {
    let composed: String = text.nfc().collect();
    let mut view = String::new();
    let mut rest = composed.trim();
    while let Some(at) = rest.find(char::is_whitespace) {
        let (word, after) = rest.split_at(at);
        rest = after.trim_start();
        let run = &after[..after.len() - rest.len()];
        let lines = run.replace("\r\n", "\n");
        let ends = lines
            .matches(['\n', '\r', '\u{b}', '\u{85}', '\u{2028}'])
            .count();
        let breaks = ends == 1 && !lines.contains(['\u{c}', '\u{2029}']);
        view += word;
        let joins = breaks && view.ends_with(['-', '\u{2010}', '\u{2011}', '\u{ad}']);
        let groups = ["\u{a0}", "\u{2007}", "\u{2009}", "\u{202f}"].contains(&run)
            && view.ends_with(char::is_numeric)
            && rest.starts_with(char::is_numeric);
        view += match (joins, groups) {
            (true, _) => "",
            (_, true) => "\u{a0}",
            _ => " ",
        };
    }
    view + rest
}

/// Checks that each difference stands in the view and in the quote at the places that are given.
fn check_places(view: &str, quote: &str, differences: &[Difference]) -> Result<(), TestCaseError> {
    for difference in differences {
        prop_assert_eq!(
            view.get(difference.source_at.clone()),
            Some(&*difference.source)
        );
        // A character may be composed of some that the quote does not mean.
        let ours = quote.get(difference.quote_at.clone()).map(normal);
        prop_assert!(ours.is_some_and(|ours| ours.view.contains(difference.quote.trim())));
    }
    Ok(())
}

proptest! {
    // A failing case is printed in full, so none is kept in a file.
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_view_is_as_defined(text in text()) {
        let read = normal(&text);
        prop_assert_eq!(&read.view, &by_definition(&text));
        prop_assert!(view(&read.view) == read.view);
        let ends = read.view.char_indices().map(|(at, letter)| at..at + letter.len_utf8());
        let sources: Vec<_> = ends.map(|at| read.source_range(at)).collect();
        prop_assert!(sources.iter().all(|source| !source.is_empty()));
        prop_assert!(sources.windows(2).all(|pair| pair[0].start <= pair[1].start));
    }

    #[test]
    fn whole_words_are_found_and_traced(
        text in text(),
        one: prop::sample::Index,
        other: prop::sample::Index,
    ) {
        let read = normal(&text);
        let words: Vec<_> = read.words().collect();
        prop_assert_eq!(words.len(), word_count(&read.view));
        if words.is_empty() {
            return Ok(());
        }
        let (one, other) = (one.index(words.len()), other.index(words.len()));
        let at = words[one.min(other)].start..words[one.max(other)].end;
        let quote = read.passage(&at);
        prop_assert!(read.find(quote).contains(&at));
        prop_assert_eq!(Index::new(&read.view).find(&read.view, quote, usize::MAX), read.find(quote));
        let bare = read.uncovered(slice::from_ref(&at));
        prop_assert!(bare.iter().all(|w| w.end <= at.start || w.start >= at.end));
        prop_assert_eq!(words.len() - bare.len(), one.abs_diff(other) + 1);
        prop_assert_eq!(read.covered(slice::from_ref(&at)), words.len() - bare.len());
        for place in read.find(quote) {
            let source = &text[read.source_range(place)];
            prop_assert!(normal(source).view.contains(quote));
        }
        prop_assert_eq!(Sieve::new([quote]).pass(&text), [0]);
    }

    #[test]
    fn any_quote_gets_an_answer(text in text(), quote in text()) {
        let read = normal(&text);
        for place in read.find(&quote) {
            prop_assert_eq!(read.passage(&place), &quote);
        }
        prop_assert_eq!(Index::new(&read.view).find(&read.view, &quote, usize::MAX), read.find(&quote));
        if !read.find(&quote).is_empty() {
            return Ok(());
        }
        match miss(&read, &quote) {
            Miss::InsideWord { at } => {
                prop_assert!(read.passage(&at).contains(&normal(&quote).view));
            }
            Miss::NotNormal { at, difference } => {
                prop_assert!(read.passage(&at).contains(&normal(&quote).view));
                prop_assert!(difference.quote != difference.source);
                check_places(&read.view, &quote, &[difference])?;
            }
            Miss::LookAlike { at, differences, broken } => {
                prop_assert!(!read.passage(&at).is_empty());
                prop_assert!(!differences.is_empty() || !broken.is_empty());
                check_places(&read.view, &quote, &differences)?;
                check_places(&read.view, &quote, &broken)?;
            }
            Miss::Near { at, shared, differences } => {
                prop_assert!(!read.passage(&at).is_empty());
                prop_assert!((NEAR..=1.0).contains(&shared));
                check_places(&read.view, &quote, &differences)?;
            }
            Miss::Nothing => {}
        }
    }
}
