//! `besluit site`: the dataset as pages that people read.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use jiff::civil;

use super::export::{base, is_fit, place_for};
use super::workspace::DatasetArguments;
use super::{Out, Outcome, say, today, workspace};
use crate::counted::count;
use crate::derive::{Moment, Projection, quotes};
use crate::export::Export;
use crate::files;
use crate::model::Language;
use crate::site::{self, Options};
use crate::workspace::shown;

/// Writes the dataset as a site: pages that people read, with search, feeds, and the data beside them.
///
/// The pages need no server, no script but for the search, and nothing from any other host. They show the dataset as of its newest event:
/// the same dataset gives the same bytes. A dataset with findings at error level is not shown.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder that the pages go to; it is made if it is not there, and files of the same name in it are replaced
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// The address that the site is served at, such as `https://example.org/decisions/`, which feeds and permanent addresses need
    /// [default: `base` in `besluit.toml`]
    #[arg(long, value_name = "ADDRESS", value_parser = base)]
    base: Option<String>,
    /// The languages of the pages, with commas between [default: those of the dataset]
    #[arg(long, value_name = "LANGUAGES", value_delimiter = ',')]
    lang: Vec<Language>,
    /// Show the dataset as it was known on that day
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    as_of: Option<civil::Date>,
    /// Remove the files that an earlier run wrote there and that this one does not write
    #[arg(long)]
    clean: bool,
    #[command(flatten)]
    dataset: DatasetArguments,
}

/// The file that names what a run wrote.
const WRITTEN: &str = ".besluit-site";

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let folder = place_for(&arguments.output)?;
    let workspace = arguments.dataset.read()?;
    // What could not be read would be missing from the site, and nobody would see that.
    if workspace::outcome(&workspace) == Outcome::Failed {
        return Ok(Outcome::Failed);
    }
    let whole = &workspace.dataset;
    if whole.documents.is_empty() {
        bail!("nothing to show: no record is there");
    }
    if !is_fit(whole)? {
        return Ok(Outcome::Findings);
    }
    let projection = arguments
        .as_of
        .map(|day| Projection::new(whole, Moment::on(day), today()));
    let dataset = projection.as_ref().map_or(whole, |one| &one.shown);
    let titles = projection.as_ref().map_or_else(HashMap::new, titles);
    let quotes = quotes(dataset);
    let mut export = Export::new(dataset, &quotes);
    export.base = arguments.base.clone().or(export.base);
    if let Some(day) = arguments.as_of {
        export.moment = Some(Moment::on(day));
    }
    let options = Options {
        languages: arguments.lang.clone(),
        titles,
        is_past: projection.is_some(),
    };
    let mut made = site::files(&export, &quotes, &options).context("cannot make the site")?;
    let written: Vec<_> = made.iter().map(|file| file.path.clone()).collect();
    made.push(crate::export::File {
        path: WRITTEN.to_owned(),
        bytes: (written.join("\n") + "\n").into_bytes(),
    });
    let former = former(&folder)?;
    let paths = made
        .iter()
        .map(|file| (PathBuf::from(&file.path), &file.bytes[..]));
    files::replace(&folder, &paths.collect::<Vec<_>>())
        .with_context(|| format!("cannot write {}", shown(&folder)))?;
    let written: BTreeSet<_> = made.iter().map(|file| file.path.as_str()).collect();
    tell_others(&folder, &written, &former, arguments.clean)?;
    if export.base.is_none() {
        say(format_args!(
            "note: no feed and no sitemap were written, because neither `--base` nor `besluit.toml` says where the site is served"
        ));
    }
    writeln!(out, "{} in {}", count(made.len(), "file"), shown(&folder))?;
    Ok(Outcome::Clean)
}

/// The titles of decisions whose own title states what had not happened yet.
fn titles(
    projection: &Projection,
) -> HashMap<crate::model::DecisionId, crate::model::LocalizedText> {
    let decisions = projection.shown.decisions().map(|(_, decision)| decision);
    let ahead = decisions.filter(|decision| !projection.names_outcome(decision));
    let titles = ahead.filter_map(|one| Some((one.id.clone(), projection.neutral_title(one)?)));
    titles.collect()
}

/// The files that an earlier run wrote there.
fn former(folder: &Path) -> anyhow::Result<BTreeSet<String>> {
    let file = folder.join(WRITTEN);
    match fs::read_to_string(&file) {
        Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", shown(&file))),
    }
}

/// Removes what an earlier run wrote and this one did not, if that is asked for, and says what else is there.
fn tell_others(
    folder: &Path,
    written: &BTreeSet<&str>,
    former: &BTreeSet<String>,
    cleans: bool,
) -> anyhow::Result<()> {
    let left = former
        .iter()
        .filter(|path| !written.contains(path.as_str()));
    // A line of the file that names what was written may lead anywhere by now.
    let is_below = |path: &&String| {
        let parts = Path::new(path.as_str()).components();
        parts.clone().count() > 0
            && parts
                .into_iter()
                .all(|one| matches!(one, std::path::Component::Normal(_)))
    };
    let left: Vec<_> = left
        .filter(is_below)
        .filter(|path| folder.join(path).is_file())
        .collect();
    if cleans {
        for path in &left {
            let file = folder.join(path);
            fs::remove_file(&file).with_context(|| format!("cannot remove {}", shown(&file)))?;
        }
    } else if !left.is_empty() {
        say(format_args!(
            "note: {} of an earlier run stay there: `--clean` removes them",
            count(left.len(), "file")
        ));
    }
    Ok(())
}
