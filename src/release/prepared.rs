//! The facts of a release that are committed before it is made, beside its records: `released/<version>/release.json`.

use jiff::civil;
use serde::{Deserialize, Serialize};

/// The name of the file.
pub const FILE_NAME: &str = "release.json";

/// The facts of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// The version of the dataset.
    pub version: String,
    /// The day of the release.
    #[serde(with = "as_text")]
    pub date: civil::Date,
    /// The version of the model.
    pub model: String,
    /// The version of the program that prepared it.
    pub program: String,
    /// The version of the dataset that was released before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
}

impl Prepared {
    /// Its text.
    pub fn text(&self) -> String {
        // Nothing in it lacks a form in JSON.
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        format!("{text}\n")
    }
}

/// A day as it is written in JSON.
mod as_text {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub fn serialize<S: Serializer>(date: &Date, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(date)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(de::Error::custom)
    }
}
