//! The templates: what each group of features puts, numbered as the model knows them.

use super::features::{Chunk, Features, Group, View, coarse, fine, flags};
use super::hash;
use super::words::Word;
use crate::text::fold;

impl View<'_> {
    /// Puts the features of the group, each with its template and what fills it.
    pub fn group(&self, group: Group, out: &mut impl Features) {
        match group {
            Group::Own => self.own(out),
            Group::Kind => self.kind(out),
            Group::Before => {
                self.beside(self.w1, self.at.wrapping_sub(1), [3, 13, 37, 39, 60, 70, 202], out);
                if self.is_alone() {
                    self.side_before(out);
                }
            }
            Group::Behind => {
                self.beside(self.n1, self.at + 1, [4, 14, 36, 40, 61, 71, 203], out);
                if self.is_alone() {
                    self.side_behind(out);
                }
            }
            Group::Shapes => self.shapes(out),
            Group::Earlier => {
                out.put(5, self.w2.lower);
                out.put(41, fine(self.w2));
            }
            Group::Later => {
                out.put(6, self.n2.lower);
                out.put(42, fine(self.n2));
            }
            Group::Lists => self.lists(out),
        }
    }

    fn own(&self, out: &mut impl Features) {
        let w0 = self.w0;
        let shape = u64::from(w0.shape);
        out.put(1, 0);
        out.put(2, w0.lower);
        out.put(7, hash::join(w0.lower, shape));
        out.put(38, fine(w0));
        out.put(46, fine(w0) << 6 | shape << 1 | u64::from(w0.starts));
        out.put(47, coarse(w0));
        out.put(51, hash::join(self.here, fine(w0)));
        // Its beginnings and endings.
        let word = self.text(self.at);
        for length in 1..=4 {
            out.put(60 + 2 * length as u64, folded_hash(head(word, length)));
            out.put(61 + 2 * length as u64, folded_hash(tail(word, length)));
        }
        if self.is_alone() {
            self.ends(out);
            self.both_ends(out);
        }
    }

    fn kind(&self, out: &mut impl Features) {
        let (w0, here, c0) = (self.w0, self.here, self.codes[1]);
        let (shape, starts) = (u64::from(w0.shape), u64::from(w0.starts));
        let headline = u64::from(self.part.headline);
        out.put(15, shape);
        out.put(16, shape << 1 | starts);
        out.put(25, headline << 6 | shape << 1 | starts);
        out.put(26, flags(w0));
        out.put(30, hash::join(flags(w0), headline << 1 | starts));
        out.put(31, here);
        out.put(32, hash::join(here, shape << 1 | starts));
        out.put(33, hash::join(here, flags(w0)));
        out.put(53, c0);
        out.put(54, c0 >> 2);
        out.put(57, hash::join(c0, here));
        out.put(58, hash::join(c0, shape << 1 | starts));
        out.put(59, hash::join(c0, flags(w0)));
        // Sets: one feature for each member, so that what was not seen together is still known.
        bits(201, flags(w0), out);
        bits(204, here, out);
        if w0.starts {
            bits(207, flags(w0), out);
            bits(208, here, out);
        }
    }

    /// A word beside it, at `at`, by these templates.
    fn beside(&self, word: Word, at: usize, templates: [u64; 7], out: &mut impl Features) {
        let [own, shape, lists, class, code, ending, set] = templates;
        out.put(own, word.lower);
        out.put(shape, hash::join(word.lower, u64::from(self.w0.shape)));
        out.put(lists, hash::join(self.here, word.lower));
        out.put(class, fine(word));
        out.put(code, hash::join(self.codes[1], word.lower));
        out.put(ending, folded_hash(tail(self.text(at), 3)));
        bits(set, flags(word), out);
    }

    fn shapes_around(&self) -> u64 {
        [self.w1.shape, self.w0.shape, self.n1.shape].iter().fold(0u64, |all, s| all << 5 | u64::from(*s))
    }

    fn shapes(&self, out: &mut impl Features) {
        let (shape, shapes) = (u64::from(self.w0.shape), self.shapes_around());
        let gaps = u64::from(self.w0.gap) << 4 | u64::from(self.n1.gap);
        out.put(17, shapes);
        out.put(18, u64::from(self.w1.shape) << 8 | shape);
        out.put(19, u64::from(self.n1.shape) << 8 | shape);
        out.put(20, shapes << 5 | u64::from(self.n2.shape));
        out.put(21, shapes << 5 | u64::from(self.w2.shape));
        out.put(22, gaps);
        out.put(23, gaps << 15 | shapes);
        out.put(24, self.possessive() << 5 | shape);
    }

    /// The first and the last word of its chunk.
    fn ends(&self, out: &mut impl Features) {
        let Chunk { from, to, head, end, head_listed, end_listed, .. } = self.chunk;
        out.put(75, hash::join(to, end.lower));
        out.put(76, hash::join(from, head.lower));
        out.put(77, hash::join(to, flags(end)));
        out.put(78, hash::join(from, flags(head)));
        out.put(82, fine(end) << 2 | to);
        out.put(83, fine(head) << 2 | from);
        out.put(90, hash::join(end_listed, to));
        out.put(91, hash::join(head_listed, from));
    }

    fn both_ends(&self, out: &mut impl Features) {
        let Chunk { head, end, .. } = self.chunk;
        out.put(86, coarse(head) << 6 | coarse(end));
        out.put(88, hash::join(head.lower, end.lower));
    }

    /// Its chunk and what stands around that: the same for all words of the chunk.
    pub fn chunk(&self, out: &mut impl Features) {
        let Chunk { before: [before, earlier], head, end, after: [after, later], .. } = self.chunk;
        out.put(79, hash::join(before.lower, after.lower));
        out.put(84, fine(before) << 10 | fine(after));
        out.put(85, coarse(head) << 18 | coarse(end) << 12 | coarse(before) << 6 | coarse(after));
        out.put(87, hash::join(before.lower, end.lower));
        out.put(89, hash::join(flags(before), flags(after)));
        out.put(92, hash::join(after.lower, later.lower));
        out.put(93, hash::join(earlier.lower, before.lower));
        if !self.is_alone() {
            self.both_ends(out);
        }
    }

    /// Puts the features that are in no group: what stands together here hardly stands so again.
    pub fn pairs(&self, out: &mut impl Features) {
        let (w2, w1, w0, n1, n2) = (self.w2, self.w1, self.w0, self.n1, self.n2);
        let shapes = self.shapes_around();
        out.put(8, hash::join(w1.lower, w0.lower));
        out.put(9, hash::join(w0.lower, n1.lower));
        out.put(10, hash::join(w1.lower, n1.lower));
        out.put(11, hash::join(w2.lower, w1.lower));
        out.put(12, hash::join(n1.lower, n2.lower));
        out.put(27, hash::join(flags(w0), flags(n1)));
        out.put(28, hash::join(flags(w1), flags(w0)));
        out.put(29, hash::join(flags(w0), shapes << 1 | u64::from(w0.starts)));
        out.put(43, fine(w0) << 10 | fine(n1));
        out.put(44, fine(w1) << 10 | fine(w0));
        out.put(45, fine(w1) << 10 | fine(n1));
        out.put(48, coarse(w1) << 12 | coarse(w0) << 6 | coarse(n1));
        out.put(49, coarse(w1) << 6 | coarse(n1));
        out.put(50, coarse(w2) << 18 | coarse(w1) << 12 | coarse(n1) << 6 | coarse(n2));
        out.put(52, hash::join(shapes, coarse(w1) << 6 | coarse(n1)));
        if !self.is_alone() {
            self.ends(out);
            self.side_before(out);
            self.side_behind(out);
        }
    }

    fn lists(&self, out: &mut impl Features) {
        let [c1, c0, d1] = self.codes;
        out.put(34, hash::join(self.here, self.after));
        out.put(35, hash::join(self.before, self.here));
        out.put(55, c0 << 12 | c1);
        out.put(56, c0 << 12 | d1);
        out.put(72, self.chunk.from << 2 | self.chunk.to);
        bits(205, self.before, out);
        bits(206, self.after, out);
    }

    /// What stands before its chunk, and behind.
    fn side_before(&self, out: &mut impl Features) {
        let Chunk { from, to, before: [before, _], .. } = self.chunk;
        out.put(73, hash::join(from << 2 | to, before.lower));
        out.put(80, fine(before) << 4 | from << 2 | to);
    }

    fn side_behind(&self, out: &mut impl Features) {
        let Chunk { from, to, after: [after, _], .. } = self.chunk;
        out.put(74, hash::join(from << 2 | to, after.lower));
        out.put(81, fine(after) << 4 | from << 2 | to);
    }

    fn text(&self, at: usize) -> &str {
        if self.part.tokens.contains(&at) { self.story.token(at).map_or("", |t| t.text(self.part.text)) } else { "" }
    }
}

fn bits(base: u64, set: u64, out: &mut impl Features) {
    let mut rest = set;
    while rest != 0 {
        out.put(base, u64::from(rest.trailing_zeros()));
        rest &= rest - 1;
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
