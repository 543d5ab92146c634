//! `besluit delta`: what changed between two states of the dataset, and the second made from the first.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::ValueEnum;

use super::output::write_to;
use super::workspace::{DatasetArguments, is_record, place_of};
use super::{Out, Outcome, say};
use crate::delta::{Delta, apply, between, changes, header};
use crate::printable::Form;
use crate::schema::Schemas;
use crate::workspace::shown;

mod given;

use given::{STDIN, base, bytes, called, given};

/// Tells what changed between two states of the dataset, or makes the second from the first.
///
/// A state is a git ref of the dataset, the folder of a dataset or a release, a file of one record a line, or `-` for standard input.
/// A record that is gone from the second one is an error: what should not count is withdrawn.
#[derive(clap::Args)]
#[command(
    override_usage = "besluit delta [OPTIONS] FROM [TO]\n       besluit delta [OPTIONS] --apply BASE [DELTA...]"
)]
pub struct Arguments {
    /// The state before, and the state after [default: the work tree as it is]; with `--apply` the deltas, in their order
    #[arg(required_unless_present = "apply", value_name = "STATE")]
    states: Vec<PathBuf>,
    /// Write the state that the deltas lead to, made from this one and checked at each step; without a delta, this one
    #[arg(long, value_name = "BASE", conflicts_with_all = ["format", "lang"])]
    apply: Option<PathBuf>,
    /// The form of the answer [default: human on standard output, jsonl in a file]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The language of the titles and reasons [default: the first of the dataset]
    #[arg(long)]
    lang: Option<String>,
    /// The file that it goes to, as a whole or not at all [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    dataset: DatasetArguments,
}

/// The form of what changed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text for people
    Human,
    /// The delta: `besluit-delta-1`, one JSON object a line
    Jsonl,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let place = arguments.output.as_deref().map(place_of).transpose()?;
    if place.as_deref().is_some_and(is_record) {
        bail!(
            "a delta or a state has no place among the records of a dataset: give it another file"
        );
    }
    let streams = arguments.states.iter().chain(&arguments.apply);
    if streams.filter(|path| path.as_os_str() == STDIN).count() > 1 {
        bail!("standard input can be read once only");
    }
    let schemas = Schemas::new();
    let answer = match &arguments.apply {
        Some(base) => applied(arguments, base, &schemas)?,
        None => told(arguments, &schemas)?,
    };
    let Some((answer, form)) = answer else {
        return Ok(Outcome::Findings);
    };
    match &arguments.output {
        Some(path) => {
            let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
            folder
                .map_err(Into::into)
                .and_then(|()| write_to(path, &answer))
                .with_context(|| format!("cannot write {}", shown(path)))?;
        }
        None => {
            out.set_form(form)?;
            out.write_all(&answer)?;
        }
    }
    Ok(Outcome::Clean)
}

/// What is to be written, and its form; nothing if it was refused.
type Answer = Option<(Vec<u8>, Form)>;

/// What changed between two states.
fn told(arguments: &Arguments, schemas: &Schemas) -> anyhow::Result<Answer> {
    let (from, to) = match arguments.states.as_slice() {
        [from] => (from.as_path(), Path::new(given::HERE)),
        [from, to] => (from.as_path(), to.as_path()),
        _ => bail!("there are two states: the one before, and the one after"),
    };
    let (before, from_name) = given(from, &arguments.dataset, schemas)?;
    let (after, to_name) = given(to, &arguments.dataset, schemas)?;
    let delta = match between((&before, from_name), (&after, to_name), schemas) {
        Ok(delta) => delta,
        Err(gone) => {
            for key in gone.0 {
                say(format_args!(
                    "error: the {} `{}` is in {} and gone from {}: an id stays; put it back, withdrawn if it should not count",
                    key.record_type,
                    key.id,
                    called(from),
                    called(to),
                ));
            }
            return Ok(None);
        }
    };
    let default = match arguments.output {
        None => Format::Human,
        Some(_) => Format::Jsonl,
    };
    Ok(Some(match arguments.format.unwrap_or(default) {
        Format::Jsonl => (delta.bytes(), Form::Bytes),
        Format::Human => {
            let language = match &arguments.lang {
                Some(language) => language.clone(),
                None => given::language(&arguments.dataset)?,
            };
            let mut text = Vec::new();
            changes::write(&delta, &language, &mut text)?;
            (text, Form::Text)
        }
    }))
}

/// The state that deltas lead to, one after the other.
fn applied(arguments: &Arguments, from: &Path, schemas: &Schemas) -> anyhow::Result<Answer> {
    let mut deltas = Vec::new();
    for path in &arguments.states {
        deltas.push((path, bytes(path)?));
    }
    let refuse = |path: &Path, (line, why): (usize, String)| {
        say(format_args!("error: {}, line {line}: {why}", called(path)));
        Ok(None)
    };
    let wanted = match deltas.first() {
        None => None,
        // What the first one leads from says what the base is to be.
        Some((path, bytes)) => match header(bytes) {
            Ok(header) => Some(header.from.sha256),
            Err(refusal) => return refuse(path, refusal),
        },
    };
    let mut state = base(from, wanted.as_deref(), &arguments.dataset, schemas)?;
    for (path, bytes) in &deltas {
        state = match Delta::read(bytes).and_then(|delta| apply(state, &delta)) {
            Ok(state) => state,
            Err(refusal) => return refuse(path, refusal),
        };
    }
    Ok(Some((state.bytes(), Form::Bytes)))
}
