//! What is kept of each record.

use jiff::civil;

use crate::model::{EventType, RelationType};
use crate::passage::Trace;

/// Where a record was read, so that it can be read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Which of the files it is in, as whoever reads them counts them.
    pub file: u32,
    /// The byte at which it begins, if the file holds one record a line.
    pub start: u64,
    /// How many bytes it has there.
    pub length: u32,
    /// How many lines stand before it.
    pub before: u64,
}

/// A record that was accepted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Card {
    /// The number of its id.
    pub name: u32,
    /// Where its links begin among all of them.
    pub first_link: u32,
    /// Where it was read.
    pub origin: Origin,
    /// Whether it counts for nothing.
    pub is_withdrawn: bool,
    /// The rules that may find something in it, as far as that can be told without other records, a bit for each.
    pub open: u64,
    /// Whether it took no place in the index, because a record from elsewhere is to replace it.
    pub is_replaced: bool,
    /// Whether it has a date that is none.
    pub has_wrong_date: bool,
}

/// What a record says of another one, or has to say to others. Ids go by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// It names a record.
    Names(u32),
    /// It names a statement or commitment of another decision: the decision, and what it goes by there.
    NamesPart(u32, u32),
    /// It quotes a source: so many quotes stand once in the text that is here.
    Quotes(u32, u32),
    /// It quotes a source whose text is not here, so many times.
    Unchecked(u32, u32),
    /// It says where in a source.
    Locates(u32),
    /// Something happened: what, and the day from which it counts, which is never if no calendar has it. The days that belong to it
    /// and who shows it come after it.
    Event(EventType, civil::Date),
    /// The first day on which the last event can have been.
    From(civil::Date),
    /// The last day of the next date that the last event names.
    Due(civil::Date),
    /// A source that shows what was said last.
    ShownBy(u32),
    /// The first day on which the first event can have been.
    Begins(civil::Date),
    /// It relates to an older decision. Who shows it comes after it.
    Relates(u32, RelationType),
    /// The last day on which its first event can have been, if it relates to older decisions.
    Over(civil::Date),
    /// Who decided.
    DecidedBy(u32),
    /// Somebody else than the decider holds one of its grounds.
    GroundOf(u32),
    /// The proposal that it is about, and whether its choice is a position on it.
    About(u32, bool),
    /// It names a version or a provision of its proposal.
    NamesOfProposal(u32),
    /// It has a version, a provision, a statement or a commitment that goes by this.
    Gives(u32),
    /// In whose name it speaks.
    OnBehalfOf(u32),
}

/// What is kept of a source beside its card.
#[derive(Clone, Copy, Debug)]
pub struct SourceCard {
    /// The number of its id.
    pub name: u32,
    /// The last day that it names as its own, and the last on which it can have appeared.
    pub latest: Option<civil::Date>,
    /// The last day on which it can have appeared.
    pub appeared: Option<civil::Date>,
    /// Whether the public can read it.
    pub is_public: bool,
    /// The number of the name of its text and the hash that is pinned, if it pins one.
    pub text: Option<(u32, [u8; 32])>,
    /// Whether it stands where its text is looked for.
    pub is_home: bool,
    /// Whether it declares passages that say nothing to record.
    pub has_out_of_scope: bool,
}

/// A text that was read.
#[derive(Clone, Debug)]
pub struct TextCard {
    /// The number of the id of the source that it belongs to.
    pub source: u32,
    /// The number of the name of its file.
    pub file: u32,
    /// The hash of its bytes.
    pub sha256: [u8; 32],
    /// What tells of most quotes that they do not stand in it, if quotes were looked for.
    pub trace: Option<Trace>,
}
