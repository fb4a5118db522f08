//! Where: coasts in dots, a mark at each country that is named, its name where there is room, and the ranked list.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::symbols::Marker;
use ratatui::text::Line;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{Canvas, Map, MapResolution};

use super::line::{Parts, put};
use super::spark::spark;
use super::theme::Theme;
use super::{frame as frames, row, sidebar};
use crate::app::map::labels::{self, Mark};
use crate::app::map::plan::Plan;
use crate::app::map::{Country, Pane, countries, cursor, projection};
use crate::app::sidebar::State;
use crate::app::{Model, layout};
use crate::text::numbers::grouped;
use crate::text::width::width;

/// One label for so many cells of the map, and how many there are at least and at most.
const CELLS: usize = 90;
const LABELS: (usize, usize) = (5, 45);
/// Above so many cells the coast has room for all of its points.
const DETAILED: u32 = 1200;

pub fn draw(model: &Model, pane: &Pane, theme: &Theme, frame: &mut Frame, area: Rect) {
    let room = layout::inside(area);
    let countries = countries(model);
    let title = match countries.len() {
        0 => "Map".to_string(),
        1 => "Map: 1 country".to_string(),
        n => format!("Map: {n} countries"),
    };
    frames::title(theme, frame, Rect { height: 1, ..area }, &title, true);
    if countries.is_empty() {
        let lines = ["No country is named here.", "", &super::timeline::drops(model)];
        for (text, n) in lines.iter().zip(1..room.height) {
            put(frame.buffer_mut(), &Line::styled(format!("  {text}"), theme.dim), row(room, n));
        }
        return;
    }
    let plan = Plan::new(room, model.plain);
    let at = cursor(model, pane, &countries);
    if !plan.map.is_empty() {
        draw_map(model, pane, &countries, at, theme, frame, &plan);
    }
    if let Some(country) = countries.get(at).filter(|_| !plan.line.is_empty()) {
        put(frame.buffer_mut(), &about(model, country, theme, plan.line.width as usize), plan.line);
    }
    if plan.beside {
        frames::rule(theme, frame, Rect { y: area.y, height: area.height, ..plan.list });
    }
    let in_list = pane.list || plan.map.is_empty();
    let shown = countries.iter().skip(pane.top).take(plan.list.height as usize);
    let shown = shown.map(|country| country.row);
    let columns = sidebar::Columns::of(model, shown, plan.list.width as usize);
    for (country, n) in countries.iter().enumerate().skip(pane.top).zip(0..plan.list.height) {
        let (at_row, country) = country;
        let style = match (at_row == at, in_list) {
            (true, true) => Some(theme.selected),
            (true, false) => Some(theme.selected_elsewhere),
            (false, _) => None,
        };
        let line = sidebar::line(model, theme, &country.row, style, columns);
        put(frame.buffer_mut(), &line, row(plan.list, n));
    }
}

fn draw_map(
    model: &Model,
    pane: &Pane,
    countries: &[Country],
    at: usize,
    theme: &Theme,
    frame: &mut Frame,
    plan: &Plan,
) {
    let projection = projection(plan, pane, countries, at);
    let resolution = if projection.area.area() >= DETAILED { MapResolution::High } else { MapResolution::Low };
    Canvas::default()
        .marker(Marker::Braille)
        .x_bounds(projection.longitudes)
        .y_bounds(projection.latitudes)
        .paint(|context| context.draw(&Map { color: Color::Reset, resolution }))
        .render(projection.area, frame.buffer_mut());
    frame.buffer_mut().set_style(projection.area, theme.rule);
    // The one under the cursor matters most, then those that filters are about, then those named most.
    let mut order: Vec<usize> = (0..countries.len()).collect();
    order.sort_by_key(|n| *n != at);
    let placed: Vec<(usize, &Country, (u16, u16))> = order
        .into_iter()
        .filter_map(|n| countries.get(n).map(|country| (n, country)))
        .filter_map(|(n, country)| Some((n, country, projection.cell(country.place?)?)))
        .collect();
    let most = countries.iter().map(|country| country.row.count).max().unwrap_or(0);
    let mark = |(_, country, cell): &(usize, &Country, (u16, u16))| Mark {
        cell: *cell,
        name: model.corpus.name(country.row.entity).to_string(),
        code: country.code.clone(),
    };
    let marks: Vec<Mark> = placed.iter().map(mark).collect();
    let labels = (projection.area.area() as usize / CELLS).clamp(LABELS.0, LABELS.1);
    let buffer = frame.buffer_mut();
    let placed_labels = labels::place(projection.area, &marks, labels);
    let draw = |label: &labels::Label, buffer: &mut Buffer| {
        let style = match placed.get(label.mark) {
            Some((n, ..)) if *n == at => theme.selected,
            Some((_, country, _)) if country.pinned() => theme.chip,
            _ => Style::reset(),
        };
        // A column free of coast on both sides.
        let (before, end) = (label.x.saturating_sub(1).max(projection.area.x), label.x + width(&label.text) as u16);
        buffer.set_string(before, label.y, " ", Style::reset());
        buffer.set_string(end.min(projection.area.right() - 1), label.y, " ", Style::reset());
        buffer.set_string(label.x, label.y, &label.text, style);
    };
    placed_labels.iter().for_each(|label| draw(label, buffer));
    for (n, country, (x, y)) in placed.iter().rev() {
        let (symbol, style) = symbol(country, most, theme);
        buffer.set_string(*x, *y, symbol, if *n == at { theme.selected } else { style });
    }
    // The one under the cursor may lie over other marks.
    placed_labels.iter().take(1).filter(|label| label.mark == 0).for_each(|label| draw(label, buffer));
}

/// How often a country is named, in three sizes; what a filter says of it goes before.
fn symbol(country: &Country, most: u32, theme: &Theme) -> (&'static str, Style) {
    match country.row.state {
        State::Chosen => return ("✓", theme.chip),
        State::Excluded => return ("✗", theme.chip_out),
        State::Free => {}
    }
    // By orders of magnitude: a few countries have most of the news.
    let size = f64::from(country.row.count + 1).ln() / f64::from(most.max(1) + 1).ln();
    match size {
        size if size >= 0.8 => ("●", theme.country),
        size if size >= 0.55 => ("•", theme.country),
        _ => ("·", theme.title),
    }
}

/// "France · FR · 14 of 120 articles · 3rd  ▁▃█▂"
fn about<'a>(model: &Model, country: &Country, theme: &Theme, columns: usize) -> Line<'a> {
    let mut line = Parts::new();
    line.push(" ", theme.dim).push_fit(model.corpus.name(country.row.entity), theme.title, columns);
    let all = model.answer.articles.folded().len();
    let of = match all {
        1 => " · 1 article".to_string(),
        all => format!(" · {} of {} articles", grouped(u64::from(country.row.count)), grouped(all as u64)),
    };
    line.push_fit(&of, theme.dim, columns);
    if country.place.is_none() {
        line.push_fit(" · not on the map", theme.dim, columns);
    }
    let spark = spark(model.sidebar.spark(country.row.entity), columns.saturating_sub(line.used() + 2));
    line.push("  ", theme.dim).push(spark, theme.dim);
    line.line()
}
