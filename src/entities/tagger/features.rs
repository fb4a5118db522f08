//! What is seen of a word that may be in a name: the word, its neighbours, its shape, the lists that have it.
//!
//! A feature is a hash of its template and what fills it. Templates are numbered; the numbers are part of the
//! model's format. The choice follows Ratinov & Roth, *Design challenges and misconceptions in named entity
//! recognition* (2009), with classes of words in the place of their clusters.

use super::super::gazetteer::{LONGEST, Lists, gazetteer};
use super::super::story::{Part, Story};
use super::hash;
use super::runs::Run;
use super::words::{EDGE, Word};
use crate::text::fold;

/// Where a word stands within the phrases that lists have: a set of lists for each of first, inner, last, unit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Listed([Lists; 4]);

impl Listed {
    fn all(self) -> u64 {
        self.0.iter().fold(0, |all, set| (all << 16) | u64::from(*set))
    }
}

/// Looks at the words of one story.
pub struct Looker<'a> {
    story: &'a Story<'a>,
    words: &'a [Word],
    listed: Vec<Listed>,
    /// What the rules say of each word.
    codes: &'a [u16],
}

impl<'a> Looker<'a> {
    pub fn new(story: &'a Story<'a>, words: &'a [Word], codes: &'a [u16], runs: &[Run]) -> Looker<'a> {
        let mut looker = Looker { story, words, listed: vec![Listed::default(); words.len()], codes };
        runs.iter().for_each(|run| looker.look_up(*run));
        looker
    }

    /// Marks the phrases of the lists within a run.
    fn look_up(&mut self, run: Run) {
        for at in run.first..run.end {
            let Some(words) = self.words.get(at..run.end.min(at + LONGEST)) else { return };
            if words.first().is_some_and(|w| w.shape == 0) {
                continue;
            }
            // The longest match of each list only.
            let mut longest = [0u8; 16];
            gazetteer().matches(words.iter().map(|w| w.lower), |length, lists| {
                for (bit, longest) in longest.iter_mut().enumerate() {
                    if lists & 1 << bit != 0 {
                        *longest = length as u8;
                    }
                }
            });
            for (bit, length) in longest.iter().enumerate().filter(|(_, n)| **n > 0) {
                let length = usize::from(*length);
                for (k, listed) in self.listed.iter_mut().skip(at).take(length).enumerate() {
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
            }
        }
    }

    fn word(&self, part: &Part, at: usize) -> Word {
        if part.tokens.contains(&at) { self.words.get(at).copied().unwrap_or(EDGE) } else { EDGE }
    }

    fn listed(&self, part: &Part, at: usize) -> Listed {
        if part.tokens.contains(&at) { self.listed.get(at).copied().unwrap_or_default() } else { Listed::default() }
    }

    /// The features of the word at `at` in `run`, appended to `out`.
    pub fn features(&self, run: Run, at: usize, out: &mut Vec<u64>) {
        let Some(part) = self.story.parts.get(run.part) else { return };
        let mut template = 0u64;
        let mut put = |value: u64| {
            template += 1;
            out.push(hash::join(template, value));
        };
        let w = |k: isize| self.word(part, at.wrapping_add_signed(k));
        let (w2, w1, w0, n1, n2) = (w(-2), w(-1), w(0), w(1), w(2));
        let shape = u64::from(w0.shape);
        put(0);
        put(w0.lower);
        put(w1.lower);
        put(n1.lower);
        put(w2.lower);
        put(n2.lower);
        put(hash::join(w0.lower, shape));
        put(hash::join(w1.lower, w0.lower));
        put(hash::join(w0.lower, n1.lower));
        put(hash::join(w1.lower, n1.lower));
        put(hash::join(w2.lower, w1.lower));
        put(hash::join(n1.lower, n2.lower));
        put(hash::join(w1.lower, shape));
        put(hash::join(n1.lower, shape));
        // How it is written.
        let shapes = [w1.shape, w0.shape, n1.shape].iter().fold(0u64, |all, s| all << 5 | u64::from(*s));
        let starts = u64::from(w0.starts);
        let (gap, next_gap) = (u64::from(w0.gap), u64::from(n1.gap));
        put(shape);
        put(shape << 1 | starts);
        put(shapes);
        put(u64::from(w1.shape) << 8 | shape);
        put(u64::from(n1.shape) << 8 | shape);
        put(shapes << 5 | u64::from(n2.shape));
        put(shapes << 5 | u64::from(w2.shape));
        put(gap << 4 | next_gap);
        put((gap << 4 | next_gap) << 15 | shapes);
        let possessive = u64::from(w0.possessive) << 1 | u64::from(w1.possessive);
        put(possessive << 5 | shape);
        let headline = u64::from(part.headline);
        put(headline << 6 | shape << 1 | starts);
        // What it can be.
        put(u64::from(w0.flags));
        put(hash::join(u64::from(w0.flags), u64::from(n1.flags)));
        put(hash::join(u64::from(w1.flags), u64::from(w0.flags)));
        put(hash::join(u64::from(w0.flags), shapes << 1 | starts));
        put(hash::join(u64::from(w0.flags), headline << 1 | starts));
        let (here, before, after) =
            (self.listed(part, at), self.listed(part, at.wrapping_sub(1)), self.listed(part, at + 1));
        put(here.all());
        put(hash::join(here.all(), shape << 1 | starts));
        put(hash::join(here.all(), u64::from(w0.flags)));
        put(hash::join(here.all(), after.all()));
        put(hash::join(before.all(), here.all()));
        put(hash::join(here.all(), n1.lower));
        put(hash::join(here.all(), w1.lower));
        let fine = |w: Word| u64::from(w.class.fine);
        let coarse = |w: Word| u64::from(w.class.coarse);
        put(fine(w0));
        put(fine(w1));
        put(fine(n1));
        put(fine(w2));
        put(fine(n2));
        put(fine(w0) << 10 | fine(n1));
        put(fine(w1) << 10 | fine(w0));
        put(fine(w1) << 10 | fine(n1));
        put(fine(w0) << 6 | shape << 1 | starts);
        put(coarse(w0));
        put(coarse(w1) << 12 | coarse(w0) << 6 | coarse(n1));
        put(coarse(w1) << 6 | coarse(n1));
        put(coarse(w2) << 18 | coarse(w1) << 12 | coarse(n1) << 6 | coarse(n2));
        put(hash::join(here.all(), fine(w0)));
        put(hash::join(shapes, coarse(w1) << 6 | coarse(n1)));
        let code =
            |at: usize| if part.tokens.contains(&at) { self.codes.get(at).map_or(0, |c| u64::from(*c)) } else { 0 };
        let (c0, c1, d1) = (code(at), code(at.wrapping_sub(1)), code(at + 1));
        put(c0);
        put(c0 >> 2);
        put(c0 << 12 | c1);
        put(c0 << 12 | d1);
        put(hash::join(c0, here.all()));
        put(hash::join(c0, shape << 1 | starts));
        put(hash::join(c0, u64::from(w0.flags)));
        put(hash::join(c0, w1.lower));
        put(hash::join(c0, n1.lower));
        self.affixes(part, at, &mut put);
        self.chunk(part, run, at, &mut put);
        // Sets: one feature for each member, so that what was not seen together is still known.
        let mut bits = |base: u64, set: u64| {
            let mut rest = set;
            while rest != 0 {
                out.push(hash::join(base, u64::from(rest.trailing_zeros())));
                rest &= rest - 1;
            }
        };
        bits(201, u64::from(w0.flags));
        bits(202, u64::from(w1.flags));
        bits(203, u64::from(n1.flags));
        bits(204, here.all());
        bits(205, before.all());
        bits(206, after.all());
        if w0.starts {
            bits(207, u64::from(w0.flags));
            bits(208, here.all());
        }
    }

    /// The beginnings and endings of the word and the endings of its neighbours.
    fn affixes(&self, part: &Part, at: usize, put: &mut impl FnMut(u64)) {
        let text = |at: usize| {
            if part.tokens.contains(&at) { self.story.token(at).map_or("", |t| t.text(part.text)) } else { "" }
        };
        let word = text(at);
        for length in 1..=4 {
            put(folded_hash(head(word, length)));
            put(folded_hash(tail(word, length)));
        }
        for near in [at.wrapping_sub(1), at + 1] {
            put(folded_hash(tail(text(near), 3)));
        }
    }

    /// The stretch of capitals around the word: its length, its first and last word, what stands on both sides.
    fn chunk(&self, part: &Part, run: Run, at: usize, put: &mut impl FnMut(u64)) {
        let joined = |k: usize| self.word(part, k).gap == 1;
        let bearer = |k: usize| self.word(part, k).shape != 0;
        let goes = |k: usize| k >= run.first && k < run.end && bearer(k);
        const REACH: usize = 6;
        let mut first = at;
        while first > run.first && at - first < REACH && joined(first) && goes(first - 1) {
            first -= 1;
        }
        let mut last = at;
        while last + 1 < run.end && last - at < REACH && joined(last + 1) && goes(last + 1) {
            last += 1;
        }
        let (before, head, end, after) = (
            self.word(part, first.wrapping_sub(1)),
            self.word(part, first),
            self.word(part, last),
            self.word(part, last + 1),
        );
        let (from, to) = ((at - first).min(3) as u64, (last - at).min(3) as u64);
        put(from << 2 | to);
        put(hash::join(from << 2 | to, before.lower));
        put(hash::join(from << 2 | to, after.lower));
        put(hash::join(to, end.lower));
        put(hash::join(from, head.lower));
        put(hash::join(to, u64::from(end.flags)));
        put(hash::join(from, u64::from(head.flags)));
        put(hash::join(before.lower, after.lower));
        let fine = |w: Word| u64::from(w.class.fine);
        let coarse = |w: Word| u64::from(w.class.coarse);
        put(fine(before) << 4 | from << 2 | to);
        put(fine(after) << 4 | from << 2 | to);
        put(fine(end) << 2 | to);
        put(fine(head) << 2 | from);
        put(fine(before) << 10 | fine(after));
        put(coarse(head) << 18 | coarse(end) << 12 | coarse(before) << 6 | coarse(after));
        put(coarse(head) << 6 | coarse(end));
        put(hash::join(before.lower, end.lower));
        put(hash::join(head.lower, end.lower));
        put(hash::join(u64::from(before.flags), u64::from(after.flags)));
        put(hash::join(self.listed(part, last).all(), to));
        put(hash::join(self.listed(part, first).all(), from));
        let sentence = self.word(part, last + 2);
        put(hash::join(after.lower, sentence.lower));
        put(hash::join(self.word(part, first.wrapping_sub(2)).lower, before.lower));
    }
}

fn folded_hash(text: &str) -> u64 {
    if text.is_ascii() {
        hash::of_bytes(text.bytes().map(|b| b.to_ascii_lowercase()))
    } else {
        hash::of_bytes(fold(text).bytes())
    }
}

fn head(word: &str, chars: usize) -> &str {
    let end = word.char_indices().nth(chars).map_or(word.len(), |(i, _)| i);
    word.get(..end).unwrap_or(word)
}

fn tail(word: &str, chars: usize) -> &str {
    let start = word.char_indices().rev().nth(chars.saturating_sub(1)).map_or(0, |(i, _)| i);
    word.get(start..).unwrap_or(word)
}
