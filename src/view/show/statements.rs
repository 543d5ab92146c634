//! Statements as lines of a page: on what ground, who differed, what else was said, and the facts last.

use std::io;

use super::Page;
use super::provisions::amount;
use crate::derive::{chain, reporters};
use crate::model::{ActorId, Decision, Direction, Statement, StatementType, code};

/// A part of the page, in which the statements of one group stand.
#[derive(Clone, Copy, PartialEq)]
pub enum Group {
    /// The grounds of the decider, or of who speaks for it.
    Grounds,
    /// What speaks against the choice, whoever holds it.
    Differing,
    /// What else others said.
    Others,
    /// What else the decider said, or who speaks for it.
    Own,
    /// What is only told.
    Facts,
}

impl Group {
    fn heading(self) -> &'static str {
        match self {
            Group::Grounds => "On what ground",
            Group::Differing => "Who differed",
            Group::Others => "What others said",
            Group::Own => "What else the decider said",
            Group::Facts => "Facts",
        }
    }
}

/// The statements of a group, by who holds them.
pub fn of_group(page: &mut Page<'_>, decision: &Decision, group: Group) -> io::Result<()> {
    let all = decision.statements.iter().enumerate();
    let all: Vec<_> = all
        .filter(|(_, one)| group_of(page, decision, one) == group)
        .collect();
    let mut holders: Vec<&ActorId> = Vec::new();
    for (_, statement) in &all {
        if !holders.contains(&&statement.holder) {
            holders.push(&statement.holder);
        }
    }
    if !holders.is_empty() {
        page.heading(group.heading())?;
    }
    for holder in holders {
        page.paragraph(&page.actor(holder), 2)?;
        for (at, statement) in all.iter().filter(|(_, one)| one.holder == *holder) {
            one(page, *at, statement)?;
        }
    }
    Ok(())
}

/// One statement, below who holds it.
pub fn held(page: &mut Page<'_>, at: usize, statement: &Statement) -> io::Result<()> {
    page.paragraph(&page.actor(&statement.holder), 2)?;
    one(page, at, statement)
}

/// One statement, by its place among those of the decision.
fn one(page: &mut Page<'_>, at: usize, statement: &Statement) -> io::Result<()> {
    page.paragraph(&describe(page, statement), 4)?;
    page.evidence(&format!("/statements/{at}"), &statement.evidence, 8)
}

fn group_of(page: &Page<'_>, decision: &Decision, statement: &Statement) -> Group {
    let dataset = page.dataset();
    let speaks = || {
        chain(dataset, &statement.holder).contains(&&decision.decider.actor)
            || chain(dataset, &decision.decider.actor).contains(&&statement.holder)
    };
    let is_against = |statement: &Statement| {
        statement.bearing.as_ref().is_some_and(|bearing| {
            let is_choice = bearing.option == decision.choice;
            match bearing.direction {
                Direction::For => !is_choice,
                Direction::Against => is_choice,
            }
        })
    };
    let names_outcome = page.projection.names_outcome(decision);
    match statement.r#type {
        StatementType::Fact => Group::Facts,
        StatementType::Dissent => Group::Differing,
        _ if names_outcome && is_against(statement) => Group::Differing,
        StatementType::Ground if speaks() => Group::Grounds,
        _ if speaks() => Group::Own,
        _ => Group::Others,
    }
}

/// A statement in one paragraph: what it is, what it says, who reports it and how it relates to others.
fn describe(page: &Page<'_>, statement: &Statement) -> String {
    let mut kind = code(&statement.r#type);
    let outcome = statement.outcomes.last();
    let bearing = statement.bearing.as_ref();
    let details = [
        statement.reason.map(|reason| code(&reason)),
        statement.strength.map(|strength| code(&strength)),
        outcome.map(|outcome| code(&outcome.r#type)),
        bearing.map(|bearing| format!("{} {}", code(&bearing.direction), bearing.option)),
    ];
    for detail in details.into_iter().flatten() {
        kind += &format!(", {}", detail.replace('_', " "));
    }
    if let Some(quantity) = &statement.quantity {
        kind += &format!(", {}", amount(quantity));
    }
    if let Some(event) = &statement.event {
        kind += &format!(", of {event}");
    }
    kind += &page.together(&statement.jointly);
    let mut line = format!("{kind}: {} #{}", page.text(&statement.text), statement.id);
    let reported = reporters(&page.projection.known, statement);
    let reported: Vec<_> = reported.iter().map(|by| by.to_string()).collect();
    if !reported.is_empty() {
        line += &format!("; reported by {}", reported.join(", "));
    }
    for relation in &statement.relations {
        let what = code(&relation.r#type).replace('_', " ");
        line += &format!("; {what} {}", relation.target);
    }
    let about: Vec<_> = statement.about.iter().map(|one| one.to_string()).collect();
    if !about.is_empty() {
        line += &format!("; about {}", about.join(", "));
    }
    line
}
