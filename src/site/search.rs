//! The search: its page, and the files that its script loads when the first key is pressed. A word is found by any part of it, in the form
//! that [`folded`] gives it, which the script computes in the same way.

mod items;

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use serde_json::{Value, json};

use crate::export::File;
use crate::passage::folded;

use super::address::{Place, Section};
use super::page::Page;
use super::{Edition, Site, file, rendered};

use items::{Item, items};

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
    fn places_are_told_by_their_distance() {
        let places = BTreeMap::from([(0, 3), (1, 0), (7, 2)]);
        assert_eq!(steps(&places), json!([3, 4, 26]));
    }

    #[test]
    fn words_of_a_first_letter_stand_side_by_side() {
        let mut words = ["zo", "12", "één", "aap", "_", "1", "мир", "bas"];
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
