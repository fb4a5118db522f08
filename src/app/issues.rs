//! The issues pane: every file that was skipped, cut or not read, by the reason, over the whole screen.

use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::act::Step;
use super::fold::{self, Chosen};
use super::room::{self, Room};
use super::update::{select, settle};
use super::{Action, Effect, Focus, Model, layout};
use crate::text::numbers::grouped;

/// What is wrong with the files of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issues {
    /// What matters first.
    pub groups: Vec<Group>,
    /// The folder that all files named here are in, with the slash at its end.
    pub folder: String,
}

/// Files of one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// What is said of all of them, sanitised.
    pub title: String,
    pub count: u64,
    /// Whether something that may be an article was not read.
    pub bad: bool,
    pub rows: Vec<Row>,
    /// How many there are beyond `rows`.
    pub more: u64,
}

/// A line of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The path of a file, sanitised; or how many files of a kind there are.
    pub text: String,
    /// Where in the file: `!member:17`.
    pub place: String,
    /// What is said of this one, where that is more than the group's title.
    pub message: String,
    /// The articles that came with it.
    pub serials: Range<u32>,
    pub is_file: bool,
}

impl Issues {
    pub fn new(groups: Vec<Group>) -> Issues {
        let mut paths = groups.iter().flat_map(|g| &g.rows).filter(|r| r.is_file).map(|r| r.text.as_str());
        let folder = |path: &str| path.rfind(['/', '\\']).map_or(0, |at| at + 1);
        let first = paths.next().unwrap_or_default();
        let mut shared = folder(first);
        for path in paths {
            let same = first.bytes().zip(path.bytes()).take(shared).take_while(|(a, b)| a == b).count();
            shared = folder(first.get(..first.floor_char_boundary(same)).unwrap_or_default());
        }
        let folder = first.get(..shared).unwrap_or_default().to_string();
        Issues { groups, folder }
    }
}

/// What a look at the files has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    pub new: u64,
    pub changed: u64,
    pub deleted: u64,
    /// Files of which something could not be read, all there are.
    pub bad: u64,
    /// Everything was read for the first time: that needs no telling but of what is wrong.
    pub first: bool,
}

impl News {
    /// In one line, what is wrong first; nothing if nothing has changed.
    fn text(self, key: &str) -> Option<String> {
        if self.new + self.changed + self.deleted == 0 {
            return None;
        }
        let files = |n: u64| if n == 1 { "1 file".to_string() } else { format!("{} files", grouped(n)) };
        let bad = (self.bad > 0).then(|| format!("{} could not be read: {key}", files(self.bad)));
        let counts = [(self.new, "new"), (self.changed, "changed"), (self.deleted, "deleted")];
        let counts = counts.into_iter().filter(|(n, _)| *n > 0 && !self.first);
        let changes: Vec<String> = counts.map(|(n, what)| format!("{} {what}", grouped(n))).collect();
        let changes = (!changes.is_empty()).then(|| format!("files: {}", changes.join(", ")));
        let parts: Vec<String> = bad.into_iter().chain(changes).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }
}

/// The open pane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pane {
    /// Over the lines that are unfolded.
    pub cursor: usize,
    /// The first line on screen.
    pub top: usize,
    /// Of each group whether it is unfolded.
    open: Vec<bool>,
}

/// A line of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// A group, and whether it is unfolded.
    Group(&'a Group, bool),
    Row(&'a Row),
    /// So many more than are listed.
    More(u64),
}

impl Pane {
    fn is_open(&self, group: usize) -> bool {
        self.open.get(group).is_some_and(|open| *open)
    }

    /// How many lines a group has now.
    fn length(&self, n: usize, group: &Group) -> usize {
        if self.is_open(n) { 1 + group.rows.len() + usize::from(group.more > 0) } else { 1 }
    }

    pub fn len(&self, issues: &Issues) -> usize {
        issues.groups.iter().enumerate().map(|(n, group)| self.length(n, group)).sum()
    }

    /// The group of a line by its number, and which of its lines it is.
    fn place(&self, issues: &Issues, mut line: usize) -> Option<(usize, usize)> {
        for (n, group) in issues.groups.iter().enumerate() {
            let length = self.length(n, group);
            if line < length {
                return Some((n, line));
            }
            line -= length;
        }
        None
    }

    pub fn line<'a>(&self, issues: &'a Issues, line: usize) -> Option<Line<'a>> {
        let (n, at) = self.place(issues, line)?;
        let group = issues.groups.get(n)?;
        Some(match at.checked_sub(1) {
            None => Line::Group(group, self.is_open(n)),
            Some(at) => group.rows.get(at).map_or(Line::More(group.more), Line::Row),
        })
    }

    /// Unfolds the group that the cursor is in, or folds it and goes to its title.
    fn unfold(&mut self, issues: &Issues, open: bool) {
        let Some((n, at)) = self.place(issues, self.cursor) else { return };
        self.open.resize(issues.groups.len(), false);
        if let Some(group) = self.open.get_mut(n) {
            *group = open;
        }
        if !open {
            self.cursor -= at;
        }
    }

    /// Scrolls so that the cursor is on screen.
    pub fn keep_in_view(&mut self, issues: Option<&Issues>, rows: usize) {
        let (rows, lines) = (rows.max(1), issues.map_or(0, |issues| self.len(issues)));
        self.cursor = self.cursor.min(lines.saturating_sub(1));
        self.top = self.top.min(lines.saturating_sub(rows)).min(self.cursor);
        if self.cursor >= self.top + rows {
            self.top = self.cursor + 1 - rows;
        }
    }

    /// After the archive was looked at again: the same groups are unfolded, and the cursor is on the same line.
    fn follow(&mut self, old: &Issues, new: &Issues) {
        let open = |title: &str| old.groups.iter().position(|g| g.title == title).is_some_and(|n| self.is_open(n));
        let opened: Vec<bool> = new.groups.iter().map(|g| open(&g.title)).collect();
        let was = self.place(old, self.cursor).and_then(|(n, at)| Some((old.groups.get(n)?, at)));
        let height = self.cursor.saturating_sub(self.top);
        self.open = opened;
        let Some((was, at)) = was else { return };
        let Some(n) = new.groups.iter().position(|g| g.title == was.title) else { return };
        let before: usize = new.groups.iter().take(n).enumerate().map(|(n, group)| self.length(n, group)).sum();
        let row = at.checked_sub(1).and_then(|at| was.rows.get(at));
        let same = |wanted: &Row| {
            let rows = new.groups.get(n)?.rows.iter();
            rows.enumerate().find(|(_, r)| r.text == wanted.text && r.place == wanted.place).map(|(at, _)| at + 1)
        };
        self.cursor = before + row.map_or(0, |row| same(row).unwrap_or(at));
        self.top = self.cursor.saturating_sub(height);
    }
}

/// Rows that show the whole of the line under the cursor, and a rule above them; none where there is no room.
pub fn detail_rows(size: (u16, u16)) -> u16 {
    if size.1 >= 16 { 4 } else { 0 }
}

/// Lines that fit on the screen, below the pane's title.
pub fn rows(size: (u16, u16)) -> usize {
    size.1.saturating_sub(3 + detail_rows(size)) as usize
}

pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    // One reason alone is what one came to see.
    let open = vec![model.issues.as_ref().is_some_and(|i| i.groups.len() == 1)];
    room::enter(model, Room::Issues(Pane { open, ..Pane::default() }))
}

/// Takes in what is wrong now.
pub(super) fn learn(model: &mut Model, issues: Arc<Issues>, news: News) -> Vec<Effect> {
    let key = model.keymap.keys_of(Action::Issues).into_iter().next().unwrap_or_default();
    if let Some(text) = news.text(&key) {
        model.notice = Some(text);
    }
    let old = model.issues.replace(Arc::clone(&issues)).unwrap_or_default();
    for room in model.rooms.iter_mut() {
        if let Room::Issues(pane) = room {
            pane.follow(&old, &issues);
        }
    }
    settle(model)
}

/// An action of the pane's own, or one that means something else here.
pub(super) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    use Action as A;
    let issues = model.issues.clone().unwrap_or_default();
    let Some(Room::Issues(pane)) = model.rooms.current_mut() else { return None };
    let line = pane.line(&issues, pane.cursor);
    let mut effects = Vec::new();
    match (action, line) {
        (A::FocusRight, _) => pane.unfold(&issues, true),
        (A::FocusLeft, _) => pane.unfold(&issues, false),
        (A::Unfold, Some(Line::Group(_, open))) => pane.unfold(&issues, !open),
        (A::Unfold, Some(Line::Row(row))) if row.is_file => match go(model, row) {
            Some(effects) => return Some(effects),
            None => model.notice = Some("none of its articles can be read".into()),
        },
        (A::Unfold, _) => {}
        (A::CopyPath, Some(Line::Row(row))) if row.is_file => {
            model.notice = Some("path copied".into());
            effects.push(Effect::Copy(row.text.clone()));
        }
        (A::CopyPath, _) => model.notice = Some(format!("choose a file first: {} unfolds", model.key(A::Unfold))),
        _ => return None,
    }
    effects.extend(settle(model));
    Some(effects)
}

pub(super) fn step(model: &mut Model, step: Step) {
    let (issues, rows) = (model.issues.clone().unwrap_or_default(), rows(layout::free(model)));
    if let Some(Room::Issues(pane)) = model.rooms.current_mut() {
        let last = pane.len(&issues).saturating_sub(1);
        pane.cursor = pane.cursor.saturating_add_signed(step.rows(rows)).min(last);
    }
}

/// A click on a line goes to it; on the line under the cursor it does what Enter does.
pub(super) fn click(model: &mut Model, at: Position, area: Rect) -> Vec<Effect> {
    let lines = rows(layout::free(model));
    let Some(Room::Issues(pane)) = model.rooms.current_mut() else { return Vec::new() };
    // Below the title.
    let line = at.y.checked_sub(area.y + 1).map(usize::from).filter(|n| *n < lines);
    let Some(to) = line.map(|line| pane.top + line) else { return Vec::new() };
    if model.issues.as_ref().is_none_or(|issues| to >= pane.len(issues)) {
        return Vec::new();
    }
    if std::mem::replace(&mut pane.cursor, to) == to {
        return act(model, Action::Unfold).unwrap_or_default();
    }
    settle(model)
}

/// So many serials of a file are looked up: the first of them that is shown is as good as any.
const MOST_LOOKED_UP: usize = 64;

/// Goes to the first article of a file in the list; filters that leave all of them out are dropped.
fn go(model: &mut Model, row: &Row) -> Option<Vec<Effect>> {
    let article = row.serials.clone().take(MOST_LOOKED_UP).find_map(|serial| model.corpus.by_serial(serial))?;
    let listed = fold::row_of(model, article);
    model.list.wanted = Some(Chosen::of(&model.corpus, article));
    (model.focus, model.zen) = (Focus::List, false);
    model.rooms.forget();
    Some(match listed {
        Some(at) => {
            model.list.go(at, model.answer.articles.len());
            settle(model)
        }
        None => {
            model.filter.chips.clear();
            model.notice = Some("filters dropped to show it".into());
            vec![select(model)]
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(title: &str, paths: &[&str]) -> Group {
        let row = |path: &&str| Row { text: path.to_string(), is_file: true, ..Row::default() };
        Group {
            title: title.into(),
            count: paths.len() as u64,
            rows: paths.iter().map(row).collect(),
            ..Group::default()
        }
    }

    #[test]
    fn the_shared_folder_is_known() {
        let check = |paths: &[&str], folder: &str| assert_eq!(Issues::new(vec![group("a", paths)]).folder, folder);
        check(&["/news/a/x.txt", "/news/ab/y.txt", "/news/a/z.txt"], "/news/");
        check(&["/news/a/x.txt"], "/news/a/");
        check(&["/a/x", "/b/x"], "/");
        check(&["-"], "");
        check(&[], "");
        check(&["C:\\news\\é.txt", "C:\\news\\è.txt"], "C:\\news\\");
    }

    #[test]
    fn folding_moves_nothing_but_what_is_folded() {
        let issues = Issues::new(vec![group("a", &["1", "2"]), group("b", &["3"])]);
        let mut pane = Pane::default();
        assert_eq!(pane.len(&issues), 2);
        pane.unfold(&issues, true);
        assert_eq!(pane.len(&issues), 4);
        pane.cursor = 2;
        pane.unfold(&issues, false);
        assert_eq!((pane.cursor, pane.len(&issues)), (0, 2));
    }

    #[test]
    fn the_cursor_stays_on_its_file() {
        let old = Issues::new(vec![group("a", &["1", "2"]), group("b", &["3", "4"])]);
        let mut pane = Pane { cursor: 1, ..Pane::default() };
        pane.unfold(&old, true);
        pane.cursor = 3;
        let new = Issues::new(vec![group("c", &["9"]), group("b", &["0", "3", "4"]), group("a", &["1"])]);
        pane.follow(&old, &new);
        assert!(matches!(pane.line(&new, pane.cursor), Some(Line::Row(row)) if row.text == "4"));
        assert_eq!(pane.len(&new), 6);
        pane.follow(&new, &Issues::default());
        pane.keep_in_view(Some(&Issues::default()), 10);
        assert_eq!((pane.cursor, pane.top), (0, 0));
    }

    #[test]
    fn the_notice_says_what_is_wrong_first() {
        let text = |news: News| news.text("g i");
        assert_eq!(text(News { bad: 3, ..News::default() }), None, "nothing has changed");
        assert_eq!(text(News { new: 9, first: true, ..News::default() }), None);
        let bad = News { new: 9, bad: 1, first: true, ..News::default() };
        assert_eq!(text(bad).as_deref(), Some("1 file could not be read: g i"));
        let some = News { new: 1200, deleted: 2, bad: 3, ..News::default() };
        assert_eq!(text(some).as_deref(), Some("3 files could not be read: g i · files: 1,200 new, 2 deleted"));
    }
}
