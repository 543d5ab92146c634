//! A decision as a page: the headline, what has become of it, the course of events, and the reasons by who holds them.

use std::io;

use super::{Page, provisions};
use crate::derive::reporters;
use crate::derive::time::in_view;
use crate::model::{ActorId, Commitment, Decision, ProvisionId, Statement, code};
use crate::view::status::headline;

pub fn write(page: &mut Page<'_>, decision: &Decision) -> io::Result<()> {
    let line = match &page.view.status {
        Some(entry) => headline(entry),
        None => format!("{}  nothing is known of it on this day", decision.id),
    };
    page.title(&line, &decision.title)?;
    who_and_what(page, decision)?;
    provisions::of_decision(page, decision)?;
    events(page, decision)?;
    statements(page, decision)?;
    commitments(page, &decision.commitments)?;
    relations(page, decision)?;
    discrepancies(page, decision)?;
    namesakes(page)?;
    page.ending()
}

fn who_and_what(page: &mut Page<'_>, decision: &Decision) -> io::Result<()> {
    page.field("kind", &code(&decision.kind).replace('_', " "))?;
    for identifier in &decision.identifiers {
        let identifier = format!("{}: {}", identifier.scheme, identifier.value);
        page.field("identifier", &identifier)?;
    }
    if let Some(document) = &decision.document {
        page.field("text", document.as_str())?;
    }
    let capacity = decision
        .decider
        .capacity
        .map_or(String::new(), |one| format!(", {}", code(&one)));
    page.field(
        "decided by",
        &format!(
            "{}{}{capacity}",
            page.actor(&decision.decider.actor),
            together(page, &decision.decider.jointly)
        ),
    )?;
    page.evidence("/decider", &decision.decider.evidence, 18)?;
    if let Some(reference) = &decision.proposal {
        let title = page
            .dataset
            .proposal(&reference.id)
            .map_or("", |proposal| page.text(&proposal.title));
        let version = reference
            .version
            .as_ref()
            .map_or(String::new(), |version| format!(", version {version}"));
        page.field("about", &format!("{title} ({}{version})", reference.id))?;
    }
    for (at, option) in decision.options.iter().enumerate() {
        let label = if option.id == decision.choice {
            "choice"
        } else {
            "not chosen"
        };
        let position = option.position.map(|one| code(&one));
        let result = option.result.map(|one| code(&one));
        let appoints = option.appoints.as_ref();
        let appoints = appoints.map(|one| {
            format!(
                "appoints {} as {}",
                page.actor(&one.actor),
                page.actor(&one.office)
            )
        });
        let amounts = [position, result, appoints].into_iter().flatten();
        let position: String = amounts.map(|one| format!(" [{one}]")).collect();
        page.field(
            label,
            &format!("{}: {}{position}", option.id, page.text(&option.label)),
        )?;
        page.evidence(&format!("/options/{at}"), &option.evidence, 18)?;
    }
    for (at, participant) in decision.participants.iter().enumerate() {
        let consents = participant.consents.iter();
        let consent: String = consents
            .map(|one| format!(", {} {}", code(&one.r#type).replace('_', " "), one.date))
            .collect();
        let role = code(&participant.role).replace('_', " ");
        page.field(
            "took part",
            &format!("{}, {role}{consent}", page.actor(&participant.actor)),
        )?;
        page.evidence(&format!("/participants/{at}"), &participant.evidence, 18)?;
    }
    Ok(())
}

fn events(page: &mut Page<'_>, decision: &Decision) -> io::Result<()> {
    page.heading("Events")?;
    for (at, event) in decision.events.iter().enumerate() {
        if !in_view(page.dataset, event, page.moment) {
            page.left_out = true;
            continue;
        }
        let mut line = format!("{}  {}", event.date, code(&event.r#type).replace('_', " "));
        if let Some(act) = event.act {
            line += &format!(" ({})", code(&act).replace('_', " "));
        }
        if let Some(by) = &event.by {
            line += &format!(", by {}", page.actor(by));
        }
        line += &together(page, &event.jointly);
        if let Some(body) = &event.body {
            line += &format!(", in {}", page.actor(body));
        }
        if let Some(effective) = &event.effective {
            line += &format!(", effective {effective}");
        }
        if let Some(due) = &event.due {
            line += &format!(", due {due}");
        }
        if let Some(until) = &event.until {
            line += &format!(", until {until}");
        }
        if let Some(trigger) = &event.trigger {
            line += &format!("; next: {}", page.text(trigger));
        }
        if let Some(version) = &event.version {
            line += &format!(", on version {version}");
        }
        if let Some(procedure) = event.procedure {
            line += &format!(", in a procedure of {}", code(&procedure));
        }
        if !event.parts.is_empty() {
            line += &format!(", only {}", names(&event.parts));
        }
        if let Some(vote) = &event.vote {
            for tally in &vote.tallies {
                let needed = tally
                    .needed
                    .as_ref()
                    .map_or(String::new(), |needed| format!(" of {needed} needed"));
                let of = tally
                    .option
                    .as_ref()
                    .map_or(String::new(), |option| format!(" {option}:"));
                let counts = [
                    ("for", &tally.r#for),
                    ("against", &tally.against),
                    ("abstain", &tally.abstain),
                    ("blank", &tally.blank),
                ];
                let counts: Vec<_> = counts
                    .iter()
                    .filter_map(|(what, count)| Some(format!("{} {what}", count.as_ref()?)))
                    .collect();
                let unit = code(&tally.unit).replace('_', " ");
                line += &format!(",{of} {}{needed} ({unit})", counts.join(", "));
            }
        }
        page.paragraph(&line, 2)?;
        page.evidence(&format!("/events/{at}"), &event.evidence, 6)?;
    }
    Ok(())
}

fn statements(page: &mut Page<'_>, decision: &Decision) -> io::Result<()> {
    if decision.statements.is_empty() {
        return Ok(());
    }
    page.heading("Statements, by who holds them")?;
    let mut holders: Vec<&ActorId> = Vec::new();
    for statement in &decision.statements {
        if !holders.contains(&&statement.holder) {
            holders.push(&statement.holder);
        }
    }
    for holder in holders {
        page.paragraph(&page.actor(holder), 2)?;
        for (at, statement) in decision
            .statements
            .iter()
            .enumerate()
            .filter(|(_, one)| one.holder == *holder)
        {
            if !page.was_said(&statement.evidence) {
                continue;
            }
            page.paragraph(&describe(page, statement), 4)?;
            page.evidence(&format!("/statements/{at}"), &statement.evidence, 8)?;
        }
    }
    Ok(())
}

/// A statement in one paragraph: what it is, what it says, who reports it and how it relates to others.
fn describe(page: &Page<'_>, statement: &Statement) -> String {
    let mut kind = code(&statement.r#type);
    let details = [
        statement.reason.map(|reason| code(&reason)),
        statement.strength.map(|strength| code(&strength)),
        statement
            .outcomes
            .last()
            .map(|outcome| code(&outcome.r#type)),
        statement
            .bearing
            .as_ref()
            .map(|bearing| format!("{} {}", code(&bearing.direction), bearing.option)),
    ];
    for detail in details.into_iter().flatten() {
        kind += &format!(", {}", detail.replace('_', " "));
    }
    if let Some(quantity) = &statement.quantity {
        kind += &format!(", {}", provisions::amount(quantity));
    }
    if let Some(event) = &statement.event {
        kind += &format!(", of {event}");
    }
    kind += &together(page, &statement.jointly);
    let mut line = format!("{kind}: {} #{}", page.text(&statement.text), statement.id);
    let reported: Vec<_> = reporters(page.dataset, statement)
        .iter()
        .map(|by| by.to_string())
        .collect();
    if !reported.is_empty() {
        line += &format!("; reported by {}", reported.join(", "));
    }
    for relation in &statement.relations {
        line += &format!(
            "; {} {}",
            code(&relation.r#type).replace('_', " "),
            relation.target
        );
    }
    let about: Vec<_> = statement
        .about
        .iter()
        .map(|about| about.to_string())
        .collect();
    if !about.is_empty() {
        line += &format!("; about {}", about.join(", "));
    }
    line
}

/// Promises, and what became of them.
pub fn commitments(page: &mut Page<'_>, commitments: &[Commitment]) -> io::Result<()> {
    if commitments.is_empty() {
        return Ok(());
    }
    page.heading("Commitments")?;
    for (at, commitment) in commitments.iter().enumerate() {
        if commitment
            .events
            .first()
            .is_some_and(|made| !page.was_said(&made.evidence))
        {
            continue;
        }
        let trigger = commitment
            .trigger
            .as_ref()
            .map_or(String::new(), |trigger| {
                format!("; falls due: {}", page.text(trigger))
            });
        let due = commitment
            .due
            .as_ref()
            .map_or(String::new(), |due| format!(" (due {due})"));
        let (by, to) = (page.actor(&commitment.by), page.actor(&commitment.to));
        let text = page.text(&commitment.text);
        page.paragraph(
            &format!("{by} to {to}: {text}{trigger}{due} #{}", commitment.id),
            2,
        )?;
        for (event_at, event) in commitment.events.iter().enumerate() {
            if !page.was_said(&event.evidence) {
                continue;
            }
            page.paragraph(
                &format!("{}  {}", event.date, code(&event.r#type).replace('_', " ")),
                4,
            )?;
            page.evidence(
                &format!("/commitments/{at}/events/{event_at}"),
                &event.evidence,
                8,
            )?;
        }
    }
    Ok(())
}

/// Those who did something together with the one who is named before.
fn together(page: &Page<'_>, jointly: &[ActorId]) -> String {
    let names = jointly
        .iter()
        .map(|actor| format!(", with {}", page.actor(actor)));
    names.collect()
}

/// The ids of some parts.
fn names(parts: &[ProvisionId]) -> String {
    let names: Vec<_> = parts.iter().map(|part| part.to_string()).collect();
    names.join(", ")
}

fn relations(page: &mut Page<'_>, decision: &Decision) -> io::Result<()> {
    if decision.relations.is_empty() && page.view.inverse_relations.is_empty() {
        return Ok(());
    }
    page.heading("Relations")?;
    for (at, relation) in decision.relations.iter().enumerate() {
        let title = page
            .dataset
            .decision(&relation.target)
            .map_or("", |older| page.text(&older.title));
        let mut line = format!(
            "{} {}",
            code(&relation.r#type).replace('_', " "),
            relation.target
        );
        if !relation.parts.is_empty() {
            line += &format!(", only {}", names(&relation.parts));
        }
        if let Some(effective) = &relation.effective {
            line += &format!(", from {effective}");
        }
        if let Some(until) = &relation.until {
            line += &format!(", until {until}");
        }
        page.paragraph(&format!("{line}: {title}"), 2)?;
        page.evidence(&format!("/relations/{at}"), &relation.evidence, 6)?;
    }
    for inverse in &page.view.inverse_relations {
        let verb = match inverse.r#type.as_str() {
            "constrained_by" => "is constrained by",
            other => other,
        };
        let line = format!("{} {verb} this: {}", inverse.from, page.text(inverse.title));
        page.paragraph(&line, 2)?;
    }
    Ok(())
}

fn discrepancies(page: &mut Page<'_>, decision: &Decision) -> io::Result<()> {
    if decision.discrepancies.is_empty() {
        return Ok(());
    }
    page.heading("Where the sources disagree")?;
    for (at, discrepancy) in decision.discrepancies.iter().enumerate() {
        let readings = discrepancy.readings.iter();
        if !readings
            .clone()
            .all(|reading| page.was_said(&reading.evidence))
        {
            continue;
        }
        page.paragraph(
            &format!(
                "{}: {}",
                discrepancy.pointer,
                page.text(&discrepancy.reason)
            ),
            2,
        )?;
        for (reading_at, reading) in discrepancy.readings.iter().enumerate() {
            page.paragraph(&reading.value.to_string(), 4)?;
            page.evidence(
                &format!("/discrepancies/{at}/readings/{reading_at}"),
                &reading.evidence,
                8,
            )?;
        }
    }
    Ok(())
}

fn namesakes(page: &mut Page<'_>) -> io::Result<()> {
    if page.view.namesakes.is_empty() {
        return Ok(());
    }
    page.heading("Not to be confused with")?;
    for namesake in &page.view.namesakes {
        page.paragraph(
            &format!("{}: {}", namesake.id, page.text(namesake.title)),
            2,
        )?;
    }
    Ok(())
}
