//! `besluit site`: the dataset as pages that people read.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use jiff::civil;

use super::export::{base, is_fit, place_for};
use super::workspace::DatasetArguments;
use super::{Out, Outcome, compat, say, today, workspace};
use crate::counted::count;
use crate::derive::{Moment, Projection, quotes};
use crate::export::{Export, File};
use crate::files;
use crate::model::{Language, SCHEMA_VERSION};
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
        served: schemas(&workspace.locate("schema"))?,
    };
    let mut made = site::files(&export, &quotes, &options).context("cannot make the site")?;
    let written: Vec<_> = made.iter().map(|file| file.path.clone()).collect();
    made.push(File {
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

/// The schemas of a dataset, each at the address by which it names itself: those that it has now, and those that it ever released, which
/// stay as they were.
fn schemas(folder: &Path) -> anyhow::Result<Vec<File>> {
    let mut found = BTreeMap::new();
    for (version, folder) in compat::frozen(folder)? {
        read_schemas(&folder, &version.to_string(), &mut found)?;
    }
    read_schemas(folder, SCHEMA_VERSION, &mut found)?;
    let files = found.into_iter();
    Ok(files.map(|(path, bytes)| File { path, bytes }).collect())
}

/// Reads the JSON files of a folder and of those below it, but not of what was released.
fn read_schemas(
    folder: &Path,
    to: &str,
    found: &mut BTreeMap<String, Vec<u8>>,
) -> anyhow::Result<()> {
    for entry in entries(folder)? {
        let (path, name) = (entry.path(), entry.file_name());
        let Some(name) = name.to_str() else { continue };
        let kind = entry.file_type()?;
        let is_json = name.ends_with(".json") || name.ends_with(".jsonld");
        // What is a link leads out of the dataset.
        if kind.is_dir() && name != "released" {
            read_schemas(&path, &format!("{to}/{name}"), found)?;
        } else if kind.is_file() && is_json {
            let bytes = fs::read(&path).with_context(|| format!("cannot read {}", shown(&path)))?;
            // What has an address keeps what it was first, as a new version of the program may not change it.
            let at = format!("schema/{to}/{name}");
            found.entry(at).or_insert(bytes);
        }
    }
    Ok(())
}

/// What is in a folder; nothing if there is none.
fn entries(folder: &Path) -> anyhow::Result<Vec<fs::DirEntry>> {
    match fs::read_dir(folder) {
        Ok(entries) => Ok(entries.collect::<Result<_, _>>()?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", shown(folder))),
    }
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
    let others = strangers(folder, "", &|path| {
        written.contains(path) || former.contains(path)
    })?;
    if let Some(first) = others.first() {
        say(format_args!(
            "note: {} there, such as {}, came from elsewhere",
            count(others.len(), "file"),
            shown(Path::new(first))
        ));
    }
    Ok(())
}

/// The files below a folder that no run wrote. Those of version control, and others whose name begins with a dot, are nobody's business.
fn strangers(
    folder: &Path,
    below: &str,
    is_ours: &dyn Fn(&str) -> bool,
) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in entries(folder)? {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{below}{name}");
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            found.extend(strangers(&entry.path(), &format!("{path}/"), is_ours)?);
        } else if !is_ours(&path) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
