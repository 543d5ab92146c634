//! The characters of a text that are worth a look before it is pinned.

use std::collections::BTreeMap;

/// The characters of a text that look like others, print nothing, or have no meaning of their own, each with how often it stands there,
/// in the order of their codes.
pub fn worth_a_look(text: &str) -> Vec<(char, usize)> {
    let mut counts = BTreeMap::new();
    for letter in text.chars().filter(|letter| is_worth_a_look(*letter)) {
        *counts.entry(letter).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

/// True for ligatures, hyphens that are seen only at the end of a line, spaces at which no line breaks, characters of no width, marks of
/// direction, controls, characters of private use, and the sign that a character was lost.
fn is_worth_a_look(letter: char) -> bool {
    match letter {
        '\t' | '\n' => false,
        '\u{a0}' | '\u{2007}' | '\u{202f}' => true,
        '\u{ad}' | '\u{132}' | '\u{133}' | '\u{61c}' | '\u{180e}' => true,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fb00}'..='\u{fb06}' | '\u{feff}' | '\u{fffd}' => true,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => true,
        _ => letter.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_counted() {
        let text = "de\u{a0}\u{fb01}nanci\u{eb}n\tvan\u{ad}\u{a0}10\u{202f}% \u{f0b7}\n\u{133}s\u{85}\u{fffd}";
        let counts = [
            ('\u{85}', 1),
            ('\u{a0}', 2),
            ('\u{ad}', 1),
            ('\u{133}', 1),
            ('\u{202f}', 1),
            ('\u{f0b7}', 1),
            ('\u{fb01}', 1),
            ('\u{fffd}', 1),
        ];
        assert_eq!(worth_a_look(text), counts);
        assert_eq!(worth_a_look("Een g\u{e9}woon\ttekst.\n"), []);
    }
}
