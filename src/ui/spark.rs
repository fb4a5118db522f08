//! A row of tiny bars: how often something was over time, in one line of text.

/// From an eighth of a line to the whole.
const EIGHTHS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The counts as bars, one column each, in at most so many columns: of more counts than that, as many share each column,
/// so that what happened once is never seen in two. The highest column is a whole line high; nothing is a space, and
/// anything at least an eighth.
pub fn spark(counts: &[u32], columns: usize) -> String {
    if columns == 0 || counts.is_empty() {
        return String::new();
    }
    let sharing = counts.len().div_ceil(columns);
    let sums: Vec<u128> = counts.chunks(sharing).map(|some| some.iter().map(|n| u128::from(*n)).sum()).collect();
    let most = sums.iter().copied().max().unwrap_or(0);
    let bar = |sum: u128| match (sum * 8).div_ceil(most.max(1)) {
        0 => ' ',
        eighths => EIGHTHS[(eighths as usize).min(8) - 1],
    };
    sums.into_iter().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bars_are_as_high_as_the_counts() {
        assert_eq!(spark(&[0, 1, 2, 4, 8], 5), " ▁▂▄█");
        assert_eq!(spark(&[0, 0], 9), "  ");
        assert_eq!(spark(&[3, 3, 3], 9), "███", "no wider than there is to say");
        assert_eq!(spark(&[1, 1000], 9), "▁█", "what is there is seen");
        assert_eq!(spark(&[], 9), "");
        assert_eq!(spark(&[1], 0), "");
        assert_eq!(spark(&[u32::MAX; 3], 2), "█▄");
    }

    #[test]
    fn more_counts_than_columns_share_them() {
        assert_eq!(spark(&[1, 1, 2, 2, 4, 4], 3), "▂▄█");
        assert_eq!(spark(&[1; 7], 4), "███▄", "the last column has what is left");
        assert_eq!(spark(&[0, 0, 1, 0, 0, 1], 5), " ██", "once is once");
    }

    proptest! {
        #[test]
        fn nothing_is_lost(counts in prop::collection::vec(any::<u32>(), 0..200), columns in 0usize..40) {
            let line = spark(&counts, columns);
            prop_assert!(line.chars().count() <= counts.len().min(columns));
            if columns > 0 {
                prop_assert_eq!(line.trim().is_empty(), counts.iter().all(|n| *n == 0));
                // No more columns are filled than things have happened in.
                let filled = line.chars().filter(|c| *c != ' ').count();
                prop_assert!(filled <= counts.iter().filter(|n| **n > 0).count());
            }
        }
    }
}
