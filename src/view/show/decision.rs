//! A decision as a page. What a reader asks first comes first: what, when, on what ground, who differed; then what became of it; facts
//! last.

use std::io;

use super::statements::{Group, grouped, of_group};
use super::{Page, commitments, discrepancies, events, provisions};
use crate::model::{Decision, DecisionOption};
use crate::view::relation;
use crate::view::status::headline;

pub fn write(page: &mut Page<'_>, decision: &Decision) -> io::Result<()> {
    let line = match &page.view.status {
        Some(entry) => headline(entry, page.reader),
        None => format!("{}  {}", page.id(&decision.id), page.words.nothing_known),
    };
    page.title(&line, &decision.title)?;
    who_and_what(page, decision)?;
    events::all(page, decision)?;
    let statements = grouped(page, decision);
    of_group(page, &statements, Group::Grounds)?;
    of_group(page, &statements, Group::Differing)?;
    of_group(page, &statements, Group::Others)?;
    relations(page, decision)?;
    provisions::of_decision(page, decision)?;
    commitments::all(page, &decision.commitments)?;
    of_group(page, &statements, Group::Own)?;
    of_group(page, &statements, Group::Facts)?;
    discrepancies::all(page, decision)?;
    namesakes(page)?;
    page.ending()
}

fn who_and_what(page: &mut Page<'_>, decision: &Decision) -> io::Result<()> {
    let words = page.words;
    page.field(words.kind, &page.code(&decision.kind))?;
    for identifier in &decision.identifiers {
        page.identifier(identifier)?;
    }
    if let Some(document) = &decision.document {
        let document = page.source(document);
        page.field(words.text, &document)?;
    }
    let capacity = decision.decider.capacity;
    let capacity = capacity.map_or(String::new(), |one| format!(", {}", page.code(&one)));
    let decider = page.actor(&decision.decider.actor);
    let jointly = page.together(&decision.decider.jointly);
    page.field(words.decided_by, &format!("{decider}{jointly}{capacity}"))?;
    page.evidence("/decider", &decision.decider.evidence, 18)?;
    if let Some(reference) = &decision.proposal {
        let proposal = page.dataset().proposal(&reference.id);
        let title = proposal.map_or("", |proposal| page.text(&proposal.title));
        let version = reference.version.as_ref();
        let version = version.map_or(String::new(), |version| {
            format!(", {} {version}", words.version)
        });
        let id = page.id(&reference.id);
        page.field(words.about, &format!("{title} ({id}{version})"))?;
    }
    for (at, one) in decision.options.iter().enumerate() {
        option(page, decision, at, one)?;
    }
    for (at, participant) in decision.participants.iter().enumerate() {
        let consents = participant.consents.iter();
        let consent: String = consents
            .map(|one| format!(", {} {}", page.code(&one.r#type), one.date))
            .collect();
        let role = page.code(&participant.role);
        page.field(
            words.took_part,
            &format!("{}, {role}{consent}", page.actor(&participant.actor)),
        )?;
        page.evidence(&format!("/participants/{at}"), &participant.evidence, 18)?;
    }
    Ok(())
}

/// One option, by its place among those of the decision. Which one is the choice is only said once that is an outcome.
pub fn option(
    page: &mut Page<'_>,
    decision: &Decision,
    at: usize,
    option: &DecisionOption,
) -> io::Result<()> {
    let label = match page.projection.names_outcome(decision) {
        false => page.words.option,
        true if option.id == decision.choice => page.words.choice,
        true => page.words.not_chosen,
    };
    let position = option.position.map(|one| page.reader.position(one));
    let result = option.result.map(|one| page.code(&one));
    let appoints = option.appoints.as_ref();
    let appoints = appoints.map(|one| {
        let (actor, office) = (page.actor(&one.actor), page.actor(&one.office));
        (page.words.appoints)(&actor, &office)
    });
    let amounts = [position, result, appoints].into_iter().flatten();
    let amounts: String = amounts.map(|one| format!(" [{one}]")).collect();
    let text = page.text(&option.label);
    page.field(label, &format!("{}: {text}{amounts}", option.id))?;
    page.evidence(&format!("/options/{at}"), &option.evidence, 18)
}

/// What later decisions did to it, and what it did to older ones.
fn relations(page: &mut Page<'_>, decision: &Decision) -> io::Result<()> {
    if !page.view.inverse_relations.is_empty() {
        page.heading(page.words.became)?;
    }
    for inverse in &page.view.inverse_relations {
        let what = (page.words.inverse)(inverse.r#type);
        let (title, reach) = (page.text(inverse.title), inverse.reach.words(page.words));
        let line = format!("{} {what}{reach}: {title}", page.id(inverse.from));
        page.paragraph(&line, 2)?;
    }
    if !decision.relations.is_empty() {
        page.heading(page.words.does_to_older)?;
    }
    for (at, one) in decision.relations.iter().enumerate() {
        let older = page.dataset().decision(&one.target);
        let title = older.map_or("", |older| page.text(&older.title));
        let line = relation(one).line(page.reader);
        page.paragraph(&format!("{line}: {title}"), 2)?;
        page.evidence(&format!("/relations/{at}"), &one.evidence, 6)?;
    }
    Ok(())
}

fn namesakes(page: &mut Page<'_>) -> io::Result<()> {
    if page.view.namesakes.is_empty() {
        return Ok(());
    }
    page.heading(page.words.namesakes)?;
    for namesake in &page.view.namesakes {
        page.paragraph(
            &format!("{}: {}", page.id(namesake.id), page.text(namesake.title)),
            2,
        )?;
    }
    Ok(())
}
