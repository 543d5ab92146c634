//! `description`: what an export is, for catalogues and for people who cite it. It stands above the folders of the other targets and
//! describes their files.
//!
//! A fact that nobody has given is absent: a publisher, an address, a day of publication. Names are relative, so that a copy
//! describes itself.

use std::io;

use jiff::civil;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Export, File, Target};
use crate::completeness::EvidenceCounts;
use crate::counted::count;
use crate::dataset::sha256;
use crate::derive::time::happened;
use crate::derive::{Digest, completeness};
use crate::model::{Day, SCHEMA_VERSION};

mod citation;
mod croissant;
mod datapackage;
#[cfg(feature = "sqlite")]
mod datasette;
mod dcat;
mod sums;

/// The name by which it is asked for.
pub const NAME: &str = "description";

/// Its description, in one line.
pub const ABOUT: &str = "what describes the folder that `all` writes: datapackage.json, dcat.jsonld, croissant.json, CITATION.cff, SHA256SUMS, and for sqlite datasette.json";

/// The release that an export is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The version of the dataset.
    pub version: String,
    /// The day of the release.
    pub date: civil::Date,
    /// The version that was released before.
    pub previous: Option<String>,
    /// What changed since that one, in a sentence.
    pub notes: String,
}

/// A file of an export, as a description names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// The name of the target that it belongs to.
    pub target: &'static str,
    /// Its media type, by IANA or by custom.
    pub media_type: &'static str,
    /// Its path from where the description stands.
    pub path: String,
    /// The number of its bytes.
    pub bytes: usize,
    /// Their SHA-256 hash, in hexadecimal.
    pub sha256: String,
}

impl Described {
    /// A file of a target, in the folder of that name.
    pub fn of(target: &'static Target, file: &File) -> Described {
        Described {
            target: target.name,
            media_type: target.media_type,
            path: format!("{}/{}", target.name, file.path),
            bytes: file.bytes.len(),
            sha256: sha256(&file.bytes),
        }
    }
}

/// The files that describe an export with these files; `release` is the one that it is, if it is one.
///
/// # Errors
/// If there is no memory for them.
pub fn files(
    export: &Export<'_>,
    described: &[Described],
    release: Option<&Release>,
) -> io::Result<Vec<File>> {
    let about = About::of(export, release);
    let mut files = vec![
        json("datapackage.json", &datapackage::write(&about, described))?,
        json("dcat.jsonld", &dcat::write(&about, described))?,
        json("croissant.json", &croissant::write(&about, described))?,
        File {
            path: "CITATION.cff".to_owned(),
            bytes: citation::write(&about).into_bytes(),
        },
    ];
    #[cfg(feature = "sqlite")]
    files.push(json("datasette.json", &datasette::write(&about))?);
    let sums = sums::write(described, &files);
    files.push(File {
        path: "SHA256SUMS".to_owned(),
        bytes: sums.into_bytes(),
    });
    Ok(files)
}

/// The title of a dataset.
pub fn title<'a>(export: &'a Export<'a>) -> &'a str {
    About::of(export, None).title
}

/// What a dataset is, as its descriptions say it.
pub struct Facts {
    /// What it is, in a sentence.
    pub description: String,
    /// The same with its state, and how far it is anchored.
    pub summary: String,
    /// The address by which SPDX knows its licence.
    pub license: Option<String>,
    /// Its authors.
    pub authors: String,
    /// The days of its oldest and its newest event.
    pub period: Option<(Day, Day)>,
    /// Its digest.
    pub digest: Digest,
}

/// What a dataset is.
pub fn facts(export: &Export<'_>) -> Facts {
    let about = About::of(export, None);
    Facts {
        summary: about.summary(),
        license: about.license_url(),
        description: about.description,
        authors: about.authors,
        period: about.period,
        digest: about.digest,
    }
}

/// The name of a dataset in lower-case letters, digits and hyphens.
pub fn name(export: &Export<'_>) -> String {
    About::of(export, None).slug()
}

/// `CITATION.cff` of a release.
pub fn citation(export: &Export<'_>, release: &Release) -> String {
    citation::write(&About::of(export, Some(release)))
}

fn json(path: &str, value: &serde_json::Value) -> io::Result<File> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(File {
        path: path.to_owned(),
        bytes,
    })
}

/// The note for readers of the csv tables.
const SAFE_CELLS: &str = "In the csv tables an empty cell is a value that is unknown or does not apply, and an apostrophe stands before \
                          =, +, -, @, their full-width forms, a tab and a carriage return at the beginning of a text and behind a comma, \
                          a semicolon, a tab or a line break in it, for spreadsheets.";

/// The facts about a dataset that all descriptions give.
struct About<'a> {
    export: &'a Export<'a>,
    /// The release that it is, if it is one.
    release: Option<&'a Release>,
    /// Its title.
    title: &'a str,
    /// Its description, in a sentence.
    description: String,
    /// The SPDX identifier of its licence.
    license: Option<&'a str>,
    /// Its authors: nobody is named, for the records do not say.
    authors: String,
    /// The days of its oldest and its newest event.
    period: Option<(Day, Day)>,
    /// Its digest.
    digest: Digest,
}

impl<'a> About<'a> {
    fn of(export: &'a Export<'a>, release: Option<&'a Release>) -> About<'a> {
        let config = &export.dataset.config;
        let title = config.name.as_deref().or(config.prefix.as_deref());
        let title = title.unwrap_or("decisions");
        let description = match &config.description {
            Some(description) => description.clone(),
            None => format!("Decisions of the dataset {title}, with their rationale."),
        };
        About {
            export,
            release,
            title,
            description,
            license: config.license.as_deref(),
            authors: format!("{title} contributors"),
            period: period(export),
            digest: export.digest(),
        }
    }

    /// The address by which SPDX knows the licence.
    fn license_url(&self) -> Option<String> {
        self.license
            .map(|license| format!("https://spdx.org/licenses/{license}"))
    }

    /// The name in lower-case letters, digits and hyphens, with letters for those that have an accent; where none is left, the prefix
    /// of the ids.
    fn slug(&self) -> String {
        let prefix = self.export.dataset.config.prefix.as_deref();
        let names = [self.title, prefix.unwrap_or_default(), "decisions"];
        let mut slugs = names.into_iter().map(slug);
        slugs.find(|slug| !slug.is_empty()).unwrap_or_default()
    }

    /// As of when the dataset tells what has become of decisions, in which version of the model, and which dataset it is: a sentence.
    fn state(&self) -> String {
        let as_of = self.export.moment.map(|moment| moment.at);
        let as_of = as_of.map_or(String::new(), |day| format!(", as of {day}"));
        let model = match self.release {
            Some(Release { version, date, .. }) => format!("Version {version} of {date}, model"),
            None => "Model".to_owned(),
        };
        format!("{model} {SCHEMA_VERSION}{as_of}, digest {}.", self.digest)
    }

    /// What the dataset is, its state, and how far it is anchored: sentences.
    fn summary(&self) -> String {
        let completeness = completeness(self.export.dataset);
        let EvidenceCounts { quoted, by_place } = completeness.evidence;
        let with = completeness.sources_with_text;
        let sources = with + completeness.sources_without_text;
        format!(
            "{} {} Of {} of evidence {quoted} quote their source and {by_place} only name a place in it; {with} of {} \
             {} a text.",
            self.description,
            self.state(),
            count(quoted + by_place, "piece"),
            count(sources, "source"),
            if with == 1 { "has" } else { "have" },
        )
    }
}

/// A name in lower-case letters, digits and hyphens.
fn slug(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let letters = name.nfkd().filter(|letter| !is_combining_mark(*letter));
    let letters = letters.collect::<String>().to_lowercase();
    let words = letters.split(|c| !is_plain(c));
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// The first day of the oldest event that counts, and the last of the newest.
fn period(export: &Export<'_>) -> Option<(Day, Day)> {
    let first = happened(export.dataset)
        .filter_map(|date| Some(date.bounds()?.first))
        .min()?;
    Some((Day(first), Day(export.moment?.at)))
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs() {
        for (name, expected) in [
            ("Cabinet decisions", "cabinet-decisions"),
            ("België, 2025", "belgie-2025"),
            ("Решения", ""),
            ("", ""),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
    }
}
