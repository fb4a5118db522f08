//! From one place on the map to the nearest in a direction.

/// Where an arrow points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

/// Of the `others`, the one that the eye finds when it goes from a cell in a direction; by its place among them. What
/// lies straight ahead is nearer than what lies aside, and what lies far more aside than ahead counts only where there is
/// nothing else.
pub fn nearest(from: (u16, u16), direction: Direction, others: impl Iterator<Item = (u16, u16)>) -> Option<usize> {
    let way = |(x, y): (u16, u16)| {
        let across = i64::from(x) - i64::from(from.0);
        // A cell is twice as high as wide.
        let down = 2 * (i64::from(y) - i64::from(from.1));
        match direction {
            Direction::Left => (-across, down.abs()),
            Direction::Right => (across, down.abs()),
            Direction::Up => (-down, across.abs()),
            Direction::Down => (down, across.abs()),
        }
    };
    let far = |(n, cell): (usize, (u16, u16))| {
        let (ahead, aside) = way(cell);
        (ahead > 0).then_some((aside > 3 * ahead, ahead + 2 * aside, n))
    };
    others.enumerate().filter_map(far).min().map(|(_, _, n)| n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{Down, Left, Right, Up};

    #[test]
    fn the_nearest_ahead_is_found() {
        let cells = [(10, 10), (20, 10), (12, 14), (0, 9), (10, 2), (30, 11)];
        let check = |direction, expected| assert_eq!(nearest((10, 10), direction, cells.into_iter()), expected);
        check(Right, Some(1));
        check(Left, Some(3));
        check(Up, Some(4));
        check(Down, Some(2));
        assert_eq!(nearest((30, 11), Right, cells.into_iter()), None);
    }

    #[test]
    fn what_lies_aside_is_the_last_resort() {
        assert_eq!(nearest((0, 0), Right, [(2, 30), (50, 1)].into_iter()), Some(1));
        assert_eq!(nearest((0, 0), Right, [(2, 30)].into_iter()), Some(0));
        assert_eq!(nearest((0, 0), Left, [(0, 0)].into_iter()), None, "one in the same cell is in no direction");
    }
}
