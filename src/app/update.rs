//! What a message does to the model, and what it asks to be done outside.

use std::sync::Arc;

use super::fold::{self, Chosen};
use super::message::{Opened, View};
use super::model::Undo;
use super::room::{self, Room};
use super::{Effect, Focus, Key, Message, Model, Overlay};
use super::{act, editor, entity, export, issues, layout, map, marked, marking, notes, own, quotes, saved, stories};
use super::{archives, history, mouse, outside, timeline, tour, typing, undo, visit, visual};
use crate::corpus::{Corpus, EntityNo, MarkChange, Position};
use crate::query::{Answer, Snippet};

/// The effects that begin a program.
pub fn start(model: &mut Model) -> Vec<Effect> {
    vec![select(model)]
}

/// Applies one message.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let by_hand = matches!(message, Message::Key(_) | Message::Mouse(_));
    let mut effects = apply(model, message);
    effects.extend(marking::freshen(model));
    if by_hand {
        tour::follow(model);
    }
    effects
}

fn apply(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => press(model, key),
        Message::Paste(text) => typing::paste(model, &text),
        Message::Mouse(deed) => mouse::update(model, deed),
        Message::Resize(columns, rows) => resize(model, (columns, rows)),
        Message::Answered { generation, view } if generation == model.generation => answered(model, view),
        Message::Opened { generation, opened } if generation == model.opening => show(model, opened),
        Message::Snippets { generation, snippets } if generation == model.generation => {
            model.list.snippets.extend(snippets);
            Vec::new()
        }
        Message::Picked { generation, corpus, found }
            if generation == model.picking && Arc::ptr_eq(&corpus, &model.corpus) =>
        {
            if let Some(Overlay::Picker(picker)) = &mut model.overlay {
                picker.show(found);
            }
            Vec::new()
        }
        Message::Compared { left, right, comparison } => {
            for room in model.rooms.iter_mut() {
                if let Room::Compare(compare) = room {
                    compare.show((left, right), Arc::clone(&comparison));
                }
            }
            settle(model)
        }
        Message::Dossier { generation, corpus, entity, dossier }
            if generation == model.dossiers && Arc::ptr_eq(&corpus, &model.corpus) =>
        {
            entity::learn(model, entity, dossier)
        }
        Message::Dossier { .. } => Vec::new(),
        Message::Timeline { generation, parts, counted } if generation == model.answered => {
            timeline::learn(model, &parts, counted)
        }
        Message::Bin { generation, bin } if generation == model.answered => timeline::learn_bin(model, bin),
        Message::Sparks { generation, sparks } if generation == model.answered => {
            model.sidebar.learn_sparks(sparks);
            Vec::new()
        }
        Message::Told { generation, of, corpus, told } if generation == model.telling => {
            stories::show(model, of, corpus, told)
        }
        Message::Leads { generation, leads } if generation == model.telling => stories::learn(model, &leads),
        Message::Told { .. } | Message::Leads { .. } => Vec::new(),
        Message::Quotes { generation, corpus, filed } if generation == model.quoting => {
            quotes::file(model, &corpus, filed)
        }
        Message::QuoteWords { corpus, words } => quotes::learn(model, &corpus, &words),
        Message::Quotes { .. } => Vec::new(),
        Message::Answered { .. } | Message::Opened { .. } | Message::Snippets { .. } | Message::Picked { .. } => {
            Vec::new()
        }
        Message::Timeline { .. } | Message::Bin { .. } | Message::Sparks { .. } => Vec::new(),
        Message::Corrected { number, text } => {
            if let Some(number) = number {
                undo::push(model, Undo::Correction(number));
            }
            model.notice = Some(text);
            vec![Effect::Rescan]
        }
        Message::Read { article, wanted } => outside::got(model, &article, wanted),
        Message::Saving { done, total } => export::progress(model, done, total),
        Message::Saved(outcome) => export::ended(model, outcome),
        Message::Completed { before, text, names } => export::completed(model, &before, &text, &names),
        Message::Refreshed => vec![ask(model)],
        Message::Recent(rows) => archives::show(model, rows),
        Message::Issues { issues, news } => issues::learn(model, issues, news),
        Message::Tallied { generation, name, counted } if generation == model.generation => {
            saved::tallied(model, name, counted)
        }
        Message::Tallied { .. } => Vec::new(),
        Message::Visited(change) => {
            saved::visited(model, change);
            Vec::new()
        }
        Message::Now(seconds) => {
            model.now = seconds;
            Vec::new()
        }
        Message::Progress(progress) => {
            model.progress = progress;
            Vec::new()
        }
        Message::Slow(slow) => {
            model.slow = slow;
            Vec::new()
        }
        Message::Notice(text) => {
            model.notice = Some(text);
            Vec::new()
        }
    }
}

fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    model.notice = None;
    if model.overlay.is_some() || model.bar.is_some() {
        return history::watch_typing(model, |model| typing::press(model, key));
    }
    use super::keymap::Lookup;
    model.pending.push(key);
    match model.keymap.lookup_in(model.scope(), &model.pending) {
        Lookup::Partial => Vec::new(),
        Lookup::Found(action) => {
            model.pending.clear();
            act::perform(model, action)
        }
        Lookup::Unbound => {
            // Escape leaves a sequence; another key that does not belong to it is taken on its own.
            let in_sequence = model.pending.len() > 1;
            model.pending.clear();
            let escape = key == Key::plain(super::key::Code::Esc);
            if in_sequence && !escape { press(model, key) } else { Vec::new() }
        }
    }
}

fn resize(model: &mut Model, size: (u16, u16)) -> Vec<Effect> {
    model.size = size;
    // Cut for another width: those on screen are asked for again.
    model.list.snippets.clear();
    settle(model)
}

/// Asks for what the filter and the open bar want to see now, and nothing else.
pub(super) fn select(model: &mut Model) -> Effect {
    (model.kept, model.stale) = (None, false);
    ask(model)
}

/// Asks for it again: the article that is kept stays.
pub(super) fn ask(model: &mut Model) -> Effect {
    model.generation += 1;
    model.unanswered.clear();
    Effect::Select { generation: model.generation, request: model.request() }
}

/// Columns for a snippet in a list of this width.
fn snippet_width(list: u16) -> usize {
    list.saturating_sub(5).max(20) as usize
}

fn answered(model: &mut Model, view: View) -> Vec<Effect> {
    let old = Arc::clone(&model.corpus);
    let fresh = !Arc::ptr_eq(&old, &view.corpus);
    if fresh {
        // Whoever answered knew all changes but the last ones.
        model.marks = view.marks;
        model.corpus = view.corpus;
        marked::follow(model, &old);
        for change in std::mem::take(&mut model.unanswered) {
            Arc::make_mut(&mut model.marks).apply(&model.corpus, &change);
        }
    }
    let before = std::mem::replace(&mut model.answer, view.answer);
    model.answered = model.generation;
    let other = fresh && model.filter.follow(&old, &model.corpus, &model.answer.meanings);
    model.filter.learn(&model.corpus, &model.answer.meanings);
    fold::lay(model);
    model.list.snippets.clear();
    fill_sidebar(model, fresh.then_some(&*old));
    if fresh {
        entity::follow(model);
        let gone = match &mut model.overlay {
            Some(Overlay::Picker(picker)) => !picker.renew(&old, &model.corpus),
            _ => false,
        };
        if gone {
            model.overlay = None;
            model.notice = Some("the name that was to be merged has gone".into());
        }
    }
    let pick = if fresh { typing::pick(model) } else { None };
    place_cursor(model, fresh.then_some((&*old, &before)));
    let mut effects: Vec<Effect> = pick.into_iter().collect();
    if other {
        // The answer was to chips that are no more.
        model.notice.get_or_insert("a filter's name has changed".into());
        effects.push(select(model));
        effects.extend(settle(model));
        return effects;
    }
    if model.answer.articles.is_empty() {
        effects.extend(leave(model));
        (model.reader.opened, model.list.previewed) = (None, None);
        model.opening += 1;
    }
    effects.extend(room::answered(model));
    effects.extend(settle(model));
    effects
}

/// On the best hit while a search is typed; else on the article that the reader chose last, where it is listed, and
/// else where the cursor was: in another corpus than the one before, on what is left of its neighbours.
fn place_cursor(model: &mut Model, before: Option<(&Corpus, &Answer)>) {
    if model.searching() {
        let articles = model.answer.articles.len();
        return model.list.go(0, articles);
    }
    let wanted = model.list.wanted.and_then(|chosen| chosen.find(&model.corpus));
    match wanted.and_then(|n| fold::row_of(model, n)) {
        Some(to) => model.list.follow(to),
        None => match before.and_then(|(old, answer)| nearest(model, old, answer)) {
            Some(to) => model.list.follow(to),
            None => model.list.go(model.list.cursor, model.answer.articles.len()),
        },
    }
    // Where the files have changed nothing moves; a list that one comes to is shown from as far up as it can be.
    if before.is_none_or(|(old, _)| old.is_empty()) {
        model.list.show_context(act::list_rows(model));
    }
    // What has gone from the archive will not come back.
    if wanted.is_none() {
        choose(model);
    }
}

/// So far around the cursor it is looked for what is left of the list.
const AROUND: usize = 200;

/// The row of the article that was under the cursor, by its title if the file was changed; or else of the nearest one
/// that is still listed.
fn nearest(model: &Model, old: &Corpus, before: &Answer) -> Option<usize> {
    let row = |at: usize| {
        let id = old.id(before.articles.get(at)?);
        model.answer.articles.position(model.corpus.find(id)?)
    };
    let cursor = model.list.cursor;
    let outward = (0..AROUND).flat_map(|n| [cursor.checked_add(n), cursor.checked_sub(n)]).flatten();
    let (at, to) = outward.filter_map(|at| Some((at, row(at)?))).next()?;
    if at == cursor {
        return Some(to);
    }
    let title = old.title(before.articles.get(cursor)?);
    let changed = |row: &usize| {
        let article = model.answer.articles.get(*row);
        article.is_some_and(|n| model.corpus.title(n) == title && old.find(model.corpus.id(n)).is_none())
    };
    (to.saturating_sub(AROUND)..to.saturating_add(AROUND)).find(changed).or(Some(to))
}

/// The article under the cursor is the one that the reader wants, whatever the list does next.
pub(super) fn choose(model: &mut Model) {
    model.list.wanted = model.selected().map(|n| Chosen::of(&model.corpus, n)).or(model.list.wanted);
}

/// Names that filters are about first, then those of the answer; `old` is the corpus that the rows are from, if it
/// is another one.
fn fill_sidebar(model: &mut Model, old: Option<&Corpus>) {
    let corpus = Arc::clone(&model.corpus);
    let chosen: Vec<(EntityNo, bool)> = model.filter.chosen().collect();
    model.sidebar.fill(&model.answer, &chosen, &corpus, |e: EntityNo| match old {
        None => Some(e),
        Some(old) if e.0 < old.entity_count() => {
            corpus.resolve(old.kind(e), old.name(e)).into_iter().find(|n| corpus.name(*n) == old.name(e))
        }
        Some(_) => None,
    });
}

fn show(model: &mut Model, opened: Opened) -> Vec<Effect> {
    let other = model.reader.opened.as_ref().is_some_and(|o| o.id != opened.id);
    let place = if other { leave(model) } else { None };
    let columns = reader_columns(model);
    // One that was found by its words is opened at them, unless the reader has been further.
    let again = model.reader.opened.as_ref().is_some_and(|o| o.id == opened.id);
    let first =
        opened.hits.first().copied().filter(|_| !again && opened.position.unwrap_or_default() == Position::default());
    model.reader.show(opened, columns);
    if let Some(hit) = first {
        let height = act::reader_height(model);
        model.reader.reveal(hit, height);
    }
    visit::arrive(model);
    history::land(model);
    place.into_iter().chain(settle(model)).collect()
}

/// Where the reader is in the open article, to be found there again; nothing if that is known already.
pub fn leave(model: &mut Model) -> Option<Effect> {
    // Who has read to the end begins at the title the next time.
    let end = model.reader.top > 0 && model.reader.percent(act::reader_height(model)) == 100;
    let position = if end { Position::default() } else { model.reader.place()? };
    let opened = model.reader.opened.as_mut()?;
    if position == opened.position.unwrap_or_default() {
        return None;
    }
    opened.position = Some(position);
    Some(Effect::Mark(vec![MarkChange::Position { article: opened.id, position }]))
}

/// The column's width as the reader pane is now, or would be if it were shown.
fn reader_columns(model: &Model) -> u16 {
    let pane = layout::panes(model).reader.map_or(model.size.0, |r| r.width);
    model.reader.columns(pane)
}

/// After anything that may have moved panes or cursors: everything back into view, and the article under the cursor
/// into the reader. Cheap where nothing has changed.
pub(super) fn settle(model: &mut Model) -> Vec<Effect> {
    let panes = layout::panes(model);
    if let Some(pane) = panes.reader {
        let columns = model.reader.columns(pane.width);
        if columns != model.reader.page.columns {
            model.reader.reset(columns);
        }
        let height = act::reader_height(model);
        model.reader.top = model.reader.top.min(model.reader.bottom(height));
    }
    let (rows, articles) = (act::list_rows(model), model.answer.articles.len());
    model.list.keep_in_view(rows, articles);
    for (section, area) in model.sidebar.sections.iter_mut().zip(panes.sections) {
        section.keep_in_view(area.height.saturating_sub(1) as usize);
    }
    if let Focus::Sidebar(kind) = model.focus {
        model.sidebar.chosen = model.sidebar.section(kind).selected().map(|r| r.entity);
    }
    own::follow(model);
    visual::follow(model);
    let free = layout::free(model);
    match &mut model.overlay {
        Some(Overlay::Picker(p)) => p.keep_in_view(layout::popup_rows(free)),
        Some(Overlay::Palette(p)) => p.keep_in_view(layout::popup_rows(free)),
        Some(Overlay::Editor(editor)) => editor::keep_in_view(editor, free),
        Some(Overlay::Links(l)) => l.keep_in_view(free),
        Some(Overlay::Archives(a)) => a.keep_in_view(layout::popup_rows(free)),
        Some(Overlay::Help(_) | Overlay::Letter(_) | Overlay::Export(_)) | None => {}
    }
    match model.rooms.current_mut() {
        Some(Room::Issues(pane)) => pane.keep_in_view(model.issues.as_deref(), issues::rows(free)),
        Some(Room::Compare(compare)) => compare.lay(free),
        Some(Room::Quotes(_)) => quotes::keep_in_view(model),
        Some(Room::Timeline(_)) => timeline::keep_in_view(model),
        Some(Room::Map(_)) => map::keep_in_view(model),
        Some(Room::Stories(_)) => stories::keep_in_view(model),
        Some(Room::Entity(_)) => entity::keep_in_view(model),
        Some(Room::Searches(_)) => saved::keep_in_view(model),
        Some(Room::Notes(_)) => notes::keep_in_view(model),
        None => {}
    }
    let mut missing: Vec<Effect> = missing_snippets(model).into_iter().chain(missing_sparks(model)).collect();
    missing.extend(stories::missing_leads(model));
    missing.extend(quotes::wanted(model));
    missing.extend(saved::uncounted(model));
    preview(model).into_iter().chain(missing).collect()
}

/// Opens the article under the cursor unless it is open already.
fn preview(model: &mut Model) -> Option<Effect> {
    let article = Chosen::of(&model.corpus, model.selected()?);
    // A filter by a name changes nothing in the text.
    let expr = model.expr().marking();
    let wanted = (article, expr.clone());
    if model.list.previewed.as_ref() == Some(&wanted) {
        return None;
    }
    model.list.previewed = Some(wanted);
    model.opening += 1;
    let (columns, furniture) = (reader_columns(model), model.reader.furniture);
    Some(Effect::Open { generation: model.opening, article, expr, columns, furniture })
}

fn missing_snippets(model: &mut Model) -> Option<Effect> {
    if !model.snippets() {
        return None;
    }
    let rows = act::list_rows(model);
    let shown = model.answer.articles.iter_from(model.list.top).take(rows);
    let articles: Vec<_> =
        shown.map(|n| model.corpus.id(n)).filter(|id| !model.list.snippets.contains_key(id)).collect();
    let width = snippet_width(layout::panes(model).list?.width);
    // Asked for once: what never comes stays empty.
    model.list.snippets.extend(articles.iter().map(|id| (*id, Snippet::default())));
    (!articles.is_empty()).then(|| Effect::Snippets {
        generation: model.generation,
        articles,
        expr: model.expr(),
        width,
    })
}

/// For the names on the screen that nothing is known of yet: of the answer that is shown, and not while another one is
/// waited for.
fn missing_sparks(model: &mut Model) -> Option<Effect> {
    if !model.sparks || model.answered != model.generation {
        return None;
    }
    let panes = layout::panes(model);
    let shown: Vec<EntityNo> = match (panes.room, panes.sidebar) {
        (Some(_), _) => map::shown(model),
        (None, Some(_)) => {
            let heights = panes.sections.map(|area| layout::inside(area).height as usize);
            model.sidebar.shown(heights).collect()
        }
        (None, None) => Vec::new(),
    };
    let entities = model.sidebar.missing_sparks(shown.into_iter());
    let generation = model.generation;
    (!entities.is_empty()).then_some(Effect::Sparks { generation, entities })
}

/// Applies a change of marks to the model and asks for it to be written down.
pub(super) fn mark(model: &mut Model, changes: Vec<MarkChange>) -> Vec<Effect> {
    let corpus = Arc::clone(&model.corpus);
    let marks = Arc::make_mut(&mut model.marks);
    for change in &changes {
        marks.apply(&corpus, change);
    }
    model.stale |= changes.iter().any(|change| marking::is_asked(model, change));
    model.unanswered.extend(changes.iter().cloned());
    if changes.is_empty() { Vec::new() } else { vec![Effect::Mark(changes)] }
}

#[cfg(test)]
mod tests {
    use super::super::model::ThemeName;
    use super::*;
    use crate::corpus::{ArticleId, Builder, Entry, Marks};

    fn corpus(serials: impl Iterator<Item = u32>) -> Arc<Corpus> {
        let mut builder = Builder::default();
        for serial in serials {
            builder.push(Entry { id: ArticleId([serial as u8; 16]), serial, ..Entry::default() });
        }
        Arc::new(Corpus::open(builder.freeze()).unwrap())
    }

    fn answer(model: &mut Model, corpus: &Arc<Corpus>, marks: Marks) {
        let articles = crate::corpus::Listing::all(corpus.len(), None);
        let view = View {
            corpus: Arc::clone(corpus),
            marks: Arc::new(marks),
            answer: Answer { articles, ..Answer::default() },
        };
        update(model, Message::Answered { generation: model.generation, view });
    }

    #[test]
    fn marks_made_while_a_new_corpus_is_on_its_way_are_kept() {
        let mut model = Model::new((120, 30), "archive".into(), ThemeName::Terminal);
        start(&mut model);
        let old = corpus(0..3);
        answer(&mut model, &old, Marks::none(3));
        let id = |n| ArticleId([n; 16]);
        mark(&mut model, vec![MarkChange::Starred(id(0), true)]);
        update(&mut model, Message::Refreshed);
        mark(&mut model, vec![MarkChange::ReadAll([id(1), id(2), id(9)].into(), true)]);
        // Who answers knows the star, but not yet what was read since.
        let new = corpus(0..5);
        let mut marks = Marks::none(5);
        marks.apply(&new, &MarkChange::Starred(id(0), true));
        answer(&mut model, &new, marks);
        assert_eq!(model.marks.starred.iter().collect::<Vec<_>>(), [0]);
        assert_eq!(model.marks.read.iter().collect::<Vec<_>>(), [1, 2]);
    }
}
