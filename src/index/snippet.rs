//! The few words of an article that show best why it was found.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::hits::{Find, finds};
use crate::corpus::Article;
use crate::query::{Expr, Snippet};
use crate::text::Span;

const CUT: &str = "…";
/// This part of the room beside the hits goes to what stands before them.
const BEFORE: usize = 3;

/// The few words of `article` that show best why it answers `expr`, at most `width` columns wide: from the paragraph
/// that holds the most different hits close together, or the beginning of the text where it holds none.
pub fn snippet(article: &Article, expr: &Expr, width: usize) -> Snippet {
    let mut finds = finds(article, expr);
    finds.retain(|f| f.hit.paragraph.is_some());
    finds.sort_by_key(|f| f.hit);
    let Some(best) = best(article, &finds, width) else {
        let text = article.paragraphs.first().map_or("", |p| p.text.as_str());
        return cut_out(text, Span::default(), &[], width);
    };
    let paragraph = best.first.hit.paragraph;
    let spans: Vec<Span> = finds.iter().filter(|f| f.hit.paragraph == paragraph).map(|f| f.hit.span).collect();
    cut_out(article.text(paragraph), best.span, &spans, width)
}

struct Window {
    first: Find,
    span: Span,
}

/// The window with the most different hits, then the most hits, then the first. `finds` in reading order.
fn best(article: &Article, finds: &[Find], width: usize) -> Option<Window> {
    let mut best: Option<((usize, usize), Window)> = None;
    for (i, first) in finds.iter().enumerate() {
        let text = article.text(first.hit.paragraph);
        let mut span = first.hit.span;
        let mut kinds = vec![first.which];
        let mut count = 1;
        let fits = |span: Span| span.of(text).width() + 2 * CUT.width() <= width;
        for next in finds.get(i + 1..).unwrap_or(&[]) {
            let wider = Span { start: span.start, end: span.end.max(next.hit.span.end) };
            // A byte is at most one column of these: only what can fit is measured.
            if next.hit.paragraph != first.hit.paragraph || wider.len() > width.saturating_mul(8) || !fits(wider) {
                break;
            }
            span = wider;
            count += 1;
            if !kinds.contains(&next.which) {
                kinds.push(next.which);
            }
        }
        let score = (kinds.len(), count);
        if best.as_ref().is_none_or(|(b, _)| score > *b) {
            best = Some((score, Window { first: *first, span }));
        }
    }
    best.map(|(_, window)| window)
}

/// Cuts `text` around `kernel` to `width` columns, at the ends of words.
fn cut_out(text: &str, kernel: Span, hits: &[Span], width: usize) -> Snippet {
    if text.len() <= width.saturating_mul(16) && text.width() <= width {
        return finish(text, Span::new(0, text.len()), hits);
    }
    // A hit can be as long as the text: no more of it than there is room for.
    let kernel = Span { end: kernel.start + crate::text::width::cut(kernel.of(text), width).len() as u32, ..kernel };
    let mut kept = kernel;
    let mut room = width.saturating_sub(kernel.of(text).width() + 2 * CUT.width());
    // Some of what stands before, then as much as there is behind, then what is left before again.
    room -= grow_left(text, &mut kept, room / BEFORE);
    if kept.start == 0 {
        room += CUT.width();
    }
    room -= grow_right(text, &mut kept, room);
    if kept.end as usize == text.len() {
        room += CUT.width();
    }
    grow_left(text, &mut kept, room);
    while finish(text, kept, &[]).text.width() > width {
        // Only a hit that is wider than all the room there is.
        let Some((at, _)) = kept.of(text).grapheme_indices(true).next_back() else { return Snippet::default() };
        kept.end = kept.start + at as u32;
        if kept.is_empty() {
            let text = if width >= CUT.width() { CUT } else { "" };
            return Snippet { text: text.into(), hits: Vec::new() };
        }
    }
    finish(text, kept, hits)
}

/// Takes in words before `kept`, `room` columns of them at most; how many it took.
fn grow_left(text: &str, kept: &mut Span, room: usize) -> usize {
    let before = text.get(..kept.start as usize).unwrap_or("");
    let (mut used, mut taken) = (0, 0);
    let mut start = before.len();
    for (at, part) in before.split_word_bound_indices().rev() {
        used += part.width();
        if used > room {
            break;
        }
        // A gap is taken only with the word before it.
        if !part.trim().is_empty() {
            (start, taken) = (at, used);
        }
    }
    kept.start = start as u32;
    taken
}

fn grow_right(text: &str, kept: &mut Span, room: usize) -> usize {
    let behind = text.get(kept.end as usize..).unwrap_or("");
    let (mut used, mut taken, mut end) = (0, 0, 0);
    for (at, part) in behind.split_word_bound_indices() {
        used += part.width();
        if used > room {
            break;
        }
        if !part.trim().is_empty() {
            (end, taken) = (at + part.len(), used);
        }
    }
    kept.end += end as u32;
    taken
}

fn finish(text: &str, kept: Span, hits: &[Span]) -> Snippet {
    let mut out = Snippet::default();
    if kept.start > 0 {
        out.text.push_str(CUT);
    }
    let shift = out.text.len();
    out.text.push_str(kept.of(text));
    if (kept.end as usize) < text.trim_end().len() {
        out.text.push_str(CUT);
    }
    for hit in hits.iter().filter(|h| h.overlaps(kept)) {
        let start = (hit.start.max(kept.start) - kept.start) as usize + shift;
        let end = (hit.end.min(kept.end) - kept.start) as usize + shift;
        match out.hits.last_mut() {
            Some(last) if start < last.end as usize => last.end = last.end.max(end as u32),
            _ => out.hits.push(Span::new(start, end)),
        }
    }
    out
}
