//! No field and no code is used that the model will lose.
//!
//! The schemas still let it pass, with a mark and with what to write instead. A record that is mended in time stays in order when the
//! field or the code goes. At present nothing is deprecated, so nothing is found; the lines below are of a field that might be.
//!
//! ## Bad
//!
//! ```json
//! "locator": "Page 3"
//! ```
//!
//! ## Good
//!
//! ```json
//! "place": "Page 3"
//! ```
//!
//! ## Mend
//!
//! Do what the hint says.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::{DEPRECATED, Deprecated};

pub const RULE: Rule = rule!("deprecated", Warning, "deprecated.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    tell(document, DEPRECATED, findings);
}

/// Tells of everything in a record that is in the list.
fn tell(document: &Document, all: &[Deprecated], findings: &mut Findings<'_>) {
    if all.is_empty() {
        return;
    }
    let record_type = document.identity().map_or("", |(of_type, _)| of_type);
    for (at, place) in document.places().enumerate() {
        // The record itself has no name in its own schema.
        let is_within = |one: &&Deprecated| match at {
            0 => one.within.to_lowercase() == record_type,
            _ => one.within == place.type_name(),
        };
        for one in all.iter().filter(is_within) {
            let message = format!(
                "`{}` is deprecated since version {} of the model",
                one.name, one.since
            );
            let hint = Some(format!("{}; it goes after {}", one.instead, one.not_before));
            if place.as_str() == Some(one.name) {
                findings.report(document, At::Value(&place.pointer()), message, hint);
            } else if let Some(field) = place.get_named(one.name) {
                findings.report(document, At::Key(&field.pointer()), message, hint);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::RawFile;
    use crate::schema::Schemas;

    #[test]
    fn fields_and_codes_of_the_list_are_told() {
        let one = |within, name| Deprecated {
            within,
            name,
            since: "0.3.0",
            instead: "write another",
            not_before: "2027-12-01",
        };
        let all = [
            one("Evidence", "locator"),
            one("ParticipantRole", "adviser"),
            one("Decision", "participants"),
            one("ActorKind", "locator"),
        ];
        let text = include_str!("../../../records/decisions/2025/besluit-nl-2025-0001.json");
        let file = RawFile {
            path: "records/decisions/2025/besluit-nl-2025-0001.json".to_owned(),
            content: Ok(text.into()),
        };
        let document = Document::read(file, &Schemas::new());
        let mut findings = Findings::new(&RULE.about);
        tell(&document, &all, &mut findings);
        let found = findings.into_found();
        let told = |name: &str| {
            let message = format!("`{name}` is deprecated since version 0.3.0 of the model");
            found.iter().filter(|one| one.message == message).count()
        };
        for (name, written) in [
            ("locator", "\"locator\":"),
            ("adviser", "\"role\": \"adviser\""),
            ("participants", "\"participants\":"),
        ] {
            assert_eq!(told(name), text.matches(written).count(), "{name}");
        }
        assert!(told("locator") > 0 && told("adviser") > 0 && told("participants") == 1);
        assert_eq!(
            found[0].hint.as_deref(),
            Some("write another; it goes after 2027-12-01")
        );
    }
}
