//! What is seen of a word that may be in a name: the word, its neighbours, its shape, the lists that have it.
//!
//! A feature is a hash of its template and what fills it. Templates are numbered; the numbers are part of the
//! model's format. The choice follows Ratinov & Roth, *Design challenges and misconceptions in named entity
//! recognition* (2009), with classes of words in the place of their clusters.
//!
//! Features stand in groups by what they look at. What a group of [`Group`] looks at comes again and again (a word, a
//! shape), so that its weights need not be summed each time: [`View::key`] names it for [`super::memo`].

use super::super::story::{Part, Story};
use super::hash;
use super::listed::{self, Listed};
use super::runs::Run;
use super::words::{EDGE, Word};

/// Takes features, each by its template and what fills it.
pub trait Features {
    fn put(&mut self, template: u64, value: u64);
}

/// As the model knows them.
impl Features for Vec<u64> {
    fn put(&mut self, template: u64, value: u64) {
        self.push(hash::join(template, value));
    }
}

impl Features for Vec<(u64, u64)> {
    fn put(&mut self, template: u64, value: u64) {
        self.push((template, value));
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

/// Features that look at little, and so at the same again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The word itself.
    Own,
    /// What it can be, by lists and rules, whichever word it is.
    Kind,
    /// The word before, and behind.
    Before,
    Behind,
    /// How it and its neighbours are written.
    Shapes,
    /// The next but one on both sides.
    Earlier,
    Later,
    /// What lists and rules say of its neighbours.
    Lists,
}

impl Group {
    pub const ALL: [Group; 8] = [
        Group::Own,
        Group::Kind,
        Group::Before,
        Group::Behind,
        Group::Shapes,
        Group::Earlier,
        Group::Later,
        Group::Lists,
    ];
}

/// One word and what is around it.
pub struct View<'a> {
    pub(super) story: &'a Story<'a>,
    pub(super) part: &'a Part<'a>,
    pub(super) at: usize,
    pub(super) w2: Word,
    pub(super) w1: Word,
    pub(super) w0: Word,
    pub(super) n1: Word,
    pub(super) n2: Word,
    /// The lists that have the word, the one before and the one behind.
    pub(super) here: u64,
    pub(super) before: u64,
    pub(super) after: u64,
    /// The rules' codes of the three.
    pub(super) codes: [u64; 3],
    pub(super) chunk: Chunk,
}

/// The stretch of capitals around a word, and what stands on both sides.
#[derive(Clone, Copy)]
pub(super) struct Chunk {
    pub(super) first: usize,
    pub(super) last: usize,
    /// How far the word is from its ends, up to 3.
    pub(super) from: u64,
    pub(super) to: u64,
    pub(super) before: [Word; 2],
    pub(super) head: Word,
    pub(super) end: Word,
    pub(super) after: [Word; 2],
    pub(super) head_listed: u64,
    pub(super) end_listed: u64,
}

impl<'a> Looker<'a> {
    pub fn new(story: &'a Story<'a>, words: &'a [Word], codes: &'a [u16], runs: &[Run]) -> Looker<'a> {
        Looker { story, words, listed: listed::find(words, runs), codes }
    }

    fn word(&self, part: &Part, at: usize) -> Word {
        if part.tokens.contains(&at) { self.words.get(at).copied().unwrap_or(EDGE) } else { EDGE }
    }

    fn listed(&self, part: &Part, at: usize) -> u64 {
        if part.tokens.contains(&at) { self.listed.get(at).copied().unwrap_or_default().all() } else { 0 }
    }

    fn code(&self, part: &Part, at: usize) -> u64 {
        if part.tokens.contains(&at) { self.codes.get(at).map_or(0, |c| u64::from(*c)) } else { 0 }
    }

    /// The word at `at` in `run`, looked at.
    pub fn view(&self, run: Run, at: usize) -> Option<View<'_>> {
        let part = self.story.parts.get(run.part)?;
        let near = [at.wrapping_sub(2), at.wrapping_sub(1), at, at + 1, at + 2];
        let [w2, w1, w0, n1, n2] = near.map(|k| self.word(part, k));
        let [_, before, here, after, _] = near.map(|k| self.listed(part, k));
        let codes = [at.wrapping_sub(1), at, at + 1].map(|k| self.code(part, k));
        let chunk = self.chunk(part, run, at);
        Some(View { story: self.story, part, at, w2, w1, w0, n1, n2, here, before, after, codes, chunk })
    }

    /// The features of the word at `at` in `run` in the order of their templates, appended to `out`.
    pub fn features(&self, run: Run, at: usize, out: &mut Vec<u64>) {
        let Some(view) = self.view(run, at) else { return };
        let mut all: Vec<(u64, u64)> = Vec::with_capacity(160);
        for group in Group::ALL {
            view.group(group, &mut all);
        }
        view.chunk(&mut all);
        view.pairs(&mut all);
        all.sort_by_key(|(template, _)| *template);
        out.extend(all.iter().map(|(template, value)| hash::join(*template, *value)));
    }

    fn chunk(&self, part: &Part, run: Run, at: usize) -> Chunk {
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
        Chunk {
            first,
            last,
            from: (at - first).min(3) as u64,
            to: (last - at).min(3) as u64,
            before: [first.wrapping_sub(1), first.wrapping_sub(2)].map(|k| self.word(part, k)),
            head: self.word(part, first),
            end: self.word(part, last),
            after: [last + 1, last + 2].map(|k| self.word(part, k)),
            head_listed: self.listed(part, first),
            end_listed: self.listed(part, last),
        }
    }
}

pub(super) fn fine(word: Word) -> u64 {
    u64::from(word.class.fine)
}

pub(super) fn coarse(word: Word) -> u64 {
    u64::from(word.class.coarse)
}

pub(super) fn flags(word: Word) -> u64 {
    u64::from(word.flags)
}

impl View<'_> {
    /// What the group looks at, as one number.
    pub fn key(&self, group: Group) -> u64 {
        let (w0, w1, n1, c0) = (self.w0, self.w1, self.n1, self.codes[1]);
        let (shape, starts) = (u64::from(w0.shape), u64::from(w0.starts));
        let beside = |word: Word| {
            let alone = u64::from(self.is_alone());
            let kind = hash::join(flags(word) | shape << 32 | alone << 37 | c0 << 40, self.here);
            hash::join(kind, word.form)
        };
        let key = match group {
            Group::Own => {
                let kind =
                    hash::join(flags(w0) | shape << 32 | starts << 37 | u64::from(self.is_alone()) << 38, self.here);
                hash::join(kind, w0.form)
            }
            Group::Kind => {
                let headline = u64::from(self.part.headline);
                hash::join(flags(w0) | shape << 32 | starts << 37 | headline << 38 | c0 << 40, self.here)
            }
            Group::Before => beside(w1),
            Group::Behind => beside(n1),
            Group::Shapes => {
                let gaps = u64::from(w0.gap) << 4 | u64::from(n1.gap);
                let around = [self.w2.shape, w1.shape, w0.shape, n1.shape, self.n2.shape];
                let shapes = around.iter().fold(gaps, |all, s| all << 5 | u64::from(*s));
                hash::mix(shapes << 2 | self.possessive())
            }
            Group::Earlier => hash::mix(self.w2.lower),
            Group::Later => hash::mix(self.n2.lower),
            Group::Lists => {
                let [c1, c0, d1] = self.codes;
                let codes = c1 << 36 | c0 << 20 | d1 << 4 | self.chunk.from << 2 | self.chunk.to;
                hash::join(hash::join(codes, self.here), hash::join(self.before, self.after))
            }
        };
        // The groups must not be taken for one another.
        key ^ (group as u64) << 60
    }

    pub(super) fn possessive(&self) -> u64 {
        u64::from(self.w0.possessive) << 1 | u64::from(self.w1.possessive)
    }

    /// The first and the last word of its chunk, which tell it from the chunks around it.
    pub fn chunk_span(&self) -> (usize, usize) {
        (self.chunk.first, self.chunk.last)
    }

    /// Whether the word is a chunk by itself.
    pub(super) fn is_alone(&self) -> bool {
        self.chunk.first == self.chunk.last
    }
}
