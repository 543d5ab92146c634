//! The promise: who has no editor that checks has a terminal that does, as soon as a file is written.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::spawn;
use std::time::Duration;

use crate::process::{command, run};
use crate::support::small_dataset;

/// The time in which a line comes. It comes within a second; on a machine that is busy it may take longer.
const PATIENCE: Duration = Duration::from_secs(60);

const ACTOR: &str = "records/actors/xd.json";

/// A run that watches, and the lines that it prints. It ends with the test.
struct Watch {
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

impl Watch {
    fn start(folder: &Path, arguments: &[&str]) -> Watch {
        let fixed = ["validate", "--as-of", "2026-12-31", "--watch"];
        let mut command = command(folder, &[&fixed, arguments].concat());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program can be run");
        let out = lines(child.stdout.take().expect("it is piped"));
        let err = lines(child.stderr.take().expect("it is piped"));
        Watch { child, out, err }
    }

    /// Waits for a line of the report, or of what is said.
    #[track_caller]
    fn wait(from: &Receiver<String>, part: &str) -> String {
        let mut seen = Vec::new();
        while let Ok(line) = from.recv_timeout(PATIENCE) {
            if line.contains(part) {
                return line;
            }
            seen.push(line);
        }
        panic!("no line has `{part}`: {seen:?}");
    }

    #[track_caller]
    fn reports(&self, part: &str) -> String {
        Watch::wait(&self.out, part)
    }

    #[track_caller]
    fn says(&self, part: &str) -> String {
        Watch::wait(&self.err, part)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(from: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    spawn(move || {
        let lines = BufReader::new(from).lines().map_while(Result::ok);
        for line in lines {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("it can be read");
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).expect("it can be written");
}

#[test]
fn it_reports_again_when_a_file_changes() {
    let dataset = small_dataset();
    let watch = Watch::start(dataset.path(), &["--format", "concise"]);
    watch.reports("0 errors");
    let said = watch.says("watching");
    assert!(said.contains("Ctrl-C"), "{said}");

    let actor = dataset.path().join(ACTOR);
    replace(&actor, "\"revision\": 1", "\"revision\": 0");
    let said = watch.says("changed: ");
    assert!(said.ends_with(ACTOR), "{said}");
    watch.reports(&format!("{ACTOR}:"));
    watch.reports("1 error,");
    watch.says("watching");

    // A new file, and one that is gone.
    replace(&actor, "\"revision\": 0", "\"revision\": 1");
    watch.reports("0 errors");
    watch.says("watching");
    let stray = dataset.path().join("records/actors/x.json");
    fs::write(&stray, "{").expect("it can be written");
    watch.reports("records/actors/x.json:1:");
    watch.says("watching");
    fs::remove_file(&stray).expect("it can be removed");
    watch.reports("0 errors");
}

/// An editor writes a file in several steps.
#[test]
fn what_is_half_written_is_told_and_does_not_end_it() {
    let dataset = small_dataset();
    let config = dataset.path().join("besluit.toml");
    let text = fs::read_to_string(&config).expect("it can be read");
    let watch = Watch::start(dataset.path(), &[]);
    watch.reports("0 errors");
    watch.says("watching");
    fs::write(&config, &text[..text.len() - 5]).expect("it can be written");
    watch.says("error: ");
    watch.says("watching");
    fs::remove_file(&config).expect("it can be removed");
    watch.says("error: there is no dataset here");
    watch.says("watching");
    fs::write(&config, &text).expect("it can be written");
    watch.reports("0 errors");
}

#[test]
fn what_is_read_once_is_not_watched() {
    let dataset = small_dataset();
    let stream = dataset.path().join("records.ndjson");
    fs::write(stream, "{}\n").expect("it can be written");
    for arguments in [
        &["--staged"][..],
        &["-"],
        &["-", "--stdin-filename", ACTOR],
        &["records.ndjson"],
        &["no-such-file"],
        &["--root", "no-such-folder"],
    ] {
        let run = run(
            dataset.path(),
            &[&["validate", "--watch"], arguments].concat(),
        );
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
    }
}
