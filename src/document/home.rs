//! The paths where records belong, and the record that belongs where a file stands.

use crate::config::RECORDS;

/// The path where a record belongs, below the folder of the records.
pub fn home(record_type: &str, id: &str) -> String {
    match record_type {
        "decision" => {
            // The year is the last part of the id but one: dataset, jurisdiction, year, number.
            let year = id.rsplit('-').nth(1).unwrap_or_default();
            format!("decisions/{year}/{id}.json")
        }
        "source" => format!("sources/{id}/source.json"),
        other => format!("{other}s/{id}.json"),
    }
}

/// The type and id of the record that belongs at a path.
pub(crate) fn resident(path: &str) -> Option<(&'static str, &str)> {
    let mut parts = path.rsplit('/');
    let name = parts.next()?.strip_suffix(".json")?;
    let folder = parts.next()?;
    match (folder, parts.next()) {
        ("actors", _) => Some(("actor", name)),
        ("proposals", _) => Some(("proposal", name)),
        (id, Some("sources")) if name == "source" => Some(("source", id)),
        (_, Some("decisions")) => Some(("decision", name)),
        _ => None,
    }
}

/// True if a path ends in another one, between two folders.
pub fn is_at(path: &str, home: &str) -> bool {
    path.strip_suffix(home)
        .is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
}

/// The id of the source in whose folder a file is, if its path is that of one.
pub fn source_beside(path: &str) -> Option<&str> {
    let rest = path.strip_prefix(RECORDS)?.strip_prefix("/sources/")?;
    Some(rest.split_once('/')?.0)
}
