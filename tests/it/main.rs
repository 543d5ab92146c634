//! The promises of the program and of the library, one module each; `cargo test --test it export` runs those of one. They are one
//! binary, because most of the time of a build goes into linking.

mod architecture;
mod broken_words;
mod cli;
mod compat;
mod completeness;
mod completions;
mod contract;
mod contributing;
mod corpus;
mod datasets;
mod delta;
mod derived;
mod dutch_line;
mod elsewhere;
#[cfg(feature = "embedded")]
mod embedded;
mod exit_codes;
mod explain;
mod export;
mod export_rdf;
mod follows;
mod fuzz;
mod generated;
mod history;
mod hostile;
mod human;
mod meant;

mod line_ends;
mod lsp;
mod misnamed;
mod named;
mod new;
mod pages;
mod part;
#[path = "../support/process.rs"]
mod process;
mod quote;
mod records;
mod release;
mod reports;
mod robustness;
mod rules;
mod schema_paths;
mod selection;
mod site;
mod source;
#[path = "../support/mod.rs"]
mod support;
mod today;
mod views;
mod watch;
mod world;
mod writes;
