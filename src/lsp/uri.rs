//! The addresses by which editors name files.

use std::path::{Path, PathBuf};

use lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};

/// The bytes of a path that an address does not have as they are.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// The path of a file; none if the address is of something else.
pub fn path_of(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let path = &rest[rest.find('/')?..];
    let bytes: Vec<u8> = percent_decode_str(path).collect();
    path_of_bytes(bytes)
}

#[cfg(unix)]
fn path_of_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt as _;
    Some(std::ffi::OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn path_of_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    // A drive stands behind the first slash.
    let path = String::from_utf8(bytes).ok()?;
    Some(PathBuf::from(path.trim_start_matches('/')))
}

/// The address of a file, of which the path is absolute; none if it cannot be told.
pub fn uri_of(path: &Path) -> Option<Uri> {
    let bytes = path.as_os_str().as_encoded_bytes();
    let mut address = percent_encode(bytes, ESCAPED).to_string();
    if cfg!(windows) {
        address = format!("/{}", address.replace("%5C", "/"));
    }
    format!("file://{address}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_addresses() {
        for path in ["/a/b.json", "/a b/é%20#?.json", "/a/[x]:@!$&'()*+,;=.json"] {
            let uri = uri_of(Path::new(path)).expect(path);
            assert!(uri.as_str().is_ascii(), "{}", uri.as_str());
            assert_eq!(path_of(&uri).as_deref(), Some(Path::new(path)));
        }
        let other: Uri = "file://localhost/a%2Fb%c3%a9".parse().expect("an address");
        assert_eq!(path_of(&other), Some("/a/bé".into()));
        for none in ["untitled:Untitled-1", "https://xx.example/a.json", "file:a"] {
            assert_eq!(path_of(&none.parse().expect("an address")), None, "{none}");
        }
    }
}
