//! In which of many texts a quote may stand, told without reading any of them closely.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// Quotes that are looked for in many texts.
///
/// A quote stands in no text that lacks one of its words. Of a word only what stands in a text as it does in its normal view is
/// looked for: plain letters and digits, with no other letter beside them that might compose with them.
pub struct Sieve<'a> {
    /// The number of each run of letters.
    runs: HashMap<&'a [u8], usize, RandomState>,
    /// The runs of each quote.
    needed: Vec<Vec<usize>>,
}

impl<'a> Sieve<'a> {
    /// Takes the quotes, which are told apart by their order.
    pub fn new(quotes: impl IntoIterator<Item = &'a str>) -> Sieve<'a> {
        let mut runs = HashMap::default();
        let needed = quotes
            .into_iter()
            .map(|quote| {
                let found = plain_runs(quote).map(|run| {
                    let next = runs.len();
                    *runs.entry(run).or_insert(next)
                });
                found.collect()
            })
            .collect();
        Sieve { runs, needed }
    }

    /// The quotes that may stand in a text, given as it is in its file: all that do, and few others. Time grows with the text.
    pub fn pass(&self, text: &str) -> Vec<usize> {
        let mut seen = vec![false; self.runs.len()];
        for run in text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()) {
            if let Some(&number) = self.runs.get(run) {
                seen[number] = true;
            }
        }
        let quotes = self.needed.iter().enumerate();
        quotes
            .filter(|(_, needed)| needed.iter().all(|&number| seen[number]))
            .map(|(quote, _)| quote)
            .collect()
    }
}

/// The runs of letters and digits of a quote that a text must hold as they are.
fn plain_runs(quote: &str) -> impl Iterator<Item = &[u8]> {
    // What stands directly beside a letter that is not plain may be composed with it.
    let words = quote.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
    // The sign for kelvin becomes a plain K in the normal view.
    let plain = words.filter(|word| !word.is_empty() && word.is_ascii() && !word.contains('K'));
    plain.map(str::as_bytes)
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
        ]);
        for (text, passed) in [
            ("Dat is een groot\nrisico.", &[0, 2][..]),
            ("een ri\u{ad}sico", &[2]),
            ("prive\u{301}-\ndomein", &[1, 2]),
            ("\u{212a}abinet en Kamer", &[2, 3]),
            ("", &[2]),
        ] {
            assert_eq!(sieve.pass(text), passed, "{text:?}");
        }
    }
}
