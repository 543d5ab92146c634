//! The address at which an official register shows a document by its number. It follows from the number and nobody looked at it,
//! so it is stored nowhere: `url` holds what somebody saw.

use crate::model::Identifier;

/// The address of the first of these identifiers that has one.
///
/// Two schemes have a template. `kamerstuk` numbers of the States General of the Netherlands, `32 317, nr. 977`, are published at
/// `zoek.officielebekendmakingen.nl` under the number of the (first) file and of the document; `celex` numbers of EU law at EUR-Lex.
///
/// ```
/// use besluit::{derive::address_by_number, model::Identifier};
///
/// let one = serde_json::json!([{ "scheme": "kamerstuk", "value": "32 317 en 34 843, nr. 977" }]);
/// let one: Vec<Identifier> = serde_json::from_value(one)?;
/// assert_eq!(
///     address_by_number(&one).as_deref(),
///     Some("https://zoek.officielebekendmakingen.nl/kst-32317-977.html")
/// );
/// # Ok::<_, serde_json::Error>(())
/// ```
pub fn address_by_number(identifiers: &[Identifier]) -> Option<String> {
    identifiers.iter().find_map(|one| {
        let value = one.value.as_str();
        match one.scheme.as_str() {
            "kamerstuk" => kamerstuk(value),
            "celex" => celex(value),
            _ => None,
        }
    })
}

/// `26 643 en 34 843, nr. 1022`, `36 600 VI, nr. 12`: a document stands in each of its files under the same number.
fn kamerstuk(value: &str) -> Option<String> {
    let (files, number) = value.split_once(", nr. ")?;
    let file = files.split(" en ").next()?;
    let mut words = file.split(' ');
    let (thousands, rest) = (words.next()?, words.next()?);
    let chapter = words.next();
    let digits =
        |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let upper = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let numbered = digits(thousands, 2)
        && digits(rest, 3)
        && chapter.is_none_or(upper)
        && words.next().is_none()
        && (digits(number, number.len().max(1)) || upper(number));
    let chapter = chapter.map_or(String::new(), |chapter| format!("-{chapter}"));
    numbered.then(|| {
        format!(
            "https://zoek.officielebekendmakingen.nl/kst-{thousands}{rest}{chapter}-{number}.html"
        )
    })
}

/// `32021R1232`: the sector, the year, the type and the number.
fn celex(value: &str) -> Option<String> {
    let plain = value.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (plain && value.len() >= 8)
        .then(|| format!("https://eur-lex.europa.eu/legal-content/EN/ALL/?uri=CELEX:{value}"))
}

#[cfg(test)]
mod tests {
    use super::{celex, kamerstuk};

    #[test]
    fn a_number_of_the_scheme_has_an_address_and_nothing_else_has() {
        let at = |path: &str| {
            Some(format!(
                "https://zoek.officielebekendmakingen.nl/{path}.html"
            ))
        };
        assert_eq!(kamerstuk("32 317, nr. 977"), at("kst-32317-977"));
        assert_eq!(
            kamerstuk("26 643 en 34 843, nr. 1022"),
            at("kst-26643-1022")
        );
        assert_eq!(kamerstuk("36 600 VI, nr. 12"), at("kst-36600-VI-12"));
        assert_eq!(kamerstuk("32 317, nr. EK"), at("kst-32317-EK"));
        assert_eq!(kamerstuk("32 317, nr. 9"), at("kst-32317-9"));
        assert_eq!(kamerstuk("32 317, nr. A"), at("kst-32317-A"));
        for other in [
            "32317-977",
            "32 317",
            "32 317, nr. ",
            "32 317, nr. 9/7",
            "3 217, nr. 1",
            "32 317 vi, nr. 1",
            "32 317 VI A, nr. 1",
            "32 3170, nr. 1",
        ] {
            assert_eq!(kamerstuk(other), None, "{other}");
        }
        assert!(celex("52022PC0209").is_some_and(|one| one.ends_with("CELEX:52022PC0209")));
        assert_eq!(celex("52022PC0209&x=1"), None);
        assert!(celex("12016ME5").is_some() && celex("12016ME").is_none());
    }
}
