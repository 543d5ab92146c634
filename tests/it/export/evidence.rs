//! What claims rest on, as the tables have it: each piece can be joined with what it is evidence of, is counted at its source, and says when
//! a relation was known.

use std::collections::BTreeSet;

use besluit::completeness::EvidenceCounts;
use besluit::derive::{Moment, Projection, completeness};
use besluit::export::tables::TABLES;
use jiff::civil;

use super::{Row, datasets, tables};

/// One way to join for all: by the table that is named, and there by the place, or by the record alone where a row is a record.
#[test]
fn each_piece_of_evidence_joins_one_row() {
    let (mut joined, mut of_records, mut below) = (BTreeSet::new(), 0, 0);
    for (folder, dataset) in datasets() {
        let tables = tables(&dataset);
        for piece in &tables["evidence"] {
            let name = piece["claim_table"].as_str();
            let place = format!("{name} {} {}, {folder:?}", piece["record"], piece["place"]);
            let table = TABLES.iter().find(|table| table.name == name);
            let table = table.unwrap_or_else(|| panic!("{place}"));
            let is_it = |row: &&Row| match table.is_of_records() {
                true => row["id"] == piece["record"],
                false => row[table.key[0]] == piece["record"] && row["place"] == piece["claim"],
            };
            let rows: Vec<_> = tables[name].iter().filter(is_it).collect();
            assert_eq!(rows.len(), 1, "{place}");
            assert_eq!(table.is_of_records(), piece["claim"].is_empty(), "{place}");
            if !table.is_of_records() {
                let id = rows[0].get("id").filter(|_| table.name != "terms");
                assert_eq!(id.map_or("", String::as_str), piece["claim_id"], "{place}");
            }
            of_records += usize::from(table.is_of_records());
            let own = format!("{}/evidence/", piece["claim"]);
            below += usize::from(!piece["place"].starts_with(&own));
            joined.insert(table.name);
        }
    }
    // The evidence of a vote, of an ended term and of who decided stands below its row.
    assert!(
        joined.len() > 12 && of_records > 100 && below > 10,
        "{joined:?} {of_records} {below}"
    );
}

/// Of a source it is told what the claims of all records take from it: together what the claims of the dataset rest on.
#[test]
fn a_source_says_how_often_it_is_evidence() {
    for (folder, dataset) in datasets() {
        let tables = tables(&dataset);
        let state = |row: &Row| {
            let records = ["decisions", "proposals", "sources", "actors"]
                .iter()
                .flat_map(|name| &tables[name]);
            let mut its = records.filter(|one| one["id"] == row["record"]);
            its.any(|one| one["state"] == "published")
        };
        let counting: Vec<_> = tables["evidence"].iter().filter(|row| state(row)).collect();
        let mut total = EvidenceCounts::default();
        for source in &tables["sources"] {
            let of_it = counting.iter().filter(|row| row["source"] == source["id"]);
            let (quoted, by_place): (Vec<&Row>, Vec<&Row>) =
                of_it.partition(|row| row["locator"].is_empty());
            for (column, expected) in [
                ("cited_quoted", quoted.len()),
                ("cited_by_place", by_place.len()),
            ] {
                assert_eq!(
                    source[column],
                    expected.to_string(),
                    "{}, {folder:?}",
                    source["id"]
                );
            }
            total.quoted += quoted.len() as u32;
            total.by_place += by_place.len() as u32;
        }
        assert_eq!(total, completeness(&dataset).evidence, "{folder:?}");
        // What its own record claims is another number, and has another name.
        let own = tables["sources"].iter().map(|row| {
            row["own_evidence_quoted"]
                .parse::<usize>()
                .expect("a number")
        });
        let of_sources = tables["evidence"]
            .iter()
            .filter(|row| row["record_type"] == "source" && row["locator"].is_empty());
        assert_eq!(own.sum::<usize>(), of_sources.count(), "{folder:?}");
    }
}

/// A relation is known when the views first show it: not before both decisions are.
#[test]
fn a_relation_is_known_when_both_decisions_are() {
    let (mut later, mut all) = (0, 0);
    for (folder, dataset) in datasets() {
        let tables = tables(&dataset);
        let known = |row: &Row| -> Option<civil::Date> { row["known_by"].parse().ok() };
        let of_decision = |id: &String| {
            let events = tables["events"]
                .iter()
                .filter(|event| event["decision"] == *id);
            events.filter_map(known).min()
        };
        for relation in &tables["relations"] {
            let sources = tables["evidence"]
                .iter()
                .filter(|one| one["claim_table"] == "relations");
            let sources = sources.filter(|one| {
                one["record"] == relation["decision"] && one["claim"] == relation["place"]
            });
            let days = sources.filter_map(|one| {
                known(
                    tables["sources"]
                        .iter()
                        .find(|row| row["id"] == one["source"])?,
                )
            });
            let Some(shown) = days.min() else {
                continue;
            };
            let ends = [
                of_decision(&relation["decision"]),
                of_decision(&relation["target"]),
            ];
            let expected = ends.into_iter().flatten().fold(shown, civil::Date::max);
            assert_eq!(known(relation), Some(expected), "{folder:?}: {relation:?}");
            later += usize::from(expected > shown);
            all += 1;
        }
        // The views agree.
        let days: BTreeSet<_> = tables["relations"].iter().filter_map(known).collect();
        for day in days
            .into_iter()
            .flat_map(|day| [day.yesterday().expect("a day"), day])
        {
            let moment = Moment {
                at: civil::Date::MAX,
                known: day,
            };
            let shown = Projection::new(&dataset, moment, civil::Date::MAX).shown;
            let shown = shown
                .decisions()
                .map(|(_, decision)| decision.relations.len());
            let expected = tables["relations"]
                .iter()
                .filter(|row| known(row) <= Some(day) && known(row).is_some());
            assert_eq!(
                shown.sum::<usize>(),
                expected.count(),
                "{folder:?} on {day}"
            );
        }
    }
    assert!(later > 0 && all > 50, "{later} {all}");
}
