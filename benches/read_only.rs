//! The time the machine takes to read: lists a folder, opens each file below it and reads it to its end, and does nothing with what
//! it read. No check of the same files can be faster. A single file is read once from its beginning to its end.
//!
//! `cargo bench --bench read_only -- PATH [--threads N]`

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use walkdir::WalkDir;

/// The number of bytes that are asked for at a time: 1 MiB.
const PIECE: usize = 1024 * 1024;

mod arguments;

fn main() -> ExitCode {
    arguments::run("read_only", |path, threads| {
        let (files, bytes) = read_all(path, threads)?;
        Ok((format!("{files} files, {bytes} bytes"), true))
    })
}

/// Reads a file, or every file below a folder: how many there are, and how many bytes they have.
fn read_all(path: &Path, threads: usize) -> io::Result<(usize, usize)> {
    let mut files = Vec::new();
    for entry in WalkDir::new(path) {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    let next = AtomicUsize::new(0);
    let work = || -> io::Result<usize> {
        let mut buffer = vec![0; PIECE];
        let mut bytes = 0;
        while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            bytes += read(path, &mut buffer)?;
        }
        Ok(bytes)
    };
    let bytes = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let counts = workers
            .into_iter()
            .map(|worker| worker.join().expect("a worker does not panic"));
        counts.sum::<io::Result<usize>>()
    })?;
    Ok((files.len(), bytes))
}

/// Reads a file to its end.
fn read(path: &Path, buffer: &mut [u8]) -> io::Result<usize> {
    let mut file = File::open(path)?;
    let mut bytes = 0;
    loop {
        match file.read(buffer)? {
            0 => return Ok(bytes),
            count => bytes += count,
        }
    }
}
