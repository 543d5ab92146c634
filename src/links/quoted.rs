//! What a record says stands in sources, and what came of looking for it.

/// What came of looking for a quote in the text that it is from.
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

/// A piece of evidence, or a passage of a source that says nothing to record.
#[derive(Clone, Copy, Debug)]
pub struct Quoted<'a> {
    /// The id of the source.
    pub source: &'a str,
    /// Whether it is evidence.
    pub is_evidence: bool,
    /// The words, and what came of looking for them; none of evidence that only says where in the source.
    pub quote: Option<(&'a str, Verdict)>,
}

impl Quoted<'_> {
    /// From where to where the words stand; those that stand in several places may stand anywhere.
    pub fn stands(&self) -> Option<(u32, u32)> {
        match self.quote?.1 {
            Verdict::Once(start, end) => Some((start, end)),
            Verdict::Ambiguous => Some((0, u32::MAX)),
            Verdict::NoText | Verdict::Missing => None,
        }
    }
}
