//! What the nodes of linked data are: the classes of each type of record and part, and the forms of their addresses. The context says
//! what their keys mean.

use serde_json::{Map, Value, json};

use crate::export::codes::{CodeList, lists};
use crate::export::linked::{
    address, addresses, below, classes, code_address, list_address, part_address,
};
use crate::schema;

/// The types of records, in the schemas and in addresses.
const RECORDS: [(&str, &str); 4] = [
    ("Decision", "decision"),
    ("Proposal", "proposal"),
    ("Source", "source"),
    ("Actor", "actor"),
];

/// The classes and the forms of addresses. A name in braces stands for what is of that name.
pub fn linked() -> Value {
    let lists = lists();
    let records = RECORDS.map(|(_, name)| (name.to_owned(), json!(address(name, "{id}"))));
    let own = lists.iter();
    let own = own.map(|list| (list.type_name.clone(), json!(list_address(list))));
    json!({
        "classes": classes(&lists),
        "addresses": {
            "base": addresses("{base}"),
            "records": Value::Object(records.into_iter().collect()),
            "parts": {
                "with an id": part_address("{record}", "{id}"),
                "without one": below("{record}", "{key}"),
                "below another": below(&part_address("{record}", "{id}"), "{key}"),
            },
            "codes": code_address("{list}", "{code}"),
            "lists": Value::Object(own.collect()),
        },
    })
}

/// The classes of records, of parts by their types, and of what is no part of a record.
fn classes(lists: &[CodeList]) -> Value {
    let by_code = |name: &str, of: &dyn Fn(Value) -> Value| {
        let list = lists.iter().find(|list| list.type_name == name);
        let codes = list.into_iter().flat_map(|list| &list.codes);
        let codes = codes.map(|code| (code.code.clone(), of(json!(code.code))));
        Value::Object(codes.collect())
    };
    let of_source = |form: Value| {
        let form = serde_json::from_value(form);
        json!(
            form.map(|form| classes::of_source(&form))
                .unwrap_or_default()
        )
    };
    let of_actor = |kind: Value| {
        let kind = serde_json::from_value(kind);
        json!(
            kind.map(|kind| classes::of_actor(&kind))
                .unwrap_or_default()
        )
    };
    let mut all = Map::new();
    let mut add = |name: &str, classes: Value| all.insert(name.to_owned(), classes);
    add("Decision", json!(classes::DECISION));
    add("Proposal", json!(classes::PROPOSAL));
    add("Source", by_code("SourceForm", &of_source));
    add("Actor", by_code("ActorKind", &of_actor));
    let schema = schema::generate("record").unwrap_or_default();
    let definitions = schema["$defs"].as_object().into_iter().flatten();
    let is_part = |(name, definition): &(&String, &Value)| {
        definition["properties"].is_object() && RECORDS.iter().all(|(one, _)| one != name)
    };
    for (name, _) in definitions.filter(is_part) {
        add(name, json!(classes::of_part(name)));
    }
    for name in classes::DERIVED {
        add(name, json!([classes::of_derived(name)]));
    }
    for (name, class) in [
        ("passage", classes::PASSAGE),
        ("words", classes::SELECTOR),
        ("list", classes::LIST),
        ("code", classes::CODE),
    ] {
        add(name, json!([class]));
    }
    Value::Object(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_have_classes_and_addresses() {
        let linked = linked();
        let classes = |pointer: &str| linked["classes"].pointer(pointer).cloned();
        let expected = json!(["besluit:Event", "prov:Activity"]);
        assert_eq!(classes("/Event"), Some(expected));
        let expected = json!(["besluit:Actor", "prov:Agent", "schema:Person"]);
        assert_eq!(classes("/Actor/person"), Some(expected));
        let source = classes("/Source/regulation").expect("there are such sources");
        assert!(
            source
                .as_array()
                .is_some_and(|all| all.contains(&json!("eli:LegalResource")))
        );
        let addresses = &linked["addresses"];
        assert_eq!(addresses["records"]["actor"], "actor/{id}");
        assert_eq!(addresses["codes"], "code:{list}.{code}");
        assert_eq!(addresses["lists"]["ActorKind"], "code:actor_kind");
    }
}
