//! A set of article numbers as one bit each.

/// A fixed-length bit set. Operations on two sets expect the same length; missing words count as empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    len: u32,
}

impl Bits {
    /// The empty set over `0..len`.
    pub fn none(len: u32) -> Bits {
        Bits { words: vec![0; (len as usize).div_ceil(64)], len }
    }

    /// The full set over `0..len`.
    pub fn all(len: u32) -> Bits {
        let mut bits = Bits { words: vec![!0; (len as usize).div_ceil(64)], len };
        bits.trim();
        bits
    }

    pub fn from_numbers(len: u32, numbers: impl IntoIterator<Item = u32>) -> Bits {
        let mut bits = Bits::none(len);
        numbers.into_iter().for_each(|n| bits.insert(n));
        bits
    }

    /// The numbers of a range.
    pub fn from_range(len: u32, numbers: std::ops::Range<u32>) -> Bits {
        let mut bits = Bits::none(len);
        let (start, end) = (numbers.start.min(len) as usize, numbers.end.min(len) as usize);
        for word in start / 64..end.div_ceil(64).min(bits.words.len()) {
            let (from, to) = (start.saturating_sub(word * 64), (end - word * 64).min(64));
            if from < to {
                bits.words[word] = (!0 << from) & (!0 >> (64 - to));
            }
        }
        bits
    }

    /// How many numbers the set ranges over.
    pub fn range(&self) -> u32 {
        self.len
    }

    /// Numbers outside the range are ignored.
    pub fn insert(&mut self, n: u32) {
        if n < self.len {
            self.words[n as usize / 64] |= 1 << (n % 64);
        }
    }

    pub fn remove(&mut self, n: u32) {
        if n < self.len {
            self.words[n as usize / 64] &= !(1 << (n % 64));
        }
    }

    pub fn set(&mut self, n: u32, on: bool) {
        if on { self.insert(n) } else { self.remove(n) }
    }

    pub fn contains(&self, n: u32) -> bool {
        n < self.len && self.words[n as usize / 64] & (1 << (n % 64)) != 0
    }

    pub fn count(&self) -> u32 {
        self.words.iter().map(|w| w.count_ones()).sum()
    }

    /// How many members lie in a range.
    pub fn count_in(&self, numbers: std::ops::Range<u32>) -> u32 {
        let (start, end) = (numbers.start.min(self.len) as usize, numbers.end.min(self.len) as usize);
        if start >= end {
            return 0;
        }
        let words = self.words.get(start / 64..end.div_ceil(64)).unwrap_or(&[]);
        let ones: u32 = words.iter().map(|w| w.count_ones()).sum();
        // What the first and the last word have outside.
        let before = words.first().map_or(0, |w| (w & !(!0 << (start % 64))).count_ones());
        let after =
            words.last().filter(|_| !end.is_multiple_of(64)).map_or(0, |w| (w & (!0 << (end % 64))).count_ones());
        ones - before - after
    }

    /// The largest member below `n`.
    pub fn last_below(&self, n: u32) -> Option<u32> {
        let end = n.min(self.len);
        let last = self.words.iter().enumerate().take((end as usize).div_ceil(64)).rev();
        last.map(|(i, word)| {
            let below = end - i as u32 * 64;
            (i as u32, if below < 64 { word & !(!0 << below) } else { *word })
        })
        .find(|(_, word)| *word != 0)
        .map(|(i, word)| i * 64 + 63 - word.leading_zeros())
    }

    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|w| *w == 0)
    }

    pub fn and(&mut self, other: &Bits) {
        let others = other.words.iter().copied().chain(std::iter::repeat(0));
        self.words.iter_mut().zip(others).for_each(|(a, b)| *a &= b);
    }

    pub fn or(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
        self.trim();
    }

    pub fn and_not(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= !b);
    }

    pub fn complement(&mut self) {
        self.words.iter_mut().for_each(|w| *w = !*w);
        self.trim();
    }

    /// The numbers in rising order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.iter_from(0)
    }

    /// The numbers from `start` on, in rising order.
    pub fn iter_from(&self, start: u32) -> impl Iterator<Item = u32> + '_ {
        let first = start as usize / 64;
        let words = self.words.iter().enumerate().skip(first);
        words.flat_map(move |(i, word)| {
            let word = if i == first { word & (!0 << (start % 64)) } else { *word };
            Ones(word).map(move |bit| i as u32 * 64 + bit)
        })
    }

    /// Sixty-four numbers each, the lowest in the lowest bit.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    fn trim(&mut self) {
        if let Some(last) = self.words.last_mut()
            && !self.len.is_multiple_of(64)
        {
            *last &= (1 << (self.len % 64)) - 1;
        }
    }
}

/// The positions of the one bits of a word.
struct Ones(u64);

impl Iterator for Ones {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let bit = self.0.trailing_zeros();
        self.0 &= self.0.wrapping_sub(1);
        (bit < 64).then_some(bit)
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn behaves_as_a_set(len in 0u32..300, a in prop::collection::btree_set(0u32..300, 0..40),
                            b in prop::collection::btree_set(0u32..300, 0..40),
                            bounds in (0u32..300, 0u32..300)) {
            let clip = |s: &BTreeSet<u32>| s.iter().copied().filter(|n| *n < len).collect::<BTreeSet<_>>();
            let (sa, sb) = (clip(&a), clip(&b));
            let (ba, bb) = (Bits::from_numbers(len, a), Bits::from_numbers(len, b));
            let list = |bits: &Bits| bits.iter().collect::<BTreeSet<_>>();
            let mut and = ba.clone(); and.and(&bb);
            let mut or = ba.clone(); or.or(&bb);
            let mut minus = ba.clone(); minus.and_not(&bb);
            let mut not = ba.clone(); not.complement();
            prop_assert_eq!(list(&and), &sa & &sb);
            prop_assert_eq!(list(&or), &sa | &sb);
            prop_assert_eq!(list(&minus), &sa - &sb);
            prop_assert_eq!(list(&not), &(0..len).collect::<BTreeSet<_>>() - &sa);
            prop_assert_eq!(ba.count() as usize, sa.len());
            prop_assert_eq!(ba.iter_from(len / 2).collect::<BTreeSet<_>>(), sa.range(len / 2..).copied().collect());
            let (start, end) = (bounds.0.min(bounds.1), bounds.0.max(bounds.1));
            prop_assert_eq!(Bits::from_range(len, start..end), Bits::from_numbers(len, start..end));
            prop_assert_eq!(ba.count_in(start..end) as usize, sa.range(start..end).count());
            prop_assert_eq!(ba.last_below(end), sa.range(..end).last().copied());
        }
    }
}
