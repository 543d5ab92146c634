//! Statements as lines of a page: on what ground, who differed, what else was said, and the facts last.

use std::io;

use super::Page;
use super::provisions::amount;
use crate::derive::time::first_day;
use crate::derive::{Moment, deciders, reporters, speakers};
use crate::model::{ActorId, Decision, Direction, Statement, StatementType};
use crate::wording::Words;

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
    fn heading(self, words: &Words) -> &'static str {
        match self {
            Group::Grounds => words.grounds,
            Group::Differing => words.differed,
            Group::Others => words.others_said,
            Group::Own => words.own_said,
            Group::Facts => words.facts,
        }
    }
}

/// The statements of a decision, each with its group and its place.
pub type Grouped<'a> = Vec<(Group, usize, &'a Statement)>;

/// The statements of a decision with their groups.
pub fn grouped<'a>(page: &Page<'_>, decision: &'a Decision) -> Grouped<'a> {
    let group = group_of(page, decision);
    let statements = decision.statements.iter().enumerate();
    statements.map(|(at, one)| (group(one), at, one)).collect()
}

/// The statements of a group, by who holds them.
pub fn of_group(page: &mut Page<'_>, statements: &Grouped<'_>, group: Group) -> io::Result<()> {
    let all = statements.iter().filter(|(its, ..)| *its == group);
    let all: Vec<_> = all.map(|(_, at, statement)| (*at, *statement)).collect();
    let mut holders: Vec<&ActorId> = Vec::new();
    for (_, statement) in &all {
        if !holders.contains(&&statement.holder) {
            holders.push(&statement.holder);
        }
    }
    if !holders.is_empty() {
        page.heading(group.heading(page.words))?;
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

/// What tells the group of each statement of a decision.
fn group_of(page: &Page<'_>, decision: &Decision) -> impl Fn(&Statement) -> Group {
    let dataset = &page.projection.known;
    let decider = &decision.decider.actor;
    let day = first_day(decision).unwrap_or(page.projection.moment.at);
    let moment = Moment {
        at: day,
        ..page.projection.moment
    };
    let own = deciders(dataset, decision, moment.known);
    let speaks = move |holder: &ActorId| {
        own.contains(&holder) || speakers(dataset, holder, moment).contains(&decider)
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
    move |statement| match statement.r#type {
        StatementType::Fact => Group::Facts,
        StatementType::Dissent => Group::Differing,
        _ if names_outcome && is_against(statement) => Group::Differing,
        StatementType::Ground if speaks(&statement.holder) => Group::Grounds,
        _ if speaks(&statement.holder) => Group::Own,
        _ => Group::Others,
    }
}

/// A statement in one paragraph: what it is, what it says, who reports it and how it relates to others.
fn describe(page: &Page<'_>, statement: &Statement) -> String {
    let words = page.words;
    let mut kind = page.code(&statement.r#type);
    let outcome = statement.outcomes.last();
    let bearing = statement.bearing.as_ref();
    let details = [
        statement.reason.map(|reason| page.code(&reason)),
        statement.strength.map(|strength| page.code(&strength)),
        outcome.map(|outcome| page.code(&outcome.r#type)),
        bearing.map(|bearing| format!("{} {}", page.code(&bearing.direction), bearing.option)),
    ];
    for detail in details.into_iter().flatten() {
        kind += &format!(", {detail}");
    }
    if let Some(quantity) = &statement.quantity {
        kind += &format!(", {}", amount(words, quantity));
    }
    if let Some(event) = &statement.event {
        kind += &format!(", {} {event}", words.of_event);
    }
    kind += &page.together(&statement.jointly);
    let id = page.id(format!("#{}", statement.id));
    let mut line = format!("{kind}: {} {id}", page.text(&statement.text));
    let reported = reporters(&page.projection.known, statement);
    let reported: Vec<_> = reported.iter().map(|by| by.to_string()).collect();
    if !reported.is_empty() {
        line += &format!("; {} {}", words.reported_by, reported.join(", "));
    }
    for relation in &statement.relations {
        let what = page.code(&relation.r#type);
        line += &format!("; {what} {}", relation.target);
    }
    let about: Vec<_> = statement.about.iter().map(|one| one.to_string()).collect();
    if !about.is_empty() {
        line += &format!("; {} {}", words.about, about.join(", "));
    }
    line
}
