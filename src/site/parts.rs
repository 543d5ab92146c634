//! Parts that pages of several kinds have: provisions, commitments, events and votes.

use crate::model::{
    Ballot, Commitment, CommitmentEventType, Count, Event, Provision, Record, Vote,
};

use super::address::Place;
use super::markup::{Escaped, Link, Links, Said};
use super::page::{Page, Proof};

/// A name and a value that is markup already.
pub type Fact = (&'static str, String);

/// A provision.
pub struct ProvisionView<'a> {
    pub id: &'a str,
    pub effect: String,
    pub change: Option<String>,
    pub text: Said<'a>,
    pub facts: Vec<Fact>,
    pub proofs: Vec<Proof<'a>>,
}

/// A commitment.
pub struct CommitmentView<'a> {
    pub id: &'a str,
    /// True if it stands on the page of its record, where its id and those of its events are the names of their places.
    pub is_own: bool,
    /// `open`, `met` or `not_met`, and the same in words.
    pub state: &'static str,
    pub state_title: &'static str,
    pub text: Said<'a>,
    pub by: Link<'a>,
    pub to: Link<'a>,
    pub facts: Vec<Fact>,
    pub events: Vec<EventView<'a>>,
}

/// An event of a decision or of a commitment.
pub struct EventView<'a> {
    pub id: &'a str,
    pub date: String,
    pub kind: String,
    pub facts: Vec<Fact>,
    pub vote: Option<VoteView<'a>>,
    pub proofs: Vec<Proof<'a>>,
}

/// A vote.
pub struct VoteView<'a> {
    pub on: Option<Said<'a>>,
    /// What was counted, and how many were for and against, abstained and were blank, and how many were needed.
    pub tallies: Vec<(String, [String; 5])>,
    /// How who voted.
    pub ballots: Vec<(String, String)>,
    pub proofs: Vec<Proof<'a>>,
}

impl<'a> Page<'a> {
    /// A provision of a record.
    pub fn provision(&self, record: &'a Record, one: &'a Provision) -> ProvisionView<'a> {
        let words = self.words;
        let date = |name, date: &Option<crate::model::Date>| {
            date.as_ref().map(|date| (name, escaped(&self.date(date))))
        };
        let classes = one.addressees.iter();
        let classes = classes.map(|one| one.as_str().replace('_', " "));
        let classes = escaped(&classes.collect::<Vec<_>>().join(", "));
        let actors = self.actors(&one.actors).to_string();
        let facts = [
            text_fact(words.version, one.version.as_ref().map(|id| id.as_str())),
            fact_of(words.addressed_to, classes),
            fact_of(words.addressed_to, actors),
            one.quantity
                .as_ref()
                .map(|quantity| (words.quantity, escaped(&self.quantity(quantity)))),
            one.every
                .as_ref()
                .map(|period| (words.every, escaped(period.as_str()))),
            date(words.due, &one.due),
            date(words.from, &one.effective),
            date(words.until, &one.until),
            one.replaces.as_ref().map(|other| {
                (
                    words.replaces,
                    self.reference(record, other.as_str()).to_string(),
                )
            }),
        ];
        ProvisionView {
            id: one.id.as_str(),
            effect: self.code("provision_effect", &one.effect),
            change: one
                .change
                .map(|change| self.code("provision_change", &change)),
            text: self.said(&one.text),
            facts: facts.into_iter().flatten().collect(),
            proofs: self.proofs(&one.evidence),
        }
    }

    /// A commitment of a record.
    pub fn commitment(&self, record: &'a Record, one: &'a Commitment) -> CommitmentView<'a> {
        let words = self.words;
        let last = one.events.iter().last().map(|event| event.r#type);
        let (state, state_title) = match last {
            Some(CommitmentEventType::Met) => ("met", words.met),
            Some(CommitmentEventType::NotMet) => ("not_met", words.not_met),
            _ => ("open", words.open),
        };
        let about = one.about.iter();
        let about = Links(
            about
                .map(|one| self.reference(record, one.as_str()))
                .collect(),
        );
        let facts = [
            one.due
                .as_ref()
                .map(|date| (words.due, escaped(&self.date(date)))),
            one.trigger
                .as_ref()
                .map(|trigger| (words.trigger, self.said(trigger).to_string())),
            fact_of(words.about_proposal, about.to_string()),
        ];
        CommitmentView {
            id: one.id.as_str(),
            is_own: self.place == Place::Record(record.record_type(), record.id()),
            state,
            state_title,
            text: self.said(&one.text),
            by: self.actor(&one.by),
            to: self.actor(&one.to),
            facts: facts.into_iter().flatten().collect(),
            events: one
                .events
                .iter()
                .map(|event| EventView {
                    id: event.id.as_str(),
                    date: self.date(&event.date),
                    kind: self.code("commitment_event_type", &event.r#type),
                    facts: Vec::new(),
                    vote: None,
                    proofs: self.proofs(&event.evidence),
                })
                .collect(),
        }
    }

    /// An event of a decision.
    pub fn event(&self, record: &'a Record, one: &'a Event) -> EventView<'a> {
        let words = self.words;
        let date = |name, date: &Option<crate::model::Date>| {
            date.as_ref().map(|date| (name, escaped(&self.date(date))))
        };
        let actor = |name, id: &'a Option<crate::model::ActorId>| {
            id.as_ref().map(|id| (name, self.actor(id).to_string()))
        };
        let parts = one.parts.iter();
        let parts: Vec<_> = parts
            .map(|part| self.reference_to(record, part.as_str()))
            .collect();
        let trigger = one.trigger.as_ref();
        let facts = [
            actor(words.acted, &one.by),
            fact_of(words.together_with, self.actors(&one.jointly).to_string()),
            actor(words.in_meeting_of, &one.body),
            text_fact(words.version, one.version.as_ref().map(|id| id.as_str())),
            one.procedure.map(|procedure| {
                (
                    words.procedure,
                    escaped(&self.code("procedure", &procedure)),
                )
            }),
            one.act.map(|act| ("", escaped(&self.code("act", &act)))),
            fact_of(words.parts, Links(parts).to_string()),
            date(words.effective, &one.effective),
            date(words.due, &one.due),
            date(words.until, &one.until),
            trigger.map(|trigger| (words.trigger, self.said(trigger).to_string())),
            self.known_by(&one.evidence)
                .map(|day| (words.public_since, escaped(&day))),
        ];
        EventView {
            id: one.id.as_str(),
            date: self.date(&one.date),
            kind: self.code("event_type", &one.r#type),
            facts: facts.into_iter().flatten().collect(),
            vote: one.vote.as_ref().map(|vote| self.vote(record, vote)),
            proofs: self.proofs(&one.evidence),
        }
    }

    /// A link to a part of a record by its own id.
    fn reference_to(&self, record: &'a Record, part: &'a str) -> Link<'a> {
        let text = super::reference::words_of(record, part);
        Link {
            href: self.part(record.record_type(), record.id(), part),
            said: text.map_or(
                Said {
                    text: part,
                    lang: None,
                },
                |text| self.said(text),
            ),
        }
    }

    fn vote(&self, record: &'a Record, vote: &'a Vote) -> VoteView<'a> {
        let label = |id: &str| {
            let options = record
                .decision()
                .into_iter()
                .flat_map(|one| one.options.iter());
            let mut options = options.filter(|option| option.id.as_str() == id);
            options.next().map(|option| self.said(&option.label))
        };
        let number = |count: &Option<Count>| {
            count
                .as_ref()
                .map_or(String::new(), |count| count.to_string())
        };
        let tallies = vote.tallies.iter().map(|tally| {
            let unit = self.code("tally_unit", &tally.unit);
            let option = tally.option.as_ref().and_then(|id| label(id.as_str()));
            let unit = option.map_or(unit.clone(), |option| format!("{unit}: {}", option.text));
            let counts = [
                &tally.r#for,
                &tally.against,
                &tally.abstain,
                &tally.blank,
                &tally.needed,
            ];
            (unit, counts.map(number))
        });
        let mut ballots: Vec<(String, Vec<String>)> = Vec::new();
        for ballot in &vote.cast {
            let kind = self.code("ballot_vote", &ballot.vote);
            let shown = self.ballot(ballot);
            match ballots.iter_mut().find(|(one, _)| *one == kind) {
                Some((_, all)) => all.push(shown),
                None => ballots.push((kind, vec![shown])),
            }
        }
        VoteView {
            on: vote.on.as_ref().and_then(|id| label(id.as_str())),
            tallies: tallies.collect(),
            ballots: ballots
                .into_iter()
                .map(|(kind, all)| (kind, all.join(", ")))
                .collect(),
            proofs: self.proofs(&vote.evidence),
        }
    }

    fn ballot(&self, ballot: &'a Ballot) -> String {
        let actor = self.actor(&ballot.actor);
        match &ballot.count {
            Some(count) => format!("{actor} ({count})"),
            None => actor.to_string(),
        }
    }
}

/// A text as markup.
pub fn escaped(text: &str) -> String {
    Escaped(text).to_string()
}

fn fact_of(name: &'static str, value: String) -> Option<Fact> {
    (!value.is_empty()).then_some((name, value))
}

fn text_fact(name: &'static str, value: Option<&str>) -> Option<Fact> {
    value.map(|value| (name, escaped(value)))
}
