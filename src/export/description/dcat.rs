//! `dcat.jsonld`: an entry for catalogues of open data, by DCAT-AP 3. A distribution is a target; what it consists of is relative to
//! this file.

use serde_json::{Map, Value, json};

use super::{About, Described};
use crate::export::TARGETS;

/// The Publications Office of the European Union names themes and languages.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

pub fn write(about: &About<'_>, described: &[Described]) -> Value {
    let mut dataset = Map::new();
    dataset.insert("@id".into(), json!("#dataset"));
    dataset.insert("@type".into(), json!("dcat:Dataset"));
    dataset.insert("dct:title".into(), json!(about.title));
    dataset.insert("dct:description".into(), json!(about.summary()));
    if let Some(release) = about.release {
        dataset.insert("dcat:version".into(), json!(release.version));
        let date = json!({ "@value": release.date.to_string(), "@type": "xsd:date" });
        dataset.insert("dct:issued".into(), date);
        dataset.insert("adms:versionNotes".into(), json!(release.notes));
        if let Some(previous) = &release.previous {
            // Releases are served beside one another, each in the folder of its version.
            let previous = json!({ "@id": format!("../{previous}/dcat.jsonld#dataset") });
            dataset.insert("dcat:previousVersion".into(), previous);
        }
    }
    let theme = json!({ "@id": format!("{AUTHORITY}/data-theme/GOVE") });
    dataset.insert("dcat:theme".into(), theme);
    let languages: Vec<_> = about
        .export
        .languages
        .iter()
        .filter_map(|language| named_language(language.as_str()))
        .map(|name| json!({ "@id": format!("{AUTHORITY}/language/{name}") }))
        .collect();
    if !languages.is_empty() {
        dataset.insert("dct:language".into(), json!(languages));
    }
    if let Some((first, last)) = about.period {
        let period = json!({
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": { "@value": first, "@type": "xsd:date" },
            "dcat:endDate": { "@value": last, "@type": "xsd:date" },
        });
        dataset.insert("dct:temporal".into(), period);
    }
    let of_target = |name: &str| -> Vec<&Described> {
        described
            .iter()
            .filter(|file| file.target == name)
            .collect()
    };
    let distributions = TARGETS
        .iter()
        .map(|target| (target.about, of_target(target.name)))
        .filter_map(|(what, files)| distribution(about, what, &files));
    dataset.insert("dcat:distribution".into(), distributions.collect());
    json!({
        "@context": {
            "adms": "http://www.w3.org/ns/adms#",
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@graph": [dataset],
    })
}

/// The files of one target.
fn distribution(about: &About<'_>, what: &str, files: &[&Described]) -> Option<Value> {
    let first = files.first()?;
    let folder = format!("{}/", first.target);
    let addresses: Vec<_> = files
        .iter()
        .map(|file| json!({ "@id": file.path }))
        .collect();
    let mut distribution = json!({
        "@id": format!("#{}", first.target),
        "@type": "dcat:Distribution",
        "dct:title": first.target,
        "dct:description": what,
        "dcat:accessURL": { "@id": folder },
        "dcat:downloadURL": addresses,
    });
    if first.media_type.contains("/x-") {
        // It is not registered, and so has no address.
        distribution["dct:format"] = json!({
            "@type": "dct:MediaTypeOrExtent",
            "rdfs:label": first.media_type,
        });
    } else {
        let address = format!(
            "https://www.iana.org/assignments/media-types/{}",
            first.media_type
        );
        distribution["dcat:mediaType"] = json!({ "@id": address });
    }
    if let [only] = files {
        distribution["dcat:byteSize"] = json!({
            "@value": only.bytes.to_string(),
            "@type": "xsd:nonNegativeInteger",
        });
        distribution["spdx:checksum"] = json!({
            "@type": "spdx:Checksum",
            "spdx:algorithm": { "@id": "spdx:checksumAlgorithm_sha256" },
            "spdx:checksumValue": { "@value": only.sha256, "@type": "xsd:hexBinary" },
        });
    }
    if let Some(license) = about.license_url() {
        distribution["dct:license"] = json!({ "@id": license });
    }
    Some(distribution)
}

/// The code of a language in the authority's list, for the official languages of the Union.
fn named_language(language: &str) -> Option<&'static str> {
    let code = language.split('-').next()?;
    let named = OFFICIAL_LANGUAGES.iter().find(|(own, _)| *own == code);
    named.map(|(_, name)| *name)
}

#[rustfmt::skip]
const OFFICIAL_LANGUAGES: [(&str, &str); 24] = [
    ("bg", "BUL"), ("cs", "CES"), ("da", "DAN"), ("de", "DEU"), ("el", "ELL"), ("en", "ENG"),
    ("es", "SPA"), ("et", "EST"), ("fi", "FIN"), ("fr", "FRA"), ("ga", "GLE"), ("hr", "HRV"),
    ("hu", "HUN"), ("it", "ITA"), ("lt", "LIT"), ("lv", "LAV"), ("mt", "MLT"), ("nl", "NLD"),
    ("pl", "POL"), ("pt", "POR"), ("ro", "RON"), ("sk", "SLK"), ("sl", "SLV"), ("sv", "SWE"),
];
