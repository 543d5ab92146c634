//! A pinned text that was changed: what was done to it is said, and how it is put back.

use std::fs;
use std::path::{Path, PathBuf};

use super::repository::{git, has_git, published, validate};

/// The text that a source of the small dataset pins.
fn text(folder: &Path) -> PathBuf {
    let found = walkdir::WalkDir::new(folder).into_iter().flatten();
    let mut found = found.filter(|entry| entry.file_name() == "text.txt");
    let found = found.next().expect("there is a text");
    found.into_path()
}

#[test]
fn what_was_changed_is_said() {
    if !has_git() {
        return;
    }
    let folder = published();
    let path = text(folder.path());
    let before = fs::read_to_string(&path).expect("it can be read");
    let line_ends = before.replace('\n', "\r\n");
    fs::write(&path, &line_ends).expect("it can be written");
    let run = validate(folder.path(), &[]);
    assert!(
        run.out.contains("its line ends are CRLF, and were LF"),
        "{run:?}"
    );

    let at = before.rfind('.').expect("it has a sentence");
    let changed = format!("{}, they say{}", &before[..at], &before[at..]);
    fs::write(&path, &changed).expect("it can be written");
    let run = validate(folder.path(), &[]);
    let sizes = format!("it has {} bytes, and had {}", changed.len(), before.len());
    assert!(run.out.contains(&sizes), "{run:?}");
    let commit = git(folder.path(), &["rev-parse", "HEAD"]);
    let back = run.out.lines().find_map(|line| {
        let (_, command) = line.split_once("put it back: `git ")?;
        Some(command.split_once('`')?.0.to_owned())
    });
    let back = back.unwrap_or_else(|| panic!("{run:?}"));
    assert!(
        back.starts_with(&format!("checkout {} -- ", &commit[..12])),
        "{back}"
    );

    // The hint does what it says, and no hash was offered to be pasted in.
    git(folder.path(), &back.split(' ').collect::<Vec<_>>());
    assert_eq!(fs::read_to_string(&path).expect("it can be read"), before);
    assert!(!run.out.contains("its SHA-256 is"), "{run:?}");
    let run = validate(folder.path(), &[]);
    assert_eq!(run.code, Some(0), "{run:?}");

    // Without a history there is less to say.
    fs::remove_dir_all(folder.path().join(".git")).expect("it is there");
    fs::write(&path, &changed).expect("it can be written");
    let run = validate(folder.path(), &[]);
    assert!(run.out.contains("; put it back; "), "{run:?}");
}
