//! A government, and what it has before it: what is decided and still to happen, what is settled, and the proposal of the day.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::Value;

use super::random::Random;
use super::words::Words;

/// A government.
pub struct Government {
    /// The code of its jurisdiction.
    pub code: String,
    pub words: Words,
    pub random: Random,
    /// The number of decisions that it has taken up.
    pub decisions: usize,
    /// Decisions with which something is still to happen.
    pub open: Vec<Open>,
    /// Decisions of which the end is known.
    pub settled: VecDeque<Settled>,
    /// The decisions that ended: nothing ends or suspends them once more.
    pub ended: BTreeSet<String>,
    /// The proposal that lies before it.
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

/// A decision with which something is still to happen.
pub struct Open {
    pub record: Value,
    /// The steps that are still to happen, the next first.
    pub steps: VecDeque<Step>,
}

/// A decision to which nothing happens any more: what later ones can refer to.
pub struct Settled {
    pub id: String,
    /// The ids of its statements.
    pub statements: Vec<String>,
    /// True if it has a provision of its own.
    pub has_provision: bool,
}

/// A proposal that decisions are about.
pub struct Proposal {
    /// Its id.
    pub id: String,
    /// The ids of its provisions.
    pub provisions: Vec<String>,
    /// The decisions that made its second version.
    pub made_by: Vec<String>,
    /// The last decision of each actor with a position, and that position.
    pub positions: BTreeMap<String, (String, &'static str)>,
}

impl Government {
    /// A government that has decided nothing yet.
    pub fn new(nth: usize) -> Government {
        Government {
            code: code(nth),
            words: Words::new(),
            random: Random::new(2_026, &format!("government {nth}")),
            decisions: 1,
            open: Vec::new(),
            settled: VecDeque::new(),
            ended: BTreeSet::new(),
            proposal: None,
        }
    }
}

/// Two letters from `xa` to `xz`, which are nobody's, and then those of their regions.
fn code(nth: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(nth % 26).expect("it is small"));
    match nth / 26 {
        0 => format!("x{letter}"),
        region => format!("x{letter}-{region}"),
    }
}
