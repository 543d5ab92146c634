//! The titles of codes: what a code is called in Dutch, in English and in French.

/// A row for each code: its list, the code, and its Dutch, its English and its French title, with tabs between.
const TITLES: &str = include_str!("titles.tsv");

/// The title of a code of a list, such as `decision_kind`, in a language, by its tag: Dutch (`nl`, `nl-BE`), French or else English;
/// `None` if nobody has said.
pub fn title(list: &str, code: &str, language: &str) -> Option<&'static str> {
    let after = |row: &'static str, cell: &str| row.strip_prefix(cell)?.strip_prefix('\t');
    let mut rows = TITLES.lines();
    let titles = rows.find_map(|row| after(after(row, list)?, code))?;
    let column = match primary(language).as_str() {
        "nl" => 0,
        "fr" => 2,
        _ => 1,
    };
    titles.split('\t').nth(column).filter(|one| !one.is_empty())
}

/// The language that a tag says, in small letters, without where or how it is written: `nl-BE` is `nl`.
pub fn primary(tag: &str) -> String {
    let language = tag.split('-').next().unwrap_or(tag);
    language.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn a_code_has_a_title_in_each_language() {
        for (code, language, expected) in [
            ("motion", "en", Some("motion")),
            ("motion", "nl", Some("motie")),
            ("request", "fr", Some("demande")),
            ("request", "nl-BE", Some("verzoek")),
            ("request", "FR-be", Some("demande")),
            ("request", "de", Some("request")),
            ("request", "nld", Some("request")),
            ("nonsense", "nl", None),
            ("request_", "nl", None),
        ] {
            assert_eq!(title("decision_kind", code, language), expected, "{code}");
        }
    }
}
