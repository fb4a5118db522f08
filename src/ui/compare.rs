//! Two articles beside each other: of two versions what the left alone says struck out and dim, what the right alone says
//! bold and underlined; of two accounts what each has alone so.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::line::{Parts, put, styled};
use super::theme::Theme;
use super::{frame as frames, row};
use crate::app::Model;
use crate::app::compare::layout::{BETWEEN, MARGIN};
use crate::app::compare::{Compare, Comparison, Layout, PairKind, Row};
use crate::text::diff::Side;
use crate::text::numbers::grouped;
use crate::text::width::{fit, width};

pub fn draw(model: &Model, compare: &Compare, theme: &Theme, frame: &mut Frame, area: Rect) {
    head(compare, theme, frame, area);
    let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    match compare.comparison() {
        None => {
            let text = model.notice.as_deref().unwrap_or("comparing …");
            put(frame.buffer_mut(), &Line::styled(format!("  {text}"), theme.dim), row(body, 1));
        }
        Some(_) => lines(compare, theme, frame, body),
    }
}

/// What is compared, and how far one is.
fn head(compare: &Compare, theme: &Theme, frame: &mut Frame, area: Rect) {
    let columns = area.width as usize;
    let differences = compare.layout.differences.len();
    let right = match (compare.comparison(), compare.at) {
        (None, _) => String::new(),
        (Some(_), Some(at)) => format!("difference {} of {} ", grouped(at as u64 + 1), grouped(differences as u64)),
        (Some(all), None) if all.is_equal() => "no difference in the text ".into(),
        (Some(_), None) if differences == 1 => "1 difference ".into(),
        (Some(_), None) => format!("{} differences ", grouped(differences as u64)),
    };
    let (at, others) = compare.place();
    let accounts = compare.comparison().is_some_and(Comparison::is_accounts);
    let what = match (accounts, compare.is_other_way()) {
        (true, false) => "Two accounts",
        (true, true) => "Versions, what each has alone",
        (false, false) => "Versions",
        (false, true) => "Two accounts, word by word",
    };
    let title = if others > 1 {
        format!("{what}, {} of {} others", grouped(at as u64), grouped(others as u64))
    } else {
        what.to_string()
    };
    frames::title(theme, frame, Rect { height: 1, ..area }, &title, true);
    if width(&title) + width(&right) + 8 < columns {
        let x = area.right() - width(&right) as u16 - 2;
        frame.buffer_mut().set_string(x, area.y, format!(" {right}"), theme.dim);
    }
    let Some(all) = compare.comparison() else { return };
    let [left, right] = &all.names;
    let styles = if accounts { [theme.title, theme.title] } else { [theme.only_left, theme.only_right] };
    let layout = &compare.layout;
    let mut parts = Parts::new();
    parts.push(" ".repeat(MARGIN as usize), theme.dim);
    if layout.two {
        let room = layout.width as usize;
        parts.push(fit(left, room).into_owned(), styles[0]);
        parts.fill(MARGIN as usize + room, theme.dim).push(" │ ", theme.rule);
        parts.push(fit(right, room).into_owned(), styles[1]);
    } else {
        let room = (columns.saturating_sub(MARGIN as usize + 5)) / 2;
        parts.push(fit(left, room).into_owned(), styles[0]).push(" → ", theme.dim);
        parts.push(fit(right, room).into_owned(), styles[1]);
    }
    put(frame.buffer_mut(), &parts.line(), row(area, 1));
}

fn lines(compare: &Compare, theme: &Theme, frame: &mut Frame, body: Rect) {
    let layout = &compare.layout;
    let here = compare.at.and_then(|at| layout.differences.get(at));
    let shown = layout.rows.iter().enumerate().skip(compare.top).take(body.height as usize);
    for (y, (n, line)) in (0u16..).zip(shown) {
        let area = row(body, y);
        let mark = Line::styled("▸", theme.accent);
        if here == Some(&(n, 0)) || (!layout.two && here == Some(&(n, 1))) {
            put(frame.buffer_mut(), &mark, area);
        }
        let room = area.width.saturating_sub(MARGIN);
        let width = if line.across { room } else { layout.width.min(room) };
        let left = Rect { x: area.x + MARGIN, width, ..area };
        put(frame.buffer_mut(), &cell(layout, line, 0, theme), left);
        if layout.two && !line.across {
            let rule = Rect { x: left.right(), width: BETWEEN, ..area };
            put(frame.buffer_mut(), &Line::styled(" │ ", theme.rule), rule);
            let right = Rect { x: rule.right(), width: layout.width, ..area };
            if here == Some(&(n, 1)) {
                put(frame.buffer_mut(), &mark, Rect { x: right.x - 1, width: 1, ..area }.intersection(area));
            }
            put(frame.buffer_mut(), &cell(layout, line, 1, theme), right.intersection(area));
        }
    }
}

fn cell<'a>(layout: &'a Layout, line: &Row, side: usize, theme: &Theme) -> Line<'a> {
    let Some((set, span)) = line.cells[side].and_then(|(n, span)| Some((layout.texts.get(n)?, span))) else {
        return Line::default();
    };
    let (start, end) = (span.start as usize, span.end as usize);
    let base = match set.kind {
        PairKind::Title => theme.title,
        PairKind::Path => theme.dim,
        PairKind::Heading => theme.heading,
        PairKind::Caption => theme.caption,
        PairKind::Body | PairKind::Item => Style::new(),
    };
    let within = set.marks.iter().filter(|(mark, _)| mark.overlaps(span));
    let marks: Vec<(std::ops::Range<usize>, Style)> = within
        .map(|(mark, side)| {
            let (from, to) = ((mark.start as usize).max(start), (mark.end as usize).min(end));
            (from - start..to - start, if *side == Side::Left { theme.only_left } else { theme.only_right })
        })
        .collect();
    let spans: Vec<Span<'a>> = styled(span.of(&set.text), base, &marks);
    Line::from(spans)
}
