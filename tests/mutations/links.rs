//! Errors between records, and between the parts of one: what leads nowhere, to the wrong thing, or in circles.

use besluit::bench::quote;
use besluit::bench::references_of;
use besluit::dataset::{Dataset, Document};
use besluit::derive::chain;
use besluit::model::{Bounds, RECORD_TYPES};

use crate::kind::Layer::Links;
use crate::kind::Spot::{From, Here, Twin};
use crate::kind::{Kind, Mutation, Spot};
use crate::shape::{add_member, replace};
use crate::support::random::Random;
use crate::typo::misspell;
use crate::world::{Site, World};

const DANGLING: &[(&str, Spot)] = &[("dangling-reference", Here)];
const CIRCLE: &[(&str, Spot)] = &[("reference-cycle", Here)];

pub const KINDS: &[Kind] = &[
    Kind::within(Links, "misspelt-actor", DANGLING, misspelt_actor),
    Kind::within(Links, "misspelt-source", DANGLING, misspelt_source),
    Kind::within(Links, "misspelt-proposal", DANGLING, misspelt_proposal),
    Kind::within(
        Links,
        "decision-that-is-not-there",
        DANGLING,
        decision_that_is_not_there,
    ),
    Kind::within(
        Links,
        "record-of-another-type",
        DANGLING,
        record_of_another_type,
    ),
    Kind::within(Links, "misspelt-option", DANGLING, misspelt_option),
    Kind::within(Links, "misspelt-version", DANGLING, misspelt_version),
    Kind::within(Links, "misspelt-provision", DANGLING, misspelt_provision),
    Kind::within(Links, "misspelt-target", DANGLING, misspelt_target),
    Kind::within(Links, "statement-to-itself", CIRCLE, statement_to_itself),
    Kind::within(Links, "decision-to-itself", CIRCLE, decision_to_itself),
    Kind::within(Links, "source-to-itself", CIRCLE, source_to_itself),
    Kind::across(
        Links,
        "actors-in-a-circle",
        &[("reference-cycle", Here), ("reference-cycle", Twin)],
        actors_in_a_circle,
    ),
    Kind::across(
        Links,
        "relation-to-newer",
        &[("relation-to-newer", Here)],
        relation_to_newer,
    ),
    Kind::across(
        Links,
        "record-in-two-files",
        &[("duplicate-id", Here)],
        record_in_two_files,
    ),
    Kind::across(
        Links,
        "deleted-file",
        &[("dangling-reference", From)],
        deleted_file,
    ),
    Kind::across(
        Links,
        "withdrawn-record",
        &[("withdrawn-reference", From)],
        withdrawn_record,
    )
    .warning(),
];

/// A reference by an id of that type.
fn reference<'a>(world: &'a World, random: &mut Random, type_name: &str) -> Option<&'a Site<'a>> {
    world.pick(random, |site| {
        site.shape.type_name == type_name && site.key() != Some("id") || {
            // A decision names its proposal by the key `id`, one level down.
            type_name == "ProposalId" && site.pointer == "/proposal/id"
        }
    })
}

/// A slip in an id that leaves it an id, but not another one that is there.
fn slip(random: &mut Random, id: &str, taken: &[&str]) -> Option<String> {
    let slipped = misspell(random, id);
    let parts: Vec<_> = slipped.split('-').collect();
    let is_id = parts.iter().all(|part| !part.is_empty());
    (is_id && !taken.contains(&slipped.as_str())).then_some(slipped)
}

fn misspelt_record(world: &World, random: &mut Random, type_name: &str) -> Option<Mutation> {
    let site = reference(world, random, type_name)?;
    let record_type = RECORD_TYPES.into_iter().find(|name| {
        type_name
            .strip_suffix("Id")
            .is_some_and(|id| id.eq_ignore_ascii_case(name))
    })?;
    let ids = world.original.dataset.ids(record_type);
    let slipped = slip(random, site.str()?, &ids)?;
    Some(replace(site, quote(&slipped)).suggest(format!("did you mean `{}`?", site.str()?)))
}

fn misspelt_actor(world: &World, random: &mut Random) -> Option<Mutation> {
    misspelt_record(world, random, "ActorId")
}

fn misspelt_source(world: &World, random: &mut Random) -> Option<Mutation> {
    misspelt_record(world, random, "SourceId")
}

fn misspelt_proposal(world: &World, random: &mut Random) -> Option<Mutation> {
    misspelt_record(world, random, "ProposalId")
}

fn decision_that_is_not_there(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        let is_decision = site.shape.type_name == "DecisionId" && site.pointer != "/id";
        is_decision
            || (site.shape.type_name == "Target" && !site.str().unwrap_or("#").starts_with('#'))
    })?;
    let id = site.str()?;
    let number = 6000 + random.below(3000);
    let (record, rest) = id.split_at(id.find('#').unwrap_or(id.len()));
    let other = format!("{}{number}{rest}", &record[..record.len() - 4]);
    let named = format!("`{}{number}`", &record[..record.len() - 4]);
    Some(replace(site, quote(&other)).suggest(named))
}

fn record_of_another_type(world: &World, random: &mut Random) -> Option<Mutation> {
    let dataset = &world.original.dataset;
    let (type_name, other_type) = *random.pick(&[
        ("ActorId", "source"),
        ("SourceId", "actor"),
        ("SourceId", "proposal"),
        ("ProposalId", "source"),
        ("ActorId", "proposal"),
    ]);
    let site = reference(world, random, type_name)?;
    let others = dataset.ids(other_type);
    let other = *random.pick(&others);
    // The documents that a proposal is published as have its id.
    let own = type_name.trim_end_matches("Id").to_lowercase();
    let is_wrong = dataset.document(&own, other).is_none();
    let mutation = replace(site, quote(other));
    is_wrong.then(|| mutation.suggest(format!("of the type `{other_type}`")))
}

/// A reference to what is given in the record itself or in its proposal.
fn misspelt_local(world: &World, random: &mut Random, type_name: &str) -> Option<Mutation> {
    let site = reference(world, random, type_name)?;
    let all = world
        .sites
        .iter()
        .filter(|other| other.shape.type_name == type_name);
    let ids: Vec<_> = all.filter_map(Site::str).collect();
    let slipped = slip(random, site.str()?, &ids)?;
    Some(replace(site, quote(&slipped)).suggest(format!("`{}`", site.str()?)))
}

fn misspelt_option(world: &World, random: &mut Random) -> Option<Mutation> {
    misspelt_local(world, random, "OptionId")
}

fn misspelt_version(world: &World, random: &mut Random) -> Option<Mutation> {
    misspelt_local(world, random, "VersionId")
}

fn misspelt_provision(world: &World, random: &mut Random) -> Option<Mutation> {
    misspelt_part(world, random, "PartReference")
}

fn misspelt_target(world: &World, random: &mut Random) -> Option<Mutation> {
    misspelt_part(world, random, "Target")
}

fn misspelt_part(world: &World, random: &mut Random, of_type: &str) -> Option<Mutation> {
    let site = reference(world, random, of_type)?;
    let (record, id) = site.str()?.split_once('#')?;
    let slipped = slip(random, id, &[])?;
    let mutation = replace(site, quote(&format!("{record}#{slipped}")));
    Some(mutation.suggest(format!("did you mean `{id}`?")))
}

fn statement_to_itself(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.shape.type_name == "Target" && site.pointer.starts_with("/statements/")
    })?;
    let statement = world.parent(world.parent(world.parent(site)));
    let own = statement.node.get("id")?.as_str()?;
    Some(replace(site, quote(&format!("#{own}"))).suggest("itself"))
}

fn decision_to_itself(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.shape.type_name == "DecisionId" && site.pointer != "/id"
    })?;
    let (_, own) = site.document.identity()?;
    Some(replace(site, quote(own)).suggest("circle"))
}

fn source_to_itself(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.pointer.starts_with("/cites/")
            && site.shape.type_name == "SourceId"
            && site.pointer.matches('/').count() == 3
    })?;
    let (_, own) = site.document.identity()?;
    Some(replace(site, quote(own)).suggest("itself"))
}

/// Whoever a chain of actors ends in speaks for somebody in that chain.
fn actors_in_a_circle(world: &World, random: &mut Random) -> Option<Mutation> {
    let dataset = &world.original.dataset;
    let site = world.pick(random, |site| site.pointer == "/on_behalf_of")?;
    let first = site.document.identity()?.1.parse().ok()?;
    let links = chain(dataset, &first);
    let last = dataset.document("actor", links.last()?.as_str())?;
    let before_last = random.pick(&links[..links.len() - 1]).as_str();
    let root = world.site(last, "")?;
    let mut mutation = add_member(root, "on_behalf_of", &quote(before_last))?;
    for (spot, _) in &mut mutation.places {
        *spot = Here;
    }
    for id in &links[..links.len() - 1] {
        let document = dataset.document("actor", id.as_str())?;
        mutation = mutation.at_value(Twin, document, "/on_behalf_of");
    }
    Some(mutation.suggest("circle"))
}

/// The older of two related decisions gets a relation to the newer one.
fn relation_to_newer(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.shape.type_name == "DecisionId" && site.pointer != "/id"
    })?;
    let dataset = &world.original.dataset;
    let older = dataset.document("decision", site.str()?)?;
    let (_, newer) = site.document.identity()?;
    let days = |document: &Document| -> Option<Vec<Bounds>> {
        let events = &document.record.as_ref()?.decision()?.events;
        events.iter().map(|event| event.date.bounds()).collect()
    };
    // All that happened to the older one was before all that happened to the newer one.
    let last = days(older)?.iter().map(|days| days.last).max()?;
    if last >= days(site.document)?.iter().map(|days| days.first).min()? {
        return None;
    }
    let relation = world.parent(site);
    let evidence = &relation.text()[relation.node.get("evidence")?.span.clone()];
    // Of a type by which two may relate to and fro, so that no circle is told.
    let head = "{ \"type\": \"responds_to\", \"target\": ";
    let within = head.len();
    let text = format!("{head}{}, \"evidence\": {evidence} }}", quote(newer));
    let (mutation, start, nth) = match world.site(older, "/relations") {
        Some(list) => {
            let last = list.node.items().last()?;
            let at = last.span.end;
            let mutation = Mutation::edit(older, at..at, format!(",\n    {text}"));
            (mutation, at + ",\n    ".len(), list.len())
        }
        None => {
            let record = world.root(older).member("record")?.key_span.start;
            let opening = "\"relations\": [\n    ";
            let added = format!("{opening}{text}\n  ],\n  ");
            (
                Mutation::edit(older, record..record, added),
                record + opening.len(),
                0,
            )
        }
    };
    let mutation = mutation.at(Here, format!("/relations/{nth}/target"), start + within);
    Some(mutation.suggest("put the relation into the newer decision"))
}

fn record_in_two_files(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.pointer == "/id")?;
    let document = site.document;
    // A copy of a source without its text has another fault as well.
    let has_text = world.root(document).get("text").is_some();
    let (folder, name) = document.path.rsplit_once('/')?;
    let other = match random.below(2) {
        0 => format!("{folder}/copy-of-{name}"),
        _ => format!("{folder}/{}-old.json", name.strip_suffix(".json")?),
    };
    let mutation = Mutation::file(&other, Some(document.text.clone().into_bytes()));
    let mutation = mutation.at(Here, "/id", site.node.span.start);
    (!has_text).then(|| mutation.suggest(&document.path))
}

/// Everything that leads to a document from another one.
fn from(dataset: &Dataset, document: &Document, mut mutation: Mutation) -> Option<Mutation> {
    let identity = document.identity()?;
    let mut count = 0;
    for one in dataset
        .documents
        .iter()
        .flat_map(|document| references_of(document))
        .filter(|one| (one.record_type, one.id) == identity)
    {
        if one.document.path != document.path {
            mutation = mutation.at_value(From, one.document, &one.pointer());
            count += 1;
        }
    }
    (count > 0).then_some(mutation)
}

fn deleted_file(world: &World, random: &mut Random) -> Option<Mutation> {
    let dataset = &world.original.dataset;
    let document: &Document = random.pick(&dataset.documents);
    // Its text would be left behind, which is another fault.
    let has_text = world.root(document).get("text").is_some();
    let mutation = from(dataset, document, Mutation::file(&document.path, None))?;
    let (_, id) = document.identity()?;
    (!has_text).then(|| mutation.suggest(format!("`{id}`")))
}

fn withdrawn_record(world: &World, random: &mut Random) -> Option<Mutation> {
    let dataset = &world.original.dataset;
    let site = world.pick(random, |site| site.pointer == "/record/state")?;
    let withdrawn = "\"withdrawn\",\n    \"reason\": {\n      \"en\": \"A mistake.\",\n      \"nl\": \"Een vergissing.\"\n    }";
    let mutation = Mutation::edit(site.document, site.span(), withdrawn);
    let mutation = from(dataset, site.document, mutation)?;
    Some(mutation.suggest("was withdrawn"))
}
