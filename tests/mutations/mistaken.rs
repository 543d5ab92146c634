//! One thing taken for another: a page, a table or a chat for a record, a letter of another script for a plain one, a decision for
//! an actor, numbers that no quote has, and what had ended for what holds.

use besluit::bench::quote;
use besluit::dataset::Document;
use besluit::model::{Record, RelationType};

use crate::kind::Layer::{Bytes, Evidence, Links, Record as InRecord, Shape};
use crate::kind::Spot::Here;
use crate::kind::{Kind, Mutation};
use crate::life::{event, here, instead, is_of, told, with_member, words};
use crate::support::random::Random;
use crate::world::{Site, World};

pub const KINDS: &[Kind] = &[
    Kind::within(
        Bytes,
        "fence-of-markdown",
        &here("json-syntax"),
        fence_of_markdown,
    ),
    Kind::within(
        Bytes,
        "words-before-the-record",
        &here("json-syntax"),
        words_before,
    ),
    Kind::within(Bytes, "other-format", &here("json-syntax"), other_format),
    Kind::within(
        Shape,
        "letter-of-another-script",
        &here("malformed-value"),
        letter_of_another_script,
    ),
    Kind::within(
        Shape,
        "type-of-another-folder",
        &here("unknown-code"),
        type_of_another_folder,
    ),
    Kind::within(InRecord, "two-spaces", &here("text-garbled"), two_spaces).warning(),
    Kind::within(
        InRecord,
        "accent-by-itself",
        &here("text-garbled"),
        accent_by_itself,
    )
    .warning(),
    Kind::within(
        Evidence,
        "tally-of-other-numbers",
        &here("vote-not-quoted"),
        tally_of_other_numbers,
    )
    .warning(),
    Kind::within(
        Evidence,
        "percentage-as-a-fraction",
        &here("quantity-not-quoted"),
        percentage_as_a_fraction,
    )
    .warning(),
    Kind::across(
        Links,
        "revoked-after-its-end",
        &here("ended-before"),
        revoked_after_its_end,
    )
    .warning(),
];

fn document<'a>(world: &World<'a>, random: &mut Random) -> &'a Document {
    random.pick(&world.original.dataset.documents)
}

fn file(document: &Document, text: String) -> Mutation {
    Mutation::file(&document.path, Some(text.into_bytes())).at_byte(Here, 0)
}

fn fence_of_markdown(world: &World, random: &mut Random) -> Option<Mutation> {
    let document = document(world, random);
    let text = format!("```json\n{}```\n", document.text);
    Some(file(document, text).suggest("take out the lines"))
}

fn words_before(world: &World, random: &mut Random) -> Option<Mutation> {
    let document = document(world, random);
    let words = *random.pick(&["Here is the record:", "Sure, the record follows.", "json"]);
    let text = format!("{words}\n\n{}", document.text);
    Some(file(document, text).suggest("what stands before line 3"))
}

fn other_format(world: &World, random: &mut Random) -> Option<Mutation> {
    let document = document(world, random);
    let (text, hint) = *random.pick(&[
        (
            "<!DOCTYPE html>\n<html><title>404</title></html>\n",
            "fetch the record",
        ),
        ("type: actor\nid: xx\n", "as JSON"),
        ("type,id,kind\nactor,xx,body\n", "each row"),
        (
            "version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
            "git lfs pull",
        ),
    ]);
    Some(file(document, text.to_owned()).suggest(hint))
}

fn letter_of_another_script(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        matches!(site.shape.type_name, "ActorId" | "SourceId" | "Date") && site.key() != Some("id")
    })?;
    let plain = site.str()?;
    let (letter, other) = *random.pick(&[
        ("a", "\u{430}"),
        ("o", "\u{3bf}"),
        ("-", "\u{2011}"),
        ("-", "\u{2013}"),
        ("2", "\u{ff12}"),
    ]);
    let written = plain.replacen(letter, other, 1);
    if written == plain {
        return None;
    }
    let mutation = told(
        site.document,
        instead(site, &quote(&written)),
        &site.pointer,
    )?;
    Some(mutation.suggest(format!("write `{plain}`")))
}

fn type_of_another_folder(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.pointer == "/type")?;
    let meant = site.str()?;
    let other = *random.pick(&besluit::model::RECORD_TYPES);
    let text = instead(site, &quote(other));
    let mutation = told(site.document, text, "/type")?.suggest(format!("write `{meant}`"));
    (other != meant).then_some(mutation)
}

fn two_spaces(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = words(world, random)?;
    let text = site.str()?.replacen(' ', "  ", 1);
    Some(told(site.document, instead(site, &quote(&text)), &site.pointer)?.suggest("write one"))
}

fn accent_by_itself(world: &World, random: &mut Random) -> Option<Mutation> {
    let (letter, apart) = *random.pick(&[("é", "e\u{301}"), ("ë", "e\u{308}"), ("ï", "i\u{308}")]);
    let site = world.pick(random, |site| {
        let is_text =
            site.parent.is_some() && world.parent(site).shape.type_name == "LocalizedText";
        is_text && site.str().is_some_and(|text| text.contains(letter))
    })?;
    let text = site.str()?.replacen(letter, apart, 1);
    let mutation = told(site.document, instead(site, &quote(&text)), &site.pointer)?;
    Some(mutation.suggest("(NFC)"))
}

/// A number of several digits in a quote that is neither a day nor a year, and that nothing beside it makes larger.
fn number_in(site: &Site) -> Option<u32> {
    let quote = site.node.get("quote")?.as_str()?;
    let factors = [
        "hon", "hun", "dui", "thou", "mil", "bil", "half", "halve", "tig", "ty ",
    ];
    if factors.iter().any(|word| quote.contains(word)) {
        return None;
    }
    let words = quote
        .split(' ')
        .map(|word| word.trim_end_matches(['.', ',', ';', ')']));
    let mut numbers = words.filter_map(|word| word.parse().ok());
    numbers.find(|number| (32..1000).contains(number))
}

fn with_number<'a>(world: &'a World<'a>, random: &mut Random) -> Option<(&'a Site<'a>, u32)> {
    let site = world.pick(random, |site| {
        site.shape.type_name == "Evidence" && number_in(site).is_some()
    })?;
    Some((site, number_in(site)?))
}

fn tally_of_other_numbers(world: &World, random: &mut Random) -> Option<Mutation> {
    let (evidence, number) = with_number(world, random)?;
    let site = event(world, random, |site| {
        is_of(site, "taken")
            && site.node.get("vote").is_none()
            && site.document.path == evidence.document.path
    })?;
    let decision = site.document.record.as_ref().and_then(Record::decision)?;
    let vote = format!(
        r#"{{ "on": "{}", "tallies": [{{ "unit": "members", "for": {} }}], "evidence": [{}] }}"#,
        decision.choice,
        number * 10 + 7,
        &evidence.text()[evidence.span()]
    );
    let text = with_member(site, "vote", &vote)?;
    let pointer = format!("{}/vote/tallies/0/for", site.pointer);
    Some(told(site.document, text, &pointer)?.suggest("the quotes have"))
}

fn percentage_as_a_fraction(world: &World, random: &mut Random) -> Option<Mutation> {
    let (evidence, number) = with_number(world, random)?;
    let list = world.parent(evidence);
    let statement = world.parent(list);
    let mut items = list.node.items().iter();
    let are_quotes = items.all(|one| one.get("quote").is_some());
    if statement.shape.type_name != "Statement" || number >= 100 || !are_quotes {
        return None;
    }
    let quantity = format!(r#"{{ "value": "0.{number}", "unit": "percent" }}"#);
    let text = with_member(statement, "quantity", &quantity)?;
    let pointer = format!("{}/quantity/value", statement.pointer);
    let percent = number.to_string();
    Some(told(statement.document, text, &pointer)?.suggest(format!("write `{percent}`")))
}

fn revoked_after_its_end(world: &World, random: &mut Random) -> Option<Mutation> {
    let dataset = &world.original.dataset;
    let site = world.pick(random, |site| {
        site.shape.type_name == "Relation" && is_of(site, "supersedes")
    })?;
    let older = site.node.get("target")?.as_str()?;
    let (_, newer) = site.document.identity()?;
    // What comes later still, and has nothing to do with either.
    let last = world.pick(random, |site| {
        site.pointer == "/choice" && ![older, newer].contains(&id_of(site.document))
    })?;
    let decision = last.document.record.as_ref().and_then(Record::decision)?;
    let ended = dataset
        .decision(&newer.parse().ok()?)?
        .events
        .first()?
        .date
        .to_string();
    let first = decision.events.first()?.date.to_string();
    let events = &dataset.decision(&older.parse().ok()?)?.events;
    let newest = events.iter().map(|event| event.date.to_string()).max()?;
    if first <= ended
        // Dates that are only a year or a month could be of either order.
        || first.get(..4)? <= newest.get(..4)?
        || decision
            .relations
            .iter()
            .any(|one| one.r#type == RelationType::Annuls)
    {
        return None;
    }
    let evidence = world.site(site.document, &format!("{}/evidence", site.pointer))?;
    let evidence = &evidence.text()[evidence.span()];
    let added = format!(
        r#"{{ "type": "revokes", "target": "{older}", "effective": "2026-12-01", "evidence": {evidence} }}"#
    );
    let relations = world.site(last.document, "/relations");
    let (text, nth) = match relations {
        Some(list) => {
            let end = list.span().end - 1;
            let text = list.text();
            let text = [&text[..end], ", ", &added, &text[end..]].concat();
            (text, list.len())
        }
        None => {
            let added = format!("\"relations\": [{added}]");
            let text = crate::life::before(world, last.document, "record", &added)?;
            (text, 0)
        }
    };
    let mutation = told(last.document, text, &format!("/relations/{nth}/target"))?;
    Some(mutation.suggest("mend the target"))
}

fn id_of(document: &Document) -> &str {
    document.identity().map_or("", |(_, id)| id)
}
