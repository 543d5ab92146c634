//! An actor as a page: its name, for whom it speaks, what it decided and what it holds.

use std::io;

use super::Page;
use crate::derive::speakers;
use crate::model::Actor;
use crate::view::words;

pub fn write(page: &mut Page<'_>, actor: &Actor) -> io::Result<()> {
    page.title(
        &format!("{}  {}", actor.id, words(&actor.kind)),
        &actor.name,
    )?;
    let speaks_for = speakers(page.dataset(), &actor.id, page.projection.moment);
    for next in speaks_for.into_iter().skip(1) {
        page.field("speaks for", &page.actor(next))?;
    }
    for (at, term) in actor.terms.iter().enumerate() {
        let mut line = format!("{} of {}", words(&term.role), page.actor(&term.office));
        if let Some(capacity) = term.capacity {
            line += &format!(", {}", words(&capacity));
        }
        if let Some(start) = &term.start {
            line += &format!(", from {start}");
        }
        if let Some(end) = &term.ended {
            line += &format!(", ended {}", end.date);
        }
        page.field("term", &line)?;
        page.evidence(&format!("/terms/{at}"), &term.evidence, 18)?;
        if let Some(end) = &term.ended {
            page.evidence(&format!("/terms/{at}/ended"), &end.evidence, 18)?;
        }
    }
    for identifier in &actor.identifiers {
        page.field(
            "identifier",
            &format!("{}: {}", words(&identifier.scheme), identifier.value),
        )?;
    }
    if !actor.evidence.is_empty() {
        page.heading("What shows this")?;
        page.evidence("", &actor.evidence, 2)?;
    }
    let decisions: Vec<_> = page
        .dataset()
        .decisions()
        .map(|(_, decision)| decision)
        .collect();
    if decisions
        .iter()
        .any(|decision| decision.decider.actor == actor.id)
    {
        page.heading("Decided")?;
        for decision in decisions
            .iter()
            .filter(|decision| decision.decider.actor == actor.id)
        {
            page.paragraph(
                &format!("{}: {}", decision.id, page.text(&decision.title)),
                2,
            )?;
        }
    }
    let statements = || {
        decisions
            .iter()
            .flat_map(|decision| decision.statements.iter().map(move |one| (decision, one)))
    };
    if statements().any(|(_, statement)| statement.holder == actor.id) {
        page.heading("Holds")?;
        for (decision, statement) in
            statements().filter(|(_, statement)| statement.holder == actor.id)
        {
            let text = page.text(&statement.text);
            page.paragraph(
                &format!(
                    "{}: {text} ({}#{})",
                    words(&statement.r#type),
                    decision.id,
                    statement.id
                ),
                2,
            )?;
        }
    }
    page.ending()
}
