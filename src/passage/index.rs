//! Finding many quotes in one text: where each may begin is looked up, not searched for.
//!
//! A quote begins where a word does, or where something that is no letter stands. These places are sorted into buckets by the
//! sixteen bytes that stand there, once; a quote then is compared with the places of one bucket. Where a text begins its sentences
//! alike, so that a bucket is large, its places are put in the order of what follows them, and a quote is found among them by
//! halves: time grows with the text plus the quotes, and not with their product.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::find::{at_boundaries, places};
use crate::simd::{BLOCK, alphanumeric, between, blocks, equal, of_block};

/// The most quotes that are searched for in a text instead of looked up in an index of it, which takes as long to make.
pub const WORTH_SEARCHING: usize = 8;

/// The finder of several quotes in one view: by an index, if there are more than a few.
pub struct Finder<'a> {
    view: &'a str,
    index: Option<Index>,
}

impl<'a> Finder<'a> {
    /// A finder for so many quotes.
    pub fn new(view: &'a str, quotes: usize) -> Finder<'a> {
        let index = (quotes > WORTH_SEARCHING).then(|| Index::new(view));
        Finder { view, index }
    }

    /// Every place where a quote stands between word boundaries, in order.
    pub fn find(&self, quote: &str) -> Vec<Range<usize>> {
        match &self.index {
            Some(index) => index.find(self.view, quote, usize::MAX),
            None => places(self.view, quote).collect(),
        }
    }
}

/// The number of bytes that determine a bucket: those at the start of a quote, or from a place on.
const HEAD: usize = 16;

/// The number of quotes too short for a bucket that are searched for, before the places are put in order for them.
const SHORT: usize = 8;

/// The number of places of a bucket that are looked through one by one.
const FEW: usize = 16;

/// The number of bytes after a place that count for its order in a large bucket: more than any quote of sixty words has. Longer
/// ones are found all the same, and only take longer where a text repeats more than this.
const DEPTH: usize = 1024;

/// The places of a view at which quotes may begin.
pub struct Index {
    /// The last place of each bucket, and where the one before it is kept.
    buckets: Vec<Link>,
    /// The places of buckets that have more than one, but their last ones.
    earlier: Vec<Link>,
    /// The places near the end of the view, after which there are too few bytes for a bucket.
    ends: Vec<u32>,
    /// The places of large buckets that were asked for, in the order of what follows them.
    sorted: Mutex<HashMap<usize, Arc<[u32]>>>,
    /// The number of quotes that were asked for and are too short for any bucket.
    short: AtomicUsize,
    /// All places in the order of what follows them, if there were many such quotes.
    by_head: OnceLock<Vec<u32>>,
}

/// Which buckets of an index have a place: in little memory it tells of most quotes that they do not stand in a text, when neither the
/// text nor its index is at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace(Box<[u64]>);

/// The hashes that determine the buckets of all places of a quote in an index.
pub struct Heads(Vec<u64>);

/// A place of a bucket, and the number of the one before it among those that are kept apart.
#[derive(Clone, Copy)]
struct Link {
    place: u32,
    before: u32,
}

/// No place, and the number of no place.
const NONE: u32 = u32::MAX;

const NOWHERE: Link = Link {
    place: NONE,
    before: NONE,
};

impl Index {
    /// The index of a normal view, which is at most four gigabytes long.
    pub fn new(view: &str) -> Index {
        let bytes = view.as_bytes();
        // Words have some six letters, so that most buckets have one place.
        let size = (bytes.len() / 6 + 1).next_power_of_two();
        let size = size.max(u64::BITS as usize);
        let mut buckets = vec![NOWHERE; size];
        let mut earlier = vec![NOWHERE; bytes.len() / 12 + 16];
        let mut count = 0;
        let mut ends = Vec::new();
        let mut last_is_letter = false;
        for (nth, block) in blocks(bytes).enumerate() {
            let mut begins = beginnings(&block, &mut last_is_letter);
            while begins != 0 {
                let place = nth * BLOCK + begins.trailing_zeros() as usize;
                begins &= begins - 1;
                // Quotes with a whole head do not begin at the last ones, but shorter ones may.
                let Some(head) = head(bytes, place) else {
                    ends.push(place as u32);
                    continue;
                };
                if count == earlier.len() {
                    earlier.resize(2 * count, NOWHERE);
                }
                let last = &mut buckets[bucket(head, size)];
                // Kept in any case, and if it is nowhere, written over next: which buckets are taken no processor can guess.
                earlier[count] = *last;
                let is_taken = last.place != NONE;
                *last = Link {
                    place: place as u32,
                    before: if is_taken { count as u32 } else { NONE },
                };
                count += usize::from(is_taken);
            }
        }
        earlier.truncate(count);
        Index {
            buckets,
            earlier,
            ends,
            sorted: Mutex::default(),
            short: AtomicUsize::new(0),
            by_head: OnceLock::new(),
        }
    }

    /// Which buckets have a place.
    pub fn trace(&self) -> Trace {
        let words = self.buckets.chunks(u64::BITS as usize).map(|buckets| {
            let bits = buckets.iter().enumerate();
            bits.fold(0, |word, (at, bucket)| {
                word | u64::from(bucket.place != NONE) << at
            })
        });
        Trace(words.collect())
    }

    /// The places where a quote stands in the view that was indexed, as [`super::NormalText::find`] has them, but no more of them
    /// than `most`.
    pub fn find(&self, view: &str, quote: &str, most: usize) -> Vec<Range<usize>> {
        let stands = move |place: usize| {
            let at = place..place + quote.len();
            let is_there = view.as_bytes().get(at.clone()) == Some(quote.as_bytes());
            (is_there && at_boundaries(view, &at)).then_some(at)
        };
        if quote.is_empty() || quote.as_bytes()[0] == b' ' {
            // Nothing that begins so is in the index, and no record holds it.
            return super::find::places(view, quote).take(most).collect();
        }
        let Some(own_head) = head(quote.as_bytes(), 0) else {
            if self.short.fetch_add(1, Ordering::Relaxed) < SHORT {
                return super::find::places(view, quote).take(most).collect();
            }
            let all = self.by_head.get_or_init(|| {
                let mut places = self.places();
                places.sort_by_key(|place| (following(view, *place, HEAD), *place));
                places
            });
            return by_halves(view, all, quote, HEAD, most, stands);
        };
        let bucket = bucket(own_head, self.buckets.len());
        let mut found = Vec::new();
        for (nth, place) in self.of_bucket(bucket).enumerate() {
            if nth == FEW {
                let sorted = self.sorted(view, bucket);
                return by_halves(view, &sorted, quote, DEPTH, most, stands);
            }
            // Most places of a bucket have the same head, and those that have not are told by it.
            if head(view.as_bytes(), place) == Some(own_head) {
                found.extend(stands(place));
            }
        }
        found.reverse();
        found.truncate(most);
        found
    }

    /// The places of a bucket, the last first.
    fn of_bucket(&self, bucket: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = self.buckets.get(bucket).copied();
        std::iter::from_fn(move || {
            let Link { place, before } = next.filter(|link| link.place != NONE)?;
            next = self.earlier.get(before as usize).copied();
            Some(place as usize)
        })
    }

    /// The places of a bucket in the order of what follows them.
    fn sorted(&self, view: &str, bucket: usize) -> Arc<[u32]> {
        let mut sorted = self.sorted.lock().unwrap_or_else(PoisonError::into_inner);
        let places = sorted.entry(bucket).or_insert_with(|| {
            let mut places: Vec<_> = self.of_bucket(bucket).map(|place| place as u32).collect();
            places.sort_by_key(|place| (following(view, *place, DEPTH), *place));
            places.into()
        });
        Arc::clone(places)
    }

    /// All places.
    fn places(&self) -> Vec<u32> {
        let links = self.buckets.iter().chain(&self.earlier);
        let places = links.map(|link| link.place).filter(|place| *place != NONE);
        places.chain(self.ends.iter().copied()).collect()
    }
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

/// The bytes from a place on, at most `depth` of them.
fn following(view: &str, place: u32, depth: usize) -> &[u8] {
    let rest = &view.as_bytes()[place as usize..];
    &rest[..rest.len().min(depth)]
}

/// A bit for each byte of a block at which a quote may begin: one that is no space and not the rest of a character, and between
/// two letters or digits none begins.
fn beginnings(block: &[u8; BLOCK], last_is_letter: &mut bool) -> u64 {
    let letters = of_block(block, alphanumeric);
    let insides = of_block(block, |part| equal(part, b' ') | between(part, 0x80, 0xbf));
    let before = letters << 1 | u64::from(*last_is_letter);
    *last_is_letter = letters >> (BLOCK - 1) == 1;
    !insides & !(letters & before)
}

/// The bytes by which the bucket of a place is told, if there are as many.
fn head(bytes: &[u8], place: usize) -> Option<u128> {
    let head = bytes[place..].first_chunk::<HEAD>()?;
    Some(u128::from_le_bytes(*head))
}

impl Heads {
    /// Takes a quote.
    pub fn of(quote: &str) -> Heads {
        let bytes = quote.as_bytes();
        let mut heads = Vec::new();
        let mut last_is_letter = false;
        for (nth, block) in blocks(bytes).enumerate() {
            // Whether a word begins in the quote is told by the same two bytes as in the text, but for its first one, and there too one
            // begins if the quote stands there.
            let mut begins = beginnings(&block, &mut last_is_letter);
            while begins != 0 {
                let place = nth * BLOCK + begins.trailing_zeros() as usize;
                begins &= begins - 1;
                heads.extend(head(bytes, place).map(hash));
            }
        }
        Heads(heads)
    }
}

impl Trace {
    /// True if a quote may stand in the text; if false, it does not.
    pub fn may_hold(&self, quote: &Heads) -> bool {
        let Trace(words) = self;
        let is_taken = |hash: &u64| {
            let at = place_of(*hash, words.len() * u64::BITS as usize);
            words[at / 64] & (1 << (at % 64)) != 0
        };
        quote.0.iter().all(is_taken)
    }

    /// The number of bytes of memory that it takes.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.0)
    }
}

/// The bucket of a head; `size` is a power of two.
fn bucket(head: u128, size: usize) -> usize {
    place_of(hash(head), size)
}

fn hash(head: u128) -> u64 {
    // Fibonacci hashing: the high bits of a product depend on all bits of what is multiplied.
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let (low, high) = (head as u64, (head >> 64) as u64);
    (low.wrapping_mul(FACTOR).rotate_left(32) ^ high).wrapping_mul(FACTOR)
}

/// The bucket of a hash; `size` is a power of two.
fn place_of(hash: u64, size: usize) -> usize {
    (hash >> 32) as usize & (size - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passage::normal;

    #[test]
    fn a_text_that_repeats_itself() {
        let sentences = (0..500).map(|nth| format!("De minister heeft besloten tot {nth}. "));
        let text = normal(&sentences.collect::<String>());
        let index = Index::new(&text.view);
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
    fn where_quotes_may_begin() {
        let view = "Één privé-onderneming, “de” CO2-heffing; 2 \u{1e9}x ".repeat(5);
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric();
        let bytes = view.as_bytes();
        let expected: Vec<_> = (0..view.len())
            .filter(|at| view.is_char_boundary(*at) && bytes[*at] != b' ')
            .filter(|at| *at == 0 || !is_letter(bytes[*at]) || !is_letter(bytes[at - 1]))
            .collect();
        let index = Index::new(&view);
        let mut places = index.places();
        places.sort_unstable();
        let places = places.iter().map(|place| *place as usize);
        assert_eq!(places.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_trace_tells_of_every_quote_that_stands_in_a_text() {
        let text = normal(
            "Het kabinet – dat is, “de regering” – onthoudt zich van stemming over\nvoorstel 2022/0155; \
             één privé-onderneming heeft CO2-heffing betaald, en meer dan dat is er niet.",
        );
        let trace = Index::new(&text.view).trace();
        let starts: Vec<usize> = text.view.char_indices().map(|(at, _)| at).collect();
        for from in &starts {
            for to in starts.iter().filter(|to| *to > from) {
                let quote = &text.view[*from..*to];
                if !text.find(quote).is_empty() {
                    assert!(trace.may_hold(&Heads::of(quote)), "{quote}");
                }
            }
        }
        for other in [
            "Het kabinet stemt tegen het voorstel",
            "onthoudt zich van stemming: alle",
        ] {
            assert!(!trace.may_hold(&Heads::of(other)), "{other}");
        }
    }

    #[test]
    fn an_empty_text() {
        assert!(Index::new("").find("", "De minister", 2).is_empty());
    }
}
