//! Where everything stands on the screen: computed once from the size and the state, used by `update` for scrolling
//! and by the view for drawing, so that the two cannot disagree.

use ratatui::layout::Rect;

use super::{Focus, Model, tour};
use crate::corpus::Kind;

/// From here three panes stand side by side.
const THREE_PANES: u16 = 120;
/// From here two; below, one at a time.
const TWO_PANES: u16 = 80;
/// Under this size there is only a hint.
pub const LEAST: (u16, u16) = (20, 5);

/// The areas of the screen. A pane that is not shown is `None`. Each pane's first row is its title line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    pub header: Rect,
    pub list: Option<Rect>,
    pub reader: Option<Rect>,
    /// Over all of them while one is open.
    pub room: Option<Rect>,
    /// All sections together.
    pub sidebar: Option<Rect>,
    /// In the order of [`Kind::ALL`], title line included.
    pub sections: [Rect; 3],
    /// The tour's lines above the footer; empty without a tour.
    pub tour: Rect,
    /// The line above the footer that says what is wrong with a query; empty without a bar.
    pub hint: Rect,
    /// The input line, or the keys.
    pub footer: Rect,
}

impl Panes {
    /// All between header and footer.
    pub fn body(&self) -> Rect {
        let top = self.header.bottom();
        Rect { y: top, height: self.footer.y.saturating_sub(top), ..self.header }
    }
}

/// Widths of panes that the reader has chosen, in columns; of the others the size of the screen decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Widths {
    pub list: Option<u16>,
    pub sidebar: Option<u16>,
}

/// No pane is made narrower than this beside others.
const NARROWEST: u16 = 20;

/// Areas for the model as it is.
pub fn panes(model: &Model) -> Panes {
    let (columns, rows) = model.size;
    let screen = Rect::new(0, 0, columns, rows);
    if columns < LEAST.0 || rows < LEAST.1 {
        return Panes::default();
    }
    let hint = model.bar.as_ref().is_some_and(|b| !b.issues.is_empty()) as u16;
    let tour = tour::height(model);
    let mut panes = Panes {
        header: Rect { height: 1, ..screen },
        footer: Rect { y: rows - 1, height: 1, ..screen },
        tour: Rect { y: rows - 1 - hint - tour, height: tour, ..screen },
        hint: Rect { y: rows - 1 - hint, height: hint, ..screen },
        ..Panes::default()
    };
    let body = Rect { y: 1, height: rows - 2 - hint - tour, ..screen };
    panes.room = model.rooms.current().map(|_| body);
    place(model, body, &mut panes);
    if let Some(sidebar) = panes.sidebar {
        panes.sections = sections(sidebar, model);
    }
    panes
}

/// Whether there is room for all panes side by side.
pub fn three_panes(size: (u16, u16)) -> bool {
    size.0 >= THREE_PANES
}

/// Whether the sidebar is a pane that one can go to.
pub fn has_sidebar(model: &Model) -> bool {
    !model.sidebar.hidden || !three_panes(model.size)
}

fn place(model: &Model, body: Rect, panes: &mut Panes) {
    let in_sidebar = matches!(model.focus, Focus::Sidebar(_));
    if model.zen {
        panes.reader = Some(body);
    } else if body.width >= THREE_PANES && !model.plain && model.sidebar.hidden && !in_sidebar {
        let list = model.widths.list.unwrap_or((body.width * 34 / 100).clamp(40, 72));
        let list = list.clamp(NARROWEST, body.width - NARROWEST - 1);
        let [list, reader, _] = columns(body, [list, body.width - list - 1, 0]);
        (panes.list, panes.reader) = (Some(list), Some(reader));
    } else if body.width >= THREE_PANES && !model.plain {
        let list = model.widths.list.unwrap_or((body.width * 34 / 100).clamp(40, 72));
        let side = model.widths.sidebar.unwrap_or((body.width * 18 / 100).clamp(27, 38));
        let side = side.clamp(NARROWEST, body.width - 2 * NARROWEST - 2);
        let list = list.clamp(NARROWEST, body.width - side - NARROWEST - 2);
        let [list, reader, side] = columns(body, [list, body.width - list - side - 2, side]);
        (panes.list, panes.reader, panes.sidebar) = (Some(list), Some(reader), Some(side));
    } else if body.width >= TWO_PANES && !model.plain {
        let list = model.widths.list.unwrap_or((body.width * 40 / 100).max(30));
        let list = list.clamp(NARROWEST, body.width - NARROWEST - 1);
        let [list, right, _] = columns(body, [list, body.width - list - 1, 0]);
        panes.list = Some(list);
        *(if in_sidebar { &mut panes.sidebar } else { &mut panes.reader }) = Some(right);
    } else {
        match model.focus {
            Focus::List => panes.list = Some(body),
            Focus::Reader => panes.reader = Some(body),
            Focus::Sidebar(_) => panes.sidebar = Some(body),
        }
    }
}

/// Three areas from left to right with a column for a rule between them.
fn columns(body: Rect, widths: [u16; 3]) -> [Rect; 3] {
    let mut x = body.x;
    widths.map(|width| {
        let area = Rect { x, width, ..body };
        x += width + 1;
        area
    })
}

/// Heights by need: each section its rows and its title, people first where there is not room for all.
fn sections(sidebar: Rect, model: &Model) -> [Rect; 3] {
    let need =
        Kind::ALL.map(|kind| model.sidebar.section(kind).rows.len().max(1).min(u16::MAX as usize / 8) as u16 + 1);
    let share = [sidebar.height * 45 / 100, sidebar.height * 30 / 100, sidebar.height * 25 / 100];
    let mut heights = [0, 1, 2].map(|i: usize| need[i].min(share[i]));
    let mut left = sidebar.height.saturating_sub(heights.iter().sum());
    for i in 0..3 {
        let more = left.min(need[i] - heights[i]);
        heights[i] += more;
        left -= more;
    }
    heights[2] += left;
    let mut y = sidebar.y;
    heights.map(|height| {
        let area = Rect { y, height, ..sidebar };
        y += height;
        area
    })
}

/// The rows below a pane's title line.
pub fn inside(pane: Rect) -> Rect {
    Rect { y: pane.y + pane.height.min(1), height: pane.height.saturating_sub(1), ..pane }
}

/// Columns and rows of the screen that the tour leaves to everything else.
pub fn free(model: &Model) -> (u16, u16) {
    (model.size.0, model.size.1.saturating_sub(tour::height(model)))
}

/// The area of a popup: centred, with room for what it lists.
pub fn popup(size: (u16, u16)) -> Rect {
    let (columns, rows) = size;
    let width = columns.saturating_sub(4).min(76);
    let height = rows.saturating_sub(2).min(30);
    Rect::new((columns - width) / 2, (rows - height) / 2, width, height)
}

/// The area of a popup with so many rows within its frame, or as many as there is room for.
pub fn popup_of(size: (u16, u16), rows: usize) -> Rect {
    let most = popup(size);
    let height = most.height.min(u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2));
    Rect { y: (size.1 - height) / 2, height, ..most }
}

/// Rows that a popup lists below its input line, within its frame.
pub fn popup_rows(size: (u16, u16)) -> usize {
    popup(size).height.saturating_sub(4) as usize
}
