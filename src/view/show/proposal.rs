//! A proposal as a page: its versions, and what they provide.

use std::io;

use super::{Page, provisions};
use crate::derive::fate;
use crate::model::{NeededTo, Proposal, Version};

pub fn write(page: &mut Page<'_>, proposal: &Proposal) -> io::Result<()> {
    let line = format!("{}  {}", page.id(&proposal.id), page.words.noun("proposal"));
    page.title(&line, &proposal.title)?;
    for identifier in &proposal.identifiers {
        page.identifier(identifier)?;
    }
    for (at, rule) in proposal.voting_rules.iter().enumerate() {
        let label = match rule.needed_to {
            NeededTo::Adopt => page.words.adopted_by,
            NeededTo::Reject => page.words.rejected_by,
        };
        let (majority, body) = (page.code(&rule.majority), page.actor(&rule.body));
        page.field(label, &format!("{majority}, {} {body}", page.words.within))?;
        page.evidence(&format!("/voting_rules/{at}"), &rule.evidence, 18)?;
    }
    let settled = fate(&page.projection.known, &proposal.id, page.projection.moment);
    if !settled.is_empty() {
        page.heading(page.words.became)?;
        for one in settled {
            let line = format!(
                "{}  {} {}, {} {} ({})",
                one.date,
                page.code(&one.result),
                page.reader.status(one.status.as_str()),
                page.words.by,
                page.actor(one.decider),
                page.id(&one.decision.id)
            );
            page.paragraph(&line, 2)?;
        }
    }
    page.heading(page.words.versions)?;
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
    let by = by.map_or(String::new(), |by| {
        format!(", {} {}", page.words.by, page.actor(by))
    });
    let document = version.document.as_ref();
    let document = document.map_or(String::new(), |document| {
        format!(" ({})", page.id(document))
    });
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
