//! Which part of the globe is on the screen, and in which cell a place is.
//!
//! Degrees lie evenly, as on the chart that the coast is drawn by. A cell of a terminal is about twice as high as wide.

use ratatui::layout::Rect;

use super::places::Place;

/// The world without what is only ice.
const WEST: f64 = -180.0;
const EAST: f64 = 180.0;
const SOUTH: f64 = -56.0;
const NORTH: f64 = 84.0;
/// The countries that news is mostly about lie far north, where this chart is too flat: it may be drawn higher by so
/// much.
const STRETCH: f64 = 1.35;
/// Each step shows half as much.
pub const CLOSEST: u8 = 3;

/// A part of the globe in an area of the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    pub area: Rect,
    /// West and east.
    pub longitudes: [f64; 2],
    /// South and north.
    pub latitudes: [f64; 2],
}

impl Projection {
    /// The world in the middle of an area; `closer` by so many steps, as near around a place as the world's edges allow.
    pub fn new(room: Rect, closer: u8, around: Place) -> Projection {
        let area = proportioned(room);
        let part = f64::from(1u32 << closer.min(CLOSEST));
        let range = |from: f64, to: f64, middle: f64| {
            let half = (to - from) / part / 2.0;
            let middle = middle.clamp(from + half, to - half);
            [middle - half, middle + half]
        };
        Projection {
            area,
            longitudes: range(WEST, EAST, around.longitude),
            latitudes: range(SOUTH, NORTH, around.latitude),
        }
    }

    /// The cell of a place; one beyond the edge is drawn at it if the whole world is shown, and else not at all.
    pub fn cell(&self, place: Place) -> Option<(u16, u16)> {
        let whole = self.longitudes == [WEST, EAST];
        let [west, east] = self.longitudes;
        let [south, north] = self.latitudes;
        let inside = (west..=east).contains(&place.longitude)
            && (south..=north).contains(&place.latitude)
            && !self.area.is_empty();
        if self.area.is_empty() || !(inside || whole) {
            return None;
        }
        // As the canvas rounds, with two dots across a cell and four down.
        let dot = |at: f64, cells: u16, dots: u16| {
            let last = f64::from(cells * dots) - 1.0;
            (at.clamp(0.0, 1.0) * last).round() as u16 / dots
        };
        let x = dot((place.longitude - west) / (east - west), self.area.width, 2);
        let y = dot((north - place.latitude) / (north - south), self.area.height, 4);
        Some((self.area.x + x, self.area.y + y))
    }
}

/// Rows for the world at this width, if there may be as many as it wants.
pub fn rows(columns: u16) -> u16 {
    proportioned(Rect::new(0, 0, columns, u16::MAX)).height
}

/// The largest part of an area, in its middle, that the world fits in without being drawn too flat or too high.
fn proportioned(room: Rect) -> Rect {
    // Rows for a column, where a degree is as high as wide.
    let even = (NORTH - SOUTH) / (EAST - WEST) / 2.0;
    let (columns, rows) = (f64::from(room.width), f64::from(room.height));
    let width = (rows / even).min(columns) as u16;
    let height = (columns * even * STRETCH).ceil().min(rows) as u16;
    Rect { x: room.x + (room.width - width) / 2, y: room.y + (room.height - height) / 2, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::map::places::place;
    use proptest::prelude::*;

    #[test]
    fn the_world_keeps_its_shape() {
        let check = |room: (u16, u16), expected: (u16, u16)| {
            let area = proportioned(Rect::new(0, 0, room.0, room.1));
            assert_eq!((area.width, area.height), expected);
        };
        check((160, 40), (160, 40));
        check((160, 20), (102, 20));
        check((55, 40), (55, 15));
        check((0, 40), (0, 0));
        check((40, 0), (0, 0));
    }

    #[test]
    fn places_stand_where_they_are() {
        let projection = Projection::new(Rect::new(0, 0, 120, 30), 0, place("FR").unwrap());
        let cell = |code: &str| projection.cell(place(code).unwrap()).unwrap();
        assert!(cell("US").0 < cell("FR").0 && cell("FR").0 < cell("CN").0);
        assert!(cell("FR").1 < cell("ZA").1);
        assert_eq!(cell("AQ").1, projection.area.bottom() - 1, "at the edge");
    }

    #[test]
    fn closer_is_around_a_place() {
        let around = place("FR").unwrap();
        let room = Rect::new(3, 2, 120, 30);
        let projection = Projection::new(room, 2, around);
        let (x, y) = projection.cell(around).unwrap();
        assert!(x.abs_diff(63) <= 1 && y.abs_diff(17) <= 3, "{x} {y}");
        assert_eq!(projection.cell(place("NZ").unwrap()), None);
        assert!(projection.cell(place("DE").unwrap()).is_some());
    }

    proptest! {
        #[test]
        fn every_cell_is_inside(
            room in (0u16..400, 0u16..100, 0u16..400, 0u16..100),
            closer in 0u8..9,
            around in (-90f64..90.0, -180f64..180.0),
            at in (-90f64..90.0, -180f64..180.0),
        ) {
            let room = Rect::new(room.0, room.1, room.2, room.3);
            let of = |(latitude, longitude)| Place { latitude, longitude };
            let projection = Projection::new(room, closer, of(around));
            prop_assert!(room.intersection(projection.area) == projection.area || projection.area.is_empty());
            if let Some((x, y)) = projection.cell(of(at)) {
                prop_assert!(projection.area.contains((x, y).into()));
            }
        }
    }
}
