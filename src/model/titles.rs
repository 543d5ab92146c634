//! The titles of codes: what a code is called in Dutch and in English.

/// A row for each code: its list, the code, and its Dutch and its English title, with tabs between.
const TITLES: &str = include_str!("titles.tsv");

/// The title of a code of a list, such as `decision_kind`, in a language: Dutch (`nl`) or else English; `None` if nobody has said.
pub fn title(list: &str, code: &str, language: &str) -> Option<&'static str> {
    let mut rows = TITLES.lines().map(|row| row.split('\t'));
    let row = rows.find(|row| row.clone().take(2).eq([list, code]))?;
    let column = if language == "nl" { 2 } else { 3 };
    row.clone().nth(column).filter(|title| !title.is_empty())
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn a_code_has_a_title_in_either_language() {
        assert_eq!(title("decision_kind", "motion", "en"), Some("motion"));
        assert_eq!(title("decision_kind", "motion", "nl"), Some("motie"));
        assert_eq!(title("decision_kind", "nonsense", "nl"), None);
    }
}
