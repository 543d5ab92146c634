//! The files of a new dataset that are for people and for the machines that check it: what it is, and how it is checked.

use crate::config::Config;

/// What the dataset is, and how to work on it.
pub fn readme(config: &Config) -> String {
    let name = config.name.as_deref().unwrap_or("A dataset of decisions");
    format!(
        "# {name}\n\n\
         A dataset of decisions with their rationale: one JSON record a file under `records/`, and the texts that they quote.\n\n\
         ```sh\n\
         besluit validate   # does it hold?\n\
         besluit list       # what there is\n\
         besluit new        # a new record, with what a program can fill in\n\
         ```\n\n\
         `besluit.toml` says in which languages every text is. The records that are there are an example: replace them.\n"
    )
}

/// What git may do to files: nothing, on any system.
pub const ATTRIBUTES: &str = "\
# Text has the same line ends on every system.
* text=auto eol=lf

# Pinned texts are bytes, not lines: no checkout may change them.
records/sources/** -text
";

/// The workflow of GitHub that checks every change.
pub const WORKFLOW: &str = "\
# Checks every change, and annotates what is wrong. Fill in where the program is: its owner, and the tag of a release.
name: validate
on: [push, pull_request]
permissions:
  contents: read
jobs:
  validate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { fetch-depth: 0 }
      - uses: <owner>/besluit@<tag>
";

/// The configuration of pre-commit: what is checked before a commit.
pub const HOOKS: &str = "\
# Lays out and checks the records before a commit. It runs the program that is installed.
repos:
  - repo: local
    hooks:
      - id: besluit-fmt
        name: besluit fmt
        entry: besluit fmt
        language: system
        files: ^records/.*\\.json$
        pass_filenames: false
      - id: besluit-validate
        name: besluit validate
        entry: besluit validate --format concise
        language: system
        files: ^(records/|besluit\\.toml$)
        pass_filenames: false
";
