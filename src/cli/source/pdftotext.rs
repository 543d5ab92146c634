//! The program `pdftotext` of Poppler, which reads what no method here reads.

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};

use crate::files::MAX_TEXT;

/// What it printed.
pub struct Printed {
    /// The name of the method: the program, its version and how it was asked.
    pub method: String,
    /// The text, with a form feed at the end of each page.
    pub pages: String,
}

/// The program.
const PROGRAM: &str = "pdftotext";

/// In the order in which it was written to the page: of all its ways this one leaves no printed character out.
const ORDER: &str = "-raw";

const INSTALL: &str = "install `pdftotext` of Poppler (in Debian the package poppler-utils), or take the text from another form of the document";

/// Lets it print the text of a document.
///
/// # Errors
/// If it is not installed, is that of another maker, or cannot read the document.
pub fn run(bytes: &[u8]) -> anyhow::Result<Printed> {
    let version = version()?;
    let mut file = tempfile::NamedTempFile::new()?;
    file.write_all(bytes)?;
    file.flush()?;
    let mut child = Command::new(PROGRAM)
        .args([ORDER, "-enc", "UTF-8", "-q"])
        .arg(file.path())
        .arg("-")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut pages = Vec::new();
    if let Some(output) = child.stdout.take() {
        output.take(MAX_TEXT as u64 + 1).read_to_end(&mut pages)?;
    }
    if pages.len() > MAX_TEXT {
        let _ = child.kill();
        let _ = child.wait();
        bail!("its text is larger than {MAX_TEXT} bytes");
    }
    if !child.wait()?.success() {
        bail!("`{PROGRAM}` cannot read it: it may be damaged, or closed by a password");
    }
    Ok(Printed {
        method: format!("{PROGRAM} {version} {ORDER}"),
        pages: String::from_utf8(pages).context("what `pdftotext` printed is not UTF-8")?,
    })
}

/// The version of the program. Two programs have this name, and only that of Poppler is read here.
fn version() -> anyhow::Result<String> {
    let asked = Command::new(PROGRAM)
        .arg("-v")
        .stdin(Stdio::null())
        .output();
    let Ok(said) = asked else {
        bail!("it is a PDF, and no program to read it is installed: {INSTALL}");
    };
    let said = [said.stderr, said.stdout].concat();
    let said = String::from_utf8_lossy(&said);
    let version = said
        .lines()
        .find_map(|line| line.strip_prefix("pdftotext version "));
    match version.filter(|_| said.contains("Poppler")) {
        Some(version) => Ok(version.trim().to_owned()),
        None => bail!(
            "it is a PDF, and the `{PROGRAM}` that is installed is not that of Poppler: {INSTALL}"
        ),
    }
}
