//! Errors by which a record contradicts itself: what cannot have followed, what cannot both hold, and what was left unwritten.

use besluit::bench::quote;

use crate::kind::Layer::Record as InRecord;
use crate::kind::Spot::Here;
use crate::kind::{Kind, Mutation, Spot};
use crate::life::{event, here, instead, is_of, told, words};
use crate::support::random::Random;
use crate::world::World;

const OUT_OF_TURN: &[(&str, Spot)] = &[("event-out-of-turn", Here), ("event-after-sources", Here)];

pub const KINDS: &[Kind] = &[
    Kind::within(InRecord, "taken-once-more", OUT_OF_TURN, taken_once_more),
    Kind::within(
        InRecord,
        "kept-and-not-kept",
        &here("contradictory-outcomes"),
        kept_and_not_kept,
    )
    .warning(),
    Kind::within(
        InRecord,
        "promised-to-oneself",
        &here("both-sides"),
        promised_to_oneself,
    )
    .warning(),
    Kind::within(
        InRecord,
        "left-to-be-written",
        &here("placeholder"),
        left_to_be_written,
    )
    .warning(),
    Kind::within(
        InRecord,
        "copied-with-its-markup",
        &here("text-garbled"),
        copied_with_its_markup,
    )
    .warning(),
];

/// The last event, by which something was taken, and behind it another one of the next month.
fn taken_once_more(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = event(world, random, |site| {
        let is_last = site.nth + 1 == world.parent(site).len();
        is_last && is_of(site, "taken") && site.node.get("parts").is_none()
    })?;
    let date = site.node.get("date")?.as_str()?;
    let (month, day) = date.get(..7).zip(date.get(8..10))?;
    if date.len() != 10 || month.ends_with("12") {
        return None;
    }
    let next = month.get(5..7)?.parse::<u8>().ok()? + 1;
    let evidence = &site.text()[site.node.get("evidence")?.span.clone()];
    let added = format!(
        r#"{{ "id": "taken-once-more", "type": "taken", "date": "{}{next:02}-{}", "evidence": {evidence} }}"#,
        &month[..5],
        day.min("28"),
    );
    let own = &site.text()[site.span()];
    let text = instead(site, &format!("{own}, {added}"));
    let pointer = format!("/events/{}/date", site.nth + 1);
    told(site.document, text, &pointer)
}

fn kept_and_not_kept(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.shape.type_name == "CommitmentEvent")?;
    let other = match site.node.get("type")?.as_str()? {
        "met" => "not_met",
        "not_met" => "met",
        _ => return None,
    };
    if site.node.get("date")?.as_str()?.len() != 10 {
        return None;
    }
    let member = |key| Some(&site.text()[site.node.get(key)?.span.clone()]);
    let added = format!(
        r#"{{ "id": "the-other-outcome", "type": "{other}", "date": {}, "evidence": {} }}"#,
        member("date")?,
        member("evidence")?,
    );
    let own = &site.text()[site.span()];
    let text = instead(site, &format!("{own}, {added}"));
    let (events, _) = site.pointer.rsplit_once('/')?;
    let pointer = format!("{events}/{}/type", site.nth + 1);
    told(site.document, text, &pointer)
}

fn promised_to_oneself(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.key() == Some("to") && world.parent(site).shape.type_name == "Commitment"
    })?;
    let by = world.parent(site).node.get("by")?.as_str()?;
    told(site.document, instead(site, &quote(by)), &site.pointer)
}

fn left_to_be_written(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = words(world, random)?;
    let left = *random.pick(&["TODO", "TBD", "n.v.t.", "[...]", "…", "nog in te vullen"]);
    told(site.document, instead(site, &quote(left)), &site.pointer)
}

fn copied_with_its_markup(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = words(world, random)?;
    let markup = *random.pick(&["&nbsp;", " &amp; ", "<br/>", " **so** "]);
    let text = site.str()?.replacen(' ', markup, 1);
    told(site.document, instead(site, &quote(&text)), &site.pointer)
}
