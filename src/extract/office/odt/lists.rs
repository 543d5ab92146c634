//! The lists of a text while it is read: which item a paragraph begins, and with what mark.

use std::collections::HashMap;

use super::super::numbering::{Counters, Level};
use super::super::xml::{Ns, Start};
use super::styles::{OUTLINE, Styles};

/// A list that is open.
#[derive(Default)]
struct Open {
    style: Option<String>,
    id: Option<String>,
    /// True if the next paragraph begins an item.
    begins: bool,
    /// The number of that item, if it is said.
    start: Option<u32>,
}

/// The lists that stand in one another at a place of the text.
#[derive(Default)]
struct Place {
    open: Vec<Open>,
    counters: Counters,
    /// True if the next item is the first one of a list that goes on with no other.
    is_apart: bool,
}

/// The lists of a text.
#[derive(Default)]
pub struct Lists {
    /// The places that are open: the text, and the notes and boxes in it.
    places: Vec<Place>,
    /// The numbers that lists have got to, by the names of the lists and by their styles.
    by_id: HashMap<String, Counters>,
    by_style: HashMap<String, Counters>,
    /// The numbers that headings have got to.
    outline: Counters,
}

/// What the lists say of a paragraph.
pub struct Marked {
    /// Its mark; empty if it has none, and `None` if it is not known.
    pub mark: Option<String>,
    /// True if it begins an item.
    pub is_item: bool,
    /// True if it stands apart from the item before it.
    pub apart: bool,
}

impl Lists {
    /// Begins a place in which lists are none of those around it.
    pub fn begin_place(&mut self) {
        self.places.push(Place::default());
    }

    /// Ends it.
    pub fn end_place(&mut self) {
        self.places.pop();
    }

    /// Begins a list. Returns about how many bytes are kept of it.
    pub fn begin(&mut self, start: &Start<'_>) -> usize {
        let said = |name| start.get(Ns::Text, name);
        let goes_on = said("continue-numbering").as_deref() == Some("true");
        let id = start
            .get(Ns::Xml, "id")
            .filter(|name| name.len() <= MAX_NAME);
        if self.places.is_empty() {
            self.begin_place();
        }
        let Some(place) = self.places.last_mut() else {
            return 0;
        };
        let around = place.open.last().and_then(|list| list.style.clone());
        let style = said("style-name")
            .filter(|name| name.len() <= MAX_NAME)
            .or(around);
        if place.open.is_empty() {
            let of_other = said("continue-list").and_then(|id| self.by_id.get(&id));
            let of_style = style
                .as_ref()
                .filter(|_| goes_on)
                .and_then(|style| self.by_style.get(style));
            let counters = of_other.or(of_style);
            place.is_apart = counters.is_none();
            place.counters = counters.cloned().unwrap_or_default();
        } else if !goes_on {
            place.counters.reset(place.open.len());
        }
        let new_style = style
            .as_ref()
            .filter(|style| !self.by_style.contains_key(*style));
        let names = [id.as_ref(), new_style].into_iter().flatten();
        let kept = names.map(|name| name.len() + size_of::<Counters>()).sum();
        place.open.push(Open {
            style,
            id,
            ..Open::default()
        });
        kept
    }

    /// Ends a list.
    pub fn end(&mut self) {
        let Some(place) = self.places.last_mut() else {
            return;
        };
        let Some(list) = place.open.pop().filter(|_| place.open.is_empty()) else {
            return;
        };
        if let Some(id) = list.id {
            self.by_id.insert(id, place.counters.clone());
        }
        if let Some(style) = list.style {
            self.by_style.insert(style, place.counters.clone());
        }
    }

    /// Begins an item, or the head of a list, which has no mark.
    pub fn begin_item(&mut self, start: &Start<'_>) {
        if let Some(list) = self
            .places
            .last_mut()
            .and_then(|place| place.open.last_mut())
        {
            list.begins = start.name() == "list-item";
            list.start = start
                .number(Ns::Text, "start-value")
                .and_then(|first| u32::try_from(first).ok());
        }
    }

    /// What the paragraph or heading is that begins.
    pub fn mark(&mut self, styles: &Styles, start: &Start<'_>) -> Marked {
        let nothing = Marked {
            mark: Some(String::new()),
            is_item: false,
            apart: false,
        };
        let Some(place) = self
            .places
            .last_mut()
            .filter(|place| !place.open.is_empty())
        else {
            return if start.name() == "h" {
                self.mark_of_heading(styles, start)
            } else {
                nothing
            };
        };
        let level = place.open.len() - 1;
        let Some(list) = place.open.last_mut().filter(|list| list.begins) else {
            return nothing;
        };
        list.begins = false;
        let name = list
            .style
            .as_deref()
            .or_else(|| styles.list_of(&start.get(Ns::Text, "style-name")?));
        let levels = name
            .and_then(|name| styles.levels(name))
            .unwrap_or_default();
        advance(&mut place.counters, levels, level, list.start.take());
        // A list that begins at a deeper level is shown as a part of the one before it.
        let apart = std::mem::take(&mut place.is_apart) && level == 0;
        let mark = if level < levels.len() {
            place.counters.mark(levels, level)
        } else {
            Some(String::new())
        };
        Marked {
            mark,
            is_item: true,
            apart,
        }
    }

    fn mark_of_heading(&mut self, styles: &Styles, start: &Start<'_>) -> Marked {
        let mut marked = Marked {
            mark: Some(String::new()),
            is_item: false,
            apart: false,
        };
        let style = start.get(Ns::Text, "style-name").unwrap_or_default();
        let name = styles.list_of(&style).unwrap_or(OUTLINE);
        let level = start.number(Ns::Text, "outline-level").unwrap_or(1);
        let level = usize::try_from(level).unwrap_or(1).saturating_sub(1);
        let levels = styles.levels(name).unwrap_or_default();
        let is_head = start.get(Ns::Text, "is-list-header").as_deref() == Some("true");
        if is_head || level >= levels.len() {
            return marked;
        }
        let restarts = start.get(Ns::Text, "restart-numbering").as_deref() == Some("true");
        let first = start
            .number(Ns::Text, "start-value")
            .and_then(|first| u32::try_from(first).ok());
        let first = first
            .or_else(|| Some(levels.get(level)?.start))
            .filter(|_| restarts);
        advance(&mut self.outline, levels, level, first);
        marked.mark = self.outline.mark(levels, level);
        marked
    }
}

/// The longest name of a list, in bytes.
const MAX_NAME: usize = 256;

/// Goes on at a level, to the number that is said or to the next one.
fn advance(counters: &mut Counters, levels: &[Level], level: usize, number: Option<u32>) {
    counters.advance(levels, level);
    if number.is_some() {
        counters.set(level, number);
    }
}
