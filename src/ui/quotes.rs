//! Who said what: speakers with their counts, what the one under the cursor said, and what was said about him.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::frame as frames;
use super::line::{Parts, put, styled};
use super::row;
use super::theme::Theme;
use crate::app::quotes::{Areas, Column, Pane, Shelf, Who, areas, columns, marks, needles, quoted_text};
use crate::app::{Action, Model, dates};
use crate::corpus::{EntityNo, Quoted};
use crate::text::numbers::grouped;
use crate::text::width::{fit, width};
use crate::text::wrap::wrap;

/// Who says what nobody is named for.
const NOBODY: &str = "nobody named";
/// Quotes below this are told by nothing but the marks around them.
const UNSURE: u8 = 65;

pub fn draw(model: &Model, pane: &Pane, theme: &Theme, frame: &mut Frame, area: Rect) {
    let (whole, Areas { speakers, shelves }) = (area, areas(area, pane));
    draw_speakers(model, pane, theme, frame, speakers);
    let names = [Column::By, Column::About];
    for ((shelf, area), column) in pane.shelves.iter().zip(shelves).zip(names) {
        let Some(area) = area else { continue };
        if area.x > 0 {
            frames::rule(theme, frame, area);
        }
        let focused = pane.column == column;
        let title = title(model, pane, shelf, column, area.width as usize);
        // Where quotes leave room beside them the line goes on.
        let line = if pane.who == Who::Everybody { whole.right() - area.x } else { area.width };
        let line = Rect { height: 1.min(area.height), width: line, ..area };
        frames::title(theme, frame, line, &title, focused);
        let inside = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        match (shelf.rows.is_empty(), pane.filled) {
            (true, true) => say(theme, frame, inside, &nothing(model, pane, column)),
            (true, false) => say(theme, frame, inside, "a moment …"),
            _ => draw_shelf(model, pane, shelf, column, theme, frame, area),
        }
    }
}

/// "Vladimir Putin said 12", "About Vladimir Putin 3", with what narrows them.
fn title(model: &Model, pane: &Pane, shelf: &Shelf, column: Column, columns: usize) -> String {
    let count = if pane.filled { grouped(shelf.rows.len() as u64) } else { String::new() };
    let who = match (pane.who, column) {
        (Who::First, _) if pane.filled && shelf.rows.is_empty() => return "No quotes".to_string(),
        (Who::First, Column::About) => "Said about".to_string(),
        (Who::First, _) => "Said".to_string(),
        (Who::Everybody, _) => "Everybody said".to_string(),
        (Who::Nobody, Column::About) => "About nobody".to_string(),
        (Who::Nobody, _) => "By nobody named".to_string(),
        (Who::Of(entity), Column::About) => format!("About {}", model.corpus.name(entity)),
        (Who::Of(entity), _) => format!("{} said", model.corpus.name(entity)),
    };
    let none = pane.who == Who::Everybody && pane.filled && shelf.rows.is_empty();
    let mut text = if none { "No quotes".to_string() } else { format!("{who} {count}").trim_end().to_string() };
    if !pane.words.is_empty() {
        text += &format!(" · “{}”", pane.words);
    }
    if !pane.about.is_empty() {
        text += &format!(" · naming {}", pane.about);
    }
    match pane.reading {
        Some((read, all)) => {
            text += &format!(" · read {} of {} · {} stops", grouped(read), grouped(all), model.key(Action::Close))
        }
        None if pane.given_up => text += " · stopped, not all was read",
        None => {}
    }
    fit(&text, columns.saturating_sub(3)).into_owned()
}

fn nothing(model: &Model, pane: &Pane, column: Column) -> String {
    let elsewhere = pane.shelves.iter().any(|shelf| !shelf.rows.is_empty());
    let esc = || model.key(Action::Close);
    let said = match (pane.who, column) {
        _ if pane.reading.is_some() => "still looking …",
        _ if model.answer.articles.is_empty() => {
            return format!("No article is left: {} drops the last filter.", esc());
        }
        (Who::Nobody, Column::About) => "Choose a speaker to see which quotes name them.",
        _ if !pane.words.is_empty() || !pane.about.is_empty() => {
            let filter = model.key(Action::Filter);
            return format!("No quote like that. {} shows all again; {filter} keeps articles that say it.", esc());
        }
        (Who::First, _) => "No quotes in these articles.",
        (_, Column::About) => "No quote in these articles names them.",
        (_, Column::By) if elsewhere => {
            let tab = model.key(Action::FocusNext);
            return format!("No quote of theirs in these articles. {tab} shows those that name them.");
        }
        (Who::Of(_), Column::By) => "Nothing they said in these articles.",
        _ => "No quotes in these articles.",
    };
    said.to_string()
}

fn say(theme: &Theme, frame: &mut Frame, area: Rect, text: &str) {
    for (span, n) in wrap(text, columns(area)).into_iter().zip(1..area.height) {
        put(frame.buffer_mut(), &Line::styled(format!("  {}", span.of(text)), theme.dim), row(area, n));
    }
}

fn draw_speakers(model: &Model, pane: &Pane, theme: &Theme, frame: &mut Frame, area: Rect) {
    let named = pane.speakers.iter().filter(|(who, _)| matches!(who, Who::Of(_))).count();
    let title = match named {
        0 => "Quotes".to_string(),
        count => format!("Speakers {}", grouped(count as u64)),
    };
    let focused = pane.column == Column::Speakers;
    frames::title(theme, frame, Rect { height: 1.min(area.height), ..area }, &title, focused);
    let rows = area.height.saturating_sub(1);
    let shown = pane.speakers.iter().enumerate().skip(pane.top).take(rows as usize);
    for ((n, (who, count)), y) in shown.zip(1..) {
        let selected = (n == pane.speaker).then_some(if focused { theme.selected } else { theme.selected_elsewhere });
        let style = |plain: Style| selected.unwrap_or(plain);
        let count = grouped(u64::from(*count));
        let columns = area.width as usize;
        let room = columns.saturating_sub(width(&count) + 2);
        let mut parts = Parts::new();
        parts.push(" ", style(Style::new()));
        let (text, quiet) = match who {
            Who::Of(entity) => (model.corpus.name(*entity), Style::new()),
            Who::Everybody => ("everybody", Style::new()),
            Who::Nobody | Who::First => (NOBODY, theme.dim),
        };
        parts.push_fit(text, style(quiet), room);
        parts.fill(room + 1, style(Style::new())).push(format!("{count} "), style(theme.dim));
        put(frame.buffer_mut(), &parts.line(), row(area, y));
    }
}

fn name(model: &Model, speaker: Option<EntityNo>) -> &str {
    speaker.map_or(NOBODY, |e| model.corpus.name(e))
}

fn draw_shelf(model: &Model, pane: &Pane, shelf: &Shelf, column: Column, theme: &Theme, frame: &mut Frame, area: Rect) {
    let needles = needles(&pane.words);
    let columns = columns(area);
    let mut y = 1;
    for (n, quoted) in shelf.rows.iter().enumerate().skip(shelf.top) {
        if y >= area.height {
            break;
        }
        let here = n == shelf.cursor;
        let style = if pane.column == column { theme.accent } else { theme.dim };
        let mark = if here { Line::styled(" ▌", style) } else { Line::raw("  ") };
        let words = pane.words_of((quoted.quote.article, quoted.quote.index)).map(|words| quoted_text(&words.text));
        let mut lines: Vec<Line<'_>> = Vec::new();
        let text = words.as_deref().unwrap_or("…");
        let hits = if needles.is_empty() { None } else { marks(text, &needles) }.unwrap_or_default();
        for span in wrap(text, columns) {
            let (start, end) = (span.start as usize, span.end as usize);
            let within = hits.iter().filter(|hit| hit.start >= start && hit.start < end);
            let within: Vec<_> = within.map(|hit| (hit.start - start..hit.end.min(end) - start, theme.hit)).collect();
            lines.push(Line::from(styled(span.of(text), Style::new(), &within)));
        }
        lines.push(Line::styled(fit(&about(model, pane, quoted, column), columns).into_owned(), theme.dim));
        // What is longer than the screen ends with its source all the same.
        let rows = (area.height - 1) as usize;
        if lines.len() > rows && rows > 1 {
            lines.drain(rows - 1..lines.len() - 1);
        }
        for line in lines {
            if y >= area.height {
                break;
            }
            let mut spans = mark.clone().spans;
            spans.iter_mut().for_each(|span| span.style = mark.style);
            let base = line.style;
            spans.push(" ".into());
            spans.extend(line.spans.into_iter().map(|mut span| {
                span.style = base.patch(span.style);
                span
            }));
            put(frame.buffer_mut(), &Line::from(spans), row(area, y));
            y += 1;
        }
        y += 1;
    }
}

/// "2025-04-17 · World Desk · A title", before it who says it where that is not in the column's title.
fn about(model: &Model, pane: &Pane, quoted: &Quoted, column: Column) -> String {
    let row = model.corpus.row(quoted.quote.article);
    let told = column == Column::About || pane.who == Who::Everybody;
    let speaker = told.then(|| name(model, quoted.quote.speaker).to_string());
    let more = (quoted.more > 0).then(|| format!("+{}", grouped(u64::from(quoted.more))));
    let unsure = (quoted.quote.confidence < UNSURE).then(|| "unsure".to_string());
    let date = row.date.map_or("undated".to_string(), |date| dates::short(date).trim_start().to_string());
    let source = row.source.map(str::to_string);
    let parts = [speaker, Some(date), more, unsure, source, Some(row.title.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
