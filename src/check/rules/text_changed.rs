//! The text of a source is, byte for byte, the one that was pinned.
//!
//! A source is what was published. If the text was wrong, the new one is pinned with a higher revision of the record and a reason;
//! if a checkout changed its line ends, `.gitattributes` should keep it from doing so.

use crate::check::{At, Context, Findings, Rule};
use crate::finding::Level;

pub const RULE: Rule = Rule {
    name: "text-changed",
    level: Level::Error,
    source: include_str!("text_changed.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, source) in context.dataset.sources() {
        let (Some(pinned), Some(file)) =
            (&source.text, context.dataset.attachment(document, source))
        else {
            continue;
        };
        if let Ok(hash) = &file.sha256
            && hash != pinned.sha256.as_str()
        {
            let message = format!("`{}` is not the text that was pinned", pinned.path);
            let hint = Some(format!("its SHA-256 is now {hash}"));
            findings.report(document, At::Value("/text/sha256"), message, hint);
        }
    }
}
