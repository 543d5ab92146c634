//! A copy of a dataset from which everything is cut that was first known after a day, by a plain second way of cutting.

use std::collections::HashSet;

use jiff::civil;
use serde_json::{Map, Value};

use crate::dataset::{Dataset, RawFile};
use crate::model::{Availability, Source};
use crate::schema::Schemas;

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

/// The ids in some lists of a record.
fn ids(record: &Value, lists: &[&str]) -> HashSet<String> {
    let items = lists.iter().filter_map(|list| record[list].as_array());
    let ids = items.flatten().filter_map(|item| item["id"].as_str());
    ids.map(str::to_owned).collect()
}

/// Cuts what names a part of the same record that was cut.
fn cut_references(record: &mut Value) {
    let parts = ids(record, &["statements", "commitments", "provisions"]);
    let (options, events) = (ids(record, &["options"]), ids(record, &["events"]));
    let is_gone = |one: &Value| {
        let own = one.as_str().and_then(|id| id.strip_prefix('#'));
        own.is_some_and(|id| !parts.contains(id))
    };
    let lists = ["statements", "commitments", "provisions"];
    for list in lists {
        let Some(Value::Array(items)) = record.get_mut(list) else {
            continue;
        };
        for item in items.iter_mut().filter_map(Value::as_object_mut) {
            item.retain(|name, one| match name.as_str() {
                "replaces" => !is_gone(one),
                "bearing" => one["option"]
                    .as_str()
                    .is_some_and(|id| options.contains(id)),
                "event" => one.as_str().is_some_and(|id| events.contains(id)),
                _ => true,
            });
            for (name, target) in [("relations", "target"), ("about", "")] {
                let Some(Value::Array(all)) = item.get_mut(name) else {
                    continue;
                };
                all.retain(|one| !is_gone(one.get(target).unwrap_or(one)));
                if all.is_empty() {
                    item.shift_remove(name);
                }
            }
        }
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
pub fn copy(original: &Dataset, files: &[RawFile], day: civil::Date) -> Dataset {
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
        cut_references(&mut record);
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
    cut_versions(&mut kept);
    Dataset::new(original.config.clone(), kept, &Schemas::new())
}

/// The record in a file, if it has one.
fn record(file: &RawFile) -> Option<Value> {
    let content = file.content.as_ref().expect("it was read");
    serde_json::from_slice(content).ok()
}

/// Cuts what names a version of a proposal that was cut, or of one that was.
fn cut_versions(files: &mut [RawFile]) {
    let records: Vec<Value> = files.iter().filter_map(record).collect();
    let proposals = records.iter().filter(|one| one["type"] == "proposal");
    let versions = |one: &Value| (one["id"].clone(), ids(one, &["versions"]));
    let versions: Vec<_> = proposals.map(versions).collect();
    for file in files {
        let Some(mut record) = record(file).filter(|one| one["type"] == "decision") else {
            continue;
        };
        let of = record["proposal"]["id"].clone();
        let of = versions.iter().find(|(id, _)| *id == of);
        let is_gone = |one: &Value| {
            one.get("version")
                .and_then(Value::as_str)
                .is_some_and(|id| of.is_none_or(|(_, versions)| !versions.contains(id)))
        };
        let events = record.get_mut("events").and_then(Value::as_array_mut);
        for event in events.into_iter().flatten() {
            if is_gone(event) {
                event
                    .as_object_mut()
                    .expect("it is one")
                    .shift_remove("version");
            }
        }
        if let Some(proposal) = record.get_mut("proposal")
            && is_gone(proposal)
        {
            proposal
                .as_object_mut()
                .expect("it is one")
                .shift_remove("version");
        }
        file.content = Ok(record.to_string().into_bytes());
    }
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
