//! The program itself over a dataset with an error in it: its exit code, and the place in its output.

use std::fs;

use besluit::config;
use besluit::finding::Level;
use tempfile::TempDir;

use crate::kind::{Kind, Mutation};
use crate::process::{VALIDATE, run};
use crate::support::repository;
use crate::world::World;

/// The fault in the program's answer to a case, if there is one.
pub fn complaint(world: &World, kind: &Kind, mutation: &Mutation) -> Option<String> {
    let folder = written(world, mutation);
    let notes: &[&str] = match kind.level {
        Level::Note => &["--notes"],
        Level::Error | Level::Warning => &[],
    };
    let arguments = [&VALIDATE[..], &["--format", "concise"], notes].concat();
    let run = run(folder.path(), &arguments);
    let code = if kind.level == Level::Error { 1 } else { 0 };
    if run.code != Some(code) {
        return Some(format!(
            "{}: exit code {:?}, not {code}:\n{}",
            kind.name, run.code, run.out
        ));
    }
    let is_told = mutation.places.iter().any(|(spot, place)| {
        let rules = kind.accepted.iter().filter(|(_, at)| at == spot);
        let start = format!("{}:{}:", place.file, place.line);
        let mut ends = rules.map(|(rule, _)| format!(": {}[{rule}] ", kind.level.as_str()));
        ends.any(|end| {
            run.out
                .lines()
                .any(|line| line.starts_with(&start) && line.contains(&end))
        })
    });
    (!is_told).then(|| {
        format!(
            "{}: not told of {:?}:\n{}",
            kind.name, mutation.places, run.out
        )
    })
}

/// The dataset with the error in it, in a folder that is removed afterwards.
fn written(world: &World, mutation: &Mutation) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let config = repository().join(config::FILE_NAME);
    fs::copy(config, folder.path().join(config::FILE_NAME)).expect("it can be copied");
    let write = |path: &str, bytes: &[u8]| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it is below the folder"))
            .expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    };
    for file in &world.original.files {
        write(&file.path, world.original.bytes(&file.path));
    }
    for (path, bytes) in &mutation.files {
        match bytes {
            Some(bytes) => write(path, bytes),
            None => fs::remove_file(folder.path().join(path)).expect("it was just written"),
        }
    }
    folder
}
