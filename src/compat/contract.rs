//! A contract: the files of a folder that other programs read by, each as JSON, and whether those of a release are still what they were.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// The file of a release that holds the checksums of all others.
pub const SUMS: &str = "SHA256SUMS";

/// The files of a contract, by their paths in its folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contract(pub BTreeMap<String, Value>);

impl Contract {
    /// The contract that the texts of files make. Files of a release, and what is not part of a contract, are passed over.
    ///
    /// # Errors
    /// If one of them is no JSON: its path, and why.
    pub fn parse<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Result<Contract, String> {
        let mut contract = BTreeMap::new();
        for (path, bytes) in files {
            let is_part = path.ends_with(".json") || path.ends_with(".jsonld");
            if is_part && !path.starts_with("released/") {
                let value = serde_json::from_slice(bytes);
                let value = value.map_err(|error| format!("{path} is no JSON: {error}"))?;
                contract.insert(path.to_owned(), value);
            }
        }
        Ok(Contract(contract))
    }

    /// A file of it.
    pub fn get(&self, path: &str) -> Option<&Value> {
        self.0.get(path)
    }

    /// The version of the model that it is of: the highest that its records may say.
    pub fn model_version(&self) -> Option<super::Version> {
        let schema = self.get("decision.schema.json")?;
        let node = super::form::Node::whole(schema);
        let form = node.form().property("schema_version").form();
        let super::list::Codes::List(list) = super::list::codes(&form) else {
            return None;
        };
        let codes = list.codes.into_iter().filter_map(Value::as_str);
        codes.filter_map(|code| code.parse().ok()).max()
    }

    /// The version of the program that it is of.
    pub fn program_version(&self) -> Option<super::Version> {
        self.get("cli.json")?.get("program")?.as_str()?.parse().ok()
    }
}

/// Something wrong with the files of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Altered {
    /// The path of the file in the folder of the release.
    pub path: String,
    /// What is wrong.
    pub what: String,
}

/// Compares the files of a release with their checksums.
pub fn verify(files: &BTreeMap<String, Vec<u8>>) -> Vec<Altered> {
    let altered = |path: &str, what: &str| Altered {
        path: path.to_owned(),
        what: what.to_owned(),
    };
    let Some(sums) = files.get(SUMS) else {
        return vec![altered(SUMS, "the checksums of the release are not there")];
    };
    let sums = String::from_utf8_lossy(sums);
    let mut found = Vec::new();
    let mut named = BTreeMap::new();
    for line in sums.lines() {
        match line.split_once("  ") {
            Some((sum, path)) => {
                named.insert(path.trim_start_matches("./").to_owned(), sum.to_owned());
            }
            None => found.push(altered(SUMS, &format!("this line is no checksum: {line}"))),
        }
    }
    for (path, sum) in &named {
        match files.get(path) {
            None => found.push(altered(path, "the file was released, and is gone")),
            Some(bytes) if sha256(bytes) != *sum => {
                found.push(altered(path, "the file is not as it was released"));
            }
            Some(_) => {}
        }
    }
    for path in files.keys().filter(|path| *path != SUMS) {
        if !named.contains_key(path) {
            found.push(altered(path, "the file was not released with the others"));
        }
    }
    found
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{SUMS, sha256, verify};

    fn release() -> BTreeMap<String, Vec<u8>> {
        let sums = format!("{}  a.json\n{}  b/c.json\n", sha256(b"{}"), sha256(b"[]"));
        let files: [(&str, &[u8]); 3] = [
            ("a.json", b"{}"),
            ("b/c.json", b"[]"),
            (SUMS, sums.as_bytes()),
        ];
        let files = files.map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
        files.into_iter().collect()
    }

    #[track_caller]
    fn check(edit: impl FnOnce(&mut BTreeMap<String, Vec<u8>>), expected: &[&str]) {
        let mut files = release();
        edit(&mut files);
        let found: Vec<_> = verify(&files).into_iter().map(|one| one.path).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_file_of_a_release_is_as_it_was() {
        check(|_| (), &[]);
        check(
            |files| files.get_mut("a.json").expect("it is there").push(b' '),
            &["a.json"],
        );
        check(|files| drop(files.remove("b/c.json")), &["b/c.json"]);
        check(
            |files| drop(files.insert("d.json".to_owned(), Vec::new())),
            &["d.json"],
        );
        check(|files| drop(files.remove(SUMS)), &[SUMS]);
        check(
            |files| drop(files.insert(SUMS.to_owned(), b"nonsense\n".to_vec())),
            &[SUMS, "a.json", "b/c.json"],
        );
    }
}
