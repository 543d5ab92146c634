//! The cards that one thread makes, with numbers of its own.

use std::ops::Range;

use super::card::{Card, Link, SourceCard, TextCard};
use super::names::Names;
use super::{ACTOR, DECISION, PART, PROPOSAL, PROVISION, SOURCE, TEXT};
use crate::dataset::home;
use crate::gist::{Day, Gist, Verdict, span};
use crate::schema::vocabulary::{code, key};

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
    /// Adds a record that was accepted; its quotes were looked for. Of its card are the origin, whether it is suspect, and
    /// which rules may find something.
    pub fn add(&mut self, gist: &Gist<'_>, told: Card) {
        let facts = gist.facts;
        let record_type = facts.record_type as u8;
        let name = self.names.number(record_type, gist.text(facts.id));
        let first = self.links.len();
        for (of_type, at) in &facts.references {
            let named = self.names.number(*of_type as u8, gist.text(*at));
            self.add_once(first, Link::Names(named));
        }
        let card = self.cards.len() as u32;
        self.add_evidence(gist, first, card);
        match record_type {
            DECISION => self.add_decision(gist, first),
            PROPOSAL => self.add_parts(gist),
            SOURCE => self.add_source(gist, name),
            _ => {
                if let Some(next) = gist.member(0, key::ON_BEHALF_OF) {
                    let next = self.names.number(ACTOR, gist.text(next));
                    self.links.push(Link::OnBehalfOf(next));
                }
            }
        }
        if record_type == DECISION || record_type == SOURCE {
            self.add_titles(gist, card);
        }
        self.cards.push(Card {
            name,
            first_link: first as u32,
            is_withdrawn: facts.is_withdrawn,
            has_wrong_date: facts.has_wrong_date,
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

    fn add_evidence(&mut self, gist: &Gist<'_>, first: usize, card: u32) {
        let mut last: Option<(&str, u32)> = None;
        for evidence in &gist.facts.evidence {
            let name = gist.text(evidence.source);
            let source = match last {
                Some((last, number)) if last == name => number,
                _ => self.names.number(SOURCE, name),
            };
            last = Some((name, source));
            if evidence.quote.is_none() {
                self.add_once(first, Link::Locates(source));
                continue;
            }
            if let Some((start, end)) = stands(evidence.verdict) {
                self.quotes.push((source, start, end, card));
            }
            let is_open = matches!(evidence.verdict, Verdict::Open | Verdict::NoText);
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
        for (_, verdict) in &gist.facts.out_of_scope {
            if let Some((start, end)) = stands(*verdict) {
                let source = self.names.number(SOURCE, gist.text(gist.facts.id));
                // No card: these are no evidence.
                self.quotes.push((source, start, end, u32::MAX));
            }
        }
    }

    fn add_decision(&mut self, gist: &Gist<'_>, first: usize) {
        let facts = gist.facts;
        let dates = || facts.events.iter().filter_map(|event| event.date);
        let begins = dates().map(|date| date.first).min();
        self.links.extend(begins.map(Link::Begins));
        let over = dates().map(|date| date.last).min();
        let over = over.filter(|_| !facts.relations.is_empty());
        self.links.extend(over.map(Link::Over));
        for relation in &facts.relations {
            let older = self.names.number(DECISION, gist.text(relation.target));
            self.links.push(Link::Relates(older, relation.how));
            self.add_shown(gist, relation.at..relation.next);
        }
        for event in &facts.events {
            self.links.push(Link::Event(
                event.what,
                event.counts_from().unwrap_or(Day::NEVER),
            ));
            self.links
                .extend(event.date.map(|date| Link::From(date.first)));
            self.links.extend(event.due.map(|due| Link::Due(due.last)));
            self.add_shown(gist, event.at..event.next);
        }
        let statements = facts.statements.iter().map(|one| one.id);
        for part in statements.chain(facts.commitments.iter().map(|one| one.id)) {
            let part = self.names.number(PART, gist.text(part));
            self.links.push(Link::Gives(part));
        }
        for target in &facts.targets {
            let decision = gist.text(*target).split('#').next().unwrap_or_default();
            if !decision.is_empty() {
                let decision = self.names.number(DECISION, decision);
                let part = gist.text(*target).split('#').nth(1).unwrap_or_default();
                let part = self.names.number(PART, part);
                self.add_once(first, Link::Names(decision));
                self.add_once(first, Link::NamesPart(decision, part));
            }
        }
        let decider = gist
            .member(0, key::DECIDER)
            .and_then(|decider| gist.member(decider, key::ACTOR));
        let Some(decider) = decider.map(|at| gist.text(at)) else {
            return;
        };
        let grounds = facts
            .statements
            .iter()
            .filter(|one| one.code == code::GROUND);
        let mut needs_decider = false;
        for ground in grounds {
            let holder = gist.text(ground.holder);
            if holder != decider {
                let holder = self.names.number(ACTOR, holder);
                self.add_once(first, Link::GroundOf(holder));
                needs_decider = true;
            }
        }
        if let Some(proposal) = gist
            .member(0, key::PROPOSAL)
            .and_then(|at| gist.member(at, key::ID))
        {
            let proposal = self.names.number(PROPOSAL, gist.text(proposal));
            self.links.push(Link::About(proposal, takes_position(gist)));
            needs_decider = true;
        }
        for (kind, parts) in [(PART, &facts.versions), (PROVISION, &facts.provisions)] {
            for part in parts {
                let part = self.names.number(kind, gist.text(*part));
                self.add_once(first, Link::NamesOfProposal(part));
            }
        }
        if needs_decider {
            let decider = self.names.number(ACTOR, decider);
            self.links.push(Link::DecidedBy(decider));
        }
    }

    /// The sources of the evidence between two values.
    fn add_shown(&mut self, gist: &Gist<'_>, within: Range<u32>) {
        let evidence = &gist.facts.evidence;
        let from = evidence.partition_point(|one| one.at < within.start);
        for one in evidence[from..]
            .iter()
            .take_while(|one| one.at < within.end)
        {
            let source = self.names.number(SOURCE, gist.text(one.source));
            self.links.push(Link::ShownBy(source));
        }
    }

    /// The versions and provisions of a proposal.
    fn add_parts(&mut self, gist: &Gist<'_>) {
        let facts = gist.facts;
        let (versions, provisions) = (&facts.given_versions, &facts.given_provisions);
        for (kind, parts) in [(PART, versions), (PROVISION, provisions)] {
            for id in parts {
                let id = self.names.number(kind, gist.text(*id));
                self.links.push(Link::Gives(id));
            }
        }
    }

    fn add_source(&mut self, gist: &Gist<'_>, name: u32) {
        let span_of = |key| gist.member(0, key).map(|at| span(gist.text(at)));
        let date = span_of(key::DATE).flatten();
        let published = span_of(key::PUBLISHED);
        // A wrong date is reported where it stands, and no other is wrong because of it.
        let appeared = published.unwrap_or(date);
        let latest = date.zip(appeared).map(|(date, appeared)| {
            let days = [date.first, date.last, appeared.first, appeared.last];
            days.into_iter().max().unwrap_or(date.last)
        });
        let availability = gist.member(0, key::AVAILABILITY);
        let text = gist.member(0, key::TEXT).and_then(|text| {
            let file = self
                .names
                .number(TEXT, gist.text(gist.member(text, key::PATH)?));
            Some((file, bytes_of(gist.text(gist.member(text, key::SHA256)?))?))
        });
        self.sources.push(SourceCard {
            name,
            latest,
            appeared: appeared.map(|span| span.last),
            is_public: availability.is_some_and(|at| gist.mark(at).code == code::PUBLIC),
            text,
            is_home: gist.path.is_none_or(|path| {
                let home = home("source", gist.text(gist.facts.id));
                path.strip_prefix(crate::config::RECORDS)
                    .and_then(|path| path.strip_prefix('/'))
                    == Some(&home)
            }),
            has_out_of_scope: !gist.facts.out_of_scope.is_empty(),
        });
    }

    fn add_titles(&mut self, gist: &Gist<'_>, card: u32) {
        let Some(title) = gist.member(0, key::TITLE) else {
            return;
        };
        let mut parts = gist.parts(title);
        while let (Some(language), Some(text)) = (parts.next(), parts.next()) {
            let seed = u64::from(gist.facts.record_type as u8);
            let hash = crate::gist::pair_hash(seed, gist.text(language), gist.text(text));
            self.titles.push((hash, card));
        }
    }
}

/// From where to where a quote stands; one that stands in several places may stand anywhere.
fn stands(verdict: Verdict) -> Option<(u32, u32)> {
    match verdict {
        Verdict::Once(start, end) => Some((start, end)),
        Verdict::Ambiguous => Some((0, u32::MAX)),
        Verdict::Open | Verdict::NoText | Verdict::Missing => None,
    }
}

/// Whether the chosen option is a position on the proposal, other than none.
fn takes_position(gist: &Gist<'_>) -> bool {
    let choice = gist.member(0, key::CHOICE).map(|at| gist.text(at));
    let mut options = gist.outline.list(0, key::OPTIONS);
    let is_chosen = |option: &usize| {
        let id = gist.member(*option as u32, key::ID);
        id.map(|at| gist.text(at)) == choice
    };
    let chosen = options.find(is_chosen);
    let position = chosen.and_then(|option| gist.member(option as u32, key::POSITION));
    position.is_some_and(|at| gist.mark(at).code != code::NO_POSITION)
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
