//! A record is UTF-8.
//!
//! RFC 8259 asks it of JSON that is exchanged. A file in another encoding reads differently for everyone who guesses it.
//!
//! ## Bad
//!
//! The word `rivières` in Latin-1, where `è` is the one byte E8:
//!
//! ```text
//! 72 69 76 69 E8 72 65 73
//! ```
//!
//! ## Good
//!
//! The same word in UTF-8:
//!
//! ```text
//! 72 69 76 69 C3 A8 72 65 73
//! ```
//!
//! ## Mend
//!
//! Save the file as UTF-8, or convert it: `iconv -f LATIN1 -t UTF-8` does so for a file in Latin-1. Then read the names in it once
//! more.

use super::report_faults;
use crate::check::{Findings, Rule, Setting};
use crate::document::Document;
use crate::json::FaultKind;

pub const RULE: Rule = rule!("not-utf8", Error, "not_utf8.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    report_faults(document, findings, &[FaultKind::InvalidUtf8]);
}
