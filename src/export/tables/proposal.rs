//! What is decided about: draft texts, their versions, and what these provide.

use schemars::JsonSchema;
use serde::Serialize;

use super::{RecordColumns, Reference, Rows, Table};
use crate::export::Export;
use crate::export::derived::Day;
use crate::model::{
    ActorId, Date, Keyword, LocalizedText, MajorityRule, ProposalId, ProvisionChange,
    ProvisionEffect, ProvisionId, SourceId, VersionId,
};
use crate::schema;

pub const PROPOSALS: Table = Table {
    name: "proposals",
    key: &["id"],
    references: &[],
    schema: || schema::of::<ProposalRow<'_>>("proposals", |_| ()),
    rows: proposals,
};

/// A draft text that is decided about, through all its versions.
#[derive(Serialize, JsonSchema)]
struct ProposalRow<'a> {
    /// The permanent id.
    id: &'a ProposalId,
    /// The name by which it is known.
    title: &'a LocalizedText,
    /// The majority by which it is adopted. Empty where no source states it.
    majority: Option<MajorityRule>,
    #[serde(flatten)]
    record: RecordColumns<'a>,
}

fn proposals(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (proposal, _) in export.proposals() {
        rows.add(&ProposalRow {
            id: &proposal.id,
            title: &proposal.title,
            majority: proposal.voting_rule.as_ref().map(|rule| rule.majority),
            record: RecordColumns::of(&proposal.record),
        });
    }
}

pub const VERSIONS: Table = Table {
    name: "versions",
    key: &["proposal", "id"],
    references: &[],
    schema: || schema::of::<VersionRow<'_>>("versions", |_| ()),
    rows: versions,
};

/// One version of a proposal.
#[derive(Serialize, JsonSchema)]
struct VersionRow<'a> {
    /// The proposal.
    proposal: &'a ProposalId,
    /// The id of the version within the proposal.
    id: &'a VersionId,
    /// The date of the text.
    date: &'a Date,
    /// Who drew it up. Empty where no source says.
    by: Option<&'a ActorId>,
    /// The source that is its text. Empty where that is not known.
    document: Option<&'a SourceId>,
    /// Derived: the day by which it was public. Empty where only withheld or unpublished sources show it.
    known_by: Option<Day>,
    /// Where it stands in the record, as a JSON Pointer; its evidence has this as its `claim`.
    place: String,
}

fn versions(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (proposal, derived) in export.proposals() {
        let versions = proposal.versions.iter().zip(&derived.versions);
        for (at, (version, derived)) in versions.enumerate() {
            rows.add(&VersionRow {
                proposal: &proposal.id,
                id: &version.id,
                date: &version.date,
                by: version.by.as_ref(),
                document: version.document.as_ref(),
                known_by: derived.known_by,
                place: format!("/versions/{at}"),
            });
        }
    }
}

pub const PROVISIONS: Table = Table {
    name: "provisions",
    key: &["proposal", "id"],
    references: &[
        Reference {
            columns: &["proposal", "version"],
            table: "versions",
            key: &["proposal", "id"],
        },
        Reference {
            columns: &["proposal", "replaces"],
            table: "provisions",
            key: &["proposal", "id"],
        },
    ],
    schema: || schema::of::<ProvisionRow<'_>>("provisions", |_| ()),
    rows: provisions,
};

/// Something that a version of a proposal provides, or takes out.
#[derive(Serialize, JsonSchema)]
struct ProvisionRow<'a> {
    /// The proposal.
    proposal: &'a ProposalId,
    /// The id of the provision within the proposal.
    id: &'a ProvisionId,
    /// The version that provides it, or that removes it.
    version: &'a VersionId,
    /// What it does in law.
    effect: ProvisionEffect,
    /// What it provides, as a fair paraphrase.
    text: &'a LocalizedText,
    /// What this version does to it. Empty where the source does not say.
    change: Option<ProvisionChange>,
    /// The provision of an earlier version that this one changes or removes. Empty where that has no entry of its own.
    replaces: Option<&'a ProvisionId>,
    /// Derived: the day by which it was public. Empty where only withheld or unpublished sources show it.
    known_by: Option<Day>,
    /// Where it stands in the record, as a JSON Pointer; its evidence has this as its `claim`.
    place: String,
}

fn provisions(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (proposal, derived) in export.proposals() {
        let provisions = proposal.provisions.iter().zip(&derived.provisions);
        for (at, (provision, derived)) in provisions.enumerate() {
            rows.add(&ProvisionRow {
                proposal: &proposal.id,
                id: &provision.id,
                version: &provision.version,
                effect: provision.effect,
                text: &provision.text,
                change: provision.change,
                replaces: provision.replaces.as_ref(),
                known_by: derived.known_by,
                place: format!("/provisions/{at}"),
            });
        }
    }
}

pub const ADDRESSEES: Table = Table {
    name: "provision_addressees",
    key: &["proposal", "provision", "addressee"],
    references: &[Reference {
        columns: &["proposal", "provision"],
        table: "provisions",
        key: &["proposal", "id"],
    }],
    schema: || schema::of::<AddresseeRow<'_>>("provision_addressees", |_| ()),
    rows: addressees,
};

/// Those that a provision is addressed to, as keywords.
#[derive(Serialize, JsonSchema)]
struct AddresseeRow<'a> {
    /// The proposal.
    proposal: &'a ProposalId,
    /// The provision.
    provision: &'a ProvisionId,
    /// The keyword.
    addressee: &'a Keyword,
}

fn addressees(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (proposal, _) in export.proposals() {
        for provision in &proposal.provisions {
            for addressee in &provision.addressees {
                rows.add(&AddresseeRow {
                    proposal: &proposal.id,
                    provision: &provision.id,
                    addressee,
                });
            }
        }
    }
}
