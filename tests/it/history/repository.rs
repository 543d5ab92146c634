//! Datasets in repositories, and the program run in them.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::process::{Run, command, finish};
use crate::support::small_dataset;

/// An actor of the small dataset.
pub const ACTOR: &str = "records/actors/xd.json";
/// Its decision.
pub const DECISION: &str = "records/decisions/2022/world-xd-2022-0001.json";

/// Runs git in a folder, as on a machine without any configuration, and gives what it says.
#[track_caller]
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = bare_git()
        .args(["-c", "user.name=Somebody", "-c", "user.email=x@y.example"])
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output()
        .expect("git can be run");
    assert!(output.status.success(), "git {arguments:?}: {output:?}");
    String::from_utf8_lossy(&output.stdout)
        .trim_end()
        .to_owned()
}

/// Git, without what a hook or the configuration of this machine says to it.
fn bare_git() -> Command {
    let mut command = Command::new("git");
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    command
}

/// True if these tests can run. Whoever runs them must learn it if they do not.
pub fn has_git() -> bool {
    let has_git = bare_git().arg("--version").output().is_ok();
    if !has_git {
        // Where everything must hold, a test that does not run holds nothing.
        assert!(
            std::env::var_os("BESLUIT_TESTS_NEED_GIT").is_none(),
            "there is no git here"
        );
        let mut err = std::io::stderr();
        let _ = writeln!(err, "SKIPPED: there is no git here, and this test needs it");
    }
    has_git
}

/// Makes a repository of a folder, with all that it holds in a commit that is tagged `v1`.
pub fn publish(folder: &Path) {
    git(folder, &["init", "--quiet"]);
    commit(folder);
    git(folder, &["tag", "v1"]);
}

pub fn commit(folder: &Path) {
    git(folder, &["add", "--all", "--force"]);
    git(folder, &["commit", "--quiet", "--message", "Records"]);
}

/// A small dataset without a finding, published as `v1`.
pub fn published() -> TempDir {
    let folder = small_dataset();
    publish(folder.path());
    folder
}

#[track_caller]
pub fn validate(folder: &Path, arguments: &[&str]) -> Run {
    let arguments = [
        &["validate", "--as-of", "2025-12-31", "--format", "concise"],
        arguments,
    ]
    .concat();
    finish(command(folder, &arguments))
}

/// The rules and files of the findings of a run, in the order in which they are reported.
pub fn found(run: &Run) -> Vec<String> {
    let finding = |line: &str| {
        let (file, rest) = line.split_once(':')?;
        let rule = rest.split_once('[')?.1.split_once(']')?.0;
        Some(format!("{rule} {file}"))
    };
    let lines = run.out.lines().filter(|line| !line.starts_with(' '));
    lines.filter_map(finding).collect()
}

/// Validates with these arguments and finds this.
#[track_caller]
pub fn check(folder: &Path, arguments: &[&str], code: i32, expected: &[&str]) -> Run {
    let run = validate(folder, arguments);
    assert_eq!(found(&run), expected, "{run:?}");
    assert_eq!(run.code, Some(code), "{run:?}");
    assert_eq!(run.err, "");
    run
}

/// Validates with these arguments, which cannot be done for this reason.
#[track_caller]
pub fn refuse(folder: &Path, arguments: &[&str], reason: &str) {
    let run = validate(folder, arguments);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert_eq!(run.out, "", "{run:?}");
    assert!(run.err.contains(reason), "{reason}: {run:?}");
}

#[track_caller]
pub fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).expect("it can be read");
    assert!(text.contains(from), "{from} is not in {file}");
    fs::write(path, text.replacen(from, to, 1)).expect("it can be written");
}
