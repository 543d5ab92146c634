//! A part of a record as a page.

use std::io;

use super::{Page, commitments, decision, discrepancies, events, proposal, provisions, statements};
use crate::model::Record;

/// Writes the part at a place, such as `/statements/3`, and which record it is a part of.
pub fn write(page: &mut Page<'_>, record: &Record, place: &str) -> io::Result<()> {
    let mut tokens = place.split('/').skip(1);
    let list = tokens.next().unwrap_or_default();
    let at: usize = tokens
        .next()
        .and_then(|one| one.parse().ok())
        .unwrap_or_default();
    let (title, provisions) = match record {
        Record::Decision(decision) => (&decision.title, &decision.provisions[..]),
        Record::Proposal(proposal) => (&proposal.title, &proposal.provisions[..]),
        Record::Source(source) => (&source.title, &[][..]),
        Record::Actor(actor) => (&actor.name, &[][..]),
    };
    let noun = page.words.noun(record.record_type());
    let line = format!("{}  {noun}, {}", page.id(record.id()), page.words.a_part);
    page.title(&line, title)?;
    if let Some(provision) = provisions.get(at).filter(|_| list == "provisions") {
        provisions::one(page, at, provision, None)?;
    }
    if let Some(commitment) = record
        .commitments()
        .get(at)
        .filter(|_| list == "commitments")
    {
        commitments::one(page, at, commitment)?;
    }
    match record {
        Record::Decision(decision) => match list {
            "events" => events::one(page, decision, at, &decision.events[at])?,
            "statements" => statements::held(page, at, &decision.statements[at])?,
            "options" => decision::option(page, decision, at, &decision.options[at])?,
            "discrepancies" => discrepancies::one(page, at, &decision.discrepancies[at])?,
            _ => {}
        },
        Record::Proposal(proposal) if list == "versions" => {
            proposal::version(page, proposal, at, &proposal.versions[at])?;
        }
        _ => {}
    }
    Ok(())
}
