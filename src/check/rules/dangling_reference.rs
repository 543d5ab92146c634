//! Every reference leads somewhere: to a record of the right type, or, within a record, to an option, version, provision, statement
//! or commitment that is there.
//!
//! Consumers follow references without asking. A record that is there and has faults of its own counts as there.

use crate::check::reference::references;
use crate::check::{At, Context, Findings, Rule};
use crate::dataset::{Dataset, Document};
use crate::finding::Level;
use crate::model::{Decision, Proposal, Record, Target};
use crate::schema::nearest;

pub const RULE: Rule = Rule {
    name: "dangling-reference",
    level: Level::Error,
    source: include_str!("dangling_reference.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let dataset = context.dataset;
    for reference in references(dataset) {
        if dataset
            .document(reference.record_type, reference.id)
            .is_none()
        {
            let message = format!("there is no {} `{}`", reference.record_type, reference.id);
            let hint = nearest(reference.id, dataset.ids(reference.record_type));
            findings.report(
                reference.document,
                At::Value(reference.pointer),
                message,
                hint,
            );
        }
    }
    for (document, record) in dataset.records() {
        match record {
            Record::Decision(decision) => {
                let proposal = decision
                    .proposal
                    .as_ref()
                    .and_then(|proposal| dataset.proposal(&proposal.id));
                let options = decision
                    .options
                    .iter()
                    .map(|option| option.id.as_str())
                    .collect();
                local(document, "OptionId", "option", Some(options), findings);
                in_proposal(document, proposal, findings);
                targets(dataset, document, decision, findings);
            }
            Record::Proposal(proposal) => in_proposal(document, Some(proposal), findings),
            Record::Source(_) | Record::Actor(_) => {}
        }
    }
}

/// References to versions and provisions of a proposal. If the proposal is missing, that alone is reported; where a decision is
/// about none, they have nothing to refer to.
fn in_proposal(document: &Document, proposal: Option<&Proposal>, findings: &mut Findings<'_>) {
    let is_named = document
        .root
        .as_ref()
        .is_some_and(|root| root.get("proposal").is_some());
    if proposal.is_none() && is_named {
        return;
    }
    let versions = proposal
        .into_iter()
        .flat_map(|proposal| &proposal.versions)
        .map(|version| version.id.as_str());
    let provisions = proposal
        .into_iter()
        .flat_map(|proposal| &proposal.provisions)
        .map(|provision| provision.id.as_str());
    local(
        document,
        "VersionId",
        "version of the proposal",
        Some(versions.collect()),
        findings,
    );
    local(
        document,
        "ProvisionId",
        "provision of the proposal",
        Some(provisions.collect()),
        findings,
    );
}

/// References by an id type to what is given by that type under the key `id`.
fn local(
    document: &Document,
    type_name: &str,
    what: &str,
    known: Option<Vec<&str>>,
    findings: &mut Findings<'_>,
) {
    let Some(known) = known else { return };
    for place in document
        .places_of(type_name)
        .filter(|place| !place.pointer.ends_with("/id"))
    {
        let Some(id) = document
            .str_at(&place.pointer)
            .filter(|id| !known.contains(id))
        else {
            continue;
        };
        let hint = nearest(id, known.iter().copied());
        findings.report(
            document,
            At::Value(&place.pointer),
            format!("there is no {what} `{id}`"),
            hint,
        );
    }
}

/// References to statements and commitments, here or in another decision.
fn targets(
    dataset: &Dataset,
    document: &Document,
    decision: &Decision,
    findings: &mut Findings<'_>,
) {
    for place in document.places_of("Target") {
        let Some(target) = document
            .str_at(&place.pointer)
            .and_then(|target| target.parse::<Target>().ok())
        else {
            continue;
        };
        let (record, id) = target.parts();
        let mut report = |message: String, hint| {
            findings.report(document, At::Value(&place.pointer), message, hint)
        };
        let decision = match record {
            None => decision,
            Some(record) => match dataset.decision(&record) {
                Some(decision) => decision,
                None if dataset.document("decision", record.as_str()).is_some() => continue,
                None => {
                    let hint = nearest(record.as_str(), dataset.ids("decision"));
                    report(format!("there is no decision `{record}`"), hint);
                    continue;
                }
            },
        };
        let statements = decision.statements.iter().map(|statement| &statement.id);
        let commitments = decision.commitments.iter().map(|commitment| &commitment.id);
        let known: Vec<&str> = statements
            .chain(commitments)
            .map(|id| id.as_str())
            .collect();
        if !known.contains(&id) {
            let message = format!("`{}` has no statement or commitment `{id}`", decision.id);
            report(message, nearest(id, known.into_iter()));
        }
    }
}
