//! Errors in the shape of a record: fields, types, codes and forms that its schema does not have.

use besluit::bench::escape;
use besluit::bench::quote;
use besluit::model::RECORD_TYPES;

use crate::kind::Layer::Shape;
use crate::kind::Spot::{Around, Here, Key};
use crate::kind::{Kind, Mutation, Spot};
use crate::support::random::Random;
use crate::typo::{SHORTEST, misspell};
use crate::world::{Site, World};

const UNKNOWN_FIELD: &[(&str, Spot)] = &[("unknown-field", Key)];
const WRONG_TYPE: &[(&str, Spot)] = &[("wrong-type", Here)];
const UNKNOWN_CODE: &[(&str, Spot)] = &[("unknown-code", Here)];
const MALFORMED: &[(&str, Spot)] = &[("malformed-value", Here)];
const EMPTY: &[(&str, Spot)] = &[("malformed-value", Here), ("unknown-code", Here)];
const NO_NUMBER: &[(&str, Spot)] = &[("malformed-value", Here), ("wrong-type", Here)];

pub const KINDS: &[Kind] = &[
    Kind::within(Shape, "misspelt-key", UNKNOWN_FIELD, misspelt_key),
    Kind::within(
        Shape,
        "key-in-other-style",
        UNKNOWN_FIELD,
        key_in_other_style,
    ),
    Kind::within(Shape, "made-up-key", UNKNOWN_FIELD, made_up_key),
    Kind::within(
        Shape,
        "key-of-other-object",
        UNKNOWN_FIELD,
        key_of_other_object,
    ),
    Kind::within(
        Shape,
        "missing-field",
        &[("missing-field", Around)],
        missing_field,
    ),
    Kind::within(Shape, "number-as-string", WRONG_TYPE, number_as_string),
    Kind::within(Shape, "truth-as-string", WRONG_TYPE, truth_as_string),
    Kind::within(Shape, "string-as-number", WRONG_TYPE, string_as_number),
    Kind::within(Shape, "object-as-string", WRONG_TYPE, object_as_string),
    Kind::within(Shape, "item-without-list", WRONG_TYPE, item_without_list),
    Kind::within(Shape, "list-around-value", WRONG_TYPE, list_around_value),
    Kind::within(
        Shape,
        "object-around-string",
        WRONG_TYPE,
        object_around_string,
    ),
    Kind::within(Shape, "null", WRONG_TYPE, null),
    Kind::within(Shape, "record-in-list", WRONG_TYPE, record_in_list),
    Kind::within(Shape, "misspelt-code", UNKNOWN_CODE, misspelt_code),
    Kind::within(
        Shape,
        "code-in-other-style",
        UNKNOWN_CODE,
        code_in_other_style,
    ),
    Kind::within(Shape, "made-up-code", UNKNOWN_CODE, made_up_code),
    Kind::within(
        Shape,
        "code-of-other-list",
        UNKNOWN_CODE,
        code_of_other_list,
    ),
    Kind::within(Shape, "misspelt-type", UNKNOWN_CODE, misspelt_type),
    Kind::within(Shape, "empty-list", MALFORMED, empty_list),
    Kind::within(Shape, "empty-string", EMPTY, empty_string),
    Kind::within(Shape, "space-at-the-end", MALFORMED, space_at_the_end),
    Kind::within(Shape, "malformed-date", MALFORMED, malformed_date),
    Kind::within(Shape, "malformed-id", MALFORMED, malformed_id),
    Kind::within(Shape, "malformed-hash", MALFORMED, malformed_hash),
    Kind::within(
        Shape,
        "malformed-language",
        &[("malformed-value", Key)],
        malformed_language,
    ),
    Kind::within(Shape, "number-out-of-range", NO_NUMBER, number_out_of_range),
];

/// A value with something else in its place.
pub fn replace(site: &Site, with: impl AsRef<[u8]>) -> Mutation {
    let start = site.node.span.start;
    Mutation::edit(site.document, site.span(), with).at(Here, &site.pointer, start)
}

/// A member with another key.
fn rename(world: &World, site: &Site, key: &str) -> Option<Mutation> {
    let span = site.member?.key_span.clone();
    let pointer = format!("{}/{}", world.parent(site).pointer, escape(key));
    let start = span.start;
    Some(Mutation::edit(site.document, span, quote(key)).at(Key, pointer, start))
}

/// A member more, at the end of an object.
pub fn add_member(site: &Site, key: &str, value: &str) -> Option<Mutation> {
    let last = site.node.members().last()?;
    let before = &site.text()[..last.key_span.start];
    let indent = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let at = last.value.span.end;
    let added = format!(",\n{indent}{}: {value}", quote(key));
    let pointer = format!("{}/{}", site.pointer, escape(key));
    Some(Mutation::edit(site.document, at..at, added).at(Key, pointer, at + 2))
}

/// True if the value is that of a field, not of a key that a map has.
fn is_field(world: &World, site: &Site) -> bool {
    site.key()
        .is_some_and(|key| world.parent(site).fields().contains(&key))
}

fn misspelt_key(world: &World, random: &mut Random) -> Option<Mutation> {
    let is_long = |site: &Site| site.key().is_some_and(|key| key.len() >= SHORTEST);
    let site = world.pick(random, |site| is_long(site) && is_field(world, site))?;
    let key = misspell(random, site.key()?);
    let is_new = !world.parent(site).fields().contains(&key.as_str());
    let mutation = rename(world, site, &key)?;
    is_new.then(|| {
        mutation.suggest(format!(
            "did you mean `{}`?",
            site.key().unwrap_or_default()
        ))
    })
}

fn key_in_other_style(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        is_field(world, site) && site.key() != Some("$schema")
    })?;
    let key = site.key()?;
    let style = [
        camel(key),
        key.replace('_', "-"),
        key.to_uppercase(),
        capital(key),
    ];
    let other = random.pick(&style);
    let mutation = rename(world, site, other)?.suggest(format!("did you mean `{key}`?"));
    // A whole record is not known by `Type`, and then nothing else about it is.
    let is_type = site.pointer == "/type";
    (other != key && !is_type).then_some(mutation)
}

fn camel(word: &str) -> String {
    let mut parts = word.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |camel, part| camel + &capital(part))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn made_up_key(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| !site.fields().is_empty())?;
    let key = *random.pick(&[
        "remark",
        "url",
        "comment",
        "x-internal",
        "opmerking",
        "Bijlage 1",
        "a/b~c",
    ]);
    let value = *random.pick(&["\"x\"", "1", "true", "[\"x\"]", "{\"x\": 1}"]);
    let mutation = add_member(site, key, value)?;
    (!site.fields().contains(&key)).then(|| mutation.suggest("it has `"))
}

fn key_of_other_object(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| !site.fields().is_empty())?;
    let other = world.pick(random, |other| {
        let is_same_type =
            other.document.identity().map(|one| one.0) == site.document.identity().map(|one| one.0);
        is_same_type
            && is_field(world, other)
            && !site.fields().contains(&other.key().unwrap_or_default())
    })?;
    add_member(site, other.key()?, &other.text()[other.span()])
}

fn missing_field(world: &World, random: &mut Random) -> Option<Mutation> {
    let is_needed = |site: &Site| site.key().is_some_and(|key| world.parent(site).needs(key));
    let site = world.pick(random, is_needed)?;
    let parent = world.parent(site);
    let key = site.key()?;
    let mutation = Mutation::edit(site.document, site.whole(parent), "");
    let mutation = mutation.at(Around, &parent.pointer, parent.node.span.start);
    Some(mutation.suggest(format!("`{key}`")))
}

fn number_as_string(world: &World, random: &mut Random) -> Option<Mutation> {
    // A reading may be either.
    let site = world.pick(random, |site| site.is_number() && !is_reading(site))?;
    Some(replace(site, quote(&site.text()[site.span()])).suggest("number"))
}

fn is_reading(site: &Site) -> bool {
    site.pointer.contains("/readings/") && site.key() == Some("value")
}

fn truth_as_string(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        ["true", "false"].contains(&&site.text()[site.span()])
    })?;
    let other = *random.pick(&["\"true\"", "\"yes\"", "\"no\"", "1", "0"]);
    Some(replace(site, other).suggest("true or false"))
}

fn string_as_number(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.str().is_some() && !is_reading(site))?;
    Some(replace(site, random.pick(&["1", "2025", "0.1", "true"])))
}

fn object_as_string(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.is_object() && site.parent.is_some())?;
    Some(replace(site, "\"x\"").suggest("object"))
}

fn item_without_list(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.is_list() && site.len() == 1)?;
    let only = site.node.items().first()?;
    Some(replace(site, &site.text()[only.span.clone()]).suggest("put it in `[ ]`"))
}

fn list_around_value(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| !site.is_list() && site.member.is_some())?;
    Some(replace(site, format!("[{}]", &site.text()[site.span()])))
}

fn object_around_string(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.str().is_some() && !site.pointer.is_empty()
    })?;
    let key = *random.pick(&["id", "nl", "value"]);
    Some(replace(
        site,
        format!("{{\"{key}\": {}}}", &site.text()[site.span()]),
    ))
}

fn null(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.parent.is_some() && site.pointer != "/type"
    })?;
    Some(replace(site, "null").suggest(instead_of_nothing(world, site)))
}

/// What a hint says of a value that is none: no field that is needed can be left out, and no list has room for nothing.
fn instead_of_nothing(world: &World, site: &Site) -> String {
    match site.key() {
        Some(key) if world.parent(site).needs(key) => format!("`{key}` is needed, so "),
        Some(key) if world.parent(site).fields().contains(&key) => "leave the field out".to_owned(),
        Some(_) => "take it out if another is left".to_owned(),
        None => "take it out of the list".to_owned(),
    }
}

fn record_in_list(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.parent.is_none())?;
    let with = format!("[{}]", &site.text()[site.span()]);
    Some(replace(site, with).suggest("take out the `[ ]`"))
}

/// A value from a list of codes; of what a whole record is, elsewhere.
fn code<'a>(world: &'a World, random: &mut Random) -> Option<&'a Site<'a>> {
    world.pick(random, |site| {
        !site.codes().is_empty() && site.pointer != "/type"
    })
}

fn recode(site: &Site, code: &str) -> Option<Mutation> {
    let is_new = !site.codes().contains(&code);
    is_new.then(|| replace(site, quote(code)))
}

fn misspelt_code(world: &World, random: &mut Random) -> Option<Mutation> {
    let site =
        code(world, random).filter(|site| site.str().is_some_and(|code| code.len() >= SHORTEST))?;
    let code = site.str()?;
    let mutation = recode(site, &misspell(random, code))?;
    Some(mutation.suggest(format!("did you mean `{code}`?")))
}

fn code_in_other_style(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = code(world, random)?;
    let code = site.str()?;
    let styles = [
        code.to_uppercase(),
        capital(code),
        code.replace('_', " "),
        camel(code),
    ];
    let mutation = recode(site, random.pick(&styles))?;
    Some(mutation.suggest(format!("did you mean `{code}`?")))
}

fn made_up_code(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = code(world, random)?;
    let word = *random.pick(&["zebra", "onbekend", "n.v.t.", "something else", "quixotic"]);
    Some(recode(site, word)?.suggest("one of `"))
}

fn code_of_other_list(world: &World, random: &mut Random) -> Option<Mutation> {
    let (site, other) = (code(world, random)?, code(world, random)?);
    recode(site, other.str()?)
}

fn misspelt_type(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.pointer == "/type")?;
    let misspelt = misspell(random, site.str()?);
    let mutation = replace(site, quote(&misspelt));
    let is_new = !RECORD_TYPES.contains(&misspelt.as_str());
    is_new.then(|| {
        mutation.suggest(format!(
            "did you mean `{}`?",
            site.str().unwrap_or_default()
        ))
    })
}

fn empty_list(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, Site::is_list)?;
    Some(replace(site, "[]").suggest(instead_of_nothing(world, site)))
}

fn empty_string(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| {
        site.str().is_some() && !is_reading(site) && site.pointer != "/type"
    })?;
    Some(replace(site, "\"\"").suggest("this is empty"))
}

fn space_at_the_end(world: &World, random: &mut Random) -> Option<Mutation> {
    let is_text = |site: &Site| site.shape.type_name == "Text";
    let site = world.pick(random, is_text)?;
    let text = site.str()?;
    let space = *random.pick(&[" ", "\n", "\u{a0}", "\t"]);
    let forms = [format!("{text}{space}"), format!("{space}{text}")];
    Some(replace(site, quote(random.pick(&forms))))
}

fn malformed_date(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.shape.type_name == "Date")?;
    let year = site.str()?.get(..4)?;
    let (day, form) = (format!("write `{year}-11-18`"), "for example".to_owned());
    let forms = [
        (format!("18-11-{year}"), day.clone()),
        (format!("{year}/11/18"), day.clone()),
        (format!("{year}-1-8"), format!("write `{year}-01-08`")),
        (format!("18 november {year}"), day.clone()),
        (format!("{year}-13-01"), form.clone()),
        (format!("{year}-11-18T12:00:00Z"), day),
        (format!("{year}~"), form.clone()),
        (format!("{year}/.."), form),
    ];
    let (written, hint) = random.pick(&forms);
    Some(replace(site, quote(written)).suggest(hint))
}

fn malformed_id(world: &World, random: &mut Random) -> Option<Mutation> {
    let is_id =
        |site: &Site| site.shape.type_name.ends_with("Id") || site.shape.type_name == "Target";
    let site = world.pick(random, is_id)?;
    let id = site.str()?;
    let forms = [
        id.to_uppercase(),
        capital(id),
        format!("{id} "),
        format!("{id}-"),
        format!("-{id}"),
        format!("{id}_x"),
        format!("{id}.json"),
        id.replace('-', "--"),
        format!("{id}é"),
    ];
    let form = random.pick(&forms);
    (form != id).then(|| replace(site, quote(form)))
}

fn malformed_hash(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.key() == Some("sha256"))?;
    let hash = site.str()?;
    let at = random.below(hash.len());
    let mut letter = hash.to_owned();
    letter.replace_range(at..=at, random.pick(&["g", "x", "O", " "]));
    let forms = [
        hash.to_uppercase(),
        hash[..at].to_owned(),
        letter,
        format!("{hash}0"),
    ];
    Some(replace(site, quote(random.pick(&forms))))
}

fn malformed_language(world: &World, random: &mut Random) -> Option<Mutation> {
    let is_text = |site: &Site| {
        site.parent
            .is_some_and(|_| world.parent(site).shape.type_name == "LocalizedText")
    };
    let site = world.pick(random, is_text)?;
    let language = site.key()?;
    let forms = [
        language.to_uppercase(),
        format!("{language}_NL"),
        "dutch".to_owned(),
        "n".to_owned(),
    ];
    rename(world, site, random.pick(&forms))
}

fn number_out_of_range(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.is_number() && !is_reading(site))?;
    // A share can be a fraction, but no number of the records is negative.
    let number = match site.key() {
        Some("revision") => (*random.pick(&["0", "1.5", "10000", "1e30", "-1"])).to_owned(),
        _ => format!("-{}", 1 + random.below(500)),
    };
    Some(replace(site, number))
}
