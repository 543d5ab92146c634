//! Who wrote in an office held it on the date of the source, as far as terms are recorded.
//!
//! Nothing is said where no term of the author in that office is recorded, nor one of somebody else on that day.
//!
//! ## Bad
//!
//! `base-xx-a` held the office until 2025-06-01:
//!
//! ```json
//! "authors": [{ "actor": "base-xx-a", "office": "xx-minister-rivers", "signed": true }]
//! ```
//!
//! ## Good
//!
//! ```json
//! "authors": [{ "actor": "base-xx-b", "office": "xx-minister-rivers", "signed": true }]
//! ```
//!
//! ## Mend
//!
//! Name who held the office then, or mend the date of the source or the term.

use jiff::civil;

use crate::check::{At, Findings, Rule, Subject};
use crate::index::AuthorFact;
use crate::model::TermRole;

pub const RULE: Rule = rule!("not-in-office", Warning, "not_in_office.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let Some(day) = index.source(subject.at).and_then(|one| one.earliest) else {
        return;
    };
    for (nth, AuthorFact { actor, office }) in index.facts.authors.of(subject.at).iter().enumerate()
    {
        let Some(office) = *office else { continue };
        let author = index.read(*actor);
        let own = index.terms_on(*actor, day, civil::Date::MAX);
        let mut own = own.iter();
        let is_holder = own.any(|(_, term)| term.office == office && term.role == TermRole::Holder);
        if author.is_none() || is_holder {
            continue;
        }
        let holder = index.holder(office, day, civil::Date::MAX);
        let holder = holder.map(|(at, _)| at);
        let (about, label, message) = match (holder, author) {
            (Some(other), _) => {
                let message = format!("`{}` held this office on that day", index.id(other));
                (other, "the terms of who held it", message)
            }
            (None, Some(author)) => {
                let mut terms = index.facts.terms.of(author).iter();
                if !terms.any(|term| term.office == office && term.role == TermRole::Holder) {
                    continue;
                }
                let message = "no term of the author in this office covers that day".to_owned();
                (author, "the terms of the author", message)
            }
            (None, None) => continue,
        };
        let hint = "name who held it then, or mend the date of the source or the term";
        let pointer = format!("/authors/{nth}/office");
        let at = At::Value(&pointer);
        let finding = findings.report(subject.document(), at, message, Some(hint.to_owned()));
        finding
            .related
            .push(subject.context.place(about, "/terms", label));
    }
}
