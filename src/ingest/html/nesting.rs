//! How deeply a page is nested, told from its tags alone.

use std::collections::HashMap;

/// The elements that are open, as far as nesting counts them.
#[derive(Default)]
pub struct Open {
    stack: Vec<u64>,
    count: HashMap<u64, usize>,
}

impl Open {
    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.stack.len()
    }

    pub fn open(&mut self, name: &str) {
        if !counts(name) {
            return;
        }
        let key = crate::text::hash::of(name);
        *self.count.entry(key).or_default() += 1;
        self.stack.push(key);
    }

    /// Closes what stands inside, too, as the parser does; but words in bold do not close a division.
    pub fn close(&mut self, name: &str) {
        let key = crate::text::hash::of(name);
        let Some(open) = self.count.get_mut(&key).filter(|n| **n > 0) else { return };
        if is_formatting(name) {
            let near = self.stack.len().saturating_sub(16);
            if let Some(at) = self.stack.iter().skip(near).rposition(|k| *k == key) {
                self.stack.remove(near + at);
                *open -= 1;
            }
            return;
        }
        while let Some(top) = self.stack.pop() {
            if let Some(n) = self.count.get_mut(&top) {
                *n = n.saturating_sub(1);
            }
            if top == key {
                return;
            }
        }
    }
}

/// Elements without content, and those that end by themselves, do not nest.
fn counts(name: &str) -> bool {
    !matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "p"
            | "li"
            | "dt"
            | "dd"
            | "td"
            | "th"
            | "tr"
            | "thead"
            | "tbody"
            | "tfoot"
            | "option"
            | "optgroup"
            | "colgroup"
            | "rp"
            | "rt"
            | "html"
            | "head"
            | "body"
            | "image"
            | "caption"
            | "path"
    )
}

fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}
