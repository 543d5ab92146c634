//! The promise: whatever the bytes of a part, to join it is refused or tells something, and never panics.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil;
use tempfile::TempDir;

use super::contents::{Section, Trailer};
use super::{Joined, Request, join, map};
use crate::files::{pack, unpack};
use crate::report::{Format, Report};
use crate::support::random::Random;
use crate::support::{copy, folders, repository};
use crate::validate::Options;
use crate::workspace::{Item, dataset_files, normal};

/// The number of changes that are tried of each sort.
const TRIES: usize = 400;

/// A dataset with findings of many sorts, and the bytes of the part of all of it.
fn example() -> (TempDir, PathBuf, Vec<u8>) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let root = normal(folder.path());
    let fixtures = repository().join("tests/fixtures");
    copy(&fixtures.join("base"), &root);
    for rule in ["dangling-reference", "quote-ambiguous", "vote-result"] {
        let case = folders(&fixtures.join("rules").join(rule)).remove(0);
        copy(&case, &root);
    }
    let items = vec![Item::Path(root.clone())];
    let mut workspace = dataset_files(root.clone(), items).expect("it is a dataset");
    let part = map(&mut workspace, &options(), 0, &|_| ()).expect("it can be read");
    (folder, root, part)
}

fn options() -> Options<'static> {
    Options::on(civil::date(2025, 12, 31)).with_notes()
}

/// Joins a part of these bytes; the message, if it is refused.
fn try_join(root: &Path, bytes: &[u8]) -> Result<Joined, String> {
    let path = root.join("x.part");
    fs::write(&path, bytes).expect("there is room");
    let request = Request {
        paths: &[path],
        expected: None,
        root: Some(root.to_owned()),
        as_of: None,
    };
    join(&request, &options(), &|| None).map_err(|error| error.to_string())
}

/// Changes some bytes.
fn change(bytes: &mut [u8], random: &mut Random) {
    if bytes.is_empty() {
        return;
    }
    for _ in 0..1 + random.below(3) {
        let at = random.below(bytes.len());
        bytes[at] = match random.below(3) {
            0 => bytes[at] ^ (1 << random.below(8)),
            1 => 0xff,
            _ => random.below(256) as u8,
        };
    }
}

#[test]
fn what_was_changed_or_cut_short_is_refused() {
    let (_folder, root, part) = example();
    let whole = try_join(&root, &part).expect("it is whole");
    let mut random = Random::new(1, "changed");
    for nth in 0..TRIES {
        let mut bytes = part.clone();
        match nth % 3 {
            0 => bytes.truncate(random.below(part.len())),
            1 => bytes.push(b'\n'),
            _ => change(&mut bytes, &mut random),
        }
        if bytes == part {
            continue;
        }
        // A block of records that nobody asks for need not be read; nothing is told of it either.
        if let Ok(joined) = try_join(&root, &bytes) {
            let failures = joined.workspace.dataset.inventory.take_failures();
            let is_same = joined.run.findings == whole.run.findings;
            assert!(is_same || !failures.is_empty(), "change {nth}");
        }
    }
}

/// Puts other bytes in the place of what a section holds, and makes the part whole again.
fn forged(part: &[u8], nth: usize, random: &mut Random) -> Vec<u8> {
    let end = part.len() - 40;
    let count = u64::from_le_bytes(part[end..end + 8].try_into().expect("it has eight bytes"));
    let start = end - count as usize;
    let mut trailer: Trailer =
        postcard::from_bytes(&part[start..end]).expect("it was written like this");
    let first = trailer.contents.start as usize;
    let mut bytes = part[..first].to_vec();
    let mut add = |section: &mut Section, is_it: bool| {
        let packed = &part[section.start as usize..][..section.packed as usize];
        let mut raw = unpack(packed, section.length).expect("it was packed");
        if is_it {
            change(&mut raw, random);
        }
        let packed = pack(&raw).expect("it can be packed");
        section.start = bytes.len() as u64;
        section.packed = packed.len() as u64;
        bytes.extend(packed);
    };
    add(&mut trailer.contents, nth == 0);
    add(&mut trailer.facts, nth == 1);
    add(&mut trailer.findings, nth == 2);
    let mut written = postcard::to_stdvec(&trailer).expect("it can be written");
    if nth == 3 {
        change(&mut written, random);
    }
    super::map::seal(bytes, &written, trailer.start as usize..first)
}

#[test]
fn what_was_forged_is_refused_or_tells_something() {
    let (_folder, root, part) = example();
    let mut random = Random::new(1, "forged");
    let whole = forged(&part, 9, &mut random);
    assert_eq!(try_join(&root, &whole).map(|_| ()), Ok(()));
    let mut told = 0;
    for nth in 0..4 * TRIES {
        let bytes = forged(&part, nth % 4, &mut random);
        let Ok(joined) = try_join(&root, &bytes) else {
            continue;
        };
        told += 1;
        let options = options();
        let mut report = Report {
            summary: joined.run.summary,
            ..Report::default()
        };
        report.take(joined.run.findings, &options.levels, &|_| true);
        report.finish(true);
        for format in Format::ALL {
            let written = report.write(format, false, &mut Vec::new());
            written.expect("there is room");
        }
    }
    assert!(told > TRIES / 4, "{told} were joined");
}
