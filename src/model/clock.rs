//! The three clocks of a record: when something happened, when it took legal effect, and when it became public.

use jiff::civil;

use super::event::{Event, EventType};
use super::source::{Availability, Source};
use super::string::Date;

impl Date {
    /// The last possible day; `None` if no calendar has it.
    pub fn last_day(&self) -> Option<civil::Date> {
        self.bounds().map(|bounds| bounds.last)
    }
}

impl Event {
    /// The date from which the event counts, as the source gives it. For what changes legal force that is the day of the legal effect:
    /// an annulment from the beginning counts from the beginning. What somebody did or decided counts from the day on which they
    /// did, whenever it takes effect.
    pub fn counting_date(&self) -> &Date {
        self.effective
            .as_ref()
            .filter(|_| self.r#type.changes_force())
            .unwrap_or(&self.date)
    }

    /// The day from which the event counts, at the latest.
    pub fn counts_from(&self) -> Option<civil::Date> {
        self.counting_date().last_day()
    }
}

impl EventType {
    /// True if such an event changes legal force, so that it counts from the day of its legal effect.
    pub fn changes_force(self) -> bool {
        match self {
            EventType::EnteredIntoForce
            | EventType::ProvisionallyApplied
            | EventType::Suspended
            | EventType::Resumed
            | EventType::Lapsed
            | EventType::Annulled => true,
            EventType::Proposed
            | EventType::Announced
            | EventType::Reaffirmed
            | EventType::Postponed
            | EventType::Taken
            | EventType::Published
            | EventType::Executed
            | EventType::NotExecuted
            | EventType::Challenged
            | EventType::Upheld
            | EventType::ApprovedInPrinciple
            | EventType::Withdrawn
            | EventType::Objected => false,
        }
    }

    /// True if such an event comes about, without anybody acting, on a day that a text sets: an earlier text can show it, and its day
    /// may lie ahead. An interruption and an annulment change legal force as well, and somebody must do them.
    pub fn comes_by_itself(self) -> bool {
        self.changes_force() && !matches!(self, EventType::Suspended | EventType::Annulled)
    }
}

impl Source {
    /// The last day on which the source can have appeared.
    pub fn appeared(&self) -> Option<civil::Date> {
        self.published.as_ref().unwrap_or(&self.date).last_day()
    }

    /// The day by which the source was public; `None` if the public cannot read it, or if its record was withdrawn.
    pub fn public_by(&self) -> Option<civil::Date> {
        let is_public = self.availability == Availability::Public && self.record.counts();
        self.appeared().filter(|_| is_public)
    }
}
