//! Paths as people write and read them.

use std::path::{Component, Path, PathBuf};

use crate::printable::printable;

/// A path as people are told it: relative to the working directory, with `/` between folders,
/// and printable.
pub fn shown(path: &Path) -> String {
    let shown = match std::env::current_dir() {
        Ok(here) => relative(&here, &normal(&here.join(path))),
        Err(_) => path.display().to_string(),
    };
    printable(&shown).into_owned()
}

/// A path as seen from a folder, both absolute, with `/` between folders: as it is below the folder, by `..` above it. On
/// another drive, of systems that have drives, it stays absolute.
pub fn relative(folder: &Path, path: &Path) -> String {
    let shared = folder
        .components()
        .zip(path.components())
        .take_while(|(a, b)| a == b)
        .count();
    let rest = path
        .components()
        .skip(shared)
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    if shared == 0 {
        return path.to_string_lossy().replace('\\', "/");
    }
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let parts: Vec<_> = up.chain(rest).collect();
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}

/// A path without `.` and `..`, as it is written: links are not followed.
pub fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

/// The folder above a file that is the top of its git work tree, by the `.git` in it.
pub fn top_of(path: &Path) -> Option<&Path> {
    let has_git = |folder: &&Path| folder.join(".git").symlink_metadata().is_ok();
    path.ancestors().skip(1).find(has_git)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seen_from_a_folder() {
        for (folder, path, expected) in [
            ("/a/b", "/a/b", "."),
            ("/a/b", "/a/b/c.json", "c.json"),
            ("/a/b", "/a/c/d", "../c/d"),
            ("/a/b/c", "/a/./x/../b", ".."),
        ] {
            let path = normal(Path::new(path));
            assert_eq!(relative(Path::new(folder), &path), expected);
        }
        #[cfg(windows)]
        assert_eq!(
            relative(Path::new(r"C:\a"), Path::new(r"D:\b\c.json")),
            "D:/b/c.json"
        );
    }
}
