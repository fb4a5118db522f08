//! The command line as programs and people use it: the real binary, one process a case, in a home of its own.

// A helper that fails fails its test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod answers;
mod config;
mod corrections;
mod edges;
mod extract;
mod files;
mod home;
mod issues;
mod marks;
