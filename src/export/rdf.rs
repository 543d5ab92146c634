//! The RDF statements of the linked document, by its context, and the forms in which they are written: `turtle` and `nquads`.
//!
//! Another reader of JSON-LD must find the same statements; `tests/interop/rdf.py` asks one.

use std::io;

use oxjsonld::JsonLdParser;
use oxrdf::Quad;
use oxrdf::vocab::rdf;
use oxttl::{NQuadsSerializer, TurtleSerializer};
use serde_json::Value;

use super::{Export, File, Files, Target, linked};

/// The target `turtle`.
pub const TURTLE: Target = Target {
    name: "turtle",
    about: "the same linked data as Turtle, to read and to load",
    media_type: "text/turtle",
    files: Files::One(turtle),
};

/// The target `nquads`.
pub const NQUADS: Target = Target {
    name: "nquads",
    about: "the same linked data as N-Quads, one statement a line",
    media_type: "application/n-quads",
    files: Files::One(nquads),
};

fn turtle(export: &Export<'_>) -> io::Result<File> {
    let document = linked::document(export)?;
    let serializer = TurtleSerializer::new().with_base_iri(linked::BASE);
    let mut serializer = serializer.map_err(io::Error::other)?;
    for (name, address) in prefixes(&document) {
        serializer = serializer
            .with_prefix(name, address)
            .map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(Vec::new());
    for statement in &statements(&document)? {
        writer.serialize_triple(statement.as_ref())?;
    }
    Ok(file("dataset.ttl", writer.finish()?))
}

fn nquads(export: &Export<'_>) -> io::Result<File> {
    let document = linked::document(export)?;
    let mut writer = NQuadsSerializer::new().for_writer(Vec::new());
    for statement in &statements(&document)? {
        writer.serialize_quad(statement)?;
    }
    Ok(file("dataset.nq", writer.finish()))
}

fn file(path: &str, bytes: Vec<u8>) -> File {
    File {
        path: path.to_owned(),
        bytes,
    }
}

/// The statements of the document, each once, in the order of the alphabet; of one subject its classes first.
fn statements(document: &Value) -> io::Result<Vec<Quad>> {
    let text = serde_json::to_vec(document)?;
    let parsed = JsonLdParser::new().for_slice(&text);
    let mut statements = parsed
        .map(|statement| {
            let statement = statement.map_err(io::Error::other)?;
            let key = (
                statement.subject.to_string(),
                statement.predicate != rdf::TYPE,
                statement.predicate.to_string(),
                statement.object.to_string(),
            );
            Ok((key, statement))
        })
        .collect::<io::Result<Vec<_>>>()?;
    statements.sort_by(|(a, _), (b, _)| a.cmp(b));
    statements.dedup_by(|(a, _), (b, _)| a == b);
    Ok(statements
        .into_iter()
        .map(|(_, statement)| statement)
        .collect())
}

/// The short names of the context, each with what it stands for.
fn prefixes(document: &Value) -> impl Iterator<Item = (&str, &str)> {
    let terms = document["@context"].as_object().into_iter().flatten();
    terms.filter_map(|(name, address)| {
        let address = address.as_str()?;
        let is_prefix = !name.starts_with('@') && address.ends_with(['#', '/']);
        is_prefix.then_some((name.as_str(), address))
    })
}
