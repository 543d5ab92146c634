//! **besluit** (Dutch: *decision*): a dataset of cabinet decisions with their rationale, and the tool that keeps it honest.
//!
//! A record is JSON that fits the schema generated from the types in [`model`]. A dataset is a folder of records and of the texts
//! that they quote; checking it gives findings, never an error: bad data is what this program is for.
//!
//! What had become of a decision by a day:
//!
//! ```
//! use std::path::Path;
//!
//! use besluit::config::Config;
//! use besluit::dataset::{Dataset, read_all};
//! use besluit::derive::{Moment, standing};
//! use besluit::schema::Schemas;
//!
//! let (files, failures) = read_all(Path::new("records"), &|path| path.display().to_string());
//! assert!(failures.is_empty());
//! let config = Config::parse(&std::fs::read_to_string("besluit.toml")?)?;
//! let dataset = Dataset::new(config, files, &Schemas::new());
//!
//! let decision = dataset.decision(&"besluit-nl-2025-0001".parse()?).ok_or("there is no such decision")?;
//! assert_eq!(decision.title.get("en"), Some("Caretaker cabinet announces abstention on the Danish compromise for the EU Regulation against child sexual abuse material (CSAM Regulation)"));
//! let day = "2025-11-27".parse()?;
//! let standing = standing(&dataset, decision, Moment { at: day, known: day });
//! assert_eq!(standing.status.as_str(), "superseded");
//! assert_eq!(standing.by.map(|id| id.as_str()), Some("besluit-nl-2025-0003"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What is wrong with records of one's own, here one a line and in no dataset:
//!
//! ```
//! use std::io::Cursor;
//!
//! use besluit::{Input, Options, validate};
//!
//! let lines = r#"{
//!     "type": "actor", "schema_version": "0.2.0", "id": "xx-cabinet", "kind": "boddy", "name": { "en": "Cabinet of Xx" },
//!     "record": { "revision": 1, "state": "published" }
//! }"#.replace('\n', "");
//! let input = Input::Lines { name: "mine.ndjson".to_owned(), reader: Box::new(Cursor::new(lines)) };
//! let report = validate(input, &Options::on("2025-12-31".parse()?))?;
//! assert_eq!(report.findings[0].rule, "unknown-code");
//! assert_eq!(report.findings[0].message, "`boddy` is not an actor kind");
//! assert_eq!(report.findings[0].hint.as_deref(), Some("did you mean `body`?"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The same for a whole dataset is `validate(Input::Folder(path), &options)`.
//!
//! The command is the feature `cli`, which is on by itself; who wants the library alone takes it without the default features.
//! With the feature `embedded`, `besluit::records()` gives the records of this repository without a folder, each as a [`model::Record`].
//!
//! The program has five floors, and imports go down only:
//!
//! | floor | parts | what it knows |
//! |---|---|---|
//! | cli | `cli` | arguments and wiring |
//! | write | [`report`], [`validate`], `part`, `view`, [`export`], `site`, `template`, `migrate`, `delta`, `lsp`, `contract`, `compat`, `release` | findings to reports, a run in shards, records to views, exports and pages, beginnings of records, records of older versions, what changed between two states, what others rely on, and whether that has changed, releases |
//! | check | [`finding`], [`schema`], `document`, `index`, [`dataset`], [`derive`](mod@derive), `workspace`, [`check`](mod@check) | records in, findings out |
//! | read | `json`, `simd`, `suggest`, `printable`, `tape`, `passage`, `extract`, `files`, `git` | bytes to values, places and texts |
//! | model | [`model`], [`config`], [`completeness`], `embedded` | what a record is, what is counted of it, and the records of this repository |
//!
//! To understand it, read `lib.rs`, `model.rs`, `check.rs`, `report.rs`, `main.rs`, in that order.

#![forbid(unsafe_code)]
#![cfg_attr(
    not(feature = "cli"),
    allow(
        dead_code,
        unused_imports,
        reason = "what only views and the layout ask for is left over"
    )
)]
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod bench;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod compat;
pub mod completeness;
pub mod config;
#[cfg(feature = "cli")]
mod contract;
mod counted;
pub mod dataset;
#[cfg(feature = "cli")]
mod delta;
pub mod derive;
mod document;
#[cfg(feature = "embedded")]
mod embedded;
pub mod export;
mod extract;
mod files;
pub mod finding;
#[cfg(feature = "cli")]
mod git;
mod index;
mod json;
#[cfg(feature = "cli")]
mod lsp;
#[cfg(feature = "cli")]
mod migrate;
pub mod model;
#[cfg(feature = "cli")]
mod part;
mod passage;
mod printable;
#[cfg(feature = "cli")]
mod release;
pub mod report;
pub mod schema;
mod simd;
#[cfg(feature = "cli")]
mod site;
mod suggest;
mod tape;
#[cfg(feature = "cli")]
mod template;
mod validate;
#[cfg(feature = "cli")]
mod view;
#[cfg(feature = "cli")]
mod wording;
mod workspace;

#[cfg(test)]
#[path = "../tests/support/mod.rs"]
mod support;

// What tests share is written as for those outside.
#[cfg(test)]
extern crate self as besluit;

#[cfg(feature = "embedded")]
pub use embedded::records;
pub use report::Report;
pub use validate::{Error, Input, Options, validate};
