//! What is known by a day: a dataset from which is cut what was first known later, and the same without what had not happened yet.
//!
//! Views print a projection and never the records, so that none can show what was not known. What stands in a projection follows from
//! the public sources alone: what only withheld ones show is never in view.

mod actors;
mod cut;

use jiff::civil;
use rayon::prelude::*;
use serde_json::Value;

use crate::dataset::Dataset;
use crate::derive::lifecycle::Lifecycles;
use crate::derive::status::{Stage, Status};
use crate::derive::time::{Moment, in_view, known_by};
use crate::model::{
    ActorId, Availability, Decision, LocalizedText, ParticipantRole, Record, Version, code, title,
};
use crate::schema::Schemas;

use cut::Cut;

/// A dataset as it looks at a moment.
pub struct Projection {
    /// The moment.
    pub moment: Moment,
    /// The day on which the question is asked.
    pub today: civil::Date,
    /// What was known by then, whenever it happened: what follows from the records follows from this.
    pub known: Dataset,
    /// What of that had happened or been said: what is shown.
    pub shown: Dataset,
}

impl Projection {
    /// The projection of a dataset to a moment, asked for on a day. The reasons of revisions, which have no day, are no part of the past.
    pub fn new(dataset: &Dataset, moment: Moment, today: civil::Date) -> Projection {
        let is_past = is_past(moment, today);
        let whenever = Moment {
            at: civil::Date::MAX,
            ..moment
        };
        let known = cut(dataset, whenever, is_past);
        let shown = cut(&known, moment, is_past);
        Projection {
            moment,
            today,
            known,
            shown,
        }
    }

    /// True if the records are looked at as they were on another day than today.
    pub fn is_past(&self) -> bool {
        is_past(self.moment, self.today)
    }

    /// The title that a decision had before its outcome was reached.
    pub fn neutral_title(&self, decision: &Decision) -> Option<LocalizedText> {
        neutral_title(&self.shown, decision)
    }

    /// True if the title and the choice of a decision state an outcome that was reached.
    pub fn names_outcome(&self, decision: &Decision) -> bool {
        let at = self.known.index.find("decision", decision.id.as_str());
        at.is_some_and(|at| names_outcome(&self.known, at, self.moment))
    }
}

fn is_past(moment: Moment, today: civil::Date) -> bool {
    moment.at < today || moment.known < today
}

/// The documents of a dataset, cut to a moment.
fn cut(dataset: &Dataset, moment: Moment, is_past: bool) -> Dataset {
    let schemas = Schemas::new();
    let cut = Cut {
        dataset,
        moment,
        is_past,
    };
    let documents = dataset.documents.par_iter();
    let kept = documents.filter_map(|document| cut.of(document, &schemas));
    let mut kept = kept.collect();
    actors::keep_known(dataset, moment.known, &mut kept);
    dataset.with(kept)
}

/// True if the outcome of a decision was reached at a moment: it was announced, or it had ended.
fn names_outcome(dataset: &Dataset, decision: u32, moment: Moment) -> bool {
    // A withdrawn record has no status, and says of itself that it counts for nothing.
    if dataset.index.entry(decision).is_withdrawn {
        return true;
    }
    let lifecycle = Lifecycles::new(&dataset.index, moment).of(decision);
    match lifecycle.status {
        Status::Unknown => false,
        Status::Suspended | Status::At(_) => lifecycle.reached.is_some_and(Stage::has_outcome),
        _ => true,
    }
}

/// True if something of a record is in view at a moment: an event of a decision, a version of a proposal, a source itself. Of an actor
/// that is asked of all records together.
fn is_in_view(dataset: &Dataset, record: &Record, moment: Moment) -> bool {
    match record {
        Record::Actor(_) => true,
        Record::Decision(decision) => {
            let mut events = decision.events.iter();
            events.any(|event| in_view(dataset, event, moment))
        }
        Record::Proposal(proposal) => {
            let mut versions = proposal.versions.iter();
            versions.any(|version| sees_version(dataset, version, moment))
        }
        Record::Source(source) => {
            let written = source.date.last_day();
            let known = match source.availability {
                Availability::Public => source.appeared(),
                // What nobody can read is known from others.
                _ if source.evidence.is_empty() => written,
                _ => known_by(dataset, &source.evidence),
            };
            known.is_some_and(|day| day <= moment.known)
                && written.is_some_and(|day| day <= moment.at)
        }
    }
}

/// True if a version of a proposal was there and known at a moment.
fn sees_version(dataset: &Dataset, version: &Version, moment: Moment) -> bool {
    version.date.last_day().is_some_and(|day| day <= moment.at)
        && known_by(dataset, &version.evidence).is_some_and(|day| day <= moment.known)
}

/// The line that stands for a title where no outcome is known yet: the kind, the decider, who proposed it, and the title of what it is
/// about.
fn neutral_title(dataset: &Dataset, decision: &Decision) -> Option<LocalizedText> {
    let kind = code(&decision.kind);
    let proposal = decision.proposal.as_ref();
    let proposal = proposal.and_then(|one| dataset.proposal(&one.id));
    let name = |id: &ActorId, language: &str| match dataset.actor(id) {
        Some(actor) => actor.name.best(language).to_owned(),
        None => id.to_string(),
    };
    let line = |language: &str| {
        let kind = title("decision_kind", &kind, language).unwrap_or(&kind);
        let decider = name(&decision.decider.actor, language);
        let participants = decision.participants.iter();
        let proposers = participants.filter(|one| one.role == ParticipantRole::Proposer);
        let proposers = proposers.map(|one| name(&one.actor, language));
        let proposers: Vec<_> = proposers.collect();
        let mut line = format!("{kind}, {decider}");
        if !proposers.is_empty() {
            line += &format!(" ({})", proposers.join(", "));
        }
        if let Some(proposal) = proposal {
            line += &format!(": {}", proposal.title.best(language));
        }
        line
    };
    let languages = decision.title.iter();
    let lines =
        languages.map(|(language, _)| (language.to_string(), Value::from(line(language.as_str()))));
    serde_json::from_value(Value::Object(lines.collect())).ok()
}
