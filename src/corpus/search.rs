//! Binary search in what is looked up by number and stands in no slice.

/// The first `n` in `0..len` for which `before(n)` is false, if it is true for a prefix.
pub fn partition(len: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::partition;

    #[test]
    fn the_first_that_is_not_before_is_found() {
        for len in 0..9 {
            for first in 0..=len {
                assert_eq!(partition(len, |n| n < first), first);
            }
        }
    }
}
