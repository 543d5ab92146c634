//! The meetings of a government in turn: what it decides there, and what becomes of that at later ones.

use super::actor;
use super::decision;
use super::government::{Government, Open, Step};
use super::meeting::Meeting;
use super::output::Output;
use super::proposal;

/// The number of meetings of a government before the records go on with the next one: some 23 years, so that all is over by the day
/// on which the dataset is judged.
const MEETINGS: usize = 1_200;

/// The number of decisions that a meeting takes.
const OF_A_MEETING: usize = 20;

/// The number of meetings between two proposals.
const MEETINGS_OF_A_PROPOSAL: usize = 5;

/// The number of settled decisions that are remembered, for later ones to refer to.
const REMEMBERED: usize = 200;

/// Holds the meetings of a government, until there are so many records or its time is over.
pub fn govern(nth: usize, records: usize, out: &mut Output) {
    let mut government = Government::new(nth);
    for actor in actor::actors(&government.code) {
        out.record(&actor);
    }
    for number in 0..MEETINGS {
        let is_proposed = number.is_multiple_of(MEETINGS_OF_A_PROPOSAL);
        // The minutes, a letter and a press report; a proposal and its text.
        let documents = if is_proposed { 5 } else { 3 };
        let left = records.saturating_sub(out.totals.records + government.open.len());
        let is_end = left < 2 * (OF_A_MEETING + documents);
        let count = if is_end {
            left.saturating_sub(documents).max(1)
        } else {
            OF_A_MEETING
        };
        let is_last = is_end || number + 1 == MEETINGS;
        let mut meeting = Meeting::new(&mut government, number, is_last);
        if is_proposed {
            let nth = number / MEETINGS_OF_A_PROPOSAL;
            let proposal = proposal::laid_before(&mut government, &meeting, nth, out);
            government.proposal = Some(proposal);
        }
        hold(&mut government, &mut meeting, count, out);
        meeting.write(&mut government, out);
        if is_last {
            break;
        }
    }
}

/// A meeting: first what was to happen by then, then new decisions.
fn hold(government: &mut Government, meeting: &mut Meeting, count: usize, out: &mut Output) {
    let mut open = std::mem::take(&mut government.open);
    for decision in &mut open {
        take_steps(government, meeting, decision);
    }
    for _ in 0..count {
        let mut decision = decision::taken_up(government, meeting);
        take_steps(government, meeting, &mut decision);
        open.push(decision);
    }
    for decision in open {
        if decision.steps.is_empty() {
            out.record(&decision.record);
            let settled = decision::settled(&decision);
            if decision::has_ended(&decision) {
                government.ended.insert(settled.id.clone());
            }
            government.settled.push_back(settled);
        } else {
            government.open.push(decision);
        }
    }
    while government.settled.len() > REMEMBERED {
        government.settled.pop_front();
    }
}

fn take_steps(government: &mut Government, meeting: &mut Meeting, decision: &mut Open) {
    let (number, is_last) = (meeting.number, meeting.is_last);
    let is_due = |step: &Step| is_last || step.meeting <= number;
    while decision.steps.front().is_some_and(is_due) {
        decision::take_step(government, meeting, decision);
    }
}
