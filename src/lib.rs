//! **besluit** (Dutch: *decision*): a dataset of cabinet decisions with their rationale, and the tool that keeps it honest.
//!
//! A record is JSON that fits the schema generated from the types in [`model`]. A dataset is a folder of records and of the texts
//! that they quote; checking it gives findings, never an error: bad data is what this program is for.
//!
//! ```
//! use std::path::Path;
//!
//! use besluit::check::{Context, check};
//! use besluit::config::Config;
//! use besluit::dataset::Dataset;
//! use besluit::files;
//! use besluit::finding::Level;
//! use besluit::schema::Schemas;
//!
//! let (files, failures) = files::read_all(Path::new("records"), &|path| path.display().to_string());
//! assert!(failures.is_empty());
//! let config = Config::parse(&std::fs::read_to_string("besluit.toml")?)?;
//! let dataset = Dataset::new(config, files, &Schemas::new());
//! let context = Context::new(&dataset, "2025-12-31".parse()?);
//! assert!(check(&context).iter().all(|finding| finding.level == Level::Note));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The program has five floors, and imports go down only:
//!
//! | floor | parts | what it knows |
//! |---|---|---|
//! | cli | [`cli`] | arguments and wiring |
//! | write | [`report`], [`view`], [`export`], [`scaffold`] | findings to reports, records to views and exports, beginnings of records |
//! | check | [`finding`], [`schema`], [`dataset`], [`derive`](mod@derive), [`check`](mod@check) | records in, findings out |
//! | read | [`json`], [`passage`], [`files`], [`git`] | bytes to values and places |
//! | model | [`model`], [`config`] | what a record is |
//!
//! To understand it, read `lib.rs`, `model.rs`, `check.rs`, `report.rs`, `main.rs`, in that order.

#![forbid(unsafe_code)]

pub mod check;
pub mod cli;
pub mod config;
pub mod dataset;
pub mod derive;
pub mod export;
pub mod files;
pub mod finding;
pub mod git;
pub mod json;
pub mod model;
pub mod passage;
pub mod report;
pub mod scaffold;
pub mod schema;
pub mod view;
