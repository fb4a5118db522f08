//! Writes a sanitised text, character by character, and keeps its clusters to a size.

use unicode_segmentation::UnicodeSegmentation;

use super::Sanitised;
use super::kind::{self, Kind, kind};
use crate::text::width::width;

const TAB: usize = 8;
/// What one cluster may hold. Terminals hang or spill on more; the longest clusters in use are far below.
pub const MARKS: usize = 8;
pub const SCALARS: usize = 16;
pub const BYTES: usize = 64;
/// What an emoji after a joiner may need: itself, a skin tone, a variation selector.
const MEMBER: (usize, usize) = (3, 11);

/// The text so far, and what is known of its last cluster.
#[derive(Default)]
pub struct Pen {
    out: String,
    hidden: u32,
    multiline: bool,
    /// Where the last cluster starts in `out`.
    start: usize,
    marks: usize,
    scalars: usize,
    /// The last character that is no mark, selector or joiner; `None` at the start of a line.
    base: Option<char>,
    /// The base has its variation selector.
    selected: bool,
    /// The next character may join the last cluster even if it is a plain letter.
    open: bool,
    /// A joiner waits to see what follows it.
    joiner: Option<char>,
    /// Where in `out` the columns were last counted, and how many there are since the line began.
    column: (usize, usize),
}

impl Pen {
    pub fn new(multiline: bool) -> Pen {
        Pen { multiline, ..Pen::default() }
    }

    /// Whether the next character must be looked at alone, because it may join the last cluster.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Takes a run in which every character stands alone.
    pub fn easy(&mut self, run: &str) {
        let Some(last) = run.chars().next_back() else { return };
        self.settle(run.chars().next());
        self.out.push_str(run);
        self.begin(last);
        if let Some(at) = run.rfind('\n') {
            self.column = (self.out.len() - run.len() + at + 1, 0);
        }
    }

    /// Takes one character that needs a decision; `rest` is what follows it. Gives what is still to be taken.
    pub fn odd<'a>(&mut self, c: char, rest: &'a str) -> &'a str {
        match kind(c) {
            Kind::Break => {
                self.line_break();
                if c == '\r' { rest.strip_prefix('\n').unwrap_or(rest) } else { rest }
            }
            Kind::Tab => {
                self.tab();
                rest
            }
            Kind::Space => {
                self.alone(' ');
                rest
            }
            Kind::Control => {
                self.hide();
                self.alone(char::REPLACEMENT_CHARACTER);
                rest
            }
            Kind::Invisible => {
                self.hide();
                rest
            }
            Kind::Joiner => {
                if self.joiner.is_some() || self.base.is_none() {
                    self.hide();
                } else {
                    self.joiner = Some(c);
                }
                rest
            }
            Kind::Selector => {
                self.selector(c);
                rest
            }
            Kind::Flag => self.flag(c, rest),
            Kind::Other => {
                self.other(c);
                rest
            }
        }
    }

    /// A character that stands alone, unless what is before it takes it in.
    fn alone(&mut self, c: char) {
        self.settle(Some(c));
        if self.open {
            return self.other(c);
        }
        self.out.push(c);
        self.begin(c);
    }

    fn line_break(&mut self) {
        if !self.multiline {
            return self.alone(' ');
        }
        self.settle(None);
        self.out.push('\n');
        self.begin('\n');
        self.column = (self.out.len(), 0);
    }

    fn tab(&mut self) {
        if !self.multiline {
            return self.alone(' ');
        }
        self.settle(None);
        let (from, before) = self.column;
        let column = before + width(self.out.get(from..).unwrap_or_default());
        let spaces = TAB - column % TAB;
        (0..spaces).for_each(|_| self.alone(' '));
        self.column = (self.out.len(), column + spaces);
    }

    /// One selector for each base that has a use for it: more would be a way to carry unseen text.
    fn selector(&mut self, c: char) {
        let useful = self.base.is_some_and(|base| kind::takes_selector(base, c));
        if useful && !self.selected && self.joiner.is_none() && self.has_room(c, 1) {
            self.extend(c);
            self.selected = true;
        } else {
            self.hide();
        }
    }

    /// A black flag, with the tags that make it a region's flag when they are spelled as a region is.
    fn flag<'a>(&mut self, c: char, rest: &'a str) -> &'a str {
        let tags = kind::region_tags(rest);
        let (region, after) = rest.split_at_checked(tags).unwrap_or(("", rest));
        if region.is_empty() {
            self.other(c);
            return rest;
        }
        self.settle(None);
        let joined = self.joins(c);
        self.other(c);
        if joined {
            return rest; // it has no room for the tags here
        }
        region.chars().for_each(|tag| self.extend(tag));
        after
    }

    /// Any other character: it starts a cluster or joins the last one, if there is room.
    fn other(&mut self, c: char) {
        let mark = kind::is_mark(c);
        if mark && self.joiner.is_some() && self.marks == MARKS {
            return self.hide(); // the joiner goes on waiting: this does not follow it
        }
        self.settle(Some(c));
        if !self.joins(c) {
            if mark && self.base.is_none() {
                return self.hide(); // a mark on nothing cannot be drawn
            }
            self.out.push(c);
            self.begin(c);
            self.marks = usize::from(mark);
            return;
        }
        // Marks and binding characters leave a place for the letter that they may take in.
        let binds = kind::binds(c);
        if (mark && self.marks == MARKS) || !self.has_room(c, usize::from(mark || binds)) {
            return self.hide();
        }
        self.extend(c);
        self.open = binds;
        if mark {
            self.marks += 1;
        } else {
            self.base = Some(c);
            self.selected &= kind::is_skin_tone(c);
        }
    }

    /// Writes the joiner that waits, or drops it, now that `next` is known to follow it.
    fn settle(&mut self, next: Option<char>) {
        let Some(joiner) = self.joiner.take() else { return };
        let last = self.out.chars().next_back();
        let (scalars, bytes) = (self.scalars + 1 + MEMBER.0, self.out.len() - self.start + 3 + MEMBER.1);
        if kind::may_join(joiner, self.base, last, next) && scalars <= SCALARS && bytes <= BYTES {
            self.extend(joiner);
            self.open = true;
        } else {
            self.hide();
        }
    }

    /// Whether `c` would belong to the last cluster. Asked of that cluster alone, so that the price is bounded.
    fn joins(&mut self, c: char) -> bool {
        if self.base.is_none() || (!self.open && kind::is_harmless(c)) {
            return false;
        }
        self.out.push(c);
        let joined = self.out.get(self.start..).is_some_and(|cluster| cluster.graphemes(true).nth(1).is_none());
        self.out.pop();
        joined
    }

    /// Whether the cluster can take `c` and leave room for `spare` more: a mark that binds the next letter must not
    /// take the last place.
    fn has_room(&self, c: char, spare: usize) -> bool {
        self.scalars + spare < SCALARS && self.out.len() - self.start + c.len_utf8() + spare * 4 <= BYTES
    }

    fn extend(&mut self, c: char) {
        self.out.push(c);
        self.scalars += 1;
    }

    /// `last` was written and starts a cluster.
    fn begin(&mut self, last: char) {
        self.start = self.out.len() - last.len_utf8();
        self.scalars = 1;
        self.marks = 0;
        self.base = (last != '\n').then_some(last);
        self.selected = false;
        self.open = kind::binds(last);
    }

    fn hide(&mut self) {
        self.hidden = self.hidden.saturating_add(1);
    }

    pub fn finish(mut self) -> Sanitised {
        self.settle(None);
        Sanitised { text: self.out, hidden: self.hidden }
    }
}
