//! Errors in the bytes of a record: it is no JSON any more, or not the JSON that everybody reads alike.

use besluit::bench::MAX_DEPTH;
use besluit::dataset::Document;

use crate::kind::Layer::Bytes;
use crate::kind::Spot::{End, Here, Key, Next};
use crate::kind::{Kind, Mutation, Spot};
use crate::support::random::Random;
use crate::world::{Site, World};

const SYNTAX_HERE: &[(&str, Spot)] = &[("json-syntax", Here)];
const SYNTAX_NEXT: &[(&str, Spot)] = &[("json-syntax", Next)];
const SYNTAX_END: &[(&str, Spot)] = &[("json-syntax", End)];
const SYNTAX_KEY: &[(&str, Spot)] = &[("json-syntax", Key)];

pub const KINDS: &[Kind] = &[
    Kind::within(Bytes, "missing-comma", SYNTAX_NEXT, missing_comma),
    Kind::within(Bytes, "trailing-comma", SYNTAX_NEXT, trailing_comma),
    Kind::within(Bytes, "missing-colon", SYNTAX_HERE, missing_colon),
    Kind::within(Bytes, "other-separator", SYNTAX_HERE, other_separator),
    Kind::within(Bytes, "string-not-closed", SYNTAX_HERE, string_not_closed),
    Kind::within(Bytes, "string-not-opened", SYNTAX_HERE, string_not_opened),
    Kind::within(Bytes, "key-without-quotes", SYNTAX_KEY, key_without_quotes),
    Kind::within(Bytes, "single-quotes", SYNTAX_HERE, single_quotes),
    Kind::within(Bytes, "curly-quotes", SYNTAX_HERE, curly_quotes),
    Kind::within(Bytes, "quote-in-string", SYNTAX_HERE, quote_in_string),
    Kind::within(Bytes, "control-character", SYNTAX_HERE, control_character),
    Kind::within(Bytes, "bad-escape", SYNTAX_HERE, bad_escape),
    Kind::within(Bytes, "half-surrogate", SYNTAX_HERE, half_surrogate),
    Kind::within(Bytes, "comment", SYNTAX_HERE, comment),
    Kind::within(Bytes, "not-a-number", SYNTAX_HERE, not_a_number),
    Kind::within(Bytes, "word-of-python", SYNTAX_HERE, word_of_python),
    Kind::within(Bytes, "number-not-of-json", SYNTAX_HERE, number_not_of_json),
    Kind::within(Bytes, "number-too-large", SYNTAX_HERE, number_too_large),
    Kind::within(Bytes, "object-not-closed", SYNTAX_NEXT, object_not_closed),
    Kind::within(Bytes, "list-not-closed", SYNTAX_NEXT, list_not_closed),
    Kind::within(Bytes, "cut-off", SYNTAX_END, cut_off),
    Kind::within(Bytes, "nothing-in-the-file", SYNTAX_END, nothing),
    Kind::within(Bytes, "two-records-in-a-file", SYNTAX_NEXT, two_records),
    Kind::within(
        Bytes,
        "byte-order-mark",
        &[("byte-order-mark", Here)],
        byte_order_mark,
    ),
    Kind::within(Bytes, "utf-16", &[("byte-order-mark", Here)], utf_16),
    Kind::within(Bytes, "latin-1", &[("not-utf8", Here)], latin_1),
    Kind::within(Bytes, "key-twice", &[("duplicate-key", Key)], key_twice),
    Kind::within(Bytes, "too-deep", &[("nesting-too-deep", Here)], too_deep),
];

fn missing_comma(world: &World, random: &mut Random) -> Option<Mutation> {
    let follows = |site: &Site| site.parent.is_some() && site.next(world.parent(site)).is_some();
    let site = world.pick(random, follows)?;
    let next = site.next(world.parent(site))?;
    let end = site.node.span.end;
    let mutation = Mutation::edit(site.document, end..end + 1, "");
    Some(mutation.at_byte(Next, next - 1).suggest("put a `,`"))
}

fn trailing_comma(world: &World, random: &mut Random) -> Option<Mutation> {
    let is_last = |site: &Site| site.parent.is_some() && site.next(world.parent(site)).is_none();
    let site = world.pick(random, is_last)?;
    let (end, close) = (site.node.span.end, world.parent(site).node.span.end - 1);
    let mutation = Mutation::edit(site.document, end..end, ",");
    Some(
        mutation
            .at_byte(Next, close + 1)
            .suggest("take out the `,`"),
    )
}

fn missing_colon(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.member.is_some())?;
    let colon = site.member?.key_span.end;
    let mutation = Mutation::edit(site.document, colon..colon + 1, "");
    Some(mutation.at_byte(Here, colon).suggest("`:`"))
}

fn other_separator(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.member.is_some())?;
    let (key, next) = (&site.member?.key_span, site.next(world.parent(site)));
    let (at, with) = match next {
        Some(_) if random.below(2) == 0 => (site.node.span.end, ";"),
        _ => (key.end, " ="),
    };
    Some(Mutation::edit(site.document, at..at + 1, with).at_byte(Here, at))
}

/// A string value, and the edit of one byte range within its quotes.
fn string<'a>(world: &'a World, random: &mut Random) -> Option<&'a Site<'a>> {
    world.pick(random, |site| site.str().is_some_and(|text| text.len() > 1))
}

/// A place between two letters of a string, in the text of its record.
fn inside(site: &Site, random: &mut Random) -> usize {
    let inner = site.node.span.start + 1..site.node.span.end - 1;
    let bounds: Vec<_> = site.text()[inner.clone()]
        .char_indices()
        .map(|(at, _)| inner.start + at)
        // Not into the middle of an escape.
        .filter(|at| !site.text()[..*at].ends_with('\\'))
        .collect();
    *random.pick(&bounds)
}

fn insert(site: &Site, at: usize, with: impl AsRef<[u8]>) -> Mutation {
    Mutation::edit(site.document, at..at, with).at_byte(Here, at)
}

fn string_not_closed(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = string(world, random)?;
    let end = site.node.span.end;
    let mutation = Mutation::edit(site.document, end - 1..end, "");
    Some(mutation.at_byte(Here, end - 1).suggest("close the string"))
}

fn string_not_opened(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = string(world, random)?;
    let start = site.node.span.start;
    Some(Mutation::edit(site.document, start..start + 1, "").at_byte(Here, start))
}

fn key_without_quotes(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.member.is_some())?;
    let member = site.member?;
    let mutation = Mutation::edit(site.document, member.key_span.clone(), &member.key);
    Some(
        mutation
            .at_byte(Key, member.key_span.start)
            .suggest("double quotes"),
    )
}

fn quoted(world: &World, random: &mut Random, pair: [&str; 2]) -> Option<Mutation> {
    let site = string(world, random)?;
    let raw = &site.text()[site.node.span.start + 1..site.node.span.end - 1];
    let mutation = Mutation::edit(site.document, site.span(), pair.join(raw));
    Some(
        mutation
            .at_byte(Here, site.node.span.start)
            .suggest("double quote"),
    )
}

fn single_quotes(world: &World, random: &mut Random) -> Option<Mutation> {
    quoted(world, random, ["'", "'"])
}

fn curly_quotes(world: &World, random: &mut Random) -> Option<Mutation> {
    let pairs = [["“", "”"], ["„", "”"], ["‘", "’"], ["«", "»"]];
    let pair = *random.pick(&pairs);
    quoted(world, random, pair)
}

fn quote_in_string(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = string(world, random)?;
    let at = inside(site, random);
    // What follows on the line is no JSON: a word, or at the least the string's own end.
    Some(insert(site, at, "\""))
}

fn control_character(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = string(world, random)?;
    let at = inside(site, random);
    let (raw, escape) = *random.pick(&[
        ("\n", "write a space"),
        ("\t", "write a space"),
        ("\u{1}", "take it out"),
    ]);
    Some(insert(site, at, raw).suggest(escape))
}

fn bad_escape(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = string(world, random)?;
    let at = inside(site, random);
    let escape = *random.pick(&["\\q", "\\ ", "\\'", "\\x41", "\\u1g"]);
    Some(insert(site, at, escape))
}

fn half_surrogate(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = string(world, random)?;
    let at = inside(site, random);
    let half = *random.pick(&["\\ud83d", "\\ude00", "\\ud83d\\u0041"]);
    Some(insert(site, at, half))
}

fn comment(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.member.is_some())?;
    let at = site.member?.key_span.start;
    let indent = site.indent();
    let comment = *random.pick(&["// to do", "# to do", "/* to do */"]);
    Some(insert(site, at, format!("{comment}\n{indent}")).suggest("no comments"))
}

/// A value with something else in its place.
fn replace(site: &Site, with: &str) -> Mutation {
    Mutation::edit(site.document, site.span(), with).at_byte(Here, site.node.span.start)
}

fn not_a_number(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, Site::is_number)?;
    let word = *random.pick(&["NaN", "nan", "Infinity", "-Infinity"]);
    Some(replace(site, word).suggest("leave the field out"))
}

fn word_of_python(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.member.is_some())?;
    let (word, hint) = *random.pick(&[
        ("True", "write `true`"),
        ("False", "write `false`"),
        ("None", "leave the field out"),
        ("undefined", "leave the field out"),
    ]);
    Some(replace(site, word).suggest(hint))
}

fn number_not_of_json(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, Site::is_number)?;
    let number = &site.text()[site.span()];
    let forms = [
        format!("0{number}"),
        format!("+{number}"),
        format!("{number}."),
        format!("{number},0"),
        format!("0x{number}"),
        format!("{number}_000"),
        ".5".to_owned(),
    ];
    Some(replace(site, random.pick(&forms)))
}

fn number_too_large(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, Site::is_number)?;
    let exponent = 309 + random.below(600);
    Some(replace(site, &format!("1e{exponent}")).suggest("1.8e308"))
}

/// An item of a list without its last bracket: the next item begins where a key or a comma should be.
fn object_not_closed(world: &World, random: &mut Random) -> Option<Mutation> {
    let follows = |site: &Site| {
        site.is_object()
            && site.member.is_none()
            && site
                .parent
                .is_some_and(|_| site.next(world.parent(site)).is_some())
    };
    let site = world.pick(random, follows)?;
    let (end, next) = (site.node.span.end, site.next(world.parent(site))?);
    Some(Mutation::edit(site.document, end - 1..end, "").at_byte(Next, next - 1))
}

/// A list without its bracket: the next key is taken for an item, until its colon comes.
fn list_not_closed(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.is_list() && site.member.is_some())?;
    let (end, parent) = (site.node.span.end, world.parent(site));
    let next = site.next(parent).unwrap_or(parent.node.span.end - 1);
    Some(Mutation::edit(site.document, end - 1..end, "").at_byte(Next, next - 1))
}

fn document<'a>(world: &World<'a>, random: &mut Random) -> &'a Document {
    random.pick(&world.original.dataset.documents)
}

fn cut_off(world: &World, random: &mut Random) -> Option<Mutation> {
    let document = document(world, random);
    let length = document.text.trim_end().len();
    let at = 1 + random.below(length - 1);
    let mutation = Mutation::edit(document, at..document.text.len(), "");
    let is_whole = document.text.is_char_boundary(at);
    is_whole.then(|| mutation.at_byte(End, at).suggest("close"))
}

fn nothing(world: &World, random: &mut Random) -> Option<Mutation> {
    let text = *random.pick(&["", "\n", "\n\n", "  \r\n"]);
    let mutation = Mutation::file(&document(world, random).path, Some(text.into()));
    Some(mutation.at_byte(End, text.len()))
}

fn two_records(world: &World, random: &mut Random) -> Option<Mutation> {
    let (first, second) = (document(world, random), document(world, random));
    let end = first.text.len();
    let mutation = Mutation::edit(first, end..end, &second.text).at_byte(Next, end);
    Some(mutation.suggest("a file of its own"))
}

fn byte_order_mark(world: &World, random: &mut Random) -> Option<Mutation> {
    let mutation = Mutation::edit(document(world, random), 0..0, "\u{feff}");
    Some(mutation.at_byte(Here, 0).suggest("without one"))
}

fn utf_16(world: &World, random: &mut Random) -> Option<Mutation> {
    let document = document(world, random);
    let units = "\u{feff}"
        .encode_utf16()
        .chain(document.text.encode_utf16());
    let bytes: Vec<u8> = match random.below(2) {
        0 => units.flat_map(u16::to_le_bytes).collect(),
        _ => units.flat_map(u16::to_be_bytes).collect(),
    };
    let mutation = Mutation::file(&document.path, Some(bytes)).at_byte(Here, 0);
    Some(mutation.suggest("save it as UTF-8"))
}

fn latin_1(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = string(world, random)?;
    let at = inside(site, random);
    // A letter with an accent, as one byte; what follows it must not look like the rest of a longer character.
    let next = site.text()[at..].chars().next()?;
    let mutation = insert(site, at, [*random.pick(&[0xe9, 0xeb, 0xef, 0xfc])]);
    next.is_ascii().then(|| mutation.suggest("UTF-8"))
}

fn key_twice(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.member.is_some())?;
    let (member, indent) = (site.member?, site.indent());
    let whole = &site.text()[member.key_span.start..member.value.span.end];
    let added = format!(",\n{indent}{whole}");
    let at = member.value.span.end;
    let mutation = Mutation::edit(site.document, at..at, &added);
    Some(mutation.at_byte(Key, at + 2).suggest("keep one of the two"))
}

fn too_deep(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |_| true)?;
    let levels = MAX_DEPTH + 1 + random.below(20);
    let raw = &site.text()[site.span()];
    let deep = format!("{}{raw}{}", "[".repeat(levels), "]".repeat(levels));
    Some(replace(site, &deep).suggest("nest less"))
}
