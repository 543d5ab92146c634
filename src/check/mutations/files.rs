//! Taking files away.

use std::collections::BTreeSet;

use super::*;

#[test]
fn no_file_can_go_unnoticed() {
    for original in ORIGINALS.iter() {
        for file in &original.files {
            let errors = errors_in(original, &original.with(&file.path, None));
            let told: BTreeSet<_> = errors
                .iter()
                .filter(|error| {
                    ["dangling-reference", "text-missing", "original-changed"].contains(&error.rule)
                })
                .map(|error| (error.file.as_str(), error.pointer.clone()))
                .collect();
            let expected = referring_to(original, &file.path);
            let what = format!("{}: {}", original.name, file.path);
            assert_eq!(told, expected, "{what}");
            // Only what nothing builds on can go without a sound: the last decision of a chain, an actor that only says which offices it
            // held, and what is there for people.
            if errors.is_empty() {
                let of_terms = document_at(original, &file.path)
                    .and_then(|document| document.record.as_ref()?.actor())
                    .is_some_and(|actor| !actor.terms.is_empty());
                let is_last = file.path.starts_with("records/decisions/") || of_terms;
                let is_for_people = ["README.md", "LICENSE"]
                    .iter()
                    .any(|name| file.path.ends_with(name));
                assert!(is_last || is_for_people, "{what}");
            }
        }
    }
}

/// The places of other files that lead to a file: to the record that it holds, or to it as a text.
fn referring_to<'a>(original: &'a Original, path: &str) -> BTreeSet<(&'a str, String)> {
    let dataset = &original.dataset;
    if let Some(document) = document_at(original, path) {
        let identity = document.identity().expect("it is a record");
        return dataset
            .documents
            .iter()
            .flat_map(|document| references_of(document))
            .filter(|reference| (reference.record_type, reference.id) == identity)
            .map(|reference| (reference.document.path.as_str(), reference.pointer()))
            .filter(|(from, _)| *from != path)
            .collect();
    }
    let mut places = BTreeSet::new();
    for (document, source) in dataset.sources() {
        let own = document.path.as_str();
        let is_it = |name: &str| document.beside(source, name) == path;
        if source
            .text
            .as_ref()
            .is_some_and(|text| is_it(text.path.as_str()))
        {
            places.insert((own, "/text/path".to_owned()));
        }
        let original = source
            .original
            .as_ref()
            .and_then(|original| original.path.as_ref());
        if original.is_some_and(|path| is_it(path.as_str())) {
            places.insert((own, "/original/path".to_owned()));
        }
    }
    places
}

/// The record at a path, if one is there.
fn document_at<'a>(original: &'a Original, path: &str) -> Option<&'a Document> {
    let mut documents = original.dataset.documents.iter();
    documents.find(|one| one.path == path).map(|one| &**one)
}
