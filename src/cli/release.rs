//! `besluit release`: the next version of the dataset, planned, prepared and made.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::builder::PossibleValuesParser;
use jiff::civil;

use super::workspace::{DatasetArguments, is_record, place_of};
use super::{Out, Outcome, schema};
use crate::compat::Version;
use crate::counted::count;
use crate::dataset::sha256;
use crate::delta::changes;
use crate::derive::{Moment, quotes};
use crate::export::{Export, LEFT_OUT, TARGETS, Target};
use crate::files;
use crate::model::SCHEMA_VERSION;
use crate::release::{Contents, PREPARED, Prepared, citation};
use crate::workspace::shown;

mod held;
mod refusal;

pub use held::FOLDER;
use held::Held;
use refusal::Refusals;

/// Says which version the next release of the dataset would be, prepares it, or makes it from the commit that has it.
///
/// What is to be released is prepared and committed first, and then made of that commit alone: the same files, wherever that is done.
/// Nothing is released that has findings, loses a record, or has too low a number.
#[derive(clap::Args)]
#[command(
    override_usage = "besluit release --plan\n       besluit release --prepare VERSION DATE\n       besluit release VERSION -o DIR [--with FORM]..."
)]
pub struct Arguments {
    /// The version that was prepared and committed
    #[arg(requires = "output", required_unless_present_any = ["plan", "prepare"])]
    version: Option<Version>,
    /// Only say which version the next one is to be at least, and why
    #[arg(long, conflicts_with_all = ["version", "prepare", "output"])]
    plan: bool,
    /// Write what is to be committed before it is made: its records and facts, CITATION.cff, and the contract that it keeps
    #[arg(long, num_args = 2, value_names = ["VERSION", "DATE"], conflicts_with_all = ["version", "output"])]
    prepare: Vec<String>,
    /// The folder that the files of the release go to; those of the same name in it are replaced
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// A form of `besluit export` beside those that every release has; may be given several times
    #[arg(long = "with", value_name = "FORM", value_parser = PossibleValuesParser::new(FURTHER))]
    with: Vec<String>,
    #[command(flatten)]
    dataset: DatasetArguments,
}

/// The forms that every release has.
const FORMS: [&str; 4] = ["ndjson", "csv", "codelists", "jsonld"];

/// The most reasons for a number that are told.
const MAX_REASONS: usize = 12;

/// The forms that a release can have besides. Some are not in each build, and the command takes the same names in all.
const FURTHER: [&str; 4] = ["turtle", "nquads", "sqlite", "parquet"];

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    if arguments.plan {
        return plan(&Held::read(&arguments.dataset, None)?, out);
    }
    if let [version, date] = arguments.prepare.as_slice() {
        let version: Version = version.parse().map_err(anyhow::Error::msg)?;
        let date: civil::Date = date
            .parse()
            .with_context(|| format!("`{date}` is no day such as 2026-12-31"))?;
        return prepare(
            &Held::read(&arguments.dataset, Some(&version))?,
            &version,
            date,
            out,
        );
    }
    let (Some(version), Some(output)) = (&arguments.version, &arguments.output) else {
        bail!("say which version, and where it goes: `besluit release VERSION -o DIR`");
    };
    let place = place_of(output)?;
    if is_record(&place) {
        bail!("a release has no place among the records of a dataset: give it another folder");
    }
    make(
        &Held::read(&arguments.dataset, Some(version))?,
        version,
        &arguments.with,
        &place,
        out,
    )
}

/// Says which version comes next, and why.
fn plan(held: &Held, out: &mut Out) -> anyhow::Result<Outcome> {
    let Some(previous) = &held.previous else {
        writeln!(
            out,
            "nothing is released yet: the first release has {}, and any version",
            count(held.state.0.len(), "record")
        )?;
        return Ok(Outcome::Clean);
    };
    let Prepared { version, date, .. } = &previous.prepared;
    writeln!(out, "the last release: {version} of {date}")?;
    let Some(delta) = held.delta(out)? else {
        return Ok(Outcome::Findings);
    };
    writeln!(
        out,
        "since then: {}",
        changes::summary(&delta.header.counts)
    )?;
    let reasons = held.reasons(&delta);
    let Some(heaviest) = reasons.first() else {
        writeln!(out, "no record has changed: there is nothing to release")?;
        return Ok(Outcome::Clean);
    };
    let (step, next) = held.next(heaviest.weight, previous);
    writeln!(
        out,
        "the next release: {next} or higher ({}), because",
        step.name()
    )?;
    let most = reasons.iter().filter(|one| one.weight == heaviest.weight);
    for reason in most.clone().take(MAX_REASONS) {
        writeln!(out, "  {}", reason.what)?;
    }
    let more = most.count().saturating_sub(MAX_REASONS);
    if more > 0 {
        writeln!(out, "  and {more} more")?;
    }
    Ok(Outcome::Clean)
}

/// Writes what is to be committed.
fn prepare(
    held: &Held,
    version: &Version,
    date: civil::Date,
    out: &mut Out,
) -> anyhow::Result<Outcome> {
    let delta = held.delta(out)?;
    let mut refusals = Refusals::of(held, version, delta.as_ref(), date)?;
    let place = held.place(version);
    if place.exists() {
        refusals.add(format!(
            "{} is there already: what was released stays",
            shown(&place)
        ));
    }
    if refusals.tell(out)? {
        return Ok(Outcome::Findings);
    }
    let prepared = Prepared {
        version: version.to_string(),
        date,
        model: SCHEMA_VERSION.to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        previous: held
            .previous
            .as_ref()
            .map(|one| one.prepared.version.clone()),
    };
    let dataset = &held.workspace.dataset;
    let quotes = quotes(dataset);
    let export = Export::new(dataset, &quotes);
    let contract = schema::frozen(&held.folder);
    if !contract.exists() {
        schema::freeze(&held.folder, &dataset.config, out)?;
    }
    let mut writer = files::Writer::default();
    let citation_place = held.folder.join("CITATION.cff");
    writer
        .write(&citation_place, citation(&export, &prepared).as_bytes())
        .with_context(|| format!("cannot write {}", shown(&citation_place)))?;
    let facts = prepared.text();
    let records = held.state.bytes();
    let files = [
        (PathBuf::from(PREPARED), facts.as_bytes()),
        (
            PathBuf::from(crate::delta::state::FILE_NAME),
            records.as_slice(),
        ),
    ];
    files::replace(&place, &files).with_context(|| format!("cannot write {}", shown(&place)))?;
    for path in [&place, &citation_place, &contract] {
        writeln!(out, "prepared: {}", shown(path))?;
    }
    writeln!(
        out,
        "next: commit them, then `besluit release {version} -o DIR`"
    )?;
    Ok(Outcome::Clean)
}

/// Makes the files of a release that was prepared and committed.
fn make(
    held: &Held,
    version: &Version,
    with: &[String],
    folder: &Path,
    out: &mut Out,
) -> anyhow::Result<Outcome> {
    let Some(prepared) = held.prepared(version)? else {
        bail!(
            "{version} is not prepared: `besluit release --prepare {version} DATE`, and commit what that writes"
        );
    };
    let commit = held.commit()?;
    let delta = held.delta(out)?;
    let mut refusals = Refusals::of(held, version, delta.as_ref(), prepared.date)?;
    refusals.of_commit(held, version, &commit)?;
    if refusals.tell(out)? {
        return Ok(Outcome::Findings);
    }
    if let Some((form, feature)) = LEFT_OUT
        .iter()
        .find(|(form, _)| with.iter().any(|name| name == form))
    {
        bail!("this build of besluit leaves out the form {form}: it takes the feature `{feature}`");
    }
    let dataset = &held.workspace.dataset;
    let quotes = quotes(dataset);
    let export = Export::new(dataset, &quotes);
    let is_wanted =
        |one: &&Target| FORMS.contains(&one.name) || with.iter().any(|name| name == one.name);
    let targets: Vec<_> = TARGETS.iter().filter(is_wanted).collect();
    if let Some(one) = targets.iter().find(|one| !one.has_addresses(&export)) {
        bail!(
            "{} needs addresses: say as `base` in `besluit.toml` where the dataset is served",
            one.name
        );
    }
    let contents = Contents {
        prepared: &prepared,
        commit: &commit.id,
        time: commit.time,
        state: &held.state,
        delta: delta.as_ref(),
        export: &export,
        targets: &targets,
        coverage: super::coverage::of_all(
            dataset,
            export.moment.unwrap_or(Moment::on(prepared.date)),
        )?,
        contract: held.contract()?,
    };
    let files = contents.files().context("cannot make the release")?;
    let written: Vec<_> = files
        .iter()
        .map(|file| (PathBuf::from(&file.path), file.bytes.as_slice()))
        .collect();
    files::replace(folder, &written).with_context(|| format!("cannot write {}", shown(folder)))?;
    writeln!(
        out,
        "{version}: {} in {}",
        count(files.len(), "file"),
        shown(folder)
    )?;
    if let Some(archive) = files.last() {
        writeln!(out, "{}  {}", sha256(&archive.bytes), archive.path)?;
    }
    Ok(Outcome::Clean)
}
