//! Which records are read again and kept: those in doubt, and those that their checks look at.

use super::settled::{LooksAt, Settled};
use crate::dataset::references_of;
use crate::dataset::{Document, Quotes};
use crate::links::{ACTOR, DECISION, Known, Link, Links, Origin};
use crate::model::RECORD_TYPES;

/// A record that is read again and kept.
#[derive(Clone, Copy, Debug)]
pub struct Picked {
    /// Where it stands.
    pub origin: Origin,
    /// Whether it is read only because the checks of others look at it.
    pub is_aside: bool,
    /// What has to be done with its quotes.
    pub quotes: Quotes,
    /// The rules that find nothing in it, a bit for each.
    pub settled: u64,
}

/// A selection of records, by their cards.
pub struct Selection<'a> {
    links: &'a Links,
    /// Whether each is read, and what has to be done with its quotes.
    read: Vec<Option<Quotes>>,
    /// By the names of sources, whether their texts are read.
    needs_text: Vec<bool>,
    /// Whether all that tells the status of a decision is in the selection.
    is_told: Vec<bool>,
    /// Which records quote which sources: the name of the source and the card, in order, once they are asked for.
    quoting: Vec<(u32, u32)>,
    /// The rules that find nothing in each, of those that are checked.
    settled: Vec<Option<u64>>,
    /// Where those stand, in order.
    origins: Vec<Origin>,
}

impl<'a> Selection<'a> {
    /// Nothing.
    pub fn new(links: &'a Links) -> Selection<'a> {
        Selection {
            links,
            read: vec![None; links.cards.len()],
            needs_text: vec![false; links.names.len()],
            is_told: Vec::new(),
            quoting: Vec::new(),
            settled: vec![None; links.cards.len()],
            origins: Vec::new(),
        }
    }

    /// Adds records that are to be checked, and what their checks look at.
    pub fn check(&mut self, cards: &[(u32, Settled)]) {
        let links = self.links;
        let cards = || cards.iter().map(|(at, settled)| (*at, settled));
        let origins = cards().map(|(at, _)| links.cards[at as usize].origin);
        self.origins = origins.collect();
        self.origins.sort_unstable();
        for (at, settled) in cards() {
            self.settled[at as usize] = Some(settled.rules);
            self.read[at as usize] = Some(match settled.has_clear_quotes {
                true => Quotes::Done,
                false => Quotes::Open,
            });
        }
        for (at, settled) in cards() {
            let name = links.cards[at as usize].name;
            self.needs_text[name as usize] = true;
            for link in links.of(at) {
                match link {
                    Link::Names(name) => self.look_at_name(*name, settled.looks_at),
                    Link::Quotes(source, _) | Link::Unchecked(source, _)
                        if !settled.has_clear_quotes =>
                    {
                        self.include_text(*source);
                    }
                    _ => {}
                }
            }
            self.look_at_name(name, settled.looks_at);
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
            self.needs_text[name as usize] = true;
            self.look_at_name(name, LooksAt::Status);
        }
        if let Some(own) = own {
            self.look_at_source(own);
        }
    }

    /// Adds the source of a name, with its text.
    pub fn include_text(&mut self, source: u32) {
        self.include(source);
        self.needs_text[source as usize] = true;
    }

    /// Adds the record of a name.
    fn include(&mut self, name: u32) {
        if let Known::Card(card) = self.links.known(name) {
            self.read[card as usize].get_or_insert(Quotes::Done);
        }
    }

    /// Adds the record of a card, whose quotes count in a source.
    fn include_quoting(&mut self, card: u32) {
        let quotes = &mut self.read[card as usize];
        if *quotes != Some(Quotes::Open) && !self.links.cards[card as usize].is_replaced {
            *quotes = Some(Quotes::Quoting);
        }
    }

    /// Adds the record of a name, and what has to be known to tell what became of it or in whose name it speaks.
    fn look_at_name(&mut self, name: u32, looks_at: LooksAt) {
        if looks_at == LooksAt::Nothing {
            return;
        }
        self.include(name);
        match self.links.names.name(name).0 {
            DECISION if looks_at == LooksAt::Status => self.tell_status(name),
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
                self.include_quoting(*card);
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

    /// Whether all is well with the quotes of a card that is checked.
    pub fn has_clear_quotes(&self, card: u32) -> bool {
        self.read[card as usize].is_some_and(|quotes| quotes != Quotes::Open)
    }

    /// Whether the text of a source is read.
    pub fn needs_text(&self, source: u32) -> bool {
        self.needs_text[source as usize]
    }

    /// The records that are read.
    pub fn picked(&self) -> impl Iterator<Item = Picked> + '_ {
        let read = self.read.iter().enumerate();
        read.filter_map(|(at, quotes)| {
            let card = &self.links.cards[at];
            Some(Picked {
                origin: card.origin,
                is_aside: self.settled[at].is_none(),
                settled: self.settled[at].unwrap_or_default(),
                quotes: (*quotes)?,
            })
        })
    }
}
