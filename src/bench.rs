//! Parts of the library that are not public, for those outside of it who need them: `benches/stages.rs` and `benches/schema_only.rs`,
//! which measure parts of a run by themselves, `fuzz/bodies.rs`, and `tests/mutations`, which has its own `main` and plants errors at places that only the strict reader knows.
//! Nobody else may use them: they change with every version.

pub use crate::dataset::digest;
pub use crate::dataset::{Reference, references_of};
pub use crate::document::Memory;
pub use crate::extract::{Extracted, by_method, pdf::of_pages, sniff};
pub use crate::files::{Lines, MAX_TEXT, Piece, read as read_file};

pub use crate::json::layout::quote;
pub use crate::json::shape::{Shape, of_item, of_member, resolve};
pub use crate::json::strict::MAX_DEPTH;
pub use crate::json::{Member, Node, Span, Value, escape, parse};
pub use crate::passage::{Index, normal};
pub use crate::schema::vocabulary::NAMES;
pub use crate::tape::{Reader, Tape};
