//! What is wrong with frozen contracts: files that are not as they were released, folders of a version that is not theirs, and a break
//! that was frozen under a version too low.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, anyhow};

use super::read::{RELEASED, files_of, parse, versions};
use crate::compat::{Bump, Contract, Corpora, Effort, Problem, SUMS, Version, compare, verify};
use crate::files::limit_of;
use crate::git::{Error, WorkTree};
use crate::schema::FOLDER;
use crate::workspace::shown;

/// What stands before the name of a tag in a ref, so that no branch is meant by it.
const TAGS: &str = "refs/tags/";

/// A frozen contract.
struct Frozen {
    version: Version,
    folder: String,
    contract: Contract,
}

/// What is wrong with any of the frozen contracts of a dataset, as the contract is now. They must be what they were in the tags of their
/// versions, and at that git ref if there is one.
///
/// # Errors
/// If files cannot be read, or git fails.
pub fn problems(
    root: &Path,
    schemas: &Path,
    now: &Contract,
    reference: Option<&str>,
) -> anyhow::Result<Vec<Problem>> {
    let above = schemas.join(RELEASED);
    let (mut found, mut frozen) = (Vec::new(), Vec::new());
    for name in versions(&above)? {
        let own = above.join(&name);
        let (files, folder) = (files_of(&own)?, shown(&own));
        // Beside a frozen contract nothing else is looked at.
        if name.parse::<Version>().is_err() && !files.contains_key(SUMS) {
            continue;
        }
        let altered = verify(&files).into_iter();
        found.extend(altered.map(|one| problem(&format!("{folder}/{}", one.path), one.what)));
        let contract = match parse(&files) {
            Ok(contract) => contract,
            Err(why) => {
                found.push(problem(&folder, why));
                continue;
            }
        };
        let says = contract.program_version();
        if let Some(what) = misnamed(&name, says.as_ref(), now.program_version().as_ref()) {
            found.push(problem(&folder, what));
        }
        frozen.extend(says.map(|version| Frozen {
            version,
            folder,
            contract,
        }));
    }
    frozen.sort_by(|one, other| one.version.cmp(&other.version));
    if let [.., before, last] = &frozen[..] {
        found.extend(too_low(before, last));
    }
    found.extend(changed(root, &frozen, reference)?);
    Ok(found)
}

fn problem(at: &str, what: String) -> Problem {
    Problem {
        surface: "released",
        at: at.to_owned(),
        what,
        is_error: true,
    }
}

/// The reason why the folder of a frozen contract should not have that name.
fn misnamed(name: &str, says: Option<&Version>, now: Option<&Version>) -> Option<String> {
    match (says, now) {
        (None, _) => Some("its `cli.json` says no version".to_owned()),
        (Some(says), _) if says.to_string() != name => {
            Some(format!("its `cli.json` says the version {says}"))
        }
        (Some(says), Some(now)) if says > now => Some(format!(
            "the version is higher than that of now, which is {now}"
        )),
        _ => None,
    }
}

/// What the last frozen contract breaks and its version does not say. What was open when it was frozen was decided then.
fn too_low(before: &Frozen, last: &Frozen) -> Vec<Problem> {
    let effort = Effort {
        proves: false,
        mutations: 0,
        ..Effort::default()
    };
    let corpora = Corpora::default();
    let found = compare(&before.contract, &last.contract, &corpora, &[], effort);
    let labels = found.labels.iter().filter(|label| !label.says_enough());
    let told = labels.map(|label| {
        let what = format!(
            "it breaks more than its version says: compared with {}, {} is required, and the {} says {}",
            before.folder,
            label.required.name(),
            label.of,
            label.says.map_or("back", Bump::name)
        );
        problem(&last.folder, what)
    });
    told.collect()
}

/// The files of frozen contracts that are not what they were in the tags of these, or at a git ref. Outside of a work tree no git is
/// asked.
fn changed(
    root: &Path,
    frozen: &[Frozen],
    reference: Option<&str>,
) -> anyhow::Result<Vec<Problem>> {
    let tree = match WorkTree::at(root) {
        Err(Error::NotAWorkTree { .. } | Error::NoGit) => return Ok(Vec::new()),
        tree => tree?,
    };
    let mut points: Vec<String> = reference.map(str::to_owned).into_iter().collect();
    for one in frozen {
        let tag = tree.tag(&format!("v{}", one.version))?;
        points.extend(tag.map(|name| format!("{TAGS}{name}")));
    }
    let mut found = BTreeMap::new();
    for point in &points {
        let told = point.strip_prefix(TAGS).unwrap_or(point);
        let commit = tree.commit(point)?;
        let folder = format!("{FOLDER}/{RELEASED}");
        for file in tree.files(&commit, &[&folder], &|_| true)? {
            let path = root.join(&file.path);
            let was = file.content;
            let was =
                was.map_err(|why| anyhow!("{}: {}", file.path, why.describe(limit_of(&path))))?;
            let what = match std::fs::read(&path) {
                Ok(is) if is == was => continue,
                Ok(_) => format!("the file is not as it was at `{told}`"),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    format!("the file was there at `{told}`, and is gone")
                }
                Err(error) => {
                    return Err(error).with_context(|| format!("cannot read {}", shown(&path)));
                }
            };
            let problem = problem(&shown(&path), what);
            found.entry(file.path).or_insert(problem);
        }
    }
    Ok(found.into_values().collect())
}
