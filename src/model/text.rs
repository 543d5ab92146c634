//! Text for readers, in several languages.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::string::{Language, Text};
use super::titles::primary;

/// The same text in one or more languages. Only the original language of a source is evidence; every other one is a gloss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalizedText(
    /// In the order of the languages.
    Vec<(Language, Text)>,
);

impl Serialize for LocalizedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for LocalizedText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TextVisitor)
    }
}

/// Reads a text language by language, because a map would take the last of two in one language without a word.
struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = LocalizedText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text by language")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<LocalizedText, A::Error> {
        let mut texts: Vec<(Language, Text)> = Vec::with_capacity(2);
        while let Some((language, text)) = map.next_entry::<Language, Text>()? {
            match texts.binary_search_by(|(other, _)| other.cmp(&language)) {
                Err(at) => texts.insert(at, (language, text)),
                Ok(_) => {
                    let message = format!("the language `{language}` is there twice");
                    return Err(A::Error::custom(message));
                }
            }
        }
        match texts.is_empty() {
            true => Err(A::Error::custom("a text has at least one language")),
            false => Ok(LocalizedText(texts)),
        }
    }
}

impl LocalizedText {
    /// The text in one language, given by its tag.
    pub fn get(&self, language: &str) -> Option<&str> {
        let mut texts = self.iter();
        let found = texts.find(|(tag, _)| tag.as_str() == language);
        found.map(|(_, text)| text.as_str())
    }

    /// The text for who reads a language, given by its tag: in it, else in another form of the same language (`nl` for `nl-BE`), else in
    /// the first language that there is.
    pub fn best(&self, language: &str) -> &str {
        let nearest = self.nearest(language);
        nearest.map_or("", |(_, text)| text.as_str())
    }

    /// The same text with the language that it is in; `None` if it is in none.
    pub fn nearest(&self, language: &str) -> Option<(&Language, &Text)> {
        let is_it = |(tag, _): &(&Language, &Text)| tag.as_str() == language;
        let alike = |(tag, _): &(&Language, &Text)| primary(tag.as_str()) == primary(language);
        let exact = self.iter().find(is_it);
        exact
            .or_else(|| self.iter().find(alike))
            .or_else(|| self.iter().next())
    }

    /// The text in each of its languages, in the order of their tags.
    pub fn iter(&self) -> impl Iterator<Item = (&Language, &Text)> {
        self.0.iter().map(|(language, text)| (language, text))
    }
}

impl JsonSchema for LocalizedText {
    fn schema_name() -> Cow<'static, str> {
        "LocalizedText".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The same text in one or more languages, by language tag (BCP 47), each as one line. \
                            The dataset says which languages are required.",
            "type": "object",
            "propertyNames": generator.subschema_for::<Language>(),
            "additionalProperties": generator.subschema_for::<Text>(),
            "minProperties": 1,
            "examples": [{ "nl": "een groot risico", "en": "a great risk" }],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::LocalizedText;

    #[test]
    fn a_reader_gets_the_text_that_is_nearest() {
        let text = |json: &str| -> LocalizedText { serde_json::from_str(json).expect("a text") };
        let two = text(r#"{ "en": "yes", "nl": "ja" }"#);
        let flemish = text(r#"{ "en": "yes", "nl-BE": "ja, jong", "nl-NL": "ja, hoor" }"#);
        for (text, language, expected) in [
            (&two, "nl", "ja"),
            (&two, "nl-BE", "ja"),
            (&two, "fr", "yes"),
            (&flemish, "nl-NL", "ja, hoor"),
            (&flemish, "nl", "ja, jong"),
            (&flemish, "nld", "yes"),
        ] {
            assert_eq!(text.best(language), expected, "{language}");
        }
    }
}
