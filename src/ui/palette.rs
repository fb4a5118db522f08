//! The colours of our own themes, and colours on terminals that show fewer of them.

use ratatui::style::{Color, Modifier, Style};

use crate::app::model::ThemeName;

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    Sixteen,
    Indexed,
    #[default]
    True,
}

/// What a theme is coloured with.
pub(super) struct Palette {
    /// Text and its background; the terminal's own where there is none.
    pub text: Option<(Color, Color)>,
    pub dim: Color,
    pub accent: Color,
    pub red: Color,
    pub green: Color,
    pub yellow: Color,
    pub magenta: Color,
    /// Makes fainter where that leaves enough to be read.
    pub faint: Modifier,
}

impl Palette {
    pub fn of(name: ThemeName, depth: Depth) -> Palette {
        let full = match (name, depth) {
            (ThemeName::Dark, Depth::Sixteen) => return DARK_SIXTEEN,
            (ThemeName::Light, Depth::Sixteen) => return LIGHT_SIXTEEN,
            (ThemeName::HighContrast, Depth::Sixteen) => return HIGH_SIXTEEN,
            (ThemeName::Dark, _) => DARK,
            (ThemeName::Light, _) => LIGHT,
            (ThemeName::HighContrast, _) => HIGH,
            (ThemeName::Terminal | ThemeName::Mono | ThemeName::Own(_), _) => return TERMINAL,
        };
        let as_shown = |c: Color| depth.nearest(c);
        Palette {
            text: full.text.map(|(fg, bg)| (as_shown(fg), as_shown(bg))),
            dim: as_shown(full.dim),
            accent: as_shown(full.accent),
            red: as_shown(full.red),
            green: as_shown(full.green),
            yellow: as_shown(full.yellow),
            magenta: as_shown(full.magenta),
            faint: full.faint,
        }
    }
}

/// Only the terminal's own sixteen colours, and never black or white: it fits dark and light alike.
const TERMINAL: Palette = Palette {
    text: None,
    dim: Color::DarkGray,
    accent: Color::Cyan,
    red: Color::Red,
    green: Color::Green,
    yellow: Color::Yellow,
    magenta: Color::Magenta,
    faint: Modifier::DIM,
};

const DARK: Palette = Palette {
    text: Some((Color::Rgb(0xd7, 0xd9, 0xdc), Color::Rgb(0x1b, 0x1d, 0x21))),
    dim: Color::Rgb(0x97, 0x9d, 0xa8),
    accent: Color::Rgb(0x6c, 0xb6, 0xd9),
    red: Color::Rgb(0xf2, 0x84, 0x82),
    green: Color::Rgb(0x8f, 0xc2, 0x85),
    yellow: Color::Rgb(0xe5, 0xc0, 0x7b),
    magenta: Color::Rgb(0xd1, 0x9b, 0xd6),
    faint: Modifier::empty(),
};

const LIGHT: Palette = Palette {
    text: Some((Color::Rgb(0x23, 0x26, 0x2b), Color::Rgb(0xfb, 0xfa, 0xf7))),
    dim: Color::Rgb(0x63, 0x68, 0x70),
    accent: Color::Rgb(0x0b, 0x5f, 0x80),
    red: Color::Rgb(0xad, 0x22, 0x1b),
    green: Color::Rgb(0x2a, 0x66, 0x2a),
    yellow: Color::Rgb(0x86, 0x55, 0x00),
    magenta: Color::Rgb(0x84, 0x34, 0x8e),
    faint: Modifier::empty(),
};

const HIGH: Palette = Palette {
    text: Some((Color::Rgb(0xff, 0xff, 0xff), Color::Rgb(0x00, 0x00, 0x00))),
    dim: Color::Rgb(0xd0, 0xd0, 0xd0),
    accent: Color::Rgb(0x5f, 0xd7, 0xff),
    red: Color::Rgb(0xff, 0x8f, 0x8f),
    green: Color::Rgb(0x7d, 0xff, 0x7d),
    yellow: Color::Rgb(0xff, 0xff, 0x5f),
    magenta: Color::Rgb(0xff, 0x9d, 0xff),
    faint: Modifier::empty(),
};

const DARK_SIXTEEN: Palette = Palette {
    text: Some((Color::Gray, Color::Black)),
    dim: Color::DarkGray,
    accent: Color::LightCyan,
    red: Color::LightRed,
    green: Color::LightGreen,
    yellow: Color::Yellow,
    magenta: Color::LightMagenta,
    faint: Modifier::empty(),
};

const LIGHT_SIXTEEN: Palette = Palette {
    text: Some((Color::Black, Color::White)),
    dim: Color::DarkGray,
    accent: Color::Blue,
    red: Color::Red,
    green: Color::Green,
    yellow: Color::Blue,
    magenta: Color::Magenta,
    faint: Modifier::empty(),
};

const HIGH_SIXTEEN: Palette = Palette {
    text: Some((Color::White, Color::Black)),
    dim: Color::Gray,
    accent: Color::LightCyan,
    red: Color::LightRed,
    green: Color::LightGreen,
    yellow: Color::LightYellow,
    magenta: Color::LightMagenta,
    faint: Modifier::empty(),
};

/// The sixteen colours as most terminals show them at first, by number.
const ANSI: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

/// So far apart are the strongest and the weakest part of a colour that is no grey.
const COLOURFUL: u8 = 40;

impl Depth {
    /// As the terminal says by `COLORTERM` and `TERM`.
    pub fn told(colorterm: Option<&str>, term: Option<&str>) -> Depth {
        match (colorterm, term) {
            (Some("truecolor" | "24bit"), _) => Depth::True,
            (_, Some(term)) if term.ends_with("-direct") => Depth::True,
            (_, Some(term)) if term.contains("256color") => Depth::Indexed,
            _ => Depth::Sixteen,
        }
    }

    /// The colour, or the one nearest to it that the terminal shows.
    pub fn nearest(self, color: Color) -> Color {
        match (self, color) {
            (Depth::Indexed, Color::Rgb(r, g, b)) => Color::Indexed(nearest_indexed([r, g, b])),
            (Depth::Sixteen, Color::Rgb(r, g, b)) => nearest_named([r, g, b]),
            (Depth::Sixteen, Color::Indexed(n)) => nearest_named(rgb_of(n)),
            (_, other) => other,
        }
    }

    /// A style in colours that the terminal shows.
    pub fn shown(self, style: Style) -> Style {
        Style { fg: style.fg.map(|c| self.nearest(c)), bg: style.bg.map(|c| self.nearest(c)), ..style }
    }
}

fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.into_iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

/// Of the 240 colours that are alike everywhere.
fn nearest_indexed(color: [u8; 3]) -> u8 {
    (16..=255).min_by_key(|n| distance(color, rgb_of(*n))).unwrap_or(16)
}

/// A grey for a grey and a colour for a colour: pale ones would all become grey.
fn nearest_named(color: [u8; 3]) -> Color {
    let colourful = |[r, g, b]: [u8; 3]| r.max(g).max(b) - r.min(g).min(b) > COLOURFUL;
    let alike = ANSI.iter().filter(|(_, rgb)| colourful(*rgb) == colourful(color));
    alike.min_by_key(|(_, rgb)| distance(color, *rgb)).map_or(Color::Reset, |(name, _)| *name)
}

/// What a number of the 256 colours looks like.
pub(super) fn rgb_of(n: u8) -> [u8; 3] {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let step = |n: u8| STEPS.get(usize::from(n)).copied().unwrap_or(255);
    match n {
        0..=15 => ANSI.get(usize::from(n)).map_or([0; 3], |(_, rgb)| *rgb),
        16..=231 => [step((n - 16) / 36), step((n - 16) / 6 % 6), step((n - 16) % 6)],
        232..=255 => [8 + (n - 232) * 10; 3],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_is_believed() {
        assert_eq!(Depth::told(Some("truecolor"), Some("xterm")), Depth::True);
        assert_eq!(Depth::told(None, Some("xterm-256color")), Depth::Indexed);
        assert_eq!(Depth::told(Some(""), Some("linux")), Depth::Sixteen);
        assert_eq!(Depth::told(None, None), Depth::Sixteen);
    }

    #[test]
    fn colours_stay_near() {
        let check = |depth: Depth, color, expected| assert_eq!(depth.nearest(color), expected);
        check(Depth::Indexed, Color::Rgb(255, 0, 0), Color::Indexed(196));
        check(Depth::Indexed, Color::Rgb(0x1b, 0x1d, 0x21), Color::Indexed(234));
        check(Depth::Sixteen, Color::Rgb(0x6c, 0xb6, 0xd9), Color::LightBlue);
        check(Depth::Sixteen, Color::Rgb(0xd7, 0xd9, 0xdc), Color::Gray);
        check(Depth::Sixteen, Color::Indexed(196), Color::LightRed);
        check(Depth::True, Color::Rgb(1, 2, 3), Color::Rgb(1, 2, 3));
        check(Depth::Sixteen, Color::Cyan, Color::Cyan);
    }
}
