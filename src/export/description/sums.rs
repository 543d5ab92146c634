//! `SHA256SUMS`: the hash of every file, as `sha256sum --check` reads it.

use super::Described;
use crate::dataset::sha256;
use crate::export::File;

pub fn write(described: &[Described], beside: &[File]) -> String {
    let beside = beside
        .iter()
        .map(|file| (file.path.clone(), sha256(&file.bytes)));
    let described = described
        .iter()
        .map(|file| (file.path.clone(), file.sha256.clone()));
    let mut sums: Vec<_> = described.chain(beside).collect();
    sums.sort();
    let lines = sums
        .into_iter()
        .map(|(path, hash)| format!("{hash}  {path}\n"));
    lines.collect()
}
