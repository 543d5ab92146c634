//! The RDF statements of the linked document, by its context, and the forms in which they are written: `turtle` and `nquads`.
//!
//! Another reader of JSON-LD must find the same statements; `tests/interop/rdf.py` asks one.

use std::collections::BTreeMap;
use std::io;

use oxjsonld::JsonLdParser;
use oxrdf::Quad;
use oxrdf::vocab::rdf;
use oxttl::{NQuadsSerializer, TurtleSerializer};
use rayon::prelude::*;
use serde_json::Value;

use super::linked::{self, Document};
use super::{Export, File, Files, Target};

/// The target `turtle`.
pub const TURTLE: Target = Target {
    name: "turtle",
    about: "the same linked data as Turtle, to read and to load",
    media_type: "text/turtle",
    needs_base: true,
    files: Files::One(turtle),
};

/// The target `nquads`.
pub const NQUADS: Target = Target {
    name: "nquads",
    about: "the same linked data as N-Quads, one statement a line",
    media_type: "application/n-quads",
    needs_base: true,
    files: Files::One(nquads),
};

fn turtle(export: &Export<'_>) -> io::Result<File> {
    let context: Value = serde_json::from_str(linked::CONTEXT)?;
    let base = linked::addresses(export.base.as_deref().unwrap_or_default());
    let serializer = TurtleSerializer::new().with_base_iri(base);
    let mut serializer = serializer.map_err(io::Error::other)?;
    for (name, address) in prefixes(&context) {
        serializer = serializer
            .with_prefix(name, address)
            .map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(Vec::new());
    for_each_statement(export, |statement| {
        writer.serialize_triple(statement.as_ref())
    })?;
    Ok(file("dataset.ttl", writer.finish()?))
}

fn nquads(export: &Export<'_>) -> io::Result<File> {
    let mut writer = NQuadsSerializer::new().for_writer(Vec::new());
    for_each_statement(export, |statement| writer.serialize_quad(statement))?;
    Ok(file("dataset.nq", writer.finish()))
}

fn file(path: &str, bytes: Vec<u8>) -> File {
    File {
        path: path.to_owned(),
        bytes,
    }
}

/// What statements are sorted by: the subject, whether it is no class of that, the predicate and the object.
type Key = (String, bool, String, String);

/// Gives the statements of the document, each once, in the order of the alphabet; of one subject its classes first.
///
/// Statements take some hundred times the memory of what they say, so only a few parts of the document are held as such: each part is
/// read twice, first for where in the order it begins.
fn for_each_statement(
    export: &Export<'_>,
    mut give: impl FnMut(&Quad) -> io::Result<()>,
) -> io::Result<()> {
    let parts = Document::parts(export).into_par_iter();
    let parts = parts.map(|part| Ok((statements(&part)?.into_keys().next(), part)));
    let mut parts = parts.collect::<io::Result<Vec<_>>>()?;
    parts.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut waiting = BTreeMap::new();
    let mut open = &parts[..];
    while !open.is_empty() {
        let (now, later) = open.split_at(open.len().min(rayon::current_num_threads()));
        let read = now.par_iter().map(|(_, part)| statements(part));
        for statements in read.collect::<io::Result<Vec<_>>>()? {
            waiting.extend(statements);
        }
        // What may come in between later waits.
        let rest = match later.first() {
            Some((Some(first), _)) => waiting.split_off(first),
            Some((None, _)) | None => BTreeMap::new(),
        };
        for statement in std::mem::replace(&mut waiting, rest).values() {
            give(statement)?;
        }
        open = later;
    }
    Ok(())
}

/// The statements of a part of the document, in order.
fn statements(part: &Document<'_>) -> io::Result<BTreeMap<Key, Quad>> {
    let text = serde_json::to_vec(part)?;
    let parsed = JsonLdParser::new().for_slice(&text);
    let statements = parsed.map(|statement| {
        let statement = statement.map_err(io::Error::other)?;
        let key = (
            statement.subject.to_string(),
            statement.predicate != rdf::TYPE,
            statement.predicate.to_string(),
            statement.object.to_string(),
        );
        Ok((key, statement))
    });
    statements.collect()
}

/// The short names of the context, each with what it stands for.
fn prefixes(context: &Value) -> impl Iterator<Item = (&str, &str)> {
    let terms = context["@context"].as_object().into_iter().flatten();
    terms.filter_map(|(name, address)| {
        let address = address.as_str()?;
        let is_prefix = !name.starts_with('@') && address.ends_with(['#', '/']);
        is_prefix.then_some((name.as_str(), address))
    })
}
