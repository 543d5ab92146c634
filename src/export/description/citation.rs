//! `CITATION.cff`: how to cite the dataset, in the Citation File Format 1.2.0.

use super::About;

pub fn write(about: &About<'_>) -> String {
    // A string of JSON is one of YAML.
    let text = |text: &str| serde_json::Value::from(text).to_string();
    let mut lines = vec![
        "cff-version: 1.2.0".to_owned(),
        "type: dataset".to_owned(),
        format!(
            "message: {}",
            text("If you use this dataset, please cite it so.")
        ),
        format!("title: {}", text(about.title)),
        format!("abstract: {}", text(&about.summary())),
        "authors:".to_owned(),
        format!("  - name: {}", text(&about.authors)),
    ];
    if let Some(release) = about.release {
        lines.extend([
            format!("version: {}", text(&release.version)),
            format!("date-released: {}", release.date),
        ]);
    }
    lines.extend([
        "identifiers:".to_owned(),
        "  - type: other".to_owned(),
        format!("    value: {}", text(&about.digest.to_string())),
        format!(
            "    description: {}",
            text("The digest of the records, as `besluit validate --format json` gives it.")
        ),
    ]);
    if let Some(license) = about.license {
        lines.push(format!("license: {}", text(license)));
    }
    lines.join("\n") + "\n"
}
