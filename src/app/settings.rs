//! What the reader has settled once and for all, as `config` reads it.

use super::model::ThemeName;
use super::reader::USUAL_WIDTH;

/// The settings but for keys and styles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The theme to begin with.
    pub theme: ThemeName,
    /// The names of the reader's own themes.
    pub themes: Vec<String>,
    /// The column's width, in columns of the terminal, where there is room for it.
    pub width: u16,
    /// Changed files are looked for while reading.
    pub watch: bool,
    /// The sidebar stands beside the article where there is room.
    pub sidebar: bool,
    /// The sidebar's rows show when a name was in the news.
    pub sparklines: bool,
    /// Clicks and the wheel are ours and not the terminal's.
    pub mouse: bool,
    /// An archive is opened as it was left.
    pub restore: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            theme: ThemeName::default(),
            themes: Vec::new(),
            width: USUAL_WIDTH,
            watch: true,
            sidebar: true,
            sparklines: true,
            mouse: true,
            restore: true,
        }
    }
}

/// Our own themes by name, in the order in which `T` goes through them.
pub const THEMES: [(&str, ThemeName); 5] = [
    ("terminal", ThemeName::Terminal),
    ("dark", ThemeName::Dark),
    ("light", ThemeName::Light),
    ("high-contrast", ThemeName::HighContrast),
    ("mono", ThemeName::Mono),
];

impl Settings {
    /// All themes: ours, then the reader's own.
    pub fn all_themes(&self) -> impl Iterator<Item = (&str, ThemeName)> {
        let own = self.themes.iter().map(String::as_str).zip((0..=u8::MAX).map(ThemeName::Own));
        THEMES.into_iter().chain(own)
    }

    /// What the theme is called.
    pub fn theme_name(&self, theme: ThemeName) -> &str {
        self.all_themes().find(|(_, t)| *t == theme).map_or("", |(name, _)| name)
    }

    /// The theme of this name.
    pub fn theme(&self, name: &str) -> Option<ThemeName> {
        self.all_themes().find(|(n, _)| *n == name).map(|(_, theme)| theme)
    }

    /// The theme that comes after another, round the end.
    pub fn next_theme(&self, theme: ThemeName) -> ThemeName {
        let mut after = self.all_themes().skip_while(|(_, t)| *t != theme).skip(1);
        after.next().map_or(ThemeName::Terminal, |(_, theme)| theme)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_are_gone_through_and_round() {
        let settings = Settings { themes: vec!["sea".into(), "sand".into()], ..Settings::default() };
        let mut theme = ThemeName::Terminal;
        let mut names = Vec::new();
        for _ in 0..8 {
            theme = settings.next_theme(theme);
            names.push(settings.theme_name(theme));
        }
        assert_eq!(names, ["dark", "light", "high-contrast", "mono", "sea", "sand", "terminal", "dark"]);
        assert_eq!(settings.theme("sand"), Some(ThemeName::Own(1)));
        assert_eq!(settings.theme("none"), None);
    }
}
