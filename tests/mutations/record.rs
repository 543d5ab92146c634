//! Errors within a record whose shape is right: it contradicts itself, its file or its dataset's settings.

use besluit::bench::quote;
use besluit::bench::{Node, Span};
use besluit::model::{Date, RECORD_TYPES, Record};
use besluit::schema::file_name;

use crate::kind::Layer::Record as InRecord;
use crate::kind::Spot::{Around, Beside, Here, Key, Twin};
use crate::kind::{Kind, Mutation, Spot};
use crate::shape::{add_member, replace};
use crate::support::random::Random;
use crate::world::{Site, World};

const MISPLACED: &[(&str, Spot)] = &[("misplaced-file", Here)];
const IMPOSSIBLE: &[(&str, Spot)] = &[("impossible-date", Here)];
const OUT_OF_ORDER: &[(&str, Spot)] = &[("event-order", Here)];
const FOREIGN: &[(&str, Spot)] = &[("field-for-type", Key)];
const NEEDED: &[(&str, Spot)] = &[("field-for-type", Around)];

pub const KINDS: &[Kind] = &[
    Kind::across(
        InRecord,
        "id-of-another-file",
        MISPLACED,
        id_of_another_file,
    ),
    Kind::across(InRecord, "other-prefix", MISPLACED, other_prefix),
    Kind::across(InRecord, "moved-file", MISPLACED, moved_file),
    Kind::within(
        InRecord,
        "missing-language",
        &[("missing-language", Around)],
        missing_language,
    ),
    Kind::within(
        InRecord,
        "field-of-another-type",
        FOREIGN,
        field_of_another_type,
    ),
    Kind::within(
        InRecord,
        "field-that-the-type-needs",
        NEEDED,
        field_that_the_type_needs,
    ),
    Kind::within(
        InRecord,
        "day-not-in-the-calendar",
        IMPOSSIBLE,
        day_not_in_the_calendar,
    ),
    Kind::within(
        InRecord,
        "interval-backwards",
        IMPOSSIBLE,
        interval_backwards,
    ),
    Kind::within(
        InRecord,
        "events-out-of-order",
        OUT_OF_ORDER,
        events_out_of_order,
    ),
    Kind::within(
        InRecord,
        "due-before-it-was-named",
        OUT_OF_ORDER,
        due_before_it_was_named,
    ),
    Kind::within(
        InRecord,
        "event-after-its-sources",
        &[("event-after-sources", Here)],
        event_after_its_sources,
    )
    .warning(),
    Kind::within(
        InRecord,
        "local-id-twice",
        &[("duplicate-id", Here)],
        local_id_twice,
    ),
    Kind::within(
        InRecord,
        "revision-without-reason",
        &[("revision-reason", Around)],
        revision_without_reason,
    ),
    Kind::within(
        InRecord,
        "reason-without-revision",
        &[("revision-reason", Key)],
        reason_without_revision,
    ),
    Kind::within(InRecord, "said-twice", &[("said-twice", Here)], said_twice),
    Kind::within(
        InRecord,
        "schema-of-another-type",
        &[("schema-path", Here)],
        schema_of_another_type,
    ),
    Kind::within(
        InRecord,
        "published-not-later",
        &[("published-not-later", Here)],
        published_not_later,
    ),
    Kind::within(
        InRecord,
        "ground-of-another",
        &[("ground-holder", Here)],
        ground_of_another,
    ),
    Kind::within(
        InRecord,
        "half-a-vote",
        &[("vote-counts", Here)],
        half_a_vote,
    ),
    Kind::within(
        InRecord,
        "vote-against-the-choice",
        &[("vote-result", Around)],
        vote_against_the_choice,
    ),
    Kind::within(
        InRecord,
        "reading-not-there",
        &[("discrepancy-reading", Beside)],
        reading_not_there,
    ),
    Kind::across(
        InRecord,
        "title-of-another",
        &[("same-title", Here), ("same-title", Twin)],
        title_of_another,
    )
    .warning(),
];

fn id_of_another_file(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.pointer == "/id")?;
    let id = site.str()?;
    let other = match site.shape.type_name {
        "DecisionId" => format!("{}{}", &id[..id.len() - 4], 5000 + random.below(4000)),
        _ => format!("{id}-{}", random.below(90)),
    };
    let links = world.references_to(site.document).len();
    Some(
        replace(site, quote(&other))
            .breaking(links)
            .suggest("move the file, or mend the id"),
    )
}

fn other_prefix(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.pointer == "/id" && site.shape.type_name == "DecisionId"
    })?;
    let (_, rest) = site.str()?.split_once('-')?;
    let prefix = *random.pick(&["beslui", "decision", "besluiten", "nl"]);
    let links = world.references_to(site.document).len();
    Some(
        replace(site, quote(&format!("{prefix}-{rest}")))
            .breaking(links)
            .suggest("besluit-"),
    )
}

fn moved_file(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.pointer == "/id")?;
    let document = site.document;
    // Without its text a source has another fault as well.
    let has_text = world.root(document).get("text").is_some();
    let (folder, name) = document.path.rsplit_once('/')?;
    let other = match random.below(3) {
        0 => format!("{folder}/copy-{name}"),
        1 => format!("records/{name}"),
        _ => format!("{folder}/old/{name}"),
    };
    let bytes = document.text.clone().into_bytes();
    let mutation = Mutation::file(&other, Some(bytes)).at(Here, "/id", site.node.span.start);
    let mutation = mutation.and(&document.path, None).suggest("belongs in `");
    (!has_text).then_some(mutation)
}

fn missing_language(world: &World, random: &mut Random) -> Option<Mutation> {
    let is_text = |site: &Site| {
        site.parent
            .is_some_and(|_| world.parent(site).shape.type_name == "LocalizedText")
    };
    let site = world.pick(random, is_text)?;
    let parent = world.parent(site);
    let mutation = Mutation::edit(site.document, site.whole(parent), "");
    let mutation = mutation.at(Around, &parent.pointer, parent.node.span.start);
    Some(mutation.suggest(format!("add `\"{}\"", site.key()?)))
}

/// The type of an event, statement or participant.
fn type_of<'a>(site: &Site<'a>) -> &'a str {
    let code = |key| site.node.get(key).and_then(|node| node.as_str());
    code("type").or_else(|| code("role")).unwrap_or_default()
}

fn field_of_another_type(world: &World, random: &mut Random) -> Option<Mutation> {
    let (part, own, field, value) = *random.pick(&[
        ("Statement", "ground", "reason", "\"substance\""),
        ("Statement", "condition", "strength", "\"red_line\""),
        ("Statement", "concern", "outcomes", "\"resolved\""),
        ("Event", "executed", "act", "\"sent\""),
        ("Participant", "consent_required", "consents", "\"given\""),
    ]);
    let site = world.pick(random, |site| {
        site.shape.type_name == part && type_of(site) != own
    })?;
    let value = match field {
        "outcomes" | "consents" => {
            let evidence = &site.text()[site.node.get("evidence")?.span.clone()];
            format!(r#"[{{"type": {value}, "date": "2024-01-15", "evidence": {evidence}}}]"#)
        }
        _ => value.to_owned(),
    };
    Some(add_member(site, field, &value)?.suggest("leave `"))
}

fn field_that_the_type_needs(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| match site.key() {
        Some("act") => true,
        Some("reason") => world.parent(site).shape.type_name == "Statement",
        Some("evidence") => site.pointer == "/decider/evidence",
        _ => false,
    })?;
    let parent = world.parent(site);
    let mutation = Mutation::edit(site.document, site.whole(parent), "");
    let mutation = mutation.at(Around, &parent.pointer, parent.node.span.start);
    Some(mutation.suggest(format!("`{}`", site.key()?)))
}

/// A date that is not part of an interval.
fn date<'a>(world: &'a World, random: &mut Random) -> Option<&'a Site<'a>> {
    world.pick(random, |site| {
        site.shape.type_name == "Date" && site.str().is_some_and(|date| !date.contains('/'))
    })
}

fn day_not_in_the_calendar(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = date(world, random)?;
    let year = site.str()?.get(..4)?;
    let (day, last) = *random.pick(&[
        ("02-30", "28"),
        ("02-31", "28"),
        ("04-31", "30"),
        ("06-31", "30"),
        ("09-31", "30"),
        ("11-31", "30"),
    ]);
    let is_leap = year == "2024";
    let last = if is_leap && day.starts_with("02") {
        "29"
    } else {
        last
    };
    let mutation = replace(site, quote(&format!("{year}-{day}")));
    Some(mutation.suggest(format!("has {last} days")))
}

fn interval_backwards(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = date(world, random)?;
    let date = site.str()?;
    let year: u16 = date.get(..4)?.parse().ok()?;
    let earlier = usize::from(year) - 1 - random.below(5);
    Some(replace(site, quote(&format!("{date}/{earlier}"))).suggest("/"))
}

/// Two neighbours in a list of events or versions change places, with all that they say.
fn events_out_of_order(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        let list = ["/events/", "/versions/"];
        let is_event = list.iter().any(|list| site.pointer.starts_with(list));
        is_event && site.node.get("date").is_some() && site.nth > 0
    })?;
    let parent = world.parent(site);
    let (first, second) = (&parent.node.items()[site.nth - 1], site.node);
    let date = |node: &Node| node.get("date")?.as_str()?.parse::<Date>().ok();
    let (one, other) = (date(first)?.bounds()?, date(second)?.bounds()?);
    if one.last >= other.first {
        return None;
    }
    let text = |span: &Span| &site.text()[span.clone()];
    let between = first.span.end..second.span.start;
    let swapped = [text(&second.span), text(&between), text(&first.span)].concat();
    let start = first.span.start;
    let moved = start + swapped.len() - text(&first.span).len();
    let date_in_first = first.get("date")?.span.start - first.span.start;
    let mutation = Mutation::edit(site.document, start..second.span.end, &swapped);
    let pointer = format!("{}/date", site.pointer);
    Some(mutation.at(Here, pointer, moved + date_in_first))
}

fn due_before_it_was_named(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.key() == Some("due"))?;
    let year = 1990 + random.below(30);
    Some(replace(site, quote(&format!("{year}-06-15"))).suggest("mend one of the two dates"))
}

fn event_after_its_sources(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        let is_date = site.pointer.starts_with("/events/") && site.pointer.ends_with("/date");
        // The last of several, so that the order holds and the decision is as old as it was.
        is_date && site.pointer.matches('/').count() == 3 && {
            let event = world.parent(site);
            let by_itself = ["entered_into_force", "resumed", "lapsed"].contains(&type_of(event));
            let list = world.parent(event);
            !by_itself && event.nth > 0 && event.nth + 1 == list.len()
        }
    })?;
    // Where a date waits for the event or sources disagree about it, that would be told as well.
    if ["\"due\"", "\"discrepancies\""]
        .iter()
        .any(|key| site.text().contains(key))
    {
        return None;
    }
    // Before the day on which it is judged: what lies after that is an error of its own.
    let day = 10 + random.below(20);
    Some(replace(site, quote(&format!("2026-12-{day}"))).suggest("cite a source that shows it"))
}

fn local_id_twice(world: &World, random: &mut Random) -> Option<Mutation> {
    let types = [
        "Statement",
        "Event",
        "DecisionOption",
        "Version",
        "Provision",
        "Commitment",
    ];
    let site = world.pick(random, |site| {
        site.key() == Some("id")
            && types.contains(&world.parent(site).shape.type_name)
            && world.parent(site).nth > 0
    })?;
    let id = site.str()?;
    // What refers to it would lead nowhere, or to the other one.
    let is_named = world.sites.iter().any(|other| {
        let text = other.str().unwrap_or_default();
        !std::ptr::eq(other, site) && (text == id || text.ends_with(&format!("#{id}")))
    });
    let item = world.parent(site);
    let first = world
        .parent(item)
        .node
        .items()
        .get(random.below(item.nth))?;
    let first_id = first.get("id")?;
    let line = site.text()[..first_id.span.start].matches('\n').count() + 1;
    let mutation = replace(site, quote(first_id.as_str()?));
    (!is_named).then(|| mutation.suggest(format!("line {line}")))
}

fn record_state<'a>(world: &'a World, random: &mut Random) -> Option<&'a Site<'a>> {
    world.pick(random, |site| {
        site.pointer == "/record" && site.node.get("reason").is_none()
    })
}

fn revision_without_reason(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = record_state(world, random)?;
    let revision = site.node.get("revision")?;
    let number = 2 + random.below(50);
    let mutation = Mutation::edit(site.document, revision.span.clone(), number.to_string());
    Some(
        mutation
            .at(Around, "/record", site.node.span.start)
            .suggest("add `reason`"),
    )
}

fn reason_without_revision(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = record_state(world, random)?;
    let mutation = add_member(
        site,
        "reason",
        r#"{ "en": "A typo.", "nl": "Een tikfout." }"#,
    )?;
    Some(mutation.suggest("raise the revision"))
}

fn said_twice(world: &World, random: &mut Random) -> Option<Mutation> {
    let types = [
        "Evidence",
        "Keyword",
        "Identifier",
        "StatementRelation",
        "Relation",
        "Author",
        "Tally",
        "ProvisionId",
    ];
    let site = world.pick(random, |site| {
        site.member.is_none() && site.parent.is_some() && types.contains(&site.shape.type_name)
    })?;
    let (end, indent) = (site.node.span.end, site.indent());
    let again = format!(",\n{indent}{}", &site.text()[site.span()]);
    let list = world.parent(site);
    let pointer = format!("{}/{}", list.pointer, site.nth + 1);
    let start = end + again.len() - site.span().len();
    let mutation = Mutation::edit(site.document, end..end, &again);
    let line = site.text()[..site.node.span.start].matches('\n').count() + 1;
    Some(
        mutation
            .at(Here, pointer, start)
            .suggest(format!("line {line}")),
    )
}

fn schema_of_another_type(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.pointer == "/$schema")?;
    let own = file_name(site.document.identity()?.0);
    let other = file_name(random.pick(&RECORD_TYPES));
    let path = site.str()?.replace(&own, &other);
    (own != other).then(|| replace(site, quote(&path)).suggest(own))
}

fn published_not_later(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        let is_source = site.document.path.starts_with("records/sources/");
        is_source && site.pointer == "/date" && world.parent(site).node.get("published").is_none()
    })?;
    let end = site.node.span.end;
    let date = site.str()?;
    let year: usize = date.get(..4)?.parse().ok()?;
    let earlier = format!("{}-01-01", year - 1 - random.below(9));
    let published = *random.pick(&[date, &earlier]);
    let added = format!(",\n  \"published\": {}", quote(published));
    let start = end + added.rfind(": ")? + 2;
    let mutation = Mutation::edit(site.document, end..end, &added);
    Some(
        mutation
            .at(Here, "/published", start)
            .suggest("leave `published` out"),
    )
}

fn ground_of_another(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.key() == Some("holder") && type_of(world.parent(site)) == "ground"
    })?;
    let records = world.original.dataset.records();
    let others: Vec<_> = records
        .filter_map(|(_, record)| match record {
            // Who holds an office can speak for the decider.
            Record::Actor(actor) if actor.on_behalf_of.is_none() && actor.terms.is_empty() => {
                Some(actor.id.as_str())
            }
            _ => None,
        })
        .collect();
    let other = *random.pick(&others);
    let decider = site.document.str_at("/decider/actor");
    (decider != Some(other)).then(|| replace(site, quote(other)).suggest("make it a concern"))
}

fn half_a_vote(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.shape.type_name == "Count" && {
            let unit = world.parent(site).node.get("unit");
            unit.and_then(|unit| unit.as_str()) != Some("population_percent")
        }
    })?;
    let votes: usize = site.text()[site.node.span.clone()].parse().ok()?;
    Some(replace(site, format!("{votes}.5")).suggest("_percent"))
}

fn vote_against_the_choice(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        let is_alone = site.shape.type_name == "Tally" && world.parent(site).len() == 1;
        is_alone && site.pointer.starts_with("/events/") && site.node.get("needed").is_none()
    })?;
    let vote = world.parent(world.parent(site));
    let is_taken = type_of(world.parent(vote)) == "taken";
    let votes: usize = site.text()[site.node.get("for")?.span.clone()]
        .parse()
        .ok()?;
    let choice = site.document.str_at("/choice");
    let carries = vote.node.get("on")?.as_str() == choice;
    let other = random.below(50);
    let needed = if carries {
        votes + 1 + other
    } else {
        votes.saturating_sub(other)
    };
    let mutation = add_member(site, "needed", &needed.to_string())?;
    let mutation = mutation.at(Around, &vote.pointer, vote.node.span.start);
    is_taken.then(|| mutation.suggest("mend the tally"))
}

fn reading_not_there(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.pointer.contains("/readings/") && site.key() == Some("value") && {
            let discrepancy = world.parent(world.parent(world.parent(site)));
            let pointer = discrepancy
                .node
                .get("pointer")
                .and_then(|node| node.as_str());
            let value = pointer.and_then(|pointer| world.root(site.document).pointer(pointer));
            value.is_some_and(|value| value.value == site.node.value)
        }
    })?;
    let readings = world.parent(world.parent(site));
    let other = match site.is_number() {
        true => format!("{}", 1000 + random.below(1000)),
        false => quote(&format!(
            "19{}-0{}",
            10 + random.below(89),
            1 + random.below(9)
        )),
    };
    let written = site.text()[site.span()].to_owned();
    let mutation = replace(site, other).at(Beside, &readings.pointer, readings.node.span.start);
    Some(mutation.suggest(written.trim_matches('"')))
}

fn title_of_another(world: &World, random: &mut Random) -> Option<Mutation> {
    let is_title = |site: &Site| {
        let has_titles = ["decisions", "sources"]
            .iter()
            .any(|part| site.document.path.contains(part));
        has_titles && site.pointer.starts_with("/title/")
    };
    let site = world.pick(random, is_title)?;
    let type_name = |site: &Site| {
        site.document
            .identity()
            .map(|(record_type, _)| record_type.to_owned())
    };
    let other = world.pick(random, |other| {
        is_title(other)
            && other.key() == site.key()
            && type_name(other) == type_name(site)
            && other.document.path != site.document.path
    })?;
    let mutation = replace(site, quote(other.str()?));
    Some(
        mutation
            .at_value(Twin, other.document, &other.pointer)
            .suggest("same title"),
    )
}
