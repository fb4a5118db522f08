//! Where everything stands in the timeline's room.

use ratatui::layout::Rect;

use super::{BinNo, By, Pane, pane};
use crate::app::{Model, layout};
use crate::text::numbers::grouped;

/// A bin is at most so many columns wide.
const WIDEST: u16 = 9;
/// From this width on a bin leaves a column free to the next.
const WITH_GAP: u16 = 3;
/// Rows below the bars: the line that they stand on, and two of dates.
pub const AXIS: u16 = 3;
/// Rows of what is in a bin that are no titles: when and how many, and who.
const HEAD: u16 = 2;

/// The areas of the room, and how bins lie in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What the parts are called; empty where the bars say it themselves.
    pub legend: Rect,
    /// How many the highest bar stands for, beside it.
    pub scale: Rect,
    pub bars: Rect,
    /// [`AXIS`] rows.
    pub axis: Rect,
    /// What is in the bin under the cursor.
    pub detail: Rect,
    /// The part of it with titles.
    pub titles: Rect,
    /// Columns from one bin to the next.
    pub wide: u16,
    /// How many bins the screen has room for.
    pub bins: u16,
}

impl Plan {
    /// For the model as it is; `None` if the room is not on the screen.
    pub fn of(model: &Model) -> Option<Plan> {
        let pane = pane(model)?;
        Some(Plan::new(layout::inside(layout::panes(model).room?), pane, model.plain))
    }

    /// Who has the screen read out hears what is in a bin, and nothing of bars.
    pub fn new(room: Rect, pane: &Pane, plain: bool) -> Plan {
        let detail = match room.height {
            rows if plain => rows,
            0..=7 => 0,
            8..=11 => 1,
            rows => (rows * 35 / 100).clamp(HEAD, 18),
        };
        let legend = u16::from(pane.by == By::Source && room.height > 7 && !plain);
        let axis = AXIS.min(room.height - detail);
        let bars = room.height.saturating_sub(detail + axis + legend);
        let numbers = grouped(u64::from(pane.series().most())).len() as u16 + 2;
        let scale = numbers.min(room.width / 2);
        let right = u16::from(room.width > 20);
        let mut y = room.y;
        let mut below = |height: u16| {
            y += height;
            Rect { y: y - height, height, ..room }
        };
        let (legend, bars, axis, detail) = (below(legend), below(bars), below(axis), below(detail));
        let scaled = |rect: Rect| Rect { x: rect.x + scale, width: (rect.width - scale).saturating_sub(right), ..rect };
        let titles = detail.height.saturating_sub(HEAD);
        let total = pane.series().ends().map_or(0, |(first, last)| i64::from(last) - i64::from(first) + 1);
        let columns = scaled(bars).width;
        let wide = (i64::from(columns) / total.max(1)).clamp(1, i64::from(WIDEST)) as u16;
        Plan {
            legend,
            scale: Rect { width: scale, ..bars },
            bars: scaled(bars),
            axis: scaled(axis),
            detail,
            titles: Rect { y: detail.bottom() - titles, height: titles, ..detail },
            wide,
            bins: i64::from(columns / wide).min(total.max(1)) as u16,
        }
    }

    /// Columns of a bin that are drawn.
    pub fn bar(&self) -> u16 {
        if self.wide >= WITH_GAP { self.wide - 1 } else { self.wide }
    }

    /// The bin at a column of the screen, where `left` is the leftmost one.
    pub fn bin_at(&self, left: BinNo, column: u16) -> Option<BinNo> {
        let at = column.checked_sub(self.bars.x).filter(|at| *at < self.bars.width)? / self.wide;
        (at < self.bins).then(|| left.saturating_add(BinNo::from(at)))
    }

    /// The first column of a bin, where `left` is the leftmost one.
    pub fn column_of(&self, left: BinNo, bin: BinNo) -> Option<u16> {
        let at = u16::try_from(i64::from(bin) - i64::from(left)).ok().filter(|at| *at < self.bins)?;
        Some(self.bars.x + at * self.wide)
    }
}
