//! The contents of a record, said once more in the words of vocabularies that others know: who a decision is attributed to, what
//! made it, on what advice, and each relation as one statement.

use serde_json::{Map, Value, json};

use super::{address, parts, record_type_of};
use crate::model::{Decision, EventType, Record, Source, StatementType, code};

/// Adds it to the node of a record.
pub fn add(node: &mut Map<String, Value>, record: &Record) {
    match record {
        Record::Decision(decision) => of_decision(node, decision),
        Record::Source(source) => of_source(node, source),
        Record::Proposal(_) | Record::Actor(_) => {}
    }
}

fn of_decision(node: &mut Map<String, Value>, decision: &Decision) {
    let own = address("decision", decision.id.as_str());
    let part = |id: &str| json!(format!("{own}#{id}"));
    let decider = json!(address("actor", decision.decider.actor.as_str()));
    if let Some(proposal) = &decision.proposal {
        // The version belongs to the proposal; which one lay before the decider is said of the decision.
        let id = address("proposal", proposal.id.as_str());
        if let Some(version) = &proposal.version {
            node.insert("proposal_version".into(), json!(format!("{id}#{version}")));
        }
        node.insert("proposal".into(), json!(id));
    }
    node.insert("attributed_to".into(), decider.clone());
    // What only announces a decision is no activity that made it.
    let taken = |event: &EventType| *event == EventType::Taken;
    let makers = decision.events.iter().filter(|event| taken(&event.r#type));
    let makers: Vec<_> = makers.map(|event| part(event.id.as_str())).collect();
    if !makers.is_empty() {
        node.insert("generated_by".into(), json!(makers));
    }
    let advice = decision.statements.iter();
    let advice: Vec<_> = advice
        .filter(|statement| statement.r#type == StatementType::Advice)
        .map(|statement| part(statement.id.as_str()))
        .collect();
    let nodes = parts(node, "events").zip(&decision.events);
    for (node, _) in nodes.filter(|(_, event)| taken(&event.r#type)) {
        node.entry("by").or_insert_with(|| decider.clone());
        if !advice.is_empty() {
            node.insert("used".into(), json!(advice));
        }
    }
    for (node, statement) in parts(node, "statements").zip(&decision.statements) {
        for relation in &statement.relations {
            let (other, local) = relation.target.parts();
            let other = match other {
                Some(other) => address(record_type_of(other, "Target"), other),
                None => own.clone(),
            };
            let target = format!("{other}#{local}");
            push(node, code(&relation.r#type), target);
        }
    }
    for relation in &decision.relations {
        let target = address("decision", relation.target.as_str());
        push(node, code(&relation.r#type), target);
    }
}

fn of_source(node: &mut Map<String, Value>, source: &Source) {
    for author in &source.authors {
        let actor = address("actor", author.actor.as_str());
        push(node, "written_by".to_owned(), actor);
    }
    for citation in &source.cites {
        let other = address("source", citation.source.as_str());
        push(node, "refers_to".to_owned(), other);
    }
}

/// Adds one more value to a list of a node.
fn push(node: &mut Map<String, Value>, key: String, value: String) {
    let list = node.entry(key).or_insert_with(|| json!([]));
    if let Some(list) = list.as_array_mut() {
        list.push(json!(value));
    }
}
