//! A title, paraphrase or keyword of a published record reads as it did, and so does its reason, unless the record has a higher
//! `revision`.
//!
//! The words are ours, and not evidence; a misspelling may be mended without a word. But no program can tell that from a text that
//! now says the opposite, so somebody should look at it. A translation or a keyword may be added.
//!
//! ## Bad
//!
//! The paraphrase was published as “The north pier is closed.”, and the record is at revision 1 still:
//!
//! ```json
//! "en": "The north pier is open."
//! ```
//!
//! ## Good
//!
//! ```json
//! "nl": "De noordelijke pier is gesloten."
//! ```
//!
//! ## Mend
//!
//! If the text says something else than it did, raise `revision` and say in `reason` why. If it says the same in better words,
//! leave it: the next release is what later ones are compared with.

use crate::check::history::Kind;
use crate::check::{At, Findings, Rule, Subject};

pub const RULE: Rule = rule!(
    "silent-rewording",
    Warning,
    "silent_rewording.rs",
    Each(check)
);

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(pair) = subject.pair() else { return };
    let now = subject.document();
    if pair.revision > pair.published_revision {
        return;
    }
    for change in pair.differences(Kind::Wording) {
        let hint = "if it says something else now, raise `revision` and say why in `reason`";
        let hint = Some(hint.to_owned());
        let message = change.message.clone();
        findings.report(now, At::Value(&change.pointer), message, hint);
    }
}
