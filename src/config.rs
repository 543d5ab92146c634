//! What a dataset says about itself in its `besluit.toml`.

use serde::Deserialize;

use crate::model::Language;

/// The file that marks the folder of a dataset.
pub const FILE_NAME: &str = "besluit.toml";

/// The folder below it that holds the records.
pub const RECORDS: &str = "records";

/// The contents of a `besluit.toml`. The default is that of files that belong to no dataset: nothing is asked of them beyond
/// the model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The name of the dataset.
    pub name: Option<String>,
    /// What it is about, for people.
    pub description: Option<String>,
    /// What the id of each decision begins with.
    pub prefix: Option<String>,
    /// The languages that each text for readers has.
    #[serde(default)]
    pub languages: Vec<Language>,
}

impl Config {
    /// Reads the text of a `besluit.toml`.
    ///
    /// # Errors
    /// If it is not TOML, or has a key that means nothing here.
    pub fn parse(text: &str) -> Result<Config, toml::de::Error> {
        toml::from_str(text)
    }
}
