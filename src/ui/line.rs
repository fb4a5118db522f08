//! A line put together from styled parts, left and right, cut to a width.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::text::width::{cut, fit, width};

/// A line under construction. Columns are counted as the terminal shows them.
#[derive(Default)]
pub struct Parts<'a> {
    spans: Vec<Span<'a>>,
    used: usize,
}

impl<'a> Parts<'a> {
    pub fn new() -> Parts<'a> {
        Parts::default()
    }

    pub fn used(&self) -> usize {
        self.used
    }

    /// Adds a text as it is.
    pub fn push(&mut self, text: impl Into<std::borrow::Cow<'a, str>>, style: Style) -> &mut Self {
        let text = text.into();
        self.used += width(&text);
        self.spans.push(Span::styled(text, style));
        self
    }

    /// Adds a text cut with an ellipsis so that the line stays within `columns`.
    pub fn push_fit(&mut self, text: &str, style: Style, columns: usize) -> &mut Self {
        let text = fit(text, columns.saturating_sub(self.used)).into_owned();
        self.push(text, style)
    }

    /// Fills up to `columns` with spaces.
    pub fn fill(&mut self, columns: usize, style: Style) -> &mut Self {
        let free = columns.saturating_sub(self.used);
        if free > 0 {
            self.push(" ".repeat(free), style);
        }
        self
    }

    pub fn line(self) -> Line<'a> {
        Line::from(self.spans)
    }
}

/// Puts a line on the screen, from the left. As the library does it, but plain text, of which most lines are, goes
/// into its cells without a look at how wide each letter may be.
pub fn put(buffer: &mut Buffer, line: &Line<'_>, area: Rect) {
    let area = Rect { height: area.height.min(1), ..area }.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    if line.style != Style::new() {
        buffer.set_style(area, line.style);
    }
    let mut x = area.x;
    for span in &line.spans {
        let (text, style) = (span.content.as_ref(), line.style.patch(span.style));
        let free = area.right().saturating_sub(x);
        if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
            let start = buffer.index_of(x.min(area.right() - 1), area.y);
            let cells = buffer.content.iter_mut().skip(start).take(free as usize);
            for (cell, letter) in cells.zip(text.chars()) {
                cell.set_char(letter).set_style(style);
            }
            x = x.saturating_add(text.len().min(free as usize) as u16);
        } else {
            Span::styled(text, style).render(Rect { x, width: free, ..area }, buffer);
            x = x.saturating_add(width(text).min(free as usize) as u16);
        }
    }
}

/// Splits `text` at the borders of marked parts and gives each piece its style: later marks are laid over earlier
/// ones. Marks are byte ranges of `text`; those outside it are cut.
pub fn styled<'a>(text: &'a str, base: Style, marks: &[(std::ops::Range<usize>, Style)]) -> Vec<Span<'a>> {
    let mut borders: Vec<usize> = vec![0, text.len()];
    for (range, _) in marks {
        borders.extend([range.start, range.end].into_iter().filter(|b| text.is_char_boundary(*b)));
    }
    borders.sort_unstable();
    borders.dedup();
    let piece = |pair: &[usize]| {
        let (start, end) = (*pair.first()?, *pair.last()?);
        let over = marks.iter().filter(|(r, _)| r.start <= start && end <= r.end);
        let style = over.fold(base, |style, (_, mark)| style.patch(*mark));
        Some(Span::styled(text.get(start..end)?, style))
    };
    borders.windows(2).filter_map(piece).collect()
}

/// The longest beginning of `text` that fits.
pub fn clipped(text: &str, columns: usize) -> &str {
    cut(text, columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_marks_lie_over_earlier_ones() {
        let spans =
            styled("peace in Paris", Style::new(), &[(0..14, Style::new().green()), (9..14, Style::new().bold())]);
        let shown: Vec<_> = spans.iter().map(|s| s.content.as_ref()).collect();
        assert_eq!(shown, ["peace in ", "Paris"]);
        assert_eq!(spans[1].style, Style::new().green().bold());
    }

    #[test]
    fn a_line_is_put_as_the_library_does_it() {
        let line = |texts: &[&'static str]| {
            let style = |n: usize| if n.is_multiple_of(2) { Style::new().bold() } else { Style::new().red() };
            Line::from(texts.iter().enumerate().map(|(n, t)| Span::styled(*t, style(n))).collect::<Vec<_>>())
        };
        let lines = [
            line(&["plain ", "text", " and more of it"]),
            line(&["‘Élysée’", " talks in ", "東京", " go on", "", "e\u{301}", "x"]),
            line(&["   ", "東京東京東京東京", "abc"]),
            line(&["a\u{200B}b", "c"]).style(Style::new().dim()),
            line(&[]),
        ];
        for (line, width) in lines.iter().flat_map(|l| (0..20).map(move |w| (l, w))) {
            let area = Rect::new(2, 1, width, 1);
            let mut expected = Buffer::empty(Rect::new(0, 0, 16, 3));
            let mut buffer = expected.clone();
            line.render(area.intersection(expected.area), &mut expected);
            put(&mut buffer, line, area);
            assert_eq!(buffer, expected, "{line:?} in {width}");
        }
    }

    #[test]
    fn marks_beyond_the_text_do_no_harm() {
        let spans = styled("été", Style::new(), &[(1..99, Style::new().bold()), (0..2, Style::new().green())]);
        assert_eq!(spans.iter().map(|s| s.content.as_ref()).collect::<String>(), "été");
    }
}
