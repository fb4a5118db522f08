//! The best sequence of labels for a run of scored words (Viterbi 1967).

use super::model::{Scores, Transitions};
use super::tag::{LABELS, Label, may_begin, may_end, may_follow};

const NEVER: i32 = i32::MIN / 4;

/// As many as there are labels, and a few more, so that the processor can take them four by four.
const LANES: usize = LABELS.next_multiple_of(4);

/// Decodes runs; keeps its memory from one to the next.
pub struct Decoder {
    /// Cost of each label after each other; [`NEVER`] where it cannot follow. By gap, then the label before.
    costs: Box<[[[i32; LANES]; LABELS]; 2]>,
    back: Vec<[i32; LANES]>,
}

impl Decoder {
    pub fn new(transitions: &Transitions) -> Decoder {
        let mut costs = Box::new([[[NEVER; LANES]; LABELS]; 2]);
        for (costs, given) in costs.iter_mut().zip(transitions) {
            for (before, (costs, given)) in costs.iter_mut().zip(given).enumerate() {
                for (label, (cost, given)) in costs.iter_mut().zip(given).enumerate() {
                    if may_follow(before as Label, label as Label) {
                        *cost = (*given).into();
                    }
                }
            }
        }
        Decoder { costs, back: Vec::new() }
    }

    /// The best labels for words with these scores, each with whether more than a space stands before it. Appended to
    /// `out`.
    pub fn decode<'s>(&mut self, words: impl Iterator<Item = (&'s Scores, bool)>, out: &mut Vec<Label>) {
        self.back.clear();
        let mut best = [NEVER; LANES];
        for (row, wide) in words {
            let mut own = [0; LANES];
            own.iter_mut().skip(1).zip(row).for_each(|(own, score)| *own = i32::from(*score));
            let mut next = [NEVER; LANES];
            let mut back = [0; LANES];
            let Some(costs) = self.costs.get(usize::from(wide)) else { continue };
            if self.back.is_empty() {
                for (label, (next, own)) in next.iter_mut().zip(own).enumerate().take(LABELS) {
                    *next = if may_begin(label as Label) { own } else { NEVER };
                }
            } else {
                for (before, (score, costs)) in best.iter().zip(costs).enumerate() {
                    for ((next, back), cost) in next.iter_mut().zip(&mut back).zip(costs) {
                        let sum = score + cost;
                        let better = sum > *next;
                        *back = if better { before as i32 } else { *back };
                        *next = if better { sum } else { *next };
                    }
                }
                next.iter_mut().zip(own).for_each(|(next, own)| *next = (*next + own).max(NEVER));
            }
            self.back.push(back);
            best = next;
        }
        // Of equals the first: outside rather than inside of a name.
        let ends = best.iter().enumerate().take(LABELS).rev().filter(|(label, _)| may_end(*label as Label));
        let Some((last, _)) = ends.max_by_key(|(_, score)| **score) else { return };
        let first = out.len();
        let mut label = last as Label;
        for back in self.back.iter().rev() {
            out.push(label);
            label = back.get(label as usize).map_or(0, |before| *before as Label);
        }
        out.get_mut(first..).unwrap_or_default().reverse();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::model::WIDTH;
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
        Decoder::new(&[[[0; LABELS]; LABELS]; 2]).decode(scores.iter().map(|s| (s, false)), &mut out);
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
            Decoder::new(&[[[0; LABELS]; LABELS]; 2]).decode(scores.iter().map(|s| (s, s[0] > 0)), &mut out);
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
