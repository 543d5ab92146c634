//! What the tests of views look with: the views of a dataset from a day, as people and as programs read them.

use serde::Serialize;
use serde_json::Value;

use super::search::{Query, search};
use super::{Reader, coverage, list, show, status, timeline};
use crate::dataset::{Dataset, Document};
use crate::derive::{self, Moment, Projection};
use crate::model::{ActorId, Proposal, ProposalId};
use crate::schema::Schemas;
use crate::support::{config, dataset, day, raw_files, repository};

/// A day after everything in the datasets, on which all of them are looked at.
const TODAY: &str = "2026-12-31";

/// One of the hard cases.
pub fn world(case: &str) -> Dataset {
    dataset(&repository().join("tests/fixtures/world").join(case))
}

/// One of the hard cases in which a record says something else.
pub fn edited(case: &str, id: &str, edit: impl Fn(&mut Value)) -> Dataset {
    let folder = repository().join("tests/fixtures/world").join(case);
    let mut files = raw_files(&folder);
    let mut edits = 0;
    for file in &mut files {
        let content = file.content.as_ref().expect("it was read");
        let Ok(mut record) = serde_json::from_slice::<Value>(content) else {
            continue;
        };
        if record["id"] == id {
            edit(&mut record);
            edits += 1;
            file.content = Ok(record.to_string().into_bytes());
        }
    }
    assert_eq!(edits, 1, "{id} is there");
    let dataset = Dataset::new(config(&folder), files, &Schemas::new());
    assert!(dataset.documents.iter().all(|one| one.record.is_some()));
    dataset
}

pub fn project(dataset: &Dataset, at: &str, known: &str) -> Projection {
    let (at, known) = (day(at), day(known));
    Projection::new(dataset, Moment { at, known }, day(TODAY))
}

/// The projection to the day on which the datasets are looked at.
pub fn today(dataset: &Dataset) -> Projection {
    project(dataset, TODAY, TODAY)
}

fn document<'a>(projection: &'a Projection, id: &str) -> Option<&'a Document> {
    let mut documents = projection.shown.documents.iter();
    let found = documents.find(|one| one.identity().is_some_and(|(_, its)| its == id));
    found.map(AsRef::as_ref)
}

/// What a writer of a view writes.
fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("it can be written");
    String::from_utf8(out).expect("it is UTF-8")
}

pub fn json(view: &impl Serialize) -> Value {
    serde_json::to_value(view).expect("it is JSON")
}

/// A page, or that of a part as `record#part`, as people read it; nothing if the record is not in view.
pub fn page_in(projection: &Projection, id: &str, language: &str) -> Option<String> {
    let (id, part) = id
        .split_once('#')
        .map_or((id, None), |(id, part)| (id, Some(part)));
    let mut view = show::view(projection, document(projection, id)?).expect("it is a record");
    if let Some(part) = part
        && !view.narrow(part)
    {
        return None;
    }
    let reader = Reader::plain(language);
    Some(written(|out| show::write(projection, &view, &reader, out)))
}

pub fn page(projection: &Projection, id: &str) -> String {
    page_in(projection, id, "en").expect("it is in view")
}

/// A page as programs read it.
pub fn page_json(projection: &Projection, id: &str) -> Option<Value> {
    let view = show::view(projection, document(projection, id)?).expect("it is a record");
    Some(json(&view))
}

type PositionOf = Option<(ActorId, ProposalId)>;

/// Somebody's position on something, to be asked for.
pub fn of(actor: &str, proposal: &str) -> PositionOf {
    let actor = actor.parse().expect("an id");
    Some((actor, proposal.parse().expect("an id")))
}

/// The statuses of all decisions that are shown, as people and as programs read them.
pub fn statuses(projection: &Projection, of: &PositionOf, language: &str) -> (String, Value) {
    let decisions = projection.shown.decisions();
    let decisions: Vec<_> = decisions.map(|(_, one)| one).collect();
    let of = of.as_ref().map(|(actor, proposal)| (actor, proposal));
    let view = status::view(projection, &decisions, of);
    let reader = Reader::plain(language);
    let text = written(|out| status::write(projection, &view, &reader, out));
    (text, json(&view))
}

/// Every proposal that is shown, by itself and with each state that may have a position on it.
pub fn asked(projection: &Projection) -> Vec<(Option<&ActorId>, &Proposal)> {
    let records = || {
        let documents = projection.shown.documents.iter();
        documents.filter_map(|one| one.record.as_ref())
    };
    let actors = || records().filter_map(|one| one.actor());
    let states = || actors().filter(|one| one.on_behalf_of.is_none() && !one.terms.is_empty());
    let proposals = records().filter_map(|one| one.proposal());
    let asked = proposals.flat_map(|proposal| {
        let actors = [None].into_iter().chain(states().map(|one| Some(&one.id)));
        actors.map(move |actor| (actor, proposal))
    });
    asked.collect()
}

/// The lines of all proposals that are shown, as people and as programs read them.
pub fn lines(projection: &Projection, language: &str) -> (String, Vec<Value>) {
    let (mut text, mut values) = (String::new(), Vec::new());
    let reader = Reader::plain(language);
    for (actor, proposal) in asked(projection) {
        let view = timeline::view(projection, proposal, actor);
        text += &written(|out| timeline::write(projection, proposal, &view, &reader, out));
        values.push(json(&view));
    }
    (text, values)
}

/// What a query finds, as people and as programs read it.
pub fn found(projection: &Projection, query: &Query, language: &str) -> (String, Value) {
    let found = search(&projection.shown, query);
    let view = list::view(&found, projection.moment);
    let reader = Reader::plain(language);
    let text = written(|out| list::write(projection, &view, &reader, out));
    (text, json(&view))
}

/// How much of the texts the records cover, as people and as programs read it.
pub fn covered(projection: &Projection, language: &str) -> (String, Value) {
    let shown = &projection.shown;
    let quotes = derive::quotes(shown);
    let quotes: Vec<_> = quotes.iter().collect();
    let sources = shown.sources().map(|(_, source)| source);
    let coverages = sources.filter_map(|source| derive::coverage(shown, source, &quotes));
    let coverages: Vec<_> = coverages.collect();
    let view = coverage::view(derive::completeness(shown), &coverages, projection.moment);
    let reader = Reader::plain(language);
    let text = written(|out| coverage::write(projection, &view, &reader, out));
    (text, json(&view))
}

/// A text with each run of white space as one space, as words are looked for.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words stand in a text in this order.
#[track_caller]
pub fn check_order(text: &str, words: &[&str]) {
    let mut rest = text;
    for word in words {
        let at = rest
            .find(word)
            .unwrap_or_else(|| panic!("`{word}` comes too early, or not: {text}"));
        rest = &rest[at + word.len()..];
    }
}

/// All views in which a record can be seen, by name, each with what it says in one line.
pub fn all(projection: &Projection, id: &str) -> Vec<(&'static str, String)> {
    let language = projection.shown.config.languages.last();
    let other = language.map_or("en", |one| one.as_str());
    let query = Query::default();
    let mut all = Vec::new();
    let mut add = |name, text: String| all.push((name, flat(&text)));
    add("show", page_in(projection, id, "en").unwrap_or_default());
    add(
        "show in another language",
        page_in(projection, id, other).unwrap_or_default(),
    );
    add("show as JSON", json(&page_json(projection, id)).to_string());
    let (text, value) = statuses(projection, &None, "en");
    add("status", text);
    add("status as JSON", value.to_string());
    let (text, value) = lines(projection, "en");
    add("timeline", text);
    add("timeline as JSON", json(&value).to_string());
    let (text, value) = found(projection, &query, "en");
    add("list", text);
    add("list as JSON", value.to_string());
    let (text, value) = covered(projection, "en");
    add("coverage", text);
    add("coverage as JSON", value.to_string());
    all
}

/// Words of a record are in no view from a day before they were known, and in these views, by name, from a day after that.
#[track_caller]
pub fn appears(dataset: &Dataset, id: &str, (before, after): (&str, &str), words: &[(&str, &str)]) {
    let then = all(&project(dataset, before, before), id);
    let later = all(&project(dataset, after, after), id);
    for (view, words) in words {
        for (name, text) in &then {
            assert!(!text.contains(words), "{name} on {before}: {text}");
        }
        let (_, text) = later
            .iter()
            .find(|(name, _)| name == view)
            .expect("there is such a view");
        assert!(
            text.contains(words),
            "{view} on {after}: `{words}` is in: {text}"
        );
    }
}
