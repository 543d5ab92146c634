//! Tables for a spreadsheet, and exports as a stream: what a double click or a pipe gets is what programs get.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use besluit::dataset::Dataset;
use besluit::derive::quotes;
use besluit::export::csv::{self, SPREADSHEET, safe};
use besluit::export::tables::{ColumnType, TABLES};
use besluit::export::{Export, Files, TARGETS};
use serde_json::json;

use super::{DECISION, changed, datasets};
use crate::process::{command, run};
use crate::support::{copy, dataset, repository, small_dataset};

/// The rows of a file in which this stands between cells, each a list of cells.
fn rows(bytes: &[u8], separator: u8) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(bytes);
    let rows = reader.deserialize();
    rows.map(|row| row.expect("it is a row")).collect()
}

#[test]
fn a_spreadsheet_has_the_same_cells() {
    let mut decimals = 0;
    let mut all = datasets();
    all.push((PathBuf::new(), with_decimals()));
    for (folder, dataset) in all {
        let quotes = quotes(&dataset);
        let mut export = Export::new(&dataset, &quotes);
        let tables: Vec<_> = TABLES.iter().collect();
        let plain = csv::of(&tables, &export);
        export.dialect = SPREADSHEET;
        for ((file, plain), table) in csv::of(&tables, &export).iter().zip(&plain).zip(TABLES) {
            assert_eq!(file.path, plain.path);
            let bytes = file.bytes.strip_prefix("\u{feff}".as_bytes());
            let found = rows(bytes.expect("it begins with the mark"), b';');
            let mut expected = rows(&plain.bytes, b',');
            let columns = table.columns(&export);
            for row in expected.iter_mut().skip(1) {
                for (cell, column) in row.iter_mut().zip(&columns) {
                    if matches!(column.column_type, ColumnType::Number | ColumnType::Decimal) {
                        decimals += usize::from(cell.contains('.'));
                        *cell = cell.replace('.', ",");
                    }
                }
            }
            assert_eq!(found, expected, "{}, {folder:?}", table.name);
        }
    }
    assert!(decimals > 0, "a number has a part behind the point");
}

/// A dataset with an amount below nought that is no whole number.
fn with_decimals() -> Dataset {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let world = repository().join("tests/fixtures/world/one-sitting");
    copy(&world, folder.path());
    let path = "records/decisions/2025/world-be-vlg-2025-0002.json";
    let path = folder.path().join(path);
    let text = fs::read_to_string(&path).expect("it can be read");
    assert!(text.contains("\"2300000\""));
    let text = text.replace("\"2300000\"", "\"-2300000.50\"");
    fs::write(path, text).expect("it can be written");
    let dataset = dataset(folder.path());
    check_decimals(&dataset);
    dataset
}

/// A number is no formula, and stays one.
fn check_decimals(dataset: &Dataset) {
    let quotes = quotes(dataset);
    let mut export = Export::new(dataset, &quotes);
    for (dialect, expected) in [
        (csv::RFC_4180, "-2300000.50"),
        (SPREADSHEET, "\"-2300000,50\""),
    ] {
        export.dialect = dialect;
        let tables: Vec<_> = TABLES.iter().collect();
        let files = csv::of(&tables, &export);
        let table = files.iter().find(|file| file.path == "provisions.csv");
        let table = String::from_utf8_lossy(&table.expect("it is there").bytes).into_owned();
        let cell = format!("{0}{expected}{0}", dialect.separator);
        assert!(table.contains(&cell), "{table}");
    }
}

/// What a spreadsheet makes of a line that it reads by the other separator: a cell that begins with a quote ends with the next one that is
/// not doubled, and what follows up to the separator is added to it.
fn misread(bytes: &[u8], separator: char) -> Vec<String> {
    let text = String::from_utf8(bytes.to_vec()).expect("it is UTF-8");
    let text = text.trim_start_matches('\u{feff}');
    let mut cells = Vec::new();
    let mut cell = String::new();
    let (mut is_quoted, mut begins) = (false, true);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if begins && c == '"' {
            is_quoted = true;
        } else if is_quoted && c == '"' {
            if rest.next_if_eq(&'"').is_some() {
                cell.push('"');
            } else {
                is_quoted = false;
            }
        } else if !is_quoted && (c == separator || c == '\n') {
            cells.push(std::mem::take(&mut cell));
            begins = true;
            continue;
        } else {
            cell.push(c);
        }
        begins = false;
    }
    cells.push(cell);
    cells
}

/// A text that is a formula in some part, read by any separator, in a file of either form.
#[test]
fn no_part_of_a_cell_is_a_formula() {
    for text in [
        "=1+1",
        "＝1+1",
        "\"=1+1\"",
        "a;=cmd|' /C calc'!A0;b",
        "a,=cmd|' /C calc'!A0,b",
        "a, \"=1+1\", b",
        "a; '=1+1; b",
        "a;\u{a0}@x",
        "€ 1.500,- en € 5;-",
    ] {
        let dataset = changed(DECISION, |record| record["title"]["en"] = json!(text));
        let quotes = quotes(&dataset);
        let mut export = Export::new(&dataset, &quotes);
        let tables: Vec<_> = TABLES.iter().collect();
        for dialect in [csv::RFC_4180, SPREADSHEET] {
            export.dialect = dialect;
            let files = csv::of(&tables, &export);
            for separator in [',', ';', '\t'] {
                for cell in files
                    .iter()
                    .flat_map(|file| misread(&file.bytes, separator))
                {
                    let bare = cell.trim_start_matches([' ', '"', '\u{a0}', '\r']);
                    assert!(
                        !bare.starts_with(['=', '+', '-', '@', '＝', '\t']),
                        "{text} read by {separator:?}: {cell}"
                    );
                }
            }
            let own = rows(&files[0].bytes, dialect.separator as u8).concat();
            assert!(own.contains(&safe(text).into_owned()), "{text}");
        }
    }
}

#[test]
fn the_command_writes_them_for_a_spreadsheet() {
    let folder = small_dataset();
    let arguments = ["export", "csv", "--for", "spreadsheet", "-o", "out"];
    let done = run(folder.path(), &arguments);
    assert_eq!(done.code, Some(0), "{done:?}");
    let text = fs::read_to_string(folder.path().join("out/decisions.csv")).expect("it is there");
    assert!(text.starts_with("\u{feff}id;title_en;kind;"), "{text}");
    let arguments = ["export", "codelists", "--for", "spreadsheet", "-o", "-"];
    let done = run(folder.path(), &arguments);
    assert!(done.out.starts_with("\u{feff}list;code;"), "{done:?}");
    for target in ["ndjson", "jsonld", "all", "description"] {
        let arguments = ["export", target, "--for", "spreadsheet", "-o", "other"];
        let done = run(folder.path(), &arguments);
        assert_eq!(done.code, Some(2), "{done:?}");
        assert!(done.err.contains("only csv and codelists"), "{done:?}");
        assert!(!folder.path().join("other").exists());
    }
}

/// A form that is one file can be a stream, which has nothing else in it; of any other the message says why not.
#[test]
fn one_file_can_be_a_stream() {
    let folder = super::served_dataset();
    let mut streams = 0;
    for target in TARGETS {
        let arguments = ["export", target.name, "-o", "-"];
        let output = command(folder.path(), &arguments).output();
        let output = output.expect("the program can be run");
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        if let Files::One(_) = target.files {
            assert_eq!((output.status.code(), &*err), (Some(0), ""));
            let whole = ["export", target.name, "-o", target.name];
            assert_eq!(run(folder.path(), &whole).code, Some(0));
            let files: Vec<_> = super::tree(&folder.path().join(target.name))
                .into_values()
                .collect();
            assert_eq!(files, [output.stdout], "{}", target.name);
            streams += 1;
        } else {
            assert_eq!(output.status.code(), Some(2), "{err}");
            assert!(err.contains("standard output is one"), "{err}");
            assert!(output.stdout.is_empty());
        }
    }
    assert!(streams >= 3, "{streams}");
    assert!(!folder.path().join("-").exists());
    for target in ["all", "description"] {
        let done = run(folder.path(), &["export", target, "-o", "-"]);
        assert_eq!(done.code, Some(2), "{done:?}");
        let expected = format!("{target} is several files, and standard output is one");
        assert!(done.err.contains(&expected), "{done:?}");
    }
}

#[test]
fn a_reader_of_the_stream_may_stop() {
    let mut child = command(&repository(), &["export", "ndjson", "--output", "-"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be run");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*err), (Some(0), ""));
}
