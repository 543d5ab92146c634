//! The schemas of the views, as programs get them.

use serde_json::Value;

use crate::schema::consumer;
use crate::view::{coverage, explain, list, quote, show, source_text, status, timeline};

#[cfg(test)]
mod tests;

/// The names of the views, below the folder of their schemas.
pub const NAMES: [&str; 8] = [
    "views/show",
    "views/status",
    "views/timeline",
    "views/list",
    "views/coverage",
    "views/explain",
    "views/source-text",
    "views/quote",
];

/// The schema of the view of that name. It is tolerant, as a view is only read: fields and codes of open lists may be added.
pub fn schema(name: &str) -> Value {
    match name {
        "views/show" => consumer::of::<show::View<'_>>(name, |_| ()),
        "views/status" => consumer::of::<status::View<'_>>(name, |_| ()),
        "views/timeline" => consumer::of::<timeline::View<'_>>(name, |_| ()),
        "views/list" => consumer::of::<list::View<'_>>(name, |_| ()),
        "views/coverage" => consumer::of::<coverage::View<'_>>(name, |_| ()),
        "views/explain" => consumer::of::<explain::View>(name, |_| ()),
        "views/source-text" => consumer::of::<source_text::View>(name, |_| ()),
        "views/quote" => consumer::of::<quote::View<'_>>(name, |_| ()),
        _ => Value::Null,
    }
}
