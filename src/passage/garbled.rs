//! What a wrong conversion leaves behind in a text: characters that stand for what could not be read, and letters that were read in the
//! wrong encoding.

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
}

impl Garbled {
    /// The sign, in words.
    pub fn name(self) -> &'static str {
        match self {
            Garbled::Replacement => "a character that stands for what could not be read (U+FFFD)",
            Garbled::Control => "a control character of a wrong encoding (U+0080 to U+009F)",
            Garbled::Unprinted => "a control character, which prints nothing",
            Garbled::Encoding => "UTF-8 that was read as Windows-1252",
        }
    }
}

/// The first sign in a text that it was converted wrongly.
pub fn first(text: &str) -> Option<Garbled> {
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
        check("een\tregel\r\nen\u{c}een bladzijde", None);
        for control in ["een\u{0}", "e\u{1b}[31m", "\u{7f}"] {
            check(control, Some(Garbled::Unprinted));
        }
    }
}
