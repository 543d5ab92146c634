//! What happened to parts of records, apart from the events of decisions: each with its date and what shows it.

use super::{Date, Evidence, Record, SourceId};

/// Something that happened on a date: a version was drawn up, a consent was given, a concern was removed, a promise was kept.
#[derive(Clone, Copy, Debug)]
pub struct Dated<'a> {
    /// When it happened.
    pub date: &'a Date,
    /// The evidence that shows it.
    pub evidence: &'a [Evidence],
    /// The source that is its text, if it is a version that has one.
    pub document: Option<&'a SourceId>,
    /// The list of the record that it stands in, and its place there.
    outer: (&'static str, usize),
    /// The list in that, and its place there, if it stands in one.
    inner: Option<(&'static str, usize)>,
}

impl Dated<'_> {
    /// The place in the record of what happened, as a JSON Pointer.
    pub fn pointer(&self) -> String {
        let (list, at) = self.outer;
        let inner = self.inner.map(|(list, at)| format!("/{list}/{at}"));
        format!("/{list}/{at}{}", inner.unwrap_or_default())
    }
}

impl Record {
    /// What happened with a date and evidence of its own, apart from the events of a decision, always in the same order.
    pub fn dated(&self) -> impl Iterator<Item = Dated<'_>> {
        let versions = self.proposal().into_iter().flat_map(|one| &one.versions);
        let versions = versions.enumerate().map(|(at, version)| Dated {
            date: &version.date,
            evidence: &version.evidence,
            document: version.document.as_ref(),
            outer: ("versions", at),
            inner: None,
        });
        let inside = |outer, (list, nth), date, evidence| Dated {
            date,
            evidence,
            document: None,
            outer,
            inner: Some((list, nth)),
        };
        let participants = self
            .decision()
            .into_iter()
            .flat_map(|one| &one.participants);
        let consents = participants.enumerate().flat_map(move |(at, one)| {
            let consents = one.consents.iter().enumerate();
            consents.map(move |(nth, it)| {
                inside(
                    ("participants", at),
                    ("consents", nth),
                    &it.date,
                    &it.evidence[..],
                )
            })
        });
        let statements = self.decision().into_iter().flat_map(|one| &one.statements);
        let outcomes = statements.enumerate().flat_map(move |(at, one)| {
            let outcomes = one.outcomes.iter().enumerate();
            outcomes.map(move |(nth, it)| {
                inside(
                    ("statements", at),
                    ("outcomes", nth),
                    &it.date,
                    &it.evidence[..],
                )
            })
        });
        let commitments = self.commitments().iter().enumerate();
        let promised = commitments.flat_map(move |(at, one)| {
            let events = one.events.iter().enumerate();
            events.map(move |(nth, it)| {
                inside(
                    ("commitments", at),
                    ("events", nth),
                    &it.date,
                    &it.evidence[..],
                )
            })
        });
        versions.chain(consents).chain(outcomes).chain(promised)
    }
}
