//! The lists of codes, of records and of what follows from them.

use serde_json::{Map, Value, json};

use crate::export::codes::lists;

/// Every list by the name of its type in the schemas: whether it may grow, and its codes in their order.
pub fn codes() -> Value {
    let lists = lists().into_iter().map(|list| {
        let codes: Vec<_> = list.codes.iter().map(|code| &code.code).collect();
        let value = json!({ "open": list.open, "codes": codes });
        (list.type_name, value)
    });
    Value::Object(lists.collect::<Map<_, _>>())
}
