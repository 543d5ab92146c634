//! The work of other validators, by the same code as `besluit validate`: reads a stream of one record a line, holds each to its
//! schema and reads it into the types of the model. No rule is asked, no text is read, and nothing is reported but how many are
//! wrong.
//!
//! `cargo bench --bench schema_only -- FILE [--threads N]`

use std::fs::File;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;

use besluit::bench::{Lines, Memory, Piece};
use besluit::dataset::{Document, StreamLine};
use besluit::schema::Schemas;

mod arguments;

fn main() -> ExitCode {
    arguments::run("schema_only", |path, threads| {
        let (records, refused) = check(path, threads)?;
        Ok((
            format!("{records} records, {refused} refused"),
            refused == 0,
        ))
    })
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
                let place = StreamLine {
                    in_stream: true,
                    ..StreamLine::default()
                };
                let place = (String::new(), Some(place));
                let document = Document::read_into(place, Ok(line), &schemas, memory);
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
