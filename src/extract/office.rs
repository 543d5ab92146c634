//! Office documents: parts of XML, packed in an archive.

use super::{
    Block, Extracted, LeftOut, MAX_DEPTH, MAX_PART, MAX_TEXT, Refused, Report, Suggestions,
    Writing, worth_a_look,
};

pub mod docx;
mod flow;
mod numbering;
pub mod odt;
#[cfg(test)]
mod testing;
mod xml;
mod zip;
