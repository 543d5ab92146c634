//! Every reference leads somewhere: to a record of the right type, or, within a record, to an option, event, version, provision,
//! statement or commitment that is there.
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
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use foldhash::fast::RandomState;

use crate::check::{At, Context, Findings, Rule, Setting, Subject, place_in};
use crate::document::{Document, Place, references_of};
use crate::finding::Related;
use crate::index::{Index, Kind, Known, Slice};
use crate::model::{Proposal, Record};
use crate::schema::vocabulary::{key, of_type};
use crate::suggest::{Hint, Searches, nearest, nearest_id};

pub const RULE: Rule = rule!(
    "dangling-reference",
    Error,
    "dangling_reference.rs",
    Record(within),
    All(records),
    Each(parts)
);

/// References to records.
fn records(context: &Context<'_>, findings: &mut Findings<'_>) {
    let index = context.index;
    let is_absent = |name: u32| index.known(name) == Known::Absent;
    let dangle = |at: &u32| {
        let mut names = index.facts.named.of(*at).iter();
        names.any(|name| is_absent(*name))
    };
    let mut searches = Searches::default();
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
            let hint = searches.hint(|| hint(context, what, reference.id));
            let add = || format!("add that {what}, or refer to one that is there");
            findings.report(
                &document,
                At::Value(&reference.pointer()),
                format!("there is no {what} `{}`", reference.id),
                Some(hint.unwrap_or_else(|| add().into())),
            );
        }
    }
}

/// The hint at what may have been meant: another type of record, or another id. Ids of decisions are opaque numbers, of which every
/// one is near every other.
fn hint(context: &Context<'_>, record_type: &str, id: &str) -> Option<Hint> {
    let near = || match record_type {
        "decision" => None,
        _ => nearest_id(id, context.ids(record_type)),
    };
    let called = || {
        let ids = context.called(record_type, id);
        let ids = ids.filter(|_| record_type != "decision");
        ids.map(|ids| {
            let text = format!("did you mean {ids}?");
            ids.with_text(text)
        })
    };
    let other = context.type_of(id);
    let other = other.map(|other| format!("there is a record of that id, of the type `{other}`"));
    other.map(Hint::from).or_else(called).or_else(near)
}

/// References of a record to parts of its proposal, of other records, and of the text that a decision adopts. That the other record is
/// missing is reported as such.
fn parts(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let gives = |record: u32, part: u32| index.facts.parts.of(record).binary_search(&part).is_ok();
    let proposal = index.decision(subject.at).and_then(|one| one.proposal);
    if let Some(at) = proposal.and_then(|name| index.read(name)) {
        let mut named = index.facts.proposal_parts.of(subject.at).iter();
        if named.any(|part| !gives(at, *part))
            && let Some(Record::Proposal(proposal)) = &subject.context.document(at).record
        {
            let place = subject.context.id_of(at, "the proposal");
            versions(subject.document(), proposal, Some(&place), findings);
        }
    }
    let mut missing: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    let mut parts = Parts::default();
    for (name, part) in index.facts.foreign_parts.of(subject.at) {
        // A provision of the text that a decision adopts is a part of that decision as well.
        let mut has = |other: u32| gives(other, *part) || parts.of(index, other).contains(part);
        if let Some(other) = index.read(*name).filter(|other| !has(*other)) {
            let part = index.names.name(*part).1;
            missing.entry(other).or_default().insert(part);
        }
    }
    let mut searches = Searches::default();
    for (other, ids) in missing {
        let other = subject.context.document(other);
        for reference in PARTS
            .iter()
            .flat_map(|what| references(subject.document(), what))
        {
            let is_it = other
                .record
                .as_ref()
                .is_some_and(|one| one.id() == reference.record);
            if is_it && ids.contains(reference.id) {
                reference.report(subject.document(), &other, &mut searches, findings);
            }
        }
    }
    touched(subject, parts, findings);
}

/// The parts of each decision that something refers to, gathered once.
#[derive(Default)]
struct Parts(HashMap<u32, HashSet<u32, RandomState>, RandomState>);

impl Parts {
    fn of(&mut self, index: &Index, decision: u32) -> &HashSet<u32, RandomState> {
        let gather = || index.parts(decision).map(|(_, one)| one.name).collect();
        self.0.entry(decision).or_insert_with(gather)
    }
}

/// The parts that events and relations of a decision touch.
fn touched(subject: &Subject<'_>, mut parts: Parts, findings: &mut Findings<'_>) {
    let index = subject.index();
    let mut lacks = |decision: u32, touched: Slice| {
        let mut names = index.touched(subject.at, touched).iter().peekable();
        if names.peek().is_none() {
            return false;
        }
        let parts = parts.of(index, decision);
        names.any(|name| !parts.contains(name))
    };
    let mut searches = Searches::default();
    let mut report =
        |list: &str, nth: usize, named: Slice, owner: u32, findings: &mut Findings<'_>| {
            let known: Vec<_> = index
                .parts(owner)
                .map(|(_, one)| index.names.name(one.name).1)
                .collect();
            let ids: HashSet<&str, RandomState> = known.iter().copied().collect();
            for (at, name) in index.touched(subject.at, named).iter().enumerate() {
                let id = index.names.name(*name).1;
                if ids.contains(id) {
                    continue;
                }
                let hint =
                    searches.hint(|| nearest(id, known.iter().copied()).or_else(|| has(&known)));
                let message = format!("the decision `{}` has no provision `{id}`", index.id(owner));
                let pointer = format!("/{list}/{nth}/parts/{at}");
                let at = At::Value(&pointer);
                let finding = findings.report(subject.document(), at, message, hint);
                if owner != subject.at {
                    let whole = subject.context.id_of(owner, "the decision");
                    finding.related.push(whole);
                }
            }
        };
    for (nth, event) in index.facts.events.of(subject.at).iter().enumerate() {
        if lacks(subject.at, event.parts) {
            report("events", nth, event.parts, subject.at, findings);
        }
    }
    for (nth, relation) in index.facts.relations.of(subject.at).iter().enumerate() {
        if let Some(older) = index
            .read(relation.target)
            .filter(|at| lacks(*at, relation.parts))
        {
            report("relations", nth, relation.parts, older, findings);
        }
    }
}

/// References to what the record itself has.
fn within(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    match &document.record {
        Some(Record::Decision(decision)) => {
            let owner = || format!("the decision `{}`", decision.id);
            let options = decision.options.iter().map(|option| option.id.as_str());
            local(
                document,
                of_type::OPTION_ID,
                &owner,
                "option",
                options.collect(),
                None,
                findings,
            );
            let events = decision.events.iter().map(|event| event.id.as_str());
            local(
                document,
                of_type::EVENT_ID,
                &owner,
                "event",
                events.collect(),
                None,
                findings,
            );
            if decision.proposal.is_none() {
                let owner = || "a decision about no proposal".to_owned();
                local(
                    document,
                    of_type::VERSION_ID,
                    &owner,
                    "version",
                    Vec::new(),
                    None,
                    findings,
                );
            }
        }
        Some(Record::Proposal(proposal)) => versions(document, proposal, None, findings),
        Some(Record::Source(_) | Record::Actor(_)) => {}
        None => return,
    }
    for what in &PARTS {
        let ids: LazyCell<HashSet<&str, RandomState>, _> =
            LazyCell::new(|| (what.of)(document).into_iter().collect());
        let mut searches = Searches::default();
        for reference in references(document, what) {
            if reference.record.is_empty() && !ids.contains(reference.id) {
                reference.report(document, document, &mut searches, findings);
            }
        }
    }
}

/// References to versions of a proposal, which stands elsewhere if its place is given.
fn versions(
    document: &Document,
    proposal: &Proposal,
    elsewhere: Option<&Related>,
    findings: &mut Findings<'_>,
) {
    let owner = || format!("the proposal `{}`", proposal.id);
    let versions = proposal.versions.iter().map(|version| version.id.as_str());
    local(
        document,
        of_type::VERSION_ID,
        &owner,
        "version",
        versions.collect(),
        elsewhere,
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
    elsewhere: Option<&Related>,
    findings: &mut Findings<'_>,
) {
    let ids: HashSet<&str, RandomState> = known.iter().copied().collect();
    let mut searches = Searches::default();
    for place in document
        .places_of(of_type)
        .filter(|place| !place.has_key(key::ID))
    {
        let Some(id) = place.as_str().filter(|id| !ids.contains(id)) else {
            continue;
        };
        let hint = searches.hint(|| nearest(id, known.iter().copied()).or_else(|| has(&known)));
        let finding = findings.report(
            document,
            At::Value(&place.pointer()),
            format!("{} has no {what} `{id}`", owner()),
            hint,
        );
        finding.related.extend(elsewhere.cloned());
    }
}

/// The ids that there are instead, in words, if there are not too many to read.
fn has(known: &[&str]) -> Option<Hint> {
    let names: Vec<_> = known.iter().map(|id| format!("`{id}`")).collect();
    (1..=10)
        .contains(&known.len())
        .then(|| format!("it has {}", names.join(", ")).into())
}

/// A sort of part that is referred to by its id, behind that of its record.
struct Sort {
    /// The type of the references.
    of_type: u8,
    /// The parts, in words.
    name: &'static str,
    /// The ids of the parts of a record.
    of: fn(&Document) -> Vec<&str>,
}

const PARTS: [Sort; 2] = [
    Sort {
        of_type: of_type::TARGET,
        name: "statement or commitment",
        of: |document| match &document.record {
            Some(Record::Decision(decision)) => {
                let statements = decision.statements.iter().map(|one| one.id.as_str());
                let commitments = decision.commitments.iter().map(|one| one.id.as_str());
                statements.chain(commitments).collect()
            }
            Some(Record::Source(source)) => {
                let commitments = source.commitments.iter();
                commitments.map(|one| one.id.as_str()).collect()
            }
            Some(Record::Proposal(_) | Record::Actor(_)) | None => Vec::new(),
        },
    },
    Sort {
        of_type: of_type::PART_REFERENCE,
        name: "provision",
        of: |document| {
            let provisions = match &document.record {
                Some(Record::Decision(decision)) => &decision.provisions[..],
                Some(Record::Proposal(proposal)) => &proposal.provisions[..],
                Some(Record::Source(_) | Record::Actor(_)) | None => &[],
            };
            provisions.iter().map(|one| one.id.as_str()).collect()
        },
    },
];

/// A reference to a part of a record.
struct ToPart<'a> {
    place: Place<'a>,
    /// The id of the record; empty if it is the same.
    record: &'a str,
    /// The id of the part there.
    id: &'a str,
    what: &'a Sort,
}

/// Every reference to parts of a sort.
fn references<'a>(document: &'a Document, what: &'a Sort) -> impl Iterator<Item = ToPart<'a>> {
    document.places_of(what.of_type).filter_map(move |place| {
        let (record, id) = place.as_str()?.split_once('#')?;
        Some(ToPart {
            place,
            record,
            id,
            what,
        })
    })
}

impl ToPart<'_> {
    fn report(
        &self,
        document: &Document,
        owner: &Document,
        searches: &mut Searches,
        findings: &mut Findings<'_>,
    ) {
        let Some(record) = &owner.record else { return };
        let message = format!(
            "the {} `{}` has no {} `{}`",
            record.record_type(),
            record.id(),
            self.what.name,
            self.id
        );
        let hint = searches.hint(|| nearest(self.id, (self.what.of)(owner)));
        let at = At::Value(&self.place.pointer());
        let finding = findings.report(document, at, message, hint);
        if !self.record.is_empty() {
            let label = format!("the {}", record.record_type());
            let whole = place_in(owner, At::Value("/id"), label);
            finding.related.push(whole);
        }
    }
}
