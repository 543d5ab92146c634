//! Where reports go: each in its form, to standard output or to a file.

use std::io::Write;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context as _, bail};
use clap::ValueEnum;

use crate::files;
use crate::report::{Format, Report};

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
        let format = Format::from_str(name, false).map_err(|_| {
            let names: Vec<_> = Format::value_variants()
                .iter()
                .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
                .collect();
            format!("the formats are {}", names.join(", "))
        })?;
        Ok(Output { format, path })
    }
}

/// Refuses outputs that would overwrite one another.
///
/// # Errors
/// If two of them go to standard output, or to one file.
pub fn check(outputs: &[Output]) -> anyhow::Result<()> {
    for (at, output) in outputs.iter().enumerate() {
        if outputs[..at].iter().any(|other| other.path == output.path) {
            match &output.path {
                None => bail!(
                    "two reports would go to standard output; give one of them a file, as `--format sarif=out.sarif`"
                ),
                Some(path) => bail!("two reports would go to {}", path.display()),
            }
        }
    }
    Ok(())
}

/// Writes a report in each form that was asked for.
///
/// # Errors
/// If one of them cannot be written.
pub fn write(outputs: &[Output], report: &Report<'_>, out: &mut dyn Write) -> anyhow::Result<()> {
    for output in outputs {
        match &output.path {
            None => report.write(output.format, out)?,
            Some(path) => {
                let mut text = Vec::new();
                report.write(output.format, &mut text)?;
                files::write(path, &text)
                    .with_context(|| format!("cannot write {}", path.display()))?;
            }
        }
    }
    Ok(())
}
