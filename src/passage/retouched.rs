//! What editors and checkouts do to a text that nobody meant to change, and the text as it was before.

use unicode_normalization::UnicodeNormalization;

/// The byte order mark.
const MARK: &str = "\u{feff}";

/// What may have been done to a text, in words, and each time the text as it would have been before.
pub fn before(text: &str) -> Vec<(&'static str, String)> {
    let unmarked = text.strip_prefix(MARK);
    let mut ways = Vec::new();
    if text.contains("\r\n") {
        let ends = "its line ends are CRLF, and were LF";
        ways.push((ends, text.replace("\r\n", "\n")));
    } else if text.contains('\n') {
        let ends = "its line ends are LF, and were CRLF";
        ways.push((ends, text.replace('\n', "\r\n")));
    }
    match unmarked {
        Some(unmarked) => {
            let mark = "it begins with a byte order mark, and did not";
            ways.push((mark, unmarked.to_owned()));
            let both =
                "it begins with a byte order mark, its line ends are CRLF, and both was not so";
            ways.push((both, unmarked.replace("\r\n", "\n")));
        }
        None => {
            let mark = "it began with a byte order mark, and does not any more";
            ways.push((mark, format!("{MARK}{text}")));
        }
    }
    if let Some(shorter) = text.strip_suffix('\n') {
        ways.push(("it ends in one more line break", shorter.to_owned()));
    }
    let last = "its last line break is gone";
    ways.push((last, format!("{text}\n")));
    ways.push((last, format!("{text}\r\n")));
    let composed = "its letters with accents are composed in another way";
    ways.push((composed, text.nfc().collect()));
    ways.push((composed, text.nfd().collect()));
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_told_from_what_was() {
        let done = |now: &str, was: &str| {
            let mut ways = before(now).into_iter();
            ways.find(|(_, text)| text == was).map(|(done, _)| done)
        };
        for (now, was, words) in [
            (
                "a\r\nb\r\n",
                "a\nb\n",
                "its line ends are CRLF, and were LF",
            ),
            (
                "a\nb\n",
                "a\r\nb\r\n",
                "its line ends are LF, and were CRLF",
            ),
            (
                "\u{feff}a",
                "a",
                "it begins with a byte order mark, and did not",
            ),
            (
                "\u{feff}a\r\nb",
                "a\nb",
                "it begins with a byte order mark, its line ends are CRLF, and both was not so",
            ),
            ("a\n", "a", "it ends in one more line break"),
            ("a", "a\n", "its last line break is gone"),
            (
                "e\u{301}",
                "é",
                "its letters with accents are composed in another way",
            ),
        ] {
            assert_eq!(done(now, was), Some(words));
        }
        assert_eq!(done("a word", "a wörd"), None);
    }
}
