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
    /// If it is not TOML, has a key that means nothing here, or asks for what no record can have.
    pub fn parse(text: &str) -> Result<Config, String> {
        let config: Config = toml::from_str(text).map_err(|error| error.to_string())?;
        if let Some(prefix) = config.prefix.as_ref().filter(|prefix| !is_prefix(prefix)) {
            return Err(format!(
                "the prefix `{prefix}` is not made of lower-case letters, as ids of decisions begin"
            ));
        }
        let twice = config
            .languages
            .iter()
            .enumerate()
            .find(|(at, one)| config.languages[..*at].contains(one));
        match twice {
            Some((_, language)) => Err(format!("the language `{language}` is there twice")),
            None => Ok(config),
        }
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

/// Whether ids of decisions can begin so: with lower-case letters alone.
pub fn is_prefix(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// A basic string of TOML, which escapes what a string of JSON does.
fn quoted(text: &str) -> String {
    // Of the control characters JSON lets one stand as it is.
    serde_json::Value::from(text)
        .to_string()
        .replace('\u{7f}', "\\u007f")
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
