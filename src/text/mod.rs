//! Pure work on `&str`: spans, sanitising, folding, words and sentences, width, wrapping, finding, links, a line being typed.
//!
//! Knows nothing of articles, files or the screen. Every offset is a UTF-8 byte offset.

pub mod argv;
pub mod diff;
pub mod edit;
pub mod find;
pub mod fold;
pub mod hash;
pub mod links;
pub mod near;
pub mod numbers;
pub mod sanitise;
pub mod segment;
pub mod shingles;
pub mod span;
pub mod width;
pub mod wrap;

pub use fold::fold;
pub use span::Span;
