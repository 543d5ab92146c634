//! Screening a dataset: what there is to be screened, and what came of it.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use jiff::civil;

use super::path::relative;
use super::selection::{Item, STDIN_NAME};
use super::{Incoming, Workspace, asked};
use crate::check::Summary;
use crate::config::{Config, RECORDS};
use crate::files::{self, Found};
use crate::finding::Finding;

mod job;

use job::{Job, Text};

/// What a run wants to know.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The day on which the dataset is judged.
    pub as_of: civil::Date,
    /// Whether notes are looked for.
    pub notes: bool,
}

/// What was counted among the records that are clear.
#[derive(Clone, Debug, Default)]
pub struct Clear {
    /// The records and quotes.
    pub summary: Summary,
    /// What was found in single records.
    pub found: Vec<Finding>,
    /// The ids of the sources whose texts are as they were pinned.
    pub sources: BTreeSet<String>,
    /// About how many bytes the index of all records took, and how many records were in it.
    pub index: (usize, usize),
}

/// A dataset with a `besluit.toml`, and streams of records that are to take the place of its own.
pub fn screen_dataset(
    root: PathBuf,
    items: Vec<Item>,
    wanted: Wanted,
) -> anyhow::Result<(Workspace, Clear)> {
    let asked = asked(&root, items)?;
    let (found, failures) = files::list(&asked.records);
    let (records, others): (Vec<_>, Vec<_>) = found
        .into_iter()
        .partition(|one| files::is_record(&one.path));
    let name = |path: &Path| below(&root, path);
    let attachments: Vec<String> = others.iter().map(|one| name(&one.path)).collect();
    let mut job = Job {
        root: &root,
        paths: records.iter().map(|one| name(&one.path)).collect(),
        records,
        streams: Vec::new(),
        single: Vec::new(),
        texts: texts(others, &attachments),
        attachments,
        failures: Mutex::new(failures),
    };
    for incoming in asked.incoming {
        match incoming {
            Incoming::Record { file, is_home } => job.single.push((file, is_home)),
            Incoming::Stream { path, lines } => job.add_stream(path, lines),
        }
    }
    let (dataset, clear) = job.run(asked.config, false, &asked.selected, wanted)?;
    let failures = job.failures.into_inner().unwrap_or_default();
    let workspace = Workspace {
        dataset,
        root: root.clone(),
        selected: asked.selected,
        failures,
    };
    Ok((workspace, clear))
}

/// Streams that belong to no dataset.
pub fn screen_loose(
    here: &Path,
    items: Vec<Item>,
    wanted: Wanted,
) -> anyhow::Result<(Workspace, Clear)> {
    let mut job = Job {
        root: here,
        paths: Vec::new(),
        records: Vec::new(),
        streams: Vec::new(),
        single: Vec::new(),
        texts: HashMap::new(),
        attachments: Vec::new(),
        failures: Mutex::default(),
    };
    for item in items {
        if let Item::Stream { path, lines } = item {
            job.add_stream(
                path.map_or(STDIN_NAME.to_owned(), |path| relative(here, &path)),
                lines,
            );
        }
    }
    let all = BTreeSet::from([String::new()]);
    let (dataset, clear) = job.run(Config::default(), true, &all, wanted)?;
    Ok((
        Workspace::loose(dataset, job.failures.into_inner().unwrap_or_default()),
        clear,
    ))
}

/// A path below a folder as the dataset has it.
fn below(root: &Path, path: &Path) -> String {
    let plain = || {
        path.strip_prefix(root)
            .ok()?
            .to_str()
            .filter(|path| !path.contains('\\'))
    };
    plain().map_or_else(|| relative(root, path), str::to_owned)
}

/// The files in the folder of each source, by its id, of all that hold no record.
fn texts(found: Vec<Found>, paths: &[String]) -> HashMap<String, Vec<Text>> {
    let mut texts: HashMap<String, Vec<Text>> = HashMap::new();
    for (found, path) in found.into_iter().zip(paths) {
        let place = path
            .strip_prefix(RECORDS)
            .and_then(|path| path.strip_prefix("/sources/"));
        if let Some((id, name)) = place.and_then(|place| place.split_once('/')) {
            let name = name.to_owned();
            texts
                .entry(id.to_owned())
                .or_default()
                .push(Text { name, found });
        }
    }
    texts
}
