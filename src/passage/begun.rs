//! The passages of a text that begin with what somebody has typed so far.

use std::ops::Range;

use super::fold::folded;
use super::marks::parts_paragraphs;
use super::normal::NormalText;

/// The most passages that are offered at a time.
const MAX_PASSAGES: usize = 200;

/// The fewest words of a passage that ends with a clause.
const CLAUSE: usize = 5;

/// How a text goes on behind a word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// Nothing ends there.
    None,
    /// A clause ends.
    Clause,
    /// A sentence ends.
    Sentence,
    /// A paragraph ends.
    Paragraph,
}

/// The passages that begin with some words, of which the last need not be whole; without words, every sentence. Each ends with its
/// sentence, or with a clause of it; where the words stand within a sentence, that is offered as well. No passage has more words than it
/// may, or goes over the end of a paragraph, and each stands in the text once. As byte ranges of the view, in the order in which the words
/// stand there. `original` is the text itself.
pub fn begun(text: &NormalText, original: &str, typed: &str, most: usize) -> Vec<Range<usize>> {
    let words: Vec<Range<usize>> = text.words().collect();
    let ends = (0..words.len()).map(|at| end(text, original, &words, at));
    let passages = Passages {
        text,
        most,
        ends: ends.collect(),
        words,
    };
    let typed: Vec<String> = typed.split_whitespace().map(letters).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..passages.words.len() {
        let sentence = passages.start_of_sentence(at);
        let begins = match typed.is_empty() {
            true => sentence == at,
            false => passages.begins_with(at, &typed),
        };
        if begins && found.len() < MAX_PASSAGES {
            let clause = passages.clause(at).filter(|_| !typed.is_empty());
            let whole = passages.sentence(at);
            let around = (sentence < at)
                .then(|| passages.sentence(sentence))
                .flatten();
            let offered = [whole, clause, around].into_iter().flatten();
            let new: Vec<_> = offered.filter(|one| !found.contains(one)).collect();
            found.extend(new);
        }
    }
    found
}

/// The words of a text, and where its sentences end.
struct Passages<'a> {
    text: &'a NormalText,
    words: Vec<Range<usize>>,
    ends: Vec<End>,
    most: usize,
}

impl Passages<'_> {
    fn start_of_sentence(&self, at: usize) -> usize {
        let before = (0..at).rev().find(|one| self.ends[*one] >= End::Sentence);
        before.map_or(0, |end| end + 1)
    }

    fn begins_with(&self, at: usize, typed: &[String]) -> bool {
        let own = self.words[at..].iter();
        let mut own = own.map(|word| letters(self.text.passage(word)));
        let Some((last, whole)) = typed.split_last() else {
            return true;
        };
        whole.iter().all(|word| own.next().as_ref() == Some(word))
            && own
                .next()
                .is_some_and(|word| word.starts_with(last.as_str()))
    }

    /// From a word to the end of its sentence, or of a later one of the same paragraph that tells the place from others; or as far as a
    /// passage may reach.
    fn sentence(&self, at: usize) -> Option<Range<usize>> {
        let mut ends = self
            .reach(at)
            .filter(|one| self.ends[*one] >= End::Sentence);
        let whole = ends.find_map(|end| self.alone(at, end));
        whole.or_else(|| self.alone(at, self.reach(at).end.checked_sub(1)?))
    }

    /// From a word to the end of a clause.
    fn clause(&self, at: usize) -> Option<Range<usize>> {
        let ends = self.reach(at).skip(CLAUSE - 1);
        let mut ends = ends.take_while(|one| self.ends[*one] < End::Sentence);
        let end = ends.find(|one| self.ends[*one] == End::Clause)?;
        self.alone(at, end)
    }

    /// The words that a passage which begins with one may end with.
    fn reach(&self, at: usize) -> Range<usize> {
        let last = (at + self.most).min(self.words.len());
        let paragraph = (at..last).find(|one| self.ends[*one] == End::Paragraph);
        at..paragraph.map_or(last, |end| end + 1)
    }

    /// The passage between two words, if it stands in the text once.
    fn alone(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let last = &self.words[end];
        let written = without_mark_of_note(self.text.passage(last));
        let written = written.trim_end_matches([',', ';', ':']);
        let passage = self.words[at].start..last.start + written.len();
        let found = self.text.find(self.text.passage(&passage));
        (found.len() == 1).then_some(passage)
    }
}

/// The letters and digits of a word, in the form in which words are searched for.
fn letters(word: &str) -> String {
    let folded = folded(word);
    folded.chars().filter(|one| one.is_alphanumeric()).collect()
}

/// The most letters of a word that is taken for an abbreviation, such as `art.`, where a number comes next.
const ABBREVIATION: usize = 4;

/// What ends with a word: a paragraph; a sentence, whose mark stands there while a capital or a number comes next; or a clause, with a comma.
/// An initial ends nothing, and before a number no word as short as an abbreviation does.
fn end(text: &NormalText, original: &str, words: &[Range<usize>], at: usize) -> End {
    let Some(next) = words.get(at + 1) else {
        return End::Paragraph;
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
    if parts_paragraphs(gap) {
        End::Paragraph
    } else if word.ends_with(['.', '!', '?']) && may_follow {
        End::Sentence
    } else if word.ends_with([',', ';', ':']) {
        End::Clause
    } else {
        End::None
    }
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
        check(
            "sinds a",
            60,
            &["sinds art. 5 gold.", "Dat is zo sinds art. 5 gold."],
        );
        check("ja", 60, &["(Ja!)"]);
        check("1000", 60, &["1.000 euro", "En 1.000 euro"]);
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
        check(" ", 1, &["En", "Kop", "Namens", "(Ja!)", "Slot"]);
    }
}
