//! In which of many texts a quote may stand, told without reading any of them closely.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::simd::{BLOCK, alphanumeric, blocks, of_block};

/// Quotes that are looked for in many texts.
///
/// A quote stands in no text that lacks two of its words beside each other. Of a word only what stands in a text as it does in its
/// normal view is looked for: plain letters and digits, with no other letter beside them that might compose with them. Words and
/// pairs of them go by their hashes, so that of texts in which a quote does not stand a few pass.
pub struct Sieve {
    /// The number of each word and pair.
    parts: HashMap<u64, usize, RandomState>,
    /// A bit for all parts whose hashes begin with its place: most of what a text has is told from them to be none.
    begins: Vec<u64>,
    /// True if some parts are words alone.
    has_words: bool,
    /// The parts of each quote.
    needed: Vec<Vec<usize>>,
}

/// The number of leading bits of a hash that are the position of its bit.
const BEGINNING: u32 = 16;

impl Sieve {
    /// Takes the quotes, which are told apart by their order.
    pub fn new<'a>(quotes: impl IntoIterator<Item = &'a str>) -> Sieve {
        let mut sieve = Sieve {
            parts: HashMap::default(),
            begins: vec![0; 1 << BEGINNING >> u64::BITS.trailing_zeros()],
            has_words: false,
            needed: Vec::new(),
        };
        for quote in quotes {
            let words = words(quote);
            let mut parts = pairs(&words);
            if parts.is_empty() {
                parts = words.into_iter().filter_map(|(word, _)| word).collect();
                sieve.has_words = true;
            }
            let numbers = parts.into_iter().map(|part| sieve.number(part));
            let needed = numbers.collect();
            sieve.needed.push(needed);
        }
        sieve
    }

    fn number(&mut self, part: u64) -> usize {
        let (word, bit) = place(part);
        self.begins[word] |= bit;
        let next = self.parts.len();
        *self.parts.entry(part).or_insert(next)
    }

    /// The quotes that may stand in a text, given as it is in its file: all that do, and few others. Time grows with the text.
    pub fn pass(&self, text: &str) -> Vec<usize> {
        let mut seen = vec![false; self.parts.len()];
        let mut see = |part: u64| {
            let (word, bit) = place(part);
            if self.begins[word] & bit != 0
                && let Some(&number) = self.parts.get(&part)
            {
                seen[number] = true;
            }
        };
        let bytes = text.as_bytes();
        let mut before = 0;
        let (mut start, mut last_is_letter) = (None, false);
        for (nth, block) in blocks(bytes).enumerate() {
            let letters = of_block(&block, alphanumeric);
            // Where words begin and end, in turn.
            let mut edges = letters ^ (letters << 1 | u64::from(last_is_letter));
            last_is_letter = letters >> (BLOCK - 1) == 1;
            while edges != 0 {
                let at = nth * BLOCK + edges.trailing_zeros() as usize;
                edges &= edges - 1;
                let Some(start) = start.take() else {
                    start = Some(at);
                    continue;
                };
                let word = hash(bytes, start..at);
                if self.has_words {
                    see(word);
                }
                see(pair(before, word));
                before = word;
            }
        }
        let quotes = self.needed.iter().enumerate();
        quotes
            .filter(|(_, needed)| needed.iter().all(|&number| seen[number]))
            .map(|(quote, _)| quote)
            .collect()
    }
}

/// As irregular as the golden ratio.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of a word: of its length and of its letters, but for those in the middle of a long one.
fn hash(bytes: &[u8], at: Range<usize>) -> u64 {
    let length = at.len();
    let head = eight(bytes, at.start);
    if length < 8 {
        let letters = head & ((1 << (8 * length)) - 1);
        return (letters ^ length as u64).wrapping_mul(FACTOR);
    }
    let tail = eight(bytes, at.end - 8);
    (head.wrapping_mul(FACTOR).rotate_left(32) ^ tail ^ length as u64).wrapping_mul(FACTOR)
}

/// The eight bytes at a place, filled up with zeros after the end.
fn eight(bytes: &[u8], at: usize) -> u64 {
    let rest = &bytes[at..];
    if let Some(eight) = rest.first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    let mut eight = [0; 8];
    eight[..rest.len()].copy_from_slice(rest);
    u64::from_le_bytes(eight)
}

/// The hash of two words.
fn pair(one: u64, other: u64) -> u64 {
    (one.rotate_left(23) ^ other).wrapping_mul(FACTOR)
}

/// Which of the bits that parts begin with is that of a part.
fn place(part: u64) -> (usize, u64) {
    let at = part >> (u64::BITS - BEGINNING);
    ((at / 64) as usize, 1 << (at % 64))
}

/// The words of a quote and whether a space alone stands after them; a hash for those that a text must hold as they are.
fn words(quote: &str) -> Vec<(Option<u64>, bool)> {
    // What stands directly beside a letter that is not plain may be composed with it.
    let is_apart = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
    // The sign for kelvin becomes a plain K in the normal view.
    let is_plain = |word: &&str| !word.is_empty() && word.is_ascii() && !word.contains('K');
    let words = quote.split_inclusive(is_apart).map(|word| {
        let plain = Some(word.trim_end_matches(is_apart)).filter(is_plain);
        let hash = plain.map(|word| hash(word.as_bytes(), 0..word.len()));
        (hash, word.ends_with(' '))
    });
    words.collect()
}

/// The hashes of the pairs of words between which only a space stands: in a text it may be any white space, but no letter.
fn pairs(words: &[(Option<u64>, bool)]) -> Vec<u64> {
    let pairs = words.windows(2).filter_map(|two| {
        let ((one, is_beside), (other, _)) = (two[0], two[1]);
        let (one, other) = one.zip(other).filter(|_| is_beside)?;
        Some(pair(one, other))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_pass_where_they_may_stand() {
        let sieve = Sieve::new([
            "een risico",
            "privé-domein",
            "–",
            "Kabinet en Kamer",
            "risic",
            "groot risico voor",
        ]);
        for (text, passed) in [
            ("Dat is een\nrisico.", &[0, 2][..]),
            ("Dat is een groot\nrisico.", &[2]),
            ("een groot \u{a0}\n risico voor de Kamer", &[2, 5]),
            ("risico voor een groot", &[2]),
            ("een ri\u{ad}sico", &[2]),
            ("prive\u{301}-\ndomein", &[1, 2]),
            ("\u{212a}abinet en Kamer", &[2, 3]),
            ("", &[2]),
        ] {
            assert_eq!(sieve.pass(text), passed, "{text:?}");
        }
    }
}
