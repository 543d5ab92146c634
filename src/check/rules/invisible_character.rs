//! Our own texts have no character that nothing shows, such as a soft hyphen or a zero-width space.
//!
//! Two texts that look the same would differ, and a search would not find what one sees. A quote keeps what its source has. Joiners stay between
//! letters of scripts that need them, and in emoji.
//!
//! ## Bad
//!
//! ```json
//! "en": "The cabinet of Xx orders the north­ pier to be closed"
//! ```
//!
//! ## Good
//!
//! ```json
//! "en": "The cabinet of Xx orders the north pier to be closed"
//! ```
//!
//! ## Mend
//!
//! Take the character out. It often comes along when text is copied from a page.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::printable::is_ignorable;
use crate::schema::vocabulary::{key, of_type};
use crate::simd;

pub const RULE: Rule = rule!(
    "invisible-character",
    Error,
    "invisible_character.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    for place in document.places_of(of_type::TEXT) {
        // The words of a source are what they are.
        let text = place.as_str();
        let Some(character) = text
            .and_then(invisible)
            .filter(|_| !place.has_key(key::QUOTE))
        else {
            continue;
        };
        let message = format!(
            "this has U+{:04X}, which nothing shows",
            u32::from(character)
        );
        let hint = Some("take the character out".to_owned());
        findings.report(document, At::Value(&place.pointer()), message, hint);
    }
}

/// The first character of a text that nothing shows and that it does not need.
fn invisible(text: &str) -> Option<char> {
    for (at, character) in simd::beyond_ascii(text).filter(|(_, one)| is_ignorable(*one)) {
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[at + character.len_utf8()..]
            .chars()
            .next()
            .unwrap_or(' ');
        let needs = |one: char| !one.is_ascii() && (one.is_alphabetic() || is_emoji(one));
        let is_joiner = matches!(character, '\u{200c}' | '\u{200d}');
        // The one before may be a vowel sign, which is no letter, or the sign that makes an emoji of a character.
        let is_needed = match character {
            _ if is_joiner => !before.is_ascii() && needs(after),
            '\u{fe0e}' | '\u{fe0f}' => !before.is_ascii_alphabetic() && !before.is_whitespace(),
            _ => false,
        };
        if !is_needed {
            return Some(character);
        }
    }
    None
}

fn is_emoji(character: char) -> bool {
    matches!(character, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}' | '\u{2190}'..='\u{21ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_letters_and_emoji_need_is_told_from_what_is_left_over() {
        for text in [
            "The north pier",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "👩\u{200d}🔧",
            "❤\u{fe0f}\u{200d}🔥",
            "⛴\u{fe0f}",
            "3\u{fe0f}\u{20e3}",
            "é\u{200d}←",
        ] {
            assert_eq!(invisible(text), None, "{text:?}");
        }
        for (text, found) in [
            ("north\u{200b} pier", '\u{200b}'),
            ("\u{ad}pier", '\u{ad}'),
            ("a\u{200d}b", '\u{200d}'),
            ("a\u{200d}é", '\u{200d}'),
            ("é\u{200d}b", '\u{200d}'),
            ("\u{200c}é", '\u{200c}'),
            ("é\u{200c}", '\u{200c}'),
            ("é\u{200c}×", '\u{200c}'),
            ("a\u{fe0f}", '\u{fe0f}'),
            (" \u{fe0e}", '\u{fe0e}'),
            ("می\u{200c}خواهم\u{200b}", '\u{200b}'),
        ] {
            assert_eq!(invisible(text), Some(found), "{text:?}");
        }
    }
}
