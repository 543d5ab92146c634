//! The fields that name an actor as something that not every kind of actor can be: an office that is held, a body that meets.

use serde::{Deserialize, Serialize};

use crate::model::{ActorId, ActorKind, Record, TermRole};

/// What an actor is to whoever names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Somebody holds it, comes into it or writes in it.
    Office,
    /// It has members, or votes by a majority.
    Body,
    /// Something happens in its meeting, or before it.
    Forum,
    /// It comes into an office, or writes in one.
    Person,
}

/// A field that names an actor, and as what.
pub struct RoleField<'a> {
    /// What the actor is there.
    pub role: Role,
    /// The actor.
    pub actor: &'a ActorId,
    /// The list of the record, the place in it, and the field there.
    at: (&'static str, usize, &'static str),
    /// The office beside a person, or the person beside an office.
    pub beside: Option<&'a ActorId>,
}

impl Role {
    /// True if an actor of a kind can be that.
    pub fn fits(self, kind: ActorKind) -> bool {
        match self {
            Role::Office => matches!(kind, ActorKind::Office | ActorKind::Body),
            Role::Body => matches!(kind, ActorKind::Body | ActorKind::Organisation),
            Role::Forum => !matches!(kind, ActorKind::Person | ActorKind::State),
            Role::Person => kind == ActorKind::Person,
        }
    }

    /// The kinds of actors that can be that, in words.
    pub fn kinds(self) -> &'static str {
        match self {
            Role::Office => "an office or a body",
            Role::Body => "a body or an organisation",
            Role::Forum => "a body, an organisation or an office",
            Role::Person => "a person",
        }
    }
}

impl RoleField<'_> {
    /// The place of the field in its record, as a JSON Pointer.
    pub fn pointer(&self) -> String {
        let (list, nth, field) = self.at;
        format!("/{list}/{nth}/{field}")
    }
}

/// Tells each such field of a record, in the order of its lists.
pub fn roles<'a>(record: &'a Record, mut tell: impl FnMut(RoleField<'a>)) {
    let mut one = |role, actor, at, beside| {
        tell(RoleField {
            role,
            actor,
            at,
            beside,
        });
    };
    match record {
        Record::Decision(decision) => {
            for (nth, option) in decision.options.iter().enumerate() {
                if let Some(appoints) = &option.appoints {
                    let (person, office) = (&appoints.actor, &appoints.office);
                    let at = ("options", nth, "appoints/actor");
                    one(Role::Person, person, at, Some(office));
                    let at = ("options", nth, "appoints/office");
                    one(Role::Office, office, at, Some(person));
                }
            }
            for (nth, event) in decision.events.iter().enumerate() {
                if let Some(body) = &event.body {
                    one(Role::Forum, body, ("events", nth, "body"), None);
                }
            }
        }
        Record::Proposal(proposal) => {
            for (nth, rule) in proposal.voting_rules.iter().enumerate() {
                one(Role::Body, &rule.body, ("voting_rules", nth, "body"), None);
            }
        }
        Record::Source(source) => {
            for (nth, author) in source.authors.iter().enumerate() {
                if let Some(office) = &author.office {
                    let at = ("authors", nth, "actor");
                    one(Role::Person, &author.actor, at, Some(office));
                    let at = ("authors", nth, "office");
                    one(Role::Office, office, at, Some(&author.actor));
                }
            }
        }
        Record::Actor(actor) => {
            for (nth, term) in actor.terms.iter().enumerate() {
                let role = match term.role {
                    TermRole::Holder => Role::Office,
                    TermRole::Member | TermRole::Chair => Role::Body,
                };
                one(role, &term.office, ("terms", nth, "office"), None);
            }
        }
    }
}
