//! Errors in what the claims rest on: quotes that do not stand there, texts that are not the ones that were read.

use besluit::bench::Span;
use besluit::bench::normal;
use besluit::bench::quote;
use besluit::dataset::Document;
use besluit::derive::{Purpose, Quote};

use crate::kind::Layer::Evidence;
use crate::kind::Spot::{Around, Beside, Here, Key};
use crate::kind::{Kind, Mutation, Spot};
use crate::shape::{add_member, replace};
use crate::support::random::Random;
use crate::world::{Site, World};

const NOT_FOUND: &[(&str, Spot)] = &[("quote-not-found", Here)];
const FORM: &[(&str, Spot)] = &[("evidence-form", Key)];
const CHANGED: &[(&str, Spot)] = &[("text-changed", Beside)];
const UNREADABLE: &[(&str, Spot)] = &[("text-missing", Beside)];

pub const KINDS: &[Kind] = &[
    Kind::within(Evidence, "letter-of-a-quote", NOT_FOUND, letter_of_a_quote),
    Kind::within(Evidence, "letter-left-out", NOT_FOUND, letter_left_out),
    Kind::within(
        Evidence,
        "capital-in-a-quote",
        NOT_FOUND,
        capital_in_a_quote,
    ),
    Kind::within(Evidence, "look-alike-letter", NOT_FOUND, look_alike_letter),
    Kind::within(Evidence, "words-swapped", NOT_FOUND, words_swapped),
    Kind::within(Evidence, "word-left-out", NOT_FOUND, word_left_out),
    Kind::within(Evidence, "word-put-in", NOT_FOUND, word_put_in),
    Kind::within(Evidence, "words-as-dots", NOT_FOUND, words_as_dots),
    Kind::within(Evidence, "half-a-word", NOT_FOUND, half_a_word),
    Kind::within(
        Evidence,
        "quote-of-another-source",
        &[("quote-not-found", Beside)],
        quote_of_another_source,
    ),
    Kind::within(
        Evidence,
        "quote-of-several-places",
        &[("quote-ambiguous", Here)],
        quote_of_several_places,
    ),
    Kind::within(
        Evidence,
        "quote-too-long",
        &[("quote-length", Here)],
        quote_too_long,
    ),
    Kind::across(
        Evidence,
        "evidence-out-of-scope",
        &[("quote-out-of-scope", Here)],
        evidence_out_of_scope,
    ),
    Kind::within(Evidence, "quote-without-a-text", FORM, quote_without_a_text),
    Kind::within(Evidence, "locator-for-a-text", FORM, locator_for_a_text),
    Kind::within(Evidence, "quote-and-locator", FORM, quote_and_locator),
    Kind::within(
        Evidence,
        "confidence-in-a-quote",
        FORM,
        confidence_in_a_quote,
    ),
    Kind::within(
        Evidence,
        "locator-without-confidence",
        &[("evidence-form", Beside)],
        locator_without_confidence,
    ),
    Kind::within(
        Evidence,
        "evidence-of-nothing",
        &[("evidence-form", Around)],
        evidence_of_nothing,
    ),
    Kind::across(Evidence, "byte-of-a-text", CHANGED, byte_of_a_text),
    Kind::across(
        Evidence,
        "line-ends-of-a-text",
        CHANGED,
        line_ends_of_a_text,
    ),
    Kind::within(
        Evidence,
        "digit-of-a-hash",
        &[("text-changed", Here)],
        digit_of_a_hash,
    ),
    Kind::across(Evidence, "text-not-utf8", UNREADABLE, text_not_utf8),
    Kind::across(Evidence, "text-gone", UNREADABLE, text_gone),
    Kind::across(
        Evidence,
        "text-of-another-name",
        &[("text-missing", Here)],
        text_of_another_name,
    ),
    Kind::across(Evidence, "stray-file", &[("stray-file", Here)], stray_file).warning(),
];

/// A quote that is evidence, as a value of its record, with its words.
fn words<'a>(
    world: &'a World,
    random: &mut Random,
) -> Option<(&'a Quote<'a>, &'a Site<'a>, Vec<&'a str>)> {
    let quote = world.evidence(random);
    let site = world.site(quote.document, &quote.pointer)?;
    let words: Vec<_> = quote.quote.split(' ').collect();
    (words.len() >= 5).then_some((quote, site, words))
}

/// A quote with other words in its place, and what was meant as the suggestion.
fn requote(of: &Quote, site: &Site, other: &str) -> Option<Mutation> {
    // By chance it may still stand there.
    let stands = !normal(&of.text.text).find(other).is_empty();
    (!stands).then(|| replace(site, quote(other)).suggest(of.quote))
}

/// The place of a letter that is in a word of a quote.
fn letter(random: &mut Random, text: &str) -> (usize, char) {
    let letters: Vec<_> = text
        .char_indices()
        .filter(|(_, one)| one.is_alphabetic())
        .collect();
    *random.pick(&letters)
}

fn letter_of_a_quote(world: &World, random: &mut Random) -> Option<Mutation> {
    let (of, site, _) = words(world, random)?;
    let (at, letter) = letter(random, of.quote);
    let mut other = of.quote.to_owned();
    other.replace_range(
        at..at + letter.len_utf8(),
        random.pick(&["x", "q", "e", "n", "s"]),
    );
    requote(of, site, &other)
}

fn letter_left_out(world: &World, random: &mut Random) -> Option<Mutation> {
    let (of, site, _) = words(world, random)?;
    let (at, _) = letter(random, of.quote);
    let mut other = of.quote.to_owned();
    other.remove(at);
    requote(of, site, other.trim())
}

fn capital_in_a_quote(world: &World, random: &mut Random) -> Option<Mutation> {
    let (of, site, mut words) = words(world, random)?;
    let at = random.below(words.len());
    let upper = words[at].to_uppercase();
    words[at] = &upper;
    requote(of, site, &words.join(" "))
}

fn look_alike_letter(world: &World, random: &mut Random) -> Option<Mutation> {
    let (of, site, _) = words(world, random)?;
    let (latin, other) = *random.pick(&[
        ('a', "а"),
        ('c', "с"),
        ('e', "е"),
        ('o', "о"),
        ('p', "р"),
        ('i', "і"),
    ]);
    let places: Vec<_> = of.quote.match_indices(latin).map(|(at, _)| at).collect();
    let mut text = of.quote.to_owned();
    let at = *random.pick(places.get(..).filter(|places| !places.is_empty())?);
    text.replace_range(at..=at, other);
    requote(of, site, &text)
}

fn words_swapped(world: &World, random: &mut Random) -> Option<Mutation> {
    let (of, site, mut words) = words(world, random)?;
    let at = random.below(words.len() - 1);
    words.swap(at, at + 1);
    requote(of, site, &words.join(" "))
}

fn word_left_out(world: &World, random: &mut Random) -> Option<Mutation> {
    let (of, site, mut words) = words(world, random)?;
    words.remove(1 + random.below(words.len() - 2));
    requote(of, site, &words.join(" "))
}

fn word_put_in(world: &World, random: &mut Random) -> Option<Mutation> {
    let (of, site, mut words) = words(world, random)?;
    let at = 1 + random.below(words.len() - 1);
    words.insert(at, random.pick(&["echter", "niet", "ook", "zeer"]));
    requote(of, site, &words.join(" "))
}

fn words_as_dots(world: &World, random: &mut Random) -> Option<Mutation> {
    let (of, site, mut words) = words(world, random)?;
    let at = 1 + random.below(words.len() - 3);
    words.splice(at..at + 2, [*random.pick(&["…", "...", "[...]", "(…)"])]);
    requote(of, site, &words.join(" "))
}

fn half_a_word(world: &World, random: &mut Random) -> Option<Mutation> {
    let (of, site, _) = words(world, random)?;
    let mut other = of.quote.to_owned();
    let is_inside = if random.below(2) == 0 {
        other.pop().is_some_and(char::is_alphabetic) && other.ends_with(char::is_alphabetic)
    } else {
        other.remove(0).is_alphabetic() && other.starts_with(char::is_alphabetic)
    };
    let mutation = requote(of, site, &other)?;
    is_inside.then(|| mutation.suggest("quote whole words"))
}

fn quote_of_another_source(world: &World, random: &mut Random) -> Option<Mutation> {
    let (of, site, _) = words(world, random)?;
    let lacks_it = |other: &&Quote| normal(&other.text.text).find(of.quote).is_empty();
    let other = world.quotes.iter().find(lacks_it)?.source.id.as_str();
    let source = world.parent(site).node.get("source")?;
    let mutation = Mutation::edit(site.document, source.span.clone(), quote(other));
    // The quote stands on its line as before: the change moves none.
    let mutation = mutation.at_value(Beside, site.document, &site.pointer);
    Some(mutation.suggest(format!("`{}`", of.source.id)))
}

fn quote_of_several_places(world: &World, random: &mut Random) -> Option<Mutation> {
    let (of, site, words) = words(world, random)?;
    let word = random
        .pick(&words)
        .trim_matches(|letter: char| !letter.is_alphanumeric());
    let found = normal(&of.text.text).find(word);
    let is_good = found.len() > 1 && !found.iter().any(|one| is_declared(world, of, one));
    let mutation = replace(site, quote(word)).suggest(format!("{} times", found.len()));
    is_good.then_some(mutation)
}

fn quote_too_long(world: &World, random: &mut Random) -> Option<Mutation> {
    let (of, site, _) = words(world, random)?;
    let view = &normal(&of.text.text).view;
    let start = of.found.first()?.start;
    let mut ends = view[start..].match_indices(' ').map(|(at, _)| start + at);
    let end = ends.nth(61 + random.below(40))?;
    let mutation = replace(site, quote(&view[start..end])).suggest("the most is 60");
    (!is_declared(world, of, &(start..end))).then_some(mutation)
}

/// True if some of these words are declared to say nothing: to quote them is another fault.
fn is_declared(world: &World, of: &Quote, words: &Span) -> bool {
    world.quotes.iter().any(|other| {
        let is_same = other.source.id == of.source.id && other.purpose == Purpose::OutOfScope;
        let overlaps = |found: &Span| found.start < words.end && words.start < found.end;
        is_same && other.found.iter().any(overlaps)
    })
}

fn evidence_out_of_scope(world: &World, random: &mut Random) -> Option<Mutation> {
    let of = world.evidence(random);
    let declared =
        |site: &Site| site.pointer.starts_with("/out_of_scope/") && site.key() == Some("quote");
    let site = world.pick(random, |site| {
        declared(site)
            && site
                .document
                .identity()
                .is_some_and(|(_, id)| id == of.source.id.as_str())
    })?;
    Some(replace(site, quote(of.quote)).suggest("records/"))
}

/// Evidence that has, or has not, a pinned text.
fn evidence<'a>(world: &'a World, random: &mut Random, has: &str) -> Option<&'a Site<'a>> {
    world.pick(random, |site| {
        site.shape.type_name == "Evidence" && site.node.get(has).is_some()
    })
}

fn quote_without_a_text(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = evidence(world, random, "locator")?;
    let (locator, confidence) = (
        site.node.member("locator")?,
        site.node.member("confidence")?,
    );
    let text = format!("\"quote\": {}", &site.text()[locator.value.span.clone()]);
    let start = locator.key_span.start;
    let mutation = Mutation::edit(site.document, start..confidence.value.span.end, text);
    Some(
        mutation
            .at(Key, format!("{}/quote", site.pointer), start)
            .suggest("give a locator"),
    )
}

fn locator_for_a_text(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = evidence(world, random, "quote")?;
    let member = site.node.member("quote")?;
    let start = member.key_span.start;
    let text = format!(
        "\"locator\": \"Page {}\",\n        \"confidence\": \"high\"",
        1 + random.below(9)
    );
    let mutation = Mutation::edit(site.document, start..member.value.span.end, text);
    Some(
        mutation
            .at(Key, format!("{}/locator", site.pointer), start)
            .suggest("quote them"),
    )
}

fn quote_and_locator(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = evidence(world, random, "quote")?;
    let page = format!("\"Page {}\"", 1 + random.below(9));
    Some(add_member(site, "locator", &page)?.suggest("keep the quote"))
}

fn confidence_in_a_quote(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = evidence(world, random, "quote")?;
    let confidence = *random.pick(&["\"high\"", "\"medium\""]);
    Some(add_member(site, "confidence", confidence)?.suggest("leave it out"))
}

fn locator_without_confidence(world: &World, random: &mut Random) -> Option<Mutation> {
    let evidence = evidence(world, random, "locator")?;
    let site = world.site(
        evidence.document,
        &format!("{}/confidence", evidence.pointer),
    )?;
    let locator = evidence.node.member("locator")?.key_span.start;
    let mutation = Mutation::edit(site.document, site.whole(evidence), "");
    let pointer = format!("{}/locator", evidence.pointer);
    Some(
        mutation
            .at(Beside, pointer, locator)
            .suggest("`high` or `medium`"),
    )
}

fn evidence_of_nothing(world: &World, random: &mut Random) -> Option<Mutation> {
    let evidence = evidence(world, random, "quote")?;
    let site = world.site(evidence.document, &format!("{}/quote", evidence.pointer))?;
    let mutation = Mutation::edit(site.document, site.whole(evidence), "");
    let mutation = mutation.at(Around, &evidence.pointer, evidence.node.span.start);
    Some(mutation.suggest("quote the words"))
}

/// The path of a pinned text, and the record of its source.
fn pinned<'a>(world: &World<'a>, random: &mut Random) -> (&'a str, &'a Document) {
    let dataset = &world.original.dataset;
    let texts: Vec<_> = dataset
        .sources()
        .filter_map(|(document, source)| {
            Some((dataset.sidecar(document, source)?.path.as_str(), document))
        })
        .collect();
    *random.pick(&texts)
}

fn byte_of_a_text(world: &World, random: &mut Random) -> Option<Mutation> {
    let (path, document) = pinned(world, random);
    let mut bytes = world.original.bytes(path).to_vec();
    let is_letter = |at: &usize| bytes[*at].is_ascii_alphabetic();
    let letters: Vec<_> = (0..bytes.len()).filter(is_letter).collect();
    let at = *random.pick(&letters);
    bytes[at] ^= 1;
    // Every quote that has the letter goes without it.
    let (_, source) = document.identity().expect("it is a source");
    let of_it: Vec<_> = world
        .quotes
        .iter()
        .filter(|quote| quote.source.id.as_str() == source)
        .collect();
    let text = of_it.first().map(|quote| normal(&quote.text.text));
    let has_it = |quote: &&&Quote| {
        let mut found = quote.found.iter().cloned();
        found.any(|found| {
            text.as_ref()
                .is_some_and(|text| text.source_range(found).contains(&at))
        })
    };
    let quotes = of_it.iter().filter(has_it).count();
    let mutation = Mutation::file(path, Some(bytes)).at_value(Beside, document, "/text/sha256");
    Some(mutation.breaking(quotes).suggest("put it back"))
}

fn line_ends_of_a_text(world: &World, random: &mut Random) -> Option<Mutation> {
    let (path, document) = pinned(world, random);
    let text = std::str::from_utf8(world.original.bytes(path)).ok()?;
    let other = match random.below(4) {
        0 => text.replace('\n', "\r\n"),
        1 => format!("{text}{}", "\n".repeat(1 + random.below(9))),
        2 => text.replacen('\n', "\n\n", 1 + random.below(9)),
        _ => text.trim_end().to_owned(),
    };
    let is_changed = other != text;
    let mutation = Mutation::file(path, Some(other.into_bytes()));
    is_changed.then(|| mutation.at_value(Beside, document, "/text/sha256"))
}

fn digit_of_a_hash(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.key() == Some("sha256"))?;
    let hash = site.str()?;
    let at = random.below(hash.len());
    let mut other = hash.to_owned();
    other.replace_range(at..=at, random.pick(&["0", "7", "a", "f"]));
    (other != hash).then(|| replace(site, quote(&other)).suggest(hash))
}

fn text_not_utf8(world: &World, random: &mut Random) -> Option<Mutation> {
    let (path, document) = pinned(world, random);
    let mut bytes = world.original.bytes(path).to_vec();
    let at = random.below(bytes.len());
    bytes[at] = 0xff;
    let mutation = Mutation::file(path, Some(bytes)).at_value(Beside, document, "/text/path");
    Some(mutation.suggest("is not UTF-8"))
}

fn text_gone(world: &World, random: &mut Random) -> Option<Mutation> {
    let (path, document) = pinned(world, random);
    let mutation = Mutation::file(path, None).at_value(Beside, document, "/text/path");
    Some(mutation.suggest("put the text there"))
}

fn text_of_another_name(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = world.pick(random, |site| site.pointer == "/text/path")?;
    let name = format!("tekst-{}.txt", random.below(99));
    Some(replace(site, quote(&name)).suggest("put the text there"))
}

fn stray_file(world: &World, random: &mut Random) -> Option<Mutation> {
    let document: &Document = random.pick(&world.original.dataset.documents);
    let (folder, _) = document.path.rsplit_once('/')?;
    let name = *random.pick(&[
        "notes.txt",
        "source.json.bak",
        "scan.pdf",
        "tekst.txt",
        "Untitled 1",
    ]);
    let mutation = Mutation::file(&format!("{folder}/{name}"), Some(b"to do\n".to_vec()));
    Some(mutation.at_byte(Here, 0).suggest("remove it"))
}
