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
use crate::schema::vocabulary::{key, of_type};

pub const RULE: Rule = rule!(
    "invisible-character",
    Error,
    "invisible_character.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    for place in document.places_of(of_type::TEXT) {
        // The words of a source are what they are.
        let text = place.as_str().filter(|text| may_hide(text));
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

/// True if a text has bytes with which a character begins that nothing need show. Most have none, and are not looked at further.
fn may_hide(text: &str) -> bool {
    let mut starts = text.as_bytes().windows(3);
    let is_short = text.len() < 3;
    !text.is_ascii()
        && (is_short
            || starts.any(|three| match three {
                [0xc2, 0xad, _] | [_, 0xc2, 0xad] => true,
                [0xcd, 0x8f, _] | [_, 0xcd, 0x8f] => true,
                [0xd8, 0x9c, _] | [_, 0xd8, 0x9c] => true,
                [0xe1, 0x85 | 0x9e | 0xa0, _] => true,
                [0xe2, 0x80, third] => matches!(third, 0x8b..=0x8f | 0xaa..=0xae),
                [0xe2, 0x81, third] => *third >= 0xa0,
                [0xe3, 0x85, 0xa4] => true,
                [0xef, 0xb8 | 0xbb | 0xbe | 0xbf, _] => true,
                [0xf0, 0x9b | 0x9d, _] | [0xf3, 0xa0, _] => true,
                _ => false,
            }))
}

/// The first character of a text that nothing shows and that it does not need.
fn invisible(text: &str) -> Option<char> {
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        let needs = |one: char| !one.is_ascii() && (one.is_alphabetic() || is_emoji(one));
        let is_joiner = matches!(character, '\u{200c}' | '\u{200d}');
        // The one before may be a vowel sign, which is no letter, or the sign that makes an emoji of a character.
        let is_needed = match character {
            _ if is_joiner => !before.is_ascii() && needs(after),
            '\u{fe0e}' | '\u{fe0f}' => !before.is_ascii_alphabetic() && !before.is_whitespace(),
            _ => false,
        };
        if is_ignorable(character) && !is_needed {
            return Some(character);
        }
        before = character;
    }
    None
}

fn is_emoji(character: char) -> bool {
    matches!(character, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}' | '\u{2190}'..='\u{21ff}')
}

/// True if Unicode says that nothing need show a character (`Default_Ignorable_Code_Point`).
fn is_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::{is_ignorable, may_hide};

    #[test]
    fn no_character_is_passed_over() {
        for character in (0..=0x10_ffff)
            .filter_map(char::from_u32)
            .filter(|one| is_ignorable(*one))
        {
            for text in [
                format!("a{character}"),
                format!("{character}b"),
                format!("éa{character}b"),
            ] {
                assert!(may_hide(&text), "U+{:04X}", u32::from(character));
            }
        }
        assert!(!may_hide("een café’s “rĳ” – of niet…"));
    }
}
