//! The licence of the records: a name in the list of SPDX.

use crate::suggest::{Hint, nearest};

/// True if a license has this name in the list of SPDX, or is one of the dataset's own in its words.
pub fn is_spdx(text: &str) -> bool {
    let own = text.strip_prefix("LicenseRef-");
    let is_own = own.is_some_and(|own| !own.is_empty() && own.bytes().all(is_of_id));
    is_own || spdx::license_id(text).is_some()
}

fn is_of_id(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".-".contains(&byte)
}

/// "did you mean", of a name in the list of SPDX: one that is written alike, or the newest version of one that is named without it.
pub fn meant_license(text: &str) -> Option<Hint> {
    let names = || {
        spdx::identifiers::LICENSES
            .iter()
            .map(|license| license.name)
    };
    let start = format!("{}-", text.to_ascii_lowercase());
    let is_version = |name: &&str| {
        let is_of_number = |byte: u8| byte.is_ascii_digit() || byte == b'.';
        let name = name.to_ascii_lowercase();
        let version = name.strip_prefix(&start);
        version.is_some_and(|version| version.bytes().all(is_of_number))
    };
    let newest = names().filter(is_version).max();
    let newest = newest.map(Hint::meant);
    newest.or_else(|| nearest(text, names()))
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    #[test]
    fn a_license_is_an_identifier() {
        for good in ["CC0-1.0", "GPL-2.0+", "LicenseRef-eigen"] {
            assert!(
                Config::parse(&format!("license = '{good}'")).is_ok(),
                "{good}"
            );
        }
        for (written, meant) in [
            ("CC0", "`CC0-1.0`?"),
            ("cc-by", "`CC-BY-4.0`?"),
            ("MTI", "`MIT`?"),
        ] {
            let error = Config::parse(&format!("license = '{written}'")).expect_err(written);
            assert!(error.ends_with(meant), "{error}");
        }
        for bad in [
            "",
            "public domain",
            "https://x.example/",
            "CC0",
            "LicenseRef-",
        ] {
            assert!(
                Config::parse(&format!("license = '{bad}'")).is_err(),
                "{bad}"
            );
        }
    }
}
