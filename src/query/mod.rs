//! The query language: `&str` in, a [`Query`] and a list of mistakes out. Pure; never fails.
//!
//! Knows the language and nothing of how it is answered: [`crate::index`] does that. The grammar is in `parse.rs`.

pub mod ask;
pub mod ast;
pub mod parse;

pub use ask::{Answer, By, Hit, Order, Request, Snippet};
pub use ast::{DateRange, Expr, How, Query, Status, Syntax, Term, Word};
pub use parse::parse;
