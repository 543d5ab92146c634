//! Finding many quotes in one text: where each may begin is looked up, not searched for.
//!
//! A quote begins where a word does, or where something that is no letter stands. These places are sorted into buckets by the
//! eight bytes that stand there, once; a quote then is compared with the places of one bucket. Where a text begins its sentences
//! alike, so that a bucket is large, its places are put in the order of what follows them, and a quote is found among them by
//! halves: time grows with the text plus the quotes, and not with their product.

use std::collections::HashMap;
use std::ops::Range;

use super::find::at_boundaries;

/// How many bytes of a quote its bucket is told by.
const HEAD: usize = 8;

/// How many places of a bucket are looked through one by one.
const FEW: usize = 16;

/// How many bytes after a place count for its order in a large bucket: more than any quote of sixty words has. Longer ones are found
/// all the same, and only take longer where a text repeats more than this.
const DEPTH: usize = 1024;

/// The places of a view at which quotes may begin.
pub struct Index {
    /// The places, in order, and for each the number of the place before it in its bucket.
    places: Vec<(u32, u32)>,
    /// For each bucket the number of its last place.
    buckets: Vec<u32>,
    /// The places of large buckets that were asked for, in the order of what follows them.
    sorted: HashMap<usize, Vec<u32>>,
    /// All places in the order of what follows them, if a quote was asked for that is too short for any bucket.
    by_head: Option<Vec<u32>>,
}

/// The number of no place.
const NONE: u32 = u32::MAX;

impl Index {
    /// The index of a normal view, which is at most four gigabytes long.
    pub fn new(view: &str) -> Index {
        let bytes = view.as_bytes();
        // Words have some six letters, so that most buckets have one place.
        let size = (bytes.len() / 6 + 1).next_power_of_two();
        let mut buckets = vec![NONE; size];
        let mut places = Vec::with_capacity(bytes.len() / 5 + 1);
        let mut before = Class::Other;
        for (at, byte) in bytes.iter().enumerate() {
            let class = CLASSES[usize::from(*byte)];
            let is_inside = class == Class::Letter && before == Class::Letter;
            before = class;
            if is_inside || class == Class::Inside {
                continue;
            }
            let bucket = &mut buckets[bucket(bytes, at, size)];
            places.push((at as u32, *bucket));
            *bucket = places.len() as u32 - 1;
        }
        Index {
            places,
            buckets,
            sorted: HashMap::new(),
            by_head: None,
        }
    }

    /// The places where a quote stands in the view that was indexed, as [`super::NormalText::find`] has them, but no more of them
    /// than `most`.
    pub fn find(&mut self, view: &str, quote: &str, most: usize) -> Vec<Range<usize>> {
        let stands = move |place: usize| {
            let at = place..place + quote.len();
            let is_there = view.as_bytes().get(at.clone()) == Some(quote.as_bytes());
            (is_there && ends_words(view, &at)).then_some(at)
        };
        if quote.is_empty() || quote.as_bytes()[0] == b' ' {
            // Nothing that begins so is in the index, and no record holds it.
            return super::find::places(view, quote).take(most).collect();
        }
        if quote.len() < HEAD {
            // No bucket is told by so little: they are found by halves among all places.
            let all = self.by_head.get_or_insert_with(|| {
                let mut places: Vec<_> = self.places.iter().map(|(place, _)| *place).collect();
                places.sort_by_key(|place| (following(view, *place, HEAD), *place));
                places
            });
            return by_halves(view, all, quote, HEAD, most, stands);
        }
        let bucket = bucket(quote.as_bytes(), 0, self.buckets.len());
        // Most places of a bucket have the same head, and those that have not are told by it.
        let head = quote.as_bytes().first_chunk::<HEAD>();
        let has_head = |place: &usize| view.as_bytes()[*place..].first_chunk() == head;
        let mut places = chain(&self.places, self.buckets[bucket]);
        let first = places.by_ref().take(FEW).filter(has_head);
        let mut found: Vec<_> = first.filter_map(stands).collect();
        if places.next().is_none() {
            found.reverse();
            found.truncate(most);
            return found;
        }
        let sorted = self.sorted.entry(bucket).or_insert_with(|| {
            let places = chain(&self.places, self.buckets[bucket]);
            let mut places: Vec<_> = places.map(|place| place as u32).collect();
            places.sort_by_key(|place| (following(view, *place, DEPTH), *place));
            places
        });
        by_halves(view, sorted, quote, DEPTH, most, stands)
    }
}

/// The places of a bucket, the last first.
fn chain(places: &[(u32, u32)], last: u32) -> impl Iterator<Item = usize> + '_ {
    let mut next = last;
    std::iter::from_fn(move || {
        let (place, before) = *places.get(next as usize)?;
        next = before;
        Some(place as usize)
    })
}

/// The places where a quote stands, among places in the order of what follows them up to a depth.
fn by_halves(
    view: &str,
    sorted: &[u32],
    quote: &str,
    depth: usize,
    most: usize,
    stands: impl Fn(usize) -> Option<Range<usize>>,
) -> Vec<Range<usize>> {
    let depth = quote.len().min(depth);
    let head = &quote.as_bytes()[..depth];
    let first = sorted.partition_point(|place| following(view, *place, depth) < head);
    let same = sorted[first..]
        .iter()
        .take_while(|place| following(view, **place, depth) == head);
    let mut found: Vec<_> = same
        .filter_map(|place| stands(*place as usize))
        .take(most)
        .collect();
    found.sort_by_key(|at| at.start);
    found
}

/// What follows a place, up to so many bytes.
fn following(view: &str, place: u32, depth: usize) -> &[u8] {
    let rest = &view.as_bytes()[place as usize..];
    &rest[..rest.len().min(depth)]
}

/// What a byte is to the beginnings of quotes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A plain letter or digit: between two of them no quote begins.
    Letter,
    /// A space, with which none begins, or the rest of a character.
    Inside,
    /// Anything else.
    Other,
}

/// What each byte is. A table, because this is asked of every byte of every text.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_alphanumeric() {
            classes[byte] = Class::Letter;
        } else if byte == 0x20 || byte & 0xc0 == 0x80 {
            classes[byte] = Class::Inside;
        }
        byte += 1;
    }
    classes
};

/// The bucket of what stands at a place; `size` is a power of two.
fn bucket(bytes: &[u8], place: usize, size: usize) -> usize {
    let head = match bytes[place..].first_chunk::<HEAD>() {
        Some(head) => u64::from_le_bytes(*head),
        // No quote that is looked up is as short.
        None => 0,
    };
    // Fibonacci hashing: the high bits of the product depend on all bits of the head.
    let hash = head.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (hash >> 32) as usize & (size - 1)
}

/// Whether a range of a view cuts no word in two. Nearly every quote has a space or a plain mark beside it, which is told at once.
fn ends_words(view: &str, at: &Range<usize>) -> bool {
    let is_between = |byte: &u8| *byte == b' ' || (byte.is_ascii_punctuation() && *byte != b'-');
    let parts = |byte: Option<&u8>| byte.is_none_or(is_between);
    let bytes = view.as_bytes();
    let before = at.start.checked_sub(1).map(|before| &bytes[before]);
    (parts(before) && parts(bytes.get(at.end))) || at_boundaries(view, at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passage::normal;

    #[test]
    fn a_text_that_repeats_itself() {
        let sentences = (0..500).map(|nth| format!("De minister heeft besloten tot {nth}. "));
        let text = normal(&sentences.collect::<String>());
        let mut index = Index::new(&text.view);
        for quote in [
            "De minister heeft besloten tot 77.",
            "De minister heeft",
            "heeft besloten",
            "tot 1",
            "7.",
            "De",
        ] {
            assert_eq!(
                index.find(&text.view, quote, usize::MAX),
                text.find(quote),
                "{quote}"
            );
            assert_eq!(
                index.find(&text.view, quote, 2).len(),
                text.find(quote).len().min(2),
                "{quote}"
            );
        }
        assert!(index.find(&text.view, "", 2).is_empty());
    }

    #[test]
    fn an_empty_text() {
        assert!(Index::new("").find("", "De minister", 2).is_empty());
    }
}
