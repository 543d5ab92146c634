//! The database: its keys hold, it has what the tables have, and its views and its search say what the program says.

use std::collections::BTreeSet;
use std::fs;

use besluit::derive::{newest, positions, quotes};
use besluit::export::Export;
use besluit::export::description::{Described, files as files_of_description};
use besluit::export::sqlite::{FILE_NAME, TARGET};
use besluit::export::tables::TABLES;
use besluit::schema::Schemas;
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, Row};
use serde_json::Value;
use tempfile::TempDir;

use super::{Dataset, datasets, files_of, tables};
use crate::support::{config, dataset, raw_files, repository};

/// The database of a dataset, opened from a file; the folder goes when it is dropped.
pub fn open(dataset: &Dataset) -> (TempDir, Connection) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join(FILE_NAME);
    let bytes = &files_of("sqlite", dataset)[FILE_NAME];
    fs::write(&path, bytes).expect("it can be written");
    (folder, Connection::open(path).expect("it opens"))
}

pub fn texts(connection: &Connection, query: &str) -> Vec<Vec<String>> {
    let mut statement = connection.prepare(query).expect(query);
    let columns = statement.column_count();
    let text = |row: &Row<'_>, at| match row.get(at).expect("it is there") {
        Cell::Null => String::new(),
        Cell::Integer(number) => number.to_string(),
        Cell::Real(number) => number.to_string(),
        Cell::Text(text) => text,
        Cell::Blob(_) => panic!("no cell is of bytes"),
    };
    let rows = statement.query_map([], |row| Ok((0..columns).map(|at| text(row, at)).collect()));
    let rows = rows.expect(query).map(|row| row.expect("a row"));
    rows.collect()
}

#[test]
fn every_key_leads_somewhere_and_every_row_is_there() {
    let mut count = 0;
    for (folder, dataset) in datasets() {
        let (_file, connection) = open(&dataset);
        assert!(texts(&connection, "PRAGMA foreign_key_check").is_empty());
        assert_eq!(texts(&connection, "PRAGMA integrity_check"), [["ok"]]);
        let of_csv = tables(&dataset);
        for table in TABLES {
            let rows = &of_csv[table.name];
            let found = texts(&connection, &format!("SELECT * FROM \"{}\"", table.name));
            assert_eq!(found.len(), rows.len(), "{}, {folder:?}", table.name);
            let first = table.key[0];
            let query = format!("SELECT \"{first}\" FROM \"{}\" ORDER BY rowid", table.name);
            let keys = texts(&connection, &query).concat();
            assert!(keys.iter().eq(rows.iter().map(|row| &row[first])));
            count += found.len();
        }
    }
    assert!(count > 1000, "{count}");
}

/// The database refuses a row that refers to nothing: the keys are declared, not only obeyed.
#[test]
fn a_key_that_leads_nowhere_is_refused() {
    let (_file, connection) = open(&dataset(&repository()));
    for change in [
        "UPDATE decisions SET decider = 'nobody'",
        "UPDATE decisions SET choice = 'nothing'",
        "UPDATE statements SET bearing_option = 'nothing'",
        "DELETE FROM actors",
        "UPDATE options SET chosen = 2",
        "INSERT INTO decisions SELECT * FROM decisions",
    ] {
        let refused = connection.execute_batch(&format!("BEGIN; {change}; COMMIT;"));
        assert!(refused.is_err(), "{change}");
        let _ = connection.execute_batch("ROLLBACK");
    }
}

#[test]
fn a_record_is_there_whole() {
    let dataset = dataset(&repository());
    let (_file, connection) = open(&dataset);
    let found = texts(
        &connection,
        "SELECT json FROM decisions UNION ALL SELECT json FROM proposals
         UNION ALL SELECT json FROM sources UNION ALL SELECT json FROM actors",
    );
    assert!(found.concat() == super::lines(&dataset));
}

#[test]
fn the_views_say_what_the_program_says() {
    let (mut stand, mut superseded) = (0, 0);
    for (folder, dataset) in datasets() {
        let (_file, connection) = open(&dataset);
        let mut expected = Vec::new();
        let moment = newest(&dataset).expect("something happened");
        let held = quotes(&dataset);
        let export = Export::new(&dataset, &held);
        for (proposal, _) in export.proposals() {
            for (actor, _) in export.actors() {
                for decision in positions(&dataset, &proposal.id, &actor.id, moment) {
                    let position = decision.position().expect("it has one");
                    let position = serde_json::to_value(position).expect("it is a code");
                    let position = position.as_str().expect("it is a code");
                    let [proposal, actor] = [proposal.id.as_str(), actor.id.as_str()];
                    let row = [proposal, actor, position, decision.id.as_str()];
                    expected.push(row.map(str::to_owned).to_vec());
                }
            }
        }
        expected.sort();
        let query = "SELECT proposal, actor, position, decision FROM current_position";
        let mut found = texts(&connection, query);
        found.sort();
        assert_eq!(found, expected, "{folder:?}");
        stand += found.len();

        let query = "SELECT id, superseded_by FROM superseded_decisions";
        let found = texts(&connection, query);
        let lines = super::lines(&dataset).into_iter();
        let lines = lines.map(|line| serde_json::from_str::<Value>(&line).expect("it is JSON"));
        let expected = lines
            .filter(|line| line["derived"]["status"] == "superseded")
            .map(|line| {
                [&line["id"], &line["derived"]["by"]].map(|id| id.as_str().map(str::to_owned))
            });
        let expected: Vec<Vec<_>> = expected
            .map(|ids| ids.into_iter().flatten().collect())
            .collect();
        assert_eq!(found, expected, "{folder:?}");
        superseded += found.len();
    }
    assert!(stand > 5 && superseded > 4, "{stand} {superseded}");
}

/// Words are found whatever their case and accents, in each thing that is searched.
#[test]
fn words_are_found() {
    let (_file, connection) = open(&dataset(&repository()));
    for (table, words, column, expected) in [
        ("decisions", "coreper COMPROMISE", "title_en", "Coreper"),
        ("proposals", "DEROGATION eprivacy", "title_en", "derogation"),
        ("sources", "toezeggingen kamer", "title_nl", "Kamer"),
        (
            "statements",
            "privecommunicatie",
            "text_nl",
            "privécommunicatie",
        ),
        ("provisions", "detection", "text_en", "detection"),
        (
            "evidence",
            "\"cruciaal voor een effectieve aanpak\"",
            "quote",
            "cruciaal voor een effectieve aanpak",
        ),
    ] {
        let query = format!(
            "SELECT {table}.{column} FROM {table}_fts JOIN {table} ON {table}.rowid = {table}_fts.rowid
             WHERE {table}_fts MATCH '{words}'"
        );
        let found = texts(&connection, &query).concat();
        let is_there = found.iter().any(|text| text.contains(expected));
        assert!(is_there, "{table}: {found:?}");
    }
}

/// Words are found by their plain letters, as `besluit list` finds them, however the source parts them or joins their letters.
#[test]
fn words_that_are_parted_are_found_whole() {
    let base = repository().join("tests/fixtures/base");
    let mut raw = raw_files(&base);
    let title = "Xx supports the first draft of the ferry charter";
    let parted =
        "Persoonl\u{133}ke priv\u{ad}acy, ver-sleuteling and data\u{200b}base of the ferry charter";
    for file in &mut raw {
        let text = file.content.as_ref().expect("it can be read").clone();
        if let Ok(text) = String::from_utf8(text) {
            file.content = Ok(text.replace(title, parted).into_bytes());
        }
    }
    let (_file, connection) = open(&Dataset::new(config(&base), raw, &Schemas::new()));
    let found = |words: &str| {
        let query = format!(
            "SELECT decisions.title_en FROM decisions_fts JOIN decisions ON decisions.rowid = decisions_fts.rowid
             WHERE decisions_fts MATCH '{words}'"
        );
        texts(&connection, &query).concat()
    };
    for words in [
        "persoonlijke",
        "persoonl\u{133}ke",
        "privacy",
        "versleuteling",
        "sleuteling",
        "DATABASE",
        "\"persoonlijke privacy\"",
    ] {
        assert_eq!(found(words), [parted], "{words}");
    }
    assert!(found("persoon").is_empty());
    let ours = dataset(&repository());
    let (_file, connection) = open(&ours);
    let quotes = texts(
        &connection,
        "SELECT quote FROM evidence_fts WHERE evidence_fts MATCH 'persoonlijke'",
    );
    let quotes = quotes.concat();
    assert!(
        quotes
            .iter()
            .any(|quote| quote.contains("persoonl\u{133}ke"))
    );
}

/// What Datasette is told of the tables of a dataset.
fn told(dataset: &Dataset) -> Value {
    let quotes = quotes(dataset);
    let export = Export::new(dataset, &quotes);
    let files = super::files_of_target(&TARGET, dataset);
    let described: Vec<_> = files
        .iter()
        .map(|one| Described::of(&TARGET, one))
        .collect();
    let files = files_of_description(&export, &described, None).expect("it can be made");
    let file = files.into_iter().find(|one| one.path == "datasette.json");
    let told: Value = serde_json::from_slice(&file.expect("it is there").bytes).expect("JSON");
    told["databases"]["records"]["tables"].clone()
}

/// What Datasette is told of each table: a column that names its rows, and columns of few values to choose them by.
#[test]
fn datasette_is_told_of_columns_that_say_something() {
    let mut facets = BTreeSet::new();
    for (folder, dataset) in datasets() {
        let told = told(&dataset);
        let rows = tables(&dataset);
        assert_eq!(
            told.as_object().map(|tables| tables.len()),
            Some(TABLES.len())
        );
        for table in TABLES {
            let (told, rows) = (&told[table.name], &rows[table.name]);
            let place = format!("{}, {folder:?}", table.name);
            let label = told["label_column"].as_str().expect("it has one");
            for row in rows {
                assert!(
                    row.get(label).is_some_and(|cell| !cell.is_empty()),
                    "{place}: {label}"
                );
                for column in row.keys() {
                    let about = told["columns"][column].as_str();
                    assert!(
                        about.is_some_and(|about| !about.is_empty()),
                        "{place}: {column}"
                    );
                }
            }
            for facet in told["facets"].as_array().into_iter().flatten() {
                let facet = facet.as_str().expect("it is a name");
                let cells = rows.iter().map(|row| &row[facet]);
                let values: BTreeSet<_> = cells.filter(|cell| !cell.is_empty()).collect();
                assert!((2..=30).contains(&values.len()), "{place}: {facet}");
                assert!(values.len() < rows.len(), "{place}: {facet}");
                facets.insert((table.name, facet.to_owned()));
            }
        }
    }
    for expected in [
        ("decisions", "kind"),
        ("decisions", "status"),
        ("statements", "type"),
        ("statements", "holder"),
        ("events", "type"),
        ("options", "chosen"),
        ("sources", "form"),
        ("evidence", "confidence"),
    ] {
        let expected = (expected.0, expected.1.to_owned());
        assert!(facets.contains(&expected), "{expected:?}: {facets:?}");
    }
    let ours = told(&dataset(&repository()));
    for (table, label) in [
        ("decisions", "title_nl"),
        ("actors", "name_nl"),
        ("statements", "text_nl"),
        ("events", "type"),
        ("tallies", "unit"),
        ("identifiers", "value"),
        ("authors", "actor"),
        ("archived_copies", "url"),
        ("versions", "id"),
    ] {
        assert_eq!(ours[table]["label_column"], label);
    }
}
