//! In which words a quote and the passage closest to it differ.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_normalization::char::is_combining_mark;

use super::find::at_boundaries;
use super::fold::Difference;
use super::near::key;
use super::normal::NormalText;

/// The most words a side may have to be compared word by word: far more than a quote may have, and a bound for one that has more.
const MAX_WORDS: usize = 240;

/// The number of differences told in a sentence.
const MAX_TOLD: usize = 3;

/// The number of characters of a run of words that are told.
const MAX_SHOWN: usize = 40;

/// The runs of words in which a quote differs from a passage of a text, in order; none if there are too many words to compare.
/// `quote` is its normal view, and the places in it are bytes of that. Where one side has no words, its place is where they are
/// missing.
pub(super) fn compare(text: &NormalText, at: &Range<usize>, quote: &str) -> Vec<Difference> {
    let ours = runs(quote);
    let theirs = runs(text.passage(at));
    if ours.len().max(theirs.len()) > MAX_WORDS {
        return Vec::new();
    }
    let passage = text.passage(at);
    let steps = capture_diff_slices(
        Algorithm::Myers,
        &keys(&ours, quote),
        &keys(&theirs, passage),
    );
    let mut differing: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut add = |left: Range<usize>, right: Range<usize>| match differing.last_mut() {
        Some(last) if last.0.end == left.start && last.1.end == right.start => {
            (last.0.end, last.1.end) = (left.end, right.end);
        }
        _ => differing.push((left, right)),
    };
    for step in steps {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = step
        {
            // Words that are alike need not be the same.
            for (left, right) in (old_index..old_index + len).zip(new_index..) {
                let is_first = right == 0;
                let is_last = right + 1 == theirs.len();
                let (ours, theirs) = (&quote[ours[left].clone()], &passage[theirs[right].clone()]);
                if !is_same(ours, theirs, is_first, is_last) {
                    add(left..left + 1, right..right + 1);
                }
            }
        } else {
            add(step.old_range(), step.new_range());
        }
    }
    let differences = differing.into_iter().map(|(left, right)| {
        let quote_at = bytes(&ours, &left);
        let within = bytes(&theirs, &right);
        Difference {
            quote: quote[quote_at.clone()].to_owned(),
            source: passage[within.clone()].to_owned(),
            quote_at,
            source_at: at.start + within.start..at.start + within.end,
        }
    });
    differences.collect()
}

/// The part of a passage that a quote asks for: without words at its ends for which the quote has none, and without the marks there
/// that the quote does not have.
pub(super) fn extent(text: &NormalText, at: &Range<usize>, quote: &str) -> Range<usize> {
    let passage = text.passage(at);
    let (ours, mut theirs) = (runs(quote), runs(passage));
    if ours.len().max(theirs.len()) <= MAX_WORDS {
        let (own, their) = (keys(&ours, quote), keys(&theirs, passage));
        let steps = capture_diff_slices(Algorithm::Myers, &own, &their);
        let is_same = |step: &DiffOp| matches!(step, DiffOp::Equal { .. });
        // The words beyond the first and last one that both have, as far as they are more than the quote's and none of them.
        let first = steps.iter().find(|step| is_same(step));
        let last = steps.iter().rfind(|step| is_same(step));
        if let (Some(first), Some(last)) = (first, last) {
            let is_strange = |word: &&String| !own.contains(word);
            let more = |left: usize, right: usize| right.saturating_sub(left);
            let before = more(first.old_range().start, first.new_range().start);
            let before = their.iter().take(before).take_while(is_strange).count();
            let after = more(
                own.len() - last.old_range().end,
                their.len() - last.new_range().end,
            );
            let after = their.iter().rev().take(after).take_while(is_strange);
            theirs.truncate(their.len() - after.count());
            theirs.drain(..before);
        }
    }
    let (Some(first), Some(last)) = (theirs.first(), theirs.last()) else {
        return at.clone();
    };
    let (first, last) = (first.clone(), last.clone());
    let marks =
        |letters: &mut dyn Iterator<Item = char>| letters.take_while(|one| is_mark(*one)).count();
    let before = marks(&mut quote.chars());
    let after = marks(&mut quote.chars().rev());
    let start = first.start + surplus(passage[first.clone()].chars(), before);
    let end = last.end - surplus(passage[last.clone()].chars().rev(), after);
    let part = at.start + start..at.start + end.max(start);
    match at_boundaries(&text.view, &part) {
        true => part,
        false => at.start + first.start..at.start + last.end,
    }
}

/// The bytes of the marks that a word begins with, read from one of its ends, but so many of them that stand next to it. A word of
/// marks alone, such as a dash, has none.
fn surplus(word: impl Iterator<Item = char>, kept: usize) -> usize {
    let mut word = word.peekable();
    let mut marks = Vec::new();
    while let Some(mark) = word.next_if(|letter| is_mark(*letter)) {
        marks.push(mark.len_utf8());
    }
    if word.peek().is_none() {
        return 0;
    }
    let surplus = marks.len().saturating_sub(kept);
    marks[..surplus].iter().sum()
}

/// True for what stands around a word and is no part of it.
fn is_mark(letter: char) -> bool {
    !letter.is_alphanumeric() && !is_combining_mark(letter) && letter != ' '
}

fn keys(words: &[Range<usize>], text: &str) -> Vec<String> {
    let words = words.iter().map(|word| likeness(&text[word.clone()]));
    words.collect()
}

/// Says in which words a quote and a passage differ: ``it has `was` for `is`, and no `niet` ``. None if they do not.
pub fn describe_words(differences: &[Difference]) -> Option<String> {
    let mut told: Vec<String> = differences
        .iter()
        .take(MAX_TOLD)
        .map(|difference| {
            let (quote, source) = (shortened(&difference.quote), shortened(&difference.source));
            match (quote.is_empty(), source.is_empty()) {
                (true, _) => format!("`{source}` besides"),
                (_, true) => format!("no `{quote}`"),
                _ => format!("`{source}` for `{quote}`"),
            }
        })
        .collect();
    match differences.len().saturating_sub(MAX_TOLD) {
        0 => {}
        1 => told.push("1 more difference".to_owned()),
        more => told.push(format!("{more} more differences")),
    }
    let last = told.pop()?;
    Some(match told.len() {
        0 => format!("it has {last}"),
        1 => format!("it has {} and {last}", told[0]),
        _ => format!("it has {}, and {last}", told.join(", ")),
    })
}

/// The beginning of a passage, where that is longer than can be told.
pub fn shortened(passage: &str) -> String {
    match passage.char_indices().nth(MAX_SHOWN) {
        None => passage.to_owned(),
        Some((end, _)) => format!("{}…", passage[..end].trim_end()),
    }
}

/// Whatever stands between spaces, signs too.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut runs = Vec::new();
    for run in text.split(' ') {
        if !run.is_empty() {
            runs.push(start..start + run.len());
        }
        start += run.len() + 1;
    }
    runs
}

/// The form in which two words that correspond are equal, in another spelling too.
fn likeness(word: &str) -> String {
    let key = key(word);
    if key.is_empty() { word.to_owned() } else { key }
}

/// True if a word of a quote stands as a word of the passage. At the ends of the passage there may be signs around it, as a quote
/// begins and ends where it likes.
fn is_same(ours: &str, theirs: &str, is_first: bool, is_last: bool) -> bool {
    let Some(start) = theirs.find(ours) else {
        return false;
    };
    let (before, after) = (&theirs[..start], &theirs[start + ours.len()..]);
    (before.is_empty() || is_first) && (after.is_empty() || is_last)
}

/// From the first of some words to the last; of none, the place before which they are missing.
fn bytes(words: &[Range<usize>], some: &Range<usize>) -> Range<usize> {
    if some.is_empty() {
        // After the word before it, as there may be none after it.
        let place = some
            .start
            .checked_sub(1)
            .map_or(0, |before| words[before].end);
        return place..place;
    }
    words[some.start].start..words[some.end - 1].end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passage::{Miss, miss, normal};

    #[track_caller]
    fn check(text: &str, quote: &str, differing: &[(&str, &str)], told: &str) {
        let text = normal(text);
        let Miss::Near { differences, .. } = miss(&text, quote) else {
            panic!("{quote:?} is not near");
        };
        for difference in &differences {
            assert_eq!(quote[difference.quote_at.clone()], difference.quote);
            assert_eq!(text.passage(&difference.source_at), difference.source);
        }
        let found: Vec<_> = differences
            .iter()
            .map(|difference| (difference.quote.as_str(), difference.source.as_str()))
            .collect();
        assert_eq!(found, differing, "{quote:?}");
        assert_eq!(describe_words(&differences).unwrap_or_default(), told);
    }

    #[test]
    fn words() {
        const TEXT: &str = "Tot slot. Cybersecurity is slechts één facet van de discussie, maar \
            niet het minste. Andere perspectieven – zoals privacy – wegen mee.";
        check(
            TEXT,
            "Cybersecurity was slechts één facet van de discussie",
            &[("was", "is")],
            "it has `is` for `was`",
        );
        check(
            TEXT,
            "is slechts één facet van de discussie, maar het minste",
            &[("", "niet")],
            "it has `niet` besides",
        );
        check(
            TEXT,
            "is slechts één enkel facet van de  discussie",
            &[("enkel", "")],
            "it has no `enkel`",
        );
        check(
            TEXT,
            "Cybersecurity was toch slechts een facet van deze discussie maar niet het minste",
            &[
                ("was toch", "is"),
                ("een", "één"),
                ("deze discussie", "de discussie,"),
            ],
            "it has `is` for `was toch`, `één` for `een`, and `de discussie,` for `deze discussie`",
        );
        check(
            TEXT,
            "Andere perspectieven - zoals privacy - wegen ook mee.",
            &[("-", "–"), ("-", "–"), ("ook", "")],
            "it has `–` for `-`, `–` for `-`, and no `ook`",
        );
        check(
            "a b c d e f g h i j k l",
            "a x c x e x g x i j k l",
            &[("x", "b"), ("x", "d"), ("x", "f"), ("x", "h")],
            "it has `b` for `x`, `d` for `x`, `f` for `x`, and 1 more difference",
        );
    }

    #[test]
    fn long_quotes_are_not_compared() {
        let text = "woord ".repeat(MAX_WORDS + 1);
        check(&text, &format!("{text}anders"), &[], "");
    }

    #[test]
    fn shortening() {
        assert_eq!(shortened("kort"), "kort");
        assert_eq!(
            shortened(&"é ".repeat(40)),
            format!("{}…", "é ".repeat(20).trim_end())
        );
    }
}
