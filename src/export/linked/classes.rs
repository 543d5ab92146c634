//! The classes that records and parts belong to: their own, named like the type in the model, and those of vocabularies that others
//! know.

use crate::model::{ActorKind, Record, SourceForm};

/// The classes of a record.
pub fn of_record(record: &Record) -> Vec<&'static str> {
    match record {
        Record::Decision(_) => vec!["besluit:Decision", "prov:Entity"],
        Record::Proposal(_) => vec!["besluit:Proposal", "prov:Entity", "eli:LegalResource"],
        Record::Source(source) => {
            let mut classes = vec!["besluit:Source", "prov:Entity", "schema:CreativeWork"];
            if matches!(
                source.form,
                SourceForm::Regulation | SourceForm::ProposalText
            ) {
                classes.push("eli:LegalResource");
            }
            classes
        }
        Record::Actor(actor) => vec![
            "besluit:Actor",
            "prov:Agent",
            match actor.kind {
                ActorKind::Person => "schema:Person",
                ActorKind::Office => "org:Post",
                ActorKind::Organisation | ActorKind::State | ActorKind::Body => "org:Organization",
            },
        ],
    }
}

/// The classes of a part, by the name of its type.
pub fn of_part(type_name: &str) -> Vec<String> {
    let others: &[&str] = match type_name {
        "Event" | "CommitmentEvent" => &["prov:Activity"],
        "Statement" => &["prov:Entity"],
        "Version" => &["prov:Entity", "eli:LegalResource"],
        "Identifier" => &["schema:PropertyValue"],
        "Evidence" => &["oa:Annotation"],
        "OutOfScope" => &["oa:SpecificResource"],
        _ => &[],
    };
    let own = format!("besluit:{type_name}");
    let others = others.iter().map(|&class| class.to_owned());
    std::iter::once(own).chain(others).collect()
}
