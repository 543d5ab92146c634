//! The sentences that say what an edit of a schema is.

use serde_json::Value;

use super::walk::{Difference, Edit};

/// What a difference is, in a sentence.
pub fn sentence(difference: &Difference) -> String {
    let name = name_of(&difference.at);
    match &difference.edit {
        Edit::FieldAdded(true) => format!("the required field `{name}` was added"),
        Edit::FieldAdded(false) => format!("the optional field `{name}` was added"),
        Edit::FieldRemoved(true) => {
            format!("the required field `{name}` was removed; readers: the field is no longer sent")
        }
        Edit::FieldRemoved(false) => {
            format!("the optional field `{name}` was removed; readers: the field is no longer sent")
        }
        Edit::FieldRenamed(other) => format!("the field `{name}` is `{other}` now"),
        Edit::Required => format!("the field `{name}` must be there now"),
        Edit::Optional => format!("the field `{name}` may be absent now"),
        Edit::CodeAdded(code) => format!("the code {} was added", shown(code)),
        Edit::CodeRemoved(code) => format!("the code {} was removed", shown(code)),
        Edit::ListOpened => "the list may grow now".to_owned(),
        Edit::ListClosed => "the list may not grow any more".to_owned(),
        Edit::ListForm => "codes to come have another form".to_owned(),
        Edit::Listed => "the value is a list of codes on one side only, or another one".to_owned(),
        Edit::TypeAdded(one) => format!("the value may be of the type {one} now"),
        Edit::TypeRemoved(one) => format!("the value may not be of the type {one} any more"),
        Edit::Pattern => "the pattern is another".to_owned(),
        Edit::Format => "the format is another".to_owned(),
        Edit::Bound(keyword, before, after) => {
            format!("`{keyword}` was {before} and is {after}")
        }
        Edit::FieldsOpened => "fields that are not named may be there now".to_owned(),
        Edit::FieldsClosed => "fields that are not named may not be there any more".to_owned(),
        Edit::AlternativeAdded(one) => format!("the alternative `{one}` was added"),
        Edit::AlternativeRemoved(one) => format!("the alternative `{one}` was removed"),
        Edit::Alternatives => "the alternatives are others".to_owned(),
        Edit::Keyword(keyword) => {
            format!("the keyword `{keyword}`, which is not understood here, is concerned")
        }
        Edit::Deprecated => format!("`{name}` is deprecated now, or not any more"),
        Edit::Words => "words for people are others".to_owned(),
    }
}

/// The last name of a path that is one.
fn name_of(at: &str) -> String {
    let name = at.rsplit('/').find(|part| *part != "*").unwrap_or_default();
    name.replace("~1", "/").replace("~0", "~")
}

fn shown(code: &Value) -> String {
    match code {
        Value::String(text) => format!("`{text}`"),
        other => format!("`{other}`"),
    }
}
