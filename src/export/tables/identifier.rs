//! The official identifiers of documents, proposals, versions and actors.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Rows, Table};
use crate::export::Export;
use crate::model::{Identifier, IdentifierScheme, Record, Text, VersionId};
use crate::schema;

pub const IDENTIFIERS: Table = Table {
    name: "identifiers",
    key: &["record_type", "record", "place"],
    references: &[],
    schema: || schema::of::<IdentifierRow<'_>>("identifiers", |_| ()),
    rows: identifiers,
};

/// An official identifier of a source, a proposal, a version of one, or an actor.
#[derive(Serialize, JsonSchema)]
struct IdentifierRow<'a> {
    /// The type of the record: proposal, source or actor.
    record_type: &'a str,
    /// The id of the record.
    record: &'a str,
    /// The version of the proposal that it identifies. Empty where it identifies what the record describes.
    version: Option<&'a VersionId>,
    /// The naming scheme.
    scheme: &'a IdentifierScheme,
    /// The identifier, as that scheme writes it.
    value: &'a Text,
    /// Where it stands in the record, as a JSON Pointer.
    place: String,
}

fn identifiers(export: &Export<'_>, rows: &mut Rows<'_>) {
    for exported in &export.records {
        let record = exported.record;
        let mut add = |version, prefix: &str, identifiers: &[Identifier]| {
            for (at, identifier) in identifiers.iter().enumerate() {
                rows.add(&IdentifierRow {
                    record_type: record.record_type(),
                    record: record.id(),
                    version,
                    scheme: &identifier.scheme,
                    value: &identifier.value,
                    place: format!("{prefix}/identifiers/{at}"),
                });
            }
        };
        match record {
            Record::Decision(_) => {}
            Record::Proposal(proposal) => {
                add(None, "", &proposal.identifiers);
                for (at, version) in proposal.versions.iter().enumerate() {
                    let prefix = format!("/versions/{at}");
                    add(Some(&version.id), &prefix, &version.identifiers);
                }
            }
            Record::Source(source) => add(None, "", &source.identifiers),
            Record::Actor(actor) => add(None, "", &actor.identifiers),
        }
    }
}
