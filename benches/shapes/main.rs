//! How the time of `besluit validate` grows with what a dataset holds: `cargo bench --bench shapes -- [NAME…]`. Every shape is a
//! way in which records can be large or wrong; it is made larger until a run takes half a second, and then four times as large. A record has bounds
//! (16 MiB, a million values), and within them some shapes never take so long. With `--views` the views and exports of the shapes that are in
//! order are measured instead.
//! The exponent is 1 where four times as much takes four times as long. Exits with 1 if one is above 1.2.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

mod content;
mod life;
mod records;
mod shape;

use content::Shape;
use life::LIFE;
use shape::SHAPES;

/// The time that a run takes at the least, in seconds of the processor, for its growth to be told.
const ENOUGH: f64 = 0.5;

/// The most that the exponent may be.
const MOST: f64 = 1.2;

/// What is asked with `--views`, of datasets in folders. Not all shapes have what is shown.
const VIEWS: [&str; 6] = [
    "status",
    "show a-xx-2025-0001",
    "timeline proposal",
    "list",
    "export ndjson -o out",
    "export csv -o out",
];

fn main() -> ExitCode {
    let (options, names): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|one| one.starts_with("--"));
    println!(
        "| command | shape | n | seconds | 4n | seconds | exponent |\n|---|---|---|---|---|---|---|"
    );
    let is_linear = match options.iter().any(|one| one == "--views") {
        false => measure("validate", &names),
        true => VIEWS
            .map(|view| measure(view, &names))
            .iter()
            .all(|one| *one),
    };
    ExitCode::from(u8::from(!is_linear))
}

/// Measures a command for the shapes of some names, or for all; true if none of them grows too much.
fn measure(command: &str, names: &[String]) -> bool {
    let mut is_linear = true;
    for shape in SHAPES.iter().chain(LIFE) {
        if !names.is_empty() && !names.iter().any(|name| shape.name.contains(name.as_str())) {
            continue;
        }
        if command != "validate" && !(shape.rule.is_empty() && shape.is_stream()) {
            continue;
        }
        let Some((n, time)) = enough(command, shape) else {
            continue;
        };
        let Some(larger) = seconds(command, shape, 4 * n) else {
            continue;
        };
        let exponent = (larger / time).log(4.0);
        println!(
            "| {command} | {} | {n} | {time:.2} | {} | {larger:.2} | {exponent:.2} |",
            shape.name,
            4 * n
        );
        // What is over in no time at the largest size that is read need not grow in step.
        is_linear &= exponent <= MOST || time < ENOUGH;
    }
    is_linear
}

/// The size from which on a run takes long enough, and how long that is. Where the largest that is read takes less, that.
fn enough(command: &str, shape: &Shape) -> Option<(usize, f64)> {
    let mut n = shape.first;
    loop {
        let time = seconds(command, shape, n)?;
        if time >= ENOUGH || 8 * n > shape.most {
            return Some((n, time));
        }
        n *= 2;
    }
}

/// The time that a command takes for a shape of a size, in seconds of the processor; none if it has nothing to show.
fn seconds(command: &str, shape: &Shape, n: usize) -> Option<f64> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let out = folder.path().join("out.jsonl");
    let mut program = Command::new(env!("CARGO_BIN_EXE_besluit"));
    match command {
        "validate" => {
            let path = shape.write(n, folder.path());
            program.args(["validate", "--as-of", "2026-12-31", "--format", "jsonl"]);
            program.arg(path);
        }
        view => {
            shape.write_folder(n, folder.path());
            program.args(view.split(' '));
        }
    }
    let before = spent();
    let status = program
        .current_dir(folder.path())
        .stdout(File::create(&out).expect("a file can be made"))
        .stderr(Stdio::null())
        .status()
        .expect("the program can be run");
    let time = spent() - before;
    if command != "validate" {
        return status.success().then_some(time);
    }
    let report = fs::read_to_string(out).expect("it is there");
    assert!(
        matches!(status.code(), Some(0 | 1)),
        "{}: {status}",
        shape.name
    );
    // What is measured is what was meant.
    let mut findings = report.lines().filter(|line| line.contains("\"rule\":"));
    let rule = format!("\"rule\":\"{}\"", shape.rule);
    let is_meant = match shape.rule {
        "" => !findings.any(|line| line.contains("\"level\":\"error\"")),
        _ => findings.any(|line| line.contains(&rule)),
    };
    let beginning: String = report.chars().take(2_000).collect();
    assert!(is_meant, "{}: {beginning}", shape.name);
    Some(time)
}

/// The time that the processes which this one has started and seen to their end took, in seconds of the processor.
fn spent() -> f64 {
    let stat = fs::read_to_string(Path::new("/proc/self/stat")).expect("this is Linux");
    let after_name = stat.rsplit_once(')').expect("the name is in brackets").1;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |at: usize| fields[at].parse::<f64>().expect("it is a number");
    (ticks(13) + ticks(14)) / 100.0
}
