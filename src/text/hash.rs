//! A quick hash for tables of our own words.
//!
//! Such a table holds what the program was made with: whatever a text contains is looked up and never put in, so it
//! cannot crowd a bucket, and the keyed hash of the standard library would buy nothing.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A table with the quick hash.
pub type Table<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Rotate, xor, multiply, eight bytes at a time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quick(u64);

impl Quick {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let mut eights = bytes.chunks_exact(8);
        for eight in &mut eights {
            self.add(eight.try_into().map_or(0, u64::from_le_bytes));
        }
        let rest = eights.remainder();
        if !rest.is_empty() {
            self.add(rest.iter().rev().fold(0, |all, b| all << 8 | u64::from(*b)));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        // The end of a string, which says nothing that its bytes did not.
        if byte != 0xff {
            self.add(u64::from(byte));
        }
    }

    fn write_usize(&mut self, length: usize) {
        self.add(length as u64);
    }

    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

/// The hash of a text.
pub fn of(text: &str) -> u64 {
    let mut hash = Quick::default();
    hash.write(text.as_bytes());
    hash.finish()
}
