//! The edit that mends a finding.

use crate::json::Span;
use crate::passage::shortened;

/// An edit of the file in which a finding is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in a few words, such as ``write `body```.
    pub title: String,
    /// The bytes of the file that are replaced; an empty range where something is put in.
    pub span: Span,
    /// The text in their place.
    pub text: String,
}

impl Fix {
    /// Another value, a string, in the place of one or of a key.
    pub(crate) fn of_value(span: Span, value: &str) -> Fix {
        Fix {
            title: format!("write `{}`", shortened(value)),
            span,
            text: serde_json::Value::from(value).to_string(),
        }
    }
}
