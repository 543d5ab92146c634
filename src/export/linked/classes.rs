//! The classes that records and parts belong to: their own, named like the type in the model, and those of vocabularies that others
//! know.

use crate::model::{ActorKind, Record, SourceForm};

/// The classes of a decision.
pub const DECISION: [&str; 2] = ["besluit:Decision", "prov:Entity"];

/// The classes of a proposal.
pub const PROPOSAL: [&str; 3] = ["besluit:Proposal", "prov:Entity", "eli:LegalResource"];

/// The class of the passage that evidence stands in.
pub const PASSAGE: &str = "oa:SpecificResource";

/// The class of the words of a passage.
pub const SELECTOR: &str = "oa:TextQuoteSelector";

/// The class of a list of codes.
pub const LIST: &str = "skos:ConceptScheme";

/// The class of a code.
pub const CODE: &str = "skos:Concept";

/// The names of the classes of what follows from records.
pub const DERIVED: [&str; 7] = [
    "Derived",
    "Coverage",
    "BodyEffect",
    "StatusSpell",
    "ProvisionSpell",
    "PositionSpell",
    "Settled",
];

/// The classes of a record.
pub fn of_record(record: &Record) -> Vec<&'static str> {
    match record {
        Record::Decision(_) => DECISION.to_vec(),
        Record::Proposal(_) => PROPOSAL.to_vec(),
        Record::Source(source) => of_source(&source.form),
        Record::Actor(actor) => of_actor(&actor.kind),
    }
}

/// The classes of a source of a form.
pub fn of_source(form: &SourceForm) -> Vec<&'static str> {
    let mut classes = vec!["besluit:Source", "prov:Entity", "schema:CreativeWork"];
    if matches!(form, SourceForm::Regulation | SourceForm::ProposalText) {
        classes.push("eli:LegalResource");
    }
    classes
}

/// The classes of an actor of a kind.
pub fn of_actor(kind: &ActorKind) -> Vec<&'static str> {
    let own = match kind {
        ActorKind::Person => "schema:Person",
        ActorKind::Office => "org:Post",
        ActorKind::Organisation | ActorKind::State | ActorKind::Body => "org:Organization",
    };
    vec!["besluit:Actor", "prov:Agent", own]
}

/// The class of what follows from records, by its name.
pub fn of_derived(name: &str) -> String {
    debug_assert!(DERIVED.contains(&name), "`{name}` is in no contract");
    format!("besluit:{name}")
}

/// The classes of a part, by the name of its type.
pub fn of_part(type_name: &str) -> Vec<String> {
    let others: &[&str] = match type_name {
        "Event" | "CommitmentEvent" => &["prov:Activity"],
        "Statement" => &["prov:Entity"],
        "Version" => &["prov:Entity", "eli:LegalResource"],
        "Identifier" => &["schema:PropertyValue"],
        "Evidence" => &["oa:Annotation"],
        "OutOfScope" => &[PASSAGE],
        _ => &[],
    };
    let own = format!("besluit:{type_name}");
    let others = others.iter().map(|&class| class.to_owned());
    std::iter::once(own).chain(others).collect()
}
