//! An actor as a page: its name, for whom it speaks, what it decided and what it holds.

use std::io;

use super::Page;
use crate::derive::speakers;
use crate::model::Actor;

pub fn write(page: &mut Page<'_>, actor: &Actor) -> io::Result<()> {
    page.title(
        &format!("{}  {}", page.id(&actor.id), page.code(&actor.kind)),
        &actor.name,
    )?;
    let speaks_for = speakers(page.dataset(), &actor.id, page.projection.moment);
    for next in speaks_for.into_iter().skip(1) {
        page.field(page.words.speaks_for, &page.actor(next))?;
    }
    for (at, term) in actor.terms.iter().enumerate() {
        let words = page.words;
        let (role, office) = (page.code(&term.role), page.actor(&term.office));
        let mut line = format!("{role} {} {office}", words.of);
        if let Some(capacity) = term.capacity {
            line += &format!(", {}", page.code(&capacity));
        }
        if let Some(start) = &term.start {
            line += &format!(", {} {start}", words.from);
        }
        if let Some(end) = &term.ended {
            line += &format!(", {} {}", words.ended, end.date);
        }
        page.field(words.term, &line)?;
        page.evidence(&format!("/terms/{at}"), &term.evidence, 18)?;
        if let Some(end) = &term.ended {
            page.evidence(&format!("/terms/{at}/ended"), &end.evidence, 18)?;
        }
    }
    for identifier in &actor.identifiers {
        page.identifier(identifier)?;
    }
    if !actor.evidence.is_empty() {
        page.heading(page.words.shown_by)?;
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
        page.heading(page.words.decided)?;
        for decision in decisions
            .iter()
            .filter(|decision| decision.decider.actor == actor.id)
        {
            page.paragraph(
                &format!("{}: {}", page.id(&decision.id), page.text(&decision.title)),
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
        page.heading(page.words.holds)?;
        for (decision, statement) in
            statements().filter(|(_, statement)| statement.holder == actor.id)
        {
            let text = page.text(&statement.text);
            let kind = page.code(&statement.r#type);
            let id = page.id(format!("{}#{}", decision.id, statement.id));
            page.paragraph(&format!("{kind}: {text} ({id})"), 2)?;
        }
    }
    page.ending()
}
