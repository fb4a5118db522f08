//! A passage being selected in the reader: by sentences and by words, to be highlighted, noted or copied.

use std::sync::Arc;

use super::marking::change;
use super::update::settle;
use super::{Action, Effect, Focus, Model, act, editor};
use crate::corpus::{Article, ArticleId, MarkChange, Note, Passage, Position};
use crate::query::Hit;
use crate::text::{Span, segment};

/// What is selected in the open article: from the first byte to behind the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visual {
    pub article: ArticleId,
    pub from: Position,
    pub to: Position,
    /// Keys move the end of it; else its start.
    pub at_end: bool,
}

/// Sentences or words of a paragraph.
type Units = fn(&str) -> Vec<Span>;

fn sentences(text: &str) -> Vec<Span> {
    segment::sentences(text)
}

fn words(text: &str) -> Vec<Span> {
    segment::words(text).map(|(span, _)| span).collect()
}

fn units(article: &Article, paragraph: u32, units: Units) -> Vec<(Position, Position)> {
    let place = |byte| Position { paragraph, byte };
    let spans = units(article.text(Some(paragraph))).into_iter().filter(|s| !s.is_empty());
    spans.map(|span| (place(span.start), place(span.end))).collect()
}

/// The next unit that ends behind `at`.
fn after(article: &Article, at: Position, of: Units) -> Option<(Position, Position)> {
    let paragraphs = at.paragraph..article.paragraphs.len() as u32;
    paragraphs.filter_map(|p| units(article, p, of).into_iter().find(|(_, end)| *end > at)).next()
}

/// The last unit that begins before `at`.
fn before(article: &Article, at: Position, of: Units) -> Option<(Position, Position)> {
    let paragraphs = 0..=at.paragraph.min(article.paragraphs.len().saturating_sub(1) as u32);
    paragraphs.rev().filter_map(|p| units(article, p, of).into_iter().rfind(|(start, _)| *start < at)).next()
}

impl Visual {
    /// The next unit is taken in at the end, or left out at the start; what is selected never becomes empty: then the
    /// other end moves.
    fn forth(&mut self, article: &Article, of: Units) {
        if !self.at_end {
            // The start goes to where the next unit begins.
            let next = after(article, self.from, of).and_then(|(_, end)| after(article, end, of));
            match next.filter(|(start, _)| *start < self.to) {
                Some((start, _)) => return self.from = start,
                None => self.at_end = true,
            }
        }
        if let Some((_, end)) = after(article, self.to, of) {
            self.to = end;
        }
    }

    fn back(&mut self, article: &Article, of: Units) {
        if self.at_end {
            let last = before(article, self.to, of).and_then(|(start, _)| before(article, start, of));
            match last.filter(|(_, end)| *end > self.from) {
                Some((_, end)) => return self.to = end,
                None => self.at_end = false,
            }
        }
        if let Some((start, _)) = before(article, self.from, of) {
            self.from = start;
        }
    }

    /// What is selected of each paragraph.
    pub fn parts(&self, article: &Article) -> Vec<Hit> {
        let part = |paragraph: u32| {
            let text = article.text(Some(paragraph));
            let start = if paragraph == self.from.paragraph { self.from.byte as usize } else { 0 };
            let end = if paragraph == self.to.paragraph { self.to.byte as usize } else { text.len() };
            let span = Span::new(start, end.max(start));
            (!span.of(text).trim().is_empty()).then_some(Hit { paragraph: Some(paragraph), span })
        };
        (self.from.paragraph..=self.to.paragraph).filter_map(part).collect()
    }
}

/// The passage at a place.
pub(super) fn passage(article: &Article, hit: Hit) -> Passage {
    let words = hit.span.of(article.text(hit.paragraph)).to_string();
    Passage { paragraph: hit.paragraph, span: hit.span, words }
}

/// The sentence of a paragraph around a place.
pub(super) fn sentence(article: &Article, paragraph: u32, byte: u32) -> Option<Hit> {
    let spans = sentences(article.text(Some(paragraph)));
    let span = spans.into_iter().find(|s| s.end > byte && !s.is_empty())?;
    Some(Hit { paragraph: Some(paragraph), span })
}

/// The match or mention gone to last, if it is on the screen.
pub(super) fn at_on_screen(model: &Model) -> Option<Hit> {
    let (hit, height) = (model.reader.at?, act::reader_height(model));
    let line = model.reader.page.line_of(hit.paragraph, hit.span.start)?;
    (model.reader.top..model.reader.top + height).contains(&line).then_some(hit)
}

/// `v`: the sentence of the match or mention gone to last, else the first one on the screen.
pub(super) fn begin(model: &mut Model) -> Vec<Effect> {
    let Some(opened) = &model.reader.opened else { return Vec::new() };
    let (article, id) = (Arc::clone(&opened.article), opened.id);
    let at = at_on_screen(model).and_then(|hit| Some((hit.paragraph?, hit.span.start)));
    let place = at.or_else(|| model.reader.page.place_of(model.reader.top).map(|p| (p.paragraph, p.byte)));
    let Some((paragraph, byte)) = place else { return Vec::new() };
    let from = Position { paragraph, byte };
    // A sentence that began above the screen is not the first one on it.
    let first = sentence(&article, paragraph, byte).filter(|s| at.is_some() || s.span.start >= byte);
    let found =
        first.map(|hit| (Position { paragraph, byte: hit.span.start }, Position { paragraph, byte: hit.span.end }));
    let found = found.or_else(|| {
        let (_, end) = after(&article, from, sentences)?;
        after(&article, end, sentences).or_else(|| after(&article, from, sentences))
    });
    let Some((from, to)) = found else { return Vec::new() };
    model.visual = Some(Visual { article: id, from, to, at_end: true });
    show(model)
}

/// An action while something is selected; `None` where it means what it means everywhere.
pub(super) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    use Action as A;
    let mut visual = model.visual?;
    let article = Arc::clone(&model.reader.opened.as_ref()?.article);
    match action {
        A::Down => visual.forth(&article, sentences),
        A::Up => visual.back(&article, sentences),
        A::NextWord => visual.forth(&article, words),
        A::PreviousWord => visual.back(&article, words),
        A::OtherEnd => visual.at_end = !visual.at_end,
        A::Highlight => return Some(highlight(model, &article, visual)),
        A::CopyPassage => {
            let parts = visual.parts(&article);
            let text: Vec<&str> = parts.iter().map(|hit| hit.span.of(article.text(hit.paragraph))).collect();
            model.visual = None;
            model.notice = Some("passage copied".into());
            let mut effects = vec![Effect::Copy(text.join("\n\n"))];
            effects.extend(settle(model));
            return Some(effects);
        }
        A::Note => {
            let passages = visual.parts(&article).into_iter().map(|hit| passage(&article, hit)).collect();
            model.visual = None;
            return Some(editor::on_passages(model, visual.article, passages));
        }
        A::Select | A::Close | A::Back => {
            model.visual = None;
            return Some(settle(model));
        }
        // What is only looked at, over the text.
        A::Help | A::Palette => return None,
        // Whatever else is done, nothing is selected any more.
        _ => {
            model.visual = None;
            return None;
        }
    }
    model.visual = Some(visual);
    Some(show(model))
}

/// The end that moves comes into view.
fn show(model: &mut Model) -> Vec<Effect> {
    if let Some(visual) = model.visual {
        let place =
            if visual.at_end { Position { byte: visual.to.byte.saturating_sub(1), ..visual.to } } else { visual.from };
        let span = Span { start: place.byte, end: place.byte };
        let height = act::reader_height(model);
        model.reader.reveal(Hit { paragraph: Some(place.paragraph), span }, height);
    }
    settle(model)
}

/// Highlights what is selected, together with the highlights it touches; within one highlight it takes that away.
fn highlight(model: &mut Model, article: &Article, visual: Visual) -> Vec<Effect> {
    model.visual = None;
    let id = visual.article;
    let bare = |number: u64| model.marks.notes.get(id, number).is_some_and(|note| note.text.is_empty());
    let mut changes = Vec::new();
    let (mut given, mut taken) = (0, 0);
    // Numbers of one change have to differ from one another.
    let mut notes = (*model.marks.notes).clone();
    for hit in visual.parts(article) {
        let touched = model.reader.page.highlights.iter();
        let touched = touched.filter(|(h, n)| h.paragraph == hit.paragraph && h.span.overlaps(hit.span) && bare(*n));
        let mut whole = hit.span;
        let mut within = false;
        for (h, number) in touched {
            within |= h.span.contains(hit.span);
            whole = Span { start: whole.start.min(h.span.start), end: whole.end.max(h.span.end) };
            let was = notes.get(id, *number).cloned().map(Arc::new);
            notes.set(id, *number, None);
            changes.push(MarkChange::Note { article: id, number: *number, was, now: None });
        }
        if within {
            taken += 1;
            continue;
        }
        given += 1;
        let passage = passage(article, Hit { span: whole, ..hit });
        let note = Note { text: String::new(), passage: Some(passage), at: model.now };
        let number = notes.free(id, &note);
        notes.set(id, number, Some(note.clone()));
        changes.push(MarkChange::Note { article: id, number, was: None, now: Some(Arc::new(note)) });
    }
    model.notice = Some(match (given, taken) {
        (0, _) => format!("highlight taken away, {}", model.undoes()),
        _ => format!("highlighted, {}", model.undoes()),
    });
    change(model, changes)
}

/// Nothing is selected in an article that is not open, or not looked at.
pub(super) fn follow(model: &mut Model) {
    let open = model.reader.opened.as_ref().map(|opened| opened.id);
    let here = model.focus == Focus::Reader && model.rooms.current().is_none();
    if model.visual.is_some_and(|visual| !here || Some(visual.article) != open) {
        model.visual = None;
    }
}
