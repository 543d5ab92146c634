//! A name for each finding that survives edits elsewhere in the file.
//!
//! It is a hash of the rule, the file, and the place in the record, where items of lists go by their `id` if they have one. The
//! line has no part in it. Findings that are alike in all of these are told apart by their order.

#[cfg(test)]
mod edits;

use std::collections::HashMap;

use rayon::prelude::*;

use crate::dataset::sha256;
use crate::document::Document;
use crate::finding::Finding;
use crate::json::Node;

/// The name of a finding in a document before it is numbered.
pub fn name(rule: &str, document: &Document, pointer: &str) -> String {
    let named = document.root().and_then(|root| by_id(root, pointer));
    let place = named.unwrap_or_else(|| pointer.to_owned());
    // A record that is a line of a file stays itself on any other line.
    let record = match (&document.line, document.identity()) {
        (Some(_), Some((record_type, id))) => format!("#{record_type}/{id}"),
        _ => String::new(),
    };
    format!("{rule}\n{}{record}\n{place}", document.path)
}

/// The name of a finding about a file as a whole, or one that holds no record, before it is numbered.
pub fn name_of_file(rule: &str, path: &str) -> String {
    format!("{rule}\n{path}\n")
}

/// The number of hexadecimal digits of a hash that are kept: 16 bytes, so that no two findings share them by chance.
const LENGTH: usize = 32;

/// The number of hashes from which on several threads make them; fewer are made on one, as threads take longer to start.
const FEW: usize = 16;

/// Makes a fingerprint of the name that each finding has; the findings are sorted.
pub fn assign(findings: &mut [Finding]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for finding in findings.iter_mut() {
        let name = finding.fingerprint.clone();
        let count = seen.entry(name).or_default();
        *count += 1;
        finding.fingerprint.push_str(&format!("\n{count}"));
    }
    let digest = |finding: &mut Finding| {
        finding.fingerprint = sha256(finding.fingerprint.as_bytes());
        finding.fingerprint.truncate(LENGTH);
    };
    if findings.len() < FEW {
        findings.iter_mut().for_each(digest);
    } else {
        findings.par_iter_mut().for_each(digest);
    }
}

/// A pointer in which the items of lists go by their `id`, where they have one; none if the text is no pointer.
fn by_id(root: &Node, pointer: &str) -> Option<String> {
    if !pointer.is_empty() && !pointer.starts_with('/') {
        return None;
    }
    let (mut named, mut at) = (String::new(), String::new());
    for segment in pointer.split('/').skip(1) {
        let is_item = root
            .pointer(&at)
            .is_some_and(|list| !list.items().is_empty());
        at.push('/');
        at.push_str(segment);
        let id = root.pointer(&at).and_then(|node| node.get("id"));
        named.push('/');
        match id.and_then(Node::as_str) {
            Some(id) if is_item => {
                named.push('#');
                named.push_str(id);
            }
            _ => named.push_str(segment),
        }
    }
    Some(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check<'a>(pointer: &str, expected: impl Into<Option<&'a str>>) {
        let text = br#"{"events": [{"id": "a"}, {"id": "b", "due": 1}], "tags": ["x"], "record": {"id": "r"}}"#;
        let root = crate::json::parse(text).root.expect("it is JSON");
        assert_eq!(by_id(&root, pointer).as_deref(), expected.into());
    }

    #[test]
    fn items_go_by_their_id() {
        check("", "");
        check("/events/1/due", "/events/#b/due");
        check("/events/0/missing", "/events/#a/missing");
        check("/tags/0", "/tags/0");
        check("/record/id", "/record/id");
        check("€/c", None);
        check("x", None);
    }
}
