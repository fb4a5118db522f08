//! A parsed page as one list of nodes in the order of the page: what stands inside a node follows it, up to its end.

use dom_query::{Document, NodeData, NodeId};

use super::names::known;

/// The index of a node.
pub type At = usize;

pub struct Node {
    /// Empty for text.
    pub name: &'static str,
    /// Whether it parts lines.
    pub block: bool,
    pub text: String,
    /// Class and id in small letters.
    pub marks: String,
    pub attributes: Vec<(String, String)>,
    pub parent: At,
    /// Behind the last node inside this one.
    pub end: At,
}

impl Node {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub fn is_text(&self) -> bool {
        self.name.is_empty()
    }
}

pub struct Tree {
    pub nodes: Vec<Node>,
    /// Where the page is from, as far as it says: `example.org`.
    pub host: String,
}

impl Tree {
    pub fn page(markup: &str) -> Tree {
        Tree::of(&Document::from(markup))
    }

    pub fn fragment(markup: &str) -> Tree {
        Tree::of(&Document::fragment(markup))
    }

    pub fn of(document: &Document) -> Tree {
        let mut nodes: Vec<Node> = Vec::new();
        // What is still to do: a node and the index of its parent, or the end of one.
        let mut todo: Vec<(Option<NodeId>, At)> = vec![(Some(document.root().id), 0)];
        while let Some((id, at)) = todo.pop() {
            let Some(id) = id else {
                let end = nodes.len();
                if let Some(node) = nodes.get_mut(at) {
                    node.end = end;
                }
                continue;
            };
            let index = nodes.len();
            let Some((node, first, next)) = document.tree.query_node(&id, |n| {
                let node = match &n.data {
                    NodeData::Element(element) => Some(of_element(element)),
                    NodeData::Text { contents } => Some(Node { text: contents.to_string(), ..blank("", false) }),
                    NodeData::Document | NodeData::Fragment => Some(blank("root", true)),
                    _ => None,
                };
                (node, n.first_child, n.next_sibling)
            }) else {
                continue;
            };
            if next.is_some() {
                todo.push((next, at));
            }
            if let Some(mut node) = node {
                node.parent = at;
                nodes.push(node);
                todo.push((None, index));
                if first.is_some() {
                    todo.push((first, index));
                }
            }
        }
        Tree { nodes, host: String::new() }
    }

    /// Whether a link goes to another site.
    pub fn leads_away(&self, link: At) -> bool {
        let address = self.get(link).and_then(|n| n.attribute("href")).unwrap_or("");
        !self.host.is_empty()
            && host(address).is_some_and(|host| !host.ends_with(&self.host) && !self.host.ends_with(host))
    }

    pub fn get(&self, at: At) -> Option<&Node> {
        self.nodes.get(at)
    }

    pub fn name(&self, at: At) -> &'static str {
        self.nodes.get(at).map_or("", |n| n.name)
    }

    pub fn end(&self, at: At) -> At {
        self.nodes.get(at).map_or(at + 1, |n| n.end.max(at + 1))
    }

    pub fn is_block(&self, at: At) -> bool {
        self.nodes.get(at).is_some_and(|n| n.block)
    }

    /// The innermost block that holds `at`.
    pub fn block(&self, mut at: At) -> At {
        while at > 0 && !self.is_block(at) {
            at = self.parent(at);
        }
        at
    }

    /// The text of the line that the text at `at` is set on: up to the next blocks and line breaks, and no more than
    /// about `limit` bytes and nodes to each side.
    pub fn line(&self, at: At, limit: usize) -> String {
        let block = self.block(at);
        let ends = |here: &At| self.is_block(*here) || self.name(*here) == "br" || self.block(*here) != block;
        let first = (at.saturating_sub(limit)..at).rev().take_while(|here| !ends(here)).last().unwrap_or(at);
        let mut out = String::new();
        for here in (first..at.saturating_add(limit).min(self.nodes.len())).take_while(|here| !ends(here)) {
            if out.len() > limit {
                break;
            }
            let text = self.get(here).map_or("", |node| node.text.as_str());
            push_collapsed(&mut out, text.get(..text.ceil_char_boundary(limit)).unwrap_or(text));
        }
        out.truncate(out.trim_end().len());
        out
    }

    pub fn parent(&self, at: At) -> At {
        self.nodes.get(at).map_or(0, |n| n.parent)
    }

    /// The nodes right inside `at`.
    pub fn children(&self, at: At) -> impl Iterator<Item = At> + '_ {
        let end = self.end(at);
        let mut next = at + 1;
        std::iter::from_fn(move || {
            let child = next;
            next = self.end(child);
            (child < end).then_some(child)
        })
    }

    /// All nodes inside `at`.
    pub fn inside(&self, at: At) -> std::ops::Range<At> {
        at + 1..self.end(at)
    }

    /// The first element of this name.
    pub fn find(&self, name: &str) -> Option<At> {
        self.nodes.iter().position(|n| n.name == name)
    }

    /// All text inside `at`, with single spaces.
    pub fn text(&self, at: At) -> String {
        self.text_up_to(at, usize::MAX)
    }

    /// The text inside `at` as [`Tree::text`] gives it, but no more than the node that holds its byte `limit`, and so
    /// many nodes: what it costs does not depend on the page.
    pub fn text_up_to(&self, at: At, limit: usize) -> String {
        let mut out = String::new();
        let mut ends: Vec<At> = Vec::new();
        let end = self.end(at).min(at.saturating_add(limit));
        for (here, node) in self.nodes.iter().enumerate().take(end).skip(at) {
            if out.len() > limit {
                break;
            }
            let ended = ends.last().is_some_and(|end| *end <= here);
            ends.truncate(ends.iter().rposition(|end| *end > here).map_or(0, |n| n + 1));
            if ended || node.block || node.name == "br" {
                push_collapsed(&mut out, " ");
            }
            if node.is_text() {
                let text = node.text.as_str();
                let room = limit.saturating_sub(out.len()).saturating_add(1);
                push_collapsed(&mut out, text.get(..text.ceil_char_boundary(room)).unwrap_or(text));
            } else if node.block {
                ends.push(node.end);
            }
        }
        out.truncate(out.trim_end().len());
        out
    }
}

/// The host of an address, without `www.`.
pub fn host(address: &str) -> Option<&str> {
    let rest =
        address.trim().strip_prefix("https:").or_else(|| address.trim().strip_prefix("http:")).unwrap_or(address);
    let host = rest.strip_prefix("//")?.split(['/', ':', '?', '#']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|h| !h.is_empty())
}

/// Adds `text` with each run of white space as one space; none at the beginning or beside another.
pub fn push_collapsed(out: &mut String, text: &str) {
    for c in text.chars() {
        if !is_space(c) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
}

/// White space that a line may break at, and the spaces that may not.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{200b}'
}

fn blank(name: &'static str, block: bool) -> Node {
    Node { name, block, text: String::new(), marks: String::new(), attributes: Vec::new(), parent: 0, end: 0 }
}

fn of_element(element: &dom_query::Element) -> Node {
    let (name, block) = known(&element.name.local);
    let mut node = blank(name, block);
    for attr in &element.attrs {
        let (name, value): (&str, &str) = (&attr.name.local, &attr.value);
        if matches!(name, "class" | "id") {
            if !node.marks.is_empty() {
                node.marks.push(' ');
            }
            node.marks.push_str(&value.to_ascii_lowercase());
        }
        node.attributes.push((name.to_string(), value.to_string()));
    }
    node
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_follows() {
        let tree = Tree::page("<div id=A class=B><p>One <b>two</b></p>three</div><p>four");
        let div = tree.find("div").unwrap();
        assert_eq!(tree.get(div).map(|n| n.marks.as_str()), Some("a b"));
        assert_eq!(tree.text(div), "One two three");
        assert_eq!(tree.children(div).map(|c| tree.name(c)).collect::<Vec<_>>(), ["p", ""]);
        let b = tree.find("b").unwrap();
        let div_inside = tree.inside(div).collect::<Vec<_>>();
        assert!(div_inside.contains(&b) && !div_inside.contains(&tree.end(div)));
    }
}
