//! The reason why a quote was not found.

use std::ops::Range;
use std::sync::OnceLock;

use unicode_normalization::char::is_combining_mark;

use super::alike::{Alike, Side};
use super::compare::{compare, extent};
use super::find::whole_words;
use super::fold::Difference;
use super::near::{TextWords, nearest};
use super::normal::{NormalText, normal};

/// The reason why a quote is not in a text. Every `at` is a byte range of the view;
/// [`NormalText::passage`] gives its characters. What differs has its place in
/// the quote as bytes of the quote as it was given.
#[derive(Debug, Clone, PartialEq)]
pub enum Miss {
    /// It stands there, but only inside a longer word.
    InsideWord {
        /// The first such place, widened to the whole words.
        at: Range<usize>,
    },
    /// It would be found in its normal view: only white space, line breaks or
    /// the composition of characters differ.
    NotNormal {
        /// The first such place, as the quote should have it.
        at: Range<usize>,
        /// The first characters that differ. Their place in the source is that in the view.
        difference: Difference,
    },
    /// It would be found if characters that look alike were the same, and the words whole that a line end breaks.
    LookAlike {
        /// The first such place, as the quote should have it.
        at: Range<usize>,
        /// The differences, each kind once, in order of appearance.
        differences: Vec<Difference>,
        /// The words that the quote has otherwise because a line ends within them in the text, in order. Which hyphen belongs to the
        /// word nobody can tell there.
        broken: Vec<Difference>,
    },
    /// It is not there, but a passage shares enough of its words to be what was meant: [`NEAR`](super::near::NEAR) of them.
    Near {
        /// The closest passage, from its first shared word to its last.
        at: Range<usize>,
        /// Which part of the quote's words the passage shares, [`NEAR`](super::near::NEAR) to 1.
        shared: f64,
        /// The words that differ, in order; none if there are too many to compare.
        differences: Vec<Difference>,
    },
    /// Nothing like it stands there.
    Nothing,
}

/// A text in which any number of quotes is missed: what has to be made of it is made once.
pub struct Search<'a> {
    text: &'a NormalText,
    alike: OnceLock<Side<'a>>,
    words: OnceLock<TextWords>,
}

/// The words of a text that come closest to a quote that does not stand in it.
pub fn closest<'a>(text: &'a NormalText, quote: &str) -> Option<&'a str> {
    match miss(text, quote) {
        Miss::InsideWord { at }
        | Miss::NotNormal { at, .. }
        | Miss::LookAlike { at, .. }
        | Miss::Near { at, .. } => Some(text.passage(&at)),
        Miss::Nothing => None,
    }
}

/// Explains one miss; see [`Search::miss`].
pub fn miss(text: &NormalText, quote: &str) -> Miss {
    Search::new(text).miss(quote)
}

impl<'a> Search<'a> {
    /// A text to search.
    pub fn new(text: &'a NormalText) -> Search<'a> {
        Search {
            text,
            alike: OnceLock::new(),
            words: OnceLock::new(),
        }
    }

    /// Explains why [`NormalText::find`] gave nothing for a quote; meaningless
    /// for a quote that it does find. Time grows with text plus quote. The answer
    /// is for a person to read: it never makes a quote count as found.
    pub fn miss(&self, given: &str) -> Miss {
        let normal = normal(given);
        let (text, quote) = (self.text, &normal.view);
        // As it was given it stands nowhere.
        if quote != given
            && let Some(at) = text.find(quote).into_iter().next()
        {
            let difference = first_difference(given, &text.view, &at);
            return Miss::NotNormal { at, difference };
        }
        let mut miss = self
            .look_alike(&normal)
            .or_else(|| self.inside_word(quote))
            .unwrap_or_else(|| self.near(quote));
        let lists = match &mut miss {
            Miss::LookAlike {
                differences,
                broken,
                ..
            } => vec![differences, broken],
            Miss::Near { differences, .. } => vec![differences],
            _ => Vec::new(),
        };
        for difference in lists.into_iter().flatten() {
            let at = difference.quote_at.clone();
            // After its last character a view has no way back.
            difference.quote_at = if at.start == quote.len() {
                let end = given.trim_end().len();
                end..end
            } else {
                normal.source_range(at)
            };
        }
        miss
    }

    fn inside_word(&self, quote: &str) -> Option<Miss> {
        let view = &self.text.view;
        let start = view.find(quote).filter(|_| !quote.is_empty())?;
        let at = whole_words(view, &(start..start + quote.len()));
        Some(Miss::InsideWord { at })
    }

    fn near(&self, quote: &str) -> Miss {
        let words = self.words.get_or_init(|| TextWords::new(self.text));
        let Some((at, shared)) = nearest(words, quote) else {
            return Miss::Nothing;
        };
        let at = extent(self.text, &at, quote);
        Miss::Near {
            differences: compare(self.text, &at, quote),
            at,
            shared,
        }
    }

    fn look_alike(&self, quote: &NormalText) -> Option<Miss> {
        let text = self.alike.get_or_init(|| Side::new(self.text));
        let Alike {
            at,
            differences,
            broken,
        } = text.find(&Side::new(quote))?;
        Some(Miss::LookAlike {
            at,
            differences,
            broken,
        })
    }
}

/// The first characters in which a quote differs from the passage that is its normal view: a run of white space, or a letter with its
/// accents.
fn first_difference(given: &str, text: &str, at: &Range<usize>) -> Difference {
    let passage = &text[at.clone()];
    let letters = given.char_indices().zip(passage.char_indices());
    let mut same = letters.take_while(|((_, one), (_, other))| one == other);
    let both = same.by_ref().last();
    let end = |(at, letter): (usize, char)| at + letter.len_utf8();
    let (mut ours, mut theirs) = both.map_or((0, 0), |(one, other)| (end(one), end(other)));
    let starts = |text: &str, at: usize, is: fn(char) -> bool| text[at..].starts_with(is);
    // What belongs to the character before is told with it: the first space of several, the letter below an accent.
    let is_space =
        [(given, ours), (passage, theirs)].map(|(text, at)| starts(text, at, char::is_whitespace));
    let is_accent =
        [(given, ours), (passage, theirs)].map(|(text, at)| starts(text, at, is_combining_mark));
    let are_spaces = is_space.contains(&true);
    if are_spaces {
        ours = given[..ours].trim_end().len();
        theirs = passage[..theirs].trim_end().len();
    } else if is_accent.contains(&true)
        && let Some(((_, below), _)) = both
    {
        ours -= below.len_utf8();
        theirs -= below.len_utf8();
    }
    let length = |text: &str, from: usize| {
        let rest = &text[from..];
        if are_spaces {
            return rest.len() - rest.trim_start().len();
        }
        let letter = rest.chars().next().map_or(0, char::len_utf8);
        let accents = rest[letter..]
            .chars()
            .take_while(|one| is_combining_mark(*one));
        letter + accents.map(char::len_utf8).sum::<usize>()
    };
    let ours = ours..ours + length(given, ours);
    let theirs = theirs..theirs + length(passage, theirs);
    Difference {
        quote: given[ours.clone()].to_owned(),
        source: passage[theirs.clone()].to_owned(),
        quote_at: ours,
        source_at: at.start + theirs.start..at.start + theirs.end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passage::fold::describe;

    const TEXT: &str = "De risico’s voor de persoonlĳke levenssfeer zien op verwijder-\nen \
        blokkeringsbevelen – “slechts e\u{301}e\u{301}n facet” – die \
        end\u{2011}to\u{2011}end en\u{ad}cryptie onmogelijk maken.";

    #[test]
    fn reasons() {
        let text = normal(TEXT);
        for (quote, kind, passage) in [
            ("mogelijk maken", "inside", "onmogelijk maken"),
            ("mogelijk  mak", "inside", "onmogelijk maken"),
            ("slechts\u{a0}één facet", "not normal", "slechts één facet"),
            ("e\u{301}e\u{301}n facet ", "not normal", "één facet"),
            ("De risico's", "alike", "De risico’s"),
            (
                "Persoonlijke levenssfeer",
                "alike",
                "persoonlĳke levenssfeer",
            ),
            ("verwijder- en", "alike", "verwijder-en"),
            (
                "- \"slechts één facet\" -",
                "alike",
                "– “slechts één facet” –",
            ),
            (
                "end-to-end encryptie",
                "alike",
                "end\u{2011}to\u{2011}end en\u{ad}cryptie",
            ),
            (
                "de risico’s van de levenssfeer",
                "near",
                "De risico’s voor de persoonlĳke levenssfeer",
            ),
            ("mogelijk maken en", "nothing", ""),
            ("jke levenssfeer bestaat niet", "nothing", ""),
            ("", "nothing", ""),
            ("\u{200b}", "nothing", ""),
        ] {
            assert!(text.find(quote).is_empty(), "{quote:?}");
            let (said, at) = match miss(&text, quote) {
                Miss::InsideWord { at } => ("inside", at),
                Miss::NotNormal { at, .. } => ("not normal", at),
                Miss::LookAlike { at, .. } => ("alike", at),
                Miss::Near { at, .. } => ("near", at),
                Miss::Nothing => ("nothing", 0..0),
            };
            assert_eq!((said, text.passage(&at)), (kind, passage), "{quote:?}");
        }
    }

    #[test]
    fn the_first_character_that_is_not_normal_is_named() {
        let text = normal(TEXT);
        for (quote, said) in [
            (
                "slechts\u{a0}één facet",
                "the quote has U+00A0, the source has U+0020",
            ),
            (
                "één  facet",
                "the quote has U+0020 U+0020, the source has U+0020",
            ),
            (
                "slechts \u{a0}één facet",
                "the quote has U+0020 U+00A0, the source has U+0020",
            ),
            (
                "slechts e\u{301}én",
                "the quote has e\u{301} (U+0065 U+0301), the source has é (U+00E9)",
            ),
            ("één facet ", "the quote has U+0020, the source has nothing"),
        ] {
            let Miss::NotNormal { difference, .. } = miss(&text, quote) else {
                panic!("{quote} is normal");
            };
            assert_eq!(describe(&difference), said, "{quote}");
            assert_eq!(quote[difference.quote_at.clone()], difference.quote);
            assert_eq!(text.passage(&difference.source_at), difference.source);
        }
    }

    #[test]
    fn differences_are_named_once() {
        let text = normal(TEXT);
        for (quote, said) in [
            (
                "end-to-end encryptie\u{200b}",
                &[
                    "the quote has - (U+002D), the source has ‑ (U+2011)",
                    "the quote has nothing, the source has U+00AD",
                    "the quote has U+200B, the source has nothing",
                ][..],
            ),
            (
                "Persoonlijke",
                &[
                    "the quote has P (U+0050), the source has p (U+0070)",
                    "the quote has ij (U+0069 U+006A), the source has ĳ (U+0133)",
                ],
            ),
            ("verwijder- en", &[]),
        ] {
            let Miss::LookAlike {
                differences,
                broken,
                ..
            } = miss(&text, quote)
            else {
                panic!("{quote} has no look-alike");
            };
            assert_eq!(broken.is_empty(), !said.is_empty());
            let described: Vec<String> = differences.iter().map(describe).collect();
            assert_eq!(described, said);
        }
    }
}
