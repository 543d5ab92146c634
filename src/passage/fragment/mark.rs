//! Footnote marks: where a word of a pinned text has digits that a page may show otherwise, or not at all.

use std::ops::Range;

/// The spans of possible footnote marks: digits, stars or daggers that are glued to the end of a word or to what closes one,
/// perhaps in brackets, and raised digits. Some of these are none, as in `G7` or `3,5`; that costs a fragment some words, and never
/// leads it across a mark.
pub fn marks(word: &str) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(found) = word[at..].find(is_of_mark) {
        let start = at + found;
        let run = word[start..]
            .chars()
            .take_while(|letter| is_of_mark(*letter));
        at = start + run.map(char::len_utf8).sum::<usize>();
        let mark = &word[start..at];
        let before = &word[..start];
        let is_in_bracket = before.ends_with('[');
        let before = before.strip_suffix(['[', '(']).unwrap_or(before);
        let is_glued = match before.chars().next_back() {
            // Letters on both sides make it a part of the word, as in `B2B`.
            Some(letter) if letter.is_alphabetic() => !word[at..].starts_with(char::is_alphabetic),
            Some(letter) => closes(letter),
            None => is_in_bracket,
        };
        if is_glued || mark.contains(is_raised) {
            marks.push(start..at);
        }
    }
    marks
}

/// True if a character may be a footnote mark or a part of one.
fn is_of_mark(letter: char) -> bool {
    letter.is_numeric() || matches!(letter, '*' | '†' | '‡')
}

/// True if a character closes a word or a sentence.
fn closes(letter: char) -> bool {
    ".,;:!?…)]}'\"’”»›%".contains(letter)
}

fn is_raised(letter: char) -> bool {
    matches!(letter, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_mark() {
        for (word, has_mark) in [
            ("Verordening1", true),
            ("Verordening.12", true),
            ("(Verordening)3,", true),
            ("maken.[footnoteRef:1]", true),
            ("[1:", true),
            ("Verordening(1)", true),
            ("Verordening.[1]", true),
            ("kabinet\u{201d}4", true),
            ("Verordening\u{b9}", true),
            ("2022.1", true),
            ("Verordening*", true),
            ("(Verordening)**,", true),
            ("kabinet.†", true),
            ("*", false),
            ("*Verordening", false),
            ("burger*es", false),
            ("G7", true),
            ("B2B", false),
            ("2021/1232", false),
            ("(2022", false),
            ("17a.", false),
            ("nr", false),
            ("1", false),
            ("CSAM-2", false),
        ] {
            assert_eq!(!marks(word).is_empty(), has_mark, "{word}");
        }
    }
}
