//! Where words stand within the phrases that lists have.

use super::super::gazetteer::{LONGEST, Lists, gazetteer};
use super::runs::Run;
use super::words::Word;

/// Where a word stands within the phrases that lists have: a set of lists for each of first, inner, last, unit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Listed([Lists; 4]);

impl Listed {
    pub fn all(self) -> u64 {
        self.0.iter().fold(0, |all, set| (all << 16) | u64::from(*set))
    }
}

/// For each of `words` its places in phrases that lie within one of `runs`.
pub fn find(words: &[Word], runs: &[Run]) -> Vec<Listed> {
    let mut out = vec![Listed::default(); words.len()];
    runs.iter().for_each(|run| look_up(words, *run, &mut out));
    out
}

fn look_up(words: &[Word], run: Run, out: &mut [Listed]) {
    for at in run.first..run.end {
        let Some(words) = words.get(at..run.end.min(at + LONGEST)) else { return };
        if words.first().is_some_and(|w| w.shape == 0) {
            continue;
        }
        // The longest match of each list only.
        let mut longest = [0u8; 16];
        let mut any = 0;
        gazetteer().matches(words.iter().map(|w| w.lower), |length, lists| {
            any |= lists;
            each_bit(lists, |bit| {
                if let Some(longest) = longest.get_mut(bit) {
                    *longest = length as u8;
                }
            });
        });
        each_bit(any, |bit| {
            let length = longest.get(bit).map_or(0, |n| usize::from(*n));
            for (k, listed) in out.iter_mut().skip(at).take(length).enumerate() {
                let place = match (k == 0, k + 1 == length) {
                    (true, true) => 3,
                    (true, false) => 0,
                    (false, true) => 2,
                    (false, false) => 1,
                };
                if let Some(set) = listed.0.get_mut(place) {
                    *set |= 1 << bit;
                }
            }
        });
    }
}

fn each_bit(mut set: Lists, mut on: impl FnMut(usize)) {
    while set != 0 {
        on(set.trailing_zeros() as usize);
        set &= set - 1;
    }
}
