//! The text of a source is, byte for byte, the one that was pinned.
//!
//! A source is what was published. Who could change the text unseen could make it say whatever is quoted from it.
//!
//! ## Bad
//!
//! The hash is that of another text:
//!
//! ```json
//! "text": { "path": "text.txt", "sha256": "7a7e043002e89e7da958d85738a98a0613146bf77cd7aa159dea21847ccd90a6" }
//! ```
//!
//! ```text
//! The north pier is open.
//! ```
//!
//! ## Good
//!
//! ```json
//! "text": { "path": "text.txt", "sha256": "7a7e043002e89e7da958d85738a98a0613146bf77cd7aa159dea21847ccd90a6" }
//! ```
//!
//! ```text
//! The north pier is closed.
//! ```
//!
//! ## Mend
//!
//! Put the text back, from the history of the dataset. If the old one was wrong, pin the new one by its SHA-256, which `sha256sum`
//! prints, with a higher revision of the record and a reason. If a checkout changed the line ends, let `.gitattributes` keep it from
//! doing so: `records/sources/** -text`.

use crate::check::quotes::text;
use crate::check::{At, Findings, Rule, Subject};
use crate::counted::count;
use crate::dataset::{digest, hexadecimal};
use crate::passage::retouched;

pub const RULE: Rule = rule!("text-changed", Error, "text_changed.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let source = subject.index().source(subject.at);
    let Some(pinned) = source.and_then(|source| source.text.as_ref()) else {
        return;
    };
    let Some(Ok(hash)) = subject.context.file_of(pinned).map(|file| &file.sha256) else {
        return;
    };
    let (Some(was), Some(file)) = (pinned.sha256, pinned.file) else {
        return;
    };
    if *hash != was
        && let Some(source) = subject.document().source()
        && let Some(named) = &source.text
    {
        let now = text(subject.context, file);
        let beside = subject
            .context
            .pinned_beside(subject.document(), named.path.as_str());
        let retouched = now.as_ref().and_then(|now| {
            let mut ways = retouched::before(&now.text.text).into_iter();
            ways.find(|(_, before)| digest(before.as_bytes()) == was)
        });
        let message = format!("`{}` is not the text that was pinned", named.path);
        let at = At::Value("/text/sha256");
        let garbled = subject
            .context
            .file_of(pinned)
            .and_then(|file| file.garbled);
        // What git itself put in its place says all there is to know of it.
        if let Some(garbled) = garbled.filter(|garbled| garbled.is_of_git()) {
            let message = format!("{message}: it has {}", garbled.name());
            let hint = Some(garbled.mend().to_owned());
            let finding = findings.report(subject.document(), at, message, hint);
            finding.related.push(beside);
            return;
        }
        if let Some((done, _)) = retouched {
            let hint = "put it back; `records/sources/** -text` in `.gitattributes` keeps git from changing it";
            let message = format!("{message}: {done}");
            let finding = findings.report(subject.document(), at, message, Some(hint.to_owned()));
            finding.related.push(beside);
            return;
        }
        let former = subject.context.inventory.pinned(file, &was);
        let (Some((commit, before)), Some(now)) = (former, &now) else {
            let hint = format!(
                "put it back; where this one is meant, its SHA-256 is {}, and what was published needs a higher `revision` and a reason",
                hexadecimal(hash)
            );
            let finding = findings.report(subject.document(), at, message, Some(hint));
            finding.related.push(beside);
            return;
        };
        let bytes = now.text.text.len();
        let message = format!(
            "{message}: it has {}, and had {}",
            count(bytes, "byte"),
            before.len()
        );
        let hint = format!(
            "put it back: `git checkout {} -- {}`",
            &commit[..12],
            now.path
        );
        let difference = now.first_difference(&before);
        let place = now.text_place(difference, "here it begins to differ");
        let finding = findings.report(subject.document(), at, message, Some(hint));
        finding.related.push(place);
    }
}
