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

/// The number of line ends from which on white space parts paragraphs: a blank line has two. No word goes on behind one.
pub const PARTS: usize = 2;

/// The number of line ends that a character counts for, given the one before it: one for those after which Unicode makes a new line
/// mandatory, none for the second half of CRLF, and [`PARTS`] for what ends a page or a paragraph.
pub fn line_ends(before: Option<char>, letter: char) -> usize {
    match letter {
        '\n' if before == Some('\r') => 0,
        '\n' | '\r' | '\u{b}' | '\u{85}' | '\u{2028}' => 1,
        '\u{c}' | '\u{2029}' => PARTS,
        _ => 0,
    }
}

/// True if white space parts paragraphs or pages.
pub fn parts_paragraphs(gap: &str) -> bool {
    let before = [None].into_iter().chain(gap.chars().map(Some));
    let ends = before.zip(gap.chars());
    ends.map(|(before, letter)| line_ends(before, letter))
        .sum::<usize>()
        >= PARTS
}
