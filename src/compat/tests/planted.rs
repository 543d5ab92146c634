//! Planted changes.
