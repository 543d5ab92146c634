//! A run: every record is read once and checked by itself, then what follows from all of them is checked over the index.

use std::collections::HashSet;
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::context::{Context, Subject};
use super::texts::{Texts, TextsAtHand};
use super::worker::{Plan, Worker};
use super::{Check, CheckEach, Findings, Rule, Setting, fingerprint, rules, summary};
use crate::dataset::{Dataset, MAX_RECORD, Refusal};
use crate::files::{Buffer, Lines, Piece};
use crate::finding::{self, Finding, Summary};
use crate::index::{Facts, Index, Naming, Origin, Verdict};
use crate::workspace::{Held, Inventory};

/// The number of files that a thread takes at a time: enough that most of those that quote the same text are among them.
const BATCH: usize = 256;

/// The number of records from which on several threads check them; fewer are checked on one, as threads take longer to start.
const FEW: usize = 64;

/// The result of a run.
pub struct Run {
    /// The findings in every file, sorted by file, place and rule.
    pub findings: Vec<Finding>,
    /// The summary of what was checked, of the files that were selected.
    pub summary: Summary,
    /// The number of files and lines that were selected.
    pub selected: usize,
    /// Whether a source pins each of the files that hold no record.
    pub pinned: Vec<bool>,
    /// About how many bytes of memory the index of all records took, and how many records are in it.
    pub index: (usize, usize),
}

/// Reads and checks everything. `is_selected` says by their paths which files are counted; `before` is the dataset as it was
/// published, if it is to be compared with that; `progress` is told of so many more records that were read.
///
/// # Errors
/// If a stream cannot be read: its path, and why.
pub fn run(
    inventory: &Inventory<'_>,
    rules: &[Rule],
    setting: &Setting<'_>,
    before: Option<&Dataset>,
    is_selected: &(dyn Fn(&str) -> bool + Sync),
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Run, (String, io::Error)> {
    let naming = Naming::default();
    let texts = Texts::new(inventory);
    let plan = Plan {
        rules,
        setting,
        inventory,
        texts: &texts,
        naming: &naming,
        before,
    };
    let (facts, mut findings) = read(&plan, progress)?;
    let paths = inventory.files().iter().map(|file| file.path.as_str());
    let mut index = Index::new(naming, facts, paths);
    texts.read_rest();
    look_again(inventory, &texts, &mut index);
    let context = Context::new(&index, setting, inventory, &texts, before);
    findings.extend(check_all(&context, rules));
    rules::take_allowed(&context, &mut findings);
    finding::sort(&mut findings);
    fingerprint::assign(&mut findings);
    Ok(Run {
        findings,
        summary: summary::count(&context, is_selected),
        selected: summary::selected(&context, is_selected),
        pinned: context.pinned(),
        index: (index.bytes() + texts.bytes(), index.facts.entries.len()),
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

/// Looks once more for the quotes of sources that pin another text than the one in which they were looked for.
fn look_again(inventory: &Inventory<'_>, texts: &Texts<'_>, index: &mut Index) {
    let mut pinned = vec![None; index.names.bound()];
    let mut are_some = false;
    for at in index.all() {
        let (Some(name), Some(source)) = (index.entry(at).name, index.source(at)) else {
            continue;
        };
        let file = source.text.and_then(|text| text.file);
        if index.read(name) == Some(at)
            && source.text.is_some()
            && file != inventory.likely_text(index.id(at))
        {
            pinned[name as usize] = Some(file);
            are_some = true;
        }
    }
    if !are_some {
        return;
    }
    let all: Vec<u32> = index.all().collect();
    let facts = &index.facts;
    let quotes = |at: u32| facts.quotes.of(at).iter().chain(facts.declared.of(at));
    let find = |at_hand: &mut TextsAtHand, at: u32| {
        let is_other = quotes(at).any(|quote| pinned[quote.source as usize].is_some());
        if !is_other {
            return None;
        }
        let document = inventory.document(&index.entry(at).origin);
        let words = super::quotes::words(&document);
        let verdicts =
            quotes(at)
                .zip(words)
                .map(|(quote, words)| match pinned[quote.source as usize] {
                    None => quote.verdict(),
                    Some(None) => Verdict::NoText,
                    Some(Some(file)) => at_hand.find(texts, file, words),
                });
        Some((at, verdicts.collect()))
    };
    let found: Vec<Option<(u32, Vec<Verdict>)>> = all
        .into_par_iter()
        .map_init(TextsAtHand::default, find)
        .collect();
    for (at, verdicts) in found.into_iter().flatten() {
        let facts = &mut index.facts;
        let quotes = facts.quotes.of_mut(at).iter_mut();
        let quotes = quotes.chain(facts.declared.of_mut(at));
        for (quote, verdict) in quotes.zip(verdicts) {
            quote.set(verdict);
        }
    }
}

/// Applies the rules about what follows from all records.
fn check_all(context: &Context<'_>, rules: &[Rule]) -> Vec<Finding> {
    let asked = || {
        let asked = rules
            .iter()
            .filter(|rule| rule.is_asked(context.setting.notes));
        asked.flat_map(|rule| rule.checks.iter().map(move |check| (rule, check)))
    };
    let each: Vec<(&Rule, CheckEach)> = asked()
        .filter_map(|(rule, check)| match check {
            Check::Each(check) => Some((rule, *check)),
            _ => None,
        })
        .collect();
    let of_entry = |at: u32| {
        let subject = Subject::new(context, at);
        let mut found = Vec::new();
        for (rule, check) in &each {
            let mut findings = Findings::new(&rule.about);
            check(&subject, &mut findings);
            found.append(&mut findings.into_found());
        }
        found
    };
    let all: Vec<_> = asked()
        .filter_map(|(rule, check)| match check {
            Check::All(check) => Some((rule, *check)),
            _ => None,
        })
        .collect();
    let of_rule = |(rule, check): &(&Rule, super::CheckAll)| {
        let mut findings = Findings::new(&rule.about);
        check(context, &mut findings);
        findings.into_found()
    };
    let mut found = Vec::new();
    if context.index.facts.entries.len() < FEW {
        found.extend(context.index.all().flat_map(of_entry));
        found.extend(all.iter().flat_map(of_rule));
    } else {
        let entries = 0..context.index.facts.entries.len() as u32;
        found.par_extend(entries.into_par_iter().flat_map_iter(of_entry));
        found.par_extend(all.par_iter().flat_map_iter(of_rule));
    }
    found
}
