//! Unpacking that stops when far more comes out than went in: a trap, no article.

use std::cell::Cell;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

/// Once so much has come out, it may be no more than [`RATIO`] times what went in: text packs to a tenth, the most
/// repetitive table to a hundredth.
const FREE: u64 = 1 << 20;
const RATIO: u64 = 200;

/// Gives what `inner` unpacks, up to the limits; then it ends as if there were no more.
pub struct Capped<U> {
    inner: U,
    /// How many bytes went in.
    packed: Rc<Cell<u64>>,
    given: u64,
    /// How much may come out of all that is packed in something packed.
    budget: Option<Rc<Cell<u64>>>,
    fault: Option<&'static str>,
}

impl<U: Read> Capped<U> {
    pub fn new(inner: U, packed: Rc<Cell<u64>>, budget: Option<Rc<Cell<u64>>>) -> Capped<U> {
        Capped { inner, packed, given: 0, budget, fault: None }
    }

    pub fn inner(&self) -> &U {
        &self.inner
    }

    /// Why it ended before its end, for people to read.
    pub fn fault(&self) -> Option<String> {
        self.fault.map(str::to_string)
    }

    fn is_too_much(&mut self, count: u64) -> Option<&'static str> {
        self.given += count;
        if let Some(budget) = &self.budget {
            budget.set(budget.get().saturating_sub(count));
            if budget.get() == 0 {
                return Some("what is packed in it unpacks to too much: the rest is left out");
            }
        }
        let far = self.given > FREE && self.given / RATIO > self.packed.get();
        far.then_some("unpacks to more than 200 times its size: the rest is left out")
    }
}

impl<U: Read> Read for Capped<U> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.fault.is_some() {
            return Ok(0);
        }
        // A panic in what unpacks is damage like any other.
        let count = match catch_unwind(AssertUnwindSafe(|| self.inner.read(into))) {
            Ok(read) => read?,
            Err(_) => {
                self.fault = Some("its compressed data are damaged: the rest is left out");
                return Ok(0);
            }
        };
        self.fault = self.is_too_much(count as u64);
        Ok(count)
    }
}
