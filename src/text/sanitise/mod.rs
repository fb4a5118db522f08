//! What may be shown: every string that leaves ingest, file names, query echo, error texts and printed output
//! pass here once, so that nothing in a file can speak to the terminal or hide from the reader.
//!
//! Controls become U+FFFD, invisible characters go, clusters keep to a size a terminal can draw. How much was
//! hidden is counted, for the reader to be told. The order of letters is never changed, and nothing that a
//! language needs to be written is lost. What a character is allowed to do is decided in `kind`.

mod kind;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use self::kind::{Kind, kind};
use super::width::width;

pub use self::kind::is_invisible;

/// A text that may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sanitised {
    pub text: String,
    /// How many characters were taken out or made U+FFFD because nobody would have seen them.
    pub hidden: u32,
}

/// `text` on a single line: every line break and every tab becomes one space.
pub fn line(text: &str) -> Sanitised {
    sanitise(text, false)
}

/// `text` with its lines: every kind of line break becomes LF, a tab goes to the next multiple of eight columns.
pub fn lines(text: &str) -> Sanitised {
    sanitise(text, true)
}

/// `text` for showing on one line; borrowed when there is nothing to change in it.
pub fn shown(text: &str) -> Cow<'_, str> {
    if harmless(text, false) == text.len() { Cow::Borrowed(text) } else { Cow::Owned(line(text).text) }
}

const TAB: usize = 8;
/// What one cluster may hold. Terminals hang or spill on more; the longest clusters in use are far below.
const MARKS: usize = 8;
const SCALARS: usize = 16;
const BYTES: usize = 64;
/// What an emoji after a joiner may need: itself, a skin tone, a variation selector.
const MEMBER: (usize, usize) = (3, 11);

fn sanitise(text: &str, multiline: bool) -> Sanitised {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut pen = Pen { multiline, ..Pen::default() };
    let mut rest = text;
    while !rest.is_empty() {
        // After a character that may take the next one into its cluster, the next one is looked at alone.
        let run = if pen.open { 0 } else { harmless(rest, multiline) };
        let (easy, odd) = rest.split_at_checked(run).unwrap_or((rest, ""));
        pen.easy(easy);
        let mut chars = odd.chars();
        if let Some(c) = chars.next() {
            rest = pen.odd(c, chars.as_str());
        } else {
            rest = "";
        }
    }
    pen.finish()
}

/// How many bytes at the start of `text` can stay as they are and stand each in a cluster of their own.
fn harmless(text: &str, multiline: bool) -> usize {
    let mut at = 0;
    loop {
        at += plain_ascii(text.as_bytes().get(at..).unwrap_or_default(), multiline);
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(c) if !c.is_ascii() && kind::is_harmless(c) => at += c.len_utf8(),
            _ => return at,
        }
    }
}

/// How many bytes at the start are printable ASCII (or LF). Looked at in blocks first: a clean article is passed at
/// the speed of memory.
fn plain_ascii(bytes: &[u8], multiline: bool) -> usize {
    let good = |b: &u8| matches!(b, b' '..=b'~') | (multiline & (*b == b'\n'));
    let blocks = bytes.chunks_exact(64).take_while(|block| block.iter().fold(true, |all, b| all & good(b))).count();
    let at = blocks * 64;
    at + bytes.iter().skip(at).take_while(|b| good(b)).count()
}

/// The text so far, and what is known of its last cluster.
#[derive(Default)]
struct Pen {
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
    /// Takes a run in which every character stands alone.
    fn easy(&mut self, run: &str) {
        let Some(last) = run.chars().next_back() else { return };
        self.settle(run.chars().next());
        self.out.push_str(run);
        self.begin(last);
        if let Some(at) = run.rfind('\n') {
            self.column = (self.out.len() - run.len() + at + 1, 0);
        }
    }

    /// Takes one character that needs a decision; `rest` is what follows it. Gives what is still to be taken.
    fn odd<'a>(&mut self, c: char, rest: &'a str) -> &'a str {
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

    fn finish(mut self) -> Sanitised {
        self.settle(None);
        Sanitised { text: self.out, hidden: self.hidden }
    }
}
