//! The marks of a record: what no other record of its type has, such as an official identifier.

use crate::model::{Identifier, Record, SourceForm};

/// A mark by which a record is told from the others of its type.
#[derive(Debug, PartialEq, Eq, Hash)]
pub enum Mark<'a> {
    /// An official identifier: the type of the record, the scheme and the value.
    Identifier(&'static str, &'a str, &'a str),
    /// An official identifier of a source of a form and in a language. A page about a procedure has its number as the proposal has it, and
    /// a law has one number in all languages.
    OfSource(SourceForm, Option<&'a str>, &'a str, &'a str),
    /// The address of a source, without the part of it to which that leads.
    Address(&'a str),
    /// The hash of the text of a source that is the whole of it.
    Text(&'a str),
}

impl Mark<'_> {
    /// What it is, in words.
    pub fn what(&self) -> &'static str {
        match self {
            Mark::Identifier(..) | Mark::OfSource(..) => "identifier",
            Mark::Address(_) => "address",
            Mark::Text(_) => "text",
        }
    }
}

/// Tells each mark of a record, and its place in the record: the field, and of an identifier which one it is.
pub fn marks<'a>(record: &'a Record, mut tell: impl FnMut(Mark<'a>, (&'static str, usize))) {
    let identifiers: &[Identifier] = match record {
        Record::Decision(decision) => &decision.identifiers,
        Record::Proposal(proposal) => &proposal.identifiers,
        Record::Source(source) => &source.identifiers,
        Record::Actor(actor) => &actor.identifiers,
    };
    for (nth, one) in identifiers.iter().enumerate() {
        let (scheme, value) = (one.scheme.as_str(), one.value.as_str());
        let mark = match record {
            Record::Source(source) => {
                let language = source.language.as_ref().map(|one| one.as_str());
                Mark::OfSource(source.form, language, scheme, value)
            }
            _ => Mark::Identifier(record.record_type(), scheme, value),
        };
        tell(mark, ("identifiers", nth));
    }
    if let Record::Source(source) = record {
        if let Some(url) = &source.url {
            let address = url.as_str().split('#').next().unwrap_or_default();
            tell(Mark::Address(address), ("url", 0));
        }
        if let Some(text) = source.text.as_ref().filter(|text| text.part.is_none()) {
            tell(Mark::Text(text.sha256.as_str()), ("text", 0));
        }
    }
}
