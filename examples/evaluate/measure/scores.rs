//! Counting: what was found, what should have been, and how much of it agrees.

use std::fmt;

/// The three numbers from which precision and recall are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    pub right: usize,
    pub found: usize,
    pub expected: usize,
}

impl Score {
    /// Where nothing was found nothing is wrong.
    pub fn precision(&self) -> f64 {
        ratio(self.right, self.found)
    }

    pub fn recall(&self) -> f64 {
        ratio(self.right, self.expected)
    }

    pub fn f1(&self) -> f64 {
        ratio(2 * self.right, self.found + self.expected)
    }

    /// One question with one answer.
    pub fn answer(&mut self, right: bool) {
        self.right += usize::from(right);
        self.found += 1;
        self.expected += 1;
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// How a row is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Precision, recall and F1.
    Found,
    /// So many right of so many.
    Share,
    /// So many mistakes in so many places to make one: `right` counts those avoided.
    Avoided,
}

/// A row of the table and the disagreements behind it.
#[derive(Clone, Debug)]
pub struct Row {
    pub name: &'static str,
    pub shape: Shape,
    pub score: Score,
    pub errors: Vec<String>,
}

impl Row {
    pub fn new(name: &'static str, shape: Shape) -> Row {
        Row { name, shape, score: Score::default(), errors: Vec::new() }
    }

    pub fn error(&mut self, file: &str, what: String) {
        self.errors.push(format!("{file}: {what}"));
    }
}

/// The head of a table of rows.
pub fn head(title: &str) -> String {
    format!("{title:<32} {:>9} {:>7} {:>7}   {}", "precision", "recall", "F1", "right of found, of expected")
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Score { right, found, expected } = self.score;
        let (p, r, f1) = (self.score.precision(), self.score.recall(), self.score.f1());
        write!(f, "{:<32} ", self.name)?;
        match self.shape {
            Shape::Found => write!(f, "{p:>9.3} {r:>7.3} {f1:>7.3}   {right} of {found}, of {expected}"),
            Shape::Share => write!(f, "{p:>9.3} {:>15}   {right} of {found}", ""),
            Shape::Avoided => write!(f, "{:>25}   {} of {found} taken for speech", "", found - right),
        }
    }
}
