//! Telling quickly in which records the rules about all records find nothing.
//!
//! Rules about one record are asked when it is read. A rule about all records finds nothing in most, and says in its [`Screen`] how that
//! is told: from the record while it is at hand, and from what all records say of one another ([`Links`]). Records of which all rules
//! say so are counted and done with. The others are read again and kept, with the records that their checks look at, and checked; so
//! what is reported is the same as if all had been kept, and `screen/tests.rs` holds it to that.

mod desk;
mod life;
mod missing;
mod others;
mod result;
mod selection;
mod settled;
#[cfg(test)]
mod tests;
mod texts;

pub use desk::{Desk, Plan};
pub use result::{Gathered, Screened, finish};
pub use selection::Picked;

use jiff::civil;

use crate::dataset::Document;
use crate::links::{Known, Links, Quoted};

/// How it is told quickly that a rule finds nothing.
pub enum Screen {
    /// It is about bytes or shape: there is nothing to find in a record that could be read.
    Form,
    /// It finds nothing in a record of which this holds while it is at hand.
    Record(AtHand),
    /// It finds nothing in a record of whose card this holds, among all cards.
    Links(fn(&Screening<'_>, u32) -> bool),
    /// It finds nothing in a record of which both hold.
    Both(AtHand, fn(&Screening<'_>, u32) -> bool),
    /// It finds nothing in a record as it stands now, but elsewhere: in other files, or where a record was.
    Apart,
}

/// Whether a rule finds nothing in a record, told from it and from what came of looking for what it quotes.
pub type AtHand = fn(&Document, &[Quoted<'_>]) -> bool;

/// What a rule looks at to tell that it finds nothing in the record of a card.
pub struct Screening<'a> {
    /// All cards.
    pub links: &'a Links,
    /// The day on which the dataset is judged.
    pub as_of: civil::Date,
    /// Whether the records belong to no dataset, so that they have no texts beside them.
    pub is_loose: bool,
    /// The cards of decisions beside which another one stands by which the same actor takes a position on the same proposal.
    pub is_contested: Vec<bool>,
}

/// The text that a source pins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PinnedText {
    /// Whether it was read, from where it belongs.
    pub is_here: bool,
    /// Whether it is the text that was pinned.
    pub is_pinned: bool,
}

impl<'a> Screening<'a> {
    /// The cards as they look on a day.
    pub fn new(links: &'a Links, as_of: civil::Date, is_loose: bool) -> Screening<'a> {
        let mut screening = Screening {
            links,
            as_of,
            is_loose,
            is_contested: Vec::new(),
        };
        screening.is_contested = life::contested(&screening);
        screening
    }

    /// The text that the source of a name pins; none if it pins none, or the source cannot be read.
    pub fn text(&self, source: u32) -> Option<PinnedText> {
        let card = self.links.source(source)?;
        let (file, sha256) = card.text?;
        let text = self
            .links
            .text(source)
            .filter(|text| card.is_home && text.file == file);
        Some(PinnedText {
            is_here: text.is_some(),
            is_pinned: text.is_some_and(|text| text.sha256 == sha256),
        })
    }

    /// The text that the record of a card pins; none if it pins none. Of a record whose name others have too nothing can be told,
    /// and that is a finding of its own.
    pub fn own_text(&self, card: u32) -> Option<PinnedText> {
        self.text(self.links.cards[card as usize].name)
    }

    /// The card of the record of a name, if it is there and can be read.
    pub fn card(&self, name: u32) -> Option<u32> {
        match self.links.known(name) {
            Known::Card(card) => Some(card),
            _ => None,
        }
    }
}
