//! The article as a page: a centred column, names and quotes set apart, matches marked.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::line::{put, styled};
use super::row;
use super::theme::Theme;
use crate::app::page::{Block, BlockKind, Line as PageLine, Mark};
use crate::app::{Model, act};
use crate::query::Hit;

pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame, area: Rect) {
    let reader = &model.reader;
    if reader.opened.is_none() {
        return;
    }
    let left = if theme.plain { 0 } else { area.width.saturating_sub(reader.page.columns) / 2 };
    let column = Rect { x: area.x + left, width: reader.page.columns.min(area.width - left), ..area };
    let end = reader.page.lines.len().min(reader.top + area.height as usize);
    let lines = reader.page.lines.get(reader.top..end).unwrap_or(&[]);
    let over = overlays(model, theme, lines);
    for (n, line) in (0..).zip(lines) {
        let Some(block) = reader.page.blocks.get(line.block).filter(|_| !line.gap) else { continue };
        put(frame.buffer_mut(), &set(block, line, theme, &over), row(column, n));
    }
}

/// What is laid over the text in these lines: the chosen name's mentions, matches, and the one gone to last.
fn overlays(model: &Model, theme: &Theme, lines: &[PageLine]) -> Vec<(Hit, Style)> {
    let page = &model.reader.page;
    let place = |line: &PageLine| page.blocks.get(line.block)?.place.map(|place| (place, line.span));
    let mut places = lines.iter().filter(|l| !l.gap).filter_map(place);
    let Some(first) = places.next() else { return Vec::new() };
    let last = places.next_back().unwrap_or(first);
    let shown = |hit: &Hit| {
        (hit.paragraph, hit.span.end) >= (first.0, first.1.start)
            && (hit.paragraph, hit.span.start) <= (last.0, last.1.end)
    };
    let reader = &model.reader;
    let mut over: Vec<(Hit, Style)> = Vec::new();
    over.extend(page.highlights.iter().map(|(h, _)| *h).filter(shown).map(|h| (h, theme.highlight)));
    over.extend(act::mentions(model).into_iter().filter(shown).map(|h| (h, theme.selected_elsewhere)));
    over.extend(reader.matches().iter().filter(|h| shown(h)).map(|h| (*h, theme.hit)));
    over.extend(reader.at.map(|h| (h, theme.here)));
    if let (Some(visual), Some(opened)) = (&model.visual, &reader.opened) {
        over.extend(visual.parts(&opened.article).into_iter().filter(shown).map(|h| (h, theme.selected)));
    }
    over
}

fn set<'a>(block: &'a Block, line: &PageLine, theme: &Theme, over: &[(Hit, Style)]) -> Line<'a> {
    let (start, end) = (line.span.start as usize, line.span.end as usize);
    let base = base(block.kind, theme);
    let within = |from: u32, to: u32| {
        let (from, to) = (from as usize, to as usize);
        (from < end && to > start).then(|| from.max(start) - start..to.min(end) - start)
    };
    let mut marks: Vec<(std::ops::Range<usize>, Style)> = Vec::new();
    for (span, mark) in &block.marks {
        let style = match mark {
            Mark::Quote => theme.quote,
            // A heading is set apart as a whole: names in it need no more.
            Mark::Entity(_) if matches!(block.kind, BlockKind::Title | BlockKind::Heading) => continue,
            Mark::Entity(kind) => theme.entity(*kind),
        };
        marks.extend(within(span.start, span.end).map(|r| (r, style)));
    }
    for (hit, style) in over.iter().filter(|(h, _)| block.place == Some(h.paragraph)) {
        marks.extend(within(hit.span.start, hit.span.end).map(|r| (r, *style)));
    }
    let text = line.span.of(&block.text);
    let mut spans: Vec<Span<'a>> = Vec::new();
    match block.kind {
        BlockKind::Note if start == 0 => spans.push(Span::styled("  ✎ ", theme.dim)),
        BlockKind::List if start == 0 => spans.push(Span::styled("• ", theme.dim)),
        kind => spans.push(Span::raw(" ".repeat(kind.indent() as usize))),
    }
    spans.extend(styled(text, base, &marks));
    Line::from(spans)
}

fn base(kind: BlockKind, theme: &Theme) -> Style {
    match kind {
        BlockKind::Title => theme.title,
        BlockKind::About | BlockKind::Dateline => theme.dim,
        BlockKind::Heading => theme.heading,
        BlockKind::Caption => theme.caption,
        BlockKind::Furniture => theme.furniture,
        BlockKind::Note => theme.note,
        BlockKind::Body | BlockKind::List => Style::new(),
    }
}
