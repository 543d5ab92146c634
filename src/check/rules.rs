//! The rules, in the order in which a record meets them: bytes, shape, record, links, evidence, clock, history.
//!
//! A new rule is a file here, a line in `mod`, and a line in [`RULES`] at its place in that order.

use super::{At, Findings, Rule};
use crate::document::Document;
use crate::finding::Fix;
use crate::json::FaultKind;
use crate::schema::{Missing, Violation, ViolationKind};
use crate::suggest::Hint;

/// A rule: its name, its level, the file that it is written in, and what it looks at, as [`Check`] has it.
macro_rules! rule {
    ($name:literal, $level:ident, $file:literal $(, $what:ident($check:expr))*) => {
        $crate::check::Rule {
            about: $crate::finding::Rule {
                name: $name,
                level: $crate::finding::Level::$level,
                source: include_str!($file),
            },
            checks: &[$($crate::check::Check::$what($check)),*],
        }
    };
}

mod act_against_choice;
mod actor_kind;
mod against_the_majority;
mod all_parts;
mod announced_only;
mod archived_before_published;
mod assigned_code;
mod ballot_not_member;
mod basis_gone;
mod beyond_term;
mod both_sides;
mod byte_order_mark;
mod capacity_differs;
mod contradictory_outcomes;
mod contradictory_relations;
mod dangling_reference;
mod decides_with_result;
mod decision_of_other_proposal;
mod deprecated;
mod discrepancy_reading;
mod duplicate_id;
mod duplicate_key;
mod ended_before;
mod ending_not_in_force;
mod event_after_sources;
mod event_long_before_source;
mod event_order;
mod event_out_of_turn;
mod evidence_form;
mod expired_allowance;
mod field_for_type;
mod file_too_large;
mod ground_holder;
mod happened_later;
mod high_confidence;
mod id_spelling;
mod identifier_form;
mod impossible_date;
mod invisible_character;
mod json_syntax;
mod late_extension;
mod lower_revision;
mod malformed_value;
mod medium_confidence;
mod misplaced_file;
mod missing_field;
mod missing_language;
mod nesting_too_deep;
mod no_reasons;
mod not_a_file;
mod not_in_office;
mod not_utf8;
mod open_commitment;
mod original_changed;
mod placeholder;
mod published_not_later;
mod quantity_not_quoted;
mod quantity_unit;
mod quote_ambiguous;
mod quote_length;
mod quote_not_found;
mod quote_out_of_scope;
mod quote_over_gap;
mod reference_cycle;
mod relation_to_newer;
mod restores_nothing;
mod revision_reason;
mod said_twice;
mod same_title;
mod schema_path;
mod shared_identifier;
mod silent_change;
mod silent_rewording;
mod stale_announcement;
mod stray_file;
mod term_passed;
mod text_changed;
mod text_garbled;
mod text_missing;
mod text_not_of_original;
mod text_not_reviewed;
mod text_without_words;
mod two_holders;
mod two_positions;
mod unknown_code;
mod unknown_field;
mod unmatched_allowance;
mod unseen_source;
mod vanished_id;
mod vanished_record;
mod vote_counts;
mod vote_form;
mod vote_not_quoted;
mod vote_result;
mod withdrawn_reference;
mod wrong_type;

pub(crate) use assigned_code::{of_jurisdiction, of_language};
pub(crate) use id_spelling::no_id;
pub use quote_length::MAX_WORDS as MAX_QUOTE_WORDS;
pub(super) use quote_length::is_odd_length;
pub(super) use unmatched_allowance::take_allowed;

/// Every rule.
pub const RULES: &[Rule] = &[
    not_a_file::RULE,
    file_too_large::RULE,
    byte_order_mark::RULE,
    not_utf8::RULE,
    json_syntax::RULE,
    nesting_too_deep::RULE,
    duplicate_key::RULE,
    unknown_field::RULE,
    missing_field::RULE,
    wrong_type::RULE,
    unknown_code::RULE,
    malformed_value::RULE,
    deprecated::RULE,
    misplaced_file::RULE,
    id_spelling::RULE,
    assigned_code::RULE,
    missing_language::RULE,
    invisible_character::RULE,
    text_garbled::RULE,
    placeholder::RULE,
    field_for_type::RULE,
    evidence_form::RULE,
    identifier_form::RULE,
    high_confidence::RULE,
    impossible_date::RULE,
    happened_later::RULE,
    event_order::RULE,
    event_out_of_turn::RULE,
    event_after_sources::RULE,
    event_long_before_source::RULE,
    duplicate_id::RULE,
    published_not_later::RULE,
    archived_before_published::RULE,
    revision_reason::RULE,
    said_twice::RULE,
    contradictory_outcomes::RULE,
    both_sides::RULE,
    schema_path::RULE,
    quantity_unit::RULE,
    vote_form::RULE,
    vote_counts::RULE,
    vote_result::RULE,
    against_the_majority::RULE,
    act_against_choice::RULE,
    decides_with_result::RULE,
    ground_holder::RULE,
    dangling_reference::RULE,
    withdrawn_reference::RULE,
    actor_kind::RULE,
    ballot_not_member::RULE,
    decision_of_other_proposal::RULE,
    relation_to_newer::RULE,
    contradictory_relations::RULE,
    restores_nothing::RULE,
    ended_before::RULE,
    late_extension::RULE,
    beyond_term::RULE,
    all_parts::RULE,
    ending_not_in_force::RULE,
    reference_cycle::RULE,
    discrepancy_reading::RULE,
    two_positions::RULE,
    two_holders::RULE,
    capacity_differs::RULE,
    not_in_office::RULE,
    shared_identifier::RULE,
    text_missing::RULE,
    text_changed::RULE,
    text_without_words::RULE,
    original_changed::RULE,
    stray_file::RULE,
    quote_not_found::RULE,
    quote_ambiguous::RULE,
    quote_length::RULE,
    quote_out_of_scope::RULE,
    quote_over_gap::RULE,
    quantity_not_quoted::RULE,
    vote_not_quoted::RULE,
    stale_announcement::RULE,
    same_title::RULE,
    medium_confidence::RULE,
    no_reasons::RULE,
    unseen_source::RULE,
    open_commitment::RULE,
    announced_only::RULE,
    term_passed::RULE,
    basis_gone::RULE,
    text_not_of_original::RULE,
    text_not_reviewed::RULE,
    vanished_record::RULE,
    vanished_id::RULE,
    lower_revision::RULE,
    silent_change::RULE,
    silent_rewording::RULE,
    unmatched_allowance::RULE,
    expired_allowance::RULE,
];

/// The rules of bytes and shape. A record that breaks one of them is not checked further, so none of them can be done without.
pub const FORM: [&str; 12] = [
    not_a_file::RULE.about.name,
    file_too_large::RULE.about.name,
    byte_order_mark::RULE.about.name,
    not_utf8::RULE.about.name,
    json_syntax::RULE.about.name,
    nesting_too_deep::RULE.about.name,
    duplicate_key::RULE.about.name,
    unknown_field::RULE.about.name,
    missing_field::RULE.about.name,
    wrong_type::RULE.about.name,
    unknown_code::RULE.about.name,
    malformed_value::RULE.about.name,
];

/// The rules that compare with what was published, and find nothing without it.
const HISTORY: [&str; 5] = [
    vanished_record::RULE.about.name,
    vanished_id::RULE.about.name,
    lower_revision::RULE.about.name,
    silent_change::RULE.about.name,
    silent_rewording::RULE.about.name,
];

/// The rule of that name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.about.name == name)
}

/// Reports what the JSON reader refused, of the given kinds.
fn report_faults(document: &Document, findings: &mut Findings<'_>, kinds: &[FaultKind]) {
    let faults = document.faults.iter();
    for fault in faults.filter(|fault| kinds.contains(&fault.kind)) {
        findings.report(
            document,
            At::Bytes(fault.span.clone()),
            fault.message.clone(),
            fault.hint.clone(),
        );
    }
}

/// Reports the departures from the schema of one kind.
fn report_violations(document: &Document, findings: &mut Findings<'_>, kind: ViolationKind) {
    let violations = document.violations.iter();
    let is_it = |one: &&Violation| one.kind == kind && one.record_type.is_none();
    for violation in violations.filter(is_it) {
        report_violation(document, findings, violation, violation.hint.clone());
    }
}

/// A place in which a document departs from its schema, with a hint.
fn report_violation(
    document: &Document,
    findings: &mut Findings<'_>,
    violation: &Violation,
    hint: Option<Hint>,
) {
    let at = match violation.at_key {
        true => At::Key(&violation.pointer),
        false => At::Value(&violation.pointer),
    };
    let finding = findings.report(document, at, violation.message.clone(), hint);
    if let Some(missing) = &violation.missing {
        finding.fix = with_member(document, &violation.pointer, missing);
    }
}

/// The edit that puts a member behind the last one of an object, on a line of its own where that is on one.
fn with_member(document: &Document, pointer: &str, missing: &Missing) -> Option<Fix> {
    let object = document.root()?.pointer(pointer)?;
    let Missing { name, beginning } = missing;
    let member = format!("{}: {beginning}", serde_json::Value::from(name.as_str()));
    let (at, text) = match object.members().last() {
        Some(last) => {
            let before = &document.text[..last.key_span.start];
            let gap = &before[before.trim_end().len()..];
            (last.value.span.end, format!(",{gap}{member}"))
        }
        None => (object.span.start + 1, member),
    };
    let at = at + document.line.map_or(0, |line| line.start);
    Some(Fix {
        title: format!("add `{name}`"),
        span: at..at,
        text,
    })
}
