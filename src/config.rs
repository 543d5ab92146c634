//! The settings of a dataset, in its `besluit.toml`.

mod license;

use std::ops::Range;

use jiff::civil;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::model::{Language, Url};
use crate::suggest::nearest;
use license::{is_spdx, meant_license};

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
    /// The description of its subject, for people.
    pub description: Option<String>,
    /// The licence of the records, as its SPDX identifier; the texts of the sources are another matter.
    pub license: Option<String>,
    /// The address below which the dataset is served, with a `/` at its end: what `$id` of its schemas and the addresses of its linked
    /// data begin with. Without it they are relative, because nobody can own an invented one.
    pub base: Option<String>,
    /// The prefix of the id of each decision.
    pub prefix: Option<String>,
    /// The languages that each text for readers has.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// Findings that are known and accepted, each with the reason.
    #[serde(default, rename = "allowance")]
    pub allowances: Vec<Allowance>,
    /// The text that all this was read from; empty if it was not read.
    #[serde(skip)]
    pub text: String,
}

/// The findings of one rule in one record, accepted for a reason.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Written")]
pub struct Allowance {
    /// The name of the rule.
    pub rule: String,
    /// The id of the record.
    pub record: String,
    /// The reason why it is accepted, for people.
    pub reason: String,
    /// The last day on which it is meant to hold.
    pub until: Option<civil::Date>,
    /// The span of the name of the rule in the text, in bytes.
    pub span: Range<usize>,
}

/// An allowance as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    rule: Spanned<String>,
    record: String,
    #[serde(deserialize_with = "filled")]
    reason: String,
    #[serde(default, deserialize_with = "day")]
    until: Option<civil::Date>,
}

impl From<Written> for Allowance {
    fn from(written: Written) -> Allowance {
        Allowance {
            span: written.rule.span(),
            rule: written.rule.into_inner(),
            record: written.record,
            reason: written.reason,
            until: written.until,
        }
    }
}

/// Reads a text that says something.
fn filled<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let text = String::deserialize(from)?;
    if text.trim().is_empty() {
        return Err(serde::de::Error::custom("an allowance needs a reason"));
    }
    Ok(text)
}

/// Reads a day, which TOML writes without quotes: `2026-12-31`.
fn day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<civil::Date>, D::Error> {
    let no_day = || serde::de::Error::custom("a day is written as 2026-12-31, without quotes");
    let written = Datetime::deserialize(from).map_err(|_| no_day())?;
    let (Some(date), None) = (written.date, written.time) else {
        return Err(no_day());
    };
    let part = |number: u8| i8::try_from(number).unwrap_or_default();
    let year = i16::try_from(date.year).unwrap_or_default();
    civil::Date::new(year, part(date.month), part(date.day))
        .map(Some)
        .map_err(serde::de::Error::custom)
}

impl Config {
    /// Reads the text of a `besluit.toml`.
    ///
    /// # Errors
    /// If it is not TOML, has a key that means nothing here, or asks for what no record can have.
    pub fn parse(text: &str) -> Result<Config, String> {
        let mut config: Config = toml::from_str(text).map_err(|error| told(text, &error))?;
        config.text = text.to_owned();
        if let Some(prefix) = config.prefix.as_ref().filter(|prefix| !is_prefix(prefix)) {
            return Err(format!(
                "the prefix `{prefix}` is not made of lower-case letters, as ids of decisions begin"
            ));
        }
        if let Some(license) = config.license.as_ref().filter(|license| !is_spdx(license)) {
            let meant = meant_license(license);
            let meant = meant.map_or(String::new(), |meant| format!(": {meant}"));
            return Err(format!(
                "the license `{license}` is no identifier of SPDX, such as `CC0-1.0`{meant}"
            ));
        }
        if let Some(base) = config.base.as_ref().filter(|base| !is_base(base)) {
            return Err(format!(
                "the base `{base}` is no address of a folder, such as `https://example.org/decisions/`, with a `/` at its end"
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
        line("license", &self.license);
        line("base", &self.base);
        line("prefix", &self.prefix);
        let languages: Vec<_> = self
            .languages
            .iter()
            .map(|language| quoted(language.as_str()))
            .collect();
        text += &format!("languages = [{}]\n", languages.join(", "));
        for allowance in &self.allowances {
            let Allowance {
                rule,
                record,
                reason,
                ..
            } = allowance;
            text += &format!(
                "\n[[allowance]]\nrule = {}\nrecord = {}\nreason = {}\n",
                quoted(rule),
                quoted(record),
                quoted(reason)
            );
            if let Some(until) = allowance.until {
                text += &format!("until = {until}\n");
            }
        }
        text
    }
}

/// Where a text is no `besluit.toml`, and why, in one line.
fn told(text: &str, error: &toml::de::Error) -> String {
    let message = in_words(error.message());
    let before = error.span().and_then(|span| text.get(..span.start));
    before.map_or_else(
        || message.clone(),
        |before| {
            let line = before.matches('\n').count() + 1;
            let start = before.rfind('\n').map_or(0, |end| end + 1);
            let column = before[start..].chars().count() + 1;
            format!("line {line}, column {column}: {message}")
        },
    )
}

/// What the reader of TOML has to say, in the terms of the file: of kinds of values, and the key that was meant.
fn in_words(message: &str) -> String {
    if let Some(rest) = message.strip_prefix("unknown field `") {
        let mut names = rest.split('`').step_by(2);
        let written = names.next().unwrap_or_default();
        let known: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        let near = nearest(written, known.iter().copied());
        let near = near.unwrap_or_else(|| format!("the keys are `{}`", known.join("`, `")).into());
        return format!("there is no key `{written}` here; {near}");
    }
    if let Some(name) = message.strip_prefix("missing field ") {
        return format!("the key {name} is missing here");
    }
    let kinds = message.strip_prefix("invalid type: ");
    let Some((found, wanted)) = kinds.and_then(|kinds| kinds.split_once(", expected ")) else {
        return message.to_owned();
    };
    let (kind, value) = found.split_once([' ']).unwrap_or((found, ""));
    let found = match kind {
        "sequence" => "a list",
        "map" => "a table",
        "string" => "a text",
        "boolean" => "true or false",
        _ if value.is_empty() => found,
        _ => "a number",
    };
    let wanted = match wanted {
        "a sequence" => "a list, as `[ … ]`, or a table for each, as `[[…]]`,",
        "a string" | "a spanned value" => "a text in quotes",
        _ => "a table",
    };
    format!("this is {found}, and {wanted} is needed here")
}

/// True if ids of decisions can begin so: with lower-case letters alone.
pub fn is_prefix(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// True if addresses can begin so: an address of the web, as far as a folder.
pub fn is_base(text: &str) -> bool {
    let is_address = text.parse::<Url>().is_ok();
    is_address && text.ends_with('/') && !text.contains(['?', '#'])
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
            license: Some("CC0-1.0".to_owned()),
            base: Some("https://example.org/proef/".to_owned()),
            prefix: Some("proef".to_owned()),
            languages: vec![
                "nl".parse().expect("a language"),
                "en".parse().expect("a language"),
            ],
            allowances: Vec::new(),
            text: String::new(),
        };
        let allowed = Config {
            allowances: vec![Allowance {
                rule: "same-title".to_owned(),
                record: "proef-xx-2026-0001".to_owned(),
                reason: "the letters are called so".to_owned(),
                until: Some(civil::date(2026, 12, 31)),
                span: 0..0,
            }],
            ..config.clone()
        };
        for config in [config, allowed] {
            let text = config.to_text();
            let mut read = Config::parse(&text).expect("it is what `parse` reads");
            assert_eq!(std::mem::take(&mut read.text), text);
            for allowance in &mut read.allowances {
                assert_eq!(&text[std::mem::take(&mut allowance.span)], "\"same-title\"");
            }
            assert_eq!(read, config);
        }
    }

    #[test]
    fn a_base_is_the_address_of_a_folder() {
        for good in ["https://example.org/", "http://127.0.0.1:8000/besluit/"] {
            assert!(Config::parse(&format!("base = '{good}'")).is_ok(), "{good}");
        }
        for bad in [
            "",
            "example.org/",
            "https://example.org",
            "https://example.org/?a=/",
            "https://example.org/#/",
            "ftp://example.org/",
            "urn:x/",
        ] {
            let error = Config::parse(&format!("base = '{bad}'")).expect_err(bad);
            assert!(error.contains("https://example.org/decisions/"), "{error}");
        }
    }

    #[test]
    fn a_fault_is_said_in_the_terms_of_the_file() {
        for (text, said) in [
            (
                "langages = ['nl']",
                "line 1, column 1: there is no key `langages` here; did you mean `languages`?",
            ),
            (
                "other = 1",
                "line 1, column 1: there is no key `other` here; the keys are `name`, `description`, `license`, `base`, `prefix`, `languages`, `allowance`",
            ),
            (
                "\nlanguages = 'nl'",
                "line 2, column 13: this is a text, and a list, as `[ … ]`, or a table for each, as `[[…]]`, is needed here",
            ),
            (
                "prefix = 3",
                "line 1, column 10: this is a number, and a text in quotes is needed here",
            ),
            (
                "prefix = ['a']",
                "line 1, column 10: this is a list, and a text in quotes is needed here",
            ),
            (
                "languages = ['Dutch']",
                "line 1, column 14: `Dutch` is not of the form of a language, such as `nl`",
            ),
            (
                "[[allowance]]\nrule = 3",
                "line 2, column 8: this is a number, and a text in quotes is needed here",
            ),
            (
                "allowance = ['a']",
                "line 1, column 14: this is a text, and a table is needed here",
            ),
            (
                "[[allowance]]\nrule = 'a'",
                "line 1, column 1: the key `record` is missing here",
            ),
        ] {
            assert_eq!(Config::parse(text).err().as_deref(), Some(said), "{text}");
        }
    }

    #[test]
    fn an_allowance_says_why_and_until_which_day() {
        let text = |more: &str| format!("[[allowance]]\nrule = 'a'\nrecord = 'b'\n{more}");
        for good in ["reason = 'c'", "reason = 'c'\nuntil = 2026-01-31"] {
            assert!(Config::parse(&text(good)).is_ok(), "{good}");
        }
        for bad in [
            "",
            "reason = ' '",
            "reason = 'c'\nuntil = '2026-01-31'",
            "reason = 'c'\nuntil = 2026-01-31T00:00:00Z",
            "reason = 'c'\nuntil = 2026-02-31",
            "reason = 'c'\nother = 1",
        ] {
            assert!(Config::parse(&text(bad)).is_err(), "{bad}");
        }
    }
}
