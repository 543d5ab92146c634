//! `besluit export`: the dataset in the forms that its consumers already use.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::builder::{PossibleValue, PossibleValuesParser};
use jiff::civil;

use super::workspace::{DatasetArguments, place_of};
use super::{Out, Outcome, say, workspace};
use crate::config::is_base;
use crate::counted::count;
use crate::dataset::Dataset;
use crate::derive::quotes;
use crate::export::csv::{self, Dialect};
use crate::export::description::{self, Described};
use crate::export::{Export, File, Files, KEY_RULES, LEFT_OUT, TARGETS, Target};
use crate::files;
use crate::finding::Level;
use crate::printable::Form;
use crate::validate::{Input, Options, validate};
use crate::workspace::shown;

/// Writes the dataset in a form that other tools read, as of its newest event: the same dataset gives the same bytes.
///
/// A dataset with findings at error level is not exported.
#[derive(clap::Args)]
pub struct Arguments {
    /// The form
    #[arg(value_parser = forms())]
    target: String,
    /// The folder that the files go to; it is made if it is not there, and files of the same name in it are replaced. `-` stands for
    /// standard output, for a form that is one file
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// The reader of the tables of `csv` or `codelists`: `spreadsheet` writes them as a Dutch or Belgian Excel opens them with a double
    /// click, with a byte order mark, semicolons between cells and a decimal comma [default: programs, by RFC 4180]
    #[arg(long = "for", value_name = "READER")]
    reader: Option<Reader>,
    /// The base of the addresses of linked data, such as `https://example.org/decisions/` [default: `base` in `besluit.toml`]
    #[arg(long, value_name = "ADDRESS", value_parser = base)]
    base: Option<String>,
    #[command(flatten)]
    dataset: DatasetArguments,
}

/// A reader that a form is written for.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Reader {
    /// A spreadsheet, which people open by a double click
    Spreadsheet,
}

/// The name that stands for all targets.
const ALL: &str = "all";

/// The path that stands for standard output.
const STREAM: &str = "-";

/// The forms that can be asked for, each with its help.
fn forms() -> PossibleValuesParser {
    let targets = TARGETS
        .iter()
        .map(|target| PossibleValue::new(target.name).help(target.about));
    let left_out = LEFT_OUT.iter().map(|(form, feature)| {
        PossibleValue::new(form).help(format!(
            "not in this build: it takes the feature `{feature}`"
        ))
    });
    let more = [
        PossibleValue::new(description::NAME).help(description::ABOUT),
        PossibleValue::new(ALL)
            .help("each of these in a folder of its own, and above them their description"),
    ];
    PossibleValuesParser::new(targets.chain(left_out).chain(more))
}

/// The place that an export goes to.
enum Place {
    /// A folder.
    Folder(PathBuf),
    /// Standard output.
    Stream,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let asked = arguments.target.as_str();
    if let Some((_, feature)) = LEFT_OUT.iter().find(|(form, _)| *form == asked) {
        bail!(
            "this build of besluit leaves out the form {asked}, because it is much to compile: add it with \
             `cargo install --path . --features {feature}`"
        );
    }
    let target = TARGETS.iter().find(|target| target.name == asked);
    let dialect = dialect(arguments, target)?;
    let place = place(arguments, target)?;
    let workspace = arguments.dataset.read()?;
    // What could not be read would be missing from the export, and nobody would see that.
    if workspace::outcome(&workspace) == Outcome::Failed {
        return Ok(Outcome::Failed);
    }
    let dataset = &workspace.dataset;
    if dataset.documents.is_empty() {
        bail!("nothing to export: no record is there");
    }
    if !is_fit(dataset)? {
        return Ok(Outcome::Findings);
    }
    let quotes = quotes(dataset);
    let mut export = Export::new(dataset, &quotes);
    export.dialect = dialect;
    export.base = arguments.base.clone().or(export.base);
    if let Some(target) = target.filter(|one| !one.has_addresses(&export)) {
        bail!(
            "{} needs addresses: say with `--base ADDRESS`, or as `base` in `besluit.toml`, where the dataset is served",
            target.name
        );
    }
    // All of it is made before any of it is written, so that no folder has parts of two exports because one could not be made.
    let mut made = Vec::new();
    for one in TARGETS.iter().filter(|one| one.has_addresses(&export)) {
        if target.is_none_or(|target| target.name == one.name) {
            let files = one
                .files(&export)
                .with_context(|| format!("cannot make the export {}", one.name))?;
            made.push((one, files));
        }
    }
    let folder = match place {
        Place::Folder(folder) => folder,
        Place::Stream => {
            let files = made.iter().flat_map(|(_, files)| files);
            out.set_form(Form::Bytes)?;
            for file in files {
                out.write_all(&file.bytes)?;
            }
            return Ok(Outcome::Clean);
        }
    };
    // Only what describes the others is of no target of its own.
    let description = target.is_none().then(|| {
        let files = made
            .iter()
            .flat_map(|(target, files)| files.iter().map(|file| Described::of(target, file)));
        description::files(&export, &files.collect::<Vec<_>>(), None)
            .with_context(|| format!("cannot make the export {}", description::NAME))
    });
    let description = description.transpose()?;
    // What goes where, below the folder.
    let mut sets: Vec<(&str, &[File], &str)> = Vec::new();
    for (target, files) in &made {
        if asked == ALL {
            sets.push((target.name, files, target.name));
        } else if asked == target.name {
            sets.push((target.name, files, ""));
        }
    }
    if let Some(files) = &description {
        sets.push((description::NAME, files, ""));
    }
    let files = sets.iter().flat_map(|(_, files, below)| {
        let path = |file: &File| Path::new(below).join(&file.path);
        files.iter().map(move |file| (path(file), &file.bytes[..]))
    });
    files::replace(&folder, &files.collect::<Vec<_>>())
        .with_context(|| format!("cannot write {}", shown(&folder)))?;
    for (name, files, below) in &sets {
        tell(name, files, &folder.join(below), out)?;
    }
    if description.is_some() {
        tell_left_out(&folder);
        for one in TARGETS.iter().filter(|one| !one.has_addresses(&export)) {
            say(format_args!(
                "note: {} is left out, because neither `--base` nor `besluit.toml` says where the dataset is served",
                one.name
            ));
        }
    }
    Ok(Outcome::Clean)
}

/// Reads an address that others can begin with.
pub(super) fn base(text: &str) -> Result<String, String> {
    if is_base(text) {
        Ok(text.to_owned())
    } else {
        Err("it is the address of a folder of the web, with a `/` at its end".to_owned())
    }
}

/// The way in which tables of text are written.
///
/// # Errors
/// If they are to be for a reader for whom the form has none.
fn dialect(arguments: &Arguments, target: Option<&Target>) -> anyhow::Result<Dialect> {
    match arguments.reader {
        None => Ok(csv::RFC_4180),
        Some(Reader::Spreadsheet)
            if target.is_some_and(|one| one.media_type == csv::MEDIA_TYPE) =>
        {
            Ok(csv::SPREADSHEET)
        }
        Some(Reader::Spreadsheet) => bail!(
            "only csv and codelists are written for a spreadsheet; the tables that {ALL} writes and {} describes are for programs",
            description::NAME
        ),
    }
}

/// The place that the export goes to.
///
/// # Errors
/// If it is among the records of a dataset, or is standard output and the form is several files.
fn place(arguments: &Arguments, target: Option<&Target>) -> anyhow::Result<Place> {
    if arguments.output.as_os_str() == STREAM {
        return match target.map(|target| &target.files) {
            Some(Files::One(_)) => Ok(Place::Stream),
            _ => bail!(
                "{} is several files, and standard output is one: give it a folder, as `-o out`",
                arguments.target
            ),
        };
    }
    let folder = place_for(&arguments.output)?;
    if arguments.target == ALL {
        for target in TARGETS {
            place_for(&folder.join(target.name))?;
        }
    }
    Ok(Place::Folder(folder))
}

/// True if a dataset can be exported; if not, says why.
///
/// # Errors
/// If it cannot be checked.
pub(super) fn is_fit(dataset: &Dataset) -> anyhow::Result<bool> {
    // No error depends on the day but what lies ahead of it, which becomes right by waiting.
    let options = Options::on(civil::Date::MAX);
    let errors = validate(Input::Dataset(dataset), &options)?.count(Level::Error);
    if errors > 0 {
        say(format_args!(
            "error: nothing is exported, because the dataset has {} at error level: run `besluit validate`",
            count(errors, "finding")
        ));
        return Ok(false);
    }
    let mut allowances = dataset.config.allowances.iter();
    if let Some(allowance) = allowances.find(|one| KEY_RULES.contains(&one.rule.as_str())) {
        say(format_args!(
            "error: nothing is exported, because `besluit.toml` allows `{}` in `{}`, and the keys of the tables rest on that rule: \
             mend the record, and take the allowance out",
            allowance.rule, allowance.record
        ));
        return Ok(false);
    }
    Ok(true)
}

/// Says which forms are in none of this, and which files of theirs are there all the same.
fn tell_left_out(folder: &Path) {
    for (form, feature) in LEFT_OUT {
        let there = folder.join(form);
        let former = match there.exists() {
            true => format!("; {} is of another export", shown(&there)),
            false => String::new(),
        };
        say(format_args!(
            "note: {form} is left out, because this build has not the feature `{feature}`{former}"
        ));
    }
}

/// Says how many files of a target are in a folder.
fn tell(name: &str, files: &[File], folder: &Path, out: &mut Out) -> anyhow::Result<()> {
    let shown = shown(folder);
    Ok(writeln!(
        out,
        "{name}: {} in {shown}",
        count(files.len(), "file")
    )?)
}

/// The place of a folder, which is not among the records of a dataset.
pub(super) fn place_for(folder: &Path) -> anyhow::Result<PathBuf> {
    let place = place_of(folder)?;
    if workspace::is_record(&place) {
        bail!("an export has no place among the records of a dataset: give it another folder");
    }
    Ok(place)
}
