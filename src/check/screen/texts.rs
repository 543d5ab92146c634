//! The texts in which quotes are looked for. Each is read and indexed by the thread that asks first, and stands ready for all until
//! others took its place; the few quotes that come after that are searched for.

use std::collections::VecDeque;
use std::hash::{BuildHasher, Hash};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use foldhash::fast::{FixedState, RandomState};
use hashbrown::{Equivalent, HashMap, HashSet};

use crate::dataset::digest;
use crate::files::Buffer;
use crate::links::{SOURCE, Sheaf, TEXT, TextCard, Verdict};
use crate::passage::{self, Index, WORTH_SEARCHING};

/// Reads the text of a source, by its id and the name of its file, if that is known; gives that name, if the text was read.
pub type TextOf<'a> = dyn Fn(&str, Option<&str>, &mut Buffer) -> Option<String> + Sync + 'a;

/// How many bytes of texts a desk keeps at hand. Quotes of one text mostly come close together, and what is at hand should fit into
/// the caches of a processor.
const AT_HAND: usize = 1 << 20;

/// How many bytes of texts are ready for all desks.
const READY: usize = 2 << 20;

/// A text in its normal view, and where quotes may begin in it.
struct Text {
    view: String,
    index: OnceLock<Index>,
    /// How many more quotes are searched for without an index.
    patience: AtomicUsize,
}

impl Text {
    /// A text that was just read, for the first time or once more.
    fn new(view: String, is_new: bool) -> Text {
        let index = OnceLock::new();
        if is_new {
            index.get_or_init(|| Index::new(&view));
        }
        Text {
            view,
            index,
            patience: AtomicUsize::new(WORTH_SEARCHING),
        }
    }

    fn find(&self, quote: &str) -> Verdict {
        let is_patient = |left: usize| left.checked_sub(1);
        let relaxed = Ordering::Relaxed;
        let found: Vec<_> = match self.index.get() {
            None if self
                .patience
                .fetch_update(relaxed, relaxed, is_patient)
                .is_ok() =>
            {
                passage::places(&self.view, quote).take(2).collect()
            }
            _ => {
                let index = self.index.get_or_init(|| Index::new(&self.view));
                index.find(&self.view, quote, 2)
            }
        };
        match found.as_slice() {
            [once] => Verdict::Once(once.start as u32, once.end as u32),
            [] => Verdict::Missing,
            _ => Verdict::Ambiguous,
        }
    }
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
    /// The hashes of the ids of the sources whose texts were read before.
    known: Mutex<HashSet<u64, RandomState>>,
}

impl<'a> Texts<'a> {
    /// No text yet; they are read in this way.
    pub fn new(read: &'a TextOf<'a>) -> Texts<'a> {
        Texts {
            read,
            ready: Mutex::new(Shelf::new(READY)),
            known: Mutex::default(),
        }
    }

    /// The text of a source by its id, and the card of the text if it was read for that.
    fn get(&self, sheaf: &mut Sheaf, number: u32, source: &str, buffer: &mut Buffer) -> Slot {
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
            let name = (self.read)(source, None, buffer)?;
            let text = simdutf8::basic::from_utf8(buffer.bytes()).ok()?;
            // If two ids had the same hash, the text would have no card, and be read again for it in the end.
            let hash = FixedState::default().hash_one(source);
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            let is_new = known.insert(hash);
            drop(known);
            let view = Text::new(passage::view(text), is_new);
            if is_new {
                sheaf.texts.push(TextCard {
                    source: number,
                    file: sheaf.names.number(TEXT, &name),
                    sha256: digest(text.as_bytes()),
                    trace: view.index.get().map(Index::trace),
                });
            }
            Some(view)
        });
        if is_first {
            let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
            ready.count(source);
        }
        slot
    }
}

/// The texts that a desk has at hand, so that threads need not wait for one another.
pub struct TextsAtHand {
    /// By the numbers of their sources in the sheaf.
    shelf: Shelf<u32>,
    /// The source that was asked for last.
    last: Option<(String, u32)>,
    /// Where texts are read into.
    buffer: Buffer,
}

impl Default for TextsAtHand {
    fn default() -> TextsAtHand {
        TextsAtHand {
            shelf: Shelf::new(AT_HAND),
            last: None,
            buffer: Buffer::default(),
        }
    }
}

impl TextsAtHand {
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
            let text = texts.get(sheaf, number, source, &mut self.buffer);
            self.shelf.add(number, text);
            self.shelf.count(&number);
        }
        let text = self.shelf.get(&number).and_then(|text| text.get());
        match text {
            Some(Some(text)) => text.find(quote),
            _ => Verdict::NoText,
        }
    }
}
