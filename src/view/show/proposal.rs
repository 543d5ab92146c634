//! A proposal as a page: its versions, and what they provide.

use std::io;

use super::{Page, provisions};
use crate::derive::fate;
use crate::model::{NeededTo, Proposal, Version};
use crate::view::words;

pub fn write(page: &mut Page<'_>, proposal: &Proposal) -> io::Result<()> {
    page.title(&format!("{}  proposal", proposal.id), &proposal.title)?;
    for identifier in &proposal.identifiers {
        page.field(
            "identifier",
            &format!("{}: {}", words(&identifier.scheme), identifier.value),
        )?;
    }
    for (at, rule) in proposal.voting_rules.iter().enumerate() {
        let label = match rule.needed_to {
            NeededTo::Adopt => "adopted by",
            NeededTo::Reject => "rejected by",
        };
        let majority = words(&rule.majority);
        page.field(label, &format!("{majority}, in {}", page.actor(&rule.body)))?;
        page.evidence(&format!("/voting_rules/{at}"), &rule.evidence, 18)?;
    }
    let settled = fate(&page.projection.known, &proposal.id, page.projection.moment);
    if !settled.is_empty() {
        page.heading("What became of it")?;
        for one in settled {
            let line = format!(
                "{}  {} {}, by {} ({})",
                one.date,
                words(&one.result),
                words(one.status.as_str()),
                page.actor(one.decider),
                one.decision.id
            );
            page.paragraph(&line, 2)?;
        }
    }
    page.heading("Versions and what they provide")?;
    for (at, one) in proposal.versions.iter().enumerate() {
        version(page, proposal, at, one)?;
    }
    page.ending()
}

/// One version and what it provides, by its place among those of the proposal.
pub fn version(
    page: &mut Page<'_>,
    proposal: &Proposal,
    at: usize,
    version: &Version,
) -> io::Result<()> {
    let by = version.by.as_ref();
    let by = by.map_or(String::new(), |by| format!(", by {}", page.actor(by)));
    let document = version.document.as_ref();
    let document = document.map_or(String::new(), |document| format!(" ({document})"));
    page.paragraph(
        &format!("{}  {}{by}{document}", version.date, version.id),
        2,
    )?;
    page.evidence(&format!("/versions/{at}"), &version.evidence, 6)?;
    let provisions = proposal.provisions.iter().enumerate();
    for (at, provision) in provisions {
        if provision.version.as_ref() == Some(&version.id) {
            provisions::one(page, at, provision, None)?;
        }
    }
    Ok(())
}
