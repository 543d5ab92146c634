//! A run: every record is read once and checked by itself, then what follows from all of them is checked over the index.

use std::collections::HashSet;
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::conclude::{Run, conclude};
use super::job::{Gathered, Job};
use super::texts::Texts;
use super::worker::{Plan, Worker};
use crate::dataset::{MAX_RECORD, Refusal};
use crate::files::{Buffer, Lines, Piece};
use crate::finding::Finding;
use crate::index::{Facts, Naming, Origin};
use crate::workspace::Held;

/// The number of files that a thread takes at a time: enough that most of those that quote the same text are among them.
const BATCH: usize = 256;

/// Reads and checks everything. `is_selected` says by their paths which files are counted; `progress` is told of so many more records that
/// were read.
///
/// # Errors
/// If a stream cannot be read: its path, and why.
pub fn run(
    job: Job<'_>,
    is_selected: &(dyn Fn(&str) -> bool + Sync),
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Run, (String, io::Error)> {
    let texts = Texts::new(job.inventory);
    let gathered = gather(job, &texts, progress)?;
    Ok(conclude(job, &texts, gathered, is_selected))
}

/// Reads every record, and checks each by itself.
///
/// # Errors
/// If a stream cannot be read: its path, and why.
pub fn gather(
    job: Job<'_>,
    texts: &Texts<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Gathered, (String, io::Error)> {
    let naming = Naming::default();
    let plan = Plan {
        rules: job.rules,
        setting: job.setting,
        inventory: job.inventory,
        texts,
        naming: &naming,
        before: job.before,
    };
    let (facts, findings) = read(&plan, progress)?;
    Ok(Gathered {
        naming,
        facts,
        findings,
    })
}

/// Reads every record: first those from elsewhere, which take the place of others.
fn read(
    plan: &Plan<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<(Facts, Vec<Finding>), (String, io::Error)> {
    let none = HashSet::new();
    let (mut facts, mut found) = (Facts::default(), Vec::new());
    let mut add = |mut worker: Worker<'_>, facts: &mut Facts| {
        worker.check();
        facts.append(worker.facts);
        found.extend(worker.found);
    };
    let files = plan.inventory.files();
    for (at, file) in files.iter().enumerate().skip(plan.inventory.own()) {
        match &file.held {
            Held::Lines(lines) => {
                let workers = read_lines(plan, &none, at, lines);
                let workers = workers.map_err(|error| (file.path.clone(), error))?;
                workers
                    .into_iter()
                    .for_each(|worker| add(worker, &mut facts));
            }
            _ => {
                let mut worker = Worker::new(plan, &none);
                read_file(&mut worker, at, &mut Buffer::default());
                add(worker, &mut facts);
            }
        }
    }
    let replaced = facts.entries.iter().filter_map(|entry| entry.name);
    let replaced: HashSet<u32> = match plan.inventory.own() {
        0 => HashSet::new(),
        _ => replaced.collect(),
    };
    for worker in read_files(plan, &replaced, progress) {
        add(worker, &mut facts);
    }
    Ok((facts, found))
}

/// Reads the files at home.
fn read_files<'p>(
    plan: &'p Plan<'p>,
    replaced: &'p HashSet<u32>,
    progress: &(dyn Fn(usize) + Sync),
) -> Vec<Worker<'p>> {
    let count = plan.inventory.own();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut worker = Worker::new(plan, replaced);
        let mut buffer = Buffer::default();
        loop {
            let from = next.fetch_add(BATCH, Ordering::Relaxed);
            let to = count.min(from + BATCH);
            if from >= to {
                return worker;
            }
            (from..to).for_each(|at| read_file(&mut worker, at, &mut buffer));
            progress(to - from);
        }
    };
    on_threads(count > BATCH, &work)
}

fn read_file(worker: &mut Worker<'_>, at: usize, buffer: &mut Buffer) {
    let inventory = worker.inventory();
    let origin = Origin {
        file: at as u32,
        ..Origin::default()
    };
    if let Held::Document(document) = &inventory.files()[at].held {
        worker.take(document, origin);
    } else if let Some(content) = inventory.read(at, buffer) {
        worker.read(content, origin);
    }
}

/// Reads a stream, by the number of its file.
fn read_lines<'p>(
    plan: &'p Plan<'p>,
    replaced: &'p HashSet<u32>,
    file: usize,
    lines: &Mutex<Lines>,
) -> io::Result<Vec<Worker<'p>>> {
    let take = |piece: &mut Piece| match lines.lock() {
        Ok(mut lines) => lines.next(piece),
        Err(_) => Ok(false),
    };
    // What one piece holds is not worth a second thread.
    let mut worker = Worker::new(plan, replaced);
    let mut piece = Piece::default();
    if take(&mut piece)? {
        read_piece(&mut worker, file, &piece);
    }
    let mut workers = vec![worker];
    if !take(&mut piece)? {
        return Ok(workers);
    }
    read_piece(&mut workers[0], file, &piece);
    let work = || {
        let mut worker = Worker::new(plan, replaced);
        let mut piece = Piece::default();
        while take(&mut piece)? {
            read_piece(&mut worker, file, &piece);
        }
        Ok(worker)
    };
    let others: io::Result<Vec<_>> = on_threads(true, &work).into_iter().collect();
    workers.extend(others?);
    Ok(workers)
}

fn read_piece(worker: &mut Worker<'_>, file: usize, piece: &Piece) {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', &piece.bytes).chain([piece.bytes.len()]);
    for (nth, end) in ends.enumerate() {
        let line = &piece.bytes[start..end];
        let origin = Origin {
            file: file as u32,
            start: piece.start + start as u64,
            length: line.len() as u32,
            before: piece.before + nth as u64,
        };
        start = end + 1;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.trim_ascii().is_empty() {
            continue;
        }
        let content = if piece.is_too_long || line.len() > MAX_RECORD {
            Err(Refusal::TooLarge)
        } else {
            Ok(line)
        };
        worker.read(content, origin);
    }
}

/// Does work on as many threads as there are processors, or on this one alone.
fn on_threads<T: Send>(are_many: bool, work: &(dyn Fn() -> T + Sync)) -> Vec<T> {
    let threads = if are_many {
        rayon::current_num_threads()
    } else {
        1
    };
    if threads <= 1 {
        return vec![work()];
    }
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut done = vec![work()];
        for other in others {
            // A thread that panicked has said so, and the run ends as it would have on one thread.
            done.push(
                other
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            );
        }
        done
    })
}
