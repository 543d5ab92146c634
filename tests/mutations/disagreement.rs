//! Errors between records that are right by themselves: of what kind an actor is, which proposal a decision is about, which of two
//! texts was there first, and what is there twice.

use besluit::bench::quote;
use besluit::model::{Bounds, Date, Record};

use crate::kind::Layer::Links;
use crate::kind::Spot::{Here, Twin};
use crate::kind::{Kind, Mutation};
use crate::life::{here, told, with_member};
use crate::shape::replace;
use crate::support::random::Random;
use crate::world::{Site, World};

pub const KINDS: &[Kind] = &[
    Kind::across(
        Links,
        "person-as-an-office",
        &here("actor-kind"),
        person_as_an_office,
    ),
    Kind::across(
        Links,
        "person-as-a-body",
        &here("actor-kind"),
        person_as_a_body,
    ),
    Kind::across(
        Links,
        "version-of-later",
        &here("relation-to-newer"),
        version_of_later,
    ),
    Kind::across(
        Links,
        "citation-of-a-later-source",
        &here("relation-to-newer"),
        citation_of_a_later_source,
    ),
    Kind::across(
        Links,
        "works-before-there-was-anything",
        &here("relation-to-newer"),
        works_before_there_was_anything,
    ),
    Kind::across(
        Links,
        "version-made-by-another",
        &here("decision-of-other-proposal"),
        version_made_by_another,
    )
    .warning(),
    Kind::across(
        Links,
        "address-of-another",
        &[("shared-identifier", Here), ("shared-identifier", Twin)],
        address_of_another,
    )
    .warning(),
    Kind::across(
        Links,
        "name-of-another",
        &[("same-title", Here), ("same-title", Twin)],
        name_of_another,
    )
    .warning(),
];

/// The id of an actor of a kind.
fn of_kind<'a>(world: &'a World<'a>, random: &mut Random, kind: &str) -> Option<&'a str> {
    let site = world.pick(random, |site| {
        site.pointer == "/kind" && site.str() == Some(kind)
    })?;
    Some(site.document.identity()?.1)
}

fn person_as_an_office(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.key() == Some("office"))?;
    let person = of_kind(world, random, "person")?;
    Some(replace(site, quote(person)).suggest("name an office or a body"))
        .filter(|_| !site.pointer.contains("authors"))
}

fn person_as_a_body(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.key() == Some("body"))?;
    let person = of_kind(world, random, "person")?;
    Some(replace(site, quote(person)).suggest(format!("mend the kind of `{person}`")))
}

fn days(date: &Date) -> Option<Bounds> {
    date.bounds()
}

fn version_of_later(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.pointer == "/proposal/version")?;
    let decision = site.document.record.as_ref()?.decision()?;
    let mut last = None;
    for event in &decision.events {
        if event.version.is_some() {
            return None;
        }
        last = last.max(Some(days(&event.date)?.last));
    }
    let proposal = world
        .original
        .dataset
        .proposal(&decision.proposal.as_ref()?.id)?;
    let mut versions = proposal.versions.iter().rev();
    let later = versions.find(|one| days(&one.date).map(|days| days.first) > last)?;
    let mutation = replace(site, quote(later.id.as_str()));
    Some(mutation.suggest("name the version that lay there"))
}

fn citation_of_a_later_source(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.key() == Some("source") && site.pointer.starts_with("/cites/") && {
            site.pointer.matches('/').count() == 3
        }
    })?;
    let later = world.pick(random, |other| {
        other.pointer == "/date" && other.document.source().is_some()
    })?;
    let (own, later) = (site.document.source()?, later.document.source()?);
    let last = [Some(&own.date), own.published.as_ref()];
    let last = last
        .into_iter()
        .flatten()
        .map(|date| days(date).map(|days| days.last));
    let is_later = days(&later.date)?.first > last.max()??;
    // Pages of web sites are written on.
    let is_page = own.form == besluit::model::SourceForm::WebPage;
    (is_later && !is_page).then(|| replace(site, quote(later.id.as_str())).suggest("mend a date"))
}

fn works_before_there_was_anything(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.shape.type_name == "Relation" && site.node.get("effective").is_none()
    })?;
    let text = with_member(site, "effective", "\"1990-01-01\"")?;
    let place = format!("{}/effective", site.pointer);
    Some(told(site.document, text, &place)?.suggest("mend the day"))
}

fn version_made_by_another(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.shape.type_name == "Version" && site.node.get("decisions").is_none()
    })?;
    let (_, proposal) = site.document.identity()?;
    let other = world.pick(random, |site| site.pointer == "/choice")?;
    let decision = other.document.record.as_ref().and_then(Record::decision)?;
    let about = decision.proposal.as_ref().map(|one| one.id.as_str());
    if about == Some(proposal) {
        return None;
    }
    let text = with_member(site, "decisions", &format!("[\"{}\"]", decision.id))?;
    let place = format!("{}/decisions/0", site.pointer);
    Some(told(site.document, text, &place)?.suggest("name a decision about this proposal"))
}

/// A value in the place of another of the same field, in the same or another record of that type.
fn of_another<'a>(
    world: &'a World<'a>,
    random: &mut Random,
    fits: impl Fn(&Site<'a>) -> bool,
) -> Option<Mutation> {
    let site = world.pick(random, &fits)?;
    let other = world.pick(random, |other| {
        fits(other) && other.pointer == site.pointer && other.document.path != site.document.path
    })?;
    let mutation = replace(site, quote(other.str()?));
    Some(mutation.at_value(Twin, other.document, &other.pointer))
}

fn address_of_another(world: &World, random: &mut Random) -> Option<Mutation> {
    let mutation = of_another(world, random, |site| {
        site.pointer == "/url" && site.document.source().is_some()
    });
    Some(mutation?.suggest("withdraw one of the two"))
}

fn name_of_another(world: &World, random: &mut Random) -> Option<Mutation> {
    let mutation = of_another(world, random, |site| {
        let is_name = site.pointer.starts_with("/name/");
        let kind = || {
            world
                .root(site.document)
                .get("kind")
                .and_then(|kind| kind.as_str())
        };
        is_name && kind() == Some("person")
    });
    Some(mutation?.suggest("or take one away"))
}
