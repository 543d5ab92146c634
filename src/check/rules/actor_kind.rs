//! An actor is of a kind that can be what a field names it as: an office is held, a body has members and meets, a person comes into an
//! office.
//!
//! Views tell by these fields who held which office and who voted where. A person as an office is mostly the two in each other's place.
//!
//! ## Bad
//!
//! ```json
//! "appoints": { "actor": "xx-minister-rivers", "office": "base-xx-a" }
//! ```
//!
//! ## Good
//!
//! ```json
//! "appoints": { "actor": "base-xx-a", "office": "xx-minister-rivers" }
//! ```
//!
//! ## Mend
//!
//! Swap the two, or name the actor that is meant; if its `kind` is wrong, mend that in its own record. A term stands in the record of who
//! has it.

use crate::check::{At, Findings, Rule, Subject};
use crate::index::{Kind, Role, RoleField, roles};
use crate::model::{ActorId, ActorKind, code};

pub const RULE: Rule = rule!("actor-kind", Error, "actor_kind.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let kind = |name: u32| index.actor_of(name).map(|actor| actor.kind);
    let is_wrong = |(role, actor): &(Role, u32)| kind(*actor).is_some_and(|kind| !role.fits(kind));
    if !index.facts.roles.of(subject.at).iter().any(is_wrong) {
        return;
    }
    let Some(record) = &subject.document().record else {
        return;
    };
    let name = |actor: &ActorId| index.names.get(Kind::Actor, actor.as_str());
    let own = index.facts.actors.of(subject.at).first();
    roles(record, |field| {
        let Some((actor, is)) = name(field.actor).and_then(|name| Some((name, kind(name)?))) else {
            return;
        };
        if field.role.fits(is) {
            return;
        }
        let beside = field.beside.and_then(name).and_then(kind);
        let is_swapped = Role::Person.fits(is)
            && beside.is_some_and(|kind| Role::Office.fits(kind))
            || Role::Office.fits(is) && beside.is_some_and(|kind| Role::Person.fits(kind));
        // Two that stand in each other's place are one error.
        if is_swapped && field.role == Role::Office {
            return;
        }
        let message = format!(
            "`{}` is {}, and this has to be {}",
            field.actor,
            with_article(is),
            field.role.kinds()
        );
        let hint = match own {
            _ if is_swapped => "swap the two".to_owned(),
            Some(own) if is_term_of_other(&field, own.kind, is) => {
                let office = index.id(subject.at);
                format!(
                    "put the term into the record of `{}`, with the office `{office}`",
                    field.actor
                )
            }
            _ => format!(
                "name {}, or mend the kind of `{}`",
                field.role.kinds(),
                field.actor
            ),
        };
        let at = At::Value(&field.pointer());
        let finding = findings.report(subject.document(), at, message, Some(hint));
        let actor = index.read(actor);
        let label = "this says of what kind it is";
        let kind = actor.map(|at| subject.context.place(at, "/kind", label));
        finding.related.extend(kind);
    });
}

/// True if a term stands in the record of the office, and names the person who has it.
fn is_term_of_other(field: &RoleField<'_>, own: ActorKind, named: ActorKind) -> bool {
    field.role == Role::Office && own == ActorKind::Office && named == ActorKind::Person
}

/// A kind with its article.
fn with_article(kind: ActorKind) -> String {
    let kind = code(&kind);
    let article = if kind.starts_with('o') { "an" } else { "a" };
    format!("{article} {kind}")
}
