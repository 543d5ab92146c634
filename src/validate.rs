//! Checking records as the command does: what is read, how it is judged, and the report of it.

use std::io::Read;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use jiff::civil;

use crate::check::{Job, Levels, RULES, Run, Setting, allows_notes, run};
use crate::dataset::Dataset;
use crate::files::Lines;
use crate::finding::{self, Finding, Level};
use crate::report::Report;
use crate::workspace::{Files, Item, Workspace, dataset_files, loose_files, normal};

pub use crate::workspace::Error;

/// The input that is to be checked.
pub enum Input<'a> {
    /// The dataset in a folder with a `besluit.toml`.
    Folder(PathBuf),
    /// Files and folders of the dataset that [`Options::root`] names, which is checked as a whole; without it, of none.
    Files(Vec<PathBuf>),
    /// Records one a line, which take the place of those of the same type and id in the dataset that [`Options::root`] names.
    Lines {
        /// The name by which the report calls the file that they are in.
        name: String,
        /// The reader that they are read from.
        reader: Box<dyn Read + Send>,
    },
    /// A dataset in memory.
    Dataset(&'a Dataset),
}

/// The options by which the input is judged.
#[derive(Clone)]
pub struct Options<'a> {
    /// The day on which the dataset is judged.
    pub as_of: civil::Date,
    /// The folder of the dataset that files and lines belong to.
    pub root: Option<PathBuf>,
    /// The levels that rules get otherwise than they have.
    pub levels: Levels,
    /// The number of threads that work; else as many as there are processors.
    pub threads: Option<NonZeroUsize>,
    /// True if notes are looked for and reported: what is only worth knowing.
    pub notes: bool,
    /// True if the summary is to have the digest of the dataset, for which each record is written out and hashed.
    pub digest: bool,
    /// The dataset as it was published before, if it is to be compared with that.
    pub before: Option<&'a Dataset>,
}

impl<'a> Options<'a> {
    /// As the rules are, on a day.
    pub fn on(as_of: civil::Date) -> Options<'a> {
        Options {
            as_of,
            root: None,
            levels: Levels::default(),
            threads: None,
            notes: false,
            digest: false,
            before: None,
        }
    }

    /// With notes.
    pub fn with_notes(self) -> Options<'a> {
        Options {
            notes: true,
            ..self
        }
    }
}

/// Checks records, and all that they link to: the same as `besluit validate`. Bad records are findings; paths in the report are
/// those below the folder of the dataset.
///
/// # Errors
/// If there is nothing to work on: a folder is no dataset, a stream breaks off. A single file that cannot be read is noted in the
/// report.
pub fn validate(input: Input<'_>, options: &Options<'_>) -> Result<Report, Error> {
    let workspace = workspace(input, options)?;
    let run = || run_on(&workspace, options, &|_| ());
    let Run {
        findings, summary, ..
    } = match options.threads {
        None => run()?,
        Some(threads) => {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.get());
            let pool = pool.build().map_err(|error| {
                Error::Read(
                    "with so many threads".to_owned(),
                    std::io::Error::other(error),
                )
            })?;
            pool.install(run)?
        }
    };
    let mut report = Report {
        summary,
        failures: workspace.dataset.inventory.take_failures(),
        ..Report::default()
    };
    report.take(findings, &options.levels, &|path| {
        workspace.is_selected(path)
    });
    report.finish(options.notes);
    Ok(report)
}

/// Checks all that belongs to what was asked for; `progress` is told of each record that was read. Nothing is left out of the
/// findings, and they have the levels of their rules.
pub(crate) fn run_on(
    workspace: &Workspace<Files<'_>>,
    options: &Options<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Run, Error> {
    let setting = setting(workspace, options);
    let job = Job {
        inventory: &workspace.dataset.inventory,
        rules: RULES,
        setting: &setting,
        before: options.before,
    };
    let run = run(job, &|path| workspace.is_selected(path), progress);
    run.map_err(|(path, error)| Error::Read(path, error))
}

/// The settings of a run.
pub(crate) fn setting<'a>(
    workspace: &'a Workspace<Files<'_>>,
    options: &Options<'_>,
) -> Setting<'a> {
    let Files {
        config,
        has_schemas,
        ..
    } = &workspace.dataset;
    Setting {
        config,
        is_loose: workspace.is_loose(),
        has_schemas: *has_schemas,
        as_of: options.as_of,
        notes: options.notes || options.levels.touch_notes() || allows_notes(config),
        digest: options.digest,
    }
}

impl Report {
    /// Takes the findings in a dataset, with the levels of the run: those that are about what is reported, by its path. The others
    /// are counted.
    pub(crate) fn take(
        &mut self,
        mut findings: Vec<Finding>,
        levels: &Levels,
        is_reported: &dyn Fn(&str) -> bool,
    ) {
        levels.apply(&mut findings);
        for finding in findings {
            if finding.is_about(is_reported) {
                self.findings.push(finding);
            } else {
                self.elsewhere.count(finding.level);
            }
        }
    }

    /// Leaves notes out unless they are told, and puts the rest in order.
    pub(crate) fn finish(&mut self, tells_notes: bool) {
        self.rules = RULES.iter().map(|rule| rule.about).collect();
        self.tells_notes = tells_notes;
        self.findings
            .retain(|finding| tells_notes || finding.level != Level::Note);
        finding::sort(&mut self.findings);
        self.is_complete = self.failures.is_empty();
    }
}

/// The files that an input means.
fn workspace<'a>(input: Input<'a>, options: &Options<'_>) -> Result<Workspace<Files<'a>>, Error> {
    let here = std::env::current_dir();
    let here = here.map_err(|error| Error::Read("the working directory".to_owned(), error))?;
    let at = |path: &Path| normal(&here.join(path));
    let root = options.root.as_deref().map(at);
    let items = match input {
        Input::Dataset(dataset) => return Ok(Workspace::of(dataset)),
        Input::Folder(folder) => {
            let folder = at(&folder);
            return dataset_files(folder.clone(), vec![Item::Path(folder)]);
        }
        Input::Files(paths) => paths.iter().map(|path| Item::Path(at(path))).collect(),
        Input::Lines { name, reader } => {
            let lines = Lines::of_input(reader);
            let lines = lines.map_err(|error| Error::Read(name.clone(), error))?;
            let path = Some(root.as_deref().unwrap_or(&here).join(name));
            vec![Item::Stream { path, lines }]
        }
    };
    match root {
        Some(root) => dataset_files(root, items),
        None => Ok(loose_files(&here, items)),
    }
}
