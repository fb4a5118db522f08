//! The best sequence of labels for a run of scored words (Viterbi 1967).

use super::model::{Transitions, WIDTH};
use super::tag::{LABELS, Label, may_begin, may_end, may_follow};

const NEVER: i32 = i32::MIN / 4;

/// Decodes runs; keeps its memory from one to the next.
pub struct Decoder {
    /// Cost of each label after each other; [`NEVER`] where it cannot follow. By gap, then label, then the one before.
    costs: Box<[[[i32; LABELS]; LABELS]; 2]>,
    back: Vec<[Label; LABELS]>,
}

impl Decoder {
    pub fn new(transitions: &Transitions) -> Decoder {
        let mut costs = Box::new([[[NEVER; LABELS]; LABELS]; 2]);
        for (costs, given) in costs.iter_mut().zip(transitions) {
            for (label, row) in costs.iter_mut().enumerate() {
                for (before, cost) in row.iter_mut().enumerate() {
                    if may_follow(before as Label, label as Label) {
                        *cost = given.get(before).and_then(|r| r.get(label)).copied().unwrap_or(0).into();
                    }
                }
            }
        }
        Decoder { costs, back: Vec::new() }
    }

    /// The best labels for words with these scores. `wide` tells for each word whether more than a space stands
    /// before it. Appended to `out`.
    pub fn decode(&mut self, scores: &[[i16; WIDTH]], wide: &[bool], out: &mut Vec<Label>) {
        self.back.clear();
        let mut best = [NEVER; LABELS];
        for (i, (row, wide)) in scores.iter().zip(wide).enumerate() {
            let mut next = [NEVER; LABELS];
            let mut back = [0; LABELS];
            let Some(costs) = self.costs.get(usize::from(*wide)) else { continue };
            for (label, (next, back)) in next.iter_mut().zip(&mut back).enumerate() {
                let own = label.checked_sub(1).and_then(|k| row.get(k)).map_or(0, |s| i32::from(*s));
                if i == 0 {
                    *next = if may_begin(label as Label) { own } else { NEVER };
                    continue;
                }
                let Some(costs) = costs.get(label) else { continue };
                for (before, (score, cost)) in best.iter().zip(costs).enumerate() {
                    let sum = score + cost;
                    if sum > *next {
                        (*next, *back) = (sum, before as Label);
                    }
                }
                *next = (*next + own).max(NEVER);
            }
            self.back.push(back);
            best = next;
        }
        // Of equals the first: outside rather than inside of a name.
        let ends = best.iter().enumerate().rev().filter(|(label, _)| may_end(*label as Label));
        let Some((last, _)) = ends.max_by_key(|(_, score)| **score) else { return };
        let first = out.len();
        let mut label = last as Label;
        for back in self.back.iter().rev() {
            out.push(label);
            label = back.get(label as usize).copied().unwrap_or(0);
        }
        out.get_mut(first..).unwrap_or_default().reverse();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tag::{Class, OUTSIDE, Place, label, parts};
    use super::*;

    fn decode(rows: &[&[(Label, i16)]]) -> Vec<Label> {
        let scores: Vec<[i16; WIDTH]> = rows
            .iter()
            .map(|row| {
                let mut out = [0; WIDTH];
                row.iter().for_each(|(l, s)| out[*l as usize - 1] = *s);
                out
            })
            .collect();
        let mut out = Vec::new();
        let wide = vec![false; scores.len()];
        Decoder::new(&[[[0; LABELS]; LABELS]; 2]).decode(&scores, &wide, &mut out);
        out
    }

    #[test]
    fn the_best_sequence_is_a_possible_one() {
        let person = |p| label(Class::Person, p);
        let first = person(Place::First);
        let last = person(Place::Last);
        assert!(decode(&[]).is_empty());
        assert_eq!(decode(&[&[(first, 9)]]), [OUTSIDE]);
        assert_eq!(decode(&[&[(first, 9)], &[]]), [first, last]);
        assert_eq!(decode(&[&[(first, 9)], &[(label(Class::Location, Place::Last), 8)]]), [first, last]);
        assert_eq!(decode(&[&[(person(Place::Unit), 1)], &[]]), [person(Place::Unit), OUTSIDE]);
    }

    proptest! {
        #[test]
        fn every_name_is_closed(scores in prop::collection::vec(prop::array::uniform16(-300i16..300), 0..12)) {
            let mut out = Vec::new();
            let wide: Vec<bool> = scores.iter().map(|s| s[0] > 0).collect();
            Decoder::new(&[[[0; LABELS]; LABELS]; 2]).decode(&scores, &wide, &mut out);
            prop_assert_eq!(out.len(), scores.len());
            let mut before = OUTSIDE;
            for label in &out {
                prop_assert!(may_follow(before, *label));
                before = *label;
            }
            prop_assert!(parts(before).is_none_or(|(_, p)| matches!(p, Place::Last | Place::Unit)));
        }
    }
}
