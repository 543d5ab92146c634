//! A record that counts does not rest on one that was withdrawn.
//!
//! A withdrawn record stays so that old references lead somewhere; a new one should not be made.
//!
//! ## Bad
//!
//! In the record of `xx-observer`:
//!
//! ```json
//! "record": { "revision": 2, "state": "withdrawn", "reason": { "en": "The office never existed." } }
//! ```
//!
//! In that of its deputy:
//!
//! ```json
//! "on_behalf_of": "xx-observer",
//! "record": { "revision": 1, "state": "published" }
//! ```
//!
//! ## Good
//!
//! ```json
//! "on_behalf_of": "xx-cabinet",
//! "record": { "revision": 1, "state": "published" }
//! ```
//!
//! ## Mend
//!
//! Refer to the record that took its place, or take out what rests on it. If nothing is left of the record, withdraw it too, with a
//! reason.

use crate::check::{At, Findings, Rule, Subject};
use crate::document::references_of;
use crate::index::Kind;
use crate::model::RelationType;

pub const RULE: Rule = rule!(
    "withdrawn-reference",
    Warning,
    "withdrawn_reference.rs",
    Each(check)
);

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    if index.entry(subject.at).is_withdrawn {
        return;
    }
    let mut named = index.facts.named.of(subject.at).iter();
    if !named.any(|name| subject.is_withdrawn(*name)) {
        return;
    }
    for reference in references_of(subject.document()) {
        let name = index
            .names
            .get(Kind::of_reference(&reference), reference.id);
        if name.is_some_and(|name| subject.is_withdrawn(name)) {
            let message = format!(
                "the {} `{}` was withdrawn",
                reference.record_type, reference.id
            );
            let pointer = reference.pointer();
            let at = At::Value(&pointer);
            let hint = match name.and_then(|name| successor(subject, name)) {
                Some(newer) => format!("refer to `{newer}`, which superseded it, or take this out"),
                None => "refer to the record that took its place, or take this out".to_owned(),
            };
            let finding = findings.report(subject.document(), at, message, Some(hint));
            let withdrawn = name.and_then(|name| index.read(name));
            let withdrawn = withdrawn.map(|at| subject.context.id_of(at, "this was withdrawn"));
            finding.related.extend(withdrawn);
        }
    }
}

/// The id of the decision that superseded one, as another record than this says.
fn successor<'a>(subject: &Subject<'a>, withdrawn: u32) -> Option<&'a str> {
    let index = subject.index();
    let mut newer = index.relations_to(withdrawn);
    let newer = newer.find(|(at, nth)| {
        let relation = index.facts.relations.of(*at).get(*nth as usize);
        let supersedes = relation.is_some_and(|one| one.what == RelationType::Supersedes);
        supersedes && *at != subject.at
    });
    newer.map(|(at, _)| index.id(at))
}
