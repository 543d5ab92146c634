//! The standing of a decision on a given day, as far as it was known by then.

use crate::dataset::Dataset;
use crate::derive::lifecycle::{Lifecycles, Part};
use crate::derive::spell::{event_at, id_of, since};
use crate::derive::status::{Stage, Status};
use crate::derive::time::Moment;
use crate::index::Kind;
use crate::model::{Date, Decision, DecisionId, Event, ProvisionId};

/// The status of a decision, and what it follows from.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing<'a> {
    /// Its status.
    pub status: Status,
    /// The stage that it had reached; `None` where nothing of it is in view.
    pub reached: Option<Stage>,
    /// Since when it has this status, as the source dates it: the day of the legal effect, where that is what counts.
    pub since: Option<Date>,
    /// The later decision that superseded, revoked, annulled or suspended it, or set the term that ended it.
    pub by: Option<&'a DecisionId>,
    /// The events that it follows from, each with the decision that it belongs to: the one that brought it as far as it came, and
    /// the one that ended or interrupted it, its own or the later decision's.
    pub because: Vec<(&'a Decision, &'a Event)>,
}

/// The status of a decision at a moment, as `derive/lifecycle.rs` has it.
pub fn standing<'a>(dataset: &'a Dataset, decision: &'a Decision, moment: Moment) -> Standing<'a> {
    let place = dataset.place_of(decision);
    place.map_or(UNKNOWN, |at| at_place(dataset, at, None, moment))
}

/// The status of a part of a decision at a moment; `None` if it has no such part.
pub fn standing_of_part<'a>(
    dataset: &'a Dataset,
    decision: &'a Decision,
    part: &ProvisionId,
    moment: Moment,
) -> Option<Standing<'a>> {
    let index = &dataset.index;
    let at = dataset.place_of(decision)?;
    let name = index.names.get(Kind::Provision, part.as_str())?;
    let part = index.parts(at).find(|(_, fact)| fact.name == name)?;
    Some(at_place(dataset, at, Some(part), moment))
}

const UNKNOWN: Standing<'static> = Standing {
    status: Status::Unknown,
    reached: None,
    since: None,
    by: None,
    because: Vec::new(),
};

fn at_place<'a>(
    dataset: &'a Dataset,
    at: u32,
    part: Option<Part<'_>>,
    moment: Moment,
) -> Standing<'a> {
    let lifecycles = Lifecycles::new(&dataset.index, moment);
    let lifecycle = match part {
        None => lifecycles.of(at),
        Some(part) => lifecycles.of_part(at, part),
    };
    let because = lifecycle.because.into_iter();
    let because = because.filter_map(|event| event_at(dataset, Some(event)));
    Standing {
        status: lifecycle.status,
        reached: lifecycle.reached,
        since: since(dataset, &lifecycles, at, part),
        by: id_of(dataset, lifecycle.by),
        because: because.collect(),
    }
}

/// The next date that the sources name for a decision: the latest `due` of the events in view. One that passed without the
/// decision being carried out, as an event says, is no longer next.
pub fn due<'a>(dataset: &Dataset, decision: &'a Decision, moment: Moment) -> Option<&'a Date> {
    let at = dataset.place_of(decision)?;
    let (event, _) = Lifecycles::new(&dataset.index, moment).due(at)?;
    decision.events.get(event)?.due.as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{config, day, raw_files, repository};

    #[test]
    fn of_two_records_with_one_id_each_has_its_own_status() {
        let folder = repository().join("tests/fixtures/base");
        let mut files = raw_files(&folder);
        let home = "records/decisions/2025/base-xx-2025-0001.json";
        let at = files.iter().position(|file| file.path == home);
        let mut copy = files[at.expect("it is there")].clone();
        copy.path = "records/decisions/copy.json".to_owned();
        files.push(copy);
        // That of the id stands at home, and its events are of 2099; or it cannot be read.
        for (from, to, status) in [
            ("\"date\": \"2025-", "\"date\": \"2099-", Some("unknown")),
            ("\"kind\":", "\"knid\":", None),
        ] {
            let mut files = files.clone();
            for file in files.iter_mut().filter(|file| file.path == home) {
                let text = String::from_utf8(file.content.clone().expect("it was read"));
                let text = text.expect("it is UTF-8").replace(from, to);
                file.content = Ok(text.into_bytes());
            }
            let dataset = Dataset::new(config(&folder), files, &crate::schema::Schemas::new());
            let of = |path: &str| {
                let mut decisions = dataset.decisions();
                let found = decisions.find(|(document, _)| document.path == path);
                let (_, decision) = found?;
                Some(standing(&dataset, decision, Moment::on(day("2025-12-31"))).status)
            };
            assert_eq!(of(home).map(Status::as_str), status);
            assert_ne!(of("records/decisions/copy.json"), Some(Status::Unknown));
        }
    }
}
