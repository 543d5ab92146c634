//! The history of a dataset in git: the dataset as it was published, and the files that changed since.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::say;
use super::workspace::Selection;
use crate::config::{self, Config};
use crate::dataset::{Dataset, RawFile};
use crate::delta::state::{FILE_NAME, documents};
use crate::git::{Changed, Commit, Side, WorkTree};
use crate::schema::Schemas;
use crate::workspace::{File, Files, Workspace, shown};

/// The git refs to compare a dataset with.
#[derive(clap::Args)]
pub struct History {
    /// Compare with what was published at this git ref, such as the tag of the last release, or with the folder or the records of a
    /// release: nothing vanishes, and nothing changes without a higher revision and a reason
    #[arg(long, value_name = "REF|PATH")]
    against: Option<String>,
    /// Report only what is in files that changed since this git ref, or are new; the dataset is checked as a whole
    #[arg(long, value_name = "REF")]
    since: Option<String>,
}

impl History {
    /// The dataset as it was published, if that was asked for.
    ///
    /// # Errors
    /// If the files belong to no dataset, or git has none there.
    pub fn before(&self, workspace: &Workspace<Files<'_>>) -> anyhow::Result<Option<Dataset>> {
        let Some(reference) = &self.against else {
            return Ok(None);
        };
        if workspace.is_loose() {
            bail!("`--against` compares datasets, and these files belong to none");
        }
        let cannot = || format!("cannot compare with `{reference}`");
        let schemas = Schemas::new();
        let before = match released(Path::new(reference)) {
            Some(path) => {
                let stream = fs::read(&path).with_context(cannot)?;
                let documents = documents(&shown(&path), &stream, &schemas);
                Dataset::assemble(Config::default(), documents, Vec::new())
            }
            None => {
                let (_, _, records) = records_at(&workspace.locate(""), reference, &cannot)?;
                Dataset::new(Config::default(), records, &schemas)
            }
        };
        say_unread(&before, reference);
        Ok(Some(before))
    }

    /// The part of the dataset that changed, if only that is to be reported.
    ///
    /// # Errors
    /// If git cannot say.
    pub fn changed(
        &self,
        workspace: &Workspace<Files<'_>>,
        selection: &Selection,
        side: Side,
    ) -> anyhow::Result<Part> {
        let Some(reference) = &self.since else {
            return Ok(Part(None));
        };
        let cannot = || format!("cannot tell what changed since `{reference}`");
        let inventory = &workspace.dataset.inventory;
        // What was named from elsewhere, and what standard input holds, is in no commit of this repository.
        let stdin = selection.stdin_filename.as_deref().map(shown);
        let (here, elsewhere) = inventory.files().split_at(inventory.own());
        let is_stdin = |file: &&File<'_>| stdin.as_ref() == Some(&workspace.display(&file.path));
        let (more, here): (Vec<_>, Vec<_>) = here.iter().partition(is_stdin);
        let names: &[&str] = if workspace.is_loose() {
            let records = here.iter().map(|file| &file.path);
            let others = inventory.sidecars().iter().map(|file| &file.path);
            // Git sees what is below the working directory, and nothing must be left out because it is elsewhere.
            if let Some(path) = records.chain(others).find(|path| path.starts_with("../")) {
                bail!("{}: {path} is not below this folder", cannot());
            }
            &["."]
        } else {
            &[config::RECORDS, config::FILE_NAME]
        };
        let tree = WorkTree::at(&workspace.locate(""));
        let tree = match side {
            Side::WorkTree => tree,
            Side::Index => tree.and_then(WorkTree::for_commit),
        };
        let changed = tree
            .and_then(|tree| tree.changed_since(&tree.commit(reference)?, names, side))
            .with_context(cannot)?;
        let elsewhere = elsewhere.iter().chain(more);
        let elsewhere = elsewhere.map(|file| file.path.clone()).collect();
        Ok(Part(Some((changed, elsewhere))))
    }
}

/// The file of the records of a release, which is given by that or by its folder; none if there is no such file.
fn released(path: &Path) -> Option<PathBuf> {
    let inside = path.join(FILE_NAME);
    [path.to_owned(), inside]
        .into_iter()
        .find(|one| one.is_file())
}

/// The files of the records of the dataset in a folder, as they were at a git ref; and the work tree and commit that they are of.
///
/// # Errors
/// If git has no dataset there; what `cannot` be done then comes first in the message.
pub fn records_at(
    folder: &Path,
    reference: &str,
    cannot: &dyn Fn() -> String,
) -> anyhow::Result<(WorkTree, Commit, Vec<RawFile>)> {
    let tree = WorkTree::at(folder).with_context(cannot)?;
    let commit = tree.commit(reference).with_context(cannot)?;
    let shown = shown(folder);
    // What it said then is asked of no record, and need not make sense any more.
    if !tree.has(&commit, config::FILE_NAME).with_context(cannot)? {
        bail!("{}: there was no dataset in {shown} then", cannot());
    }
    let records = tree
        .json_files(&commit, &[config::RECORDS])
        .with_context(cannot)?;
    // Nothing vanishes from nothing: that would pass, and say that all is well.
    if records.is_empty() {
        bail!("{}: there were no records in {shown} then", cannot());
    }
    Ok((tree, commit, records))
}

/// Says which files were published and cannot be compared, because no record can be read from them: then nothing is found in them.
fn say_unread(before: &Dataset, reference: &str) {
    let unread = before.documents.iter();
    let unread: Vec<_> = unread
        .filter(|document| document.identity().is_none())
        .map(|document| document.path.as_str())
        .collect();
    let Some(first) = unread.first() else {
        return;
    };
    let others = match unread.len() - 1 {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    say(format_args!(
        "warning: not compared with `{reference}`, because no record can be read from it as it was then: {first}{others}"
    ));
}

/// The files of a dataset that are reported: all, or those that changed.
pub struct Part(Option<(Changed, BTreeSet<String>)>);

impl Part {
    /// True if a file belongs to it.
    pub fn contains(&self, path: &str) -> bool {
        let is_in = |(changed, elsewhere): &(Changed, BTreeSet<String>)| {
            changed.contains(path) || elsewhere.contains(path)
        };
        self.0.as_ref().is_none_or(is_in)
    }
}
