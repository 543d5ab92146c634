//! Errors in what became of decisions, and in what the records say of terms, quantities, codes and files: each contradicts
//! something that stands in the record or in another one.

use besluit::bench::quote;
use besluit::dataset::{Document, sha256};
use besluit::derive::{Moment, Stage, Status, standing};
use besluit::model::{Availability, Date, EventType, Record, RelationType, Term};

use crate::AS_OF;
use crate::kind::Layer::{Evidence, Links, Record as InRecord};
use crate::kind::Spot::Here;
use crate::kind::{Kind, Mutation, Spot};
use crate::support::random::Random;
use crate::world::{Site, World};

pub const fn here(rule: &'static str) -> [(&'static str, Spot); 1] {
    [(rule, Here)]
}

const LATER: &[(&str, Spot)] = &[("happened-later", Here), ("event-after-sources", Here)];

pub const KINDS: &[Kind] = &[
    Kind::within(
        InRecord,
        "settled-without-a-result",
        &here("decides-with-result"),
        settled_without_a_result,
    )
    .warning(),
    Kind::within(
        InRecord,
        "undone-and-left-standing",
        &here("contradictory-relations"),
        undone_and_left_standing,
    ),
    Kind::within(
        InRecord,
        "resumed-without-suspension",
        &here("restores-nothing"),
        resumed_without_suspension,
    ),
    Kind::within(InRecord, "taken-in-the-future", LATER, taken_in_the_future),
    Kind::within(
        InRecord,
        "taken-in-another-century",
        &here("event-long-before-source"),
        taken_in_another_century,
    )
    .warning(),
    Kind::within(
        InRecord,
        "unassigned-currency",
        &here("quantity-unit"),
        unassigned_currency,
    ),
    Kind::within(
        InRecord,
        "bound-misspelt",
        &here("unknown-code"),
        bound_misspelt,
    ),
    Kind::within(
        InRecord,
        "result-misspelt",
        &here("unknown-code"),
        result_misspelt,
    ),
    Kind::within(
        InRecord,
        "language-of-three-letters",
        &here("assigned-code"),
        language_of_three_letters,
    ),
    Kind::within(InRecord, "id-too-long", &here("id-spelling"), id_too_long),
    Kind::within(
        InRecord,
        "soft-hyphen",
        &here("invisible-character"),
        soft_hyphen,
    ),
    Kind::within(
        InRecord,
        "title-read-wrongly",
        &here("text-garbled"),
        title_read_wrongly,
    )
    .warning(),
    Kind::within(
        InRecord,
        "archived-too-early",
        &here("archived-before-published"),
        archived_too_early,
    )
    .warning(),
    Kind::within(
        InRecord,
        "text-that-nobody-read",
        &here("text-not-reviewed"),
        text_that_nobody_read,
    )
    .note(),
    Kind::within(
        InRecord,
        "every-part-named",
        &here("all-parts"),
        every_part_named,
    )
    .warning(),
    Kind::within(
        InRecord,
        "obligation-overdue",
        &here("stale-announcement"),
        obligation_overdue,
    )
    .warning(),
    Kind::across(
        Links,
        "high-by-the-press-alone",
        &here("high-confidence"),
        high_by_the_press_alone,
    ),
    Kind::across(
        Links,
        "ended-by-what-is-not-in-force",
        &here("ending-not-in-force"),
        ended_by_what_is_not_in_force,
    )
    .warning(),
    Kind::across(
        Links,
        "prolonged-too-late",
        &here("late-extension"),
        prolonged_too_late,
    ),
    Kind::across(
        Links,
        "prolonged-by-what-came-too-late",
        &here("late-extension"),
        prolonged_by_what_came_too_late,
    ),
    Kind::across(
        Links,
        "another-part-implemented",
        &here("stale-announcement"),
        another_part_implemented,
    )
    .warning(),
    Kind::across(
        Links,
        "restored-what-stands",
        &here("restores-nothing"),
        restored_what_stands,
    ),
    Kind::across(
        Links,
        "resting-on-what-was-annulled",
        &here("basis-gone"),
        resting_on_what_was_annulled,
    )
    .note(),
    Kind::across(
        Links,
        "term-that-passed",
        &here("term-passed"),
        term_that_passed,
    )
    .note(),
    Kind::across(
        Links,
        "identifier-of-another",
        &here("shared-identifier"),
        identifier_of_another,
    )
    .warning(),
    Kind::across(
        Links,
        "two-in-one-office",
        &here("two-holders"),
        two_in_one_office,
    )
    .warning(),
    Kind::across(
        Links,
        "capacity-of-no-term",
        &here("capacity-differs"),
        capacity_of_no_term,
    )
    .warning(),
    Kind::within(
        Evidence,
        "original-replaced",
        &here("original-changed"),
        original_replaced,
    ),
    Kind::across(
        Evidence,
        "text-of-no-words",
        &here("text-without-words"),
        text_of_no_words,
    ),
];

/// A record with something put in before a member of it.
pub fn before(world: &World, document: &Document, key: &str, added: &str) -> Option<String> {
    let at = world.root(document).member(key)?.key_span.start;
    let text = &document.text;
    Some([&text[..at], added, ",\n  ", &text[at..]].concat())
}

/// A record with a text in the place of a part of it.
pub fn instead(site: &Site, with: &str) -> String {
    let text = site.text();
    [&text[..site.span().start], with, &text[site.span().end..]].concat()
}

/// A changed record, and the place in it at which a finding has to stand.
pub fn told(document: &Document, text: String, pointer: &str) -> Option<Mutation> {
    let parsed = besluit::bench::parse(text.as_bytes());
    let start = parsed.root?.pointer(pointer)?.span.start;
    let mutation = Mutation::file(&document.path, Some(text.into_bytes()));
    Some(mutation.at(Here, pointer, start))
}

/// The text of a member of a value.
fn text_of<'a>(site: &Site<'a>, key: &str) -> Option<&'a str> {
    Some(&site.text()[site.node.get(key)?.span.clone()])
}

/// A member at the end of an object.
pub fn with_member(site: &Site, key: &str, value: &str) -> Option<String> {
    let at = site.node.members().last()?.value.span.end;
    let text = site.text();
    Some(
        [
            &text[..at],
            &format!(", {}: {value}", quote(key)),
            &text[at..],
        ]
        .concat(),
    )
}

/// One of the events of decisions.
pub fn event<'a>(
    world: &'a World<'a>,
    random: &mut Random,
    fits: impl Fn(&Site<'a>) -> bool,
) -> Option<&'a Site<'a>> {
    world.pick(random, |site| site.shape.type_name == "Event" && fits(site))
}

pub fn is_of(site: &Site, of_type: &str) -> bool {
    site.node.get("type").and_then(|one| one.as_str()) == Some(of_type)
}

fn settled_without_a_result(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.shape.type_name == "ProposalReference")?;
    let decision = site.document.record.as_ref()?.decision()?;
    let is_plain =
        |one: &besluit::model::DecisionOption| one.result.is_none() && one.position.is_none();
    let nth = decision.options.iter().position(is_plain)?;
    if !decision.options.iter().all(is_plain) || decision.proposal.as_ref()?.decides.is_some() {
        return None;
    }
    told(
        site.document,
        with_member(site, "decides", "true")?,
        &format!("/options/{nth}"),
    )
}

fn relation<'a>(world: &'a World<'a>, random: &mut Random) -> Option<&'a Site<'a>> {
    world.pick(random, |site| site.shape.type_name == "Relation")
}

fn undone_and_left_standing(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = relation(world, random)?;
    let of_type = site.node.get("type")?.as_str()?;
    let other = match of_type {
        "supersedes" | "revokes" | "annuls" => *random.pick(&["maintains", "confirms"]),
        _ => return None,
    };
    let added = format!(
        r#"{{ "type": "{other}", "target": {}, "evidence": {} }}"#,
        text_of(site, "target")?,
        text_of(site, "evidence")?
    );
    let own = &site.text()[site.span()];
    let nth = site.nth + 1;
    let text = instead(site, &format!("{own}, {added}"));
    Some(told(site.document, text, &format!("/relations/{nth}/type"))?.suggest("`parts`"))
}

fn resumed_without_suspension(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.key() == Some("type")
            && site.shape.type_name == "EventType"
            && world.parent(site).node.get("vote").is_none()
            && world.parent(site).node.get("act").is_none()
            && world.parent(site).node.get("procedure").is_none()
    })?;
    // What waits for the event would wait on.
    if site.text().contains("\"due\"") {
        return None;
    }
    let text = instead(site, "\"resumed\"");
    Some(told(site.document, text, &site.pointer)?.suggest("add the event `suspended`"))
}

/// The date of the last event of a decision of which nothing else waits.
fn last_date<'a>(world: &'a World<'a>, random: &mut Random) -> Option<&'a Site<'a>> {
    let site = world.pick(random, |site| {
        let is_date = site.pointer.starts_with("/events/") && site.pointer.ends_with("/date");
        is_date && site.pointer.matches('/').count() == 3 && {
            let event = world.parent(site);
            event.nth > 0 && event.nth + 1 == world.parent(event).len() && is_of(event, "taken")
        }
    })?;
    let is_plain = ["\"due\"", "\"discrepancies\""]
        .iter()
        .all(|key| !site.text().contains(key));
    is_plain.then_some(site)
}

fn taken_in_the_future(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = last_date(world, random)?;
    let text = instead(site, &format!("\"{}-01-15\"", 2030 + random.below(60)));
    told(site.document, text, &site.pointer)
}

fn taken_in_another_century(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.pointer == "/events/0/date")?;
    let decision = site.document.record.as_ref()?.decision()?;
    // Nothing else of the record may depend on the day.
    let is_plain = decision.events.len() == 1
        && decision.relations.is_empty()
        && decision.discrepancies.is_empty()
        && decision
            .proposal
            .as_ref()
            .is_none_or(|one| one.version.is_none());
    if !is_plain || site.str()?.contains('/') {
        return None;
    }
    let date = site.str()?;
    let text = instead(site, &format!("\"19{}\"", date.get(2..)?));
    Some(told(site.document, text, &site.pointer)?.suggest("mend the year"))
}

fn unassigned_currency(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.shape.type_name == "Statement")?;
    let unit = *random.pick(&["EUX", "QQQ", "euro", "procent"]);
    let text = with_member(
        site,
        "quantity",
        &format!(r#"{{ "value": "5", "unit": "{unit}" }}"#),
    )?;
    told(
        site.document,
        text,
        &format!("{}/quantity/unit", site.pointer),
    )
}

fn bound_misspelt(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.shape.type_name == "Statement")?;
    let (slip, meant) = *random.pick(&[("more_then", "`more_than`"), ("les_than", "`less_than`")]);
    let quantity = format!(r#"{{ "value": "5", "unit": "percent", "bound": "{slip}" }}"#);
    let text = with_member(site, "quantity", &quantity)?;
    let pointer = format!("{}/quantity/bound", site.pointer);
    Some(told(site.document, text, &pointer)?.suggest(meant))
}

fn result_misspelt(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.shape.type_name == "DecisionOption" && site.node.get("result").is_none()
    })?;
    let text = with_member(site, "result", "\"grant_in_part\"")?;
    let pointer = format!("{}/result", site.pointer);
    Some(told(site.document, text, &pointer)?.suggest("`grants_in_part`"))
}

fn language_of_three_letters(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.pointer == "/language")?;
    let (code, meant) = match site.str()? {
        "nl" => (*random.pick(&["nld", "dut"]), "`nl`"),
        "en" => ("eng", "`en`"),
        "de" => (*random.pick(&["deu", "ger"]), "`de`"),
        _ => return None,
    };
    Some(told(site.document, instead(site, &quote(code)), &site.pointer)?.suggest(meant))
}

fn id_too_long(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.key() == Some("id") && world.parent(site).shape.type_name == "Statement"
    })?;
    let id = site.str()?;
    let is_named = world
        .original
        .dataset
        .documents
        .iter()
        .any(|one| one.text.contains(&format!("#{id}\"")));
    let text = instead(site, &quote(&format!("{id}-{}", "x".repeat(80))));
    (!is_named)
        .then(|| told(site.document, text, &site.pointer))
        .flatten()
}

/// A title or paraphrase of several words in a record.
pub fn words<'a>(world: &'a World<'a>, random: &mut Random) -> Option<&'a Site<'a>> {
    world.pick(random, |site| {
        let of_text =
            site.parent.is_some() && world.parent(site).shape.type_name == "LocalizedText";
        of_text
            && site
                .str()
                .is_some_and(|text| text.contains(' ') && !text.contains('"'))
    })
}

fn soft_hyphen(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = words(world, random)?;
    let hidden = *random.pick(&["\u{ad}", "\u{200b}", "\u{2060}"]);
    let text = site.str()?.replacen(' ', &format!(" {hidden}"), 1);
    told(site.document, instead(site, &quote(&text)), &site.pointer)
}

fn title_read_wrongly(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = words(world, random)?;
    let wrong = *random.pick(&[" Ã©", " â€™", " \u{fffd}"]);
    let text = site.str()?.replacen(' ', wrong, 1);
    told(site.document, instead(site, &quote(&text)), &site.pointer)
}

/// The record of one of the sources.
fn source<'a>(world: &'a World<'a>, random: &mut Random) -> Option<&'a Site<'a>> {
    world.pick(random, |site| site.pointer == "/availability")
}

fn archived_too_early(world: &World, random: &mut Random) -> Option<Mutation> {
    let document = source(world, random)?.document;
    let one = document.record.as_ref()?.source()?;
    if one.availability != Availability::Public {
        return None;
    }
    let added = r#""archived": [{ "url": "https://archive.example/x", "at": "1990-01-01" }]"#;
    told(
        document,
        before(world, document, "record", added)?,
        "/archived/0/at",
    )
}

fn text_that_nobody_read(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.pointer == "/text" && site.is_object())?;
    told(
        site.document,
        with_member(site, "reviewed", "false")?,
        "/text/reviewed",
    )
}

/// A provision for a decision that has none, with the evidence of its first event.
fn provision(document: &Document, more: &str) -> Option<String> {
    let decision = document.record.as_ref()?.decision()?;
    let root = besluit::bench::parse(document.text.as_bytes()).root?;
    let evidence = &document.text[root.pointer("/events/0/evidence")?.span.clone()];
    // What settles a proposal may have the provisions of that.
    let proposal = decision.proposal.as_ref();
    let settles = proposal.is_some_and(|proposal| proposal.decides == Some(true));
    let is_alone = decision.provisions.is_empty() && !settles;
    is_alone.then(|| {
        format!(
            r#""provisions": [{{ "id": "planted", "effect": "obliges", "text": {{ "en": "It obliges.", "nl": "Het verplicht." }}, {more}"evidence": {evidence} }}]"#
        )
    })
}

fn every_part_named(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = event(world, random, |site| site.pointer == "/events/0")?;
    let added = provision(site.document, "")?;
    let own = &site.text()[site.span()];
    let end = own.rfind('}')?;
    let changed = format!("{}, \"parts\": [\"planted\"] }}", own[..end].trim_end());
    let text = before(world, site.document, "events", &added)?.replacen(own, &changed, 1);
    Some(told(site.document, text, "/events/0/parts")?.suggest("leave `parts` out"))
}

/// True if a decision was carried out, by itself or by a later one.
fn is_done(world: &World, document: &Document) -> Option<bool> {
    let decision = document.record.as_ref()?.decision()?;
    let mut events = decision.events.iter();
    let mut later = world.original.dataset.relations_to(&decision.id);
    Some(
        events.any(|event| event.r#type == EventType::Executed)
            || later.any(|(_, relation)| relation.r#type == RelationType::Implements),
    )
}

fn obligation_overdue(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = event(world, random, |site| is_of(site, "taken"))?;
    if is_done(world, site.document)? || !stands(world, site.document) {
        return None;
    }
    let added = provision(site.document, "\"due\": \"2026-12-01\", ")?;
    let text = before(world, site.document, "events", &added)?;
    told(site.document, text, "/provisions/0/due")
}

fn high_by_the_press_alone(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.str() == Some("medium") && site.key() == Some("confidence")
    })?;
    let evidence = world.parent(site);
    let id = evidence.node.get("source")?.as_str()?.parse().ok()?;
    let form = world.original.dataset.source(&id)?.form;
    let is_press = matches!(
        form,
        besluit::model::SourceForm::Press | besluit::model::SourceForm::WebPage
    );
    let is_alone = world.parent(evidence).len() == 1;
    (is_press && is_alone)
        .then(|| told(site.document, instead(site, "\"high\""), &site.pointer))
        .flatten()
}

/// The decision that a relation leads to.
fn older<'a>(world: &'a World<'a>, relation: &Site) -> Option<&'a Document> {
    let id = relation.node.get("target")?.as_str()?;
    world.original.dataset.document("decision", id)
}

/// A decision with one more event at its end, on the day of the last one.
fn with_event(world: &World, document: &Document, of_type: &str) -> Option<String> {
    let last = world.root(document).get("events")?.items().last()?;
    let date = last.get("date")?.as_str()?;
    let added = format!(r#""type": "{of_type}", "date": "{date}""#);
    with_event_in(world, document, &document.text, &added)
}

/// The text of a decision, changed behind its events at most, with one more event at their end.
fn with_event_in(world: &World, document: &Document, text: &str, added: &str) -> Option<String> {
    let last = world.root(document).get("events")?.items().last()?;
    let evidence = &text[last.get("evidence")?.span.clone()];
    let added = format!(r#", {{ "id": "planted", {added}, "evidence": {evidence} }}"#);
    let at = last.span.end;
    Some([&text[..at], &added, &text[at..]].concat())
}

/// A relation of another type, perhaps with more members.
fn retyped(site: &Site, of_type: &str, more: &str) -> Option<String> {
    let evidence = text_of(site, "evidence")?;
    let target = text_of(site, "target")?;
    let text =
        format!(r#"{{ "type": "{of_type}", "target": {target}, {more}"evidence": {evidence} }}"#);
    Some(instead(site, &text))
}

fn ended_by_what_is_not_in_force(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = relation(world, random)?;
    let newer = site.document.record.as_ref()?.decision()?;
    let has = |of_type: EventType| newer.events.iter().any(|event| event.r#type == of_type);
    let is_fit =
        has(EventType::Taken) && !has(EventType::Executed) && !has(EventType::EnteredIntoForce);
    if !is_fit || newer.events.iter().any(|event| event.due.is_some()) {
        return None;
    }
    let document = older(world, site)?;
    let changed = with_event(world, document, "entered_into_force")?;
    let text = retyped(site, "revokes", "")?;
    let mutation = told(site.document, text, &site.pointer)?;
    Some(
        mutation
            .and(&document.path, Some(changed.into_bytes()))
            .suggest("`effective`"),
    )
}

fn prolonged_too_late(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = relation(world, random)?;
    let document = older(world, site)?;
    // What has not come as far works on nothing, and is another error.
    if reached(world, site.document) < reached(world, document) {
        return None;
    }
    let first = world.root(document).pointer("/events/0")?;
    let date = first.get("date")?.as_str()?.to_owned();
    let newest = site.document.str_at("/events/0/date")?;
    if date.len() != 10 || newest.len() != 10 || newest <= date.as_str() {
        return None;
    }
    let at = first.members().last()?.value.span.end;
    let until = format!(", \"until\": \"{date}\"");
    let changed = [&document.text[..at], &until, &document.text[at..]].concat();
    let next: besluit::model::Date = date.parse().ok()?;
    let newest: besluit::model::Date = newest.parse().ok()?;
    if next.bounds()?.last.tomorrow().ok()? >= newest.bounds()?.first {
        return None;
    }
    let text = retyped(site, "amends", "\"until\": \"2030-01-01\", ")?;
    let mutation = told(site.document, text, &format!("{}/type", site.pointer))?;
    Some(
        mutation
            .and(&document.path, Some(changed.into_bytes()))
            .suggest("`reinstates`"),
    )
}

/// The stage that a decision has reached on the day of the test.
fn reached(world: &World, document: &Document) -> Option<Stage> {
    let decision = document.record.as_ref()?.decision()?;
    standing(&world.original.dataset, decision, Moment::on(AS_OF)).reached
}

/// It was made in time, and entered into force when the older one had ended.
fn prolonged_by_what_came_too_late(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = relation(world, random)?;
    let document = older(world, site)?;
    let newer = site.document.record.as_ref()?.decision()?;
    let older = document.record.as_ref()?.decision()?;
    let in_force = [EventType::Executed, EventType::EnteredIntoForce];
    let mut events = newer.events.iter();
    let is_ahead = events.any(|event| in_force.contains(&event.r#type));
    let last = older.events.last()?.date.bounds()?.last;
    let made = newer.events.last()?.date.bounds()?.last;
    if is_ahead || last > made {
        return None;
    }
    let ends = format!(r#""type": "entered_into_force", "date": "{last}", "until": "{made}""#);
    let changed = with_event_in(world, document, &document.text, &ends)?;
    let amends = retyped(site, "amends", r#""until": "2030-01-01", "#)?;
    let begins = r#""type": "entered_into_force", "date": "2026-12-20""#;
    let text = with_event_in(world, site.document, &amends, begins)?;
    let mutation = told(site.document, text, &format!("{}/type", site.pointer))?;
    Some(
        mutation
            .and(&document.path, Some(changed.into_bytes()))
            .suggest("`reinstates`"),
    )
}

fn another_part_implemented(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = event(world, random, |site| is_of(site, "taken"))?;
    let newer = relation(world, random)?;
    let decision = site.document.record.as_ref()?.decision()?;
    let last = decision.events.last()?.date.bounds()?.last;
    let later = newer.document.record.as_ref()?.decision()?;
    let is_later = later.events.first()?.date.bounds()?.first > last;
    if is_done(world, site.document)?
        || !is_later
        || reached(world, newer.document) < Some(Stage::Taken)
    {
        return None;
    }
    let due = provision(site.document, "\"due\": \"2026-12-01\", ")?;
    let other = provision(site.document, "")?.replacen("planted", "planted-too", 1);
    let both = [due.trim_end_matches(']'), ", ", other.split_once('[')?.1];
    let text = before(world, site.document, "events", &both.concat())?;
    let own = &newer.text()[newer.span()];
    let added = format!(
        r#"{{ "type": "implements", "target": "{}", "parts": ["planted-too"], "evidence": {} }}"#,
        decision.id,
        text_of(newer, "evidence")?
    );
    let changed = instead(newer, &format!("{own}, {added}"));
    let mutation = told(site.document, text, "/provisions/0/due")?;
    Some(mutation.and(&newer.document.path, Some(changed.into_bytes())))
}

fn restored_what_stands(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = relation(world, random)?;
    let id = site.node.get("target")?.as_str()?;
    let dataset = &world.original.dataset;
    let ending = ["supersedes", "revokes", "annuls", "suspends"];
    let id = id.parse().ok()?;
    let is_ended = dataset.relations_to(&id).any(|(newer, relation)| {
        let own = site.document.record.as_ref().map(Record::id);
        Some(newer.id.as_str()) != own
            && ending.contains(&besluit::model::code(&relation.r#type).as_str())
    });
    let has_end = older(world, site)?.text.contains("\"lapsed\"");
    if is_ended || has_end {
        return None;
    }
    told(
        site.document,
        retyped(site, "reinstates", "")?,
        &format!("{}/type", site.pointer),
    )
}

/// True if a decision is at some stage on the day of the test, as far as it is known then, and nothing ended it.
fn stands(world: &World, document: &Document) -> bool {
    let decision = document.record.as_ref().and_then(Record::decision);
    decision.is_some_and(|decision| {
        let dataset = &world.original.dataset;
        let status = standing(dataset, decision, Moment::on(AS_OF)).status;
        matches!(status, Status::At(stage) if stage >= Stage::Announced)
    })
}

fn resting_on_what_was_annulled(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = relation(world, random)?;
    // Without the relation that it has now it stands where it stood.
    if !stands(world, site.document)
        || older(world, site)?
            .text
            .contains("\"2026-04-03/2026-04-04\"")
    {
        return None;
    }
    let changed = with_event(world, older(world, site)?, "annulled")?;
    let text = retyped(site, "based_on", "")?;
    let mutation = told(site.document, text, &format!("{}/target", site.pointer))?;
    Some(mutation.and(&older(world, site)?.path, Some(changed.into_bytes())))
}

fn term_that_passed(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = event(world, random, |site| {
        is_of(site, "taken") && site.pointer == "/events/0"
    })?;
    let date = site.node.get("date")?.as_str()?;
    let id = site.document.record.as_ref()?.id().parse().ok()?;
    let is_last =
        world.original.dataset.relations_to(&id).next().is_none() && stands(world, site.document);
    let text = with_member(site, "until", &quote(date))?;
    is_last
        .then(|| told(site.document, text, "/events"))
        .flatten()
}

fn identifier_of_another(world: &World, random: &mut Random) -> Option<Mutation> {
    let pick = |random: &mut Random| world.pick(random, |site| site.pointer == "/choice");
    let (one, other) = (pick(random)?.document, pick(random)?.document);
    let identifiers = r#""identifiers": [{ "scheme": "number", "value": "PLANTED 1" }]"#;
    let plain = |document: &Document| world.root(document).get("identifiers").is_none();
    if one.path >= other.path || !plain(one) || !plain(other) {
        return None;
    }
    let first = before(world, one, "decider", identifiers)?;
    let second = before(world, other, "decider", identifiers)?;
    let mutation = told(other, second, "/identifiers/0/value")?;
    Some(mutation.and(&one.path, Some(first.into_bytes())))
}

/// A term, with the evidence of some decision.
pub fn term(world: &World, office: &str, role: &str, start: &str) -> Option<String> {
    let decisions = world.original.dataset.decisions().next()?.0;
    let root = world.root(decisions);
    let evidence = &decisions.text[root.pointer("/events/0/evidence")?.span.clone()];
    Some(format!(
        r#""terms": [{{ "office": "{office}", "role": "{role}", "start": "{start}", "evidence": {evidence} }}]"#
    ))
}

/// An actor of a kind that has no term.
pub fn actor<'a>(world: &'a World<'a>, random: &mut Random, kind: &str) -> Option<&'a Document> {
    let site = world.pick(random, |site| {
        site.pointer == "/kind" && site.str() == Some(kind)
    })?;
    let is_plain = world.root(site.document).get("terms").is_none();
    is_plain.then_some(site.document)
}

fn two_in_one_office(world: &World, random: &mut Random) -> Option<Mutation> {
    let office = actor(world, random, "office")?;
    let (one, other) = (
        actor(world, random, "person")?,
        actor(world, random, "person")?,
    );
    if one.path == other.path {
        return None;
    }
    let office = office.identity()?.1;
    let first = before(
        world,
        one,
        "record",
        &term(world, office, "holder", "2020-01-01")?,
    )?;
    let second = before(
        world,
        other,
        "record",
        &term(world, office, "holder", "2021-01-01")?,
    )?;
    let mutation = told(other, second, "/terms/0/start")?;
    Some(
        mutation
            .and(&one.path, Some(first.into_bytes()))
            .suggest("add `ended`"),
    )
}

fn capacity_of_no_term(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.pointer == "/decider" && site.node.get("capacity").is_none()
    })?;
    let decision = site.document.record.as_ref()?.decision()?;
    let (office, first) = (&decision.decider.actor, decision.events.first()?);
    // Whoever held the office then did so as anybody does.
    let records = world.original.dataset.records();
    let terms = records.filter_map(|(_, record)| match record {
        Record::Actor(actor) => Some(&actor.terms),
        _ => None,
    });
    let started = |term: &&Term| {
        let start = term.start.as_ref().map(Date::as_str);
        term.office == *office && start.is_some_and(|start| start < first.date.as_str())
    };
    let then = terms.flatten().filter(started);
    let then = then.max_by_key(|term| term.start.as_ref().map(|date| date.as_str()))?;
    if then.capacity.is_some() {
        return None;
    }
    let evidence = serde_json::to_string(&first.evidence).ok()?;
    let added = format!(r#""caretaker", "evidence": {evidence}"#);
    told(
        site.document,
        with_member(site, "capacity", &added)?,
        "/decider/capacity",
    )
}

fn original_replaced(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.pointer == "/text" && site.is_object())?;
    let path = text_of(site, "path")?;
    let added = format!(
        r#""original": {{ "media_type": "text/plain", "sha256": "{}", "bytes": 12, "path": {path} }}"#,
        sha256(b"another file")
    );
    told(
        site.document,
        before(world, site.document, "record", &added)?,
        "/original/sha256",
    )
}

fn text_of_no_words(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.pointer == "/text/sha256")?;
    let bytes = *random.pick(&[&b""[..], b"\n\n", b"- - -\n"]);
    let text = instead(site, &quote(&sha256(bytes)));
    let folder = site.document.path.rsplit_once('/')?.0;
    let file = site.document.str_at("/text/path")?;
    let mutation = told(site.document, text, "/text/path")?;
    let mutation = mutation.and(&format!("{folder}/{file}"), Some(bytes.to_vec()));
    Some(mutation.breaking(10_000))
}
