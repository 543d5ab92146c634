//! Text for readers, in several languages.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::string::{Language, Text};

/// The same text in one or more languages. Only the original language of a source is evidence; every other one is a gloss.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LocalizedText(BTreeMap<Language, Text>);

impl TryFrom<BTreeMap<Language, Text>> for LocalizedText {
    type Error = &'static str;

    fn try_from(texts: BTreeMap<Language, Text>) -> Result<Self, Self::Error> {
        if texts.is_empty() {
            Err("a text has at least one language")
        } else {
            Ok(LocalizedText(texts))
        }
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
        let mut texts = BTreeMap::new();
        while let Some((language, text)) = map.next_entry::<Language, Text>()? {
            if texts.contains_key(&language) {
                return Err(A::Error::custom(format!(
                    "the language `{language}` is there twice"
                )));
            }
            texts.insert(language, text);
        }
        LocalizedText::try_from(texts).map_err(A::Error::custom)
    }
}

impl Deref for LocalizedText {
    type Target = BTreeMap<Language, Text>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl LocalizedText {
    /// The text in one language, given by its tag.
    pub fn get(&self, language: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(tag, _)| tag.as_str() == language)
            .map(|(_, text)| text.as_str())
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
