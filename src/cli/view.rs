//! The arguments that the commands that show records have in common.

use std::io::{self, Write};

use clap::ValueEnum;
use jiff::civil;
use serde::Serialize;

use super::{Out, say};
use crate::dataset::Dataset;
use crate::derive::{Moment, Projection};
use crate::printable::Form;
use crate::view::Reader;
use crate::wording::Words;

/// The form of a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ViewFormat {
    /// Text for people.
    #[default]
    Human,
    /// One JSON object, whose `format` names its shape.
    Json,
}

/// The form and the language of a view.
#[derive(clap::Args)]
pub struct ViewArguments {
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: ViewFormat,
    /// The language of the texts, and of the words around them if that is nl, en or fr [default: the first of the dataset]
    #[arg(long)]
    pub lang: Option<String>,
    /// Do not show what is longer than the terminal is high in a pager: $PAGER, or else less
    #[arg(long)]
    pub no_pager: bool,
}

impl ViewArguments {
    /// Who reads what is written from now on: text for people.
    ///
    /// # Errors
    /// If what was written before cannot leave.
    pub fn reader<'a>(&self, language: &'a str, out: &mut Out) -> io::Result<Reader<'a>> {
        out.begin_page(!self.no_pager)?;
        Ok(Reader::new(language, out.width(), out.is_coloured()))
    }
}

/// The day that is looked at, and the day from which one looks.
#[derive(clap::Args)]
pub struct MomentArguments {
    /// The day up to which things count as having happened or been said, as YYYY-MM-DD [default: today, the local day]
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    as_of: Option<civil::Date>,
    /// The day from which one looks: what became public later is not known [default: today, the local day]
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    known_at: Option<civil::Date>,
}

impl MomentArguments {
    /// The records as they look at that moment.
    pub fn project(&self, dataset: &Dataset) -> Projection {
        let today = super::today();
        let moment = Moment {
            at: self.as_of.unwrap_or(today),
            known: self.known_at.unwrap_or(today),
        };
        Projection::new(dataset, moment, today)
    }
}

/// The language in which texts are shown: the one asked for, else the first that the dataset requires, else English.
///
/// # Errors
/// If the dataset does not require the language that was asked for, so that nobody can know whether a text is in it, and there are no
/// words around texts in it either.
pub fn language(dataset: &Dataset, arguments: &ViewArguments) -> anyhow::Result<String> {
    let languages: Vec<&str> = dataset
        .config
        .languages
        .iter()
        .map(|language| language.as_str())
        .collect();
    let Some(asked) = arguments.lang.as_deref() else {
        return Ok(languages.first().copied().unwrap_or("en").to_owned());
    };
    match meant(&languages, asked) {
        Some(language) => Ok(language.to_owned()),
        None if languages.is_empty() => Ok(asked.to_owned()),
        None if Words::has(asked) => {
            say(format_args!(
                "the texts of this dataset are in {}; what is not in `{asked}` is in another language",
                languages.join(", ")
            ));
            Ok(asked.to_owned())
        }
        None => anyhow::bail!(
            "the texts of this dataset are in {}, not in `{asked}`",
            languages.join(", ")
        ),
    }
}

/// The language of those that is meant: the one asked for, or without its last parts (the lookup of RFC 4647), or the first that says
/// more than was asked, as `nl-BE` does where `nl` is.
fn meant<'a>(languages: &[&'a str], asked: &str) -> Option<&'a str> {
    let mut range = asked;
    loop {
        let is_it = |language: &&&str| language.eq_ignore_ascii_case(range);
        let more = |language: &&&str| {
            let start = language.get(..range.len());
            let is_more = language.as_bytes().get(range.len()) == Some(&b'-');
            is_more && start.is_some_and(|start| start.eq_ignore_ascii_case(range))
        };
        let found = languages.iter().find(is_it);
        if let Some(found) = found.or_else(|| languages.iter().find(more)) {
            return Some(found);
        }
        range = range.rsplit_once('-')?.0;
    }
}

/// Prints a view as JSON.
pub fn print_json(view: &impl Serialize, out: &mut Out) -> anyhow::Result<()> {
    out.set_form(Form::Json)?;
    serde_json::to_writer_pretty(&mut *out, view)?;
    writeln!(out)?;
    Ok(out.set_form(Form::Text)?)
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn a_language_is_looked_up() {
        for (languages, asked, found) in [
            (&["en", "nl-BE"][..], "nl", Some("nl-BE")),
            (&["nl", "en"], "nl-BE", Some("nl")),
            (&["nl", "en"], "NL", Some("nl")),
            (&["nl-NL", "nl-BE"], "nl-be", Some("nl-BE")),
            (&["nl-BE", "nl"], "nl", Some("nl")),
            (&["nl-NL"], "nl-BE", Some("nl-NL")),
            (&["nld"], "nl", None),
            (&["nl"], "n", None),
            (&["nl"], "", None),
        ] {
            assert_eq!(meant(languages, asked), found, "{asked}");
        }
    }
}
