//! The printed marks of numbered paragraphs.

use crate::extract::numerals::roman;

/// The number of levels that a list can have in either form.
pub const LEVELS: usize = 10;

/// Stands before the digit of a level in [`Level::text`]. XML has no such character.
pub const LEVEL: char = '\u{fffe}';

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// `1`
    #[default]
    Decimal,
    /// `01`
    DecimalZero,
    /// `a`, and after `z` the letter twice: `aa`, `bb`.
    Lower,
    /// `A`, and after `Z` the letter twice.
    Upper,
    /// `a`, and after `z` two letters: `aa`, `ab`.
    LowerPair,
    /// `A`, and after `Z` two letters.
    UpperPair,
    /// `i`
    LowerRoman,
    /// `I`
    UpperRoman,
    /// Not at all.
    None,
    /// In a way that is not known here.
    Unknown,
}

impl Format {
    /// A number as it is printed, or `None` if that is not known.
    pub fn write(self, number: u32) -> Option<String> {
        match self {
            Self::Decimal => Some(number.to_string()),
            Self::DecimalZero => Some(format!("{number:02}")),
            Self::Lower => repeated(number),
            Self::Upper => repeated(number).map(|text| text.to_ascii_uppercase()),
            Self::LowerPair => pairs(number),
            Self::UpperPair => pairs(number).map(|text| text.to_ascii_uppercase()),
            Self::LowerRoman => roman(number),
            Self::UpperRoman => roman(number).map(|text| text.to_ascii_uppercase()),
            Self::None => Some(String::new()),
            Self::Unknown => None,
        }
    }
}

/// One level of a list.
#[derive(Clone, Debug, Default)]
pub struct Level {
    /// Its first number.
    pub start: u32,
    /// How its number is written.
    pub format: Format,
    /// The mark: a bullet, or text in which [`LEVEL`] and a digit from 1 stand for the number of a level.
    pub text: String,
    /// The level, from 1, at which or above which a paragraph makes it begin again; 0 for none, and any level above it if absent.
    pub restart: Option<u32>,
    /// True if the numbers of all levels are decimal in its mark.
    pub is_legal: bool,
    /// The style of paragraphs that are on it.
    pub style: Option<String>,
}

/// The numbers that the levels of a list have got to.
#[derive(Clone, Debug, Default)]
pub struct Counters([Option<u32>; LEVELS]);

impl Counters {
    /// Makes a level begin again.
    pub fn reset(&mut self, level: usize) {
        self.set(level, None);
    }

    /// Makes a number the last one of a level.
    pub fn set(&mut self, level: usize, number: Option<u32>) {
        if let Some(at) = self.0.get_mut(level) {
            *at = number;
        }
    }

    /// Goes one on at the level, and lets the levels below it begin again.
    pub fn advance(&mut self, levels: &[Level], level: usize) {
        let start = levels.get(level).map_or(1, |level| level.start);
        let Some(at) = self.0.get_mut(level) else {
            return;
        };
        *at = Some(at.map_or(start, |number| number.saturating_add(1)));
        for below in level + 1..LEVELS {
            let restart = levels.get(below).and_then(|level| level.restart);
            if restart.is_none_or(|restart| level < restart as usize) {
                self.reset(below);
            }
        }
    }

    /// The mark of the level; empty if it has none, and `None` if it is not known.
    pub fn mark(&self, levels: &[Level], level: usize) -> Option<String> {
        let of = levels.get(level)?;
        let mut parts = of.text.split(LEVEL);
        let mut mark = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let mut letters = part.chars();
            let digit = letters.next().and_then(|digit| digit.to_digit(16));
            let shown = digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
            if let Some((at, shown)) = shown.and_then(|at| Some((at, levels.get(at)?))) {
                let is_decimal = of.is_legal && shown.format != Format::None;
                let format = if is_decimal {
                    Format::Decimal
                } else {
                    shown.format
                };
                let number = self.0.get(at).copied().flatten();
                mark.push_str(&format.write(number.unwrap_or(shown.start))?);
            }
            mark.push_str(letters.as_str());
        }
        let is_unknown = of.format == Format::Unknown;
        if is_unknown {
            None
        } else {
            Some(mark.trim().to_owned())
        }
    }
}

/// A bullet as it is printed: those of fonts of symbols have codes of private use, and are shown as `•`.
pub fn bullet(text: &str, is_of_symbols: bool) -> String {
    let is_private = |letter: char| matches!(letter, '\u{e000}'..='\u{f8ff}');
    let text = text.trim();
    if text.contains(is_private) || (is_of_symbols && !text.is_empty()) {
        return "•".to_owned();
    }
    text.to_owned()
}

/// True for a font whose characters are symbols, whatever their codes say.
pub fn is_of_symbols(font: &str) -> bool {
    let font = font.to_ascii_lowercase();
    ["symbol", "wingdings", "webdings"]
        .iter()
        .any(|name| font.starts_with(name))
}

/// More than a list has, and few enough that no mark is long.
const MAX_LETTERED: u32 = 26 * 26;

fn letter(nth: u32) -> Option<char> {
    char::from_u32(u32::from('a') + nth)
}

fn repeated(number: u32) -> Option<String> {
    let nth = number.checked_sub(1).filter(|nth| *nth < MAX_LETTERED)?;
    let letter = letter(nth % 26)?;
    Some((0..=nth / 26).map(|_| letter).collect())
}

fn pairs(number: u32) -> Option<String> {
    let nth = number.checked_sub(1).filter(|nth| *nth < MAX_LETTERED)?;
    let first = (nth / 26).checked_sub(1).and_then(letter);
    Some(first.into_iter().chain(letter(nth % 26)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written() {
        let written = |format: Format| {
            [1, 4, 26, 27, 28].map(|number| format.write(number).unwrap_or_default())
        };
        assert_eq!(written(Format::Lower), ["a", "d", "z", "aa", "bb"]);
        assert_eq!(written(Format::UpperPair), ["A", "D", "Z", "AA", "AB"]);
        assert_eq!(
            written(Format::LowerRoman),
            ["i", "iv", "xxvi", "xxvii", "xxviii"]
        );
        assert_eq!(written(Format::DecimalZero), ["01", "04", "26", "27", "28"]);
        assert_eq!(Format::UpperRoman.write(1994).as_deref(), Some("MCMXCIV"));
        for format in [Format::Lower, Format::LowerPair, Format::UpperRoman] {
            assert_eq!([format.write(0), format.write(u32::MAX)], [None, None]);
        }
    }

    #[test]
    fn levels_begin_again_below_the_one_that_goes_on() {
        let level = |text: &str, restart| Level {
            start: 1,
            text: text.to_owned(),
            restart,
            ..Level::default()
        };
        let levels = [
            level("\u{fffe}1.", None),
            level("\u{fffe}1.\u{fffe}2", None),
            level("(\u{fffe}3)", Some(0)),
        ];
        let mut counters = Counters::default();
        let marks: Vec<_> = [1, 0, 1, 1, 2, 0, 1, 2]
            .map(|at| {
                counters.advance(&levels, at);
                counters.mark(&levels, at).unwrap_or_default()
            })
            .to_vec();
        assert_eq!(
            marks,
            ["1.1", "1.", "1.1", "1.2", "(1)", "2.", "2.1", "(2)"]
        );
        assert_eq!(counters.mark(&levels, 9), None);
    }
}
