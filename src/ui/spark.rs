//! A row of tiny bars: how often something was over time, in one line of text.

/// From an eighth of a line to the whole.
const EIGHTHS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The counts as bars, one column each, in at most so many columns: more counts than that share columns evenly. The
/// highest column is a whole line high; nothing is a space, and anything at least an eighth.
pub fn spark(counts: &[u32], columns: usize) -> String {
    if columns == 0 || counts.is_empty() {
        return String::new();
    }
    let sums =
        if counts.len() <= columns { counts.iter().map(|n| u128::from(*n)).collect() } else { shared(counts, columns) };
    let most = sums.iter().copied().max().unwrap_or(0);
    let bar = |sum: u128| match (sum * 8).div_ceil(most.max(1)) {
        0 => ' ',
        eighths => EIGHTHS[(eighths as usize).min(8) - 1],
    };
    sums.into_iter().map(bar).collect()
}

/// The counts spread over fewer columns, in parts of a count: each is as wide as `columns` parts, each column as
/// `counts.len()` of them, so that no column has a whole count more than another has room for.
fn shared(counts: &[u32], columns: usize) -> Vec<u128> {
    let mut sums = vec![0u128; columns];
    let wide = counts.len();
    for (n, count) in counts.iter().enumerate() {
        let (start, end) = (n * columns, (n + 1) * columns);
        // As there are fewer columns than counts, a count lies in two columns at most.
        let border = (start / wide + 1) * wide;
        let first = end.min(border) - start;
        let mut add = |column: usize, parts: usize| {
            if let Some(sum) = sums.get_mut(column) {
                *sum += u128::from(*count) * parts as u128;
            }
        };
        add(start / wide, first);
        add(start / wide + 1, columns - first);
    }
    sums
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
        assert_eq!(spark(&[u32::MAX; 3], 2), "██");
    }

    #[test]
    fn more_counts_than_columns_share_them_evenly() {
        assert_eq!(spark(&[1, 1, 2, 2, 4, 4], 3), "▂▄█");
        assert_eq!(spark(&[1; 7], 3), "███");
        assert_eq!(shared(&[6, 0, 0], 2), [12, 0], "of three parts to a column");
        assert_eq!(shared(&[0, 6, 0], 2), [6, 6]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost(counts in prop::collection::vec(any::<u32>(), 0..200), columns in 0usize..40) {
            let line = spark(&counts, columns);
            prop_assert_eq!(line.chars().count(), counts.len().min(columns));
            if columns > 0 {
                prop_assert_eq!(line.trim().is_empty(), counts.iter().all(|n| *n == 0));
            }
            if counts.len() > columns {
                let all: u128 = counts.iter().map(|n| u128::from(*n) * columns as u128).sum();
                prop_assert_eq!(shared(&counts, columns).iter().sum::<u128>(), if columns > 0 { all } else { 0 });
            }
        }
    }
}
