//! newsprint reads an archive of news articles in the terminal, filed by the people and countries in it.
//!
//! The modules, in reading order; each may import only those above it (`tests/layers.rs` holds that):
//! see `ARCHITECTURE.md` for what every layer is for and what it must not do.

#![forbid(unsafe_code)]

#[cfg(test)]
mod samples;

pub mod text;

pub mod corpus;

pub mod export;

pub mod clean;
pub mod entities;
pub mod ingest;
pub mod query;

pub mod index;

pub mod library;

pub mod app;

pub mod ui;

pub mod config;

pub mod runtime;

pub mod cli;
