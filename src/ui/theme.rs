//! How things are told apart: by colour where there is colour, and always by an attribute as well.

use ratatui::style::{Color, Modifier, Style};

use crate::app::model::ThemeName;
use crate::corpus::Kind;

/// The styles of the screen. At most three weights of emphasis stand on one screen: plain, dim, accent.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
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
    /// For screen readers: nothing is drawn but text.
    pub plain: bool,
}

impl Theme {
    pub fn of(name: ThemeName) -> Theme {
        match name {
            ThemeName::Terminal => Theme::terminal(),
            ThemeName::Mono => Theme::mono(),
        }
    }

    /// Only the terminal's own sixteen colours, and never black or white: it fits dark and light alike.
    fn terminal() -> Theme {
        let plain = Style::new();
        let dim = plain.fg(Color::DarkGray);
        Theme {
            dim,
            rule: dim,
            accent: plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
            title: plain.add_modifier(Modifier::BOLD),
            selected: plain.add_modifier(Modifier::REVERSED),
            selected_elsewhere: plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            unread: plain.fg(Color::Cyan),
            chip: plain.fg(Color::Cyan),
            chip_out: plain.fg(Color::Red),
            heading: plain.add_modifier(Modifier::BOLD),
            caption: dim.add_modifier(Modifier::ITALIC),
            furniture: dim.add_modifier(Modifier::DIM),
            quote: plain.fg(Color::Green),
            person: plain.add_modifier(Modifier::BOLD),
            country: plain.fg(Color::Cyan),
            organisation: plain.fg(Color::Magenta).add_modifier(Modifier::ITALIC),
            hit: plain.fg(Color::Yellow).add_modifier(Modifier::REVERSED),
            here: plain.fg(Color::Red).add_modifier(Modifier::REVERSED | Modifier::BOLD),
            highlight: plain.fg(Color::Yellow).add_modifier(Modifier::UNDERLINED),
            note: dim.add_modifier(Modifier::ITALIC),
            warning: plain.fg(Color::Red),
            only_left: plain.fg(Color::Red).add_modifier(Modifier::DIM | Modifier::CROSSED_OUT),
            only_right: plain.fg(Color::Green).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
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

    pub fn entity(&self, kind: Kind) -> Style {
        match kind {
            Kind::Person => self.person,
            Kind::Country => self.country,
            Kind::Organisation => self.organisation,
        }
    }
}
