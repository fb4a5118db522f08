//! The query language: `&str` in, a [`Query`] and a list of mistakes out. Pure; never fails.
//!
//! Knows the language and nothing of how it is answered: [`crate::index`] does that. The grammar is in `parse.rs`,
//! the fields in `fields.rs`, what counts as a word in `words.rs`.

pub mod ask;
pub mod ast;
pub mod dates;
pub mod fields;
mod lex;
mod meaning;
mod near;
pub mod parse;
pub mod quote;
#[cfg(test)]
mod tests;
pub mod words;

pub use ask::{Answer, By, Hit, Meaning, Order, Request, Snippet};
pub use ast::{DateRange, Expr, How, Query, Status, Syntax, Term, Word};
pub use fields::{FIELDS, Field};
pub use parse::parse;
pub use quote::quote_value;
