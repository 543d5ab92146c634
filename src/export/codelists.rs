//! `codelists`: every code of the records, and of what follows from them, with what it is called and what it means.

use std::io;

use super::{Export, File, Files, Target, csv, tables};

/// The target.
pub const TARGET: Target = Target {
    name: "codelists",
    about: "every code with its title in Dutch and English and its definition, as csv",
    media_type: csv::MEDIA_TYPE,
    needs_base: false,
    files: Files::One(file),
};

fn file(export: &Export<'_>) -> io::Result<File> {
    Ok(csv::of(&[&tables::CODES], export).swap_remove(0))
}
