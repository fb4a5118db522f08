//! The article list: a mark, the date, the title; below it a snippet while a search is open.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::line::{Parts, clipped, put, styled};
use super::theme::Theme;
use super::{row, story};
use crate::app::{Action, Focus, Model, dates, fold};
use crate::corpus::{ArticleNo, Corpus};
use crate::query::By;
use crate::text::numbers::grouped;
use crate::text::width::{fit, pad_right, width};
use crate::text::wrap::wrap;

/// Columns of the line down a story.
const GUTTER: usize = 2;
/// Columns that a title keeps before what is said of its story.
const LEAST_TITLE: usize = 16;
/// Columns of the marks before the date.
const MARKS: usize = 3;

pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame, area: Rect) {
    if model.answer.articles.is_empty() {
        empty(model, theme, frame, area);
        return;
    }
    let height = if model.snippets() { 2 } else { 1 };
    let rows = (area.height / height) as usize;
    let shown = model.answer.articles.iter_from(model.list.top).take(rows);
    for (i, article) in shown.enumerate() {
        let line = article_line(model, theme, model.list.top + i, article, area.width as usize);
        put(frame.buffer_mut(), &line, row(area, i as u16 * height));
        if height == 2 {
            let line = snippet_line(model, theme, article, area.width as usize);
            put(frame.buffer_mut(), &line, row(area, i as u16 * 2 + 1));
        }
    }
}

/// Columns of a date.
const DATE: usize = 11;
/// From here on a row has its date; from here on the day, or the year of what is older.
const LEAST_DATE: usize = 34;
const LEAST_DAY: usize = 28;

/// "19 Dec" in the year of the newest article, before that the year: always six columns.
fn day(corpus: &Corpus, article: ArticleNo) -> String {
    let newest = corpus.date_range().map(|(_, last)| last.year());
    match corpus.date(article) {
        None => "     –".to_string(),
        Some(date) if Some(date.year()) == newest => dates::short(date).chars().take(6).collect(),
        Some(date) => format!("{:6}", date.year()),
    }
}

fn article_line<'a>(model: &'a Model, theme: &Theme, at: usize, article: ArticleNo, columns: usize) -> Line<'a> {
    if theme.plain {
        return super::plain::article(model, theme, at, article, columns);
    }
    let corpus = &model.corpus;
    let selected = at == model.list.cursor;
    let read = model.marks.read.contains(article);
    let base = match (selected, model.focus == Focus::List) {
        (true, true) => theme.selected,
        (true, false) => theme.selected_elsewhere,
        (false, _) => Style::new(),
    };
    let over = |style: Style| if selected { base } else { style };
    let mut parts = Parts::new();
    let star = if model.marks.starred.contains(article) { "★" } else { " " };
    let unread = if read { " " } else { "●" };
    let marked = if model.marked.contains(article) { "✓" } else { " " };
    parts.push(star, over(theme.unread)).push(unread, over(theme.unread)).push(marked, over(theme.accent));
    if (LEAST_DAY..LEAST_DATE).contains(&columns) && model.order().by != By::Source {
        parts.push(day(corpus, article), over(theme.dim)).push(" ", base);
    }
    if columns >= LEAST_DATE {
        // By what it is sorted is seen in the row.
        let first = if model.order().by == By::Source {
            pad_right(&fit(corpus.source(article).unwrap_or("no source"), DATE), DATE)
        } else {
            corpus.date(article).map_or("    undated".to_string(), dates::short)
        };
        parts.push(first, over(theme.dim)).push("  ", base);
    }
    let title = if read { over(theme.dim) } else { base };
    let copies = match fold::folded_into(model, at, article) {
        0 => String::new(),
        n => format!(" +{}", grouped(n as u64)),
    };
    if model.answer.articles.above(at).is_some() {
        // Of another version it is told whose it is: the titles are mostly the same.
        parts.push("└ ", over(theme.dim));
        let from = corpus.source(article).map(|source| format!("{source}: ")).unwrap_or_default();
        parts.push_fit(&from, over(theme.dim), columns.saturating_sub(1));
    }
    let room = columns.saturating_sub(width(&copies) + 1);
    // The title comes first: what is said of the story goes where there is room for both.
    let left = room.saturating_sub(parts.used() + GUTTER);
    let least = LEAST_TITLE.min(width(corpus.title(article)));
    let (gutter, about) = story::of(model, at, article, |about| left >= least + width(about));
    parts.push(gutter, over(theme.dim));
    let used = parts.used();
    let free = columns.saturating_sub(used + width(corpus.title(article)) + width(&about) + width(&copies));
    let own = own(model, article, free);
    let room = columns.saturating_sub(width(&copies) + width(&own) + 1);
    parts
        .push_fit(corpus.title(article), title, room.saturating_sub(width(&about)).max(used))
        .push(about, over(theme.dim))
        .fill(room, base)
        .push(copies, over(theme.dim))
        .push(own, over(theme.dim))
        .fill(columns, base);
    parts.line()
}

/// The reader's own at the right of a row: tags where there is room for them, and a sign of notes.
fn own(model: &Model, article: ArticleNo, room: usize) -> String {
    let noted = model.marks.noted.contains(article) || model.marks.highlighted.contains(article);
    let sign = if noted { " ✎" } else { "" };
    let mut text = String::new();
    for tag in model.marks.tags_of(article) {
        if width(&text) + width(tag) + width(sign) + 4 > room {
            break;
        }
        text += " #";
        text += tag;
    }
    text + sign
}

fn snippet_line<'a>(model: &'a Model, theme: &Theme, article: ArticleNo, columns: usize) -> Line<'a> {
    let Some(snippet) = model.list.snippets.get(&model.corpus.id(article)) else { return Line::default() };
    let text = clipped(&snippet.text, columns.saturating_sub(MARKS + 1));
    let marks: Vec<_> = snippet.hits.iter().map(|h| (h.range(), theme.hit)).collect();
    let mut spans = vec![" ".repeat(MARKS).into()];
    spans.extend(styled(text, theme.dim, &marks));
    Line::from(spans)
}

fn empty(model: &Model, theme: &Theme, frame: &mut Frame, area: Rect) {
    let (esc, drop_all) = (model.key(Action::Close), model.key(Action::DropAll));
    let (last, all) = (format!("{esc} drops the last filter,"), format!("{drop_all} drops them all."));
    let lines: &[&str] = if model.corpus.is_empty() {
        match model.progress {
            Some(_) => &["Reading the archive …"],
            None => &["No articles here.", "", "newsprint FOLDER opens", "a folder of text files."],
        }
    } else if model.bar.is_some() {
        &["Nothing found.", "", "Esc takes the text back."]
    } else {
        &["Nothing found.", "", &last, &all]
    };
    let mut lines: Vec<String> = lines.iter().map(|line| line.to_string()).collect();
    if let Some((_, meant)) = model.answer.instead.as_ref().filter(|_| !model.corpus.is_empty()) {
        let key = if model.bar.is_some() { "Tab: did you mean" } else { "Did you mean" };
        lines.insert(1, format!("{key} {meant}?"));
    }
    let undated = model.answer.undated;
    if undated > 0 && !model.corpus.is_empty() {
        let (articles, are) = if undated == 1 { ("article", "is") } else { ("articles", "are") };
        let text = format!("{} undated {articles} {are} left out: drop the date.", grouped(u64::from(undated)));
        lines.insert(1, text);
    }
    let room = (area.width as usize).saturating_sub(3).max(1);
    let wrapped = lines.iter().flat_map(|text| match wrap(text, room) {
        spans if spans.is_empty() => vec![""],
        spans => spans.into_iter().map(|span| span.of(text)).collect(),
    });
    for (text, n) in wrapped.zip(1..area.height) {
        put(frame.buffer_mut(), &Line::styled(format!("  {text}"), theme.dim), row(area, n));
    }
}
