//! What several tests need: reading a dataset from a folder of this repository, and running the program in a folder of its own.

#![allow(dead_code, reason = "each binary of tests uses a part of this")]

pub mod original;
pub mod random;
pub mod screened;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use besluit::check::{Context, check};
use besluit::config::{self, Config};
use besluit::dataset::Dataset;
use besluit::derive::{Moment, standing};
use besluit::files::{self, RawFile};
use besluit::finding::{Finding, Level};
use besluit::schema::Schemas;
use jiff::civil;
use tempfile::TempDir;

/// The folder of the repository.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A day, as YYYY-MM-DD.
#[track_caller]
pub fn day(date: &str) -> civil::Date {
    date.parse().expect("a date of a test is a date")
}

/// What a dataset says about itself.
#[track_caller]
pub fn config(folder: &Path) -> Config {
    let text = std::fs::read_to_string(folder.join(config::FILE_NAME))
        .expect("a dataset has a besluit.toml");
    Config::parse(&text).expect("a besluit.toml can be read")
}

/// The files below `records/` of a dataset, by their paths relative to its folder.
#[track_caller]
pub fn raw_files(folder: &Path) -> Vec<RawFile> {
    let name = |path: &Path| {
        let relative = path.strip_prefix(folder).unwrap_or(path);
        relative.to_string_lossy().replace('\\', "/")
    };
    let (files, failures) = files::read_all(&folder.join(config::RECORDS), &name);
    assert!(failures.is_empty(), "{failures:?}");
    files
}

/// The dataset in a folder.
#[track_caller]
pub fn dataset(folder: &Path) -> Dataset {
    Dataset::new(config(folder), raw_files(folder), &Schemas::new())
}

/// What is wrong with a dataset as of a day; not what is only worth knowing.
pub fn findings(dataset: &Dataset, as_of: &str) -> Vec<Finding> {
    let mut findings = check(&Context::new(dataset, day(as_of)));
    findings.retain(|finding| finding.level != Level::Note);
    findings
}

/// The folders directly below a folder, sorted.
#[track_caller]
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("its entries can be read").path());
    let mut folders: Vec<_> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Asserts what has become of a decision by the day `at`, seen from the day `known`, and which later decision undid it.
#[track_caller]
pub fn check_status(
    dataset: &Dataset,
    id: &str,
    at: &str,
    known: &str,
    status: &str,
    by: Option<&str>,
) {
    let id = id.parse().expect("an id of a test is an id");
    let decision = dataset.decision(&id).expect("the decision is there");
    let moment = Moment {
        at: day(at),
        known: day(known),
    };
    let standing = standing(dataset, decision, moment);
    assert_eq!(
        standing.status.as_str(),
        status,
        "{id} at {at}, known {known}"
    );
    assert_eq!(
        standing.by.map(|id| id.as_str()),
        by,
        "{id} at {at}, known {known}"
    );
}

/// The arguments of most runs: the day is fixed, so that a test says the same whenever it runs.
pub const VALIDATE: [&str; 3] = ["validate", "--as-of", "2025-12-31"];

/// How long a run may take. It takes milliseconds; a run that waits for something never ends.
const PATIENCE: Duration = Duration::from_secs(60);

/// How much memory a run may ask the system for, in KiB. The program and two threads take some 160,000; what matters is that a
/// file of 1 GiB does not fit.
#[cfg(target_os = "linux")]
const MEMORY: u32 = 400_000;

/// What came of a run.
#[derive(Debug)]
pub struct Run {
    /// The exit code; none if a signal ended it.
    pub code: Option<i32>,
    /// What it wrote to standard output.
    pub out: String,
    /// What it wrote to standard error.
    pub err: String,
}

/// A copy of a small dataset without a finding, in a folder that is removed afterwards.
pub fn small_dataset() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy(
        &repository().join("tests/fixtures/world/late-dissent"),
        folder.path(),
    );
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("it can be listed") {
        let entry = entry.expect("it can be listed");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("it can be copied");
        }
    }
}

/// The program in a folder, under the bound on memory where the system has one.
pub fn command<A: AsRef<OsStr>>(folder: &Path, arguments: &[A]) -> Command {
    let program = env!("CARGO_BIN_EXE_besluit");
    #[cfg(target_os = "linux")]
    let mut command = {
        let mut shell = Command::new("sh");
        let script = format!("ulimit -v {MEMORY} && exec \"$0\" \"$@\"");
        shell.args(["-c", &script, program]);
        shell
    };
    #[cfg(not(target_os = "linux"))]
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(folder)
        // What threads reserve and do not use would count, and grows with the machine.
        .env("MALLOC_ARENA_MAX", "1")
        .env("RAYON_NUM_THREADS", "2");
    command
}

/// Runs the program in a folder.
#[track_caller]
pub fn run<A: AsRef<OsStr>>(folder: &Path, arguments: &[A]) -> Run {
    finish(command(folder, arguments))
}

/// Runs a command to its end. Whatever else it does, it must not panic.
#[track_caller]
pub fn finish(mut command: Command) -> Run {
    // Files, not pipes: nobody has to read them for the run to go on.
    let mut out = tempfile::tempfile().expect("a file can be made");
    let mut err = tempfile::tempfile().expect("a file can be made");
    command
        .stdout(out.try_clone().expect("it has a handle"))
        .stderr(err.try_clone().expect("it has a handle"));
    let mut child = command.spawn().expect("the program can be run");
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            break status;
        }
        if start.elapsed() > PATIENCE {
            let _ = child.kill();
            let _ = child.wait();
            panic!("it hangs: {command:?}");
        }
        sleep(Duration::from_millis(5));
    };
    let run = Run {
        code: status.code(),
        out: text(&mut out),
        err: text(&mut err),
    };
    let has_panicked = run.err.contains("panicked") || run.code == Some(101);
    assert!(!has_panicked && run.code.is_some(), "{command:?}: {run:?}");
    run
}

fn text(file: &mut File) -> String {
    let mut bytes = Vec::new();
    file.rewind().expect("it can be rewound");
    file.read_to_end(&mut bytes).expect("it can be read");
    String::from_utf8_lossy(&bytes).into_owned()
}
