//! The best sequence of labels for a run of scored words (Viterbi 1967).

use super::model::{Scores, Transitions};
use super::tag::{LABELS, Label, may_begin, may_end, may_follow};

const NEVER: i32 = i32::MIN / 4;

/// Labels that may stand before another, with their costs: so many, in order.
type Before = (usize, [(Label, i32); LABELS]);

/// Decodes runs; keeps its memory from one to the next.
pub struct Decoder {
    /// For each gap and label the labels that may stand before it, and what each costs.
    costs: Box<[[Before; LABELS]; 2]>,
    back: Vec<[Label; LABELS]>,
}

impl Decoder {
    pub fn new(transitions: &Transitions) -> Decoder {
        let cost = |wide: usize, before: Label, label: Label| {
            let row = transitions.get(wide).and_then(|table| table.get(usize::from(before)));
            row.and_then(|row| row.get(usize::from(label))).copied().unwrap_or(0).into()
        };
        let costs = [0, 1].map(|wide| {
            std::array::from_fn(|label| {
                let label = label as Label;
                let mut all = (0, [(0, NEVER); LABELS]);
                let allowed = (0..LABELS as Label).filter(|before| may_follow(*before, label));
                for (to, before) in all.1.iter_mut().zip(allowed) {
                    *to = (before, cost(wide, before, label));
                    all.0 += 1;
                }
                all
            })
        });
        Decoder { costs: Box::new(costs), back: Vec::new() }
    }

    /// The best labels for words with these scores, each with whether more than a space stands before it. Appended to
    /// `out`.
    pub fn decode<'s>(&mut self, words: impl Iterator<Item = (&'s Scores, bool)>, out: &mut Vec<Label>) {
        self.back.clear();
        let mut best = [NEVER; LABELS];
        for (row, wide) in words {
            let mut next = [NEVER; LABELS];
            let mut back = [0; LABELS];
            let Some(costs) = self.costs.get(usize::from(wide)) else { continue };
            let is_first = self.back.is_empty();
            for (label, ((next, back), costs)) in next.iter_mut().zip(&mut back).zip(costs).enumerate() {
                let own = label.checked_sub(1).and_then(|k| row.get(k)).map_or(0, |s| i32::from(*s));
                if is_first {
                    *next = if may_begin(label as Label) { own } else { NEVER };
                    continue;
                }
                for (before, cost) in costs.1.iter().take(costs.0) {
                    let sum = best.get(usize::from(*before)).map_or(NEVER, |score| score + cost);
                    if sum > *next {
                        (*next, *back) = (sum, *before);
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
