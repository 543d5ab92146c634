//! The output of reports: each in its form, to standard output or to a file.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context as _, bail};
use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command};

use super::Out;
use super::workspace::{self, place_of};
use crate::files::{self, Writer};
use crate::report::{Format, Report};
use crate::workspace::{STDIN_NAME, normal, relative, top_of};

/// A report that was asked for, as `FORMAT` or `FORMAT=FILE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The form of the report.
    format: Format,
    /// The file that it goes to; else it goes to standard output.
    path: Option<PathBuf>,
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Output, String> {
        let (name, path) = match text.split_once('=') {
            None => (text, None),
            Some((_, "")) => return Err("there is no file after `=`".to_owned()),
            Some((name, path)) => (name, Some(PathBuf::from(path))),
        };
        Ok(Output {
            format: name.parse()?,
            path,
        })
    }
}

/// Reads such a report from the command line, and tells the names of the formats.
#[derive(Clone)]
pub struct Outputs;

impl TypedValueParser for Outputs {
    type Value = Output;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Output, clap::Error> {
        <Output as FromStr>::from_str.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue>>> {
        Some(Box::new(
            Format::ALL
                .map(|format| PossibleValue::new(format.name()))
                .into_iter(),
        ))
    }
}

impl Output {
    /// True if it tells the digest of the dataset.
    pub fn tells_digest(&self) -> bool {
        self.format.tells_digest()
    }
}

/// Refuses outputs that would overwrite one another, or a record.
///
/// # Errors
/// If two of them go to standard output or to one file, or one goes among the records of a dataset.
pub fn check(outputs: &[Output]) -> anyhow::Result<()> {
    let mut places = Vec::new();
    for output in outputs {
        let place = output.path.as_deref().map(place_of).transpose()?;
        if places.contains(&place) {
            match &output.path {
                None => bail!(
                    "two reports would go to standard output; give one of them a file, as `--format sarif=out.sarif`"
                ),
                Some(path) => bail!("two reports would go to {}", path.display()),
            }
        }
        if place.as_deref().is_some_and(workspace::is_record) {
            bail!("a report has no place among the records of a dataset: give it another file");
        }
        places.push(place);
    }
    Ok(())
}

/// Writes a file as a whole, or into what is there if that is no file: a pipe or a device is not replaced.
///
/// # Errors
/// If it cannot be written.
pub fn write_to(path: &Path, text: &[u8]) -> anyhow::Result<()> {
    write_by(path, text, |place, text| {
        Writer::default().write(place, text)
    })
}

/// Writes a file in the same way where other runs may be writing into the same folder.
///
/// # Errors
/// If it cannot be written.
pub fn write_among_others(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    write_by(path, bytes, files::write_among_others)
}

fn write_by(
    path: &Path,
    bytes: &[u8],
    write: impl FnOnce(&Path, &[u8]) -> io::Result<()>,
) -> anyhow::Result<()> {
    let place = place_of(path)?;
    if place.metadata().is_ok_and(|there| !there.is_file()) {
        OpenOptions::new()
            .write(true)
            .open(&place)?
            .write_all(bytes)?;
    } else {
        write(&place, bytes)?;
    }
    Ok(())
}

/// Writes a report in each form that was asked for. With the annotations of GitHub goes the page of its step.
///
/// # Errors
/// If one of them cannot be written.
pub fn write(
    outputs: &[Output],
    report: &mut Report,
    is_coloured: bool,
    out: &mut Out,
) -> anyhow::Result<()> {
    if outputs.iter().any(|output| output.format.is_from_top()) {
        report.from_top = from_top(report);
    }
    let report = &*report;
    for output in outputs {
        if let Some(path) = &output.path {
            let mut text = Vec::new();
            // Colours are for a terminal.
            report.write(output.format, false, &mut text)?;
            write_to(path, &text).with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    let page = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty());
    if let Some(page) = page.map(PathBuf::from)
        && outputs.iter().any(|output| output.format == Format::Github)
    {
        append_page(&page, report)
            .with_context(|| format!("cannot write the step summary {}", page.display()))?;
    }
    // Standard output comes last: whoever reads it may have seen enough and close it.
    for output in outputs.iter().filter(|output| output.path.is_none()) {
        out.set_form(output.format.form(is_coloured))?;
        report.write(output.format, is_coloured, out)?;
    }
    out.flush()?;
    Ok(())
}

/// The path of each file of the findings from the top of its work tree, by the one that they have, which is from the working directory.
fn from_top(report: &Report) -> HashMap<String, String> {
    let here = std::env::current_dir().unwrap_or_default();
    let mut paths = HashMap::new();
    let files = report.findings.iter().flat_map(|finding| {
        let related = finding.related.iter().map(|related| &related.file);
        std::iter::once(&finding.file).chain(related)
    });
    for file in files.map(String::as_str) {
        if file == STDIN_NAME || paths.contains_key(file) {
            continue;
        }
        let path = normal(&here.join(file));
        let told = top_of(&path).map_or_else(|| file.to_owned(), |top| relative(top, &path));
        paths.insert(file.to_owned(), told);
    }
    paths
}

/// The largest page of a step that GitHub takes, in bytes; of a larger one it shows nothing.
const MAX_PAGE: usize = 1024 * 1024;

/// Adds every finding to the page of the step: the file is the runner's, and other commands of the step write to it too.
fn append_page(path: &Path, report: &Report) -> io::Result<()> {
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let room = MAX_PAGE.saturating_sub(length);
    file.write_all(report.step_summary(room).as_bytes())
}
