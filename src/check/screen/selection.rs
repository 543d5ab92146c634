//! Which records are read the full way: those in doubt, and those that their checks look at.

use crate::check::reference::references_of;
use crate::dataset::{Document, Part};
use crate::links::{ACTOR, DECISION, Known, Link, Links, Origin};
use crate::model::RECORD_TYPES;

/// A record that is read the full way.
#[derive(Clone, Copy, Debug)]
pub struct Picked {
    /// Where it stands.
    pub origin: Origin,
    /// Its type.
    pub record_type: &'static str,
    /// What it is read for.
    pub part: Part,
}

/// A selection of records, by their cards.
pub struct Selection<'a> {
    links: &'a Links,
    /// What each is read for; none if nothing is to be found in it and nobody looks at it.
    parts: Vec<Option<Part>>,
    /// Whether all that tells the status of a decision is in the selection.
    is_told: Vec<bool>,
    /// Which records quote which sources: the name of the source and the card, in order, once they are asked for.
    quoting: Vec<(u32, u32)>,
    /// Where the records that are checked stand, in order.
    origins: Vec<Origin>,
}

impl<'a> Selection<'a> {
    /// Nothing.
    pub fn new(links: &'a Links) -> Selection<'a> {
        Selection {
            links,
            parts: vec![None; links.cards.len()],
            is_told: Vec::new(),
            quoting: Vec::new(),
            origins: Vec::new(),
        }
    }

    /// Adds records that are to be checked, and what their checks look at.
    pub fn check(&mut self, cards: &[u32]) {
        for card in cards {
            self.parts[*card as usize] = Some(Part::Checked);
        }
        self.origins = cards
            .iter()
            .map(|card| self.links.cards[*card as usize].origin)
            .collect();
        self.origins.sort_unstable();
        for card in cards {
            let name = self.links.cards[*card as usize].name;
            self.look_at_name(name);
            for link in self.links.of(*card) {
                if let Link::Names(name) = link {
                    self.look_at_name(*name);
                }
            }
            self.look_at_source(name);
        }
    }

    /// Adds what the checks of a record that has no card look at.
    pub fn look_at(&mut self, document: &Document) {
        let links = self.links;
        let number = |record_type: &str, id: &str| {
            let kind = RECORD_TYPES.iter().position(|one| *one == record_type)?;
            links.names.get(kind as u8, id)
        };
        let own = document
            .identity()
            .and_then(|(record_type, id)| number(record_type, id));
        let named = references_of(document).filter_map(|one| number(one.record_type, one.id));
        for name in named.chain(own) {
            self.look_at_name(name);
        }
        if let Some(own) = own {
            self.look_at_source(own);
        }
    }

    /// Adds the record of a name.
    pub fn include(&mut self, name: u32) {
        self.include_for(name, Part::Aside);
    }

    fn include_for(&mut self, name: u32, part: Part) {
        let Known::Card(card) = self.links.known(name) else {
            return;
        };
        let known = &mut self.parts[card as usize];
        // Quotes that count are never lost again.
        if known.is_none() || (*known == Some(Part::Aside) && part == Part::Quoting) {
            *known = Some(part);
        }
    }

    /// Adds the record of a name, and what has to be known to tell what became of it or in whose name it speaks.
    fn look_at_name(&mut self, name: u32) {
        self.include(name);
        match self.links.names.name(name).0 {
            DECISION => self.tell_status(name),
            ACTOR => self
                .links
                .chain(name)
                .into_iter()
                .for_each(|actor| self.include(actor)),
            _ => {}
        }
    }

    /// Adds what the checks of a source look at in others: if it declares evidence to say nothing, those that quote it.
    fn look_at_source(&mut self, name: u32) {
        let links = self.links;
        let Known::Card(card) = links.known(name) else {
            return;
        };
        if links.whole.declares_evidence[card as usize] {
            if self.quoting.is_empty() {
                let quoting = links
                    .quotes
                    .iter()
                    .filter(|(_, _, _, card)| *card != u32::MAX);
                self.quoting = quoting
                    .map(|(source, _, _, card)| (*source, *card))
                    .collect();
                self.quoting.sort_unstable();
            }
            let first = self.quoting.partition_point(|(source, _)| *source < name);
            let mut at = first;
            while let Some((_, card)) = self.quoting.get(at).filter(|(source, _)| *source == name) {
                self.include_for(links.cards[*card as usize].name, Part::Quoting);
                at += 1;
            }
        }
    }

    /// Adds the decisions that a decision relates to and those that relate to it, and so on, and the sources of them all.
    fn tell_status(&mut self, name: u32) {
        let links = self.links;
        if self.is_told.is_empty() {
            self.is_told = vec![false; links.names.len()];
        }
        let mut open = vec![name];
        while let Some(name) = open.pop() {
            if std::mem::replace(&mut self.is_told[name as usize], true) {
                continue;
            }
            self.include(name);
            let later = &links.whole.later;
            let first = later.partition_point(|(older, _, _)| *older < name);
            let newer = later[first..]
                .iter()
                .take_while(|(older, _, _)| *older == name);
            open.extend(newer.map(|(_, newer, _)| links.cards[*newer as usize].name));
            let Known::Card(card) = links.known(name) else {
                continue;
            };
            for link in links.of(card) {
                match link {
                    Link::Relates(older, _) => open.push(*older),
                    Link::Quotes(source, _)
                    | Link::Unchecked(source, _)
                    | Link::Locates(source) => {
                        self.include(*source);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Whether the record that stands there is checked.
    pub fn is_checked(&self, origin: &Origin) -> bool {
        self.origins.binary_search(origin).is_ok()
    }

    /// Whether the record of a card is read.
    pub fn is_read(&self, card: u32) -> bool {
        self.parts[card as usize].is_some()
    }

    /// The records that are read.
    pub fn picked(&self) -> impl Iterator<Item = Picked> + '_ {
        let parts = self.parts.iter().zip(&self.links.cards);
        parts.filter_map(|(part, card)| {
            let kind = self.links.names.name(card.name).0;
            Some(Picked {
                origin: card.origin,
                record_type: RECORD_TYPES[kind as usize],
                part: (*part)?,
            })
        })
    }
}
