//! What git says about a dataset: how it was published, and which of its files changed since.

use anyhow::{Context as _, bail};

use super::workspace::{self, Workspace};
use crate::config;
use crate::dataset::Dataset;
use crate::files::MAX_TEXT;
use crate::git::{Changed, WorkTree};
use crate::schema::Schemas;

/// What is compared with a git ref.
#[derive(clap::Args)]
pub struct History {
    /// Compare with what was published at this git ref, such as the tag of the last release: nothing vanishes, and nothing changes
    /// without a higher revision and a reason
    #[arg(long, value_name = "REF")]
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
    pub fn before(&self, workspace: &Workspace) -> anyhow::Result<Option<Dataset>> {
        let Some(reference) = &self.against else {
            return Ok(None);
        };
        if workspace.is_loose() {
            bail!("`--against` compares datasets, and these files belong to none");
        }
        let cannot = || format!("cannot compare with `{reference}`");
        let folder = workspace.locate("");
        let names = [config::FILE_NAME, config::RECORDS];
        let files = WorkTree::at(&folder)
            .and_then(|tree| tree.files(&tree.commit(reference)?, &names))
            .with_context(cannot)?;
        let (configs, records): (Vec<_>, Vec<_>) = files
            .into_iter()
            .partition(|file| file.path == config::FILE_NAME);
        let name = format!("the {} of that time", config::FILE_NAME);
        let folder = workspace::shown(&folder);
        let Some(file) = configs.into_iter().next() else {
            bail!("{}: there was no dataset in {folder} then", cannot());
        };
        // Nothing vanishes from nothing: that would pass, and say that all is well.
        if !records.iter().any(|file| file.path != config::RECORDS) {
            bail!("{}: there were no records in {folder} then", cannot());
        }
        let bytes = match file.content {
            Ok(bytes) => bytes,
            Err(refusal) => bail!("{}: {name}: {}", cannot(), refusal.describe(MAX_TEXT)),
        };
        let config = workspace::parse_config(&name, bytes).with_context(cannot)?;
        Ok(Some(Dataset::new(config, records, &Schemas::new())))
    }

    /// The part of the dataset that changed, if only that is to be reported.
    ///
    /// # Errors
    /// If git cannot say.
    pub fn changed(&self, workspace: &Workspace) -> anyhow::Result<Part> {
        let Some(reference) = &self.since else {
            return Ok(Part(None));
        };
        let cannot = || format!("cannot tell what changed since `{reference}`");
        let name = if workspace.is_loose() {
            let dataset = &workspace.dataset;
            let records = dataset.documents.iter().map(|file| &file.path);
            let others = dataset.attachments.iter().map(|file| &file.path);
            // Git sees what is below the working directory, and nothing must be left out because it is elsewhere.
            if let Some(path) = records.chain(others).find(|path| path.starts_with("../")) {
                bail!("{}: {path} is not below this folder", cannot());
            }
            "."
        } else {
            config::RECORDS
        };
        let changed = WorkTree::at(&workspace.locate(""))
            .and_then(|tree| tree.changed_since(&tree.commit(reference)?, &[name]))
            .with_context(cannot)?;
        Ok(Part(Some(changed)))
    }
}

/// The files of a dataset that are reported: all, or those that changed.
pub struct Part(Option<Changed>);

impl Part {
    /// Whether a file belongs to it.
    pub fn contains(&self, path: &str) -> bool {
        self.0.as_ref().is_none_or(|changed| changed.contains(path))
    }
}
