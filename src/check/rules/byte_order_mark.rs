//! A record does not begin with a byte order mark.
//!
//! RFC 8259 forbids writing the mark, and readers differ in whether they skip it. A mark of UTF-16 is reported here as well; such a
//! file is not UTF-8 at all.
//!
//! ## Bad
//!
//! The first bytes of the file are the mark, and only then comes `{`:
//!
//! ```text
//! EF BB BF 7B 0A
//! ```
//!
//! ## Good
//!
//! ```text
//! 7B 0A
//! ```
//!
//! ## Mend
//!
//! Save the file as UTF-8 without a mark; editors call it "UTF-8", as against "UTF-8 with BOM".

use super::report_faults;
use crate::check::{Findings, Rule, Setting};
use crate::document::Document;
use crate::json::FaultKind;

pub const RULE: Rule = rule!(
    "byte-order-mark",
    Error,
    "byte_order_mark.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    report_faults(document, findings, &[FaultKind::ByteOrderMark]);
}
