//! The standing of a decision on a given day, as far as it was known by then.

use crate::dataset::Dataset;
use crate::derive::lifecycle::Lifecycles;
use crate::derive::status::{Stage, Status};
use crate::derive::time::Moment;
use crate::model::{Date, Decision, DecisionId, Event};

/// The status of a decision, and what it follows from.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing<'a> {
    /// Its status.
    pub status: Status,
    /// The stage that it had reached; `None` where nothing of it is in view.
    pub reached: Option<Stage>,
    /// The later decision that superseded, revoked or annulled it.
    pub by: Option<&'a DecisionId>,
    /// The events that it follows from, each with the decision that it belongs to: the one that brought it as far as it came, and
    /// the one that ended or interrupted it, its own or the later decision's.
    pub because: Vec<(&'a Decision, &'a Event)>,
}

impl<'a> Standing<'a> {
    /// Since when it has this status, as the source dates it: the day of the legal effect, where that is what counts.
    pub fn since(&self) -> Option<&'a Date> {
        self.because.last().map(|(_, event)| event.counting_date())
    }
}

/// The status of a decision at a moment, as `derive/lifecycle.rs` has it.
pub fn standing<'a>(dataset: &'a Dataset, decision: &'a Decision, moment: Moment) -> Standing<'a> {
    let Some(at) = dataset.place_of(decision) else {
        return Standing {
            status: Status::Unknown,
            reached: None,
            by: None,
            because: Vec::new(),
        };
    };
    let lifecycle = Lifecycles::new(&dataset.index, moment).of(at);
    let event = |(decision, at): (u32, usize)| {
        let decision = dataset.decision_at(decision)?;
        Some((decision, decision.events.get(at)?))
    };
    Standing {
        status: lifecycle.status,
        reached: lifecycle.reached,
        by: lifecycle
            .by
            .and_then(|by| Some(&dataset.decision_at(by)?.id)),
        because: lifecycle.because.into_iter().filter_map(event).collect(),
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
