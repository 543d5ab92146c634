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

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use foldhash::fast::RandomState;

use crate::check::{At, Context, Findings, Rule, Setting, Subject};
use crate::document::{Document, Place, references_of};
use crate::index::{Kind, Known};
use crate::model::{Decision, Proposal, Record};
use crate::schema::vocabulary::{key, of_type};
use crate::suggest::{nearest, nearest_id};

pub const RULE: Rule = rule!(
    "dangling-reference",
    Error,
    "dangling_reference.rs",
    Record(within),
    All(records),
    Each(parts)
);

/// The most references that get a search for the id that was meant: one misnamed folder can make thousands dangle.
const MAX_SEARCHES: usize = 100;

/// References to records.
fn records(context: &Context<'_>, findings: &mut Findings<'_>) {
    let index = context.index;
    let is_absent = |name: u32| index.known(name) == Known::Absent;
    let dangle = |at: &u32| {
        let mut names = index.facts.named.of(*at).iter();
        names.any(|name| is_absent(*name))
    };
    let mut searches = 0;
    for at in context.in_order(index.all().filter(dangle).collect()) {
        let document = context.document(at);
        for reference in references_of(&document) {
            let name = index
                .names
                .get(Kind::of_reference(&reference), reference.id);
            if !name.is_some_and(is_absent) {
                continue;
            }
            let what = reference.record_type;
            searches += 1;
            let hint = (searches <= MAX_SEARCHES)
                .then(|| hint(context, what, reference.id))
                .flatten();
            let add = || format!("add that {what}, or refer to one that is there");
            findings.report(
                &document,
                At::Value(&reference.pointer()),
                format!("there is no {what} `{}`", reference.id),
                Some(hint.unwrap_or_else(add)),
            );
        }
    }
}

/// The hint at what may have been meant: another type of record, or another id. Ids of decisions are opaque numbers, of which every
/// one is near every other.
fn hint(context: &Context<'_>, record_type: &str, id: &str) -> Option<String> {
    let near = || match record_type {
        "decision" => None,
        _ => nearest_id(id, context.ids(record_type)),
    };
    let other = context.type_of(id);
    other
        .map(|other| format!("there is a record of that id, of the type `{other}`"))
        .or_else(near)
}

/// References of a decision to parts of its proposal and of other decisions. That the other record is missing is reported as such.
fn parts(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let gives = |record: u32, part: u32| index.facts.parts.of(record).binary_search(&part).is_ok();
    let proposal = index.decision(subject.at).and_then(|one| one.proposal);
    if let Some(proposal) = proposal.and_then(|name| index.read(name)) {
        let mut named = index.facts.proposal_parts.of(subject.at).iter();
        if named.any(|part| !gives(proposal, *part))
            && let Some(Record::Proposal(proposal)) = &subject.context.document(proposal).record
        {
            in_proposal(subject.document(), proposal, findings);
        }
    }
    let mut missing: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    for (name, part) in index.facts.foreign_parts.of(subject.at) {
        if let Some(other) = index.read(*name).filter(|other| !gives(*other, *part)) {
            let part = index.names.name(*part).1;
            missing.entry(other).or_default().insert(part);
        }
    }
    for (other, parts) in missing {
        let other = subject.context.document(other);
        let Some(other) = other.decision() else {
            continue;
        };
        for (place, record, id) in targets_of(subject.document()) {
            if record == other.id.as_str() && parts.contains(id) {
                report_target(subject.document(), place, id, other, findings);
            }
        }
    }
}

/// References to options, versions, provisions, statements and commitments of the record itself.
fn within(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    match &document.record {
        Some(Record::Decision(decision)) => {
            let options = decision.options.iter().map(|option| option.id.as_str());
            let owner = || format!("the decision `{}`", decision.id);
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
                let owner = || "a decision about no proposal".to_owned();
                let none = Vec::new();
                local(
                    document,
                    of_type::PROVISION_ID,
                    &owner,
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

/// References to versions and provisions of a proposal.
fn in_proposal(document: &Document, proposal: &Proposal, findings: &mut Findings<'_>) {
    let owner = || format!("the proposal `{}`", proposal.id);
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
    owner: &dyn Fn() -> String,
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
            format!("{} has no {what} `{id}`", owner()),
            hint,
        );
    }
}

/// The ids that there are instead, in words, if there are not too many to read.
fn has(known: &[&str]) -> Option<String> {
    let names: Vec<_> = known.iter().map(|id| format!("`{id}`")).collect();
    (1..=10)
        .contains(&known.len())
        .then(|| format!("it has {}", names.join(", ")))
}

/// References to statements and commitments of the decision itself.
fn own_targets(document: &Document, decision: &Decision, findings: &mut Findings<'_>) {
    let ids: LazyCell<HashSet<&str, RandomState>, _> =
        LazyCell::new(|| parts_of(decision).collect());
    for (place, record, id) in targets_of(document) {
        if record.is_empty() && !ids.contains(id) {
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
