//! Many short lists, one for each record, in the memory of one.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The number of items of a list that are looked through before one more is added: most records name the same few others again and
/// again, and one that names thousands must not take the square of that.
const LOOK_BACK: usize = 24;

/// Lists by the places of what they belong to.
pub struct Lists<T> {
    items: Vec<T>,
    /// The end of each list among the items.
    ends: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Lists<T> {
        Lists {
            items: Vec::new(),
            ends: Vec::new(),
        }
    }
}

impl<T> Lists<T> {
    /// Adds an item to the list that is being made.
    pub fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// The list that is being made.
    pub fn open(&mut self) -> &mut [T] {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        &mut self.items[start..]
    }

    /// Adds an item, unless it stands among the last ones.
    pub fn push_once(&mut self, item: T)
    where
        T: PartialEq,
    {
        let open = self.open();
        let from = open.len().saturating_sub(LOOK_BACK);
        if !open[from..].contains(&item) {
            self.push(item);
        }
    }

    /// Ends the list that is being made, sorted and with each item once, and begins the next one.
    pub fn close_sorted(&mut self)
    where
        T: Ord + Copy,
    {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        self.items[start..].sort_unstable();
        let mut end = start;
        for at in start..self.items.len() {
            if end == start || self.items[end - 1] != self.items[at] {
                self.items[end] = self.items[at];
                end += 1;
            }
        }
        self.items.truncate(end);
        self.close();
    }

    /// Ends the list that is being made, and begins the next one.
    pub fn close(&mut self) {
        self.ends.push(self.items.len() as u32);
    }

    /// The list at a place.
    pub fn of(&self, at: u32) -> &[T] {
        let (start, end) = self.range(at);
        &self.items[start..end]
    }

    /// The list at a place, to be changed.
    pub fn of_mut(&mut self, at: u32) -> &mut [T] {
        let (start, end) = self.range(at);
        &mut self.items[start..end]
    }

    fn range(&self, at: u32) -> (usize, usize) {
        let at = at as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        (start as usize, self.ends[at] as usize)
    }

    /// The number of lists.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// The items of all lists, to be changed.
    pub fn items_mut(&mut self) -> &mut [T] {
        &mut self.items
    }

    /// Sorts each list by what its items have; those that have the same stay as they stand.
    pub fn sort_each<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        let mut start = 0;
        for end in &self.ends {
            self.items[start..*end as usize].sort_by_key(&key);
            start = *end as usize;
        }
    }

    /// The lists in another order: the places that they have now.
    pub fn in_order(&self, order: &[u32]) -> Lists<T>
    where
        T: Copy,
    {
        let mut lists = Lists {
            items: Vec::with_capacity(self.items.len()),
            ends: Vec::with_capacity(self.ends.len()),
        };
        for at in order {
            lists.items.extend_from_slice(self.of(*at));
            lists.close();
        }
        lists
    }

    /// Adds lists behind these.
    pub fn append(&mut self, other: Lists<T>) {
        if self.ends.is_empty() {
            *self = other;
            return;
        }
        let first = self.items.len() as u32;
        make_room(&mut self.items, other.items.len());
        self.items.extend(other.items);
        make_room(&mut self.ends, other.ends.len());
        self.ends.extend(other.ends.iter().map(|end| first + end));
    }

    /// About how many bytes of memory they take.
    pub fn bytes(&self) -> usize {
        self.items.capacity() * size_of::<T>() + self.ends.capacity() * 4
    }
}

/// Makes room for more items, with an eighth to spare: what many threads or parts gathered is large, and half of the room that a vector makes
/// by itself would stay empty.
pub(super) fn make_room<T>(items: &mut Vec<T>, more: usize) {
    if items.capacity() - items.len() < more {
        items.reserve_exact(more.max(items.len() / 8));
    }
}

/// As the lengths of the lists, which are mostly few and alike, and all items.
impl<T: Serialize> Serialize for Lists<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let lengths = starts.zip(&self.ends).map(|(start, end)| end - start);
        (lengths.collect::<Vec<u32>>(), &self.items).serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Lists<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Lists<T>, D::Error> {
        let (mut ends, items): (Vec<u32>, Vec<T>) = Deserialize::deserialize(deserializer)?;
        let mut last: u32 = 0;
        for end in &mut ends {
            let sum = last.checked_add(*end);
            *end = sum.ok_or_else(|| D::Error::custom("the lists are too long"))?;
            last = *end;
        }
        if last as usize != items.len() {
            return Err(D::Error::custom("the lists do not hold all items"));
        }
        Ok(Lists { items, ends })
    }
}
