//! What stands in a text and is no JSON, by its name: people know a comment or a merge conflict better than the character that it begins
//! with.

use super::other::FENCE;

/// The marks that git leaves around the two sides of a merge conflict, each at the start of a line.
const CONFLICT: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Words that other languages have for what JSON does not know, in lower case.
const WORDS: [&str; 8] = [
    "nan",
    "none",
    "nil",
    "undefined",
    "infinity",
    "-infinity",
    "inf",
    "-inf",
];

/// Something that is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign<'a> {
    /// The mark of a merge conflict.
    Conflict(&'a str),
    /// The mark around code in Markdown.
    Fence(&'a str),
    /// What begins a comment.
    Comment(&'a str),
    /// A quotation mark that is not the double one of JSON.
    Quote(&'a str),
    /// A word such as `NaN`.
    Word(&'a str),
    /// A line break, where a string goes on.
    LineBreak(&'a str),
}

impl<'a> Foreign<'a> {
    /// What begins at a place of a text, if it is one of these.
    pub fn at(text: &'a str, at: usize) -> Option<Foreign<'a>> {
        let rest = &text[at..];
        let first = rest.chars().next()?;
        let is_line_start = at == 0 || text[..at].ends_with(['\n', '\r']);
        let mark = CONFLICT.into_iter().find(|mark| rest.starts_with(mark));
        let of = |length: usize| &rest[..length];
        if let Some(mark) = mark.filter(|_| is_line_start) {
            return Some(Foreign::Conflict(of(mark.len())));
        }
        if rest.starts_with(FENCE) && is_line_start {
            return Some(Foreign::Fence(of(FENCE.len())));
        }
        Some(match first {
            '/' if rest.starts_with("//") || rest.starts_with("/*") => Foreign::Comment(of(2)),
            '#' => Foreign::Comment(of(1)),
            '\'' | '`' | '´' | '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' => {
                Foreign::Quote(of(first.len_utf8()))
            }
            '\n' | '\r' => Foreign::LineBreak(of(1)),
            _ => {
                let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
                let word = of(rest.find(|c| !is_part(c)).unwrap_or(rest.len()));
                let is_known = WORDS.contains(&word.to_ascii_lowercase().as_str());
                return is_known.then_some(Foreign::Word(word));
            }
        })
    }

    /// Its name, with what is written.
    pub fn name(self) -> String {
        match self {
            Foreign::Conflict(mark) => format!("the mark `{mark}` of a merge conflict"),
            Foreign::Fence(mark) => format!("a fence of Markdown (`` {mark} ``)"),
            Foreign::Comment(mark) => format!("a comment (`{mark}`)"),
            Foreign::Quote("'") => "a single quote (`'`)".to_owned(),
            Foreign::Quote(quote) => format!("the quotation mark `{quote}`"),
            Foreign::Word(word) => format!("`{word}`"),
            Foreign::LineBreak(_) => "a line break".to_owned(),
        }
    }

    /// What to write instead.
    pub fn hint(self) -> Option<String> {
        Some(match self {
            Foreign::Conflict(_) => {
                "keep one of the two sides of the merge, and take its marks out".to_owned()
            }
            Foreign::Fence(mark) => format!("take out the lines that begin with `` {mark} ``"),
            Foreign::Comment(_) => "take it out: JSON has no comments".to_owned(),
            Foreign::Quote(_) => "write the double quote `\"`".to_owned(),
            Foreign::Word(word) => format!(
                "JSON has no `{word}`: write the value, or leave the field out where it may be absent"
            ),
            Foreign::LineBreak(_) => return None,
        })
    }

    /// What is written.
    pub fn written(self) -> &'a str {
        match self {
            Foreign::Conflict(text)
            | Foreign::Fence(text)
            | Foreign::Comment(text)
            | Foreign::Quote(text)
            | Foreign::Word(text)
            | Foreign::LineBreak(text) => text,
        }
    }
}
