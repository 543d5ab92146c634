//! The texts in which quotes are looked for. Each is read and indexed once, by the thread that asks first, and stands ready for all
//! until others took its place.

use std::collections::VecDeque;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use foldhash::fast::RandomState;
use hashbrown::{Equivalent, HashMap};

use super::desk::TextOf;
use crate::dataset::digest;
use crate::files::RawFile;
use crate::gist::Verdict;
use crate::links::{SOURCE, Sheaf, TEXT, TextCard};
use crate::passage::{self, Index};

/// How many bytes of texts a desk keeps at hand. Quotes of one text mostly come close together, and what is at hand should fit into
/// the caches of a processor.
const AT_HAND: usize = 1 << 20;

/// How many bytes of texts are ready for all desks.
const READY: usize = 2 << 20;

/// A text in its normal view, and where quotes may begin in it.
struct Text {
    view: String,
    index: Index,
}

/// A text, once somebody read it; none if there is no text.
type Slot = Arc<OnceLock<Option<Text>>>;

/// Texts in the order in which they came, up to a number of bytes.
struct Shelf<K> {
    /// The texts, and how many bytes each counts for.
    of: HashMap<K, (Slot, usize), RandomState>,
    order: VecDeque<K>,
    bytes: usize,
    room: usize,
}

impl<K: Clone + Eq + Hash> Shelf<K> {
    fn new(room: usize) -> Shelf<K> {
        Shelf {
            of: HashMap::default(),
            order: VecDeque::new(),
            bytes: 0,
            room,
        }
    }

    fn get(&self, key: &(impl Hash + Equivalent<K> + ?Sized)) -> Option<&Slot> {
        self.of.get(key).map(|(text, _)| text)
    }

    fn add(&mut self, key: K, text: Slot) {
        self.order.push_back(key.clone());
        self.of.insert(key, (text, 0));
    }

    /// Counts a text that was read, if it still stands here, and puts away the first ones until there is room for it.
    fn count(&mut self, key: &(impl Hash + Equivalent<K> + ?Sized)) {
        let Some((text, counted)) = self.of.get_mut(key) else {
            return;
        };
        // That a source has no text has to be kept as well.
        let view = text.get().and_then(|text| Some(text.as_ref()?.view.len()));
        *counted = size_of::<Text>() + view.unwrap_or_default();
        self.bytes += *counted;
        while self.bytes > self.room
            && self.order.len() > 1
            && let Some(first) = self.order.pop_front()
            && let Some((_, counted)) = self.of.remove(&first)
        {
            self.bytes -= counted;
        }
    }
}

/// The texts that are ready for all desks.
pub struct Texts<'a> {
    read: &'a TextOf<'a>,
    ready: Mutex<Shelf<String>>,
}

impl<'a> Texts<'a> {
    /// No text yet; they are read in this way.
    pub fn new(read: &'a TextOf<'a>) -> Texts<'a> {
        Texts {
            read,
            ready: Mutex::new(Shelf::new(READY)),
        }
    }

    /// The text of a source by its id, and the card of the text if it was read for that.
    fn get(&self, sheaf: &mut Sheaf, number: u32, source: &str) -> Slot {
        let slot = {
            let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
            match ready.get(source) {
                Some(slot) => Arc::clone(slot),
                None => {
                    let slot = Slot::default();
                    ready.add(source.to_owned(), Arc::clone(&slot));
                    slot
                }
            }
        };
        let mut is_first = false;
        slot.get_or_init(|| {
            is_first = true;
            let file = (self.read)(source, None)?;
            let (card, text) = text_card(sheaf, number, &file)?;
            sheaf.texts.push(card);
            let view = passage::view(text);
            let index = Index::new(&view);
            Some(Text { view, index })
        });
        if is_first {
            let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
            ready.count(source);
        }
        slot
    }
}

/// The texts that a desk has at hand, so that threads need not wait for one another.
pub struct AtHand {
    /// By the numbers of their sources in the sheaf.
    shelf: Shelf<u32>,
    /// The source that was asked for last.
    last: Option<(String, u32)>,
}

impl Default for AtHand {
    fn default() -> AtHand {
        AtHand {
            shelf: Shelf::new(AT_HAND),
            last: None,
        }
    }
}

impl AtHand {
    /// Looks for a quote in the text of a source, by its id.
    pub fn find(
        &mut self,
        texts: &Texts<'_>,
        sheaf: &mut Sheaf,
        source: &str,
        quote: &str,
    ) -> Verdict {
        let number = match &self.last {
            Some((last, number)) if last == source => *number,
            _ => {
                let number = sheaf.names.number(SOURCE, source);
                self.last = Some((source.to_owned(), number));
                number
            }
        };
        if self.shelf.get(&number).is_none() {
            let text = texts.get(sheaf, number, source);
            self.shelf.add(number, text);
            self.shelf.count(&number);
        }
        let text = self.shelf.get(&number).and_then(|text| text.get());
        match text {
            Some(Some(text)) => match text.index.find(&text.view, quote, 2).as_slice() {
                [once] => Verdict::Once(once.start as u32, once.end as u32),
                [] => Verdict::Missing,
                _ => Verdict::Ambiguous,
            },
            _ => Verdict::NoText,
        }
    }
}

/// The card of a text, if it could be read.
fn text_card<'f>(sheaf: &mut Sheaf, source: u32, file: &'f RawFile) -> Option<(TextCard, &'f str)> {
    let bytes = file.content.as_ref().ok()?;
    let text = simdutf8::basic::from_utf8(bytes).ok()?;
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let card = TextCard {
        source,
        file: sheaf.names.number(TEXT, name),
        sha256: digest(bytes),
    };
    Some((card, text))
}
