//! When: bars over time, the dates below them, and what is in the bin under the cursor.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::line::{Parts as Row, put};
use super::theme::Theme;
use super::{frame as frames, row};
use crate::app::timeline::plan::Plan;
use crate::app::timeline::{By, Pane, Part, axis, days_text};
use crate::app::{Action, Model, dates, layout};
use crate::corpus::{BinNo, EntityNo, Kind, Series, Unit, date_of};
use crate::text::numbers::grouped;
use crate::text::width::{fit, width};

/// How sources are told apart in one bar: by hatch, and by colour where there is colour. The last is for the rest.
const HATCHES: [&str; 4] = ["█", "▓", "▒", "░"];
const EIGHTHS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// What to do where no article is left.
pub(super) fn drops(model: &Model) -> String {
    format!("{} drops all filters, {} goes back.", model.key(Action::DropAll), model.key(Action::Back))
}

pub fn draw(model: &Model, pane: &Pane, theme: &Theme, frame: &mut Frame, area: Rect) {
    frames::title(theme, frame, Rect { height: 1, ..area }, &title(pane), true);
    let room = layout::inside(area);
    if !pane.known {
        return say(&["Counting …"], theme, frame, room);
    }
    if pane.series().is_empty() {
        let undated = pane.counted.all.undated;
        let first = if undated > 0 { "None of these articles has a date." } else { "No articles." };
        return say(
            &[first, "", &drops(model)][..if undated > 0 { 1 } else { 3 }],
            theme,
            frame,
            room,
        );
    }
    let plan = Plan::new(room, pane, model.plain);
    let chart = Chart { pane, plan, theme };
    legend(pane, theme, frame, plan.legend);
    match pane.by {
        By::People | By::Countries if !pane.counted.parts.is_empty() => chart.lanes(frame.buffer_mut()),
        By::Source => chart.stacked(frame.buffer_mut()),
        _ => chart.plain(frame.buffer_mut()),
    }
    chart.axis(frame.buffer_mut());
    detail(model, &chart, frame);
}

/// "Timeline: weeks, by source · 12 undated"
fn title(pane: &Pane) -> String {
    let unit = match pane.unit {
        Unit::Day => "days",
        Unit::Week => "weeks",
        Unit::Month => "months",
        Unit::Year => "years",
    };
    let mut title = format!("Timeline: {unit}");
    if pane.by != By::Nothing {
        title += &format!(", {}", pane.by.name());
    }
    match pane.counted.all.undated {
        0 => title,
        undated => title + &format!(" · {} undated", grouped(u64::from(undated))),
    }
}

fn say(lines: &[&str], theme: &Theme, frame: &mut Frame, area: Rect) {
    for (text, n) in lines.iter().zip(1..area.height) {
        put(frame.buffer_mut(), &Line::styled(format!("  {text}"), theme.dim), row(area, n));
    }
}

/// A part's style; the rest, which has no label, is dim.
fn style(theme: &Theme, n: usize, part: &Part) -> Style {
    let styles = [theme.country, theme.organisation, theme.quote, theme.heading, theme.warning];
    if part.label.is_empty() { theme.dim } else { styles.get(n).copied().unwrap_or_default() }
}

fn hatch(n: usize, part: &Part) -> &'static str {
    let last = HATCHES.len() - 1;
    HATCHES[if part.label.is_empty() { last } else { n.min(last) }]
}

/// "█ Reuters 5   ▓ BBC 3   ░ others 1": the numbers are those of the bin under the cursor.
fn legend(pane: &Pane, theme: &Theme, frame: &mut Frame, area: Rect) {
    let columns = area.width as usize;
    let mut line = Row::new();
    line.push(" ", Style::new());
    for (n, part) in pane.counted.parts.iter().enumerate() {
        let label = if part.label.is_empty() { "others" } else { part.label.as_str() };
        let count = format!(" {}", grouped(u64::from(chosen(pane, part.counts.by(pane.unit)))));
        let left = columns.saturating_sub(line.used() + width(&count) + 4);
        // Every part has its share of the line where not all of them fit.
        let share = (columns / pane.counted.parts.len()).saturating_sub(width(&count) + 5).max(4);
        let label = fit(label, if pane.counted.parts.len() > 1 { share.min(left) } else { left }).into_owned();
        if label.is_empty() {
            break;
        }
        line.push(hatch(n, part), style(theme, n, part)).push(format!(" {label}"), Style::new());
        line.push(count, theme.dim).push("   ", Style::new());
    }
    put(frame.buffer_mut(), &line.line(), area);
}

/// How much of a series lies in the bins that are chosen.
fn chosen(pane: &Pane, series: &Series) -> u32 {
    let (first, last) = pane.chosen();
    series.between(first, last).iter().map(|(_, count)| count).sum()
}

struct Chart<'a> {
    pane: &'a Pane,
    plan: Plan,
    theme: &'a Theme,
}

impl Chart<'_> {
    /// The bins of a series that are on the screen.
    fn shown<'a>(&self, series: &'a Series) -> &'a [(BinNo, u32)] {
        let last = self.pane.left.saturating_add(BinNo::from(self.plan.bins) - 1);
        series.between(self.pane.left, last)
    }

    fn most(&self, series: &Series) -> u32 {
        self.shown(series).iter().map(|(_, count)| *count).max().unwrap_or(0)
    }

    fn is_chosen(&self, bin: BinNo) -> bool {
        let (first, last) = self.pane.chosen();
        (first..=last).contains(&bin)
    }

    /// All in one.
    fn plain(&self, buffer: &mut Buffer) {
        let most = self.most(self.pane.series());
        self.scale(buffer, self.plan.bars, most);
        self.bars(buffer, self.plan.bars, self.pane.series(), most, [self.theme.dim, self.theme.accent]);
    }

    /// One bar a bin, as high as its count: `most` is as high as the area. One style is for those that are chosen.
    fn bars(&self, buffer: &mut Buffer, area: Rect, series: &Series, most: u32, [style, chosen]: [Style; 2]) {
        for (bin, count) in self.shown(series) {
            let Some(x) = self.plan.column_of(self.pane.left, *bin) else { continue };
            let all = u64::from(area.height) * 8;
            let eighths = (u64::from(*count) * all).div_ceil(u64::from(most.max(1))).min(all) as u16;
            let style = if self.is_chosen(*bin) { chosen } else { style };
            for cell in 0..eighths.div_ceil(8) {
                let part = (eighths - cell * 8).min(8);
                let symbol = EIGHTHS[part as usize - 1];
                buffer.set_string(x, area.bottom() - 1 - cell, symbol.repeat(self.plan.bar() as usize), style);
            }
        }
    }

    /// One bar a bin, in it the parts one on another, the first at the foot.
    fn stacked(&self, buffer: &mut Buffer) {
        let (area, all) = (self.plan.bars, self.pane.series());
        let most = u64::from(self.most(all).max(1));
        self.scale(buffer, area, most as u32);
        let parts: Vec<(&Part, &Series)> =
            self.pane.counted.parts.iter().map(|part| (part, part.counts.by(self.pane.unit))).collect();
        let rows = u64::from(area.height);
        for (bin, count) in self.shown(all) {
            let Some(x) = self.plan.column_of(self.pane.left, *bin) else { continue };
            let cells = (u64::from(*count) * rows).div_ceil(most).min(rows);
            // Up to where each part reaches, in halves of a row's worth.
            let tops: Vec<u64> = parts
                .iter()
                .scan(0, |sum, (_, series)| {
                    *sum += u64::from(series.of(*bin)) * rows * 2;
                    Some(*sum)
                })
                .collect();
            for cell in 0..cells {
                // The part in the middle of the cell, or the last one at the top of the bar.
                let middle = (cell * 2 + 1) * most;
                let n = tops.partition_point(|top| *top < middle).min(parts.len().saturating_sub(1));
                let Some((part, _)) = parts.get(n) else { continue };
                let symbol = hatch(n, part).repeat(self.plan.bar() as usize);
                buffer.set_string(x, area.bottom() - 1 - cell as u16, symbol, style(self.theme, n, part));
            }
        }
    }

    /// A chart for each part, one above the other, with one scale.
    fn lanes(&self, buffer: &mut Buffer) {
        let area = self.plan.bars;
        let room = (area.height / 2).max(1);
        let parts = self.pane.counted.parts.iter().take(room as usize);
        let lanes = parts.len() as u16;
        let most = parts.clone().map(|part| self.most(part.counts.by(self.pane.unit))).max().unwrap_or(0);
        let mut y = area.y;
        for (n, part) in parts.enumerate() {
            let height = (area.bottom() - y) / (lanes - n as u16);
            let lane = Rect { y, height, ..area };
            y += height;
            let style = style(self.theme, n, part);
            let series = part.counts.by(self.pane.unit);
            let mut line = Row::new();
            let count = format!(" {}", grouped(u64::from(chosen(self.pane, series))));
            line.push_fit(&part.label, style, (area.width as usize).saturating_sub(width(&count)));
            line.push(count, self.theme.dim);
            let bars = layout::inside(lane);
            self.scale(buffer, bars, most);
            self.bars(buffer, bars, series, most, [style, self.theme.title]);
            put(buffer, &line.line(), lane);
        }
    }

    /// How many a bar of the area's height stands for.
    fn scale(&self, buffer: &mut Buffer, area: Rect, most: u32) {
        let columns = self.plan.scale.width as usize;
        let mut number = |y: u16, n: u32| {
            let text = grouped(u64::from(n));
            if y < area.bottom() && width(&text) < columns {
                buffer.set_string(self.plan.scale.x, y, format!("{text:>0$} ", columns - 1), self.theme.dim);
            }
        };
        number(area.y, most);
        // Half of it, where that is a whole number on a row of its own.
        if area.height >= 8 && area.height.is_multiple_of(2) && most.is_multiple_of(2) && most > 0 {
            number(area.y + area.height / 2, most / 2);
        }
    }

    /// The line that bars stand on, with the cursor and the span, and the dates below.
    fn axis(&self, buffer: &mut Buffer) {
        let (plan, theme, left) = (&self.plan, self.theme, self.pane.left);
        if plan.axis.height == 0 {
            return;
        }
        let y = plan.axis.y;
        let long = (plan.bins * plan.wide).min(plan.axis.width);
        buffer.set_string(plan.axis.x, y, "─".repeat(long as usize), theme.rule);
        let (first, last) = self.pane.chosen();
        let end = left.saturating_add(BinNo::from(plan.bins) - 1);
        for bin in first.max(left)..=last.min(end) {
            let Some(x) = plan.column_of(left, bin) else { continue };
            let under = if bin == last { plan.bar() } else { plan.wide };
            buffer.set_string(x, y, "━".repeat(under as usize), theme.accent);
        }
        if let Some(x) = plan.column_of(left, self.pane.cursor) {
            buffer.set_string(x + plan.bar() / 2, y, "▲", theme.accent);
        }
        if let Some((oldest, newest)) = self.pane.series().ends() {
            if oldest < left {
                buffer.set_string(plan.axis.x.saturating_sub(1), y, "◂", theme.title);
            }
            if newest > end {
                buffer.set_string(plan.axis.right().min(buffer.area.right() - 1), y, "▸", theme.title);
            }
        }
        let labels = axis::labels(self.pane.unit, left, plan.bins, plan.wide, plan.axis.width);
        for (n, labels) in (1..plan.axis.height).zip(&labels) {
            for (at, text) in labels {
                buffer.set_string(plan.axis.x + at, y + n, text, theme.dim);
            }
        }
    }
}

/// When and how many, who, and the titles.
fn detail(model: &Model, chart: &Chart, frame: &mut Frame) {
    let (pane, plan, theme) = (chart.pane, chart.plan, chart.theme);
    let columns = plan.detail.width as usize;
    let count = pane.count();
    let mut line = Row::new();
    line.push(" ", theme.title).push_fit(&days_text(pane.days(), pane.unit), theme.title, columns);
    let articles = if count == 1 { "1 article".to_string() } else { format!("{} articles", grouped(u64::from(count))) };
    line.push_fit(&format!(" · {articles}"), theme.dim, columns);
    if pane.span.is_some() {
        line.push_fit(" · span", theme.accent, columns);
    }
    put(frame.buffer_mut(), &line.line(), row(plan.detail, 0));
    let Some(bin) = pane.bin.as_ref().filter(|bin| bin.days == pane.days()) else { return };
    if plan.detail.height > 1 {
        put(frame.buffer_mut(), &names(model, &bin.names, theme, columns), row(plan.detail, 1));
    }
    let several = bin.days.0 != bin.days.1;
    let shown = bin.articles.iter().enumerate().skip(pane.top);
    for ((n, article), at) in shown.zip(0..plan.titles.height) {
        let over = |style: Style| if pane.title == Some(n) { theme.selected } else { style };
        let mut line = Row::new();
        line.push(" ", over(theme.dim));
        if let Some(date) = model.corpus.day(*article).and_then(date_of).filter(|_| several) {
            line.push(format!("{}  ", dates::short(date)), over(theme.dim));
        }
        let source = model.corpus.source(*article).filter(|_| columns >= 100).map(|s| fit(s, columns / 5).into_owned());
        let source = source.unwrap_or_default();
        let room = columns.saturating_sub(width(&source) + 2);
        let read = if model.marks.read.contains(*article) { theme.dim } else { Style::new() };
        line.push_fit(model.corpus.title(*article), over(read), room).fill(room + 1, over(Style::new()));
        line.push(source, over(theme.dim)).fill(columns, over(Style::new()));
        put(frame.buffer_mut(), &line.line(), row(plan.titles, at));
    }
}

/// "Vladimir Putin 9 · Ukraine 14 · NATO 3": as many of each kind as there is room for, in turn. Not those whom a filter
/// asks for: all of the articles name them.
fn names<'a>(model: &Model, names: &[(EntityNo, u32)], theme: &Theme, columns: usize) -> Line<'a> {
    let asked = |entity: &EntityNo| model.filter.chosen().any(|(e, _)| e == *entity);
    let of = |kind: Kind| names.iter().filter(move |(e, _)| model.corpus.kind(*e) == kind && !asked(e));
    let text = |(entity, count): &(EntityNo, u32)| {
        (fit(model.corpus.name(*entity), 28).into_owned(), format!(" {}", grouped(u64::from(*count))))
    };
    let mut taken = [0usize; 3];
    let mut left = columns.saturating_sub(2);
    'rounds: for round in 0.. {
        let mut any = false;
        for kind in Kind::ALL {
            let Some(next) = of(kind).nth(round) else { continue };
            let (name, count) = text(next);
            let wide = width(&name) + width(&count) + 3;
            if wide > left + 3 {
                break 'rounds;
            }
            any = true;
            left = left.saturating_sub(wide);
            taken[kind as usize] += 1;
        }
        if !any {
            break;
        }
    }
    let mut line = Row::new();
    for kind in Kind::ALL {
        for one in of(kind).take(taken[kind as usize]) {
            let (name, count) = text(one);
            line.push(if line.used() == 0 { " " } else { " · " }, theme.dim);
            line.push(name, theme.entity(kind)).push(count, theme.dim);
        }
    }
    line.line()
}
