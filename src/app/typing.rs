//! Keys for whatever takes text or lies over the panes: bars, pickers, palette, help.

use std::sync::Arc;

use super::act::{self, Step};
use super::action::{Entry, Scope};
use super::bar::{Bar, Purpose};
use super::help;
use super::key::{Code, Key};
use super::palette::Palette;
use super::picker::{self, Picker};
use super::sidebar::State;
use super::update::{choose, select, settle};
use super::{
    Effect, Model, Overlay, archives, editor, entity, export, goto, layout, links, marking, notes, outside, places,
    quotes, saved,
};
use crate::query::{Expr, Hit};
use crate::text::edit::Line;

/// A key while a bar or an overlay is open.
pub(super) fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    let interrupt = key == (Key { control: true, ..Key::char('c') });
    match model.overlay.take() {
        Some(Overlay::Editor(editor)) if interrupt => editor::give_up(model, &editor),
        // It has to be told to stop before it goes.
        Some(Overlay::Export(open)) => export::press(model, open, if interrupt { Key::plain(Code::Esc) } else { key }),
        Some(_) if interrupt => {
            model.pending.clear();
            settle(model)
        }
        Some(Overlay::Help(help)) => press_help(model, help, key),
        Some(Overlay::Palette(palette)) => press_palette(model, palette, key),
        Some(Overlay::Picker(picker)) => press_picker(model, picker, key),
        Some(Overlay::Editor(editor)) => editor::press(model, editor, key),
        Some(Overlay::Letter(letter)) => places::press(model, letter, key),
        Some(Overlay::Links(links)) => links::press(model, links, key),
        Some(Overlay::Archives(open)) => archives::press(model, open, key),
        None => {
            let bar = model.bar.take();
            match bar {
                Some(_) if interrupt => cancel_bar(model, bar),
                Some(open) => press_bar(model, open, key),
                None => Vec::new(),
            }
        }
    }
}

/// Pasted text goes into an open input and nowhere else.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(overlay) = &mut model.overlay {
        let mut effects = Vec::new();
        match overlay {
            Overlay::Picker(p) => {
                p.line.insert_str(text);
                effects.extend(pick(model));
            }
            Overlay::Palette(p) => {
                p.line.insert_str(text);
                p.find();
            }
            Overlay::Editor(editor) => editor.area.insert_str(text),
            Overlay::Export(export) => export::paste(export, text),
            Overlay::Help(_) | Overlay::Letter(_) | Overlay::Links(_) | Overlay::Archives(_) => {}
        }
        effects.extend(settle(model));
        return effects;
    }
    match model.bar.take() {
        Some(mut bar) => {
            bar.begin(true);
            bar.line.insert_str(text);
            changed_bar(model, bar)
        }
        None => Vec::new(),
    }
}

/// What an editing key does to an input.
pub(super) enum Edit {
    Changed,
    Moved,
    Not,
}

pub(super) fn edit(line: &mut Line, key: Key) -> Edit {
    if let Some(c) = key.typed() {
        line.insert(c);
        return Edit::Changed;
    }
    match (key.code, key.control, key.alt) {
        (Code::Backspace, false, false) | (Code::Char('h'), true, _) => line.backspace(),
        (Code::Delete, ..) | (Code::Char('d'), true, _) => line.delete(),
        (Code::Char('w'), true, _) | (Code::Backspace, _, true) | (Code::Backspace, true, _) => line.delete_word(),
        (Code::Char('u'), true, _) => line.delete_to_start(),
        (Code::Char('k'), true, _) => line.delete_to_end(),
        (Code::Left, false, false) | (Code::Char('b'), true, _) => return moved(Line::left, line),
        (Code::Right, false, false) | (Code::Char('f'), true, _) => return moved(Line::right, line),
        (Code::Left, ..) | (Code::Char('b'), _, true) => return moved(Line::word_left, line),
        (Code::Right, ..) | (Code::Char('f'), _, true) => return moved(Line::word_right, line),
        (Code::Home, ..) | (Code::Char('a'), true, _) => return moved(Line::home, line),
        (Code::End, ..) | (Code::Char('e'), true, _) => return moved(Line::end, line),
        _ => return Edit::Not,
    }
    Edit::Changed
}

fn moved(by: impl Fn(&mut Line), line: &mut Line) -> Edit {
    by(line);
    Edit::Moved
}

/// The keys that move a cursor in a popup's list.
pub(super) fn step(key: Key, rows: usize) -> Option<Step> {
    let control = |c: char| key == Key { control: true, ..Key::char(c) };
    Some(match key.code {
        Code::Down => Step::Lines(1),
        Code::Up => Step::Lines(-1),
        Code::PageDown => Step::Pages(1.0),
        Code::PageUp => Step::Pages(-1.0),
        _ if control('n') || control('j') => Step::Lines(1),
        _ if control('p') => Step::Lines(-1),
        _ => return None,
    })
    .filter(|_| rows > 0)
}

fn press_help(model: &mut Model, mut help: help::Help, key: Key) -> Vec<Effect> {
    let rows = layout::popup_rows(layout::free(model));
    let columns = layout::popup(layout::free(model)).width.saturating_sub(2) as usize;
    let last = help::lines_in(&model.keymap, help.scope, columns).len().saturating_sub(rows);
    let by = match (key.code, key.control) {
        (Code::Char('j'), false) => Some(Step::Lines(1)),
        (Code::Char('k'), false) => Some(Step::Lines(-1)),
        (Code::Char(' ' | 'f'), _) => Some(Step::Pages(1.0)),
        (Code::Char('b'), _) => Some(Step::Pages(-1.0)),
        (Code::Char('d'), true) => Some(Step::Pages(0.5)),
        (Code::Char('u'), true) => Some(Step::Pages(-0.5)),
        (Code::Char('g'), false) | (Code::Home, _) => Some(Step::Top),
        (Code::Char('G'), false) | (Code::End, _) => Some(Step::Bottom),
        _ => step(key, rows),
    };
    if let Some(by) = by {
        help.top = help.top.saturating_add_signed(by.rows(rows)).min(last);
        model.overlay = Some(Overlay::Help(help));
    } else if !matches!(key.code, Code::Esc | Code::Enter | Code::Char('q' | '?')) {
        model.overlay = Some(Overlay::Help(help));
    }
    settle(model)
}

fn press_palette(model: &mut Model, mut palette: Palette, key: Key) -> Vec<Effect> {
    let rows = layout::popup_rows(layout::free(model));
    match key.code {
        Code::Esc => return settle(model),
        Code::Enter => {
            return match palette.rows.get(palette.cursor) {
                Some(entry) => match elsewhere(model, entry) {
                    Some(place) => {
                        model.notice = Some(format!("works {place}"));
                        settle(model)
                    }
                    None => act::perform(model, entry.action),
                },
                None => settle(model),
            };
        }
        _ => {}
    }
    match step(key, rows) {
        Some(by) => palette.step(by.rows(rows)),
        None => {
            if let Edit::Changed = edit(&mut palette.line, key) {
                palette.find();
            }
        }
    }
    model.overlay = Some(Overlay::Palette(palette));
    settle(model)
}

/// Where an action works that means nothing where one is: "in the quotes room: g q".
fn elsewhere(model: &Model, entry: &Entry) -> Option<String> {
    use super::Action as A;
    let in_room = model.rooms.current().is_some();
    let here = entry.scope == Scope::Everywhere || entry.scope == model.scope();
    if here || !in_room && matches!(entry.scope, Scope::List | Scope::Reader) {
        return None;
    }
    let (place, way) = match entry.scope {
        Scope::Everywhere => return None,
        Scope::List => ("in the list", A::Back),
        Scope::Reader => ("in the reader", A::Back),
        Scope::Sidebar => ("in the sidebar", if in_room { A::Back } else { A::FocusNext }),
        Scope::Passage => ("on a passage of the text", A::Select),
        Scope::Entity => ("on the page of a name", A::EntityPage),
        Scope::Issues => ("in the issues room", A::Issues),
        Scope::Compare => ("where two articles are compared", A::Compare),
        Scope::Quotes => ("in the quotes room", A::Quotes),
        Scope::Timeline => ("on the timeline", A::Timeline),
        Scope::Map => ("on the map", A::Map),
        Scope::Stories => ("in the stories room", A::Stories),
        Scope::Searches => ("among the saved searches", A::Searches),
        Scope::Notes => ("in the notes room", A::Notes),
    };
    Some(format!("{place}: {}", model.key(way)))
}

fn press_picker(model: &mut Model, mut picker: Picker, key: Key) -> Vec<Effect> {
    let rows = layout::popup_rows(layout::free(model));
    let mut changed = false;
    match key.code {
        Code::Esc => return settle(model),
        Code::Enter => return take_picked(model, picker),
        Code::Tab | Code::Char('!') if picker.purpose != picker::Purpose::Filter => {}
        Code::Tab | Code::Char('!') => {
            picker.catch_up(&model.corpus, &model.answer.counts);
            let state = if key.code == Code::Tab { State::Chosen } else { State::Excluded };
            picker.mark(&model.corpus, &model.answer, state);
            picker.step(&model.corpus, 1);
        }
        _ => match step(key, rows) {
            Some(by) => {
                picker.catch_up(&model.corpus, &model.answer.counts);
                picker.step(&model.corpus, by.rows(rows));
            }
            None => changed = matches!(edit(&mut picker.line, key), Edit::Changed),
        },
    }
    model.overlay = Some(Overlay::Picker(picker));
    let mut effects: Vec<Effect> = changed.then(|| pick(model)).flatten().into_iter().collect();
    effects.extend(settle(model));
    effects
}

/// Asks for the names that the text in the open picker finds, after it has changed.
pub(super) fn pick(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::Picker(picker)) = &mut model.overlay else { return None };
    model.picking += 1;
    let (kind, text) = (picker.kind, picker.edited()?);
    Some(Effect::Pick { generation: model.picking, kind, text })
}

fn take_picked(model: &mut Model, mut picker: Picker) -> Vec<Effect> {
    picker.catch_up(&model.corpus, &model.answer.counts);
    if picker.purpose == picker::Purpose::Page {
        let chosen = picker.row(&model.corpus, &model.answer, picker.cursor).map(|r| r.entity);
        return entity::open_on(model, chosen);
    }
    if let picker::Purpose::Merge(one) = picker.purpose {
        let other = picker.row(&model.corpus, &model.answer, picker.cursor).map(|r| r.entity);
        let mut effects = other.map(|other| entity::merge(model, one, other)).unwrap_or_default();
        effects.extend(settle(model));
        return effects;
    }
    let corpus = Arc::clone(&model.corpus);
    for (entity, state) in picker.taken(&corpus, &model.answer) {
        model.filter.toggle(&corpus, entity, state == State::Excluded);
    }
    let mut effects = vec![select(model)];
    effects.extend(settle(model));
    effects
}

fn press_bar(model: &mut Model, mut bar: Bar, key: Key) -> Vec<Effect> {
    match key.code {
        Code::Esc => return cancel_bar(model, Some(bar)),
        Code::Enter => return take_bar(model, bar),
        Code::Backspace if bar.line.is_empty() => return cancel_bar(model, Some(bar)),
        Code::Tab if bar.purpose == Purpose::Tag => {
            marking::complete_tag(model, &mut bar);
            model.bar = Some(bar);
            return Vec::new();
        }
        Code::Tab if bar.narrows() => {
            let meant = model.answer.instead.clone();
            if let Some((wrong, right)) = meant.filter(|_| model.answered == model.generation) {
                bar.replace_word(&wrong, &right);
                return changed_bar(model, bar);
            }
            model.bar = Some(bar);
            return Vec::new();
        }
        _ => {}
    }
    bar.completing = None;
    // The list can be walked while it narrows.
    if bar.narrows()
        && let Some(by) = step(key, 1)
    {
        model.bar = Some(bar);
        model.list.step(by.rows(act::list_rows(model)), model.answer.articles.len());
        choose(model);
        return settle(model);
    }
    bar.begin(key.typed().is_some());
    match edit(&mut bar.line, key) {
        Edit::Changed => changed_bar(model, bar),
        Edit::Moved | Edit::Not => {
            model.bar = Some(bar);
            Vec::new()
        }
    }
}

fn changed_bar(model: &mut Model, mut bar: Bar) -> Vec<Effect> {
    let asked = model.generation;
    let before = bar.issues.len();
    bar.parse();
    let (narrows, find, notes) = (bar.narrows(), bar.purpose == Purpose::Find, bar.purpose == Purpose::Notes);
    let quotes = Some(bar.purpose).filter(|p| matches!(p, Purpose::QuoteWords | Purpose::QuoteAbout));
    let text = bar.line.text().to_string();
    let hint_changed = (before == 0) != bar.issues.is_empty();
    model.bar = Some(bar);
    let mut effects = Vec::new();
    if narrows {
        effects.push(select(model));
    }
    if notes {
        effects.extend(notes::look_for(model, &text));
    }
    if let Some(purpose) = quotes {
        effects.extend(quotes::typed(model, purpose, &text));
    }
    if find {
        model.reader.look_for(&text);
        show_first_match(model);
    }
    if hint_changed || model.generation == asked {
        effects.extend(settle(model));
    }
    effects
}

/// The first match at or below the top of the screen comes into view while it is typed.
fn show_first_match(model: &mut Model) {
    let place = model.reader.place().filter(|_| model.reader.top > 0);
    let hits: Vec<Hit> = model.reader.matches().to_vec();
    let below = place.and_then(|p| hits.iter().find(|h| (h.paragraph, h.span.start) >= (Some(p.paragraph), p.byte)));
    model.reader.at = below.or(hits.first()).copied();
    if let Some(hit) = model.reader.at {
        let height = act::reader_height(model);
        model.reader.reveal(hit, height);
    }
}

fn cancel_bar(model: &mut Model, bar: Option<Bar>) -> Vec<Effect> {
    let Some(bar) = bar else { return Vec::new() };
    match bar.purpose {
        Purpose::Search | Purpose::Filter => {
            let mut effects = vec![select(model)];
            effects.extend(settle(model));
            effects
        }
        Purpose::Find => {
            (model.reader.find, model.reader.at) = (None, None);
            settle(model)
        }
        Purpose::Notes => notes::look_for(model, ""),
        Purpose::Tag
        | Purpose::Date
        | Purpose::Rename
        | Purpose::SaveSearch
        | Purpose::RenameSearch
        | Purpose::Pipe => settle(model),
        Purpose::QuoteWords | Purpose::QuoteAbout => {
            let mut effects = quotes::typed(model, bar.purpose, "");
            effects.extend(settle(model));
            effects
        }
    }
}

fn take_bar(model: &mut Model, bar: Bar) -> Vec<Effect> {
    if bar.narrows() && !bar.issues.is_empty() && bar.expr() == Expr::All {
        // Nothing of it can be understood: it stays, with what is wrong below.
        model.bar = Some(bar);
        return Vec::new();
    }
    let text = bar.line.text().to_string();
    if let Some(issue) = bar.issues.first().filter(|_| bar.narrows()) {
        let word = issue.span.of(&text);
        let about = if word.is_empty() { String::new() } else { format!(" {word}") };
        model.notice = Some(format!("left out{about}: {}", issue.message));
    }
    match bar.purpose {
        Purpose::Search => {
            model.filter.add_search(&text);
            if model.answered == model.generation {
                choose(model);
            } else {
                // Faster than the answer: the best hit is meant, not what the cursor is on by chance.
                (model.list.wanted, model.list.cursor) = (None, 0);
            }
        }
        Purpose::Filter => model.filter.add_terms(&text),
        Purpose::Find => {
            let hits = model.reader.matches().len();
            let needle = model.reader.find.as_ref().map(|f| f.needle.clone());
            model.notice = needle.map(|_| match hits {
                0 => "not found in this article".to_string(),
                n => format!("{n} found, n and N go through them"),
            });
            return settle(model);
        }
        Purpose::Tag => return marking::take_tags(model, &text),
        Purpose::Date => return goto::go(model, bar),
        Purpose::Rename => return entity::rename(model, &text),
        Purpose::SaveSearch => return saved::save(model, &text),
        Purpose::RenameSearch => return saved::rename(model, &text),
        Purpose::Notes => return settle(model),
        Purpose::Pipe => return outside::pipe(model, bar),
        Purpose::QuoteWords | Purpose::QuoteAbout => return settle(model),
    }
    let mut effects = vec![select(model)];
    effects.extend(settle(model));
    effects
}
