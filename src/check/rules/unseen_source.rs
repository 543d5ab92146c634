//! Something rests on every source whose text is not here.
//!
//! A source that nothing rests on was not seen, or says nothing that is recorded. A gap, not a mistake: that other sources refer to
//! it is a fact about them.
//!
//! ## Bad
//!
//! No evidence in the dataset names this source:
//!
//! ```json
//! "id": "xx-report-2025",
//! "form": "minutes",
//! "title": { "en": "Report that the letter names" }
//! ```
//!
//! ## Good
//!
//! A record has this evidence:
//!
//! ```json
//! { "source": "xx-report-2025", "locator": "Its first page", "confidence": "high" }
//! ```
//!
//! ## Mend
//!
//! Read the source, and cite it for what it shows. If it cannot be had, there is nothing to mend.

use crate::check::{At, Findings, Rule, Subject};
use crate::suggest::NO_HINT;

pub const RULE: Rule = rule!("unseen-source", Note, "unseen_source.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let (Some(name), Some(source)) = (index.entry(subject.at).name, index.source(subject.at))
    else {
        return;
    };
    if source.text.is_none() && !index.is_cited(name) {
        let message = format!(
            "`{}` is named, and nothing rests on it",
            index.id(subject.at)
        );
        findings.report(subject.document(), At::Value("/id"), message, NO_HINT);
    }
}
