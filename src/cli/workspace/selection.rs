//! The items that the paths of a command line name: files and folders, patterns for them, and streams of records.

use std::collections::HashSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::cli::streams;
use crate::files::{self, Lines, Refusal};
use crate::json;
use crate::workspace::{Item, normal};

/// The path by which standard input goes.
pub const STDIN: &str = "-";

/// The selection of what is to be checked.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Selection {
    /// Files, folders, patterns such as `records/**/*.json`, streams of one record a line (`*.ndjson`, `*.jsonl`), or `-` for
    /// standard input; a folder above several datasets means each of them [default: the whole dataset]
    pub paths: Vec<PathBuf>,
    /// The folder of the dataset [default: the nearest one above a path with a `besluit.toml`]; records from elsewhere are looked at in
    /// it, in place of those of the same id
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The file that standard input is to become: its record is looked at in that file's place
    #[arg(long, value_name = "FILE")]
    pub stdin_filename: Option<PathBuf>,
}

/// Everything that the paths name.
///
/// # Errors
/// If a path is not there, a pattern fits nothing, or a stream cannot be read.
pub fn items(selection: &Selection, here: &Path) -> anyhow::Result<Vec<Item>> {
    let uses = |path: &&PathBuf| path.as_os_str() == STDIN;
    let times = selection.paths.iter().filter(uses).count();
    if times > 1 {
        bail!("standard input can be read once only");
    }
    if times == 0 && selection.stdin_filename.is_some() {
        bail!("`--stdin-filename` goes with the path `-`");
    }
    let mut items = Vec::new();
    let mut paths = selection.paths.clone();
    let mut seen = HashSet::new();
    paths.retain(|path| seen.insert(normal(&here.join(path))));
    for path in &paths {
        if path.as_os_str() == STDIN {
            items.push(stdin(selection.stdin_filename.as_deref(), here)?);
            continue;
        }
        // Looked at as it stands: a link is not followed, and reported where it is read.
        match path.symlink_metadata() {
            Ok(_) => items.push(item(normal(&here.join(path)))?),
            Err(error) => match matches(path)? {
                Some(matches) => {
                    for path in matches {
                        items.push(item(normal(&here.join(path)))?);
                    }
                }
                None => {
                    return Err(error).with_context(|| format!("cannot read {}", path.display()));
                }
            },
        }
    }
    Ok(items)
}

/// True if a file by that name holds one record a line.
fn is_stream(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    matches!(ending, Some("ndjson" | "jsonl"))
}

fn item(path: PathBuf) -> anyhow::Result<Item> {
    let cannot = || format!("cannot read {}", path.display());
    if !is_stream(&path) || path.is_dir() {
        return Ok(Item::Path(path));
    }
    if let Some(refusal) = files::refusal(&path).with_context(cannot)? {
        bail!("{}: {}", cannot(), refusal.describe(files::MAX_RECORD));
    }
    let lines = File::open(&path)
        .and_then(Lines::of_file)
        .with_context(cannot)?;
    Ok(Item::Stream {
        path: Some(path),
        lines,
    })
}

fn stdin(name: Option<&Path>, here: &Path) -> anyhow::Result<Item> {
    let cannot = "cannot read standard input";
    let mut lines = Lines::of_input(streams::input()).context(cannot)?;
    let path = name.map(|name| normal(&here.join(name)));
    let holds_records = match name {
        Some(name) => is_stream(name),
        None => begins_with_a_record(lines.first().context(cannot)?),
    };
    Ok(if holds_records {
        Item::Stream { path, lines }
    } else {
        let bytes = lines.whole(files::MAX_RECORD).context(cannot)?;
        Item::Record {
            path,
            content: bytes.ok_or(Refusal::TooLarge),
        }
    })
}

/// True if the first line is JSON by itself: then every line is to be a record, be it the only one. The first line of a record that
/// is laid out is only its brace.
fn begins_with_a_record(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii();
    let end = bytes.iter().position(|byte| *byte == b'\n');
    json::parse(&bytes[..end.unwrap_or(bytes.len())])
        .root
        .is_some()
}

/// The files that a pattern fits, in the order of their paths; none if the path is no pattern.
fn matches(path: &Path) -> anyhow::Result<Option<Vec<PathBuf>>> {
    let Some(pattern) = path.to_str().filter(|text| text.contains(['*', '?', '['])) else {
        return Ok(None);
    };
    let cannot = || format!("cannot read {pattern}");
    // As with folders, what begins with a dot is left out.
    let options = glob::MatchOptions {
        require_literal_leading_dot: true,
        ..glob::MatchOptions::default()
    };
    let found: Vec<PathBuf> = glob::glob_with(pattern, options)
        .with_context(cannot)?
        // A folder that cannot be read stands for what is in it: it is told where it is read.
        .map(|found| found.unwrap_or_else(|error| error.path().to_owned()))
        .collect();
    if found.is_empty() {
        bail!("{}: no file fits this pattern", cannot());
    }
    Ok(Some(found))
}
