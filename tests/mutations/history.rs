//! Changes of what was published: the record alone is in order, and what it said before is not.

use besluit::bench::normal;
use besluit::bench::quote;

use crate::kind::Layer::History;
use crate::kind::Spot::{Around, Here};
use crate::kind::{Kind, Mutation, Spot};
use crate::shape::replace;
use crate::support::random::Random;
use crate::world::{Site, World};

/// More links than lead anywhere: what is taken out leaves as many behind as there were.
const ALL: usize = 10_000;

const CHANGED: &[(&str, Spot)] = &[("silent-change", Here)];
const VANISHED: &[(&str, Spot)] = &[("vanished-id", Around)];

pub const KINDS: &[Kind] = &[
    Kind::across(History, "other-date", CHANGED, other_date),
    Kind::across(History, "other-holder", CHANGED, other_holder),
    Kind::across(History, "other-quote", CHANGED, other_quote),
    Kind::across(History, "other-type-of-statement", CHANGED, other_type),
    Kind::across(
        History,
        "other-paraphrase",
        &[("silent-rewording", Here)],
        other_paraphrase,
    )
    .warning(),
    Kind::across(History, "statement-taken-out", VANISHED, statement),
    Kind::across(History, "event-taken-out", VANISHED, event),
    Kind::across(History, "provision-of-another-id", VANISHED, provision),
    Kind::across(
        History,
        "record-taken-out",
        &[("vanished-record", Here)],
        record,
    ),
];

/// An item of the list of that name at the top of a record.
fn item<'a>(world: &'a World, random: &mut Random, list: &str) -> Option<&'a Site<'a>> {
    world.pick(random, |site| {
        let nth = site.pointer.strip_prefix(list);
        nth.is_some_and(|nth| nth.starts_with('/') && !nth[1..].contains('/'))
    })
}

/// Another value, without a word about it.
fn changed(site: &Site, other: &str) -> Mutation {
    replace(site, quote(other)).suggest("raise `revision` to ")
}

fn other_date(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.pointer.starts_with("/events/") && site.key() == Some("date")
    })?;
    let (start, day) = site.str()?.rsplit_once('-')?;
    let day: u8 = day.parse().ok()?;
    let other = format!("{start}-{:02}", if day > 1 { day - 1 } else { 2 });
    (site.str()?.len() == 10).then(|| changed(site, &other))
}

fn other_holder(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.key() == Some("holder"))?;
    let actors = world.original.dataset.ids("actor");
    let other = *random.pick(&actors);
    (site.str() != Some(other)).then(|| changed(site, other))
}

fn other_quote(world: &World, random: &mut Random) -> Option<Mutation> {
    let of = world.evidence(random);
    let site = world.site(of.document, &of.pointer)?;
    // Without its first word it stands there as well.
    let (_, other) = of.quote.split_once(' ')?;
    (normal(&of.text.text).find(other).len() == 1).then(|| changed(site, other))
}

fn other_type(world: &World, random: &mut Random) -> Option<Mutation> {
    let statement = item(world, random, "/statements")?;
    let site = world.site(statement.document, &format!("{}/type", statement.pointer))?;
    let codes = site.codes();
    let other = *random.pick(&codes);
    (site.str() != Some(other)).then(|| changed(site, other))
}

fn other_paraphrase(world: &World, random: &mut Random) -> Option<Mutation> {
    let is_text = |site: &Site| site.pointer.contains("/text/") && site.str().is_some();
    let site = world.pick(random, |site| {
        site.pointer.starts_with("/statements/") && is_text(site)
    })?;
    let text = site.str()?.trim_end_matches('.');
    Some(replace(site, quote(&format!("Not so: {text}."))))
}

/// An item that is gone from its list.
fn taken_out(world: &World, site: &Site) -> Mutation {
    let list = world.parent(site);
    let mutation = Mutation::edit(site.document, site.whole(list), "");
    let mutation = mutation.at(Around, &list.pointer, list.node.span.start);
    mutation.breaking(ALL)
}

fn statement(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = item(world, random, "/statements")?;
    (world.parent(site).len() > 1).then(|| taken_out(world, site))
}

fn event(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = item(world, random, "/events")?;
    // A discrepancy may be about an event, and then it leads nowhere as well.
    let root = world.root(site.document);
    let is_alone = root.get("discrepancies").is_none() && world.parent(site).len() > 1;
    is_alone.then(|| taken_out(world, site))
}

fn provision(world: &World, random: &mut Random) -> Option<Mutation> {
    let provision = item(world, random, "/provisions")?;
    let site = world.site(provision.document, &format!("{}/id", provision.pointer))?;
    let list = world.parent(provision);
    let mutation = Mutation::edit(site.document, site.span(), quote("another-id"));
    let mutation = mutation.at(Around, &list.pointer, list.node.span.start);
    Some(mutation.breaking(ALL))
}

fn record(world: &World, random: &mut Random) -> Option<Mutation> {
    let document = random.pick(&world.original.dataset.documents);
    let has_text = world.root(document).get("text").is_some();
    let mutation = Mutation::file(&document.path, None).at(Here, "", 0);
    (!has_text).then(|| mutation.breaking(ALL))
}
