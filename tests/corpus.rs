//! The promise of the benchmarks: what is measured is a dataset in order, and an error in it is found.

#[path = "../benches/corpus/dataset.rs"]
mod dataset;
mod support;

use dataset::{Arguments, generate};
use support::{random, run};

/// Validates a dataset of some hundred records: the exit code, and the summary.
fn summary(is_stream: bool, broken: usize) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let arguments = Arguments {
        folder: folder.path().to_owned(),
        records: 500,
        is_stream,
        broken,
    };
    let totals = generate(&arguments);
    assert_eq!(totals.broken > 0, broken > 0);
    let path = if is_stream { "records.ndjson" } else { "." };
    let run = run(
        folder.path(),
        &["validate", "--root", ".", "--as-of", "2025-12-31", path],
    );
    let last = run.out.lines().last().unwrap_or_default().to_owned();
    (run.code, last)
}

#[test]
fn a_corpus_is_in_order() {
    let (code, files) = summary(false, 0);
    assert_eq!(code, Some(0), "{files}");
    assert!(files.contains("; 0 errors, 0 warnings, "), "{files}");
    assert!(!files.contains(" 0 quotes"), "{files}");
    // As a stream it says the same.
    assert_eq!(summary(true, 0), (Some(0), files));
}

#[test]
fn an_error_in_a_corpus_is_found() {
    for is_stream in [false, true] {
        let (code, last) = summary(is_stream, 100);
        assert_eq!(code, Some(1), "{last}");
    }
}
