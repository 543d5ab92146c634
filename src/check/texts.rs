//! The texts in which quotes are looked for. Each is read and indexed by the thread that asks first, and stands ready for all until
//! others took its place; the few quotes that come after that are searched for.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::dataset::digest;
use crate::files::{Buffer, Refusal};
use crate::index::Verdict;
use crate::passage::garbled::{self, Garbled};
use crate::passage::{self, Index, Trace, WORTH_SEARCHING};
use crate::workspace::{Content, Inventory};

/// The number of bytes of texts that a worker keeps at hand. Quotes of one text mostly come close together, and what is at hand
/// should fit into the caches of a processor.
const AT_HAND: usize = 1 << 20;

/// The number of bytes of texts that are ready for all workers.
const READY: usize = 2 << 20;

/// A text in its normal view, and where quotes may begin in it.
struct Text {
    view: String,
    index: OnceLock<Index>,
    /// The number of quotes that are still searched for without an index.
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

/// Texts in the order in which they came, up to a number of bytes, by the numbers of their files.
struct Shelf {
    /// The texts, and how many bytes each counts for.
    of: HashMap<u32, (Slot, usize), RandomState>,
    order: VecDeque<u32>,
    bytes: usize,
    room: usize,
}

impl Shelf {
    fn new(room: usize) -> Shelf {
        Shelf {
            of: HashMap::default(),
            order: VecDeque::new(),
            bytes: 0,
            room,
        }
    }

    fn get(&self, file: u32) -> Option<&Slot> {
        self.of.get(&file).map(|(text, _)| text)
    }

    fn add(&mut self, file: u32, text: Slot) {
        self.order.push_back(file);
        self.of.insert(file, (text, 0));
    }

    /// Counts a text that was read, if it still stands here, and puts away the first ones until there is room for it.
    fn count(&mut self, file: u32) {
        let Some((text, counted)) = self.of.get_mut(&file) else {
            return;
        };
        // That a file is no text has to be kept as well.
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

/// The facts of a sidecar, a file that stands beside records and holds none.
#[derive(Clone, Debug)]
pub struct SidecarFact {
    /// The hash of its bytes, or the reason why it was not read.
    pub sha256: Result<[u8; 32], Refusal>,
    /// The number of its bytes; none if it was not read.
    pub bytes: u64,
    /// True if it is UTF-8.
    pub is_text: bool,
    /// True if it is a text with a letter or digit in it.
    pub has_words: bool,
    /// The first thing in it that a wrong conversion leaves behind, if it is a text.
    pub garbled: Option<Garbled>,
    /// The trace that tells of most quotes that they do not stand in it, if quotes were looked for.
    pub trace: Option<Trace>,
}

impl SidecarFact {
    fn new(content: &Content<'_>, trace: Option<Trace>) -> SidecarFact {
        SidecarFact {
            sha256: match content {
                Content::Refused(refusal) => Err(*refusal),
                Content::Binary(bytes) => Ok(digest(bytes)),
                Content::Text(text) => Ok(digest(text.as_bytes())),
            },
            bytes: match content {
                Content::Refused(_) => 0,
                Content::Binary(bytes) => bytes.len() as u64,
                Content::Text(text) => text.len() as u64,
            },
            has_words: match content {
                Content::Text(text) => text.contains(char::is_alphanumeric),
                Content::Refused(_) | Content::Binary(_) => false,
            },
            garbled: match content {
                Content::Text(text) => garbled::first(text),
                Content::Refused(_) | Content::Binary(_) => None,
            },
            is_text: matches!(content, Content::Text(_)),
            trace,
        }
    }
}

/// The files that hold no record: those that are ready for all workers, and what is kept of each.
pub struct Texts<'a> {
    inventory: &'a Inventory<'a>,
    ready: Mutex<Shelf>,
    /// The facts of each sidecar that was read; none of one that is not there any more.
    facts: Vec<OnceLock<Option<SidecarFact>>>,
}

impl<'a> Texts<'a> {
    /// No text yet.
    pub fn new(inventory: &'a Inventory<'a>) -> Texts<'a> {
        Texts {
            inventory,
            ready: Mutex::new(Shelf::new(READY)),
            facts: inventory
                .sidecars()
                .iter()
                .map(|_| OnceLock::new())
                .collect(),
        }
    }

    /// The facts of a sidecar, which is read for them if nobody did before.
    pub fn fact(&self, file: u32) -> Option<&SidecarFact> {
        self.fact_with(file, &mut Buffer::default())
    }

    fn fact_with(&self, file: u32, buffer: &mut Buffer) -> Option<&SidecarFact> {
        let fact = self.facts[file as usize].get_or_init(|| {
            let content = self.inventory.sidecar(file, buffer)?;
            Some(SidecarFact::new(&content, None))
        });
        fact.as_ref()
    }

    /// The facts of the sidecars that were read so far, by their numbers.
    pub fn read_so_far(&self) -> impl Iterator<Item = (u32, &SidecarFact)> {
        let facts = (0..).zip(&self.facts);
        facts.filter_map(|(at, fact)| Some((at, fact.get()?.as_ref()?)))
    }

    /// Reads every file that nobody asked for.
    pub fn read_rest(&self) {
        let open = |file: &u32| self.facts[*file as usize].get().is_none();
        let open: Vec<u32> = (0..self.facts.len() as u32).filter(open).collect();
        let read = |buffer: &mut Buffer, file: u32| {
            self.fact_with(file, buffer);
        };
        if open.len() < FEW {
            let mut buffer = Buffer::default();
            open.into_iter().for_each(|file| read(&mut buffer, file));
        } else {
            open.into_par_iter().for_each_init(Buffer::default, read);
        }
    }

    /// A text, if the file is one.
    fn get(&self, file: u32, buffer: &mut Buffer) -> Slot {
        let slot = {
            let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
            match ready.get(file) {
                Some(slot) => Arc::clone(slot),
                None => {
                    let slot = Slot::default();
                    ready.add(file, Arc::clone(&slot));
                    slot
                }
            }
        };
        let mut is_first = false;
        slot.get_or_init(|| {
            is_first = true;
            let fact = &self.facts[file as usize];
            let Some(content) = self.inventory.sidecar(file, buffer) else {
                fact.get_or_init(|| None);
                return None;
            };
            let is_new = fact.get().is_none();
            let text = match content {
                Content::Text(text) => Some(Text::new(passage::view(text), is_new)),
                Content::Refused(_) | Content::Binary(_) => None,
            };
            if is_new {
                let index = text.as_ref().and_then(|text| text.index.get());
                fact.get_or_init(|| Some(SidecarFact::new(&content, index.map(Index::trace))));
            }
            text
        });
        if is_first {
            let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
            ready.count(file);
        }
        slot
    }

    /// About how many bytes of memory what is kept takes.
    pub fn bytes(&self) -> usize {
        let facts = self.facts.iter().filter_map(|fact| fact.get()?.as_ref());
        let traces = facts.filter_map(|fact| Some(fact.trace.as_ref()?.bytes()));
        self.facts.capacity() * size_of::<OnceLock<Option<SidecarFact>>>() + traces.sum::<usize>()
    }
}

/// The number of files from which on several threads read them; fewer are read on one, as threads take longer to start.
const FEW: usize = 16;

/// The texts that a worker has at hand, so that threads need not wait for one another.
pub struct TextsAtHand {
    shelf: Shelf,
    /// The buffer that texts are read into.
    buffer: Buffer,
}

impl Default for TextsAtHand {
    fn default() -> TextsAtHand {
        TextsAtHand {
            shelf: Shelf::new(AT_HAND),
            buffer: Buffer::default(),
        }
    }
}

impl TextsAtHand {
    /// Looks for a quote in a file.
    pub fn find(&mut self, texts: &Texts<'_>, file: u32, quote: &str) -> Verdict {
        if self.shelf.get(file).is_none() {
            let text = texts.get(file, &mut self.buffer);
            self.shelf.add(file, text);
            self.shelf.count(file);
        }
        let text = self.shelf.get(file).and_then(|text| text.get());
        match text {
            Some(Some(text)) => text.find(quote),
            _ => Verdict::NoText,
        }
    }
}
