//! The command line as programs and people use it: the real binary, one process a case, in a home of its own.

mod answers;
mod edges;
mod extract;
mod files;
mod home;
