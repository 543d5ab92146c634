//! The desk of an editor: what a dataset says about the file that somebody is writing, by the Language Server Protocol 3.17.
//!
//! The dataset is checked as `besluit validate` does it, with what is in the editor in place of the files. Nothing is kept between two
//! looks at it but what is open, so whatever changed on the disk is seen. Codes and the names of fields are left to servers of JSON,
//! which know them from the schema.

mod answers;
mod completion;
mod cursor;
mod desk;
mod diagnostics;
mod hover;
mod lookup;
mod named;
mod position;
mod server;
mod symbols;
mod uri;

pub use server::{Clock, serve};
