//! The time of each stage of a run: each stage of `besluit validate` by itself, on one thread and on the same records, beside what
//! the machine takes for no more than reading the bytes, opening the files, or the whole run. `benches/peers.sh stages` makes a
//! table of it.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use besluit::bench::{
    Index, Lines, MAX_TEXT, NAMES, Piece, Reader, Tape, digest, normal, read_file,
};
use besluit::model::RECORD_TYPES;
use besluit::schema;
use divan::{Bencher, black_box, counter::BytesCount};
use serde_json::Value;

#[path = "corpus/dataset/mod.rs"]
#[allow(dead_code, unused_imports)]
mod dataset;
#[path = "../tests/support/random.rs"]
#[allow(dead_code)]
mod random;

/// The number of records that the stages are measured on: some 15 MB, more than the caches of a processor hold.
const RECORDS: usize = 4_000;

fn main() {
    divan::main();
}

/// A record, and its type's place among all of them.
struct Line {
    text: String,
    record_type: usize,
}

struct Corpus {
    folder: tempfile::TempDir,
    lines: Vec<Line>,
    texts: Vec<PathBuf>,
    contents: Vec<String>,
    views: Vec<String>,
    /// For each text the quotes of it, in the order of the records.
    quotes: Vec<Vec<String>>,
}

static CORPUS: LazyLock<Corpus> = LazyLock::new(corpus);

fn corpus() -> Corpus {
    let folder = tempfile::tempdir().expect("there is room for it");
    dataset::generate(&dataset::Arguments {
        folder: folder.path().to_owned(),
        content: dataset::Content::Meetings { records: RECORDS },
        is_stream: true,
        broken: 0,
    });
    let stream = fs::read_to_string(folder.path().join("records.ndjson")).expect("it was written");
    let sources = folder.path().join("records/sources");
    let mut ids: Vec<_> = fs::read_dir(&sources)
        .expect("there are texts")
        .map(|entry| entry.expect("it can be listed").file_name())
        .collect();
    ids.sort();
    let texts: Vec<_> = ids
        .iter()
        .map(|id| sources.join(id).join("text.txt"))
        .collect();
    let read = |path: &PathBuf| fs::read_to_string(path).expect("it is text");
    let contents: Vec<_> = texts.iter().map(read).collect();
    let mut quotes = vec![Vec::new(); texts.len()];
    let mut lines = Vec::new();
    for line in stream.lines() {
        let value: Value = serde_json::from_str(line).expect("it is JSON");
        add_quotes(&value, &mut |source, quote| {
            if let Ok(at) = ids.binary_search_by(|id| id.as_os_str().cmp(source.as_ref())) {
                quotes[at].push(quote.to_owned());
            }
        });
        let record_type = RECORD_TYPES.iter().position(|one| value["type"] == *one);
        lines.push(Line {
            text: line.to_owned(),
            record_type: record_type.expect("it has a type"),
        });
    }
    Corpus {
        lines,
        texts,
        views: contents.iter().map(|text| normal(text).view).collect(),
        contents,
        quotes,
        folder,
    }
}

/// Calls a function for each piece of evidence with a quote.
fn add_quotes(value: &Value, add: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::Object(members) => {
            let text = |key: &str| members.get(key).and_then(Value::as_str);
            if let (Some(source), Some(quote)) = (text("source"), text("quote")) {
                add(source, quote);
            }
            members.values().for_each(|value| add_quotes(value, add));
        }
        Value::Array(items) => items.iter().for_each(|item| add_quotes(item, add)),
        _ => {}
    }
}

fn bytes_of<'a>(texts: impl Iterator<Item = &'a str>) -> BytesCount {
    BytesCount::new(texts.map(str::len).sum::<usize>())
}

fn of_lines() -> BytesCount {
    bytes_of(CORPUS.lines.iter().map(|line| line.text.as_str()))
}

fn of_contents() -> BytesCount {
    bytes_of(CORPUS.contents.iter().map(String::as_str))
}

/// The readers of all record types.
fn readers() -> Vec<Reader> {
    let reader = |record_type| Reader::new(&schema::committed(record_type), NAMES);
    RECORD_TYPES.into_iter().map(reader).collect()
}

/// The floor of whatever touches every byte: they are added up, as fast as they come from memory.
#[divan::bench(min_time = 1)]
fn memory(bencher: Bencher) {
    bencher.counter(of_lines()).bench(|| {
        let eights = |line: &Line| {
            let (eights, _) = line.text.as_bytes().as_chunks::<8>();
            let eights = eights.iter().map(|eight| u64::from_le_bytes(*eight));
            eights.fold(0, u64::wrapping_add)
        };
        CORPUS.lines.iter().map(eights).fold(0, u64::wrapping_add)
    });
}

/// The floor of whatever looks at a file: it is opened and closed.
#[divan::bench(min_time = 1)]
fn open_texts(bencher: Bencher) {
    bencher.bench(|| {
        let open = |path: &PathBuf| File::open(path).is_ok();
        CORPUS.texts.iter().filter(|path| open(path)).count()
    });
}

/// The stream in pieces of whole lines.
#[divan::bench(min_time = 1)]
fn read_stream(bencher: Bencher) {
    bencher.counter(of_lines()).bench(|| {
        let file = File::open(CORPUS.folder.path().join("records.ndjson")).expect("it is there");
        let mut lines = Lines::of_file(file).expect("it can be read");
        let mut piece = Piece::default();
        let mut bytes = 0;
        while lines.next(&mut piece).expect("it can be read") {
            bytes += piece.bytes.len();
        }
        bytes
    });
}

/// Each record along its schema.
#[divan::bench(min_time = 1)]
fn tape(bencher: Bencher) {
    let readers = readers();
    let mut tape = Tape::default();
    bencher.counter(of_lines()).bench_local(|| {
        let is_read = |line: &&Line| readers[line.record_type].read(&line.text, &mut tape);
        assert_eq!(
            CORPUS.lines.iter().filter(is_read).count(),
            CORPUS.lines.len()
        );
    });
}

/// The same, and then the record in the types of the model: what it takes beyond the tape is the time of this stage.
#[divan::bench(min_time = 1)]
fn tape_and_record(bencher: Bencher) {
    let readers = readers();
    let mut tape = Tape::default();
    bencher.counter(of_lines()).bench_local(|| {
        for line in &CORPUS.lines {
            readers[line.record_type].read(&line.text, &mut tape);
            black_box(tape.record(&line.text, RECORD_TYPES[line.record_type])).ok();
        }
    });
}

/// The files of the texts.
#[divan::bench(min_time = 1)]
fn read_texts(bencher: Bencher) {
    bencher.counter(of_contents()).bench(|| {
        let read = |path: &PathBuf| read_file(path, MAX_TEXT);
        CORPUS
            .texts
            .iter()
            .filter(|path| read(path).is_ok())
            .count()
    });
}

/// The hashes by which texts are pinned.
#[divan::bench(min_time = 1)]
fn hash_texts(bencher: Bencher) {
    bencher.counter(of_contents()).bench(|| {
        CORPUS.contents.iter().for_each(|text| {
            black_box(digest(text.as_bytes()));
        });
    });
}

/// The normal views of the texts.
#[divan::bench(min_time = 1)]
fn normal_texts(bencher: Bencher) {
    bencher.counter(of_contents()).bench(|| {
        CORPUS.contents.iter().for_each(|text| {
            black_box(normal(text));
        });
    });
}

/// The indexes of the places where quotes may begin in them.
#[divan::bench(min_time = 1)]
fn index_texts(bencher: Bencher) {
    bencher.counter(of_contents()).bench(|| {
        CORPUS.views.iter().for_each(|view| {
            black_box(Index::new(view));
        });
    });
}

/// The quotes, once the texts are indexed.
#[divan::bench(min_time = 1)]
fn find_quotes(bencher: Bencher) {
    let quotes = CORPUS.quotes.iter().flatten().map(String::as_str);
    let mut indexes: Vec<_> = CORPUS.views.iter().map(|view| Index::new(view)).collect();
    bencher.counter(bytes_of(quotes)).bench_local(|| {
        for ((index, view), quotes) in indexes.iter_mut().zip(&CORPUS.views).zip(&CORPUS.quotes) {
            for quote in quotes {
                assert_eq!(index.find(view, quote, 2).len(), 1, "{quote}");
            }
        }
    });
}

/// The program on the whole of it, on one thread.
#[divan::bench(min_time = 3)]
fn whole_run(bencher: Bencher) {
    bencher.counter(of_lines()).bench(|| {
        let folder = CORPUS.folder.path();
        let run = Command::new(env!("CARGO_BIN_EXE_besluit"))
            .args(["validate", "--as-of", "2025-12-31", "--root"])
            .args([folder, &folder.join("records.ndjson")])
            .env("RAYON_NUM_THREADS", "1")
            .stdout(Stdio::null())
            .status();
        assert!(run.expect("it can be started").success());
    });
}
