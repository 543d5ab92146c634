//! What somebody who begins a record knows already: each value with its place in the record.

use std::convert::Infallible;
use std::str::FromStr;

use anyhow::{Context as _, bail};
use serde_json::{Value, json};

use crate::check::rules::of_language;
use crate::cli::{Outcome, meant};
use crate::config::Config;
use crate::dataset::Dataset;
use crate::model::{Language, Text};

/// A text for readers as it is written on the command line: `WORDS`, or `LANGUAGE=WORDS`.
#[derive(Clone, Debug)]
pub struct Words {
    language: Option<Language>,
    text: String,
}

impl FromStr for Words {
    type Err = Infallible;

    fn from_str(written: &str) -> Result<Words, Infallible> {
        let language = |tag: &str| {
            let language: Language = tag.parse().ok()?;
            of_language(tag).is_none().then_some(language)
        };
        let split = written.split_once('=');
        let named = split.and_then(|(tag, text)| Some((language(tag)?, text)));
        let (language, text) = match named {
            Some((language, text)) => (Some(language), text),
            None => (None, written),
        };
        let text = text.to_owned();
        Ok(Words { language, text })
    }
}

/// The values that are known, each by its JSON pointer.
#[derive(Default)]
pub struct Known(pub Vec<(String, Value)>);

impl Known {
    /// Adds a value, if it is known.
    pub fn add<T: Into<Value>>(&mut self, pointer: &str, value: Option<T>) {
        let value = value.map(|value| (pointer.to_owned(), value.into()));
        self.0.extend(value);
    }

    /// Adds a text for readers in the languages in which it is known. Of a flag without one it is in the language of the dataset.
    ///
    /// # Errors
    /// If one of them is no text, or the dataset has several languages, and none is said.
    pub fn add_words(
        &mut self,
        (pointer, flag): (&str, &str),
        words: &[Words],
        config: &Config,
    ) -> anyhow::Result<()> {
        for one in words {
            let text = text(&one.text)?;
            let language = match (&one.language, config.languages.as_slice()) {
                (Some(language), _) | (None, [language]) => language.as_str(),
                (None, []) => "en",
                (None, several @ [first, ..]) => {
                    let names = several.iter().map(|one| format!("`{}`", one.as_str()));
                    bail!(
                        "in which language is “{}”? The texts of this dataset are in {}: write `{flag} \"{}=…\"`",
                        text.as_str(),
                        names.collect::<Vec<_>>().join(", "),
                        first.as_str()
                    )
                }
            };
            self.add(&format!("{pointer}/{language}"), Some(text.as_str()));
        }
        Ok(())
    }

    /// The value at a pointer, if it is a known text.
    pub fn get(&self, pointer: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(at, _)| at == pointer)?;
        value.as_str()
    }

    /// Adds the ids of the records that arguments mean, where there are such: each by its pointer, type and argument. What is not there
    /// is said.
    ///
    /// # Errors
    /// If one of them is not there.
    pub fn add_records(
        &mut self,
        dataset: &Dataset,
        records: &[(&str, &'static str, &Option<String>)],
    ) -> Result<(), Outcome> {
        for (pointer, record_type, written) in records {
            if let Some(written) = written {
                let id = meant::record((dataset, ""), record_type, written)?.id();
                self.add(pointer, Some(id));
            }
        }
        Ok(())
    }

    /// Adds the actors that some arguments mean, as a list of objects with an `actor`.
    ///
    /// # Errors
    /// If one of them is not there.
    pub fn add_actors(
        &mut self,
        pointer: &str,
        dataset: &Dataset,
        written: &[String],
    ) -> Result<(), Outcome> {
        for (at, one) in written.iter().enumerate() {
            let id = meant::record((dataset, ""), "actor", one)?.id();
            self.add(&format!("{pointer}/{at}"), Some(json!({ "actor": id })));
        }
        Ok(())
    }
}

/// A text of the command line. It is read here and not by the parser of the arguments, which would print it as it is.
///
/// # Errors
/// If it is none.
pub fn text(written: &str) -> anyhow::Result<Text> {
    let text = written.parse();
    text.with_context(|| {
        format!("“{written}” is no text: one line is needed, without white space at its ends")
    })
}

#[cfg(test)]
mod tests {
    use super::{Words, text};

    #[test]
    fn words_say_their_language() {
        for (written, language, text) in [
            ("nl=De brug", Some("nl"), "De brug"),
            ("The bridge", None, "The bridge"),
            ("a=b", None, "a=b"),
            ("De norm: x=2", None, "De norm: x=2"),
        ] {
            let Ok(words) = written.parse::<Words>();
            let found = words.language.as_ref().map(|one| one.as_str());
            assert_eq!((found, words.text.as_str()), (language, text));
        }
        for written in ["", " x", "a\nb"] {
            assert!(text(written).is_err(), "{written:?}");
        }
    }
}
