//! A government at work: what it decides at its meetings, and what becomes of that at later ones.

use std::collections::VecDeque;

use super::actor;
use super::decision::{self, Open, Settled};
use super::meeting::Meeting;
use super::output::Output;
use super::proposal::{self, Proposal};
use super::random::Random;
use super::words::Words;

/// How many meetings a government holds before the records go on with the next one: some 23 years, so that all is over by the day on
/// which the dataset is judged.
const MEETINGS: usize = 1_200;

/// How many decisions a meeting takes.
const OF_A_MEETING: usize = 20;

/// How many meetings go by between two proposals.
const MEETINGS_OF_A_PROPOSAL: usize = 5;

/// How many settled decisions are remembered, for later ones to refer to.
const REMEMBERED: usize = 200;

/// A government.
pub struct Government {
    /// The code of its jurisdiction.
    pub code: String,
    pub words: Words,
    pub random: Random,
    /// How many decisions it has taken up.
    pub decisions: usize,
    /// Decisions with which something is still to happen.
    open: Vec<Open>,
    /// Decisions of which the end is known.
    pub settled: VecDeque<Settled>,
    /// What lies before it.
    pub proposal: Option<Proposal>,
}

/// Something that is still to happen.
pub struct Step {
    /// At which meeting.
    pub meeting: usize,
    pub what: What,
}

pub enum What {
    /// An event of that type; and the meeting of the one after it, if there is one.
    Event(&'static str, Option<usize>),
    /// Of a promise becomes known whether it was kept.
    Promise(bool),
}

/// Holds the meetings of a government, until there are so many records or its time is over.
pub fn govern(nth: usize, records: usize, out: &mut Output) {
    let mut government = Government {
        code: code(nth),
        words: Words::new(),
        random: Random::new(2_026, &format!("government {nth}")),
        decisions: 0,
        open: Vec::new(),
        settled: VecDeque::new(),
        proposal: None,
    };
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
            government.settled.push_back(decision::settled(&decision));
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

/// Two letters from `xa` on, downwards by the first: the codes with an x are nobody's.
fn code(nth: usize) -> String {
    let letter = |from: u8, by: usize| char::from(from + u8::try_from(by % 26).expect("small"));
    let first = char::from(b'x' - u8::try_from(nth / 26 % 24).expect("it is small"));
    format!("{first}{}", letter(b'a', nth))
}
