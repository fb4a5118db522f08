//! The archives opened last: a popup to go to one of them.

use std::path::PathBuf;

use jiff::civil::Date;

use super::act::Step;
use super::key::{Code, Key};
use super::update::settle;
use super::{Effect, Model, Overlay, layout};

/// An archive that was opened before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// What it is made of.
    pub paths: Vec<PathBuf>,
    /// The same as people are shown it.
    pub name: String,
    pub articles: u64,
    /// The day on which it was left.
    pub left: Option<Date>,
    /// Some of it is not there now.
    pub gone: bool,
}

/// The open popup.
#[derive(Clone, Debug, Default)]
pub struct Archives {
    /// The last one first; `None` until they are known.
    pub rows: Option<Vec<Recent>>,
    pub cursor: usize,
    pub top: usize,
}

impl Archives {
    fn len(&self) -> usize {
        self.rows.as_ref().map_or(0, Vec::len)
    }

    pub fn keep_in_view(&mut self, height: usize) {
        let height = height.max(1);
        self.cursor = self.cursor.min(self.len().saturating_sub(1));
        self.top = self.top.min(self.cursor);
        if self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
    }
}

pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    model.overlay = Some(Overlay::Archives(Archives::default()));
    let mut effects = vec![Effect::Recent];
    effects.extend(settle(model));
    effects
}

/// The archives that were asked for.
pub(super) fn show(model: &mut Model, rows: Vec<Recent>) -> Vec<Effect> {
    if let Some(Overlay::Archives(archives)) = &mut model.overlay {
        archives.rows = Some(rows);
    }
    settle(model)
}

pub(super) fn press(model: &mut Model, mut archives: Archives, key: Key) -> Vec<Effect> {
    let rows = layout::popup_rows(layout::free(model));
    let by = match (key.code, key.control) {
        (Code::Char('j'), false) | (Code::Down, _) | (Code::Char('n'), true) => Some(Step::Lines(1)),
        (Code::Char('k'), false) | (Code::Up, _) | (Code::Char('p'), true) => Some(Step::Lines(-1)),
        (Code::Char(' '), _) | (Code::PageDown, _) => Some(Step::Pages(1.0)),
        (Code::Char('b'), _) | (Code::PageUp, _) => Some(Step::Pages(-1.0)),
        (Code::Char('g'), false) | (Code::Home, _) => Some(Step::Top),
        (Code::Char('G'), false) | (Code::End, _) => Some(Step::Bottom),
        _ => None,
    };
    if let Some(by) = by {
        archives.cursor = archives.cursor.saturating_add_signed(by.rows(rows)).min(archives.len().saturating_sub(1));
    }
    let chosen = archives.rows.as_ref().and_then(|all| all.get(archives.cursor)).filter(|_| key.code == Code::Enter);
    match chosen {
        Some(recent) if recent.gone => model.notice = Some(format!("{} is not there now", recent.name)),
        Some(recent) => return vec![Effect::Switch(recent.paths.clone())],
        None if matches!(key.code, Code::Esc | Code::Char('q')) => return settle(model),
        None => {}
    }
    model.overlay = Some(Overlay::Archives(archives));
    settle(model)
}
