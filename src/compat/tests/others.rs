//! The other surfaces.
