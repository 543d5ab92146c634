//! What the commands that show records have in common.

use std::io::Write;

use clap::ValueEnum;
use serde::Serialize;

use crate::dataset::Dataset;

/// The form of a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ViewFormat {
    /// Text for people.
    #[default]
    Human,
    /// One JSON object, whose `format` names its shape.
    Json,
}

/// The language in which texts are shown: the one asked for, else the first that the dataset requires, else English.
pub fn language(dataset: &Dataset, asked: Option<&str>) -> String {
    let first = dataset
        .config
        .languages
        .first()
        .map(|language| language.as_str());
    asked.or(first).unwrap_or("en").to_owned()
}

/// Prints a view as JSON.
pub fn print_json(view: &impl Serialize, out: &mut dyn Write) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(&mut *out, view)?;
    Ok(writeln!(out)?)
}
