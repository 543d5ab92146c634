//! Taking the facts of a record from it.

mod decision;

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::evidence::{EvidenceFact, Form, QuoteFact, Verdict};
use super::facts::{ActorFact, DatedFact, Entry, Facts, Slice, TermFact, VersionFact};
use super::marks::marks;
use super::names::{Kind, Naming};
use super::roles::roles;
use super::sources::{AuthorFact, Pinned, SourceFact};
use super::votes::VotingRuleFact;
use crate::document::{Document, Place, reference_at};
use crate::model::{
    Actor, Bounds, Date, Evidence, LocalizedText, Record, Sha256, Source, SourceForm, TextPart,
};
use crate::schema::vocabulary::{key, of_type};

/// The questions that are asked about the texts that records quote.
pub trait Texts {
    /// Looks for a quote in the text of a source, by its id and the number of that.
    fn find(&mut self, source: &str, number: u32, quote: &str) -> Verdict;

    /// Which of the files that hold no record is at a path.
    fn file(&self, path: &str) -> Option<u32>;

    /// True if a quote has no word, or too many.
    fn is_odd(&self, quote: &str) -> bool;
}

impl Facts {
    /// Adds the facts of a document. Of its entry are the origin and whether it has changed.
    pub fn add(&mut self, names: &Naming, document: &Document, texts: &mut dyn Texts, told: Entry) {
        let mut entry = told;
        if let Some((record_type, id)) = document.identity()
            && let Some(kind) = Kind::of(record_type)
        {
            entry.name = Some(names.number(kind, id));
            entry.is_home = document.is_home();
        }
        match &document.record {
            None => {
                let mut violations = document.violations.iter();
                entry.has_name_for_id = violations.any(|one| one.record_type.is_some());
                let resident = document.resident();
                let resident = resident
                    .and_then(|(record_type, id)| Some(names.number(Kind::of(record_type)?, id)));
                let at = self.entries.len() as u32;
                self.residents.extend(resident.map(|name| (name, at)));
            }
            Some(record) => {
                entry.is_read = true;
                entry.is_withdrawn = !record.state().counts();
                let mut gatherer = Gatherer {
                    facts: self,
                    names,
                    texts,
                    last: None,
                };
                gatherer.add_places(document, record, &mut entry);
                gatherer.add_record(document, record);
                gatherer.add_dated(record);
            }
        }
        self.close(entry);
    }
}

/// The gatherer of the facts of one record.
struct Gatherer<'a> {
    facts: &'a mut Facts,
    names: &'a Naming,
    texts: &'a mut dyn Texts,
    /// The source that was named last.
    last: Option<(&'a str, u32)>,
}

impl<'a> Gatherer<'a> {
    /// Adds the facts of values that are found by their type, wherever they stand.
    fn add_places(&mut self, document: &'a Document, record: &'a Record, entry: &mut Entry) {
        let is_decision = matches!(record, Record::Decision(_));
        for place in document.places() {
            match place.of_type() {
                of_type::DATE => {
                    let is_sound = place.as_str().and_then(Bounds::of).is_some();
                    entry.has_wrong_date |= !is_sound;
                }
                of_type::EVIDENCE => self.add_evidence(&place, entry),
                of_type::OUT_OF_SCOPE => {
                    let Some(quote) = place.get(key::QUOTE).and_then(|quote| quote.as_str()) else {
                        continue;
                    };
                    let source = self.source(record.id());
                    let fact = self.quote((record.id(), source), quote, entry);
                    self.facts.declared.push(fact);
                }
                of_type::VERSION_ID if is_decision => {
                    if let Some(id) = place.as_str() {
                        let version = self.names.number(Kind::Part, id);
                        self.facts.proposal_parts.push_once(version);
                    }
                }
                _ => {
                    let Some(reference) = reference_at(document, place) else {
                        continue;
                    };
                    let named = match Kind::of_reference(&reference) {
                        Kind::Source => self.source(reference.id),
                        kind => self.names.number(kind, reference.id),
                    };
                    self.facts.named.push_once(named);
                    let kind = match place.of_type() {
                        of_type::TARGET => Kind::Part,
                        of_type::PART_REFERENCE => Kind::Provision,
                        _ => continue,
                    };
                    if let Some((_, part)) = place.as_str().and_then(|it| it.split_once('#')) {
                        let part = self.names.number(kind, part);
                        self.facts.foreign_parts.push_once((named, part));
                    }
                }
            }
        }
    }

    /// The number of a source; most evidence is from the same as the last.
    fn source(&mut self, id: &'a str) -> u32 {
        match self.last {
            Some((last, number)) if last == id => number,
            _ => {
                let number = self.names.number(Kind::Source, id);
                self.last = Some((id, number));
                number
            }
        }
    }

    fn quote(&mut self, source: (&str, u32), quote: &str, entry: &mut Entry) -> QuoteFact {
        let (id, number) = source;
        entry.has_odd_length |= self.texts.is_odd(quote);
        QuoteFact::new(number, self.texts.find(id, number, quote))
    }

    fn add_evidence(&mut self, place: &Place<'a>, entry: &mut Entry) {
        let member = |key| place.get(key).and_then(|value| value.as_str());
        let Some(id) = member(key::SOURCE) else {
            return;
        };
        let source = self.source(id);
        let quote = member(key::QUOTE);
        if let Some(quote) = quote {
            let fact = self.quote((id, source), quote, entry);
            self.facts.quotes.push(fact);
        }
        let form = Form::of(place);
        entry.evidence.add(form.has_quote());
        let fact = EvidenceFact {
            source,
            form,
            is_high: member(key::CONFIDENCE) == Some("high"),
        };
        self.facts.evidence.push_once(fact);
    }

    fn add_record(&mut self, document: &Document, record: &'a Record) {
        roles(record, |field| {
            let actor = self.names.number(Kind::Actor, field.actor.as_str());
            self.facts.roles.push_once((field.role, actor));
        });
        marks(record, |mark, _| {
            self.facts.marks.push(FixedState::default().hash_one(mark));
        });
        match record {
            Record::Decision(decision) => {
                self.add_decision(decision);
                self.add_titles(Kind::Decision, &decision.title);
            }
            Record::Proposal(proposal) => {
                for version in &proposal.versions {
                    let id = self.names.number(Kind::Part, version.id.as_str());
                    self.facts.parts.push(id);
                    let days = version.date.bounds().map(|days| (days.first, days.last));
                    let document = version.document.as_ref();
                    let document = document.map(|id| self.names.number(Kind::Source, id.as_str()));
                    self.facts.versions.push(VersionFact {
                        name: id,
                        days,
                        document,
                    });
                }
                for (nth, rule) in (0..).zip(&proposal.voting_rules) {
                    self.facts.voting_rules.push(VotingRuleFact {
                        nth,
                        body: self.names.number(Kind::Actor, rule.body.as_str()),
                        majority: rule.majority,
                        needed_to: rule.needed_to,
                    });
                }
                let rules = self.facts.voting_rules.open();
                rules.sort_by_key(|rule| rule.body);
                let own = self.names.number(Kind::Proposal, proposal.id.as_str());
                self.add_provisions(own, &proposal.provisions);
                self.add_titles(Kind::Proposal, &proposal.title);
            }
            Record::Source(source) => {
                self.add_source(document, source);
                self.add_commitments(&source.commitments);
                self.add_titles(Kind::Source, &source.title);
            }
            Record::Actor(actor) => {
                self.add_actor(actor);
                self.add_titles(Kind::Actor, &actor.name);
            }
        }
    }

    fn add_dated(&mut self, record: &'a Record) {
        for dated in record.dated() {
            let mut shown = self.shown(dated.evidence);
            if let Some(document) = dated.document {
                let source = self.source(document.as_str());
                self.facts.shown.push(source);
                shown.end += 1;
            }
            let first = dated.date.bounds().map(|days| days.first);
            self.facts.dated.push(DatedFact { first, shown });
        }
    }

    fn add_actor(&mut self, actor: &'a Actor) {
        let next = actor.on_behalf_of.as_ref();
        self.facts.actors.push(ActorFact {
            kind: actor.kind,
            speaks_for: next.map(|next| self.names.number(Kind::Actor, next.as_str())),
        });
        for term in &actor.terms {
            let ended = term.ended.as_ref();
            let start = term.start.as_ref().and_then(Date::bounds);
            let fact = TermFact {
                office: self.names.number(Kind::Actor, term.office.as_str()),
                role: term.role,
                capacity: term.capacity,
                start: term.start.as_ref().map(Date::last_day),
                earliest: start.map(|days| days.first),
                ended: ended.and_then(|end| end.date.last_day()),
                shown: self.shown(&term.evidence),
                end_shown: ended.map_or(Slice::default(), |end| self.shown(&end.evidence)),
            };
            self.facts.terms.push(fact);
        }
    }

    /// The sources that show something.
    pub(super) fn shown(&mut self, evidence: &'a [Evidence]) -> Slice {
        let start = self.facts.shown.open().len() as u32;
        for one in evidence {
            let source = self.source(one.source.as_str());
            self.facts.shown.push(source);
        }
        let end = self.facts.shown.open().len() as u32;
        Slice { start, end }
    }

    fn add_source(&mut self, document: &Document, source: &Source) {
        let date = source.date.bounds();
        // A wrong date is reported where it stands, and no other is wrong because of it.
        let published = source.published.as_ref().map_or(date, |one| one.bounds());
        let latest = date.zip(published).and_then(|(date, published)| {
            let days = [date.first, date.last, published.first, published.last];
            days.into_iter().max()
        });
        let text = source.text.as_ref();
        let text = text.map(|text| self.pinned(document, source, text.path.as_str(), &text.sha256));
        let original = source.original.as_ref().and_then(|original| {
            let path = original.path.as_ref()?.as_str();
            Some(self.pinned(document, source, path, &original.sha256))
        });
        self.facts.sources.push(SourceFact {
            earliest: date.map(|date| date.first),
            latest,
            public_by: source.public_by(),
            text,
            original,
            is_excerpt: source
                .text
                .as_ref()
                .is_some_and(|text| text.part == Some(TextPart::Excerpt)),
            is_press: matches!(source.form, SourceForm::Press | SourceForm::WebPage),
        });
        for citation in &source.cites {
            let cited = self.names.number(Kind::Source, citation.source.as_str());
            self.facts.cites.push(cited);
        }
        for author in &source.authors {
            let office = author.office.as_ref();
            self.facts.authors.push(AuthorFact {
                actor: self.names.number(Kind::Actor, author.actor.as_str()),
                office: office.map(|office| self.names.number(Kind::Actor, office.as_str())),
            });
        }
    }

    /// A file beside a source, and the hash that it is to have.
    fn pinned(&self, document: &Document, source: &Source, path: &str, sha256: &Sha256) -> Pinned {
        Pinned {
            file: self.texts.file(&document.beside(source, path)),
            sha256: bytes_of(sha256.as_str()),
        }
    }

    fn add_titles(&mut self, kind: Kind, title: &LocalizedText) {
        for (language, text) in title.iter() {
            let title = (language.as_str(), text.as_str());
            let hash = FixedState::with_seed(kind as u64).hash_one(title);
            self.facts.titles.push(hash);
        }
    }
}

impl Form {
    /// The form of a piece of evidence.
    pub fn of(evidence: &Place<'_>) -> Form {
        let has = |key| evidence.get(key).is_some();
        Form::new(has(key::QUOTE), has(key::LOCATOR), has(key::CONFIDENCE))
    }
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
