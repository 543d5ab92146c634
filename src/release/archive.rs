//! The archive of a release: every file in one folder of its name, in the order of their paths, of nobody, at the time of the commit.

use std::io;

use crate::export::File;

/// Writes the archive of a folder of that name.
///
/// # Errors
/// If a path is too long for the format.
pub fn write(name: &str, time: u64, files: &[File]) -> io::Result<File> {
    let mut archive = tar::Builder::new(Vec::new());
    let mut files: Vec<_> = files.iter().collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    for file in files {
        let mut header = tar::Header::new_ustar();
        header.set_size(file.bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(time);
        header.set_uid(0);
        header.set_gid(0);
        archive.append_data(
            &mut header,
            format!("{name}/{}", file.path),
            &file.bytes[..],
        )?;
    }
    Ok(File {
        path: format!("{name}.tar"),
        bytes: archive.into_inner()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_where_it_was_built_is_in_it() {
        let file = |path: &str| File {
            path: path.to_owned(),
            bytes: path.as_bytes().to_vec(),
        };
        let one = write("a-1.0.0", 86_400, &[file("b"), file("a/c")]).expect("it can be written");
        let other = write("a-1.0.0", 86_400, &[file("a/c"), file("b")]).expect("it can be written");
        assert_eq!(one, other);
        let mut archive = tar::Archive::new(&one.bytes[..]);
        let entries = archive.entries().expect("it is one");
        let told = entries.map(|entry| {
            let entry = entry.expect("it is whole");
            let header = entry.header();
            assert_eq!(header.mtime().ok(), Some(86_400));
            assert_eq!((header.uid().ok(), header.gid().ok()), (Some(0), Some(0)));
            entry.path().expect("it has a path").display().to_string()
        });
        assert_eq!(told.collect::<Vec<_>>(), ["a-1.0.0/a/c", "a-1.0.0/b"]);
    }
}
