//! The beginning of a decision: its number, and what is known of it.

use anyhow::Context as _;
use serde_json::json;

use super::Begun;
use super::known::{Known, Words, text};
use super::number::{jurisdiction_of, next_id};
use crate::cli::candidates::records;
use crate::cli::codes::CodeOf;
use crate::cli::{meant, say, today};
use crate::dataset::Dataset;
use crate::model::{Date, OptionId};
use crate::template;
use crate::workspace::Workspace;

#[derive(clap::Args)]
pub struct Arguments {
    /// Whose decision it is: ISO 3166-1 alpha-2 or ISO 3166-2 in lower case, or `eu` [default: as in the other decisions of the decider]
    #[arg(long, value_name = "CODE", value_parser = jurisdiction)]
    jurisdiction: Option<String>,
    /// The year in which the id is given [default: this one]
    #[arg(long, value_parser = year)]
    year: Option<i16>,
    /// A headline that names the outcome; once for each language of the dataset
    #[arg(long, value_name = "[LANGUAGE=]WORDS")]
    title: Vec<Words>,
    /// The form of the output
    #[arg(long, value_name = "CODE", value_parser = CodeOf("DecisionKind"))]
    kind: Option<String>,
    /// The actor who decides, by id or name
    #[arg(long, value_name = "ACTOR", add = records(&["actor"]))]
    decider: Option<String>,
    /// The proposal that it is about, by id or name
    #[arg(long, value_name = "PROPOSAL", add = records(&["proposal"]))]
    proposal: Option<String>,
    /// The id of an option that could be chosen, such as `keep-closed`: the first is the choice
    #[arg(long, value_name = "ID")]
    option: Vec<OptionId>,
    /// What happened to it first
    #[arg(long, value_name = "CODE", value_parser = CodeOf("EventType"))]
    event: Option<String>,
    /// The date of that, such as `2025-11-26` or `2025-11`
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// A source of the dataset that shows that, by id or name
    #[arg(long, value_name = "SOURCE", add = records(&["source"]))]
    from: Option<String>,
    /// The words of that source that show it, as `besluit quote` prints them
    #[arg(long, value_name = "WORDS", requires = "from")]
    quote: Option<String>,
}

impl Arguments {
    /// Takes what is known, and gives the type and id of the record.
    ///
    /// # Errors
    /// If no id can be given, or it is not said in which language a title is.
    pub fn begin(&self, workspace: &Workspace, known: &mut Known) -> anyhow::Result<Begun> {
        let dataset = &workspace.dataset;
        known.add_words(("/title", "--title"), &self.title, &dataset.config)?;
        known.add("/kind", self.kind.as_deref());
        known.add("/choice", self.option.first().map(OptionId::as_str));
        for (at, option) in self.option.iter().enumerate() {
            let label = template::blank(&dataset.config);
            let option = json!({ "id": option, "label": label });
            known.add(&format!("/options/{at}"), Some(option));
        }
        if let Some(event) = &self.event {
            known.add("/events/0/type", Some(event.as_str()));
            known.add("/events/0/id", Some(event.replace('_', "-")));
        }
        known.add("/events/0/date", self.date.as_ref().map(Date::as_str));
        if let Some(quote) = &self.quote {
            let quote = text(quote)?;
            known.add("/events/0/evidence/0/quote", Some(quote.as_str()));
        }
        let proposal = self.proposal.as_ref().map(|_| json!({}));
        known.add("/proposal", proposal);
        let records = [
            ("/decider/actor", "actor", &self.decider),
            ("/proposal/id", "proposal", &self.proposal),
            ("/events/0/evidence/0/source", "source", &self.from),
        ];
        if let Err(outcome) = known.add_records(dataset, &records) {
            return Ok(Err(outcome));
        }
        let decider = known.get("/decider/actor");
        let derived = || jurisdiction_of(dataset, decider?);
        let jurisdiction = self.jurisdiction.clone().or_else(derived).context(
            "whose decision is it? Name it with `--jurisdiction`, such as `nl` or `eu`: nothing here says it",
        )?;
        let year = self.year.unwrap_or_else(|| today().year());
        let id = next_id(workspace, &jurisdiction, year)?;
        self.suggest(dataset);
        Ok(Ok(("decision", id.to_string())))
    }

    /// Says what the source says of itself, where nothing was given. A letter may tell of what others decided on another day, so nothing of
    /// it is taken over.
    fn suggest(&self, dataset: &Dataset) {
        let Some(written) = &self.from else {
            return;
        };
        let Ok(source) = meant::record((dataset, ""), "source", written) else {
            return;
        };
        let Some((_, source)) = dataset
            .sources()
            .find(|(_, one)| one.id.as_str() == source.id())
        else {
            return;
        };
        if self.date.is_none() {
            say(format_args!(
                "`{}` is of {date}: if the first event is, its date is `{date}`",
                source.id,
                date = source.date
            ));
        }
        if self.decider.is_none() {
            let authors = source.authors.iter().map(|one| format!("`{}`", one.actor));
            say(format_args!(
                "`{}` is by {}: if the decision is, that is the decider",
                source.id,
                authors.collect::<Vec<_>>().join(", ")
            ));
        }
    }
}

fn year(text: &str) -> Result<i16, String> {
    let year = text
        .parse()
        .ok()
        .filter(|year| (1000..=9999).contains(year));
    year.ok_or_else(|| "a year of four digits, such as `2026`".to_owned())
}

/// Reads a country, `eu`, or a region of a country such as `be-vlg`.
fn jurisdiction(text: &str) -> Result<String, String> {
    let (country, region) = match text.split_once('-') {
        Some((country, region)) => (country, Some(region)),
        None => (text, None),
    };
    let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_region = |region: &str| {
        let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        (1..=3).contains(&region.len()) && region.bytes().all(is_part)
    };
    if is_country && region.is_none_or(is_region) {
        Ok(text.to_owned())
    } else {
        Err("two lower-case letters, such as `nl` or `eu`, or a region such as `be-vlg`".to_owned())
    }
}
