//! No text is a placeholder for one that was still to be written: `TODO`, `TBD`, `n/a`, lorem ipsum, or nothing but dots.
//!
//! A reader would take it for what the record says, and a program cannot tell it from a text. What is unknown or does not apply is
//! left out. `besluit new` leaves empty strings, which fit no field.
//!
//! ## Bad
//!
//! ```json
//! "label": { "en": "TODO: the other choice" }
//! ```
//!
//! ## Good
//!
//! ```json
//! "label": { "en": "Keep the north pier open" }
//! ```
//!
//! ## Mend
//!
//! Write what was meant; or leave out the field, or the part of the record that only it was there for.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::schema::vocabulary::{key, of_type};

pub const RULE: Rule = rule!("placeholder", Warning, "placeholder.rs", Record(check));

/// Whole texts, in lower case and without marks around them.
const WHOLE: [&str; 26] = [
    "todo",
    "to do",
    "to-do",
    "tbd",
    "tba",
    "tbc",
    "fixme",
    "n/a",
    "n.a",
    "n.v.t",
    "nvt",
    "placeholder",
    "fill in",
    "to be filled in",
    "to be completed",
    "to be determined",
    "invullen",
    "nog invullen",
    "in te vullen",
    "nog in te vullen",
    "nader in te vullen",
    "à compléter",
    "a compléter",
    "a completer",
    "ausfüllen",
    "auszufüllen",
];

/// Words before what is still to be done, in capitals; in lower case Spanish has the first.
const LEADING: [&str; 3] = ["TODO", "FIXME", "TBD"];

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    for place in document.places_of(of_type::TEXT) {
        // The words of a source are what they are.
        let text = place.as_str().filter(|_| !place.has_key(key::QUOTE));
        if text.is_some_and(is_placeholder) {
            let message = "this is a placeholder";
            let hint = Some("write what was meant, or leave the field out".to_owned());
            findings.report(document, At::Value(&place.pointer()), message, hint);
        }
    }
}

/// True if a text only stands where another one was to come.
fn is_placeholder(text: &str) -> bool {
    let bare = text.trim_matches(|one: char| !one.is_alphanumeric());
    // Most texts are longer than any of these.
    if bare.len() <= 24 {
        let bare = bare.to_lowercase();
        let is_crossed = bare.len() > 2 && bare.bytes().all(|one| one == b'x');
        if bare.is_empty() || is_crossed || WHOLE.contains(&bare.as_str()) {
            return true;
        }
    }
    let is_lorem = bare
        .get(..11)
        .is_some_and(|start| start.eq_ignore_ascii_case("lorem ipsum"));
    let is_left_open = LEADING.iter().any(|word| {
        let rest = bare.strip_prefix(word);
        // A text that is all in capitals is no note.
        rest.is_some_and(|rest| {
            !rest.starts_with(char::is_alphanumeric) && rest.contains(char::is_lowercase)
        })
    });
    is_lorem || is_left_open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_told_from_prose() {
        for text in [
            "TODO",
            "todo",
            "[TODO]",
            "To do",
            "TBD.",
            "XXX",
            "xxxx",
            "FIXME",
            "N/A",
            "n.v.t.",
            "…",
            "...",
            "[...]",
            "?",
            "-",
            "<invullen>",
            "nog in te vullen",
            "À compléter",
            "TODO: write this",
            "TODO write this",
            "[TBD: date of the letter]",
            "Lorem ipsum dolor sit amet",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [
            "Todo el texto",
            "TODO EL TEXTO",
            "Todos",
            "TODOS los textos",
            "To do this, the cap must go",
            "Tbilisi",
            "N/A-klasse",
            "XX",
            "XXXIV",
            "Xxxl",
            "Nvta",
            "Answer 1",
            "1",
            "§ 3",
            "Art. 5",
            "一",
            "Invullen van het formulier",
            "… and so on",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
