//! `besluit init`: a new dataset.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, bail};

use super::commands::commands;
use super::{Out, Outcome, say};
use crate::check::rules::of_language;
use crate::config::{Config, FILE_NAME, is_prefix};
use crate::contract;
use crate::counted::count;
use crate::files::{Writer, is_made};
use crate::model::Language;
use crate::template;
use crate::workspace::shown;

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
    for language in &arguments.languages {
        if let Some((message, hint)) = of_language(language.as_str()) {
            bail!(
                "{message}{}",
                hint.map_or(String::new(), |hint| format!("; {hint}"))
            );
        }
    }
    let files = contract::files(commands(), None);
    let new = template::dataset(&config, super::today().year(), &files);
    // What has the bytes that are to be there was made by a run that came no further, unless all of it is there.
    let place = |path: &str| arguments.folder.join(path);
    let there = |(path, _): &(&String, &String)| place(path).symlink_metadata().is_ok();
    let is_made = |(path, text): &(&String, &String)| is_made(&place(path), text.as_bytes());
    let is_all_made = new.iter().all(|one| is_made(&one));
    let mut there = new.iter().filter(there);
    if let Some((first, _)) = there.find(|one| is_all_made || !is_made(one)) {
        bail!(
            "{} is there already; a new dataset overwrites nothing",
            arguments.folder.join(first).display()
        );
    }
    let mut writer = Writer::default();
    // The file that makes a dataset of it comes last.
    let (mark, rest): (Vec<_>, Vec<_>) = new.iter().partition(|(path, _)| *path == FILE_NAME);
    for (path, text) in rest.into_iter().chain(mark) {
        let path = arguments.folder.join(path);
        writer
            .create(&path, text.as_bytes())
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    writeln!(
        out,
        "{} in {}",
        count(new.len(), "file"),
        shown(&arguments.folder)
    )?;
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
