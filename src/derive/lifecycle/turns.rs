//! What ends, interrupts and restores a decision, and what is left of it.

use jiff::civil;

use crate::derive::status::Status;

/// Something that ends, interrupts or restores a decision.
#[derive(Clone, Copy)]
pub(super) struct Turn {
    /// The day from which it works.
    pub day: civil::Date,
    /// What it does.
    pub what: TurnType,
    /// The later decision that does it, if it is not the decision itself.
    pub by: Option<u32>,
    /// The event that it follows from, if it follows from one.
    pub event: Option<(u32, usize)>,
}

/// What a turn does.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum TurnType {
    Ends(Status),
    Interrupts,
    /// Restores what a later decision or the decision itself had ended or interrupted.
    Restores,
    /// Ends a suspension by the decision itself.
    Resumes,
}

/// The endings and interruptions that nothing restored on their day or later.
pub(super) fn standing_turns(turns: &[Turn]) -> Vec<Turn> {
    let last = |what| {
        let days = turns.iter().filter(|turn| turn.what == what);
        days.map(|turn| turn.day).max()
    };
    let (restored, resumed) = (last(TurnType::Restores), last(TurnType::Resumes));
    let is_undone = |turn: &Turn| {
        let day = Some(turn.day);
        restored >= day || turn.is_own_interruption() && resumed >= day
    };
    let left = turns.iter().copied().filter(Turn::can_be_undone);
    left.filter(|turn| !is_undone(turn)).collect()
}

/// The latest turn that restored something.
pub(super) fn restoring_turn(turns: &[Turn]) -> Option<Turn> {
    let first = |is_such: fn(&Turn) -> bool| {
        let days = turns.iter().filter(|turn| is_such(turn));
        days.map(|turn| turn.day).min()
    };
    let (undone, interrupted) = (first(Turn::can_be_undone), first(Turn::is_own_interruption));
    let restoring = turns.iter().filter(|turn| {
        let before = match turn.what {
            TurnType::Restores => undone,
            TurnType::Resumes => interrupted,
            TurnType::Ends(_) | TurnType::Interrupts => None,
        };
        before.is_some_and(|before| before <= turn.day)
    });
    restoring.max_by_key(|turn| turn.day).copied()
}

impl Turn {
    /// True if another turn can restore what this one ended or interrupted.
    fn can_be_undone(&self) -> bool {
        matches!(self.what, TurnType::Ends(_) | TurnType::Interrupts)
    }

    /// True if the decision itself interrupted what it does, which it can resume.
    fn is_own_interruption(&self) -> bool {
        self.what == TurnType::Interrupts && self.by.is_none()
    }
}
