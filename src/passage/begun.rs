//! The passages of a text that begin with what somebody has typed so far.

use std::ops::Range;

use super::fold::folded;
use super::marks::parts_paragraphs;
use super::normal::NormalText;

/// The most passages that are offered at a time.
const MAX_PASSAGES: usize = 200;

/// The passages that begin with some words, of which the last need not be whole; without words, every sentence. Each ends with its
/// sentence, or after the most words that it may have, and stands in the text once. As byte ranges of the view, in order. `original` is
/// the text itself.
pub fn begun(text: &NormalText, original: &str, typed: &str, most: usize) -> Vec<Range<usize>> {
    let words: Vec<Range<usize>> = text.words().collect();
    let ends: Vec<bool> = (0..words.len())
        .map(|at| ends_sentence(text, original, &words, at))
        .collect();
    let typed: Vec<String> = typed.split_whitespace().map(letters).collect();
    let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
    let is_start = |at: &usize| match typed.split_last() {
        None => *at == 0 || ends[at - 1],
        Some((last, whole)) => {
            let own = words[*at..].iter().map(|word| letters(text.passage(word)));
            let mut own = own.take(typed.len());
            whole.iter().all(|word| own.next().as_deref() == Some(word))
                && own.next().is_some_and(|word| word.starts_with(last))
        }
    };
    let passage = |at: usize| {
        let last = (at + most).min(words.len());
        let ends = (at..last).filter(|one| ends[*one] || one + 1 == last);
        let passages = ends.map(|end| words[at].start..end_of_word(text, &words[end]));
        // What stands there more than once is no quote: the next sentence may tell the places apart.
        let mut alone = passages.filter(|one| text.find(text.passage(one)).len() == 1);
        alone.next()
    };
    let starts = (0..words.len()).filter(is_start);
    starts.filter_map(passage).take(MAX_PASSAGES).collect()
}

/// The letters and digits of a word, in the form in which words are searched for.
fn letters(word: &str) -> String {
    let folded = folded(word);
    folded.chars().filter(|one| one.is_alphanumeric()).collect()
}

/// The most letters of a word that is taken for an abbreviation, such as `art.`, where a number comes next.
const ABBREVIATION: usize = 4;

/// True if a sentence ends with a word: its mark stands there and a capital or a number comes next, or the paragraph is over. An initial
/// ends none, and before a number no word as short as an abbreviation.
fn ends_sentence(text: &NormalText, original: &str, words: &[Range<usize>], at: usize) -> bool {
    let Some(next) = words.get(at + 1) else {
        return true;
    };
    let gap = text.source_range(words[at].end..next.start);
    let gap = original.get(gap).unwrap_or_default();
    let word = without_mark_of_note(text.passage(&words[at]));
    let word = word.trim_end_matches(|one| ")]\"'”’»".contains(one));
    let letters = word.chars().filter(|one| one.is_alphabetic()).count();
    let begins = text.passage(next).chars().find(|one| one.is_alphanumeric());
    let may_follow = begins.is_some_and(|one| match one.is_numeric() {
        true => letters > ABBREVIATION,
        false => !one.is_lowercase() && letters != 1,
    });
    parts_paragraphs(gap) || (word.ends_with(['.', '!', '?']) && may_follow)
}

/// The end of a word, without the number of a note behind the mark that ends its sentence.
fn end_of_word(text: &NormalText, word: &Range<usize>) -> usize {
    word.start + without_mark_of_note(text.passage(word)).len()
}

fn without_mark_of_note(word: &str) -> &str {
    let plain = word.trim_end_matches(|one: char| one.is_ascii_digit());
    let is_mark = plain.ends_with(['.', '!', '?']) && plain.len() > 1;
    let is_number = plain
        .trim_end_matches('.')
        .ends_with(|one: char| one.is_ascii_digit());
    match is_mark && !is_number {
        true => plain,
        false => word,
    }
}

#[cfg(test)]
mod tests {
    use super::super::normal;
    use super::*;

    const TEXT: &str = "Het kabinet is vóór. Dat is zo\nsinds art. 5 gold.1 En 1.000 euro\n\nKop\n\nHet kabinet is tegen. Namens J. de Wit. Dat is zo\nsinds kort. (Ja!) Slot";

    #[track_caller]
    fn check(typed: &str, most: usize, expected: &[&str]) {
        let text = normal(TEXT);
        let found = begun(&text, TEXT, typed, most);
        let found: Vec<_> = found.iter().map(|at| text.passage(at)).collect();
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn passages_begin_as_typed() {
        check("het kabinet is voor", 60, &["Het kabinet is vóór."]);
        check(
            "HET KAB",
            60,
            &["Het kabinet is vóór.", "Het kabinet is tegen."],
        );
        check("sinds a", 60, &["sinds art. 5 gold."]);
        check("ja", 60, &["(Ja!)"]);
        check("1000", 60, &["1.000 euro"]);
        check("kabinet is", 2, &[]);
        check("is nergens", 60, &[]);
        check("ka is", 60, &[]);
    }

    #[test]
    fn without_words_every_sentence_is_offered() {
        check(
            "",
            60,
            &[
                "Het kabinet is vóór.",
                "Dat is zo sinds art. 5 gold.",
                "En 1.000 euro",
                "Kop",
                "Het kabinet is tegen.",
                "Namens J. de Wit.",
                "Dat is zo sinds kort.",
                "(Ja!)",
                "Slot",
            ],
        );
        check(" ", 1, &["En", "Kop", "(Ja!)", "Slot"]);
    }
}
