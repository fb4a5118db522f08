//! Which countries have their name on the map, and where: those that matter most first, none over another.

use ratatui::layout::Rect;

use crate::text::width::width;

/// A country on the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    pub cell: (u16, u16),
    pub name: String,
    /// What it is called where its name has no room.
    pub code: String,
}

/// A text on the screen, and the mark that it belongs to by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub mark: usize,
    pub x: u16,
    pub y: u16,
    pub text: String,
}

/// Labels within an area for at most so many of the marks, which stand there in the order of how much they matter.
/// Beside the mark if there is room, else above or below; a column stays free around it. The first one's stands beside
/// its mark, be it over other marks.
pub fn place(area: Rect, marks: &[Mark], most: usize) -> Vec<Label> {
    let mut taken = Taken { area, cells: vec![false; area.width as usize * area.height as usize] };
    marks.iter().for_each(|mark| taken.take(mark.cell.0, mark.cell.1, 1));
    let mut labels: Vec<Label> = Vec::new();
    for (n, mark) in marks.iter().enumerate() {
        if labels.len() >= most {
            break;
        }
        let texts = || [&mark.name, &mark.code].into_iter().filter(|text| !text.is_empty());
        let beside = |over| texts().find_map(|text| Some((taken.beside(mark.cell, width(text) as u16, over)?, text)));
        let first = if n == 0 { beside(false).or_else(|| beside(true)) } else { None };
        let anywhere = || texts().find_map(|text| Some((taken.room(mark.cell, width(text) as u16)?, text)));
        let found = first.or_else(anywhere);
        if let Some(((x, y), text)) = found {
            taken.take(x, y, width(text) as u16);
            labels.push(Label { mark: n, x, y, text: text.clone() });
        }
    }
    labels
}

struct Taken {
    area: Rect,
    cells: Vec<bool>,
}

impl Taken {
    fn at(&self, x: u16, y: u16) -> Option<usize> {
        let inside = self.area.contains((x, y).into());
        inside.then(|| (y - self.area.y) as usize * self.area.width as usize + (x - self.area.x) as usize)
    }

    fn take(&mut self, x: u16, y: u16, columns: u16) {
        for x in x..x.saturating_add(columns) {
            self.at(x, y).and_then(|at| self.cells.get_mut(at)).into_iter().for_each(|cell| *cell = true);
        }
    }

    /// Where a text of so many columns can stand beside a cell.
    fn room(&self, (x, y): (u16, u16), columns: u16) -> Option<(u16, u16)> {
        let middle = (columns / 2).min(x);
        let places = [
            Some((x.saturating_add(2), y)),
            x.checked_sub(columns + 1).map(|x| (x, y)),
            y.checked_sub(1).map(|y| (x - middle, y)),
            Some((x - middle, y.saturating_add(1))),
        ];
        places.into_iter().flatten().find(|(x, y)| self.is_free(*x, *y, columns))
    }

    /// Where a text of so many columns can stand in the row of a cell; `over` what stands there.
    fn beside(&self, (x, y): (u16, u16), columns: u16, over: bool) -> Option<(u16, u16)> {
        let places = [Some((x.saturating_add(2), y)), x.checked_sub(columns + 1).map(|x| (x, y))];
        let inside = |(x, y): (u16, u16)| {
            self.at(x, y).is_some() && self.at(x.saturating_add(columns.saturating_sub(1)), y).is_some()
        };
        places.into_iter().flatten().find(|(x, y)| if over { inside((*x, *y)) } else { self.is_free(*x, *y, columns) })
    }

    /// Whether nothing stands there, nor next to it.
    fn is_free(&self, x: u16, y: u16, columns: u16) -> bool {
        let inside = self.at(x, y).is_some() && self.at(x.saturating_add(columns.saturating_sub(1)), y).is_some();
        let free = |x: u16| self.at(x, y).and_then(|at| self.cells.get(at)).is_none_or(|taken| !taken);
        // The mark itself is a column off on either side.
        let around = x.saturating_sub(1)..=x.saturating_add(columns);
        inside && around.into_iter().all(free)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(x: u16, y: u16, name: &str, code: &str) -> Mark {
        Mark { cell: (x, y), name: name.into(), code: code.into() }
    }

    fn show(area: Rect, marks: &[Mark]) -> Vec<String> {
        let mut rows = vec![vec![' '; area.width as usize]; area.height as usize];
        for label in place(area, marks, 9) {
            for (n, letter) in label.text.chars().enumerate() {
                rows[label.y as usize][label.x as usize + n] = letter;
            }
        }
        marks.iter().for_each(|mark| rows[mark.cell.1 as usize][mark.cell.0 as usize] = '*');
        rows.into_iter().map(|row| row.into_iter().collect::<String>().trim_end().to_string()).collect()
    }

    #[test]
    fn what_matters_most_has_its_name() {
        let area = Rect::new(0, 0, 24, 3);
        let marks = [mark(4, 1, "France", "FR"), mark(6, 2, "Spain", "ES"), mark(20, 0, "Japan", "JP")];
        assert_eq!(show(area, &marks), ["              Japan *", "    * France", "      * Spain"]);
        let crowd = [mark(4, 0, "Germany", "DE"), mark(9, 0, "Poland", "PL"), mark(13, 0, "Belarus", "BY")];
        assert_eq!(show(Rect::new(0, 0, 17, 1), &crowd), ["    * DE *   * BY"]);
    }

    proptest! {
        #[test]
        fn no_label_lies_over_another(
            marks in prop::collection::vec((0u16..60, 0u16..12, "[a-z]{0,12}", "[A-Z]{2}"), 0..40),
            most in 0usize..40,
        ) {
            let area = Rect::new(3, 1, 50, 9);
            let marks: Vec<Mark> = marks.iter().map(|(x, y, name, code)| mark(*x, *y, name, code)).collect();
            let labels = place(area, &marks, most);
            prop_assert!(labels.len() <= most);
            for (n, label) in labels.iter().enumerate() {
                let rect = |l: &Label| Rect::new(l.x, l.y, l.text.len() as u16, 1);
                prop_assert_eq!(area.intersection(rect(label)), rect(label));
                // The first one may lie over other marks, never over its own.
                let own = |n: usize| label.mark > 0 || n == 0;
                prop_assert!(marks.iter().enumerate().all(|(n, m)| !own(n) || !rect(label).contains(m.cell.into())));
                prop_assert!(labels[..n].iter().all(|other| rect(other).intersection(rect(label)).is_empty()));
            }
        }
    }
}
