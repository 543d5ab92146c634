//! The index over all cards: which record is which, and what can only be told from all of them.

use super::SOURCE;
use super::card::{Card, Link, SourceCard, TextCard};
use super::names::Names;
use super::sheaf::Sheaf;
use super::whole::Whole;
use crate::passage::Trace;

/// No record has that name.
const ABSENT: u32 = u32::MAX;
/// A record of that name is there, and cannot be read.
const UNREAD: u32 = u32::MAX - 1;
/// More than one record has that name: nothing can be told from its card.
const UNSURE: u32 = u32::MAX - 2;

/// What is known of a record by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It is the record of the card at this place.
    Card(u32),
    /// It is there and cannot be read.
    Unread,
    /// It is there, and nothing can be told of it without reading it again.
    Unsure,
    /// It is not there.
    Absent,
}

/// The records that have no card, by their type and id.
#[derive(Default)]
pub struct Others {
    /// Those that cannot be read as a record.
    pub unread: Vec<(u8, String)>,
    /// Those that belong where a file stands that cannot be read.
    pub residents: Vec<(u8, String)>,
}

/// The cards of all records, and the index over them.
#[derive(Default)]
pub struct Links {
    /// Every id and other name.
    pub names: Names,
    /// Every card.
    pub cards: Vec<Card>,
    /// The links of all cards, one card's behind another's.
    pub links: Vec<Link>,
    /// What is kept of sources.
    pub sources: Vec<SourceCard>,
    /// Where quotes stand: the source, the bytes of its normal view, and the place of the card; no card, where the quote is no
    /// evidence.
    pub quotes: Vec<(u32, u32, u32, u32)>,
    /// A hash of each title, and the place of the card.
    pub titles: Vec<(u64, u32)>,
    /// What each name is: the place of a card, or why there is none.
    records: Vec<u32>,
    /// By the name of a source, its place among the sources.
    source_of: Vec<u32>,
    /// By the name of a source, its text.
    text_of: Vec<Option<Box<TextCard>>>,
    /// The texts that were read, before the index is made.
    texts: Vec<TextCard>,
    /// What can only be told from all cards together.
    pub whole: Whole,
}

impl Links {
    /// Adds the cards of a sheaf. Those of names in `taken` are replaced by records from elsewhere.
    pub fn add(&mut self, sheaf: Sheaf, is_taken: impl Fn(u8, &str) -> bool) {
        let (first_card, first_source) = (self.cards.len(), self.sources.len());
        if self.cards.is_empty() && self.names.is_empty() {
            self.names = sheaf.names;
            self.cards = sheaf.cards;
            self.links = sheaf.links;
            self.sources = sheaf.sources;
            self.quotes = sheaf.quotes;
            self.titles = sheaf.titles;
            self.texts = sheaf.texts;
        } else {
            self.append(sheaf);
        }
        for card in &mut self.cards[first_card..] {
            let (kind, name) = self.names.name(card.name);
            card.is_replaced = is_taken(kind, name);
        }
        let new = self.sources.split_off(first_source);
        let stays = |source: &SourceCard| !is_taken(SOURCE, self.names.name(source.name).1);
        self.sources.extend(new.into_iter().filter(stays));
    }

    fn append(&mut self, sheaf: Sheaf) {
        let numbers: Vec<u32> = (0..sheaf.names.len() as u32)
            .map(|number| {
                let (kind, name) = sheaf.names.name(number);
                self.names.number(kind, name)
            })
            .collect();
        let of = |number: u32| numbers[number as usize];
        let (first_card, first_link) = (self.cards.len() as u32, self.links.len() as u32);
        self.links
            .extend(sheaf.links.iter().map(|link| match *link {
                Link::Names(name) => Link::Names(of(name)),
                Link::Quotes(name, count) => Link::Quotes(of(name), count),
                Link::Unchecked(name, count) => Link::Unchecked(of(name), count),
                Link::Locates(name) => Link::Locates(of(name)),
                Link::ShownBy(name) => Link::ShownBy(of(name)),
                Link::Relates(name, how) => Link::Relates(of(name), how),
                Link::DecidedBy(name) => Link::DecidedBy(of(name)),
                Link::GroundOf(name) => Link::GroundOf(of(name)),
                Link::About(name, is_position) => Link::About(of(name), is_position),
                Link::NamesOfProposal(name) => Link::NamesOfProposal(of(name)),
                Link::Gives(name) => Link::Gives(of(name)),
                Link::OnBehalfOf(name) => Link::OnBehalfOf(of(name)),
                Link::NamesPart(name, part) => Link::NamesPart(of(name), of(part)),
                other @ (Link::Event(..)
                | Link::From(_)
                | Link::Due(_)
                | Link::Begins(_)
                | Link::Over(_)) => other,
            }));
        self.cards.extend(sheaf.cards.iter().map(|card| Card {
            name: of(card.name),
            first_link: first_link + card.first_link,
            ..*card
        }));
        self.sources
            .extend(sheaf.sources.iter().map(|source| SourceCard {
                name: of(source.name),
                text: source.text.map(|(file, hash)| (of(file), hash)),
                ..*source
            }));
        self.texts
            .extend(sheaf.texts.into_iter().map(|text| TextCard {
                source: of(text.source),
                file: of(text.file),
                ..text
            }));
        let card = |card: u32| {
            if card == u32::MAX {
                card
            } else {
                first_card + card
            }
        };
        let quotes = sheaf.quotes.iter();
        self.quotes
            .extend(quotes.map(|(source, start, end, at)| (of(*source), *start, *end, card(*at))));
        let titles = sheaf.titles.iter();
        self.titles
            .extend(titles.map(|(hash, at)| (*hash, first_card + at)));
    }

    /// Makes the index, once all cards are there.
    pub fn finish(&mut self, others: &Others) {
        for (kind, name) in others.unread.iter().chain(&others.residents) {
            self.names.number(*kind, name);
        }
        self.records = vec![ABSENT; self.names.len()];
        for (at, card) in self
            .cards
            .iter()
            .enumerate()
            .filter(|(_, card)| !card.is_replaced)
        {
            let place = &mut self.records[card.name as usize];
            *place = if *place == ABSENT { at as u32 } else { UNSURE };
        }
        let mut claim = |(kind, name): &(u8, String), state: u32| {
            let number = self.names.number(*kind, name) as usize;
            let place = &mut self.records[number];
            *place = if *place == ABSENT { state } else { UNSURE };
        };
        others.unread.iter().for_each(|one| claim(one, UNREAD));
        for (kind, name) in &others.residents {
            let place = &mut self.records[self.names.number(*kind, name) as usize];
            if *place == ABSENT {
                *place = UNREAD;
            }
        }
        self.source_of = vec![ABSENT; self.names.len()];
        for (at, source) in self.sources.iter().enumerate() {
            self.source_of[source.name as usize] = at as u32;
        }
        self.text_of.resize(self.names.len(), None);
        for text in std::mem::take(&mut self.texts) {
            self.add_text(text);
        }
        self.whole = Whole::of(self);
    }

    /// Adds a text that was read.
    pub fn add_text(&mut self, text: TextCard) {
        let place = &mut self.text_of[text.source as usize];
        *place = Some(Box::new(text));
    }

    /// The links of the card at a place.
    pub fn of(&self, card: u32) -> &[Link] {
        let next = self.cards.get(card as usize + 1);
        let end = next.map_or(self.links.len(), |next| next.first_link as usize);
        &self.links[self.cards[card as usize].first_link as usize..end]
    }

    /// What is known of the record of a name.
    pub fn known(&self, name: u32) -> Known {
        match self.records[name as usize] {
            ABSENT => Known::Absent,
            UNREAD => Known::Unread,
            UNSURE => Known::Unsure,
            card => Known::Card(card),
        }
    }

    /// The card of the record of a name, if it is there and can be read.
    pub fn card(&self, name: u32) -> Option<&Card> {
        match self.known(name) {
            Known::Card(card) => Some(&self.cards[card as usize]),
            _ => None,
        }
    }

    /// What is kept of the source of a name.
    pub fn source(&self, name: u32) -> Option<&SourceCard> {
        self.card(name)?;
        self.sources.get(self.source_of[name as usize] as usize)
    }

    /// The text of the source of a name that was read.
    pub fn text(&self, name: u32) -> Option<&TextCard> {
        self.text_of[name as usize].as_deref()
    }

    /// The actor in whose name an actor speaks.
    pub fn speaks_for(&self, actor: u32) -> Option<u32> {
        let Known::Card(card) = self.known(actor) else {
            return None;
        };
        self.of(card).iter().find_map(|link| match link {
            Link::OnBehalfOf(next) => Some(*next),
            _ => None,
        })
    }

    /// An actor, the one in whose name it speaks, and so on, as [`crate::derive::chain()`] has it.
    pub fn chain(&self, actor: u32) -> Vec<u32> {
        let mut chain = vec![actor];
        let mut next = self.speaks_for(actor);
        while let Some(actor) = next.filter(|actor| !chain.contains(actor)) {
            chain.push(actor);
            next = self.speaks_for(actor);
        }
        chain
    }

    /// About how many bytes of memory all this takes.
    pub fn bytes(&self) -> usize {
        let texts = self.text_of.iter().flatten();
        let texts = texts.map(|text| {
            let trace = text.trace.as_ref().map(Trace::bytes);
            size_of::<TextCard>() + trace.unwrap_or_default()
        });
        self.names.bytes()
            + self.cards.capacity() * size_of::<Card>()
            + self.links.capacity() * size_of::<Link>()
            + self.sources.capacity() * size_of::<SourceCard>()
            + self.quotes.capacity() * 16
            + self.titles.capacity() * 16
            + self.records.capacity() * 4
            + self.source_of.capacity() * 4
            + self.text_of.capacity() * 8
            + texts.sum::<usize>()
    }
}
