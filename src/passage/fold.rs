//! Characters that look alike, and the differences between two passages that do.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::marks::{GROUP_SPACE, breaks_words, parts_paragraphs};
use crate::printable::is_ignorable;

/// One way in which a quote and its source differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The characters of the quote; empty if it has none there.
    pub quote: String,
    /// The characters of the source; empty if it has none there.
    pub source: String,
    /// The byte range of these in the quote; an empty one where they are missing.
    pub quote_at: Range<usize>,
    /// The byte range of these in the view; an empty one where they are missing.
    pub source_at: Range<usize>,
}

/// Says a difference of characters that look alike in words, every character with its code point:
/// `the quote has ' (U+0027), the source has ’ (U+2019)`.
pub fn describe(difference: &Difference) -> String {
    format!(
        "the quote has {}, the source has {}",
        named(&difference.quote),
        named(&difference.source)
    )
}

/// The number of differences told in a sentence: capitals for small letters are many.
const MAX_TOLD: usize = 6;

/// Says the first few of some differences, and how many more there are.
pub fn describe_all(differences: &[Difference]) -> String {
    let mut told: Vec<_> = differences.iter().take(MAX_TOLD).map(describe).collect();
    match differences.len().saturating_sub(MAX_TOLD) {
        0 => {}
        more => told.push(format!("and {more} more")),
    }
    told.join("; ")
}

/// Says how a passage differs that a quote would equal if characters that look alike were the same and words that a line end breaks
/// were whole. `broken` are the words that it breaks.
pub fn describe_alike(differences: &[Difference], broken: &[Difference]) -> String {
    let alike = (!differences.is_empty()).then(|| {
        format!(
            "characters that look alike differ: {}",
            describe_all(differences)
        )
    });
    let mut told: Vec<String> = broken
        .iter()
        .take(MAX_TOLD)
        .map(|word| format!("`{}`", word.source))
        .collect();
    match broken.len().saturating_sub(MAX_TOLD) {
        0 => {}
        more => told.push(format!("and {more} more")),
    }
    let words = match broken.len() {
        1 => "this word",
        _ => "these words",
    };
    let told = told.join(", ");
    let broken = (!broken.is_empty())
        .then(|| format!("the source breaks {words} at the end of a line: {told}"));
    let reasons: Vec<String> = broken.into_iter().chain(alike).collect();
    reasons.join("; ")
}

/// A text in the form in which words are searched for: look-alikes made equal, small letters, no accents, and words whole, with or
/// without the hyphen that joins them or breaks a line; behind a blank line or the end of a page no word goes on. Nothing is ever
/// anchored by it.
pub fn folded(text: &str) -> String {
    let letters: String = fold(&on_lines(text)).letters.into_iter().collect();
    let mut folded = String::with_capacity(letters.len());
    let mut breaks = false;
    for letter in letters.nfd().filter(|one| !is_combining_mark(*one)) {
        if letter == '-' {
            breaks = folded.ends_with(char::is_alphanumeric);
        } else if letter.is_whitespace() {
            let joins = breaks && letter != PARAGRAPH;
            if !joins && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else {
            folded.push(letter);
            breaks = false;
        }
    }
    folded
}

/// The white space behind a hyphen at which no word goes on.
const PARAGRAPH: char = '\u{2029}';

/// A text with each run of white space as a space, or as [`PARAGRAPH`] where it parts what a hyphen would join.
fn on_lines(text: &str) -> String {
    let text = text.trim();
    let mut lines = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(char::is_whitespace) {
        let after = rest[start..].trim_start();
        lines.push_str(&rest[..start]);
        let gap = &rest[start..rest.len() - after.len()];
        let parts = lines.ends_with(is_dash) && parts_paragraphs(gap);
        lines.push(if parts { PARAGRAPH } else { ' ' });
        rest = after;
    }
    lines + rest
}

/// True for what joins words once it is folded, or breaks them.
fn is_dash(letter: char) -> bool {
    breaks_words(letter) || plain(letter) == Some("-")
}

/// A text with look-alikes made equal.
pub(super) struct Folded {
    /// The characters that are left of the text to compare.
    pub letters: Vec<char>,
    /// For each letter, the byte range of the character it came from. Several
    /// letters share one where that character stands for all of them.
    pub spans: Vec<Range<usize>>,
}

/// Folds a text: typographic variants become their plain form, ligatures their
/// letters, capitals small, and what prints nothing disappears.
pub(super) fn fold(text: &str) -> Folded {
    let mut folded = Folded {
        letters: Vec::with_capacity(text.len()),
        spans: Vec::with_capacity(text.len()),
    };
    let mut before = None;
    for (at, letter) in text.char_indices() {
        // The normal view cannot tell a hyphen that broke a line from one that
        // ended a word there, and keeps the space after a soft hyphen.
        let joined = before == Some('\u{ad}') || folded.letters.last() == Some(&'-');
        before = Some(letter);
        if is_ignorable(letter) || letter == ' ' && joined {
            continue;
        }
        let span = at..at + letter.len_utf8();
        match plain(letter) {
            Some(plain) => folded.letters.extend(plain.chars()),
            None => folded.letters.extend(letter.to_lowercase()),
        }
        folded.spans.resize(folded.letters.len(), span);
    }
    folded
}

/// The differences between a quote and a source, in order of appearance. Given are both as they stand, and the byte ranges of the
/// letters that correspond when both are folded.
pub(super) fn differences(
    (quote, ours): (&str, &[&Range<usize>]),
    (source, theirs): (&str, &[&Range<usize>]),
) -> Vec<Difference> {
    let mut listed = Vec::new();
    let mut compare = |left: Range<usize>, right: Range<usize>| {
        let (ours, theirs) = (&quote[left.clone()], &source[right.clone()]);
        if ours != theirs {
            listed.push(Difference {
                quote: ours.to_owned(),
                source: theirs.to_owned(),
                quote_at: left,
                source_at: right,
            });
        }
    };
    // What disappeared lies between the spans; at the source's edges it is no
    // part of the passage.
    let mut quote_done = 0;
    let mut source_done = theirs.first().map_or(0, |span| span.start);
    let mut at = 0;
    while at < ours.len() {
        let first = at;
        at += 1;
        // One character may stand for several: go on to where both sides end one.
        while at < ours.len() && (ours[at] == ours[at - 1] || theirs[at] == theirs[at - 1]) {
            at += 1;
        }
        compare(
            quote_done..ours[first].start,
            source_done..theirs[first].start,
        );
        (quote_done, source_done) = (ours[at - 1].end, theirs[at - 1].end);
        compare(
            ours[first].start..quote_done,
            theirs[first].start..source_done,
        );
    }
    compare(quote_done..quote.len(), source_done..source_done);
    listed
}

/// The plain form of a typographic variant.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        '’' | '‘' | '‚' | '‛' | 'ʼ' | '′' | '`' | '´' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "\"",
        '\u{2010}'..='\u{2015}' | '−' => "-",
        'ĳ' | 'Ĳ' => "ij",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        '…' => "...",
        GROUP_SPACE => " ",
        _ => return None,
    })
}

/// Characters with their code points: `’ (U+2019)`.
pub fn named(letters: &str) -> String {
    if letters.is_empty() {
        return "nothing".to_owned();
    }
    let points: Vec<String> = letters
        .chars()
        .map(|letter| format!("U+{:04X}", u32::from(letter)))
        .collect();
    let points = points.join(" ");
    // A glyph that shows nothing would only confuse.
    let shown = |letter: char| !letter.is_whitespace() && !letter.is_control();
    if letters.chars().any(|c| shown(c) && !is_ignorable(c)) {
        format!("{letters} ({points})")
    } else {
        points
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn described() {
        for (quote, source, said) in [
            (
                "'",
                "’",
                "the quote has ' (U+0027), the source has ’ (U+2019)",
            ),
            (
                "ij",
                "ĳ",
                "the quote has ij (U+0069 U+006A), the source has ĳ (U+0133)",
            ),
            ("", "\u{ad}", "the quote has nothing, the source has U+00AD"),
        ] {
            let (quote, source) = (quote.to_owned(), source.to_owned());
            let difference = Difference {
                quote,
                source,
                quote_at: 0..0,
                source_at: 0..0,
            };
            assert_eq!(describe(&difference), said);
        }
    }

    #[test]
    fn whole_words_are_found() {
        for (text, word) in [
            ("de PERSOONLĲKE levenssfeer", "persoonlijke"),
            ("de persoon\u{ad}lijke levenssfeer", "persoonlijke"),
            ("de persoon\u{200b}lijke levenssfeer", "persoonlijke"),
            ("de persoon-\nlijke levenssfeer", "persoonlijke"),
            ("de persoon- lijke levenssfeer", "persoonlijke"),
            ("de persoon\u{ad}\n  lijke levenssfeer", "persoonlijke"),
            ("de BNC-fiche", "bnc-fiche"),
            ("verwijder- en blokkeerbevelen", "verwijder- en"),
            ("de persoonlijke\n  levenssfeer", "persoonlijke levenssfeer"),
            ("de persoonlijke\nlevenssfeer", "persoonlijke levenssfeer"),
            ("ja - nee", "ja - nee"),
            ("reële", "reele"),
        ] {
            assert!(
                folded(text).contains(&folded(word)),
                "{text}: {}",
                folded(text)
            );
        }
        assert_eq!(folded("ja - nee"), "ja nee");
        for (text, line) in [
            ("week-\n \neinde", "week einde"),
            ("week-\u{c}einde", "week einde"),
            ("week\u{ad}\n\neinde", "week einde"),
            ("10-\n12 landen", "1012 landen"),
            ("10\u{a0}000 – 12", "10 000 12"),
        ] {
            assert_eq!(folded(text), line);
        }
    }

    #[test]
    fn folds() {
        for (text, folded) in [
            ("Risico’s", "risico's"),
            ("PERSOONLĲKE", "persoonlijke"),
            ("BNC\u{2011}ﬁche…", "bnc-fiche..."),
            ("verwijder- en", "verwijder-en"),
            ("wor\u{ad} den \u{200b}", "worden "),
        ] {
            let made = fold(text);
            assert_eq!(made.letters.iter().collect::<String>(), folded);
            assert_eq!(made.letters.len(), made.spans.len());
        }
    }
}
