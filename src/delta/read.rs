//! A delta from its bytes. What is missing, doubled, out of its place or altered is said with its line: a delta that was read is whole.

use std::cmp::Ordering;

use super::between::counts;
use super::shape::{Counts, Header};
use super::state::{Key, name_of};
use super::{Change, Delta, FORMAT, Op, RECORD, ZEROS, digest, digest_of};
use crate::counted::count;
use crate::dataset::sha256;

/// The reason why a delta is refused, with the line that it is about.
pub type Refused = (usize, String);

/// The header of a delta, whatever follows.
///
/// # Errors
/// If it has none.
pub fn header(bytes: &[u8]) -> Result<Header, Refused> {
    let first = bytes.split(|byte| *byte == b'\n').next();
    let header: Option<Header> = first.and_then(|line| serde_json::from_slice(line).ok());
    let header = header.filter(|header| header.format == FORMAT);
    header.ok_or_else(|| {
        let message = format!(
            "this is not the header of a `{FORMAT}`, as `besluit delta --format jsonl` writes it"
        );
        (1, message)
    })
}

impl Delta {
    /// Reads a delta, and holds it to its counts, its order and its digests.
    ///
    /// # Errors
    /// If it is not whole: the line, and why.
    pub fn read(bytes: &[u8]) -> Result<Delta, Refused> {
        let header = header(bytes)?;
        let mut changes = Vec::new();
        let mut last = None;
        let lines = bytes.split_inclusive(|byte| *byte == b'\n').enumerate();
        for (at, line) in lines.skip(1) {
            let refuse = |why: String| (at + 1, why);
            let (key, change, record) = line_of(line).map_err(refuse)?;
            follows(last.as_ref(), &key).map_err(refuse)?;
            last = Some(key);
            changes.push((change, record));
        }
        hold_counts(&header, &changes).map_err(|why| (1, why))?;
        hold_digest(&header, bytes).map_err(|why| (1, why))?;
        Ok(Delta { header, changes })
    }
}

/// The lines are those that the header counts.
fn hold_counts(header: &Header, changes: &[(Change, String)]) -> Result<(), String> {
    let counted = Counts {
        layout: header.counts.layout,
        ..counts(changes)
    };
    if counted == header.counts {
        return Ok(());
    }
    let Counts {
        added,
        changed,
        withdrawn,
        ..
    } = header.counts;
    let sorts = [changed.substance, changed.words, withdrawn];
    let told = sorts.into_iter().fold(added, usize::saturating_add);
    let found = changes.len();
    let why = match told.cmp(&found) {
        Ordering::Equal => "and the lines are of other sorts".to_owned(),
        Ordering::Less => format!("and there are {found}"),
        Ordering::Greater => format!("and there are {found}: some are missing"),
    };
    Err(format!(
        "the header counts {}, {why}",
        count(told, "change")
    ))
}

/// The bytes are those that the digest of the header is of.
fn hold_digest(header: &Header, bytes: &[u8]) -> Result<(), String> {
    let digits = header.digest.trim_start_matches("sha256:").as_bytes();
    let mut zeroed = bytes.to_vec();
    // The first line has the digest before anything else, so where its digits stand first, they are its own.
    let at = memchr::memmem::find(bytes, digits).filter(|_| digits.len() == ZEROS.len());
    if let Some(at) = at {
        zeroed[at..at + ZEROS.len()].copy_from_slice(&ZEROS);
    }
    match digest(sha256(&zeroed).as_bytes()) == header.digest {
        true => Ok(()),
        false => Err(
            "some byte was altered: the digest of the delta is not the one that its header gives"
                .to_owned(),
        ),
    }
}

/// A record comes after the one of the line before.
fn follows(last: Option<&Key>, key: &Key) -> Result<(), String> {
    let name = |key: &Key| format!("the {} `{}`", key.record_type, key.id);
    match last {
        Some(last) if last == key => Err(format!("{} is there twice", name(key))),
        Some(last) if last > key => Err(format!(
            "{} stands after {}: the lines are out of their order",
            name(key),
            name(last)
        )),
        _ => Ok(()),
    }
}

/// A line after the first: the name of its record, what became of it, and the line of the record.
fn line_of(line: &[u8]) -> Result<(Key, Change, String), String> {
    let no_change = || "this is no line about a change of a record".to_owned();
    let line = line
        .strip_suffix(b"\n")
        .ok_or("the delta ends within this line")?;
    let line = std::str::from_utf8(line).map_err(|_| "this is not UTF-8")?;
    let (head, record) = line.split_once(RECORD).ok_or_else(no_change)?;
    let record = record.strip_suffix('}').ok_or_else(no_change)?;
    let change: Change = serde_json::from_str(&format!("{head}}}")).map_err(|_| no_change())?;
    let key = Key::new(&change.r#type, &change.id);
    let shown = format!("the {} `{}`", key.record_type, key.id);
    if digest_of(record) != change.after {
        return Err(format!(
            "the record is not the one whose digest is given as `after`: {shown}"
        ));
    }
    if name_of(record).as_ref() != Some(&key) {
        return Err(format!("the record is another one than {shown}"));
    }
    if change.before.is_none() != (change.op == Op::Add) {
        return Err(format!(
            "`before` is for what was there before, and only for that: {shown}"
        ));
    }
    Ok((key, change, record.to_owned()))
}
