//! The index as its users see it.

mod archive;
mod disk;
mod marking;
mod random;
mod searching;

pub(super) use archive::article;
