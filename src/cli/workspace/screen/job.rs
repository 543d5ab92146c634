//! What threads do while a dataset is screened: they take files and pieces of streams as they come, and read again what is in doubt.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Context as _;
use rayon::prelude::*;

use super::{Clear, Wanted};
use crate::check::screen::{Desk, Gathered, Picked, Plan, Screened, finish};
use crate::check::{Setting, allows_notes};
use crate::cli::progress::Progress;
use crate::cli::workspace::is_selected;
use crate::config::Config;
use crate::dataset::{Attachment, Dataset, Document, StreamLine};
use crate::files::{self, Buffer, Failure, Found, Lines, MAX_RECORD, Piece, RawFile, Refusal};
use crate::links::Origin;

/// How many files a thread takes at a time: enough that most of those that quote the same text are among them.
const BATCH: usize = 256;

/// A file in the folder of a source.
pub struct Text {
    /// Its name, with the folders that it is in below that one.
    pub name: String,
    pub found: Found,
}

/// What is screened in one run.
pub struct Job<'a> {
    pub root: &'a Path,
    /// The files that hold a record, and by what paths they and then the streams go.
    pub records: Vec<Found>,
    pub paths: Vec<String>,
    pub streams: Vec<Mutex<Lines>>,
    /// Records from standard input and the like, and whether each belongs where its path says; their paths come after those of the
    /// streams.
    pub single: Vec<(RawFile, bool)>,
    /// The other files.
    pub attachments: Vec<String>,
    /// Those in the folder of each source, by its id.
    pub texts: HashMap<String, Vec<Text>>,
    pub failures: Mutex<Vec<Failure>>,
}

impl Job<'_> {
    /// Adds a stream, by the path that it goes by.
    pub fn add_stream(&mut self, path: String, lines: Lines) {
        self.streams.push(Mutex::new(lines));
        self.paths.push(path);
    }

    /// The number of the first of the single records among all files.
    fn first_single(&self) -> usize {
        self.records.len() + self.streams.len()
    }

    fn single_at(&self, origin: &Origin) -> Option<&(RawFile, bool)> {
        let at = (origin.file as usize).checked_sub(self.first_single())?;
        self.single.get(at)
    }

    /// The line that a record is, unless it stands in a file of its own at home.
    fn line(&self, origin: &Origin) -> Option<StreamLine> {
        let is_home = match self.single_at(origin) {
            Some((_, is_home)) => *is_home,
            None => (origin.file as usize) < self.records.len(),
        };
        (!is_home).then_some(StreamLine {
            before: origin.before as usize,
            start: origin.start as usize,
        })
    }

    /// Reads the text of a source, by its id; gives the name of its file.
    fn text(&self, id: &str, file: Option<&str>, buffer: &mut Buffer) -> Option<String> {
        let texts = self.texts.get(id)?;
        let text = match (file, texts.as_slice()) {
            (Some(file), _) => texts.iter().find(|text| text.name == file)?,
            (None, [only]) => only,
            (None, _) => texts.iter().find(|text| text.name == "text.txt")?,
        };
        let refusal = buffer.read(&text.found, files::MAX_TEXT).ok()?;
        refusal.is_none().then(|| text.name.clone())
    }

    /// Screens everything, and reads what is in doubt.
    ///
    /// # Errors
    /// If a stream cannot be read.
    pub fn run(
        &mut self,
        config: Config,
        is_loose: bool,
        selected: &BTreeSet<String>,
        wanted: Wanted,
    ) -> anyhow::Result<(Dataset, Clear)> {
        let paths = self.single.iter().map(|(file, _)| file.path.clone());
        self.paths.extend(paths);
        let job = &*self;
        let setting = Setting {
            config: &config,
            is_loose,
            as_of: wanted.as_of,
            notes: wanted.notes || allows_notes(&config),
        };
        let text = |id: &str, file: Option<&str>, buffer: &mut Buffer| job.text(id, file, buffer);
        let plan = Plan::new(setting, &text);
        let mut elsewhere = Vec::new();
        for at in 0..job.streams.len() {
            elsewhere.extend(job.screen_stream(&plan, at)?);
        }
        let at_home: BTreeSet<&str> = job
            .single
            .iter()
            .filter(|(_, is_home)| *is_home)
            .map(|(file, _)| file.path.as_str())
            .collect();
        let mut home = job.screen_files(&plan, &at_home);
        let mut apart = Desk::new(&plan);
        let mut replacing = Desk::new(&plan);
        for (at, (file, is_home)) in job.single.iter().enumerate() {
            let origin = Origin {
                file: (job.first_single() + at) as u32,
                ..Origin::default()
            };
            let desk = if *is_home { &mut replacing } else { &mut apart };
            desk.file(file.clone(), origin, job.line(&origin));
        }
        home.push(replacing);
        elsewhere.push(apart);
        let mut screened = finish(Gathered {
            plan: &plan,
            elsewhere,
            home,
            attachments: &job.attachments,
            path: &|file| job.paths.get(file as usize).map_or("", String::as_str),
            is_selected: &|path| is_selected(selected, path),
        });
        let clear = Clear {
            summary: screened.summary.clone(),
            sources: screened.sources.clone(),
            found: std::mem::take(&mut screened.found),
            index: screened.index,
        };
        let (ids, cited) = (screened.ids.take(), std::mem::take(&mut screened.cited));
        let has_wrong_date = screened.has_wrong_date;
        let (documents, attachments) = job.read_rest(&plan, screened);
        drop(plan);
        let mut dataset = Dataset::assemble(config, documents, attachments);
        (dataset.all_ids, dataset.cited) = (ids, cited);
        dataset.has_wrong_date = has_wrong_date;
        dataset.is_loose = is_loose;
        Ok((dataset, clear))
    }

    /// Screens the files that hold a record, but those whose paths are in `replaced`.
    fn screen_files<'p>(&self, plan: &'p Plan<'p>, replaced: &BTreeSet<&str>) -> Vec<Desk<'p>> {
        let progress = Progress::of(self.records.len());
        let next = AtomicUsize::new(0);
        let work = || {
            let mut desk = Desk::new(plan);
            let mut buffer = Buffer::default();
            loop {
                let from = next.fetch_add(BATCH, Ordering::Relaxed);
                let to = self.records.len().min(from + BATCH);
                if from >= to {
                    return desk;
                }
                for at in from..to {
                    if replaced.is_empty() || !replaced.contains(self.paths[at].as_str()) {
                        self.screen_file(&mut desk, at, &mut buffer);
                    }
                }
                progress.advance(to - from);
            }
        };
        on_threads(self.records.len() > BATCH, &work)
    }

    fn screen_file(&self, desk: &mut Desk<'_>, at: usize, buffer: &mut Buffer) {
        let found = &self.records[at];
        let path = &self.paths[at];
        let origin = Origin {
            file: at as u32,
            ..Origin::default()
        };
        let content = match buffer.read(found, MAX_RECORD) {
            Ok(None) => Ok(buffer.bytes().to_vec()),
            Ok(Some(refusal)) => Err(refusal),
            Err(error) => return self.fail(&found.path, error),
        };
        let path = path.clone();
        desk.file(RawFile { path, content }, origin, None);
    }

    fn fail(&self, path: &Path, error: std::io::Error) {
        let path = path.to_owned();
        if let Ok(mut failures) = self.failures.lock() {
            failures.push(Failure { path, error });
        }
    }

    /// Screens a stream, by its number.
    fn screen_stream<'p>(
        &self,
        plan: &'p Plan<'p>,
        number: usize,
    ) -> anyhow::Result<Vec<Desk<'p>>> {
        let file = self.records.len() + number;
        let cannot = || format!("cannot read {}", self.paths[file]);
        let lines = &self.streams[number];
        let take = |piece: &mut Piece| match lines.lock() {
            Ok(mut lines) => lines.next(piece),
            Err(_) => Ok(false),
        };
        // What one piece holds is not worth a second thread.
        let mut desk = Desk::new(plan);
        let mut piece = Piece::default();
        if take(&mut piece).with_context(cannot)? {
            self.screen_piece(&mut desk, file, &piece);
        }
        let mut desks = vec![desk];
        if !take(&mut piece).with_context(cannot)? {
            return Ok(desks);
        }
        self.screen_piece(&mut desks[0], file, &piece);
        let work = || {
            let mut desk = Desk::new(plan);
            let mut piece = Piece::default();
            while take(&mut piece)? {
                self.screen_piece(&mut desk, file, &piece);
            }
            Ok(desk)
        };
        for desk in on_threads(true, &work) {
            desks.push(
                desk.map_err(|error: std::io::Error| error)
                    .with_context(cannot)?,
            );
        }
        Ok(desks)
    }

    fn screen_piece(&self, desk: &mut Desk<'_>, file: usize, piece: &Piece) {
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
            let is_too_long = piece.is_too_long || line.len() > MAX_RECORD;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let content = if is_too_long {
                Err(Refusal::TooLarge)
            } else {
                Ok(line.to_vec())
            };
            let path = self.paths[file].clone();
            desk.file(RawFile { path, content }, origin, self.line(&origin));
        }
    }

    /// Reads again what is in doubt, and what has to be looked at for it.
    fn read_rest(&self, plan: &Plan<'_>, screened: Screened) -> (Vec<Document>, Vec<Attachment>) {
        let read = |picked: &Picked| {
            let origin = &picked.origin;
            let file = self.read_again(origin)?;
            let schemas = plan.schemas();
            let mut document = Document::read(file, schemas);
            document.line = self.line(origin);
            (document.is_aside, document.quotes) = (picked.is_aside, picked.quotes);
            // A record that is not what it was any more is checked as a whole.
            if document.record.is_some() {
                document.settled = picked.settled;
                document.is_checked = true;
            }
            if !document.is_aside {
                // What is found in it needs the tree, which is made here on all threads.
                document.root();
            }
            Some(document)
        };
        let mut documents = screened.others;
        if !screened.picked.is_empty() {
            documents.par_extend(screened.picked.par_iter().filter_map(read));
        }
        documents.sort_by(|one, other| {
            let start = |document: &Document| document.line.map(|line| line.start);
            (&one.path, start(one)).cmp(&(&other.path, start(other)))
        });
        let attachment = |path: &String| match files::read(&self.root.join(path), files::MAX_TEXT) {
            Ok(content) => Some(Attachment::read(RawFile {
                path: path.clone(),
                content,
            })),
            Err(error) => {
                self.fail(&self.root.join(path), error);
                None
            }
        };
        let attachments = match screened.attachments.len() {
            0..8 => screened.attachments.iter().filter_map(attachment).collect(),
            _ => screened
                .attachments
                .par_iter()
                .filter_map(attachment)
                .collect(),
        };
        (documents, attachments)
    }

    fn read_again(&self, origin: &Origin) -> Option<RawFile> {
        let path = self.paths[origin.file as usize].clone();
        if let Some((file, _)) = self.single_at(origin) {
            return Some(file.clone());
        }
        let content = match self.records.get(origin.file as usize) {
            Some(found) => files::read(&found.path, MAX_RECORD),
            None => {
                let lines = &self.streams[origin.file as usize - self.records.len()];
                let mut lines = lines.lock().ok()?;
                lines.again(origin.start, origin.length as usize).map(Ok)
            }
        };
        match content {
            Ok(content) => {
                // The line was cut where it ends, and a carriage return belongs to its end.
                let content = content.map(|mut bytes| {
                    if bytes.last() == Some(&b'\r') && origin.length > 0 {
                        bytes.pop();
                    }
                    bytes
                });
                Some(RawFile { path, content })
            }
            Err(error) => {
                self.fail(&self.root.join(&path), error);
                None
            }
        }
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
