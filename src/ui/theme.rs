//! How things are told apart: by colour where there is colour, and always by an attribute as well.

use ratatui::style::{Modifier, Style};

use super::palette::{Depth, Palette};
use crate::app::model::ThemeName;
use crate::corpus::Kind;

/// Makes the struct and the names by which a theme's file sets its styles.
macro_rules! theme {
    ($(#[$about:meta])* pub struct Theme { $($(#[$doc:meta])* pub $name:ident: Style,)* }) => {
        $(#[$about])*
        pub struct Theme {
            $($(#[$doc])* pub $name: Style,)*
            /// For screen readers: nothing is drawn but text.
            pub plain: bool,
        }

        impl Theme {
            /// The styles with their names, in the order of the struct.
            pub fn styles(&self) -> Vec<(&'static str, Style)> {
                vec![$((stringify!($name), self.$name)),*]
            }

            /// The style of this name.
            pub fn style_mut(&mut self, name: &str) -> Option<&mut Style> {
                $(if name == stringify!($name) {
                    return Some(&mut self.$name);
                })*
                None
            }
        }
    };
}

theme! {
/// The styles of the screen. At most three weights of emphasis stand on one screen: plain, dim, accent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Whatever has no other style, and the background of all.
    pub text: Style,
    /// Rules, hints, dates: what is there but not read.
    pub dim: Style,
    pub rule: Style,
    /// The focused pane's title, the program's name.
    pub accent: Style,
    pub title: Style,
    /// The row under the cursor in the focused pane, and in another.
    pub selected: Style,
    pub selected_elsewhere: Style,
    pub unread: Style,
    pub chip: Style,
    pub chip_out: Style,
    pub heading: Style,
    pub caption: Style,
    pub furniture: Style,
    pub quote: Style,
    pub person: Style,
    pub country: Style,
    pub organisation: Style,
    /// Words of the query.
    pub hit: Style,
    /// The match or mention gone to last.
    pub here: Style,
    /// A passage that the reader marked, and a note of the reader's own.
    pub highlight: Style,
    pub note: Style,
    pub warning: Style,
    /// Of two versions what the left one alone says, and the right one.
    pub only_left: Style,
    pub only_right: Style,
}
}

impl Theme {
    /// One of our own, in the colours that it was made for.
    pub fn of(name: ThemeName) -> Theme {
        Theme::at(name, Depth::True)
    }

    /// One of our own on a terminal that shows so many colours.
    pub fn at(name: ThemeName, depth: Depth) -> Theme {
        match name {
            ThemeName::Mono => Theme::mono(),
            other => Theme::coloured(&Palette::of(other, depth)),
        }
    }

    /// One table of what is coloured how, for all themes with colours: a new style is a line here and one in `mono`.
    fn coloured(c: &Palette) -> Theme {
        let plain = Style::new();
        let dim = plain.fg(c.dim);
        // Where the dim colour is of our choice it is dim enough, and can still be read.
        let dimmer = if c.text.is_none() { dim.add_modifier(Modifier::DIM) } else { dim };
        let text = c.text.map_or(plain, |(fg, bg)| plain.fg(fg).bg(bg));
        Theme {
            text,
            dim,
            rule: dim,
            accent: plain.fg(c.accent).add_modifier(Modifier::BOLD),
            title: plain.add_modifier(Modifier::BOLD),
            selected: plain.add_modifier(Modifier::REVERSED),
            selected_elsewhere: plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            unread: plain.fg(c.accent),
            chip: plain.fg(c.accent),
            chip_out: plain.fg(c.red),
            heading: plain.add_modifier(Modifier::BOLD),
            caption: dim.add_modifier(Modifier::ITALIC),
            furniture: dimmer,
            quote: plain.fg(c.green),
            person: plain.add_modifier(Modifier::BOLD),
            country: plain.fg(c.accent),
            organisation: plain.fg(c.magenta).add_modifier(Modifier::ITALIC),
            hit: plain.fg(c.yellow).add_modifier(Modifier::REVERSED),
            here: plain.fg(c.red).add_modifier(Modifier::REVERSED | Modifier::BOLD),
            highlight: plain.fg(c.yellow).add_modifier(Modifier::UNDERLINED),
            note: dim.add_modifier(Modifier::ITALIC),
            warning: plain.fg(c.red),
            only_left: plain.fg(c.red).add_modifier(c.faint | Modifier::CROSSED_OUT),
            only_right: plain.fg(c.green).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            plain: false,
        }
    }

    /// Attributes alone, for `NO_COLOR` and for terminals without colours.
    fn mono() -> Theme {
        let plain = Style::new();
        let dim = plain.add_modifier(Modifier::DIM);
        let bold = plain.add_modifier(Modifier::BOLD);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        Theme {
            text: plain,
            dim,
            rule: dim,
            accent: bold,
            title: bold,
            selected: reversed,
            selected_elsewhere: bold.add_modifier(Modifier::UNDERLINED),
            unread: bold,
            chip: bold,
            chip_out: bold.add_modifier(Modifier::CROSSED_OUT),
            heading: bold,
            caption: dim.add_modifier(Modifier::ITALIC),
            furniture: dim,
            quote: plain,
            person: bold,
            country: plain.add_modifier(Modifier::UNDERLINED),
            organisation: plain.add_modifier(Modifier::ITALIC),
            hit: reversed,
            here: reversed.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            highlight: plain.add_modifier(Modifier::UNDERLINED),
            note: dim.add_modifier(Modifier::ITALIC),
            warning: bold,
            only_left: dim.add_modifier(Modifier::CROSSED_OUT),
            only_right: bold.add_modifier(Modifier::UNDERLINED),
            plain: false,
        }
    }

    /// The same in colours that a terminal shows.
    pub fn shown(mut self, depth: Depth) -> Theme {
        for (name, style) in self.styles() {
            if let Some(own) = self.style_mut(name) {
                *own = depth.shown(style);
            }
        }
        self
    }

    pub fn entity(&self, kind: Kind) -> Style {
        match kind {
            Kind::Person => self.person,
            Kind::Country => self.country,
            Kind::Organisation => self.organisation,
        }
    }
}

/// All themes that can be chosen, on the terminal that there is.
#[derive(Clone, Debug, Default)]
pub struct Themes {
    pub depth: Depth,
    /// The reader's own, by [`ThemeName::Own`].
    pub own: Vec<Theme>,
}

impl Themes {
    /// The theme to draw with.
    pub fn get(&self, name: ThemeName) -> Theme {
        match name {
            ThemeName::Own(n) => self.own.get(usize::from(n)).map(|own| own.shown(self.depth)),
            _ => None,
        }
        .unwrap_or_else(|| Theme::at(name, self.depth))
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::super::palette::rgb_of;
    use super::*;

    const COLOURED: [ThemeName; 4] = [ThemeName::Terminal, ThemeName::Dark, ThemeName::Light, ThemeName::HighContrast];

    fn luminance(color: Color) -> f64 {
        let rgb = match color {
            Color::Rgb(r, g, b) => [r, g, b],
            Color::Indexed(n) => rgb_of(n),
            other => panic!("{other:?} looks different on every terminal"),
        };
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        rgb.into_iter().map(linear).zip([0.2126, 0.7152, 0.0722]).map(|(part, weight)| part * weight).sum()
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn check_contrast(name: ThemeName, depth: Depth, least: f64) {
        let theme = Theme::at(name, depth);
        for (style_name, style) in theme.styles() {
            let seen = theme.text.patch(style);
            let ratio = contrast(seen.fg.unwrap(), seen.bg.unwrap());
            assert!(ratio >= least, "{style_name} of {name:?} at {depth:?}: {ratio:.2}");
            assert!(!style.add_modifier.contains(Modifier::DIM), "{style_name} is made fainter than its colour");
        }
    }

    #[test]
    fn every_text_of_our_own_colours_can_be_read() {
        for depth in [Depth::True, Depth::Indexed] {
            check_contrast(ThemeName::Dark, depth, 4.5);
            check_contrast(ThemeName::Light, depth, 4.5);
            check_contrast(ThemeName::HighContrast, depth, 7.0);
        }
    }

    #[test]
    fn what_is_chosen_or_found_is_told_from_the_text() {
        let all = COLOURED.into_iter().chain([ThemeName::Mono]);
        for (name, depth) in all.flat_map(|n| [Depth::True, Depth::Indexed, Depth::Sixteen].map(|d| (n, d))) {
            let theme = Theme::at(name, depth);
            let looks = |style: Style| {
                let seen = theme.text.patch(style);
                (seen.fg, seen.bg, seen.add_modifier)
            };
            let differ = |what: &[(&str, Style)]| {
                for (i, (a, one)) in what.iter().enumerate() {
                    for (b, other) in &what[..i] {
                        assert_ne!(looks(*one), looks(*other), "{a} and {b} of {name:?} at {depth:?}");
                    }
                }
            };
            let plain = ("text", theme.text);
            differ(&[plain, ("selected", theme.selected), ("elsewhere", theme.selected_elsewhere)]);
            differ(&[plain, ("chip", theme.chip), ("chip_out", theme.chip_out), ("dim", theme.dim)]);
            differ(&[plain, ("hit", theme.hit), ("here", theme.here), ("person", theme.person)]);
            differ(&[plain, ("person", theme.person), ("country", theme.country), ("org", theme.organisation)]);
            differ(&[plain, ("left", theme.only_left), ("right", theme.only_right)]);
            differ(&[plain, ("warning", theme.warning), ("unread", theme.unread), ("furniture", theme.furniture)][..2]);
        }
    }

    #[test]
    fn without_colours_there_are_none() {
        assert!(Theme::of(ThemeName::Mono).styles().iter().all(|(_, s)| s.fg.is_none() && s.bg.is_none()));
    }

    #[test]
    fn sixteen_colours_are_sixteen() {
        for name in COLOURED {
            for (_, style) in Theme::at(name, Depth::Sixteen).styles() {
                let own = [style.fg, style.bg].into_iter().flatten();
                assert!(own.into_iter().all(|c| !matches!(c, Color::Rgb(..) | Color::Indexed(_))), "{name:?}");
            }
        }
    }
}
