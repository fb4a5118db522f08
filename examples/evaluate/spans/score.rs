//! Strict span scores: a name is right if its first and last byte and its class are.

use std::collections::BTreeSet;

use newsprint::entities::tagger::tag::Class;
use newsprint::entities::tagger::training::Found;

/// Counts of names right, found and labelled, for people, places, organisations.
#[derive(Clone, Copy, Default)]
pub struct Score([[usize; 3]; 3]);

impl Score {
    pub fn add(&mut self, labelled: &[Found], found: &[Found]) {
        let wanted: BTreeSet<&Found> = labelled.iter().collect();
        for name in labelled {
            self.count(name.class, 2);
        }
        for name in found {
            self.count(name.class, 1);
            if wanted.contains(name) {
                self.count(name.class, 0);
            }
        }
    }

    fn count(&mut self, class: Class, which: usize) {
        if let Some(counts) = self.0.get_mut(class as usize) {
            counts[which] += 1;
        }
    }

    /// Precision, recall, F1 in per cent of one class, or of all three.
    pub fn prf(&self, class: Option<Class>) -> [f64; 3] {
        let sum = |which: usize| match class {
            Some(class) => self.0[class as usize][which],
            None => self.0.iter().map(|c| c[which]).sum(),
        } as f64;
        let (right, found, labelled) = (sum(0), sum(1), sum(2));
        let share = |n: f64, of: f64| if of > 0.0 { 100.0 * n / of } else { 0.0 };
        [share(right, found), share(right, labelled), share(2.0 * right, found + labelled)]
    }

    pub fn line(&self) -> String {
        let of = |class| {
            let [p, r, f] = self.prf(class);
            format!("{p:5.1} {r:5.1} {f:5.1}")
        };
        format!(
            "{}  {}  {}  {}",
            of(Some(Class::Person)),
            of(Some(Class::Location)),
            of(Some(Class::Organisation)),
            of(None)
        )
    }
}
