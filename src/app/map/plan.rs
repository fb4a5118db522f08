//! Where everything stands in the map's room.

use ratatui::layout::Rect;

use super::{Pane, pane, projection};
use crate::app::{Model, layout};

/// From here on the list stands beside the map, else below it.
const BESIDE: u16 = 80;
/// Under so many rows a map shows nothing.
const LEAST_MAP: u16 = 6;
/// Under so many rows a list is none.
const LEAST_LIST: u16 = 4;

/// The areas of the room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Empty where there is no room for it.
    pub map: Rect,
    /// What is under the cursor, in one line below the map; empty where the list has to do.
    pub line: Rect,
    pub list: Rect,
    /// Whether the list stands beside the map.
    pub beside: bool,
}

impl Plan {
    /// For the model as it is; `None` if the room is not on the screen.
    pub fn of(model: &Model) -> Option<Plan> {
        pane(model)?;
        Some(Plan::new(layout::inside(layout::panes(model).room?), model.plain))
    }

    /// Who has the screen read out hears the list.
    pub fn new(room: Rect, plain: bool) -> Plan {
        if plain {
            return Plan { list: room, ..Plan::default() };
        }
        if room.width >= BESIDE && room.height > LEAST_MAP {
            let list = (room.width / 4).clamp(26, 44);
            let map = Rect { width: room.width - list - 1, height: room.height - 1, ..room };
            return Plan {
                map,
                line: Rect { y: map.bottom(), height: 1, ..map },
                list: Rect { x: room.right() - list, width: list, ..room },
                beside: true,
            };
        }
        let height = projection::rows(room.width).min(room.height * 55 / 100);
        if height < LEAST_MAP || room.height - height < LEAST_LIST {
            return Plan { list: room, ..Plan::default() };
        }
        Plan {
            map: Rect { height, ..room },
            list: Rect { y: room.y + height, height: room.height - height, ..room },
            ..Plan::default()
        }
    }

    /// The row of the list at a row of the screen.
    pub fn row_at(&self, pane: &Pane, column: u16, row: u16) -> Option<usize> {
        self.list.contains((column, row).into()).then(|| pane.top + (row - self.list.y) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_list_at_any_size() {
        for (width, height) in (0..220).step_by(7).flat_map(|w| (0..70).map(move |h| (w, h))) {
            let room = Rect::new(0, 2, width, height);
            let plan = Plan::new(room, false);
            for area in [plan.map, plan.line, plan.list] {
                assert!(area.is_empty() || room.intersection(area) == area, "{width}x{height} {plan:?}");
            }
            assert!(plan.list.intersection(plan.map).is_empty());
            assert!(plan.list.height >= LEAST_LIST.min(height));
        }
    }
}
