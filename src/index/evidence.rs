//! The facts of evidence: in which form it is there, and what came of looking for its quotes. Ids go by their numbers.

use serde::{Deserialize, Serialize};

/// Which members evidence has, a bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Form(u8);

impl Form {
    /// A form with these members.
    pub fn new(quote: bool, locator: bool, confidence: bool) -> Form {
        Form(u8::from(quote) | u8::from(locator) << 1 | u8::from(confidence) << 2)
    }

    /// True if there is a quote.
    pub fn has_quote(self) -> bool {
        self.0 & 1 != 0
    }

    /// True if there is a locator.
    pub fn has_locator(self) -> bool {
        self.0 & 2 != 0
    }

    /// True if there is a confidence.
    pub fn has_confidence(self) -> bool {
        self.0 & 4 != 0
    }
}

/// Evidence of one form from one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EvidenceFact {
    /// The source.
    pub source: u32,
    /// The form.
    pub form: Form,
    /// True if it says that the confidence is high.
    pub is_high: bool,
}

/// A quote, and what came of looking for it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct QuoteFact {
    /// The source.
    pub source: u32,
    /// The bytes of the normal view at which it starts and ends; from [`NOWHERE`] it is not known to stand in one place.
    place: (u32, u32),
}

/// The result of looking for a quote in the text that it is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There is no such text here.
    NoText,
    /// It stands there once, from one byte of the normal view to another.
    Once(u32, u32),
    /// It does not stand there.
    Missing,
    /// It stands there more often than once.
    Ambiguous,
}

const NOWHERE: u32 = u32::MAX;

impl QuoteFact {
    /// A quote from a source.
    pub fn new(source: u32, verdict: Verdict) -> QuoteFact {
        let place = match verdict {
            Verdict::NoText => (NOWHERE, 0),
            Verdict::Missing => (NOWHERE, 1),
            Verdict::Ambiguous => (NOWHERE, 2),
            Verdict::Once(start, end) => (start, end),
        };
        QuoteFact { source, place }
    }

    /// Notes what came of looking for it once more.
    pub fn set(&mut self, verdict: Verdict) {
        *self = QuoteFact::new(self.source, verdict);
    }

    /// The result of looking for it.
    pub fn verdict(&self) -> Verdict {
        match self.place {
            (NOWHERE, 0) => Verdict::NoText,
            (NOWHERE, 1) => Verdict::Missing,
            (NOWHERE, _) => Verdict::Ambiguous,
            (start, end) => Verdict::Once(start, end),
        }
    }
}
