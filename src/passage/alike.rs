//! The place where a quote would stand if characters that look alike were the same, and the words that line ends break were whole.

use std::ops::Range;
use std::sync::OnceLock;

use super::find::{at_boundaries, occurrences, whole_words};
use super::fold::{Difference, Folded, differences, fold};
use super::marks::is_hyphen;
use super::normal::NormalText;

/// The number of steps that are taken for each character of text and quote to compare places that may be meant: more than any text
/// asks for that is not made of hyphens.
const PATIENCE: usize = 8;

/// A text or quote in the form in which it is compared.
pub(super) struct Side<'a> {
    text: &'a NormalText,
    folded: Folded,
    /// The folded letters but the hyphens, and the number of each among all; made once somebody asks.
    bare: OnceLock<(Vec<char>, Vec<usize>)>,
}

/// A place at which a quote stands in other characters.
pub(super) struct Alike {
    /// The place, as a byte range of the view.
    pub at: Range<usize>,
    /// The characters that differ, each kind once.
    pub differences: Vec<Difference>,
    /// The words that differ because a line ends within them in the text, whole.
    pub broken: Vec<Difference>,
}

impl<'a> Side<'a> {
    pub(super) fn new(text: &'a NormalText) -> Side<'a> {
        Side {
            text,
            folded: fold(&text.view),
            bare: OnceLock::new(),
        }
    }

    fn bare(&self) -> &(Vec<char>, Vec<usize>) {
        self.bare.get_or_init(|| {
            let letters = self.folded.letters.iter().copied().zip(0..);
            letters.filter(|(letter, _)| *letter != '-').unzip()
        })
    }

    /// True if a line ends in the text at a place of the view, and its last word goes on.
    fn is_break(&self, place: usize) -> bool {
        self.text.breaks.binary_search(&place).is_ok()
    }

    /// True if a folded letter is a hyphen that may be there only because a line ends behind it. Between digits none is.
    fn may_go(&self, number: usize) -> bool {
        let Some(span) = self.folded.spans.get(number) else {
            return false;
        };
        let view = &self.text.view;
        self.folded.letters[number] == '-'
            && self.is_break(span.end)
            && view[..span.start].ends_with(char::is_alphabetic)
            && view[span.end..].starts_with(char::is_alphabetic)
    }

    /// True if a line ends before a folded letter, and a soft hyphen stands there.
    fn is_soft_break(&self, number: usize) -> bool {
        let span = self.folded.spans.get(number);
        span.is_some_and(|span| {
            self.is_break(span.start) && self.text.view[..span.start].ends_with('\u{ad}')
        })
    }

    /// The first place of this text at which a quote stands in other characters.
    pub(super) fn find(&self, quote: &Side<'_>) -> Option<Alike> {
        let letters = &quote.folded.letters;
        let same = occurrences(&self.folded.letters, letters).into_iter();
        // Asked first, as a long word may have a quote in it at each of its letters.
        let same = same.filter(|from| self.is_passage(*from, from + letters.len() - 1));
        let mut same = same.map(|from| (0..letters.len()).map(|at| (at, from + at)).collect());
        let found = same.find_map(|pairs: Vec<_>| self.alike(quote, &pairs));
        found.or_else(|| self.find_broken(quote))
    }

    /// The same where a hyphen at the end of a line belongs to no word.
    fn find_broken(&self, quote: &Side<'_>) -> Option<Alike> {
        if self.text.breaks.is_empty() && quote.text.breaks.is_empty() {
            return None;
        }
        let mut patience = PATIENCE * (self.folded.letters.len() + quote.folded.letters.len());
        let ((letters, numbers), (ours, _)) = (self.bare(), quote.bare());
        let places = occurrences(letters, ours).into_iter();
        places
            .map_while(|place| {
                let pairs = self.pairs(quote, numbers[place], &mut patience);
                (patience > 0).then_some(pairs)
            })
            .flatten()
            .find_map(|pairs| self.alike(quote, &pairs))
    }

    /// The letters of a quote and of this text that correspond, if the others are hyphens that may go. The first letter of the quote
    /// that is no hyphen stands at a place of the text.
    fn pairs(
        &self,
        quote: &Side<'_>,
        place: usize,
        patience: &mut usize,
    ) -> Option<Vec<(usize, usize)>> {
        let (ours, theirs) = (&quote.folded.letters, &self.folded.letters);
        let (mut our, mut their) = (0, place.checked_sub(*quote.bare().1.first()?)?);
        let mut pairs = Vec::new();
        while our < ours.len() {
            *patience = patience.checked_sub(1)?;
            if Some(&ours[our]) == theirs.get(their) {
                pairs.push((our, their));
                our += 1;
                their += 1;
            } else if our > 0 && self.may_go(their) {
                their += 1;
            } else if our > 0
                && ours[our] == '-'
                && (quote.may_go(our) || self.is_soft_break(their))
            {
                our += 1;
            } else {
                return None;
            }
        }
        Some(pairs)
    }

    /// True if the folded letters from one to another are a passage of whole words. Half of a ligature is none.
    fn is_passage(&self, first: usize, last: usize) -> bool {
        let spans = &self.folded.spans;
        let is_whole = (first == 0 || spans[first - 1] != spans[first])
            && spans.get(last + 1) != Some(&spans[last]);
        is_whole && at_boundaries(&self.text.view, &(spans[first].start..spans[last].end))
    }

    /// What is told of a place, if it is a passage of whole words.
    fn alike(&self, quote: &Side<'_>, pairs: &[(usize, usize)]) -> Option<Alike> {
        let theirs = &self.folded.spans;
        let (first, last) = (pairs.first()?.1, pairs.last()?.1);
        if !self.is_passage(first, last) {
            return None;
        }
        let at = theirs[first].start..theirs[last].end;
        let (ours, theirs): (Vec<_>, Vec<_>) = pairs
            .iter()
            .map(|(our, their)| (&quote.folded.spans[*our], &theirs[*their]))
            .unzip();
        let all = differences((&quote.text.view, &ours), (&self.text.view, &theirs));
        let (broken, mut differences): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|one| self.is_of_break(one));
        let mut seen = Vec::new();
        differences.retain(|one| {
            let kind = (one.quote.clone(), one.source.clone());
            let is_new = !seen.contains(&kind);
            seen.push(kind);
            is_new
        });
        let mut broken: Vec<_> = broken
            .into_iter()
            .map(|one| self.whole(quote, &one))
            .collect();
        broken.dedup();
        Some(Alike {
            at,
            differences,
            broken,
        })
    }

    /// True if a difference is there because a line ends at its place. Two hyphens that are not the same are look-alikes.
    fn is_of_break(&self, difference: &Difference) -> bool {
        let are_hyphens = [&difference.quote, &difference.source]
            .map(|part| part.contains(is_hyphen))
            == [true; 2];
        self.is_break(difference.source_at.end) && !are_hyphens
    }

    /// A difference as one of whole words.
    fn whole(&self, quote: &Side<'_>, difference: &Difference) -> Difference {
        let quote_at = whole_words(&quote.text.view, &difference.quote_at);
        let source_at = whole_words(&self.text.view, &difference.source_at);
        Difference {
            quote: quote.text.passage(&quote_at).to_owned(),
            source: self.text.passage(&source_at).to_owned(),
            quote_at,
            source_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passage::fold::describe_all;
    use crate::passage::normal;

    /// The passage that a quote finds, the broken words in it, and what else differs.
    #[track_caller]
    fn check(text: &str, quote: &str, expected: Option<(&str, &[&str], &str)>) {
        let (text, quote) = (normal(text), normal(quote));
        let (text, quote) = (Side::new(&text), Side::new(&quote));
        let found = text.find(&quote);
        let told = found.as_ref().map(|found| {
            let broken: Vec<_> = found.broken.iter().map(|one| &*one.source).collect();
            let others = describe_all(&found.differences);
            (text.text.passage(&found.at), broken, others)
        });
        let expected =
            expected.map(|(passage, broken, others)| (passage, broken.to_vec(), others.to_owned()));
        assert_eq!(
            told, expected,
            "{:?} in {:?}",
            quote.text.view, text.text.view
        );
    }

    #[test]
    fn broken_words() {
        let weekend = Some(("week-einde", &["week-einde"][..], ""));
        check("in het week-\neinde.", "weekeinde", weekend);
        check("in het week-\neinde.", "week- einde", weekend);
        check("in het week-einde.", "weekeinde", None);
        check("in het week-\n\neinde.", "weekeinde", None);
        check("in het week-\u{c}einde.", "weekeinde", None);
        check("in het week-\neinden.", "weekeinde", None);
        let soft = Some(("week\u{ad}einde", &["week\u{ad}einde"][..], ""));
        check("in het week\u{ad}\neinde.", "weekeinde", soft);
        check("in het week\u{ad}\neinde.", "week-einde", soft);
        check(
            "de EU-\nlidstaten",
            "EUlidstaten",
            Some(("EU-lidstaten", &["EU-lidstaten"], "")),
        );
        check("10-\n12 landen", "1012 landen", None);
        check(
            "zee-\nen luchtmacht",
            "zee- en",
            Some(("zee-en", &["zee-en"], "")),
        );
        check(
            "de EU-\nlidstaten, volks-\nverte-\ngenwoordiging in het week-\neinde",
            "EU-lidstaten, Volksvertegenwoordiging in het week- einde",
            Some((
                "EU-lidstaten, volks-verte-genwoordiging in het week-einde",
                &["volks-verte-genwoordiging", "week-einde"],
                "the quote has V (U+0056), the source has v (U+0076)",
            )),
        );
        check(
            "het weekeinde",
            "week-\neinde",
            Some((
                "weekeinde",
                &[],
                "the quote has - (U+002D), the source has nothing",
            )),
        );
    }

    #[test]
    fn a_text_of_hyphens_takes_no_longer() {
        let text = normal(&"a-\n".repeat(200_000));
        let quote = normal(&format!("{}b", "a-".repeat(2_000)));
        assert!(Side::new(&text).find(&Side::new(&quote)).is_none());
        let quote = normal(&format!("{}--a", "a".repeat(2_000)));
        assert!(Side::new(&text).find(&Side::new(&quote)).is_none());
    }
}
