//! What a page or a publication says of itself, by the names of Dublin Core and of the Dutch government.

use super::report::Suggestions;

/// What a document says of itself: names, in small letters, and values.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    fields: Vec<(String, String)>,
}

impl Metadata {
    /// Adds what it says under a name.
    pub(super) fn add(&mut self, name: &str, value: &str) {
        const MAX_FIELDS: usize = 1000;
        let words: Vec<_> = value.split_whitespace().collect();
        if !words.is_empty() && self.fields.len() < MAX_FIELDS {
            let name = name.trim().to_ascii_lowercase();
            self.fields.push((name, words.join(" ")));
        }
    }

    /// The hints for a record. What is official goes before what any page has.
    pub(super) fn suggestions(&self) -> Suggestions {
        Suggestions {
            title: self.first(&["dc.title", "dcterms.title", "title", "og:title"]),
            date: self.first(&[
                "dcterms.issued",
                "dc.date.issued",
                "dc.date",
                "dcterms.date",
                "dcterms.available",
                "dcterms.created",
                "article:published_time",
                "date",
            ]),
            language: self.first(&["lang", "dcterms.language", "dc.language"]),
            number: self.number(),
            authors: self.authors(),
        }
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        let fields = self.fields.iter().filter(move |(key, _)| key == name);
        fields.map(|(_, value)| value.as_str())
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        let mut values = names.iter().filter_map(|name| self.values(name).next());
        values.next().map(str::to_owned)
    }

    fn number(&self) -> Option<String> {
        let identifier = self.first(&["dc.identifier", "dcterms.identifier"]);
        if let Some(number) = identifier
            .as_deref()
            .and_then(|words| words.strip_prefix("kst-"))
        {
            return Some(number.to_owned());
        }
        let dossier = self.first(&["overheidop.dossiernummer"]);
        match (dossier, self.first(&["overheidop.ondernummer"])) {
            (Some(dossier), Some(number)) => Some(format!("{dossier}-{number}")),
            _ => identifier,
        }
    }

    fn authors(&self) -> Vec<String> {
        let mut authors = Vec::new();
        for name in [
            "overheidop.indiener",
            "author",
            "article:author",
            "dc.creator",
            "dcterms.creator",
        ] {
            for value in self.values(name) {
                if !authors.iter().any(|author| author == value) {
                    authors.push(value.to_owned());
                }
            }
            // Those who wrote it go before the body that published it.
            if !authors.is_empty() {
                break;
            }
        }
        authors
    }
}
