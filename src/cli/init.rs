//! `besluit init`: a new dataset.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, bail};

use super::schema::schemas;
use super::{Out, Outcome, say};
use crate::config::{Config, is_prefix};
use crate::model::Language;
use crate::workspace::shown;
use crate::{files, template};

/// Makes a new dataset: `besluit.toml`, a README, the schemas and where editors find them, a workflow and hooks that check it, and a
/// first example that holds.
///
/// Nothing that is there is overwritten.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder; it is made if it is not there
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// What the ids of its decisions begin with, and its name: lower-case letters
    #[arg(long, value_parser = prefix)]
    prefix: String,
    /// The languages that each text is to have, such as `nl,en`
    #[arg(long, value_delimiter = ',', required = true, num_args = 1)]
    languages: Vec<Language>,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let config = Config {
        name: Some(arguments.prefix.clone()),
        description: Some("What this dataset is about, in a sentence.".to_owned()),
        prefix: Some(arguments.prefix.clone()),
        languages: arguments.languages.clone(),
        ..Config::default()
    };
    // What is written must be what is read: not two languages that are the same.
    Config::parse(&config.to_text()).map_err(anyhow::Error::msg)?;
    let new = template::dataset(&config, super::today().year(), &schemas());
    let there: Vec<_> = new
        .keys()
        .filter(|path| arguments.folder.join(path).symlink_metadata().is_ok())
        .collect();
    if let Some(first) = there.first() {
        bail!(
            "{} is there already; a new dataset overwrites nothing",
            arguments.folder.join(first).display()
        );
    }
    for (path, text) in &new {
        let path = arguments.folder.join(path);
        files::create(&path, text.as_bytes())
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    writeln!(out, "{} files in {}", new.len(), shown(&arguments.folder))?;
    say(format_args!(
        "next: `besluit validate` there, then `besluit new` and the example's records as a model"
    ));
    Ok(Outcome::Clean)
}

fn prefix(text: &str) -> Result<String, String> {
    if is_prefix(text) {
        Ok(text.to_owned())
    } else {
        Err("lower-case letters only, such as `besluit`".to_owned())
    }
}
