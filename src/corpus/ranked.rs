//! A set of numbers as a list: the i-th member, and where a member stands, without collecting them.

use super::Bits;

/// Words of the set between two entries of the directory.
const STEP: usize = 8;

/// A set of bits with a directory of how many members come before each of its parts.
#[derive(Clone, Debug, Default)]
pub struct Ranked {
    bits: Bits,
    /// How many members stand before each [`STEP`] words, and all of them at the end.
    before: Vec<u32>,
}

impl Ranked {
    pub fn new(bits: Bits) -> Ranked {
        let mut before = Vec::with_capacity(bits.words().len() / STEP + 2);
        let mut members = 0;
        for words in bits.words().chunks(STEP) {
            before.push(members);
            members += words.iter().map(|w| w.count_ones()).sum::<u32>();
        }
        before.push(members);
        Ranked { bits, before }
    }

    pub fn bits(&self) -> &Bits {
        &self.bits
    }

    /// How many members.
    pub fn len(&self) -> usize {
        self.before.last().map_or(0, |n| *n as usize)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The member that `at` smaller ones come before.
    pub fn get(&self, at: usize) -> Option<u32> {
        let at = u32::try_from(at).ok().filter(|at| (*at as usize) < self.len())?;
        let step = self.before.partition_point(|n| *n <= at).checked_sub(1)?;
        let mut left = at - self.before.get(step)?;
        for (i, word) in self.bits.words().iter().enumerate().skip(step * STEP) {
            let members = word.count_ones();
            if left < members {
                // The lowest ones are taken away until the wanted one is the lowest.
                let rest = (0..left).fold(*word, |word, _| word & (word - 1));
                return Some(i as u32 * 64 + rest.trailing_zeros());
            }
            left -= members;
        }
        None
    }

    /// How many members are smaller than `n`.
    pub fn below(&self, n: u32) -> usize {
        let word = (n as usize / 64).min(self.bits.words().len());
        let step = word / STEP;
        let whole = self.bits.words().iter().take(word).skip(step * STEP).map(|w| w.count_ones()).sum::<u32>();
        let part = self.bits.words().get(word).map_or(0, |w| (w & !(!0 << (n % 64))).count_ones());
        (self.before.get(step).copied().unwrap_or(0) + whole + part) as usize
    }

    /// Where `n` stands among the members.
    pub fn position(&self, n: u32) -> Option<usize> {
        self.bits.contains(n).then(|| self.below(n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_set_is_its_sorted_list(len in 0u32..2000, numbers in prop::collection::btree_set(0u32..2000, 0..600)) {
            let members: Vec<u32> = numbers.into_iter().filter(|n| *n < len).collect();
            let ranked = Ranked::new(Bits::from_numbers(len, members.iter().copied()));
            prop_assert_eq!(ranked.len(), members.len());
            for (at, n) in members.iter().enumerate() {
                prop_assert_eq!(ranked.get(at), Some(*n));
                prop_assert_eq!(ranked.position(*n), Some(at));
            }
            prop_assert_eq!(ranked.get(members.len()), None);
            for n in 0..len + 70 {
                prop_assert_eq!(ranked.below(n), members.iter().filter(|m| **m < n).count());
            }
        }
    }
}
