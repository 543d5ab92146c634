//! `jsonld`: the dataset as linked data, for whoever wants to read it as JSON as well. The context is in it, so that nobody has to
//! fetch one.

use std::io;

use super::{Export, File, Files, Target, linked};

/// The target.
pub const TARGET: Target = Target {
    name: "jsonld",
    about: "linked data as JSON-LD, with its context: PROV, Web Annotation, ELI, schema.org, ORG, SKOS",
    media_type: "application/ld+json",
    needs_base: false,
    files: Files::One(file),
};

fn file(export: &Export<'_>) -> io::Result<File> {
    let mut bytes = serde_json::to_vec_pretty(&linked::Document::new(export))?;
    bytes.push(b'\n');
    Ok(File {
        path: "dataset.jsonld".to_owned(),
        bytes,
    })
}
