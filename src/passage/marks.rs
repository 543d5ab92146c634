//! The characters that break, join and group in a text.

/// True for what a word is broken off with at the end of a line.
pub fn breaks_words(letter: char) -> bool {
    is_hyphen(letter) || letter == '\u{ad}'
}

/// The space that groups the digits of a number in the view.
pub const GROUP_SPACE: char = '\u{a0}';

/// True for a space at which no line breaks, and for the thin one: they group digits.
pub fn may_group(letter: char) -> bool {
    matches!(letter, GROUP_SPACE | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

/// True for the hyphens that join what stands on either side.
pub fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

/// The characters after which Unicode makes a new line mandatory; the form feed
/// among them ends a page.
pub fn is_line_break(letter: char) -> bool {
    matches!(
        letter,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}
