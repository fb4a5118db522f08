//! The index as its users see it.

mod archive;
mod disk;
mod marking;
mod orders;
mod random;
mod searching;
mod similar;

pub(super) use archive::article;
