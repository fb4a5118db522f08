//! Corrections of names from elsewhere beside the reader's own: those that contradict none are taken.

use std::collections::{HashMap, HashSet};

use crate::corpus::{Correction, Kind};
use crate::library::Taken;
use crate::text::fold;

/// A name as corrections compare it.
type Named = (Kind, String);

fn folded(text: &str) -> String {
    fold(text).into_owned()
}

/// The reader's own corrections, by the names in them.
#[derive(Default)]
pub struct Own {
    /// Every correction there is, folded: the reader's own, and what was taken in beside them.
    known: HashSet<(Kind, u8, Vec<String>)>,
    renamed: HashMap<Named, String>,
    merged: HashSet<Named>,
    split: HashSet<Named>,
    hidden: HashSet<Named>,
    /// Who is one with whom: each name with one that stands for more of the same.
    same: HashMap<Named, Named>,
    /// Of those that stand for others, how many they are, and the name that the reader gave one of them.
    sizes: HashMap<Named, usize>,
    shown: HashMap<Named, String>,
}

impl Own {
    pub fn new(own: impl IntoIterator<Item = Correction>) -> Own {
        let mut all = Own::default();
        for correction in own {
            let kind = correction.kind();
            let named = |text: &str| (kind, folded(text));
            match &correction {
                Correction::Rename { of, name, .. } => _ = all.renamed.insert(named(of), folded(name)),
                Correction::Merge { one, other, .. } => all.merged.extend([named(one), named(other)]),
                Correction::Split { form, .. } => _ = all.split.insert(named(form)),
                Correction::Hide { of, .. } => _ = all.hidden.insert(named(of)),
            }
            all.known(&correction);
        }
        // A renamed one that is merged gives its name to all that it is merged with.
        for (named, name) in all.renamed.clone() {
            all.shown.insert(all.root(&named), name);
        }
        all
    }

    /// Notes that there is this correction. False if there was.
    fn known(&mut self, correction: &Correction) -> bool {
        let kind = correction.kind();
        let (what, names) = match correction {
            Correction::Merge { one, other, .. } => {
                let (one, other) = (self.root(&(kind, folded(one))), self.root(&(kind, folded(other))));
                if one == other {
                    return false;
                }
                let size = |named| self.sizes.get(named).copied().unwrap_or(1);
                let all = size(&one) + size(&other);
                let (root, below) = if size(&one) < size(&other) { (other, one) } else { (one, other) };
                if let Some(name) = self.shown.get(&below).cloned() {
                    self.shown.entry(root.clone()).or_insert(name);
                }
                self.sizes.insert(root.clone(), all);
                self.same.insert(below, root);
                return true;
            }
            Correction::Split { form, .. } => (1, vec![folded(form)]),
            Correction::Rename { of, name, .. } => (2, vec![folded(of), name.clone()]),
            Correction::Hide { of, .. } => (3, vec![folded(of)]),
        };
        self.known.insert((kind, what, names))
    }

    /// The one that stands for all who are one with it.
    fn root(&self, named: &Named) -> Named {
        let mut root = named;
        while let Some(next) = self.same.get(root) {
            root = next;
        }
        root.clone()
    }

    /// Which of `corrections` are new and contradict nothing; the others are counted.
    pub fn new_of(&mut self, corrections: Vec<Correction>, taken: &mut Taken) -> Vec<Correction> {
        let mut new = Vec::new();
        for correction in corrections {
            let is_known = match &correction {
                Correction::Merge { kind, one, other } => {
                    self.root(&(*kind, folded(one))) == self.root(&(*kind, folded(other)))
                }
                _ => false,
            };
            if is_known {
                taken.known += 1;
            } else if self.contradicts(&correction) {
                let known = !self.fresh(&correction);
                if known { taken.known += 1 } else { taken.other += 1 }
            } else if self.known(&correction) {
                taken.new += 1;
                new.push(correction);
            } else {
                taken.known += 1;
            }
        }
        new
    }

    /// Whether there is no such correction yet.
    fn fresh(&self, correction: &Correction) -> bool {
        let (kind, what, names) = match correction {
            Correction::Merge { .. } => return true,
            Correction::Split { kind, form } => (*kind, 1, vec![folded(form)]),
            Correction::Rename { kind, of, name } => (*kind, 2, vec![folded(of), name.clone()]),
            Correction::Hide { kind, of } => (*kind, 3, vec![folded(of)]),
        };
        !self.known.contains(&(kind, what, names))
    }

    fn contradicts(&self, correction: &Correction) -> bool {
        let kind = correction.kind();
        let named = |text: &str| (kind, folded(text));
        let renamed = |text: &str| self.shown.get(&self.root(&named(text)));
        match correction {
            Correction::Rename { of, .. } => renamed(of).is_some(),
            Correction::Hide { of, .. } => {
                let of = named(of);
                self.renamed.contains_key(&of) || self.merged.contains(&of) || self.split.contains(&of)
            }
            Correction::Split { form, .. } => {
                self.merged.contains(&named(form)) || self.renamed.contains_key(&named(form))
            }
            Correction::Merge { one, other, .. } => {
                let apart = |text: &str| self.split.contains(&named(text)) || self.hidden.contains(&named(text));
                let both = renamed(one).zip(renamed(other));
                apart(one) || apart(other) || both.is_some_and(|(one, other)| one != other)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: Kind = Kind::Person;

    fn rename(of: &str, name: &str) -> Correction {
        Correction::Rename { kind: KIND, of: of.into(), name: name.into() }
    }

    fn merge(one: &str, other: &str) -> Correction {
        Correction::Merge { kind: KIND, one: one.into(), other: other.into() }
    }

    fn split(form: &str) -> Correction {
        Correction::Split { kind: KIND, form: form.into() }
    }

    fn hide(of: &str) -> Correction {
        Correction::Hide { kind: KIND, of: of.into() }
    }

    /// What is taken of `incoming`, and how many were known and how many are otherwise.
    fn check(own: &[Correction], incoming: &[Correction], new: &[Correction], known: usize, other: usize) {
        let mut taken = Taken::default();
        let found = Own::new(own.iter().cloned()).new_of(incoming.to_vec(), &mut taken);
        assert_eq!(found, new, "{own:?} {incoming:?}");
        assert_eq!(taken, Taken { new: new.len(), known, other }, "{own:?} {incoming:?}");
    }

    #[test]
    fn what_the_reader_corrected_stays() {
        check(&[], &[rename("A", "B"), rename("a", "B"), hide("C")], &[rename("A", "B"), hide("C")], 1, 0);
        check(&[rename("Ána", "B")], &[rename("ana", "B"), rename("ANA", "C")], &[], 1, 1);
        check(&[rename("A", "B")], &[hide("a"), split("a")], &[], 0, 2);
        check(&[hide("A")], &[hide("a"), merge("A", "B"), rename("A", "C")], &[rename("A", "C")], 1, 1);
        check(&[merge("A", "B")], &[merge("b", "a"), hide("A"), split("B")], &[], 1, 2);
        check(&[merge("A", "B")], &[rename("A", "C"), merge("B", "C")], &[rename("A", "C"), merge("B", "C")], 0, 0);
        check(&[split("A")], &[merge("A", "B"), hide("A")], &[], 0, 2);
        check(&[rename("A", "X"), rename("B", "Y")], &[merge("A", "B")], &[], 0, 1);
        // Not by a way round.
        check(&[rename("A", "X"), merge("A", "B")], &[rename("B", "Y")], &[], 0, 1);
        check(&[rename("A", "X")], &[merge("B", "A"), rename("B", "Y")], &[merge("B", "A")], 0, 1);
    }
}
