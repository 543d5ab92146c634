//! The promise: no view says more than was known. Looked at from a day, each is the same, byte for byte, as that of a dataset from which
//! everything that was first known later was cut, by a plain second way of cutting.

use std::collections::BTreeSet;

mod copy;

use jiff::civil;
use rayon::prelude::*;
use serde_json::Value;

use copy::copy;

use super::looks::{asked, covered, found, lines, page_in, page_json, statuses};
use super::search::Query;
use crate::dataset::{Dataset, RawFile};
use crate::derive::time::happened;
use crate::derive::{Moment, Projection};
use crate::model::Date;
use crate::support::{dataset, folders, raw_files, repository};

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

/// The first line of the views at a moment in which a dataset differs from a copy.
fn difference(dataset: &Dataset, copy: &Dataset, moment: Moment) -> Option<String> {
    let (whole, copy) = (views(dataset, moment), views(copy, moment));
    let mut lines = whole.lines().zip(copy.lines()).enumerate();
    let first = lines.find(|(_, (whole, copy))| whole != copy);
    (whole != copy).then(|| format!("{moment:?}: {first:#?}"))
}

/// The differences between a dataset and its copies at each pair of the days.
fn differences(dataset: &Dataset, files: &[RawFile], days: &[civil::Date]) -> Vec<String> {
    let on = |known: &civil::Date| {
        let (copy, known) = (copy(dataset, files, *known), *known);
        let moments = days.iter().map(|at| Moment { at: *at, known });
        let all = moments.filter_map(|moment| difference(dataset, &copy, moment));
        all.collect::<Vec<_>>()
    };
    days.par_iter().flat_map_iter(on).collect()
}

#[test]
fn the_world_shows_nothing_before_it_was_known() {
    for folder in folders(&repository().join("tests/fixtures/world")) {
        let (name, files) = (folder.display().to_string(), raw_files(&folder));
        let original = dataset(&folder);
        let found = differences(&original, &files, &days(&original));
        assert!(found.is_empty(), "{name}: {found:#?}");
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
    let some: Vec<_> = days.iter().rev().step_by(step).copied().collect();
    let found = differences(&original, &files, &some);
    let first: Vec<_> = found.iter().take(10).collect();
    assert!(found.is_empty(), "{} differ: {first:#?}", found.len());
}
