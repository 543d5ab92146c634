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

use crate::check::reference::references_of;
use crate::check::{At, Context, Findings, Rule, Screen, Screening};
use crate::dataset::{Dataset, Document};
use crate::finding::Level;
use crate::gist::Gist;
use crate::gist::vocabulary::key;
use crate::links::{Known, Link};
use crate::model::{Decision, Proposal, RECORD_TYPES, Record, Target};
use crate::schema::{nearest, nearest_id};

pub const RULE: Rule = Rule {
    name: "dangling-reference",
    level: Level::Error,
    source: include_str!("dangling_reference.rs"),
    screen: Screen::Both(is_closed, leads_somewhere),
    check,
};

/// Whether what refers to a part of the record itself leads somewhere.
fn is_closed(gist: &Gist<'_>) -> bool {
    let facts = gist.facts;
    let is_in = |id: &u32, ids: &[u32]| ids.iter().any(|one| gist.text(*one) == gist.text(*id));
    // Looking through one list for each item of another is fine for as many as people write.
    let refer = facts.options.len() + facts.targets.len() + facts.provisions.len();
    if refer > MANY {
        return false;
    }
    let options = facts
        .options
        .iter()
        .all(|option| is_in(option, &facts.given_options));
    let own = |target: &str| {
        let mut statements = facts.statements.iter().map(|one| one.id);
        let mut commitments = facts.commitments.iter().map(|one| one.id);
        let is_it = |id: u32| gist.text(id) == target;
        statements.any(is_it) || commitments.any(is_it)
    };
    let targets = facts
        .targets
        .iter()
        .all(|target| gist.text(*target).strip_prefix('#').is_none_or(own));
    let parts = match gist.record_type() {
        "proposal" => {
            facts
                .versions
                .iter()
                .all(|part| is_in(part, &facts.given_versions))
                && facts
                    .provisions
                    .iter()
                    .all(|part| is_in(part, &facts.given_provisions))
        }
        _ => facts.provisions.is_empty() || gist.member(0, key::PROPOSAL).is_some(),
    };
    options && targets && parts
}

/// How many references to parts of itself a record may have for the quick look.
const MANY: usize = 512;

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
                At::Value(reference.pointer),
                message,
                Some(hint.unwrap_or_else(add)),
            );
        }
    }
    for (document, record) in context.records(&RULE) {
        match record {
            Record::Decision(decision) => {
                let options = decision.options.iter().map(|option| option.id.as_str());
                let owner = format!("the decision `{}`", decision.id);
                local(
                    document,
                    "OptionId",
                    &owner,
                    "option",
                    options.collect(),
                    findings,
                );
                of_proposal(dataset, document, decision, findings);
                targets(dataset, document, decision, findings);
            }
            Record::Proposal(proposal) => in_proposal(document, proposal, findings),
            Record::Source(_) | Record::Actor(_) => {}
        }
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

/// References of a decision to versions and provisions. If its proposal is missing or cannot be read, that alone is reported.
fn of_proposal(
    dataset: &Dataset,
    document: &Document,
    decision: &Decision,
    findings: &mut Findings<'_>,
) {
    match &decision.proposal {
        None => {
            let owner = "a decision about no proposal";
            local(
                document,
                "ProvisionId",
                owner,
                "provision",
                Vec::new(),
                findings,
            );
        }
        Some(reference) => {
            if let Some(proposal) = dataset.proposal(&reference.id) {
                in_proposal(document, proposal, findings);
            }
        }
    }
}

/// References to versions and provisions of a proposal.
fn in_proposal(document: &Document, proposal: &Proposal, findings: &mut Findings<'_>) {
    let owner = format!("the proposal `{}`", proposal.id);
    let versions = proposal.versions.iter().map(|version| version.id.as_str());
    local(
        document,
        "VersionId",
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
        "ProvisionId",
        &owner,
        "provision",
        provisions.collect(),
        findings,
    );
}

/// References by an id type to what is given by that type under the key `id`.
fn local(
    document: &Document,
    type_name: &str,
    owner: &str,
    what: &str,
    known: Vec<&str>,
    findings: &mut Findings<'_>,
) {
    for place in document
        .places_of(type_name)
        .filter(|place| !place.pointer.ends_with("/id"))
    {
        let Some(id) = place.node().as_str().filter(|id| !known.contains(id)) else {
            continue;
        };
        let hint = nearest(id, known.iter().copied()).or_else(|| has(&known));
        findings.report(
            document,
            At::Value(place.pointer),
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

/// References to statements and commitments, here or in another decision. That the other decision is missing is reported as such.
fn targets(
    dataset: &Dataset,
    document: &Document,
    decision: &Decision,
    findings: &mut Findings<'_>,
) {
    for place in document.places_of("Target") {
        let target = place
            .node()
            .as_str()
            .and_then(|target| target.parse::<Target>().ok());
        let Some((record, id)) = target.as_ref().map(Target::parts) else {
            continue;
        };
        let decision = match &record {
            None => Some(decision),
            Some(record) => dataset.decision(record),
        };
        let Some(decision) = decision else { continue };
        let statements = decision
            .statements
            .iter()
            .map(|statement| statement.id.as_str());
        let commitments = decision
            .commitments
            .iter()
            .map(|commitment| commitment.id.as_str());
        let known: Vec<&str> = statements.chain(commitments).collect();
        if !known.contains(&id) {
            let message = format!(
                "the decision `{}` has no statement or commitment `{id}`",
                decision.id
            );
            findings.report(
                document,
                At::Value(place.pointer),
                message,
                nearest(id, known.into_iter()),
            );
        }
    }
}
