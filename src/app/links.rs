//! The addresses of an article, each with the host that it really leads to in front.

use ratatui::layout::{Position, Rect};

use super::key::{Code, Key};
use super::outside::{copy, own_link};
use super::typing::step;
use super::update::settle;
use super::{Effect, Model, Overlay, layout};
use crate::corpus::Article;
use crate::text::links;

/// At most so many are listed.
const MOST: usize = 1000;

/// An address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub url: String,
    /// Where a browser would go, in ASCII.
    pub host: String,
    /// The host as it looks, where that is something else.
    pub looks: Option<String>,
    /// The article's own, and not one in its text.
    pub own: bool,
}

/// The popup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    pub rows: Vec<Link>,
    pub cursor: usize,
    pub top: usize,
}

impl Links {
    /// Those of an article: its own first, then those of its markup and in its text, each once.
    pub fn of(article: &Article) -> Links {
        let mut rows: Vec<Link> = Vec::new();
        let texts = article.paragraphs.iter().map(|p| p.text.as_str());
        let inside = texts.flat_map(|text| links::find(text).into_iter().map(|span| (span.of(text), false)));
        let mut met = std::collections::HashSet::new();
        let marked = article.links.iter().map(|url| (url.as_str(), false));
        for (url, own) in own_link(article).map(|url| (url, true)).into_iter().chain(marked).chain(inside) {
            if let Some(host) = links::host(url).filter(|_| met.insert(url)) {
                rows.push(Link { url: url.to_string(), host, looks: links::looks_like(url), own });
            }
            if rows.len() >= MOST {
                break;
            }
        }
        Links { rows, cursor: 0, top: 0 }
    }

    /// Where the popup stands: how many there are, the links, the whole of the one under the cursor, keys.
    pub fn area(&self, size: (u16, u16)) -> Rect {
        layout::popup_of(size, 1 + self.rows.len() + Links::DETAIL as usize + 1)
    }

    /// Rows for the whole address, and a blank one above.
    pub const DETAIL: u16 = 4;

    /// Links that fit in the popup.
    pub fn shown(&self, size: (u16, u16)) -> usize {
        self.area(size).height.saturating_sub(2 + 2 + Links::DETAIL) as usize
    }

    pub fn keep_in_view(&mut self, size: (u16, u16)) {
        let height = self.shown(size);
        let height = height.max(1);
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.top = self.top.min(self.cursor);
        if self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
    }
}

/// Shows those of an article.
pub(super) fn show(model: &mut Model, article: &Article) -> Vec<Effect> {
    // Too late: something else has the keys, a note that is being written perhaps.
    if model.overlay.is_some() || model.bar.is_some() {
        return Vec::new();
    }
    let links = Links::of(article);
    if links.rows.is_empty() {
        model.notice = Some("no link in this article".into());
        return Vec::new();
    }
    model.overlay = Some(Overlay::Links(links));
    settle(model)
}

/// A key while they are open.
pub(super) fn press(model: &mut Model, mut links: Links, key: Key) -> Vec<Effect> {
    let rows = links.shown(layout::free(model)).max(1);
    let url = links.rows.get(links.cursor).map(|link| link.url.clone());
    let by = match (key.code, key.control) {
        (Code::Char('j'), false) => 1,
        (Code::Char('k'), false) => -1,
        (Code::Home, _) | (Code::Char('g'), false) => isize::MIN / 2,
        (Code::End, _) | (Code::Char('G'), false) => isize::MAX / 2,
        _ => step(key, rows).map_or(0, |step| step.rows(rows)),
    };
    links.cursor = links.cursor.saturating_add_signed(by);
    let mut effects = Vec::new();
    match (key.code, url) {
        (Code::Esc | Code::Char('q' | 'u'), _) => return settle(model),
        (Code::Enter | Code::Char('o'), Some(url)) => effects.push(Effect::Browse(url)),
        (Code::Char('y'), Some(url)) => {
            effects.extend(copy(model, "link", url));
            effects.extend(settle(model));
            return effects;
        }
        _ => {}
    }
    model.overlay = Some(Overlay::Links(links));
    effects.extend(settle(model));
    effects
}

/// A click while they are open: the first on a link goes to it, the second opens it, outside closes.
pub(super) fn click(model: &mut Model, mut links: Links, at: Position) -> Vec<Effect> {
    let area = links.area(layout::free(model));
    if !area.contains(at) {
        return settle(model);
    }
    let line = at.y.checked_sub(area.y + 2).map(usize::from).filter(|line| *line < links.shown(layout::free(model)));
    let to = line.map(|line| links.top + line).filter(|to| *to < links.rows.len());
    match to {
        Some(to) if to == links.cursor => press(model, links, Key::plain(Code::Enter)),
        to => {
            links.cursor = to.unwrap_or(links.cursor);
            model.overlay = Some(Overlay::Links(links));
            settle(model)
        }
    }
}
