//! The jurisdiction in the id of a decision is a code of ISO 3166 or `eu`, and a language is one that ISO 639 has.
//!
//! A code that nobody assigned means nothing to whoever looks it up, and one that was meant otherwise means something else. What ISO 3166
//! leaves to users, as `xa`, stands for no country.
//!
//! ## Bad
//!
//! ```json
//! "language": "dut"
//! ```
//!
//! ## Good
//!
//! ```json
//! "language": "nl"
//! ```
//!
//! ## Mend
//!
//! Take the code that the hint names: of a country its two letters, of a language the shortest code that it has.

use isolang::Language;

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::schema::vocabulary::of_type;

pub const RULE: Rule = rule!("assigned-code", Error, "assigned_code.rs", Record(check));

/// Codes that people write for another one.
const MEANT: [(&str, &str); 3] = [("uk", "gb"), ("el", "gr"), ("en", "gb")];

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    if let Some(decision) = document.decision()
        && let Some((message, hint)) = of_jurisdiction(decision.id.as_str())
    {
        findings.report(document, At::Value("/id"), message, hint);
    }
    for place in document.places_of(of_type::LANGUAGE) {
        if let Some((message, hint)) = place.as_str().and_then(of_language) {
            findings.report(document, At::Value(&place.pointer()), message, hint);
        }
    }
    for place in document.places_of(of_type::LOCALIZED_TEXT) {
        for (language, value) in place.members() {
            if let Some((message, hint)) = of_language(language) {
                findings.report(document, At::Key(&value.pointer()), message, hint);
            }
        }
    }
}

/// What is wrong, and what to write instead.
pub(crate) type Told = Option<(String, Option<String>)>;

/// What is wrong with the jurisdiction of an id, which is what stands between the dataset and the year.
pub(crate) fn of_jurisdiction(id: &str) -> Told {
    let parts: Vec<&str> = id.split('-').collect();
    let country = parts.get(1)?.to_uppercase();
    let region = parts.get(2..parts.len().checked_sub(2)?)?.first();
    if country == "EU" || is_private(&country) {
        return None;
    }
    if rust_iso3166::from_alpha2(&country).is_none() {
        let message = format!("no country has the code `{}` in ISO 3166-1", parts[1]);
        let meant = MEANT.iter().find(|(code, _)| *code == parts[1]);
        return Some((
            message,
            meant.map(|(_, code)| format!("did you mean `{code}`?")),
        ));
    }
    let region = region?;
    let code = format!("{country}-{}", region.to_uppercase());
    rust_iso3166::iso3166_2::from_code(&code)
        .is_none()
        .then(|| {
            let message = format!(
                "no region has the code `{}-{region}` in ISO 3166-2",
                parts[1]
            );
            (message, None)
        })
}

/// True if ISO 3166 leaves a code to users.
fn is_private(country: &str) -> bool {
    let mut letters = country.bytes();
    match (letters.next(), letters.next()) {
        (Some(b'X'), Some(_)) | (Some(b'Z'), Some(b'Z')) | (Some(b'A'), Some(b'A')) => true,
        (Some(b'Q'), Some(second)) => second >= b'M',
        _ => false,
    }
}

/// What is wrong with a language.
pub(crate) fn of_language(tag: &str) -> Told {
    let mut parts = tag.split('-');
    let code = parts.next()?;
    // From `qaa` to `qtz` they are left to users.
    let is_private = code.len() == 3 && ("qaa"..="qtz").contains(&code);
    if is_private {
        return None;
    }
    let by_three = Language::from_639_3(code);
    let known = match code.len() {
        2 => Language::from_639_1(code).is_some(),
        _ => by_three.is_some_and(|language| language.to_639_1().is_none()),
    };
    if !known {
        let message = match by_three {
            Some(_) => format!("`{code}` has a code of two letters"),
            None => format!("no language has the code `{code}` in ISO 639"),
        };
        let short = by_three.and_then(|language| language.to_639_1());
        let short = short.or_else(|| bibliographic(code));
        return Some((
            message,
            short.map(|short| format!("did you mean `{short}`?")),
        ));
    }
    let region = parts.find(|part| part.len() == 2)?;
    let is_known = is_private_or_assigned(region);
    (!is_known).then(|| {
        (
            format!("no country has the code `{region}` in ISO 3166-1"),
            None,
        )
    })
}

fn is_private_or_assigned(region: &str) -> bool {
    is_private(region) || region == "EU" || rust_iso3166::from_alpha2(region).is_some()
}

/// The code of two letters for a bibliographic code of ISO 639-2, which only libraries use.
fn bibliographic(code: &str) -> Option<&'static str> {
    Some(match code {
        "alb" => "sq",
        "arm" => "hy",
        "baq" => "eu",
        "bur" => "my",
        "chi" => "zh",
        "cze" => "cs",
        "dut" => "nl",
        "fre" => "fr",
        "geo" => "ka",
        "ger" => "de",
        "gre" => "el",
        "ice" => "is",
        "mac" => "mk",
        "mao" => "mi",
        "may" => "ms",
        "per" => "fa",
        "rum" => "ro",
        "slo" => "sk",
        "tib" => "bo",
        "wel" => "cy",
        _ => return None,
    })
}
