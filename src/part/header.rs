//! The header of a part: what it is a part of.

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::error::{Error, refuse};
use crate::dataset::sha256;
use crate::model::SCHEMA_VERSION;
use crate::validate::{Options, setting};
use crate::workspace::{Files, Workspace};

/// The form of parts, by which they begin.
pub(super) const FORM: &str = "besluit-part-1";

/// The version of the program.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// The header of a part, a line of JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Header {
    /// The form, [`FORM`].
    pub form: String,
    /// The number of the part.
    pub part: u32,
    /// The name of the shard: the path of its first file.
    pub shard: String,
    /// The number of files of the shard, of records and other lines and files that are to hold one, and of bytes.
    pub files: usize,
    pub records: usize,
    pub bytes: u64,
    /// The SHA-256 of the files of the shard, one behind another.
    pub sha256: String,
    /// What all parts have alike.
    #[serde(flatten)]
    pub run: RunHeader,
}

/// What all parts of a run have alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RunHeader {
    /// The version of the program.
    pub program: String,
    /// The version of the model.
    pub model: String,
    /// The day on which the dataset is judged.
    pub as_of: civil::Date,
    /// True if notes were looked for.
    pub notes: bool,
    /// The SHA-256 of the `besluit.toml` of the dataset; none if the records belong to no dataset.
    pub config: Option<String>,
    /// True if the dataset has a folder of schemas.
    pub schemas: bool,
    /// The number of texts and other files beside the records of the dataset, and the SHA-256 of their paths.
    pub texts: usize,
    pub texts_sha256: String,
}

impl RunHeader {
    /// The header of a run over the files of a dataset.
    pub fn of(workspace: &Workspace<Files<'_>>, options: &Options<'_>) -> RunHeader {
        let setting = setting(workspace, options);
        let sidecars = workspace.dataset.inventory.sidecars();
        let paths: Vec<&str> = sidecars.iter().map(|file| file.path.as_str()).collect();
        let config = (!setting.is_loose).then(|| sha256(setting.config.text.as_bytes()));
        RunHeader {
            program: PROGRAM.to_owned(),
            model: SCHEMA_VERSION.to_owned(),
            as_of: setting.as_of,
            notes: setting.notes,
            config,
            schemas: setting.has_schemas,
            texts: paths.len(),
            texts_sha256: sha256(paths.join("\n").as_bytes()),
        }
    }

    /// Refuses a part of another run; `names` are those of this part and the other one.
    ///
    /// # Errors
    /// If they differ.
    pub fn agree(&self, other: &RunHeader, names: (&str, &str)) -> Result<(), Error> {
        let (one, two) = names;
        let differ = |what: &str, own: &str, others: &str| {
            refuse(format!(
                "{one} and {two} are not parts of one run: {what} {own} and {others}"
            ))
        };
        if self.as_of != other.as_of {
            let (own, others) = (self.as_of.to_string(), other.as_of.to_string());
            return differ("they were made as of", &own, &others);
        }
        if self.notes != other.notes {
            return refuse(format!(
                "{one} and {two} are not parts of one run: only one of them was made with `--notes`"
            ));
        }
        if (&self.config, self.schemas) != (&other.config, other.schemas) {
            return refuse(format!(
                "{one} and {two} are not parts of one run: they were made with different `besluit.toml`, or one without `--root`"
            ));
        }
        if (self.texts, &self.texts_sha256) != (other.texts, &other.texts_sha256) {
            let (own, others) = (self.texts.to_string(), other.texts.to_string());
            return differ(
                "other files lay beside the records of the dataset,",
                &own,
                &others,
            );
        }
        Ok(())
    }

    /// Refuses a part of another version of the program or the model.
    ///
    /// # Errors
    /// If the version is another.
    pub fn is_of_this_version(&self, name: &str) -> Result<(), Error> {
        if (self.program.as_str(), self.model.as_str()) == (PROGRAM, SCHEMA_VERSION) {
            return Ok(());
        }
        refuse(format!(
            "{name} was made by besluit {} for records of version {}, and this is besluit {PROGRAM} for version {SCHEMA_VERSION}: make it anew",
            self.program, self.model
        ))
    }
}
