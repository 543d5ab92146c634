//! Cutting a record to a moment: what became known, happened or was said later goes, with what refers to it.

use std::sync::Arc;

use jiff::civil;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

mod discrepancies;
mod moves;
mod references;

use discrepancies::move_discrepancies;
use moves::Moves;

use super::{is_in_view, names_outcome, neutral_title};
use crate::dataset::{Dataset, Document, Reference};
use crate::derive::time::Moment;
use crate::document::{Place, reference_at};
use crate::json::escape;
use crate::model::{Date, Decision, Event, Record};
use crate::schema::Schemas;
use crate::schema::vocabulary::of_type;

/// The cut of the records of a dataset to a moment.
pub struct Cut<'a> {
    pub dataset: &'a Dataset,
    pub moment: Moment,
    /// True if reasons of revisions, which have no day, are left out.
    pub is_past: bool,
}

type Object = Map<String, Value>;

impl Cut<'_> {
    /// A document as it is at the moment; `None` if nothing of it is in view. What could not be read stays as it is.
    pub fn of(&self, document: &Arc<Document>, schemas: &Schemas) -> Option<Arc<Document>> {
        let Some(record) = &document.record else {
            return Some(Arc::clone(document));
        };
        if !is_in_view(self.dataset, record, self.moment) {
            return None;
        }
        if self.is_whole(document, record) {
            return Some(Arc::clone(document));
        }
        let whole = serde_json::to_value(record).ok()?;
        let mut value = whole.clone();
        Walk::new(self, record).record(value.as_object_mut()?);
        if value == whole {
            return Some(Arc::clone(document));
        }
        let text = value.to_string();
        let place = (document.path.clone(), document.line);
        let memory = Default::default();
        let cut = Document::read_into(place, Ok(text.as_bytes()), schemas, memory);
        // Of what has nothing left that a record must have, nothing is in view.
        cut.record.is_some().then(|| Arc::new(cut))
    }

    /// True if it is plain that nothing of a record is cut: no day in it is ahead, all that it names is in view, and it names no parts of
    /// others. Most records are such, and are not looked at further.
    fn is_whole(&self, document: &Document, record: &Record) -> bool {
        let has_come = |day: Option<civil::Date>| day.is_some_and(|day| day <= self.moment.at);
        let sees = |reference: Reference<'_>| match reference.record_type {
            "actor" => true,
            "source" => {
                let source = self.dataset.source_of(reference.id);
                self.public_by(reference.id).is_some()
                    && has_come(source.and_then(|source| source.date.last_day()))
            }
            other => self.sees(other, &Value::from(reference.id)),
        };
        let stays = |place: Place<'_>| match place.of_type() {
            of_type::DATE => {
                let date = place.as_str().and_then(|date| date.parse::<Date>().ok());
                has_come(date.and_then(|date| date.last_day()))
            }
            of_type::TARGET | of_type::PART_REFERENCE => {
                place.as_str().is_some_and(|part| part.starts_with('#'))
            }
            _ => reference_at(document, place).is_none_or(sees),
        };
        let is_plain = |decision: &Decision| {
            let at = self.dataset.place_of(decision);
            let proposal = decision.proposal.as_ref();
            let proposal = proposal.and_then(|one| self.dataset.proposal(&one.id));
            let mut versions = proposal.into_iter().flat_map(|one| &one.versions);
            at.is_some_and(|at| names_outcome(self.dataset, at, self.moment))
                && versions.all(|one| super::sees_version(self.dataset, one, self.moment))
                && decision.relations.iter().all(|one| one.parts.is_empty())
                && decision
                    .events
                    .iter()
                    .all(|one| one.parts.is_empty() && one.vote.is_none())
        };
        let has_reason = record.state().reason.is_some();
        !(self.is_past && has_reason)
            && document.places().all(stays)
            && record.decision().is_none_or(is_plain)
    }

    /// The day by which the public could read a source, if it could by the moment.
    fn public_by(&self, source: &str) -> Option<civil::Date> {
        let day = self.dataset.source_of(source)?.public_by()?;
        (day <= self.moment.known).then_some(day)
    }

    /// True if a record is there, and something of it is in view.
    fn sees(&self, record_type: &str, id: &Value) -> bool {
        let document = id
            .as_str()
            .and_then(|id| self.dataset.document(record_type, id));
        let record = document.and_then(|document| document.record.as_ref());
        record.is_some_and(|record| is_in_view(self.dataset, record, self.moment))
    }

    /// True if a statement, commitment or provision of another record is there and in view, as `record#id` names it.
    fn sees_part(&self, reference: &Value) -> bool {
        let Some((record, part)) = reference.as_str().and_then(|one| one.split_once('#')) else {
            return false;
        };
        let types = ["decision", "proposal", "source"].into_iter();
        let mut documents = types.filter_map(|one| self.dataset.document(one, record));
        documents.any(|document| {
            let record = document.record.as_ref();
            record.is_some_and(|record| {
                is_in_view(self.dataset, record, self.moment) && Walk::new(self, record).has(part)
            })
        })
    }
}

/// A walk through one record that is being cut.
struct Walk<'a> {
    cut: &'a Cut<'a>,
    record: &'a Record,
    /// The choice that is followed, which stays among the options: it is known from the events.
    choice: Value,
}

impl<'a> Walk<'a> {
    fn new(cut: &'a Cut<'a>, record: &'a Record) -> Walk<'a> {
        Walk {
            cut,
            record,
            choice: Value::Null,
        }
    }

    fn record(&mut self, root: &mut Object) {
        self.follow_readings(root);
        self.choice = root.get("choice").cloned().unwrap_or_default();
        let mut moves = Moves::default();
        self.members(root, "", &mut moves);
        let moves = [moves, self.references(root)];
        move_discrepancies(root, &moves);
        if let Some(decision) = self.record.decision() {
            self.mask(root, decision);
        }
        if self.cut.is_past
            && let Some(state) = root["record"].as_object_mut()
        {
            state.shift_remove("reason");
        }
    }

    /// Cuts the members of an object. `path` is its place in the whole record.
    fn members(&self, object: &mut Object, path: &str, moves: &mut Moves) {
        let names: Vec<String> = object.keys().cloned().collect();
        for name in names {
            let place = format!("{path}/{}", escape(&name));
            let stays = match &mut object[&name] {
                Value::Array(items) => moves.retain(items, &place, |moves, item, own| {
                    self.stays(item, &name, own, moves)
                }),
                value => self.stays(value, &name, &place, moves),
            };
            if !stays {
                object.shift_remove(&name);
            }
        }
    }

    /// Cuts a value, by the name of the member that it is or is listed in, and says whether anything of it stays.
    fn stays(&self, value: &mut Value, name: &str, place: &str, moves: &mut Moves) -> bool {
        if name == "evidence" {
            let source = value["source"].as_str().unwrap_or_default();
            return self.cut.public_by(source).is_some();
        }
        let Value::Object(object) = value else {
            return true;
        };
        let rests_on_sources = object.contains_key("evidence");
        self.members(object, place, moves);
        let is_known = !rests_on_sources || object.contains_key("evidence");
        match name {
            // Who decides is known from the events; in which capacity, from this evidence.
            "decider" if !is_known => {
                object.shift_remove("capacity");
                true
            }
            "commitments" => object.contains_key("events"),
            "options" => is_known || object["id"] == self.choice,
            "provisions" => is_known && self.has_its_version(object),
            "statements" => is_known && self.was_said(object),
            _ => is_known && self.has_come(object),
        }
    }

    /// True if the version of a proposal that a provision is of is in view, if it is of one.
    fn has_its_version(&self, provision: &Object) -> bool {
        let version = provision.get("version").and_then(Value::as_str);
        version.is_none_or(|id| self.sees_version(self.record, id))
    }

    fn sees_version(&self, proposal: &Record, id: &str) -> bool {
        let versions = proposal
            .proposal()
            .into_iter()
            .flat_map(|one| &one.versions);
        let mut version = versions.filter(|version| version.id.as_str() == id);
        version.any(|version| super::sees_version(self.cut.dataset, version, self.cut.moment))
    }

    /// True if the earliest of the sources of a statement that are left was written by the moment.
    fn was_said(&self, statement: &Object) -> bool {
        let evidence = statement["evidence"].as_array().into_iter().flatten();
        let sources =
            evidence.filter_map(|one| self.cut.dataset.source_of(one["source"].as_str()?));
        let written = sources.filter_map(|source| source.date.last_day()).min();
        written.is_none_or(|day| day <= self.cut.moment.at)
    }

    /// True if the day of something has come, if it has one: of an event that from which it counts.
    fn has_come(&self, object: &Object) -> bool {
        let date = |name: &str| object.get(name)?.as_str()?.parse::<Date>().ok()?.last_day();
        let is_dated = object.contains_key("date");
        let event = is_dated.then(|| Event::deserialize(object).ok()).flatten();
        let from = match event {
            Some(event) => event.counts_from(),
            None => date(if is_dated { "date" } else { "start" }),
        };
        from.is_none_or(|day| day <= self.cut.moment.at)
    }

    /// True if a record has a statement, commitment or provision with an id, and it is in view.
    fn has(&self, part: &str) -> bool {
        let record = self.record;
        let decision = record.decision();
        let proposal = record.proposal().map(|one| &one.provisions);
        let own = decision.map(|one| &one.provisions);
        let statements = decision.into_iter().flat_map(|one| &one.statements);
        let commitments = record.commitments().iter();
        let provisions = own.into_iter().chain(proposal).flatten();
        let found = [
            (
                "statements",
                value_of(statements, |one| one.id.as_str() == part),
            ),
            (
                "commitments",
                value_of(commitments, |one| one.id.as_str() == part),
            ),
            (
                "provisions",
                value_of(provisions, |one| one.id.as_str() == part),
            ),
        ];
        let mut found = found.into_iter();
        found.any(|(list, item)| {
            item.is_some_and(|mut item| self.stays(&mut item, list, "", &mut Moves::default()))
        })
    }

    /// Puts a neutral line in the place of a title that states an outcome which was not reached.
    fn mask(&self, root: &mut Object, decision: &Decision) {
        let Cut {
            dataset, moment, ..
        } = self.cut;
        let at = dataset.place_of(decision);
        if at.is_some_and(|at| names_outcome(dataset, at, *moment)) {
            return;
        }
        // Only what is left of the record is named.
        let cut = serde_json::from_value::<Decision>(Value::Object(root.clone()));
        let cut = cut.unwrap_or_else(|_| decision.clone());
        if let Some(title) = neutral_title(dataset, &cut) {
            root.insert(
                "title".to_owned(),
                serde_json::to_value(title).unwrap_or_default(),
            );
        }
    }
}

/// The value of the item of a list that is meant.
fn value_of<'r, T: Serialize + 'r>(
    items: impl IntoIterator<Item = &'r T>,
    is_it: impl Fn(&T) -> bool,
) -> Option<Value> {
    let item = items.into_iter().find(|one| is_it(one))?;
    serde_json::to_value(item).ok()
}
