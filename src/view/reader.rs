//! Who reads a view: in which language, how wide, and whether in colours.

use textwrap::{Options, WordSplitter};

use crate::model::Position;
use crate::printable::{Form, line};
use crate::wording::Words;

/// The reader of a view.
pub struct Reader<'a> {
    /// The tag of the language in which texts are shown.
    pub language: &'a str,
    /// The words around them.
    pub words: &'static Words,
    /// The width that text is wrapped to, in columns.
    pub width: usize,
    is_coloured: bool,
}

/// How something looks that is to be told apart. What a colour says a word says as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A heading or title.
    Bold,
    /// What is for looking up: an id.
    Dim,
    /// What stands, or is for.
    Green,
    /// What is open.
    Yellow,
    /// What has ended, or is against.
    Red,
    /// A passage that claims rest on.
    Cyan,
}

/// The styles, each with the number of its code.
const STYLES: [(Style, u8); 6] = [
    (Style::Bold, 1),
    (Style::Dim, 2),
    (Style::Green, 32),
    (Style::Yellow, 33),
    (Style::Red, 31),
    (Style::Cyan, 36),
];

/// The first of the characters that stand for styles until a text was made printable: Unicode says that they are none.
const FIRST: u32 = 0xfdd0;

/// The character that ends a style.
const END: char = '\u{fdef}';

/// The code that ends a style.
const RESET: &str = "\u{1b}[0m";

impl<'a> Reader<'a> {
    /// Who reads in a language, on something so wide.
    pub fn new(language: &'a str, width: usize, is_coloured: bool) -> Reader<'a> {
        Reader {
            language,
            words: Words::of(language),
            width,
            is_coloured,
        }
    }

    /// Who reads a file, or what another program passes on.
    #[cfg(test)]
    pub fn plain(language: &'a str) -> Reader<'a> {
        Reader::new(language, super::WIDTH, false)
    }

    /// A text in a style, as a part of a paragraph.
    pub fn styled(&self, style: Style, text: &str) -> String {
        let place = STYLES.iter().position(|(one, _)| *one == style);
        let mark = place.and_then(|at| char::from_u32(FIRST + u32::try_from(at).ok()?));
        match mark.filter(|_| self.is_coloured) {
            Some(mark) => format!("{mark}{text}{END}"),
            None => text.to_owned(),
        }
    }

    /// An id, as a part of a paragraph.
    pub fn id(&self, id: impl std::fmt::Display) -> String {
        self.styled(Style::Dim, &id.to_string())
    }

    /// A position in words, as a part of a paragraph.
    pub fn position(&self, position: Position) -> String {
        self.in_colour_of(position, &self.words.code(&position))
    }

    /// A text in the colour of a position, as a part of a paragraph.
    pub fn in_colour_of(&self, position: Position, text: &str) -> String {
        let style = match position {
            Position::Support | Position::SupportConditional => Style::Green,
            Position::Abstain | Position::NoPosition | Position::NoObjection => Style::Yellow,
            Position::Oppose => Style::Red,
        };
        self.styled(style, text)
    }

    /// A status in words, as a part of a paragraph.
    pub fn status(&self, status: &str) -> String {
        let style = match status {
            "suspended" | "unknown" | "not_yet" => Style::Yellow,
            "lapsed" | "annulled" | "superseded" | "revoked" | "withdrawn" | "replaced" => {
                Style::Red
            }
            _ => Style::Green,
        };
        self.styled(style, &self.words.code_of("status", status))
    }

    /// A heading: a line by itself.
    pub fn heading(&self, text: &str) -> String {
        self.painted(&self.styled(Style::Bold, text))
    }

    /// A paragraph, wrapped and indented.
    pub fn paragraph(&self, text: &str, indent: usize) -> String {
        self.wrapped(text, indent, self.width)
    }

    /// A paragraph of a width, wrapped and indented.
    pub fn wrapped(&self, text: &str, indent: usize, width: usize) -> String {
        if !self.is_coloured {
            return wrapped(text, indent, width);
        }
        // Text of others is made printable before the codes of colours are among it.
        let pieces = text.split('\n').map(|piece| line(piece, Form::Text));
        let text = pieces.map(|piece| with_codes(&piece)).collect::<Vec<_>>();
        each_line(&wrapped(&text.join("\n"), indent, width))
    }

    /// A line that is not wrapped.
    pub fn painted(&self, text: &str) -> String {
        match self.is_coloured {
            true => with_codes(&line(text, Form::Text)),
            false => text.to_owned(),
        }
    }
}

/// A printable text with the codes of its styles.
fn with_codes(text: &str) -> String {
    let mut coded = String::new();
    for letter in text.chars() {
        let place = u32::from(letter).checked_sub(FIRST);
        let place = place.and_then(|place| usize::try_from(place).ok());
        match place.and_then(|place| STYLES.get(place)) {
            Some((_, number)) => coded += &format!("\u{1b}[{number}m"),
            None if letter == END => coded += RESET,
            None => coded.push(letter),
        }
    }
    coded
}

/// A styled text in which a style that goes on in the next line ends with each line, as pagers want it.
fn each_line(text: &str) -> String {
    let mut open = String::new();
    let lines = text.lines().map(|line| {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let before = std::mem::take(&mut open);
        let last = line.rfind("\u{1b}[");
        let code = last.map(|at| &line[at..=at + line[at..].find('m').unwrap_or_default()]);
        match code {
            Some(RESET) => {}
            Some(code) => open = code.to_owned(),
            None => open.clone_from(&before),
        }
        let end = if open.is_empty() { "" } else { RESET };
        format!("{}{before}{}{end}", &line[..indent], &line[indent..])
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A paragraph of a width, wrapped and indented.
pub fn wrapped(text: &str, indent: usize, width: usize) -> String {
    let spaces = " ".repeat(indent);
    // Ids and paths are copied from the screen: a line breaks at a space only.
    let options = Options::new(width)
        .initial_indent(&spaces)
        .subsequent_indent(&spaces)
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}

#[cfg(test)]
mod tests {
    use super::{Reader, Style};

    #[test]
    fn a_style_ends_with_each_line_and_begins_again() {
        let reader = Reader::new("en", 12, true);
        let text = format!("a {} e", reader.styled(Style::Bold, "bbbb cccc dddd"));
        assert_eq!(
            reader.paragraph(&text, 2),
            "  a \u{1b}[1mbbbb\u{1b}[0m\n  \u{1b}[1mcccc dddd\u{1b}[0m\n  e"
        );
        assert_eq!(Reader::plain("en").styled(Style::Bold, "b"), "b");
        assert_eq!(reader.heading("b"), "\u{1b}[1mb\u{1b}[0m");
    }

    #[test]
    fn no_code_of_others_works_among_ours() {
        let reader = Reader::new("en", 40, true);
        let text = format!("{} \u{1b}[31mred", reader.id("x"));
        assert_eq!(
            reader.paragraph(&text, 0),
            "\u{1b}[2mx\u{1b}[0m \\u{1b}[31mred"
        );
    }
}
