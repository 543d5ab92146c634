//! What a wrong conversion leaves behind in a text: characters that stand for what could not be read, and letters that were read in the
//! wrong encoding.

use memchr::memmem;

use crate::simd;

/// A sign that a text was converted wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Garbled {
    /// U+FFFD, which stands for what could not be read.
    Replacement,
    /// A control character from U+0080 to U+009F, which is a character of Windows-1252 read as Latin-1.
    Control,
    /// Another control character, which prints nothing and is no white space.
    Unprinted,
    /// UTF-8 that was read as Windows-1252.
    Encoding,
    /// The marks that git leaves around the two sides of a merge conflict.
    Conflict,
    /// A page of HTML, of which the text is a part.
    Page,
    /// What git LFS keeps in the place of a file.
    Pointer,
}

impl Garbled {
    /// The sign, in words.
    pub fn name(self) -> &'static str {
        match self {
            Garbled::Replacement => "a character that stands for what could not be read (U+FFFD)",
            Garbled::Control => "a control character of a wrong encoding (U+0080 to U+009F)",
            Garbled::Unprinted => "a control character, which prints nothing",
            Garbled::Encoding => "UTF-8 that was read as Windows-1252",
            Garbled::Conflict => "the marks of a merge conflict",
            Garbled::Page => "the tags of an HTML page, from its first one on",
            Garbled::Pointer => "a pointer of git LFS instead of its words",
        }
    }

    /// True if git put it in the place of what was there.
    pub fn is_of_git(self) -> bool {
        matches!(self, Garbled::Conflict | Garbled::Pointer)
    }

    /// What to do with a pinned text that has it.
    pub fn mend(self) -> &'static str {
        match self {
            Garbled::Replacement | Garbled::Control | Garbled::Unprinted | Garbled::Encoding => {
                "convert the document once more, as UTF-8"
            }
            Garbled::Conflict => "keep the one of the two sides that is what was published",
            Garbled::Page => {
                "pin the text alone; if it is the page of an error, fetch the document once more"
            }
            Garbled::Pointer => "`git lfs pull` fetches the text",
        }
    }
}

/// The first sign in a text that it was converted wrongly, or is no text of a document at all.
pub fn first(text: &str) -> Option<Garbled> {
    other(text).or_else(|| converted(text))
}

/// The beginning of a file that stands for a large one.
const POINTER: &str = "version https://git-lfs.github.com/spec/";

/// What stands in the place of the text of a document.
fn other(text: &str) -> Option<Garbled> {
    let start = text.trim_start().as_bytes();
    let begins = |with: &str| {
        let start = start.get(..with.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
    };
    let has_line = |mark: &str| {
        let mut found = memmem::find_iter(text.as_bytes(), mark);
        found.any(|at| at == 0 || text.as_bytes()[at - 1] == b'\n')
    };
    Some(match () {
        () if begins(POINTER) => Garbled::Pointer,
        () if begins("<!doctype html") || begins("<html") => Garbled::Page,
        () if has_line("<<<<<<< ") && has_line(">>>>>>> ") => Garbled::Conflict,
        () => return None,
    })
}

fn converted(text: &str) -> Option<Garbled> {
    let unprinted = |byte: u8| matches!(byte, 0..=8 | 14..=31 | 127);
    let unprinted = text.bytes().any(unprinted).then_some(Garbled::Unprinted);
    unprinted.or_else(|| beyond_ascii(text))
}

fn beyond_ascii(text: &str) -> Option<Garbled> {
    simd::beyond_ascii(text).find_map(|(at, character)| {
        let after = text[at + character.len_utf8()..]
            .chars()
            .next()
            .unwrap_or(' ');
        Some(match character {
            '\u{fffd}' => Garbled::Replacement,
            '\u{80}'..='\u{9f}' => Garbled::Control,
            // The first byte of two or three, and one that follows it. No language writes these letters before these signs.
            'Â' | 'Ã' if matches!(after, '\u{a0}'..='\u{bf}') || is_of_windows(after) => {
                Garbled::Encoding
            }
            'â' if after == '€' => Garbled::Encoding,
            _ => return None,
        })
    })
}

/// True if a character is one that Windows-1252 has where other encodings have controls.
fn is_of_windows(character: char) -> bool {
    "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<Garbled>) {
        assert_eq!(first(text), expected, "{text:?}");
    }

    #[test]
    fn a_wrong_conversion_is_seen() {
        check("een café’s “rĳ”, SÃO PAULO, château, Âge, ÂME", None);
        check("", None);
        check("château Ã", None);
        check("caf\u{fffd}", Some(Garbled::Replacement));
        check("it\u{92}s", Some(Garbled::Control));
        for windows in ["cafÃ©", "Â§ 3", "itâ€™s", "â€œso", "Ã‰cole"] {
            check(windows, Some(Garbled::Encoding));
        }
        for page in ["<!DOCTYPE html>\n<title>404</title>", " <html lang=\"nl\">"] {
            check(page, Some(Garbled::Page));
        }
        check("een <html> noemen", None);
        check(
            "<<<<<<< HEAD\nja\n=======\nnee\n>>>>>>> main\n",
            Some(Garbled::Conflict),
        );
        check("een <<<<<<< b\n>>>>>>> c", None);
        check(
            "version https://git-lfs.github.com/spec/v1\noid",
            Some(Garbled::Pointer),
        );
        check("een\tregel\r\nen\u{c}een bladzijde", None);
        for control in ["een\u{0}", "e\u{1b}[31m", "\u{7f}"] {
            check(control, Some(Garbled::Unprinted));
        }
    }
}
