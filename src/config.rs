//! What a dataset says about itself in its `besluit.toml`.

use serde::Deserialize;

use crate::model::Language;

/// The file that marks the folder of a dataset.
pub const FILE_NAME: &str = "besluit.toml";

/// The folder below it that holds the records.
pub const RECORDS: &str = "records";

/// The contents of a `besluit.toml`. The default is that of files that belong to no dataset: nothing is asked of them beyond
/// the model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The name of the dataset.
    pub name: Option<String>,
    /// What it is about, for people.
    pub description: Option<String>,
    /// What the id of each decision begins with.
    pub prefix: Option<String>,
    /// The languages that each text for readers has.
    #[serde(default)]
    pub languages: Vec<Language>,
}

impl Config {
    /// Reads the text of a `besluit.toml`.
    ///
    /// # Errors
    /// If it is not TOML, or has a key that means nothing here.
    pub fn parse(text: &str) -> Result<Config, toml::de::Error> {
        toml::from_str(text)
    }

    /// The text of a `besluit.toml` that says the same.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let mut line = |key: &str, value: &Option<String>| {
            if let Some(value) = value {
                text += &format!("{key} = {}\n", quoted(value));
            }
        };
        line("name", &self.name);
        line("description", &self.description);
        line("prefix", &self.prefix);
        let languages: Vec<_> = self
            .languages
            .iter()
            .map(|language| quoted(language.as_str()))
            .collect();
        text += &format!("languages = [{}]\n", languages.join(", "));
        text
    }
}

/// A basic string of TOML, which escapes what a string of JSON does.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let config = Config {
            name: Some("een \"naam\" \\ \u{7f}\n".to_owned()),
            description: None,
            prefix: Some("proef".to_owned()),
            languages: vec![
                "nl".parse().expect("a language"),
                "en".parse().expect("a language"),
            ],
        };
        assert_eq!(Config::parse(&config.to_text()), Ok(config));
    }
}
