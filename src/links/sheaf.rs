//! The cards that one thread makes, with numbers of its own.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use jiff::civil;

use super::card::{Card, Link, SourceCard, TextCard};
use super::names::Names;
use super::quoted::{Quoted, Verdict};
use super::{ACTOR, DECISION, PART, PROPOSAL, PROVISION, SOURCE, TEXT};
use crate::config::RECORDS;
use crate::dataset::{Document, home, references_of};
use crate::derive::{counts_from, position};
use crate::model::{
    Availability, Bounds, Decision, Evidence, LocalizedText, Position, RECORD_TYPES, Record,
    Source, StatementType,
};
use crate::schema::vocabulary::{key, of_type};

/// How many links of a record are looked through before one more is added: most name the same few records again and again, and
/// one that names thousands must not take the square of that.
const LOOK_BACK: usize = 24;

/// Cards, and what belongs to them.
#[derive(Default)]
pub struct Sheaf {
    /// The ids and other names, as this sheaf numbers them.
    pub names: Names,
    /// The cards.
    pub cards: Vec<Card>,
    /// The links of all cards, one card's behind another's.
    pub links: Vec<Link>,
    /// What is kept of sources.
    pub sources: Vec<SourceCard>,
    /// The texts that were read.
    pub texts: Vec<TextCard>,
    /// Where quotes stand: the source, the bytes of its normal view, and the place of the card.
    pub quotes: Vec<(u32, u32, u32, u32)>,
    /// A hash of each title, and the place of the card.
    pub titles: Vec<(u64, u32)>,
}

impl Sheaf {
    /// Adds a record whose quotes were looked for. Of its card are the origin and which rules may find something.
    pub fn add(&mut self, document: &Document, record: &Record, quoted: &[Quoted<'_>], told: Card) {
        let kind = kind(record.record_type());
        let name = self.names.number(kind, record.id());
        let card = self.cards.len() as u32;
        let first = self.links.len();
        for reference in references_of(document) {
            let named = self.names.number(reference.kind, reference.id);
            self.add_once(first, Link::Names(named));
        }
        self.add_evidence(quoted, first, card);
        match record {
            Record::Decision(decision) => {
                self.add_decision(document, decision, first);
                self.add_titles(kind, &decision.title, card);
            }
            Record::Proposal(proposal) => {
                for version in &proposal.versions {
                    let id = self.names.number(PART, version.id.as_str());
                    self.links.push(Link::Gives(id));
                }
                for provision in &proposal.provisions {
                    let id = self.names.number(PROVISION, provision.id.as_str());
                    self.links.push(Link::Gives(id));
                }
            }
            Record::Source(source) => {
                self.add_source(document, source, name);
                self.add_titles(kind, &source.title, card);
            }
            Record::Actor(actor) => {
                if let Some(next) = &actor.on_behalf_of {
                    let next = self.names.number(ACTOR, next.as_str());
                    self.links.push(Link::OnBehalfOf(next));
                }
            }
        }
        let mut dates = document.places_of(of_type::DATE);
        self.cards.push(Card {
            name,
            first_link: first as u32,
            is_withdrawn: !record.state().counts(),
            has_wrong_date: !dates.all(|date| date.as_str().is_some_and(Bounds::are_sound)),
            is_replaced: false,
            ..told
        });
    }

    /// Adds a link, unless the same stands among the last ones of the record, which begin at `first`.
    fn add_once(&mut self, first: usize, link: Link) {
        let from = first.max(self.links.len().saturating_sub(LOOK_BACK));
        if !self.links[from..].contains(&link) {
            self.links.push(link);
        }
    }

    fn add_evidence(&mut self, quoted: &[Quoted<'_>], first: usize, card: u32) {
        let mut last: Option<(&str, u32)> = None;
        for one in quoted {
            let source = match last {
                Some((last, number)) if last == one.source => number,
                _ => self.names.number(SOURCE, one.source),
            };
            last = Some((one.source, source));
            if let Some((start, end)) = one.stands() {
                // No card: what says nothing to record is no evidence.
                let card = if one.is_evidence { card } else { u32::MAX };
                self.quotes.push((source, start, end, card));
            }
            match one.quote {
                _ if !one.is_evidence => {}
                None => self.add_once(first, Link::Locates(source)),
                Some((_, verdict)) => self.count_quote(first, source, verdict == Verdict::NoText),
            }
        }
    }

    fn count_quote(&mut self, first: usize, source: u32, is_open: bool) {
        let from = first.max(self.links.len().saturating_sub(LOOK_BACK));
        let counted = self.links[from..].iter_mut().find_map(|link| match link {
            Link::Quotes(of, count) if *of == source && !is_open => Some(count),
            Link::Unchecked(of, count) if *of == source && is_open => Some(count),
            _ => None,
        });
        match counted {
            Some(count) => *count += 1,
            None if is_open => self.links.push(Link::Unchecked(source, 1)),
            None => self.links.push(Link::Quotes(source, 1)),
        }
    }

    fn add_decision(&mut self, document: &Document, decision: &Decision, first: usize) {
        let bounds = || decision.events.iter().filter_map(|one| one.date.bounds());
        let begins = bounds().map(|date| date.first).min();
        self.links.extend(begins.map(Link::Begins));
        let over = bounds().map(|date| date.last).min();
        let over = over.filter(|_| !decision.relations.is_empty());
        self.links.extend(over.map(Link::Over));
        for relation in &decision.relations {
            let older = self.names.number(DECISION, relation.target.as_str());
            self.links.push(Link::Relates(older, relation.r#type));
            self.add_shown(&relation.evidence);
        }
        for event in &decision.events {
            let day = counts_from(event).unwrap_or(civil::Date::MAX);
            self.links.push(Link::Event(event.r#type, day));
            let date = event.date.bounds();
            self.links.extend(date.map(|date| Link::From(date.first)));
            let due = event.due.as_ref().and_then(|due| due.bounds());
            self.links.extend(due.map(|due| Link::Due(due.last)));
            self.add_shown(&event.evidence);
        }
        let statements = decision.statements.iter().map(|one| &one.id);
        let commitments = decision.commitments.iter().map(|one| &one.id);
        for part in statements.chain(commitments) {
            let part = self.names.number(PART, part.as_str());
            self.links.push(Link::Gives(part));
        }
        for target in document.places_of(of_type::TARGET) {
            let target = target.as_str().and_then(|target| target.split_once('#'));
            if let Some((decision, part)) = target.filter(|(decision, _)| !decision.is_empty()) {
                let decision = self.names.number(DECISION, decision);
                let part = self.names.number(PART, part);
                self.add_once(first, Link::NamesPart(decision, part));
            }
        }
        let decider = &decision.decider.actor;
        let mut needs_decider = false;
        for statement in &decision.statements {
            if statement.r#type == StatementType::Ground && statement.holder != *decider {
                let holder = self.names.number(ACTOR, statement.holder.as_str());
                self.add_once(first, Link::GroundOf(holder));
                needs_decider = true;
            }
        }
        if let Some(proposal) = &decision.proposal {
            let proposal = self.names.number(PROPOSAL, proposal.id.as_str());
            let takes = position(decision).is_some_and(|one| one != Position::NoPosition);
            self.links.push(Link::About(proposal, takes));
            needs_decider = true;
        }
        for (kind, of_type) in [
            (PART, of_type::VERSION_ID),
            (PROVISION, of_type::PROVISION_ID),
        ] {
            let named = document.places_of(of_type);
            for part in named.filter(|place| !place.has_key(key::ID)) {
                let part = self.names.number(kind, part.as_str().unwrap_or_default());
                self.add_once(first, Link::NamesOfProposal(part));
            }
        }
        if needs_decider {
            let decider = self.names.number(ACTOR, decider.as_str());
            self.links.push(Link::DecidedBy(decider));
        }
    }

    /// The sources that show something.
    fn add_shown(&mut self, evidence: &[Evidence]) {
        for one in evidence {
            let source = self.names.number(SOURCE, one.source.as_str());
            self.links.push(Link::ShownBy(source));
        }
    }

    fn add_source(&mut self, document: &Document, source: &Source, name: u32) {
        let date = source.date.bounds();
        // A wrong date is reported where it stands, and no other is wrong because of it.
        let appeared = source.published.as_ref().map_or(date, |one| one.bounds());
        let latest = date.zip(appeared).map(|(date, appeared)| {
            let days = [date.first, date.last, appeared.first, appeared.last];
            days.into_iter().max().unwrap_or(date.last)
        });
        let text = source.text.as_ref().and_then(|text| {
            let file = self.names.number(TEXT, text.path.as_str());
            Some((file, bytes_of(text.sha256.as_str())?))
        });
        let is_home = || {
            let home = home("source", source.id.as_str());
            let path = document.path.strip_prefix(RECORDS);
            path.and_then(|path| path.strip_prefix('/')) == Some(&home)
        };
        self.sources.push(SourceCard {
            name,
            latest,
            appeared: appeared.map(|bounds| bounds.last),
            is_public: source.availability == Availability::Public,
            text,
            is_home: document.line.is_some() || is_home(),
            has_out_of_scope: !source.out_of_scope.is_empty(),
        });
    }

    fn add_titles(&mut self, kind: u8, title: &LocalizedText, card: u32) {
        for (language, text) in title.iter() {
            let title = (language.as_str(), text.as_str());
            let hash = FixedState::with_seed(kind.into()).hash_one(title);
            self.titles.push((hash, card));
        }
    }
}

/// The place of a record type among all of them.
fn kind(record_type: &str) -> u8 {
    let at = RECORD_TYPES.iter().position(|one| *one == record_type);
    at.unwrap_or_default() as u8
}

/// The bytes of a hash that is written in hexadecimal.
fn bytes_of(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let digit = |digit: u8| char::from(digit).to_digit(16);
    for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks(2)) {
        let [high, low] = pair else { return None };
        *byte = (digit(*high)? * 16 + digit(*low)?) as u8;
    }
    (digits.len() == 64).then_some(bytes)
}
