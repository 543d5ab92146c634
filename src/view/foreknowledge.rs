//! The promise: no view says more than was known. Looked at from a day, each is the same, byte for byte, as that of a dataset from which
//! everything that was first known later was cut, by a plain second way of cutting.

use std::collections::{BTreeSet, HashSet};

use jiff::civil;
use serde_json::{Map, Value};

use super::looks::{asked, covered, found, lines, page_in, page_json, statuses};
use super::search::Query;
use crate::dataset::{Dataset, RawFile};
use crate::derive::time::happened;
use crate::derive::{Moment, Projection};
use crate::model::{Availability, Date, Source};
use crate::schema::Schemas;
use crate::support::{dataset, folders, raw_files, repository};

/// The ids of the sources that the public could read by a day, and of those that nobody can read but others had told of.
struct Known {
    public: HashSet<String>,
    told: HashSet<String>,
}

fn known_on(dataset: &Dataset, day: civil::Date) -> Known {
    let by = |date: Option<civil::Date>| date.is_some_and(|date| date <= day);
    let sources = || dataset.sources().map(|(_, source)| source);
    let public: HashSet<String> = sources()
        .filter(|one| one.availability == Availability::Public && one.record.counts())
        .filter(|one| by(one.published.as_ref().unwrap_or(&one.date).last_day()))
        .map(|one| one.id.to_string())
        .collect();
    let tells = |source: &Source| {
        let mut evidence = source.evidence.iter();
        match source.availability {
            Availability::Public => {
                by(source.published.as_ref().unwrap_or(&source.date).last_day())
            }
            _ if source.evidence.is_empty() => by(source.date.last_day()),
            _ => evidence.any(|one| public.contains(one.source.as_str())),
        }
    };
    let told = sources()
        .filter(|one| tells(one))
        .map(|one| one.id.to_string());
    Known {
        told: told.collect(),
        public,
    }
}

/// Cuts what no public source shows, and says whether anything is left.
fn cut(value: &mut Value, name: &str, known: &Known) -> bool {
    let Value::Object(object) = value else {
        return true;
    };
    if name == "evidence" {
        return object["source"]
            .as_str()
            .is_some_and(|id| known.public.contains(id));
    }
    let had_evidence = object.contains_key("evidence");
    let choice = object.get("choice").cloned();
    let members: Vec<String> = object.keys().cloned().collect();
    for member in members {
        let value = &mut object[&member];
        let stays = match value {
            Value::Array(items) => {
                items.retain_mut(|item| {
                    let is_choice = member == "options" && Some(&item["id"]) == choice.as_ref();
                    cut(item, &member, known) || is_choice
                });
                !items.is_empty()
            }
            other => cut(other, &member, known),
        };
        if !stays {
            object.shift_remove(&member);
        }
    }
    let lost = had_evidence && !object.contains_key("evidence");
    if name == "decider" && lost {
        object.shift_remove("capacity");
        return true;
    }
    match name {
        "" => true,
        "commitments" => object.contains_key("events"),
        _ => !lost,
    }
}

/// Lets each contradiction between sources name its place by ids, or by places again.
fn name_places(record: &mut Value, by_id: bool) {
    let whole = record.clone();
    // A relation has no id, and one to each decision is all that there is.
    fn name(item: &Value) -> &str {
        let name = item["id"].as_str().or(item["target"].as_str());
        name.unwrap_or_default()
    }
    let Some(Value::Array(discrepancies)) = record.get_mut("discrepancies") else {
        return;
    };
    for discrepancy in discrepancies {
        let pointer = discrepancy["pointer"]
            .as_str()
            .expect("it is one")
            .to_owned();
        let mut tokens: Vec<&str> = pointer.split('/').skip(1).collect();
        let items = whole[tokens[0]].as_array().cloned().unwrap_or_default();
        let token = match tokens.len() {
            1 => continue,
            _ if by_id => tokens[1]
                .parse::<usize>()
                .ok()
                .map(|at| name(&items[at]).to_owned()),
            _ => {
                let at = items.iter().position(|item| name(item) == tokens[1]);
                at.map(|at| at.to_string())
            }
        };
        let Some(token) = token else { continue };
        tokens[1] = &token;
        discrepancy["pointer"] = format!("/{}", tokens.join("/")).into();
    }
}

/// Follows the reading that was known last, where the one that is followed now was not known.
fn follow(record: &mut Value, dataset: &Dataset, known: &Known) {
    let discrepancies = record["discrepancies"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    for discrepancy in discrepancies {
        let appeared = |reading: &Value| {
            let evidence = reading["evidence"].as_array().into_iter().flatten();
            let ids = evidence.filter_map(|one| one["source"].as_str());
            let public = ids.filter(|id| known.public.contains(*id));
            public
                .filter_map(|id| dataset.source_of(id)?.appeared())
                .min()
        };
        let readings = discrepancy["readings"].as_array().expect("it has some");
        let readings = readings
            .iter()
            .filter_map(|one| Some((appeared(one)?, one["value"].clone())));
        let readings: Vec<_> = readings.collect();
        let place = discrepancy["pointer"].as_str().expect("it is one");
        let value = record.pointer_mut(place).expect("it is there");
        if !readings.is_empty() && readings.iter().all(|(_, one)| one != value) {
            *value = readings
                .iter()
                .max_by_key(|(day, _)| *day)
                .expect("it is not empty")
                .1
                .clone();
        }
    }
}

/// A copy of a dataset from which everything is cut that was first known after a day.
fn copy(original: &Dataset, files: &[RawFile], day: civil::Date) -> Dataset {
    let known = known_on(original, day);
    let mut kept = Vec::new();
    for file in files {
        let content = file.content.as_ref().expect("it was read");
        if !file.path.ends_with(".json") {
            kept.push(file.clone());
            continue;
        }
        let mut record: Value = serde_json::from_slice(content).expect("it is JSON");
        follow(&mut record, original, &known);
        name_places(&mut record, true);
        cut(&mut record, "", &known);
        let readings = |one: &Value| one["readings"].as_array().map_or(0, Vec::len);
        if let Some(Value::Array(all)) = record.get_mut("discrepancies") {
            all.retain(|one| readings(one) > 1);
        }
        name_places(&mut record, false);
        let object: &mut Map<String, Value> = record.as_object_mut().expect("it is one");
        if object
            .get("discrepancies")
            .is_some_and(|all| all == &Value::Array(Vec::new()))
        {
            object.shift_remove("discrepancies");
        }
        let is_there = match object["type"].as_str() {
            Some("decision") => object.contains_key("events"),
            Some("proposal") => object.contains_key("versions"),
            Some("source") => object["id"]
                .as_str()
                .is_some_and(|id| known.told.contains(id)),
            _ => true,
        };
        if is_there {
            kept.push(RawFile {
                path: file.path.clone(),
                content: Ok(record.to_string().into_bytes()),
            });
        }
    }
    keep_known(files, &mut kept, &known);
    Dataset::new(original.config.clone(), kept, &Schemas::new())
}

/// True if a text stands in a value.
fn has(value: &Value, text: &str) -> bool {
    match value {
        Value::String(string) => string == text,
        Value::Array(items) => items.iter().any(|item| has(item, text)),
        Value::Object(members) => members.values().any(|member| has(member, text)),
        _ => false,
    }
}

/// Takes out the actors that no public source shows and nothing names that is left, one after another until all others are known.
fn keep_known(files: &[RawFile], kept: &mut Vec<RawFile>, known: &Known) {
    let record = |file: &RawFile| {
        let content = file.content.as_ref().expect("it was read");
        serde_json::from_slice::<Value>(content).ok()
    };
    let rests_on_unknown = |actor: &Value| {
        let terms = actor["terms"].as_array().into_iter().flatten();
        let claims = terms.chain([actor]);
        let evidence = claims.flat_map(|one| one["evidence"].as_array().into_iter().flatten());
        let sources: Vec<&str> = evidence.filter_map(|one| one["source"].as_str()).collect();
        !sources.is_empty() && !sources.iter().any(|source| known.public.contains(*source))
    };
    let records: Vec<Value> = files.iter().filter_map(record).collect();
    let actors = records.into_iter().filter(|one| one["type"] == "actor");
    let mut unknown: Vec<Value> = actors.filter(rests_on_unknown).collect();
    let is_unknown = |unknown: &[Value], id: &Value| unknown.iter().any(|one| one["id"] == *id);
    loop {
        let left: Vec<Value> = kept.iter().filter_map(record).collect();
        let left = left.iter().filter(|one| !is_unknown(&unknown, &one["id"]));
        let left: Vec<&Value> = left.collect();
        let before = unknown.len();
        let is_named = |actor: &Value| {
            let id = actor["id"].as_str().expect("it has one");
            left.iter().any(|one| has(one, id))
        };
        let still: Vec<Value> = unknown
            .iter()
            .filter(|one| !is_named(one))
            .cloned()
            .collect();
        unknown = still;
        if unknown.len() == before {
            break;
        }
    }
    kept.retain(|file| record(file).is_none_or(|one| !is_unknown(&unknown, &one["id"])));
}

/// All views of a dataset at a moment, in each of its languages.
fn views(dataset: &Dataset, moment: Moment) -> String {
    let projection = Projection::new(dataset, moment, civil::Date::MAX);
    let languages = dataset.config.languages.iter();
    languages
        .map(|language| views_in(&projection, language.as_str()))
        .collect()
}

/// All views of a projection, each in every format, with the texts for people in a language.
fn views_in(projection: &Projection, language: &str) -> String {
    let mut out = String::new();
    // What programs read is the same in every language, and is compared once.
    let is_first = projection.shown.config.languages[0].as_str() == language;
    let mut add = |text: String, value: Value| {
        out += &text;
        if is_first {
            out += &format!("{value}\n");
        }
    };
    for document in &projection.shown.documents {
        let (_, id) = document.identity().expect("it is a record");
        let page = page_in(projection, id, language).expect("it is in view");
        add(page, page_json(projection, id).expect("it is in view"));
    }
    let (text, values) = lines(projection, language);
    add(text, values.into());
    for (actor, proposal) in asked(projection) {
        let of = actor.map(|actor| (actor.clone(), proposal.id.clone()));
        let (text, value) = statuses(projection, &of, language);
        add(text, value);
    }
    let (text, value) = found(projection, &Query::default(), language);
    add(text, value);
    let (text, value) = covered(projection, language);
    add(text, value);
    out
}

/// The days on which something happened or a source appeared.
fn days(dataset: &Dataset) -> Vec<civil::Date> {
    let appeared = dataset
        .sources()
        .filter_map(|(_, source)| source.appeared());
    let days: BTreeSet<_> = happened(dataset)
        .filter_map(Date::last_day)
        .chain(appeared)
        .collect();
    days.into_iter().collect()
}

#[track_caller]
fn check(name: &str, dataset: &Dataset, copy: &Dataset, moment: Moment) {
    let (whole, copy) = (views(dataset, moment), views(copy, moment));
    if whole != copy {
        let mut lines = whole.lines().zip(copy.lines()).enumerate();
        let first = lines.find(|(_, (whole, copy))| whole != copy);
        panic!("{name}, {moment:?}: the first line that differs: {first:#?}");
    }
}

#[test]
fn the_world_shows_nothing_before_it_was_known() {
    for folder in folders(&repository().join("tests/fixtures/world")) {
        let (name, files) = (folder.display().to_string(), raw_files(&folder));
        let original = dataset(&folder);
        let days = days(&original);
        for known in &days {
            let copy = copy(&original, &files, *known);
            for at in &days {
                let (at, known) = (*at, *known);
                check(&name, &original, &copy, Moment { at, known });
            }
        }
    }
}

/// Of the records of this repository some days; with `BESLUIT_TESTS_DAY_STEP` each so many of them, which is all for 1.
#[test]
fn the_records_show_nothing_before_it_was_known() {
    let folder = repository();
    let (original, files) = (dataset(&folder), raw_files(&folder));
    let days = days(&original);
    let step = match std::env::var_os("BESLUIT_TESTS_DAY_STEP") {
        Some(step) => step
            .to_str()
            .and_then(|step| step.parse().ok())
            .unwrap_or(1),
        None => days.len() / 6,
    };
    for known in days.iter().rev().step_by(step) {
        let copy = copy(&original, &files, *known);
        for at in days.iter().step_by(step).chain([known]) {
            let (at, known) = (*at, *known);
            check("the records", &original, &copy, Moment { at, known });
        }
    }
}
