//! Decisions, and who took part, what could be chosen, and what they do to older ones.

use schemars::JsonSchema;
use serde::Serialize;

use super::{RecordColumns, Reference, Rows, Table};
use crate::derive::{Effect, Stage, Status};
use crate::export::Export;
use crate::export::derived::Day;
use crate::model::{
    ActorId, Capacity, Consent, Date, DecisionId, DecisionKind, LocalizedText, OptionId,
    ParticipantRole, Position, ProposalId, RelationType, VersionId,
};
use crate::schema;

pub const DECISIONS: Table = Table {
    name: "decisions",
    key: &["id"],
    references: &[
        Reference {
            columns: &["proposal", "version"],
            table: "versions",
            key: &["proposal", "id"],
        },
        Reference {
            columns: &["id", "choice"],
            table: "options",
            key: &["decision", "id"],
        },
    ],
    schema: || schema::of::<DecisionRow<'_>>("decisions", |_| ()),
    rows: decisions,
};

/// Who chose what, and what became of it.
#[derive(Serialize, JsonSchema)]
struct DecisionRow<'a> {
    /// The permanent id.
    id: &'a DecisionId,
    /// A headline that names the outcome.
    title: &'a LocalizedText,
    /// The form of the output.
    kind: DecisionKind,
    /// The body, office or state whose decision it is.
    decider: &'a ActorId,
    /// A capacity other than the ordinary one. Empty where it is ordinary or unknown.
    capacity: Option<Capacity>,
    /// The draft text that it is about. Empty where it is about none.
    proposal: Option<&'a ProposalId>,
    /// The version of it that lay before the decider. Empty where the sources do not say which.
    version: Option<&'a VersionId>,
    /// The option that was chosen.
    choice: &'a OptionId,
    /// Derived: what has become of it, as of the newest event of the dataset. Empty for a withdrawn record.
    #[schemars(with = "Option<Status>")]
    status: Option<&'static str>,
    /// Derived: how far it had come, whatever became of it.
    #[schemars(with = "Option<Stage>")]
    reached: Option<&'static str>,
    /// Derived: since when it has its status, as the source dates it.
    since: Option<&'a Date>,
    /// Derived: the later decision that superseded, revoked or annulled it.
    undone_by: Option<&'a DecisionId>,
    /// Derived: the next date that the sources name for it.
    due: Option<&'a Date>,
    /// Derived: the stand on its proposal that its choice amounts to. Empty where it amounts to none.
    position: Option<Position>,
    /// Derived: what that position does in the count, where the majority is known.
    #[schemars(with = "Option<Effect>")]
    effect: Option<&'static str>,
    #[serde(flatten)]
    record: RecordColumns<'a>,
}

fn decisions(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, derived) in export.decisions() {
        let proposal = decision.proposal.as_ref();
        rows.add(&DecisionRow {
            id: &decision.id,
            title: &decision.title,
            kind: decision.kind,
            decider: &decision.decider.actor,
            capacity: decision.decider.capacity,
            proposal: proposal.map(|proposal| &proposal.id),
            version: proposal.and_then(|proposal| proposal.version.as_ref()),
            choice: &decision.choice,
            status: derived.status,
            reached: derived.reached,
            since: derived.since,
            undone_by: derived.by,
            due: derived.due,
            position: derived.position,
            effect: derived.effect,
            record: RecordColumns::of(&decision.record),
        });
    }
}

pub const PARTICIPANTS: Table = Table {
    name: "participants",
    key: &["decision", "place"],
    references: &[],
    schema: || schema::of::<ParticipantRow<'_>>("participants", |_| ()),
    rows: participants,
};

/// Who took part in a decision without being the decider.
#[derive(Serialize, JsonSchema)]
struct ParticipantRow<'a> {
    /// The decision.
    decision: &'a DecisionId,
    /// Who took part.
    actor: &'a ActorId,
    /// In which role.
    role: ParticipantRole,
    /// What became of a consent that was needed. Empty for other roles, and where the source does not say.
    consent: Option<Consent>,
    /// Where it stands in the record, as a JSON Pointer; its evidence has this as its `claim`.
    place: String,
}

fn participants(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, _) in export.decisions() {
        for (at, participant) in decision.participants.iter().enumerate() {
            rows.add(&ParticipantRow {
                decision: &decision.id,
                actor: &participant.actor,
                role: participant.role,
                consent: participant.consent,
                place: format!("/participants/{at}"),
            });
        }
    }
}

pub const OPTIONS: Table = Table {
    name: "options",
    key: &["decision", "id"],
    references: &[],
    schema: || schema::of::<OptionRow<'_>>("options", |_| ()),
    rows: options,
};

/// What could be chosen in a decision, as far as the sources name it.
#[derive(Serialize, JsonSchema)]
struct OptionRow<'a> {
    /// The decision.
    decision: &'a DecisionId,
    /// The id of the option within the decision.
    id: &'a OptionId,
    /// What the option comes to.
    label: &'a LocalizedText,
    /// The stand on the proposal that it amounts to. Empty where it amounts to none.
    position: Option<Position>,
    /// Whether it is the one that was chosen.
    chosen: bool,
    /// Where it stands in the record, as a JSON Pointer; its evidence has this as its `claim`.
    place: String,
}

fn options(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, _) in export.decisions() {
        for (at, option) in decision.options.iter().enumerate() {
            rows.add(&OptionRow {
                decision: &decision.id,
                id: &option.id,
                label: &option.label,
                position: option.position,
                chosen: option.id == decision.choice,
                place: format!("/options/{at}"),
            });
        }
    }
}

pub const RELATIONS: Table = Table {
    name: "relations",
    key: &["decision", "place"],
    references: &[],
    schema: || schema::of::<RelationRow<'_>>("relations", |_| ()),
    rows: relations,
};

/// What a decision does to an older one.
#[derive(Serialize, JsonSchema)]
struct RelationRow<'a> {
    /// The later decision, which says so.
    decision: &'a DecisionId,
    /// What it does to the older one.
    r#type: RelationType,
    /// The older decision.
    target: &'a DecisionId,
    /// Derived: the day by which this was public. Empty where only withheld or unpublished sources show it.
    known_by: Option<Day>,
    /// Where it stands in the record, as a JSON Pointer; its evidence has this as its `claim`.
    place: String,
}

fn relations(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, derived) in export.decisions() {
        let relations = decision.relations.iter().zip(&derived.relations);
        for (at, (relation, derived)) in relations.enumerate() {
            rows.add(&RelationRow {
                decision: &decision.id,
                r#type: relation.r#type,
                target: &relation.target,
                known_by: derived.known_by,
                place: format!("/relations/{at}"),
            });
        }
    }
}
