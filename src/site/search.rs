//! The search: its page, and the files that its script loads when the first key is pressed. A word is found by any part of it, in the form
//! that [`folded`] gives it, which the script computes in the same way.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use serde_json::{Value, json};

use crate::export::{Exported, File};
use crate::model::{
    ActorId, Commitment, Date, Decision, Evidence, LocalizedText, Provision, Record, Source,
};
use crate::passage::folded;

use super::address::{Place, RECORD, Section};
use super::page::Page;
use super::{Edition, Site, file, rendered};

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'a> {
    page: Page<'a>,
    /// The way to the files of the search in this language, up to what tells them apart.
    files: String,
    /// The kinds of what can be found: their codes, and their names.
    kinds: Vec<(&'static str, &'static str)>,
}

/// The kinds of what can be found, in the order in which the script counts them.
const KINDS: [&str; 8] = [
    "decision",
    "statement",
    "provision",
    "commitment",
    "source",
    "passage",
    "actor",
    "proposal",
];

/// The number of bytes from which the places of words are in a file for each first letter.
const WHOLE: usize = 300_000;

/// The number of items in a file of titles and excerpts.
const ITEMS: usize = 1000;

/// The number of characters of an excerpt.
const EXCERPT: usize = 160;

/// How much a place of a word says, most first.
#[derive(Clone, Copy)]
enum Weight {
    Title,
    Statement,
    Quote,
    Text,
}

/// What can be found.
struct Item<'a> {
    kind: &'static str,
    title: String,
    page: String,
    excerpt: String,
    holder: Option<&'a ActorId>,
    year: &'a str,
    words: Vec<(Weight, &'a str)>,
}

/// The page of the search, and the files that its script loads.
pub fn files<'a>(site: &'a Site<'a>, edition: &'a Edition) -> std::io::Result<Vec<File>> {
    let words = edition.words;
    let place = Place::List(Section::Search, 0);
    let page = Page::new(site, edition, place, words.search, words.search_hint);
    let mut files = data(&edition.tag, &items(&page), &page);
    let template = SearchPage {
        files: page.to(&format!("search/{}-", edition.tag)),
        kinds: KINDS.map(|kind| (kind, name(&page, kind))).to_vec(),
        page,
    };
    files.push(rendered(&template.page, &template)?);
    Ok(files)
}

fn name(page: &Page<'_>, kind: &str) -> &'static str {
    let words = page.words;
    match kind {
        "decision" => words.decision,
        "statement" => words.statement,
        "provision" => words.provision,
        "commitment" => words.commitment,
        "source" => words.source,
        "passage" => words.passage,
        "actor" => words.actor,
        _ => words.dossier,
    }
}

/// Everything that can be found. Withdrawn records are no answer to anything.
fn items<'a>(page: &Page<'a>) -> Vec<Item<'a>> {
    let records = page.site.export.records.iter();
    let counting = records.filter(|one| one.record.state().counts());
    counting.flat_map(|one| of_record(page, one)).collect()
}

fn of_record<'a>(page: &Page<'a>, exported: &'a Exported<'a>) -> Vec<Item<'a>> {
    let record = exported.record;
    let title = page.site.title_of_record(record);
    let mut item = Item {
        title: page.said(title).text.to_owned(),
        words: all(Weight::Title, title)
            .chain([(Weight::Text, record.id())])
            .collect(),
        ..item(page, record, "", RECORD)
    };
    item.kind = record.record_type();
    let mut parts = Vec::new();
    match record {
        Record::Decision(one) => {
            let labels = one.options.iter();
            item.words
                .extend(labels.flat_map(|option| all(Weight::Text, &option.label)));
            let numbers = one.identifiers.iter();
            item.words
                .extend(numbers.map(|one| (Weight::Text, one.value.as_str())));
            item.excerpt = one.chosen().map_or(String::new(), |option| {
                excerpt(page.said(&option.label).text)
            });
            item.holder = Some(&one.decider.actor);
            item.year = year_of(one);
            parts.extend(
                one.provisions
                    .iter()
                    .map(|one| provision(page, record, one)),
            );
            parts.extend(statements(page, record, one));
        }
        Record::Proposal(one) => {
            let versions = one.versions.iter();
            let numbers = versions.flat_map(|version| &version.identifiers);
            let numbers = numbers.chain(&one.identifiers);
            item.words
                .extend(numbers.map(|one| (Weight::Text, one.value.as_str())));
            item.year = one.versions.first().map_or("", |one| year(&one.date));
            parts.extend(
                one.provisions
                    .iter()
                    .map(|one| provision(page, record, one)),
            );
        }
        Record::Source(one) => {
            let numbers = one.identifiers.iter();
            item.words
                .extend(numbers.map(|one| (Weight::Text, one.value.as_str())));
            if let Some(text) = page.site.dataset.text(one) {
                item.words.push((Weight::Text, &text.normal().view));
                item.excerpt = excerpt(&text.normal().view);
            }
            item.holder = one.authors.first().map(|author| &author.actor);
            item.year = year(&one.date);
            parts.extend(passages(page, record, one));
        }
        Record::Actor(one) => {
            item.excerpt = page.code("actor_kind", &one.kind);
            item.holder = Some(&one.id);
        }
    }
    parts.extend(
        record
            .commitments()
            .iter()
            .map(|one| commitment(page, record, one)),
    );
    [item].into_iter().chain(parts).collect()
}

/// An item without words, at a place of the page of a record.
fn item<'a>(page: &Page<'a>, record: &'a Record, kind: &'static str, part: &str) -> Item<'a> {
    let year = match record {
        Record::Decision(one) => year_of(one),
        Record::Proposal(one) => one.versions.first().map_or("", |one| year(&one.date)),
        Record::Source(one) => year(&one.date),
        Record::Actor(_) => "",
    };
    // The script knows the way to the top.
    let place = Place::Record(record.record_type(), record.id());
    let path = place.path(&page.edition.tag, page.words);
    Item {
        kind,
        title: String::new(),
        page: match part {
            RECORD => path,
            part => format!("{path}#{part}"),
        },
        excerpt: String::new(),
        holder: None,
        year,
        words: Vec::new(),
    }
}

/// A part of a record with a text of its own, and what it rests on.
fn part<'a>(
    page: &Page<'a>,
    (record, kind, id): (&'a Record, &'static str, &str),
    text: &'a LocalizedText,
    evidence: &'a [Evidence],
) -> Item<'a> {
    let quotes = evidence.iter().filter_map(|one| one.quote.as_ref());
    let quotes: Vec<_> = quotes.map(|quote| quote.as_str()).collect();
    let title = page.site.title_of_record(record);
    Item {
        title: page.said(text).text.to_owned(),
        excerpt: excerpt(quotes.first().copied().unwrap_or(page.said(title).text)),
        words: all(Weight::Statement, text)
            .chain(quotes.into_iter().map(|quote| (Weight::Quote, quote)))
            .collect(),
        ..item(page, record, kind, id)
    }
}

fn statements<'a>(
    page: &Page<'a>,
    record: &'a Record,
    decision: &'a Decision,
) -> impl Iterator<Item = Item<'a>> {
    decision.statements.iter().map(move |one| Item {
        holder: Some(&one.holder),
        ..part(
            page,
            (record, "statement", one.id.as_str()),
            &one.text,
            &one.evidence,
        )
    })
}

fn provision<'a>(page: &Page<'a>, record: &'a Record, one: &'a Provision) -> Item<'a> {
    let place = (record, "provision", one.id.as_str());
    part(page, place, &one.text, &one.evidence)
}

fn commitment<'a>(page: &Page<'a>, record: &'a Record, one: &'a Commitment) -> Item<'a> {
    let evidence = one.events.first().map_or(&[][..], |event| &event.evidence);
    let place = (record, "commitment", one.id.as_str());
    Item {
        holder: Some(&one.by),
        ..part(page, place, &one.text, evidence)
    }
}

/// The passages of a letter on which claims rest.
fn passages<'a>(page: &Page<'a>, record: &'a Record, source: &'a Source) -> Vec<Item<'a>> {
    let passages = page.site.passages.get(source.id.as_str());
    let passages = passages.into_iter().flatten();
    let claimed = passages.filter(|one| !one.claims.is_empty());
    let items = claimed.map(|one| Item {
        title: page.said(&source.title).text.to_owned(),
        excerpt: excerpt(one.quote),
        holder: source.authors.first().map(|author| &author.actor),
        words: vec![(Weight::Quote, one.quote)],
        ..item(page, record, "passage", &one.name)
    });
    items.collect()
}

/// A text in all its languages.
fn all<'a>(
    weight: Weight,
    text: &'a LocalizedText,
) -> impl Iterator<Item = (Weight, &'a str)> + use<'a> {
    text.iter().map(move |(_, text)| (weight, text.as_str()))
}

fn year_of(decision: &Decision) -> &str {
    let first = decision.events.iter().map(|one| &one.date);
    first.min_by_key(|date| date.order()).map_or("", year)
}

fn year(date: &Date) -> &str {
    date.as_str().get(..4).unwrap_or_default()
}

/// The beginning of a text, up to a whole word.
fn excerpt(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(EXCERPT) else {
        return text.to_owned();
    };
    let start = &text[..end];
    let whole = start
        .rfind(char::is_whitespace)
        .map_or(start, |at| &start[..at]);
    format!("{whole}…")
}

/// The words of a text as the search compares them: folded, and without the marks around them.
fn words_of(text: &str) -> Vec<String> {
    let folded = folded(text);
    let words = folded.split(' ').map(|word| {
        let is_mark = |letter: char| !letter.is_alphanumeric();
        word.trim_matches(is_mark).to_owned()
    });
    words.filter(|word| !word.is_empty()).collect()
}

/// The name of the file of a word: its first letter, with one for all numbers and one for all other letters.
fn shard(word: &str) -> char {
    match word.chars().next() {
        Some('0'..='9') => '0',
        Some(letter @ 'a'..='z') => letter,
        _ => '_',
    }
}

/// The files of the search in one language.
fn data(tag: &str, items: &[Item<'_>], page: &Page<'_>) -> Vec<File> {
    let mut vocabulary: BTreeMap<String, BTreeMap<usize, usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        for (weight, text) in &item.words {
            for word in words_of(text) {
                let places = vocabulary.entry(word).or_default();
                let best = places.entry(at).or_insert(usize::MAX);
                *best = (*best).min(*weight as usize);
            }
        }
    }
    let words: Vec<_> = vocabulary.keys().map(String::as_str).collect();
    let places: Vec<Value> = vocabulary.values().map(steps).collect();
    let all = json!(places).to_string();
    let mut files = documents(tag, items, page);
    // Each file holds the words from a number on, as those of a first letter stand side by side.
    let mut shards: Vec<(char, usize)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let name = shard(word);
        if shards.last().is_none_or(|(last, _)| *last != name) {
            shards.push((name, at));
        }
    }
    let mut index = json!({ "words": words.join(" ") });
    if words.join(" ").len() + all.len() <= WHOLE {
        index["places"] = Value::Array(places);
    } else {
        let ends = shards.iter().skip(1).map(|(_, at)| *at);
        let ends = ends.chain([places.len()]);
        for ((name, start), end) in shards.iter().zip(ends) {
            let part = json!({ "from": start, "places": places[*start..end] });
            files.push(script(tag, &format!("words-{name}"), &part));
        }
        index["shards"] = json!(shards);
    }
    files.push(script(tag, "words", &index));
    files
}

/// The items that have a word, each as the distance from the one before, times four, and the weight.
fn steps(places: &BTreeMap<usize, usize>) -> Value {
    let mut before = 0;
    let steps = places.iter().map(|(at, weight)| {
        let step = (at - before) * 4 + weight;
        before = *at;
        step
    });
    steps.collect()
}

/// The files of what can be found: in the first what the filters ask, in the others what is shown.
fn documents(tag: &str, items: &[Item<'_>], page: &Page<'_>) -> Vec<File> {
    let mut holders: Vec<(&str, String)> = items
        .iter()
        .filter_map(|item| item.holder)
        .map(|holder| (holder.as_str(), page.actor_name(holder)))
        .collect();
    holders.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
    holders.dedup();
    let numbers: HashMap<_, _> = holders
        .iter()
        .enumerate()
        .map(|(at, (id, _))| (*id, at))
        .collect();
    let kinds = items.iter().map(|item| {
        let kind = KINDS.iter().position(|kind| *kind == item.kind);
        kind.unwrap_or_default()
    });
    let of = |item: &Item<'_>| item.holder.and_then(|holder| numbers.get(holder.as_str()));
    let about = json!({
        "kinds": kinds.collect::<Vec<_>>(),
        "holders": holders,
        "holder": items.iter().map(|item| of(item).map_or(-1, |at| *at as i64)).collect::<Vec<_>>(),
        "year": items.iter().map(|item| item.year.parse().unwrap_or(0)).collect::<Vec<i64>>(),
        "each": ITEMS,
    });
    let parts = items.chunks(ITEMS).enumerate().map(|(at, items)| {
        let shown = items
            .iter()
            .map(|item| json!([item.title, item.page, item.excerpt]));
        let shown: Value = shown.collect();
        script(tag, &format!("docs-{at}"), &json!({ "shown": shown }))
    });
    parts.chain([script(tag, "docs", &about)]).collect()
}

/// A value as a script: that works from a folder as well, where nothing else may be loaded.
fn script(tag: &str, name: &str, value: &Value) -> File {
    file(
        format!("search/{tag}-{name}.js"),
        format!("besluit[\"{name}\"] = {value};\n"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_as_the_script_does() {
        let table = include_str!("../../tests/interop/folds.json");
        let table: Vec<(String, Vec<String>)> = serde_json::from_str(table).expect("it is a table");
        for (text, words) in table {
            assert_eq!(words_of(&text), words, "{text}");
        }
    }

    #[test]
    fn an_excerpt_ends_with_a_word() {
        assert_eq!(excerpt("kort"), "kort");
        let long = "ĳsvogel ".repeat(30);
        let short = excerpt(&long);
        assert!(short.ends_with("ĳsvogel…"), "{short}");
        assert!(short.chars().count() <= EXCERPT + 1);
    }

    #[test]
    fn places_are_told_by_their_distance() {
        let places = BTreeMap::from([(0, 3), (1, 0), (7, 2)]);
        assert_eq!(steps(&places), json!([3, 4, 26]));
    }

    #[test]
    fn words_of_a_first_letter_stand_side_by_side() {
        let mut words = vec!["zo", "12", "één", "aap", "_", "1", "мир", "bas"];
        words.sort();
        let mut shards: Vec<_> = words.iter().map(|word| shard(word)).collect();
        shards.dedup();
        let count = shards.len();
        shards.sort();
        shards.dedup();
        // `_` alone is no word.
        assert!(count <= shards.len() + 1);
    }
}
