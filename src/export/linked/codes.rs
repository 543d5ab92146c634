//! The code lists as concept schemes.

use serde_json::{Value, json};

use super::{classes, code_address};
use crate::export::codes::{Code, CodeList};
use crate::model::title;

/// Each list, and after it its codes.
pub fn nodes(lists: &[CodeList]) -> impl Iterator<Item = Value> {
    lists.iter().flat_map(|list| {
        let codes = list.codes.iter().map(|code| concept(list, code));
        std::iter::once(scheme(list)).chain(codes)
    })
}

fn scheme(list: &CodeList) -> Value {
    json!({
        "id": list_address(list),
        "@type": classes::LIST,
        "skos:notation": list.name,
        "skos:definition": { "@value": list.description, "@language": "en" },
        "besluit:mayGrow": list.open,
    })
}

fn concept(list: &CodeList, code: &Code) -> Value {
    let scheme = json!({ "id": list_address(list) });
    let titles = ["nl", "en", "fr"].into_iter();
    let titles = titles.filter_map(|one| Some((one, title(&list.name, &code.code, one)?)));
    let titles = titles.map(|(language, title)| json!({ "@value": title, "@language": language }));
    json!({
        "id": code_address(&list.name, &code.code),
        "@type": classes::CODE,
        "skos:notation": code.code,
        "skos:prefLabel": titles.collect::<Value>(),
        "skos:definition": { "@value": code.definition, "@language": "en" },
        "skos:inScheme": scheme,
    })
}

/// The address of a list.
pub fn list_address(list: &CodeList) -> String {
    format!("code:{}", list.name)
}
