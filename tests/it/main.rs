//! The promises of the program and of the library, one module each; `cargo test --test it views` runs those of one. They are one
//! binary, because most of the time of a build goes into linking.

mod agree;
mod cli;
mod contracts;
mod contributing;
mod corpus;
mod dossier;
#[cfg(feature = "embedded")]
mod embedded;
mod exit_codes;
mod explain;
mod export;
mod export_rdf;
mod fingerprints;
mod fragments;
mod generated;
mod history;
mod human;
mod outline;
mod records;
mod reports;
mod rules;
mod screen;
mod selection;
mod spans;
#[path = "../support/mod.rs"]
mod support;
mod survive;
mod tamper;
mod tidy;
mod views;
mod world;
