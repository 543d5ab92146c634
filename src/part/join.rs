//! Joining the parts of a run: what follows from all records is checked over the facts of all parts.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil;
use rayon::prelude::*;

use super::contents::{Contents, PartFile, PartSidecar};
use super::error::{Error, refuse};
use super::header::RunHeader;
use super::read::Part;
use crate::check::{Gathered, Job, RULES, Run, Texts, conclude};
use crate::counted;
use crate::files::{Packed, Refusal};
use crate::finding::Finding;
use crate::index::{Facts, Naming, Numbers};
use crate::validate::{Options, setting};
use crate::workspace::{File, Files, Held, Inventory, PackedFile, STDIN_NAME, Workspace};

/// What came of joining parts.
pub struct Joined {
    /// The result, as of one run over all shards.
    pub run: Run,
    /// The files of all shards.
    pub workspace: Workspace<Files<'static>>,
}

/// The parts that are to be joined, and how.
pub struct Request<'a> {
    /// The files of the parts.
    pub paths: &'a [PathBuf],
    /// The number of parts that there are to be, if it is known.
    pub expected: Option<u32>,
    /// The folder of the dataset that the records belong to. If none is given and they belong to one, it is what this finds.
    pub root: Option<PathBuf>,
    /// The day on which the dataset is to be judged, if it was said once more.
    pub as_of: Option<civil::Date>,
}

/// Joins parts. Of the options, the day is that of the parts.
///
/// # Errors
/// If a part is missing, given twice, not as it was written or of another run, or if something cannot be read.
pub fn join(
    request: &Request<'_>,
    options: &Options<'_>,
    find_root: &dyn Fn() -> Option<PathBuf>,
) -> Result<Joined, Error> {
    let mut parts = open(request.paths)?;
    parts.sort_by_key(|part| part.header.part);
    are_all(&parts, request.expected)?;
    are_few(&parts)?;
    let Some(first) = parts.first() else {
        return refuse("there is no part to join");
    };
    let run = first.header.run.clone();
    for part in &parts {
        part.header.run.agree(&run, (&part.name, &first.name))?;
    }
    if let Some(as_of) = request.as_of.filter(|as_of| *as_of != run.as_of) {
        return refuse(format!(
            "the parts were made as of {}, and can be judged on no other day, such as {as_of}",
            run.as_of
        ));
    }
    let root = match (&request.root, &run.config) {
        (None, Some(_)) => Some(find_root().ok_or_else(|| {
            let why = "the parts were made with the `besluit.toml` of a dataset: give its folder by `--root`";
            Error::Refused(why.to_owned())
        })?),
        (root, _) => root.clone(),
    };
    let options = Options {
        as_of: run.as_of,
        ..options.clone()
    };
    let shards = Shards::of(&parts)?;
    let (files, selected, are_home) = (shards.files, shards.selected, shards.are_home);
    let workspace = Workspace::joined(root, files, are_home, selected)?;
    belong(&workspace, &options, &run, &first.name)?;
    let run = conclude_all(&workspace, &options, &parts, &shards.numbers)?;
    Ok(Joined { run, workspace })
}

/// Opens the parts, all of which are of this version.
fn open(paths: &[PathBuf]) -> Result<Vec<Part>, Error> {
    let parts: Vec<_> = paths.par_iter().map(|path| Part::open(path)).collect();
    let parts: Vec<Part> = parts.into_iter().collect::<Result<_, _>>()?;
    for part in &parts {
        part.header.run.is_of_this_version(&part.name)?;
    }
    Ok(parts)
}

/// Refuses parts, in the order of their numbers, if one is given twice or is not there.
fn are_all(parts: &[Part], expected: Option<u32>) -> Result<(), Error> {
    for pair in parts.windows(2) {
        let (one, two) = (&pair[0], &pair[1]);
        if one.header.part == two.header.part {
            return refuse(format!(
                "{} and {} are both part {}",
                one.name, two.name, one.header.part
            ));
        }
    }
    let numbers: Vec<u32> = parts.iter().map(|part| part.header.part).collect();
    match missing(&numbers, expected) {
        None => Ok(()),
        Some(why) => refuse(why),
    }
}

/// The most records that are joined: the lists of the index count their items in 32 bits, and a record has some forty of one sort at most.
const MAX_RECORDS: usize = 100_000_000;

/// Refuses parts with more records than the index takes.
fn are_few(parts: &[Part]) -> Result<(), Error> {
    let records = parts.iter().map(|part| part.header.records);
    let records = records.fold(0, usize::saturating_add);
    match records > MAX_RECORDS {
        true => refuse(format!(
            "{records} records are more than the {MAX_RECORDS} that can be joined: join those that do not refer to others by themselves"
        )),
        false => Ok(()),
    }
}

/// The most numbers of parts that a message names.
const MAX_NAMED: usize = 8;

/// What is wrong with the numbers of parts, which are in order: they count from 0, and none is left out.
fn missing(numbers: &[u32], expected: Option<u32>) -> Option<String> {
    let last = numbers.last().map_or(0, |last| u64::from(*last));
    let count = expected.map_or(last + 1, u64::from);
    if let Some(beyond) = numbers.iter().find(|one| u64::from(**one) >= count) {
        return Some(format!(
            "there is a part {beyond}, and {} expected, which count from 0",
            were(count)
        ));
    }
    if numbers.len() as u64 == count {
        return None;
    }
    let is_absent = |one: &u64| {
        let number = |number: &u32| u64::from(*number);
        numbers.binary_search_by_key(one, number).is_err()
    };
    let absent = (0..count).filter(is_absent).take(MAX_NAMED);
    let named: Vec<String> = absent.map(|one| one.to_string()).collect();
    let more = match count - (numbers.len() + named.len()) as u64 {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let (expected, named) = (were(count), named.join(", "));
    Some(format!(
        "{expected} expected, which count from 0; missing: {named}{more}"
    ))
}

fn were(count: u64) -> String {
    let were = if count == 1 { "was" } else { "were" };
    format!("{} {were}", counted::count(count, "part"))
}

/// The files of all shards.
struct Shards {
    /// In the order of their paths.
    files: Vec<File<'static>>,
    selected: BTreeSet<String>,
    are_home: bool,
    /// The new numbers of the files of each part.
    numbers: Vec<Vec<u32>>,
}

impl Shards {
    fn of(parts: &[Part]) -> Result<Shards, Error> {
        let mut found: Vec<(usize, usize, File<'static>)> = Vec::new();
        let mut selected = BTreeSet::new();
        let mut are_home = None;
        let mut numbers = Vec::new();
        let at_hand = Arc::default();
        for (nth, part) in parts.iter().enumerate() {
            let contents = part.contents()?;
            if !contents.files.is_empty()
                && *are_home.get_or_insert(contents.are_home) != contents.are_home
            {
                return refuse(format!(
                    "{} has files of the dataset, or only others have: a shard of files and one from elsewhere cannot be joined",
                    part.name
                ));
            }
            selected.extend(contents.selected);
            numbers.push(vec![0; contents.files.len()]);
            let packed = Arc::new(part.packed(&at_hand)?);
            for (at, file) in contents.files.into_iter().enumerate() {
                let file = held(file, &packed).ok_or_else(|| part.unsound())?;
                found.push((nth, at, file));
            }
        }
        found.sort_by(|(_, _, one), (_, _, other)| one.path.cmp(&other.path));
        for pair in found.windows(2) {
            let ((one, _, file), (two, _, other)) = (&pair[0], &pair[1]);
            if one != two && file.path == other.path {
                return Err(twice(&file.path, &parts[*one], &parts[*two]));
            }
        }
        let mut files = Vec::with_capacity(found.len());
        for (new, (nth, at, file)) in (0..).zip(found) {
            numbers[nth][at] = new;
            files.push(file);
        }
        Ok(Shards {
            files,
            selected,
            are_home: are_home.unwrap_or(false),
            numbers,
        })
    }
}

fn twice(path: &str, one: &Part, two: &Part) -> Error {
    let hint = match path {
        STDIN_NAME => "; name the shard on standard input by `--stdin-filename`",
        _ => "",
    };
    Error::Refused(format!(
        "{} and {} both have {path}{hint}",
        one.name, two.name
    ))
}

/// A file of a shard; none if it has a place or a reason that none can have.
fn held(file: PartFile, packed: &Arc<Packed>) -> Option<File<'static>> {
    let length = match file.refusal {
        None => Ok(file.length),
        Some(number) => Err(Refusal::of(number)?),
    };
    Some(File {
        path: file.path,
        held: Held::Packed(PackedFile {
            packed: Arc::clone(packed),
            start: file.start,
            length,
            is_stream: file.is_stream,
        }),
    })
}

/// Refuses the parts of another dataset than the one that is here.
fn belong(
    workspace: &Workspace<Files<'_>>,
    options: &Options<'_>,
    run: &RunHeader,
    name: &str,
) -> Result<(), Error> {
    let own = RunHeader::of(workspace, options);
    if own.notes && !run.notes {
        return refuse("notes are asked for, and the parts were made without `--notes`");
    }
    let own = RunHeader {
        notes: run.notes,
        ..own
    };
    own.agree(run, ("the dataset here", name))
}

/// Checks what follows from the records of all parts.
fn conclude_all(
    workspace: &Workspace<Files<'_>>,
    options: &Options<'_>,
    parts: &[Part],
    files: &[Vec<u32>],
) -> Result<Run, Error> {
    let setting = setting(workspace, options);
    let inventory = &workspace.dataset.inventory;
    let texts = Texts::new(inventory);
    let mut gathered = Gathered {
        naming: Naming::default(),
        facts: Facts::default(),
        findings: Vec::new(),
    };
    let asked: HashMap<&str, bool> = RULES
        .iter()
        .map(|rule| (rule.about.name, rule.is_asked(setting.notes)))
        .collect();
    let is_asked = |finding: &Finding| asked.get(finding.rule).copied().unwrap_or(false);
    let mut sidecars = Vec::new();
    let all: Vec<(&Part, &Vec<u32>)> = parts.iter().zip(files).collect();
    // As many at a time as there are threads: what a part holds takes memory twice until it is added.
    for some in all.chunks(rayon::current_num_threads()) {
        let taken = some
            .par_iter()
            .map(|(part, files)| Taken::of(part, files, &gathered.naming, inventory));
        let taken: Vec<_> = taken.collect();
        for (taken, (part, _)) in taken.into_iter().zip(some) {
            let mut taken = taken?;
            if !setting.digest {
                taken.facts.digests = Vec::new();
            }
            gathered.facts.append(taken.facts);
            let findings = taken.findings.into_iter().filter(is_asked);
            gathered.findings.extend(findings);
            let known = taken.sidecars.into_iter();
            sidecars.extend(known.map(|(at, sidecar)| (at, sidecar, *part)));
        }
    }
    texts.read_rest();
    for (at, sidecar, part) in &sidecars {
        is_as_it_was(&texts, *at, sidecar, &part.name)?;
    }
    let job = Job {
        inventory,
        rules: RULES,
        setting: &setting,
        before: None,
    };
    let is_selected = |path: &str| workspace.is_selected(path);
    Ok(conclude(job, &texts, gathered, &is_selected))
}

/// What a part holds, under the numbers here.
struct Taken {
    facts: Facts,
    findings: Vec<Finding>,
    /// The files beside the records that it names.
    sidecars: Vec<(u32, PartSidecar)>,
}

impl Taken {
    fn of(
        part: &Part,
        files: &[u32],
        naming: &Naming,
        inventory: &Inventory<'_>,
    ) -> Result<Taken, Error> {
        let contents = part.contents()?;
        let numbers = numbers(&contents, files, naming, inventory);
        let numbers = numbers.ok_or_else(|| part.unsound())?;
        let facts = Some(part.facts()?).filter(|facts| contents.fit(facts));
        let mut facts = facts.ok_or_else(|| part.unsound())?;
        facts.renumber(&numbers).map_err(|_| part.unsound())?;
        let sidecars = numbers.sidecars.into_iter();
        Ok(Taken {
            facts,
            findings: part.findings()?,
            sidecars: sidecars.zip(contents.sidecars).collect(),
        })
    }
}

/// The numbers here of what a part names; none if it names what is not there.
fn numbers(
    contents: &Contents,
    files: &[u32],
    naming: &Naming,
    inventory: &Inventory<'_>,
) -> Option<Numbers> {
    let names = contents.names.iter();
    let sidecars = contents.sidecars.iter();
    let sidecars = sidecars.map(|sidecar| inventory.sidecar_at(&sidecar.path));
    Some(Numbers {
        names: names
            .map(|(kind, name)| naming.number(*kind, name))
            .collect(),
        files: files.to_vec(),
        sidecars: sidecars.collect::<Option<_>>()?,
    })
}

/// Refuses a part for which a text was read that is another now: what was found in it would not be so.
fn is_as_it_was(
    texts: &Texts<'_>,
    at: u32,
    sidecar: &PartSidecar,
    name: &str,
) -> Result<(), Error> {
    let Some(was) = sidecar.sha256 else {
        return Ok(());
    };
    let is = texts.fact(at).map(|fact| fact.sha256.ok());
    if is == Some(was) {
        return Ok(());
    }
    refuse(format!(
        "{} is not as it was when {name} was made: make the part anew",
        sidecar.path
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(numbers: &[u32], expected: Option<u32>, why: &str) {
        assert_eq!(missing(numbers, expected).unwrap_or_default(), why);
    }

    #[test]
    fn parts_count_from_0() {
        check(&[0], None, "");
        check(&[0, 1, 2], Some(3), "");
        let three = "3 parts were expected, which count from 0; missing: 1";
        check(&[0, 2], None, three);
        check(&[2], None, &three.replace("missing: 1", "missing: 0, 1"));
        check(&[0, 1], Some(3), &three.replace("missing: 1", "missing: 2"));
        let many = "20 parts were expected, which count from 0; missing: 0, 2, 3, 4, 5, 6, 7, 8 and 11 more";
        check(&[1], Some(20), many);
        let beyond = "there is a part 7, and 3 parts were expected, which count from 0";
        check(&[0, 7], Some(3), beyond);
        let one = "there is a part 1, and 1 part was expected, which count from 0";
        check(&[0, 1], Some(1), one);
        assert!(missing(&[0, u32::MAX], None).is_some());
    }
}
