//! What other validators do, by the same code as `besluit validate`: reads a stream of one record a line, holds each to its schema and
//! reads it into the types of the model. No rule is asked, no text is read, and nothing is reported but how many are wrong.
//!
//! `cargo bench --bench schema_only -- FILE [--threads N]`

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;

use besluit::bench::{Lines, Memory, Piece};
use besluit::dataset::Document;
use besluit::schema::Schemas;

fn main() -> ExitCode {
    let mut given = std::env::args().skip(1).filter(|one| one != "--bench");
    // Every bench is run by `cargo bench` alone; without a file there is nothing to do.
    let Some(path) = given.next().map(PathBuf::from) else {
        println!("usage: cargo bench --bench schema_only -- FILE [--threads N]");
        return ExitCode::SUCCESS;
    };
    let threads = match (given.next().as_deref(), given.next()) {
        (None, _) => Some(2),
        (Some("--threads"), Some(number)) => number.parse().ok().filter(|number| *number > 0),
        _ => None,
    };
    let Some(threads) = threads else {
        eprintln!("error: after FILE comes nothing, or --threads and a number");
        return ExitCode::from(2);
    };
    match check(&path, threads) {
        Ok((records, refused)) => {
            println!("{records} records, {refused} refused");
            ExitCode::from(u8::from(refused > 0))
        }
        Err(error) => {
            eprintln!("error: cannot read {}: {error}", path.display());
            ExitCode::from(2)
        }
    }
}

/// Holds every line of a file to its schema: how many there are, and how many do not fit.
fn check(path: &Path, threads: usize) -> io::Result<(usize, usize)> {
    let lines = Mutex::new(Lines::of_file(File::open(path)?)?);
    let schemas = Schemas::new();
    let work = || -> io::Result<(usize, usize)> {
        let (mut records, mut refused) = (0, 0);
        let (mut piece, mut memory) = (Piece::default(), Memory::default());
        while lines.lock().expect("no thread panics").next(&mut piece)? {
            for line in piece.bytes.split(|byte| *byte == b'\n') {
                if line.is_empty() {
                    continue;
                }
                let document = Document::read_into(String::new(), Ok(line), &schemas, memory);
                records += 1;
                refused += usize::from(document.record.is_none());
                memory = document.into_memory();
            }
        }
        Ok((records, refused))
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let counts = workers
            .into_iter()
            .map(|worker| worker.join().expect("a worker does not panic"));
        let add = |(records, refused): (usize, usize), count: io::Result<(usize, usize)>| {
            let (more, more_refused) = count?;
            Ok((records + more, refused + more_refused))
        };
        counts.into_iter().try_fold((0, 0), add)
    })
}
