//! Nothing that a published record claims is changed or taken out, unless the record has a higher `revision` and a new `reason`.
//!
//! Events, quotes, holders and dates are what others rely on, and so are the codes, ids and numbers around them. Whoever cites the
//! record learns from its revision that it says something else now, and from the reason why. What is added to a list (an event, a
//! statement, a piece of evidence) takes nothing back, and needs neither; nor do the layout, the order of keys, `$schema` and
//! `schema_version`. A field that comes into a thing which was published without it does: an absent date means another thing than
//! one that is there.
//!
//! ## Bad
//!
//! The date was published as `2025-09-01`, and the record is at revision 1 still:
//!
//! ```json
//! "date": "2025-09-02"
//! ```
//!
//! ## Good
//!
//! The same change, with these lines in the record:
//!
//! ```json
//! "revision": 2,
//! "state": "published",
//! "reason": {
//!   "en": "The order was given a day later than the record said."
//! }
//! ```
//!
//! ## Mend
//!
//! If the change is right, raise `revision` and say in `reason` why; a reason that was published explains an earlier change. If it
//! is not, put back what was published.

use crate::check::history::Kind;
use crate::check::{At, Findings, Rule, Subject};

pub const RULE: Rule = rule!("silent-change", Error, "silent_change.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(pair) = subject.pair() else { return };
    let now = subject.document();
    let published = pair.published_revision;
    let mut changes = pair.differences(Kind::Claim);
    if pair.revision <= published {
        let next = published.saturating_add(1);
        for change in changes {
            let hint =
                format!("raise `revision` to {next} and say why in `reason`, or put it back");
            findings.report(
                now,
                At::Value(&change.pointer),
                change.message.clone(),
                Some(hint),
            );
        }
    } else if changes.next().is_some() && pair.has_published_reason {
        let message = format!("this reason is the one of revision {published}");
        let hint = Some("say why the record was changed since".to_owned());
        findings.report(now, At::Value("/record/reason"), message, hint);
    }
}
