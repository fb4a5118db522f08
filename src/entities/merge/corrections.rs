//! What the reader knows better, laid over what merging found.

use std::collections::{HashMap, HashSet};

use super::forms::Form;
use super::set;
use crate::corpus::{Correction, Entity, Kind};
use crate::text::fold;

/// Clusters as the reader wants them.
#[derive(Default)]
pub struct Corrected {
    /// For each form the number of its cluster, which is the number of one of its forms.
    pub clusters: Vec<u32>,
    /// By cluster: the name that the reader gave it.
    pub names: HashMap<u32, String>,
    pub hidden: HashSet<u32>,
}

/// Applies corrections in the order in which they were made. One that is about names that are not here does nothing.
pub fn apply(kind: Kind, forms: &[Form], clusters: Vec<u32>, known: &[Correction]) -> Corrected {
    let mut out = Corrected { clusters, ..Corrected::default() };
    let ours: Vec<&Correction> = known.iter().filter(|c| c.kind() == kind).collect();
    if ours.is_empty() {
        return out;
    }
    // Only the names that corrections are about are looked for: archives have millions.
    let mut places: HashMap<String, Vec<u32>> = ours.iter().flat_map(|c| names(c)).map(|n| (n, Vec::new())).collect();
    for (n, form) in (0u32..).zip(forms) {
        if let Some(found) = places.get_mut(fold(&form.name).as_ref()) {
            found.push(n);
        }
    }
    // Of spellings that differ in case or accents alone, the most frequent stands for all.
    for found in places.values_mut() {
        let order = |n: &u32| forms.get(*n as usize).map(|f| (std::cmp::Reverse(f.count), &f.name));
        found.sort_by_key(order);
    }
    for correction in ours {
        out.correct(&places, correction);
    }
    out
}

/// The folded spellings that a correction is about.
fn names(correction: &Correction) -> Vec<String> {
    match correction {
        Correction::Merge { one, other, .. } => vec![fold(one).into_owned(), fold(other).into_owned()],
        Correction::Split { form: name, .. }
        | Correction::Rename { of: name, .. }
        | Correction::Hide { of: name, .. } => vec![fold(name).into_owned()],
    }
}

impl Corrected {
    fn correct(&mut self, places: &HashMap<String, Vec<u32>>, correction: &Correction) {
        let forms = |name: &str| places.get(fold(name).as_ref()).map_or(&[][..], Vec::as_slice);
        let cluster = |corrected: &Corrected, name: &str| {
            let first = forms(name).first()?;
            corrected.clusters.get(*first as usize).copied()
        };
        match correction {
            Correction::Merge { one, other, .. } => {
                if let (Some(one), Some(other)) = (cluster(self, one), cluster(self, other)) {
                    self.join(one, other);
                }
            }
            Correction::Split { form, .. } => self.split(forms(form)),
            Correction::Rename { of, name, .. } => {
                cluster(self, of).into_iter().for_each(|c| _ = self.names.insert(c, name.clone()));
            }
            Correction::Hide { of, .. } => cluster(self, of).into_iter().for_each(|c| _ = self.hidden.insert(c)),
        }
    }

    fn join(&mut self, one: u32, other: u32) {
        if one == other {
            return;
        }
        self.clusters.iter_mut().filter(|c| **c == other).for_each(|c| *c = one);
        if let Some(name) = self.names.remove(&other) {
            self.names.entry(one).or_insert(name);
        }
        // Whoever merges with a hidden one wants to see it.
        if !(self.hidden.remove(&other) && self.hidden.contains(&one)) {
            self.hidden.remove(&one);
        }
    }

    /// Takes forms out of their clusters; they are one of their own.
    fn split(&mut self, forms: &[u32]) {
        let Some(head) = forms.first().copied() else { return };
        // A cluster goes by the number of one of its forms: the rest may need another one.
        for form in forms {
            if let Some(old) = self.clusters.get(*form as usize).copied().filter(|old| forms.contains(old)) {
                let rest = (0u32..).zip(&self.clusters).find(|(n, c)| **c == old && !forms.contains(n));
                if let Some(next) = rest.map(|(n, _)| n) {
                    self.clusters.iter_mut().filter(|c| **c == old).for_each(|c| *c = next);
                    if let Some(name) = self.names.remove(&old) {
                        self.names.insert(next, name);
                    }
                    if self.hidden.remove(&old) {
                        self.hidden.insert(next);
                    }
                }
            }
        }
        forms.iter().for_each(|form| set(&mut self.clusters, *form, head));
    }
}

/// Countries can be renamed and hidden; what is one country is no matter of opinion here.
pub fn apply_to_country(country: &mut Entity, known: &[Correction]) {
    for correction in known.iter().filter(|c| c.kind() == Kind::Country) {
        match correction {
            Correction::Rename { of, name, .. } if fold(of) == fold(&country.key) => country.name = name.clone(),
            Correction::Hide { of, .. } if fold(of) == fold(&country.key) => country.hidden = true,
            _ => {}
        }
    }
}
