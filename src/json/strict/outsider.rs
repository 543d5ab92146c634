//! The outsider's verdict on the strict reader: serde_json reads the same texts.

use super::super::Node;
use super::FaultKind::{DuplicateKey, Syntax};
use super::{Fault, parse};
use proptest::prelude::*;

const SPACE: &str = "[ \\t\\r\\n]{0,2}";

fn text() -> impl Strategy<Value = String> {
    let string =
        r#""([ -!#-\[\]-~é€😀\x7f]|\\["\\/bfnrt]|\\u(00[0-9a-fA-F]{2}|d83d\\uDE0[0-9])){0,6}""#;
    let number = r"-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,9})?([eE][+-]?[0-9]{1,3})?";
    let leaf = prop_oneof![Just("true".into()), Just("null".into()), number, string];
    leaf.prop_recursive(4, 24, 5, move |inner| {
        let item = (SPACE, inner, SPACE).prop_map(|(a, x, b)| a + &x + &b);
        let member = (SPACE, string, SPACE, item.clone())
            .prop_map(|(a, key, b, x)| format!("{a}{key}{b}:{x}"));
        let items = prop::collection::vec(item, 0..5);
        let members = prop::collection::vec(member, 0..5);
        prop_oneof![
            items.prop_map(|items| format!("[{}]", items.join(","))),
            members.prop_map(|members| format!("{{{}}}", members.join(","))),
        ]
    })
}

fn byte() -> impl Strategy<Value = u8> {
    let meaning = b"[]{},:\"\\/ \n0159.-+eEudDcCtfn".to_vec();
    prop_oneof![prop::sample::select(meaning), any::<u8>()]
}

fn check_spans(text: &str, node: &Node) {
    let again: serde_json::Value = serde_json::from_str(&text[node.span.clone()]).unwrap();
    assert_eq!(again, node.to_value());
    for member in node.members() {
        let key: String = serde_json::from_str(&text[member.key_span.clone()]).unwrap();
        assert_eq!(key, member.key);
        check_spans(text, &member.value);
    }
    node.items().iter().for_each(|item| check_spans(text, item));
}

/// The outsider's verdict: what serde_json accepts is accepted here and means
/// the same. Duplicate keys are refused here only; a byte order mark by both.
fn check_outsider(bytes: &[u8]) {
    let parsed = parse(bytes);
    let outsider = serde_json::from_slice::<serde_json::Value>(bytes);
    assert_eq!(parsed.root.is_some(), outsider.is_ok(), "{parsed:?}");
    let fatal = parsed.faults.iter().any(|fault| fault.kind != DuplicateKey);
    assert_eq!(parsed.root.is_none(), fatal);
    if let [
        Fault {
            kind: Syntax, span, ..
        },
    ] = &parsed.faults[..]
    {
        // All bytes before the fault begin some JSON text, those up to it none.
        // The zeros make up the four digits before which serde_json does not judge.
        let can_continue = |start: &[u8]| {
            let read = serde_json::from_slice::<serde_json::Value>(start);
            read.map_or_else(|error| error.is_eof(), |_| true)
        };
        assert!(can_continue(&bytes[..span.start]), "{parsed:?}");
        let until = [&bytes[..span.end], b"0000"].concat();
        assert!(span.is_empty() || !can_continue(&until), "{parsed:?}");
    }
    if let (Some(root), [], Ok(value)) = (parsed.root, &parsed.faults[..], outsider) {
        assert_eq!(root.to_value(), value);
        check_spans(std::str::from_utf8(bytes).unwrap(), &root);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn serde_json_agrees(text in text(), at: prop::sample::Index, how in 0..3, byte in byte()) {
        let mut bytes = text.into_bytes();
        check_outsider(&bytes);
        let at = at.index(bytes.len());
        match how {
            0 => bytes[at] = byte,
            1 => bytes.insert(at, byte),
            _ => drop(bytes.remove(at)),
        }
        check_outsider(&bytes);
    }
}
