//! The note editor: several lines at the foot of the screen, below the text that they are about.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::key::{Code, Key};
use super::marking::change;
use super::update::settle;
use super::{Effect, Focus, Model, Overlay, layout, typing, visual};
use crate::corpus::{ArticleId, MarkChange, Note, Passage};
use crate::text::edit::Area;

/// A note being written.
#[derive(Clone, Debug)]
pub struct Editor {
    pub area: Area,
    pub article: ArticleId,
    /// The note that is changed; `None` for a new one.
    number: Option<u64>,
    /// What it is about; `None` for the article as a whole.
    pub passage: Option<Passage>,
    /// To be highlighted with it.
    more: Vec<Passage>,
    /// The first row on the screen.
    pub top: usize,
}

/// Where the editor stands: at the foot, as high as a third of the screen but no less than it needs.
pub fn place(size: (u16, u16)) -> Rect {
    let (columns, rows) = size;
    let width = columns.saturating_sub(2).min(80);
    let height = (rows / 3).max(8).min(rows.saturating_sub(2));
    Rect::new((columns - width) / 2, rows.saturating_sub(height + 1), width, height)
}

/// The columns and rows of its text.
pub fn room(size: (u16, u16)) -> (usize, usize) {
    let area = place(size);
    (area.width.saturating_sub(4).max(1) as usize, area.height.saturating_sub(3).max(1) as usize)
}

/// `a`: in the reader the sentence of the match or mention on the screen, else the article.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(id) = model.subject().map(|n| model.corpus.id(n)) else { return Vec::new() };
    let here = model.focus == Focus::Reader && model.rooms.current().is_none();
    let at = visual::at_on_screen(model).filter(|_| here);
    let opened = model.reader.opened.as_ref().filter(|opened| opened.id == id);
    let passage = at.zip(opened).and_then(|(hit, opened)| {
        let hit = visual::sentence(&opened.article, hit.paragraph?, hit.span.start)?;
        Some(visual::passage(&opened.article, hit))
    });
    on_passages(model, id, passage.into_iter().collect())
}

/// On these passages, the last of which gets the note; on the article if there are none. A note that is there already
/// is changed.
pub(super) fn on_passages(model: &mut Model, article: ArticleId, mut passages: Vec<Passage>) -> Vec<Effect> {
    let passage = passages.pop();
    let notes = model.marks.notes.of(article);
    let number = notes.iter().find(|(_, note)| note.passage == passage).map(|(number, _)| *number);
    edit(model, article, number, passage, passages)
}

/// Changes a note.
pub(super) fn on_note(model: &mut Model, article: ArticleId, number: u64) -> Vec<Effect> {
    let passage = model.marks.notes.get(article, number).and_then(|note| note.passage.clone());
    edit(model, article, Some(number), passage, Vec::new())
}

fn edit(
    model: &mut Model,
    article: ArticleId,
    number: Option<u64>,
    passage: Option<Passage>,
    more: Vec<Passage>,
) -> Vec<Effect> {
    let text = number.and_then(|n| model.marks.notes.get(article, n)).map_or("", |note| &note.text);
    let area = Area::new(text);
    model.overlay = Some(Overlay::Editor(Editor { area, article, number, passage, more, top: 0 }));
    settle(model)
}

/// A key while the editor is open. What was typed is kept unless it is given up on purpose.
pub(super) fn press(model: &mut Model, mut editor: Editor, key: Key) -> Vec<Effect> {
    let control = |c: char| key == Key { control: true, ..Key::char(c) };
    if key.code == Code::Esc || control('s') || (key.code == Code::Enter && (key.alt || key.control)) {
        return keep(model, editor);
    }
    let (columns, rows) = room(layout::free(model));
    match key.code {
        Code::Enter => editor.area.newline(),
        Code::Up => editor.area.step(-1, columns),
        Code::Down => editor.area.step(1, columns),
        Code::PageUp => editor.area.step(-(rows as isize), columns),
        Code::PageDown => editor.area.step(rows as isize, columns),
        _ if control('p') => editor.area.step(-1, columns),
        _ if control('n') => editor.area.step(1, columns),
        Code::Backspace if !key.alt && !key.control => editor.area.backspace(),
        _ if control('h') => editor.area.backspace(),
        Code::Delete => editor.area.delete(),
        _ if control('d') => editor.area.delete(),
        Code::Left if !key.alt && !key.control => editor.area.left(),
        Code::Right if !key.alt && !key.control => editor.area.right(),
        _ => match key.typed() {
            Some(c) => editor.area.insert(c),
            None => {
                typing::edit(editor.area.current(), key);
            }
        },
    }
    model.overlay = Some(Overlay::Editor(editor));
    settle(model)
}

/// Given up: nothing is changed, and what was typed is gone unless that was nothing.
pub(super) fn give_up(model: &mut Model, editor: &Editor) -> Vec<Effect> {
    let was = editor.number.and_then(|n| model.marks.notes.get(editor.article, n)).map_or("", |note| &note.text);
    if editor.area.text() != was {
        model.notice = Some("given up: nothing was changed".into());
    }
    settle(model)
}

fn keep(model: &mut Model, editor: Editor) -> Vec<Effect> {
    let Editor { area, article, number, passage, more, .. } = editor;
    let text = area.text();
    // White space at the ends is nobody's wish.
    let text = text.trim().to_string();
    let was = number.and_then(|n| model.marks.notes.get(article, n)).cloned().map(Arc::new);
    let now = Note { text, passage, at: model.now };
    let same = was.as_ref().is_some_and(|was| was.says(&now));
    let gone = now.text.is_empty();
    if same || gone && was.is_none() {
        return settle(model);
    }
    let mut notes = (*model.marks.notes).clone();
    let number = number.unwrap_or_else(|| notes.free(article, &now));
    model.notice = Some(match gone {
        true => format!("note deleted, {}", model.undoes()),
        false => format!("note kept, {}", model.undoes()),
    });
    let now = (!gone).then(|| Arc::new(now));
    notes.set(article, number, now.as_deref().cloned());
    let mut changes = vec![MarkChange::Note { article, number, was, now }];
    for passage in more {
        let note = Note { text: String::new(), passage: Some(passage), at: model.now };
        let number = notes.free(article, &note);
        notes.set(article, number, Some(note.clone()));
        changes.push(MarkChange::Note { article, number, was: None, now: Some(Arc::new(note)) });
    }
    change(model, changes)
}

/// Scrolls so that the cursor is on the screen.
pub(super) fn keep_in_view(editor: &mut Editor, size: (u16, u16)) {
    let (columns, rows) = room(size);
    let shown = editor.area.rows(columns);
    let (at, _) = editor.area.cursor(&shown);
    editor.top = editor.top.min(shown.len().saturating_sub(rows)).min(at);
    if at >= editor.top + rows {
        editor.top = at + 1 - rows;
    }
}
