//! Writes a dataset of any size to measure with: `cargo bench --bench corpus -- FOLDER --records 100000 --stream`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::{fs, io};

mod dataset;
#[path = "../../tests/support/random.rs"]
mod random;

use dataset::{Arguments, Content, Kind, MAX_WORDS, Planted, Totals, generate};

const USAGE: &str = "usage: cargo bench --bench corpus -- FOLDER [--records N | --text-words N --quotes N] [--stream] [--broken PER_MILLE]

  --records N           about how many records [default: 10000]
  --text-words N        instead, one source with a text of that many words
  --quotes N            and decisions that quote it so many times [default: 1000]
  --stream              one stream, FOLDER/records.ndjson, instead of a file for each record
  --broken PER_MILLE    how many of a thousand records are given an error; FOLDER/planted.txt says which";

/// The list of the errors, in the folder of the dataset.
const PLANTED: &str = "planted.txt";

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(Some(arguments)) => arguments,
        // Every bench is run by `cargo bench` alone; without a folder there is nothing to do.
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(message) => {
            eprintln!("error: {message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let totals = generate(&arguments);
    println!(
        "{} records, {} bytes, {} broken",
        totals.records,
        totals.bytes,
        totals.planted.len()
    );
    if let Err(error) = list(&arguments, &totals) {
        eprintln!("error: cannot write {PLANTED}: {error}");
        return ExitCode::from(2);
    }
    for kind in Kind::ALL.iter().filter(|_| arguments.broken > 0) {
        let count = totals.planted.iter().filter(|one| one.kind == *kind);
        println!(
            "{:>8} {}, found by {}",
            count.count(),
            kind.name(),
            kind.rule()
        );
    }
    ExitCode::SUCCESS
}

/// Writes where each error was planted, and which rule finds it.
fn list(arguments: &Arguments, totals: &Totals) -> io::Result<()> {
    if arguments.broken == 0 {
        return Ok(());
    }
    let mut list = String::new();
    for Planted { kind, file, line } in &totals.planted {
        let line = line.map_or(String::new(), |line| format!(":{line}"));
        list += &format!("{file}{line}: {}\n", kind.rule());
    }
    fs::write(arguments.folder.join(PLANTED), list)
}

/// The arguments of the command; nothing where no folder is given.
fn arguments() -> Result<Option<Arguments>, String> {
    let mut given = std::env::args().skip(1).filter(|one| one != "--bench");
    let Some(folder) = given.next() else {
        return Ok(None);
    };
    let (mut records, mut text_words, mut quotes) = (10_000, None, 1_000);
    let (mut is_stream, mut broken) = (false, 0);
    while let Some(name) = given.next() {
        let mut number = |most: usize| -> Result<usize, String> {
            let number = given.next().and_then(|text| text.parse().ok());
            number
                .filter(|number| (1..=most).contains(number))
                .ok_or_else(|| format!("after {name} comes a number from 1 to {most}"))
        };
        match name.as_str() {
            "--records" => records = number(100_000_000)?,
            "--text-words" => text_words = Some(number(MAX_WORDS)?),
            "--quotes" => quotes = number(1_000_000)?,
            "--broken" => broken = number(1_000)?,
            "--stream" => is_stream = true,
            other => return Err(format!("{other} is no option")),
        }
    }
    let content = match text_words {
        None => Content::Meetings { records },
        Some(words) => Content::LongText { words, quotes },
    };
    Ok(Some(Arguments {
        folder: PathBuf::from(folder),
        content,
        is_stream,
        broken,
    }))
}
