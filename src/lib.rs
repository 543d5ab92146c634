//! besluit
#![forbid(unsafe_code)]
pub mod check;
pub mod cli;
pub mod config;
pub mod dataset;
pub mod derive;
pub mod files;
pub mod finding;
pub mod json;
pub mod model;
pub mod passage;
pub mod report;
pub mod schema;
