//! Stories: an event told day by day, and below it what is like the article that one came from.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line as TextLine;

use super::line::{Parts, put};
use super::theme::Theme;
use super::{frame as frames, row};
use crate::app::stories::{Line, Pane, Told};
use crate::app::{Model, dates};
use crate::corpus::{ArticleNo, EntityNo};
use crate::text::numbers::grouped;
use crate::text::width::{fit, width};

/// The widest that what stands below titles is set: a longer line is hard to follow back.
const WIDEST: usize = 110;
/// Columns of a source's name beside the titles, where there is room.
const SOURCE: usize = 18;

pub fn draw(model: &Model, pane: &Pane, theme: &Theme, frame: &mut Frame, area: Rect) {
    let told = pane.told(&model.corpus);
    let title = told.map_or("Story".to_string(), |told| title(model, told));
    frames::title(theme, frame, Rect { height: 1, ..area }, &title, true);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let Some(told) = told else {
        let text = model.notice.as_deref().unwrap_or("looking for what tells of the same …");
        put(frame.buffer_mut(), &TextLine::styled(format!("  {text}"), theme.dim), row(body, 1));
        return;
    };
    let columns = area.width as usize;
    let own = pane.cursor_lines();
    for (y, (n, line)) in (0u16..).zip(pane.lines().iter().enumerate().skip(pane.top).take(body.height as usize)) {
        let set = Set { model, pane, told, theme, selected: own.contains(&n), columns };
        put(frame.buffer_mut(), &set.line(line), row(body, y));
    }
}

/// "Envoys meet in Paris · 4 articles, 3 sources · 17 – 18 Apr 2025"
fn title(model: &Model, told: &Told) -> String {
    let corpus = &model.corpus;
    let count = told.accounts.len() + told.more;
    let Some(first) = told.accounts.first().filter(|_| count > 1) else { return "Story".into() };
    let mut sources: Vec<u32> = told.accounts.iter().map(|a| corpus.source_no(a.article)).collect();
    sources.sort_unstable();
    sources.dedup();
    sources.retain(|source| *source != u32::MAX);
    let from = match sources.len() {
        0 => String::new(),
        1 => ", 1 source".to_string(),
        n => format!(", {} sources", grouped(n as u64)),
    };
    let days = told.accounts.iter().filter_map(|a| corpus.date(a.article));
    let (first_day, last_day) = (days.clone().min(), days.max());
    let days = first_day.zip(last_day).map_or(String::new(), |(a, b)| format!(" · {}", dates::range(a, b)));
    let about = format!(" · {} articles{from}{days}", grouped(count as u64));
    let room = (model.size.0 as usize).saturating_sub(6 + width(&about)).max(12);
    format!("{}{about}", fit(corpus.title(first.article), room))
}

struct Set<'a> {
    model: &'a Model,
    pane: &'a Pane,
    told: &'a Told,
    theme: &'a Theme,
    selected: bool,
    columns: usize,
}

impl<'a> Set<'a> {
    fn over(&self, style: Style) -> Style {
        if self.selected { self.theme.selected } else { style }
    }

    fn line(&self, line: &Line) -> TextLine<'a> {
        let theme = self.theme;
        match line {
            Line::Gap => TextLine::default(),
            Line::Day(Some(date)) => TextLine::styled(format!(" {}", dates::long(*date)), theme.heading),
            Line::Day(None) => TextLine::styled(" undated", theme.heading),
            Line::Heading(text) => TextLine::styled(format!(" {text}"), theme.heading),
            Line::Text(text) => TextLine::styled(format!("   {text}"), theme.dim),
            Line::More(n) => TextLine::styled(format!("   and {} more", grouped(*n as u64)), theme.dim),
            Line::Account(n) => self.told.accounts.get(*n).map_or(TextLine::default(), |a| self.account(a.article)),
            Line::Lead(n) => {
                let lead = self.told.accounts.get(*n).map(|a| self.pane.lead(self.model.corpus.id(a.article)));
                self.below("", lead.unwrap_or(""), Style::new())
            }
            Line::Fresh(n) => {
                let fresh = self.told.accounts.get(*n).map_or(String::new(), |a| self.names(&a.fresh));
                self.below("new: ", &fresh, theme.dim)
            }
            Line::Similar(n) => {
                self.told.similar.get(*n).map_or(TextLine::default(), |like| self.similar(like.article))
            }
            Line::Shared(n) => {
                let shared = self.told.similar.get(*n).map_or(String::new(), |like| self.names(&like.shared));
                self.below("both name: ", &shared, theme.dim)
            }
        }
    }

    fn names(&self, names: &[EntityNo]) -> String {
        names.iter().map(|entity| self.model.corpus.name(*entity)).collect::<Vec<_>>().join(", ")
    }

    /// The column in which titles and what is below them begin.
    fn indent(&self) -> usize {
        match self.columns {
            0..50 => 3,
            50..76 => 3 + 13,
            _ => 3 + SOURCE + 2,
        }
    }

    fn account(&self, article: ArticleNo) -> TextLine<'a> {
        let source = self.model.corpus.source(article).unwrap_or("");
        self.titled(article, source.to_string())
    }

    fn similar(&self, article: ArticleNo) -> TextLine<'a> {
        let date = self.model.corpus.date(article).map_or("undated".to_string(), dates::short);
        self.titled(article, date)
    }

    /// The title with a mark for unread before it, and in a column of its own whence or when it comes.
    fn titled(&self, article: ArticleNo, beside: String) -> TextLine<'a> {
        let (theme, corpus) = (self.theme, &self.model.corpus);
        let read = self.model.marks.read.contains(article);
        let mut parts = Parts::new();
        parts.push(if read { "   " } else { " ● " }, self.over(theme.unread));
        let indent = self.indent();
        if indent > 3 {
            parts
                .push_fit(&beside, self.over(theme.dim), indent.saturating_sub(1))
                .fill(indent, self.over(Style::new()));
        }
        let style = if read { Style::new() } else { theme.title };
        parts.push_fit(corpus.title(article), self.over(style), self.columns.saturating_sub(1));
        parts.fill(self.columns, self.over(Style::new()));
        parts.line()
    }

    fn below(&self, before: &'static str, text: &str, style: Style) -> TextLine<'a> {
        let mut parts = Parts::new();
        parts.push(" ".repeat(self.indent()), self.over(Style::new())).push(before, self.over(self.theme.dim));
        parts.push_fit(text, self.over(style), self.columns.saturating_sub(1).min(WIDEST));
        parts.fill(self.columns, self.over(Style::new()));
        parts.line()
    }
}
