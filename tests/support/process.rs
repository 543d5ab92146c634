//! Running the program in a folder, and what came of it.

#![allow(dead_code, reason = "each binary of tests uses a part of this")]

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The arguments of most runs: the day is fixed, so that a test says the same whenever it runs.
pub const VALIDATE: [&str; 3] = ["validate", "--as-of", "2026-12-31"];

/// The time that a run may take. It takes milliseconds; a run that waits for something never ends.
const PATIENCE: Duration = Duration::from_secs(60);

/// The memory that a run may ask the system for, in KiB. The program and two threads take some 160,000; what matters is that a
/// file of 1 GiB does not fit.
#[cfg(target_os = "linux")]
const MEMORY: u32 = 400_000;

/// The outcome of a run.
#[derive(Debug)]
pub struct Run {
    /// The exit code; none if a signal ended it.
    pub code: Option<i32>,
    /// The text that it wrote to standard output.
    pub out: String,
    /// The text that it wrote to standard error.
    pub err: String,
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

/// Runs the program in a folder, with something on standard input.
#[track_caller]
pub fn run_with(folder: &Path, arguments: &[&str], input: &str) -> Run {
    let mut file = tempfile::tempfile().expect("a file can be made");
    let written = file.write_all(input.as_bytes());
    written.expect("it can be written");
    file.rewind().expect("it can be rewound");
    let mut command = command(folder, arguments);
    command.stdin(file);
    finish(command)
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
