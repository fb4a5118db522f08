//! The addresses of an article: the host that each really leads to, then the whole of it.

use ratatui::Frame;
use ratatui::style::Style;
use ratatui::text::Line as TextLine;

use super::line::{Parts, put};
use super::picker::foot;
use super::theme::Theme;
use super::{popup, row};
use crate::app::links::{Link, Links};
use crate::app::{Model, layout};
use crate::text::numbers::grouped;
use crate::text::wrap::wrap;

pub fn draw(model: &Model, links: &Links, theme: &Theme, frame: &mut Frame) {
    let inner = popup::draw_in(links.area(layout::free(model)), "Links", theme, frame);
    let columns = inner.width as usize;
    let count = match links.rows.len() {
        1 => "1 link, and where it leads".to_string(),
        n => format!("{} links, and where they lead", grouped(n as u64)),
    };
    put(frame.buffer_mut(), &TextLine::styled(format!("   {count}"), theme.dim), row(inner, 0));
    let shown = links.rows.iter().enumerate().skip(links.top).take(links.shown(layout::free(model)));
    for (n, (at, link)) in (1..).zip(shown) {
        put(frame.buffer_mut(), &line(link, at == links.cursor, theme, columns), row(inner, n));
    }
    if let Some(link) = links.rows.get(links.cursor) {
        let from = (links.shown(layout::free(model)) as u16 + 2).min(inner.height);
        let lines = wrap(&link.url, columns.saturating_sub(4));
        for (n, span) in (from..inner.height.saturating_sub(1)).zip(lines) {
            let text = format!("   {}", span.of(&link.url));
            put(frame.buffer_mut(), &TextLine::styled(text, theme.dim), row(inner, n));
        }
    }
    foot(theme, frame, inner, "Enter opens   y copies   Esc back ");
}

fn line<'a>(link: &'a Link, selected: bool, theme: &Theme, columns: usize) -> TextLine<'a> {
    let over = |style: Style| if selected { theme.selected } else { style };
    let room = columns.saturating_sub(1);
    let mut parts = Parts::new();
    parts.push("   ", over(Style::new())).push_fit(&link.host, over(theme.title), room);
    if let Some(looks) = &link.looks {
        parts.push_fit(&format!(" (looks like {looks})"), over(theme.warning), room);
    }
    if link.own {
        parts.push_fit("  this article", over(theme.accent), room);
    }
    parts.push_fit(&format!("  {}", link.url), over(theme.dim), room).fill(columns, over(Style::new()));
    parts.line()
}
