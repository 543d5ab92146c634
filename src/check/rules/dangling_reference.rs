//! Every reference leads somewhere: to a record of the right type, or, within a record, to an option, version, provision, statement
//! or commitment that is there.
//!
//! Consumers follow references without asking. A record that is there and has faults of its own counts as there.
//!
//! ## Bad
//!
//! ```json
//! "on_behalf_of": "xx-cabinett"
//! ```
//!
//! ## Good
//!
//! ```json
//! "on_behalf_of": "xx-cabinet"
//! ```
//!
//! ## Mend
//!
//! Take the id that the hint names, or add what is missing: `besluit new` begins a record.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening, Setting};
use crate::dataset::references_of;
use crate::dataset::{Dataset, Document, Place};
use crate::finding::Level;
use crate::links::{Known, Link};
use crate::model::{Decision, Proposal, RECORD_TYPES, Record};
use crate::schema::vocabulary::{key, of_type};
use crate::schema::{nearest, nearest_id};

pub const RULE: Rule = Rule {
    name: "dangling-reference",
    level: Level::Error,
    source: include_str!("dangling_reference.rs"),
    check: Check::Both(check_record, Screen::Links(leads_somewhere), check),
};

/// Whether every record that is named is there, and every version and provision of its proposal.
fn leads_somewhere(screening: &Screening<'_>, card: u32) -> bool {
    let links = screening.links;
    let proposal = links.of(card).iter().find_map(|link| match link {
        Link::About(proposal, _) => Some(links.known(*proposal)),
        _ => None,
    });
    let gives = |part: u32| match proposal {
        Some(Known::Card(proposal)) => links.of(proposal).contains(&Link::Gives(part)),
        Some(Known::Unread | Known::Absent) | None => true,
        Some(Known::Unsure) => false,
    };
    links.of(card).iter().all(|link| match link {
        Link::Names(name) => links.known(*name) != Known::Absent,
        Link::NamesOfProposal(part) => gives(*part),
        Link::NamesPart(decision, part) => match links.known(*decision) {
            Known::Card(decision) => links.of(decision).contains(&Link::Gives(*part)),
            Known::Unread | Known::Absent => true,
            Known::Unsure => false,
        },
        _ => true,
    })
}

/// How many references get a search for the id that was meant: one misnamed folder can make thousands dangle.
const MAX_SEARCHES: usize = 100;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let dataset = context.dataset;
    let mut searches = 0;
    for reference in context.documents(&RULE).flat_map(references_of) {
        if dataset
            .document(reference.record_type, reference.id)
            .is_none()
        {
            let message = format!("there is no {} `{}`", reference.record_type, reference.id);
            searches += 1;
            let hint = (searches <= MAX_SEARCHES)
                .then(|| hint(dataset, reference.record_type, reference.id))
                .flatten();
            let add = || {
                let what = reference.record_type;
                format!("add that {what}, or refer to one that is there")
            };
            findings.report(
                reference.document,
                At::Value(&reference.pointer()),
                message,
                Some(hint.unwrap_or_else(add)),
            );
        }
    }
    for (document, decision) in context.decisions(&RULE) {
        if let Some(reference) = &decision.proposal
            && let Some(proposal) = dataset.proposal(&reference.id)
        {
            in_proposal(document, proposal, findings);
        }
        targets(dataset, document, findings);
    }
}

/// References to options, versions, provisions, statements and commitments of the record itself.
fn check_record(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    match &document.record {
        Some(Record::Decision(decision)) => {
            let options = decision.options.iter().map(|option| option.id.as_str());
            let owner = format!("the decision `{}`", decision.id);
            let options = options.collect();
            local(
                document,
                of_type::OPTION_ID,
                &owner,
                "option",
                options,
                findings,
            );
            if decision.proposal.is_none() {
                let owner = "a decision about no proposal";
                let none = Vec::new();
                local(
                    document,
                    of_type::PROVISION_ID,
                    owner,
                    "provision",
                    none,
                    findings,
                );
            }
            own_targets(document, decision, findings);
        }
        Some(Record::Proposal(proposal)) => in_proposal(document, proposal, findings),
        Some(Record::Source(_) | Record::Actor(_)) | None => {}
    }
}

/// What may have been meant: another type of record, or another id. Ids of decisions are opaque numbers, of which every one is
/// near every other.
fn hint(dataset: &Dataset, record_type: &str, id: &str) -> Option<String> {
    let other = RECORD_TYPES
        .into_iter()
        .find(|other| dataset.has(other, id));
    let near = || match record_type {
        "decision" => None,
        _ => nearest_id(id, dataset.ids(record_type)),
    };
    other
        .map(|other| format!("there is a record of that id, of the type `{other}`"))
        .or_else(near)
}

/// References to versions and provisions of a proposal.
fn in_proposal(document: &Document, proposal: &Proposal, findings: &mut Findings<'_>) {
    let owner = format!("the proposal `{}`", proposal.id);
    let versions = proposal.versions.iter().map(|version| version.id.as_str());
    local(
        document,
        of_type::VERSION_ID,
        &owner,
        "version",
        versions.collect(),
        findings,
    );
    let provisions = proposal
        .provisions
        .iter()
        .map(|provision| provision.id.as_str());
    local(
        document,
        of_type::PROVISION_ID,
        &owner,
        "provision",
        provisions.collect(),
        findings,
    );
}

/// References by an id type to what is given by that type under the key `id`.
fn local(
    document: &Document,
    of_type: u8,
    owner: &str,
    what: &str,
    known: Vec<&str>,
    findings: &mut Findings<'_>,
) {
    let ids: HashSet<&str, RandomState> = known.iter().copied().collect();
    for place in document
        .places_of(of_type)
        .filter(|place| !place.has_key(key::ID))
    {
        let Some(id) = place.as_str().filter(|id| !ids.contains(id)) else {
            continue;
        };
        let hint = nearest(id, known.iter().copied()).or_else(|| has(&known));
        findings.report(
            document,
            At::Value(&place.pointer()),
            format!("{owner} has no {what} `{id}`"),
            hint,
        );
    }
}

/// What there is instead, if that is not too much to read.
fn has(known: &[&str]) -> Option<String> {
    let names: Vec<_> = known.iter().map(|id| format!("`{id}`")).collect();
    (1..=10)
        .contains(&known.len())
        .then(|| format!("it has {}", names.join(", ")))
}

/// References to statements and commitments of the decision itself.
fn own_targets(document: &Document, decision: &Decision, findings: &mut Findings<'_>) {
    let ids: HashSet<&str, RandomState> = parts_of(decision).collect();
    for (place, record, id) in targets_of(document) {
        if record.is_empty() && !ids.contains(id) {
            report_target(document, place, id, decision, findings);
        }
    }
}

/// References to statements and commitments of another decision. That the other decision is missing is reported as such.
fn targets(dataset: &Dataset, document: &Document, findings: &mut Findings<'_>) {
    for (place, record, id) in targets_of(document) {
        if let Some(decision) = dataset.decision_of(record)
            && !parts_of(decision).any(|part| part == id)
        {
            report_target(document, place, id, decision, findings);
        }
    }
}

/// Every reference to a statement or commitment: the id of the other decision, if it is one, and the id there.
fn targets_of(document: &Document) -> impl Iterator<Item = (Place<'_>, &str, &str)> {
    let targets = document.places_of(of_type::TARGET);
    targets.filter_map(|place| {
        let (record, id) = place.as_str()?.split_once('#')?;
        Some((place, record, id))
    })
}

/// The ids of the statements and commitments of a decision.
fn parts_of(decision: &Decision) -> impl Iterator<Item = &str> {
    let statements = decision.statements.iter().map(|one| one.id.as_str());
    let commitments = decision.commitments.iter().map(|one| one.id.as_str());
    statements.chain(commitments)
}

fn report_target(
    document: &Document,
    place: Place<'_>,
    id: &str,
    decision: &Decision,
    findings: &mut Findings<'_>,
) {
    let message = format!(
        "the decision `{}` has no statement or commitment `{id}`",
        decision.id
    );
    let hint = nearest(id, parts_of(decision));
    findings.report(document, At::Value(&place.pointer()), message, hint);
}
