//! Text with marks in it: pages of the web, and the XML of official publications.

use super::{Extracted, MAX_BYTES, MAX_DEPTH, MAX_TEXT, Refused, finish, report, text};

mod encoding;
mod flow;
pub mod html;
mod metadata;
pub mod official;

pub use official::ROOTS;
