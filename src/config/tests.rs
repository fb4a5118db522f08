//! What files come to, and how mistakes are told.

use proptest::prelude::*;

use super::*;
use crate::app::keymap::Lookup;
use crate::app::model::ThemeName;
use crate::app::{Action, Focus, Key};

fn file(name: &str, text: &str) -> File {
    File { name: name.into(), bytes: text.into() }
}

fn of(config: &str) -> (Config, Vec<String>) {
    let (config, issues) = read(&Files { config: Some(file("config.toml", config)), ..Files::default() });
    (config, issues.iter().map(Issue::to_string).collect())
}

/// What is told of a `config.toml`.
fn check(config: &str, expected: &[&str]) {
    assert_eq!(of(config).1, expected, "{config}");
}

fn means(config: &Config, focus: Focus, keys: &str) -> Lookup {
    config.keymap.lookup(focus, &Key::parse_sequence(keys).unwrap())
}

#[test]
fn nothing_is_the_defaults() {
    let (config, issues) = read(&Files::default());
    assert_eq!((&config.settings, config.preset), (&Settings::default(), "vim"));
    assert_eq!(config.keymap, Keymap::default());
    assert!(issues.is_empty());
}

#[test]
fn settings_are_taken() {
    let (config, issues) = of("theme = \"dark\"\nwidth = 90\nwatch = false\nmouse = false\nrestore = false\n");
    let settings = config.settings;
    assert_eq!(issues, Vec::<String>::new());
    assert_eq!((settings.theme, settings.width, settings.watch), (ThemeName::Dark, 90, false));
    assert_eq!((settings.mouse, settings.restore, settings.sparklines, settings.sidebar), (false, false, true, true));
}

#[test]
fn keys_are_taken_and_panes_have_their_own() {
    let (config, issues) = of("[keys]\nstar = [\"*\", \"g 8\"]\nundo = \"\"\n[keys.reader]\npage-down = \"n\"\n");
    assert_eq!(issues, Vec::<String>::new());
    assert_eq!(means(&config, Focus::List, "*"), Lookup::Found(Action::Star));
    assert_eq!(means(&config, Focus::List, "g 8"), Lookup::Found(Action::Star));
    assert_eq!(means(&config, Focus::List, "s"), Lookup::Unbound);
    assert_eq!(means(&config, Focus::List, "U"), Lookup::Unbound);
    assert_eq!(means(&config, Focus::List, "n"), Lookup::Found(Action::NextMatch));
    assert_eq!(means(&config, Focus::Reader, "n"), Lookup::Found(Action::PageDown));
}

#[test]
fn a_preset_is_what_keys_begin_with() {
    let (config, issues) = of("preset = \"newsboat\"\n[keys]\nnext-unread = \"#\"\n");
    assert_eq!(issues, Vec::<String>::new());
    assert_eq!(means(&config, Focus::List, "#"), Lookup::Found(Action::NextUnread));
    assert_eq!(means(&config, Focus::List, "n"), Lookup::Unbound);
    assert_eq!(means(&config, Focus::List, "p"), Lookup::Found(Action::PreviousUnread));
}

#[test]
fn a_keymap_may_be_a_file_of_its_own() {
    let files = Files {
        config: Some(file("config.toml", "preset = \"less\"\n[keys]\nstar = \"*\"\n")),
        keymap: Some(file("keymap.toml", "preset = \"mutt\"\n[keys]\ntag = \"*\"\nzen = \"#\"\nwidth = 3\n")),
        ..Files::default()
    };
    let (config, issues) = read(&files);
    let issues: Vec<String> = issues.iter().map(Issue::to_string).collect();
    assert_eq!(
        issues,
        [
            "keymap.toml:1:10: preset is set in config.toml already",
            "keymap.toml:3:7: \"*\" is given to star already (config.toml)",
            "keymap.toml:5:1: unknown action \"width\", did you mean \"wider\"?",
        ]
    );
    assert_eq!(config.preset, "less");
    assert_eq!(means(&config, Focus::List, "#"), Lookup::Found(Action::Zen));
}

#[test]
fn every_mistake_is_told_with_its_place() {
    check(
        "themes = \"dark\"\nwidth = 1000\nwatch = \"yes\"\n\n[keys]\nstarr = \"s\"\nstar = \"Spacebar\"\n",
        &[
            "config.toml:1:1: unknown setting \"themes\", did you mean \"theme\"?",
            "config.toml:2:9: width is a number from 30 to 160, not 1000",
            "config.toml:3:9: watch is true or false, not a text",
            "config.toml:6:1: unknown action \"starr\", did you mean \"star\"?",
            "config.toml:7:8: no key is called \"Spacebar\", did you mean \"Space\"?",
        ],
    );
    check("theme = \"drak\"", &["config.toml:1:9: there is no theme \"drak\", did you mean \"dark\"?"]);
    check("[keys.raeder]\ndown = \"x\"", &["config.toml:1:7: unknown pane \"raeder\", did you mean \"reader\"?"]);
    check("[keys]\nopen = 3", &["config.toml:2:8: open is a key or a list of keys, not a number"]);
    check("keys = 3", &["config.toml:1:8: keys is a table: begin it with [keys], not a number"]);
}

#[test]
fn clashing_and_untypable_keys_are_told() {
    check("[keys]\nstar = \"*\"\ntag = \"*\"", &["config.toml:3:7: \"*\" is given to star already (line 2)"]);
    check("[keys]\nstar = \"j j\"", &["config.toml:2:8: \"j j\" cannot be typed: \"j\" is down already"]);
    check("[keys]\nstar = \"C-i\"", &["config.toml:2:8: \"C-i\" cannot be typed: a terminal sends it as Tab"]);
    check("[keys]\nstar = \"C-X\"", &["config.toml:2:8: \"C-X\" cannot be typed: a terminal sends it as C-x"]);
    check("[keys]\nstar = \"C-.\"", &["config.toml:2:8: \"C-.\" cannot be typed: a terminal has C- for letters only"]);
    check("[keys]\nstar = \"S-a\"", &["config.toml:2:8: no key is called \"S-a\": write \"A\""]);
    check("[keys]\nstar = \"enter\"", &["config.toml:2:8: no key is called \"enter\", did you mean \"Enter\"?"]);
    check("[keys]\nstar = \"U\"", &["config.toml:2:1: note: this leaves undo without a key; the palette still has it"]);
    check(
        "[keys]\nzen = \"K\"",
        &[
            "config.toml:2:7: note: in list \"K\" is scroll-reader-up all the same",
            "config.toml:2:7: note: in reader \"K\" is previous-article all the same",
        ],
    );
    check("[keys]\nstar = \"U\"\nundo = \"#\"", &[]);
    check(
        "[keys.reader]\nzen = \"\"",
        &["config.toml:2:1: zen has no key for reader alone: give the key another action there"],
    );
}

#[test]
fn what_is_no_toml_leaves_the_rest() {
    let (config, issues) = of("width = 100\ntheme = dark\nwatch = false\n");
    assert!(issues.iter().any(|i| i.starts_with("config.toml:2:") && i.contains("not TOML")), "{issues:?}");
    assert_eq!((config.settings.width, config.settings.watch), (100, false));
    check("width = 80\nwidth = 90", &["config.toml:2:1: not TOML: duplicate key"]);
    let bytes = File { name: "config.toml".into(), bytes: b"# caf\xe9\nwidth = 80\n".to_vec() };
    let (config, issues) = read(&Files { config: Some(bytes), ..Files::default() });
    assert_eq!(issues.len(), 1, "{issues:?}");
    assert_eq!((issues[0].line, config.settings.width), (1, 80));
}

#[test]
fn a_theme_of_ones_own_is_a_file() {
    use ratatui::style::{Color, Modifier};
    let sea = "base = \"light\"\naccent = \"#005f87 bold\"\nselected-elsewhere = \"on 252\"\nhitt = \"red\"\nhere = \"rde\"\n";
    let files = Files {
        config: Some(file("config.toml", "theme = \"sea\"\n")),
        themes: vec![("sea".into(), file("themes/sea.toml", sea))],
        ..Files::default()
    };
    let (config, issues) = read(&files);
    let issues: Vec<String> = issues.iter().map(Issue::to_string).collect();
    assert_eq!(
        issues,
        [
            "themes/sea.toml:4:1: unknown style \"hitt\", did you mean \"hit\"?",
            "themes/sea.toml:5:8: \"rde\" is neither a colour nor an attribute, did you mean \"red\"?",
        ]
    );
    assert_eq!(config.settings.theme, ThemeName::Own(0));
    let (theme, light) = (config.themes[0], Theme::of(ThemeName::Light));
    assert_eq!((theme.accent.fg, theme.accent.add_modifier), (Some(Color::Rgb(0, 0x5f, 0x87)), Modifier::BOLD));
    assert_eq!(theme.selected_elsewhere.bg, Some(Color::Indexed(252)));
    assert_eq!((theme.hit, theme.here, theme.text), (light.hit, light.here, light.text));
}

/// What is shown of a configuration says the same when it is read.
fn check_shown(config: &Config) {
    let text = show::config(config);
    let files = Files { config: Some(file("config.toml", &text)), ..Files::default() };
    let (read, issues) = super::read(&files);
    assert!(issues.iter().all(|i| i.weight == Weight::Note), "{issues:?} {text}");
    assert_eq!((&read.settings, read.preset), (&config.settings, config.preset), "{text}");
    for (action, row) in crate::app::action::entries().map(|e| (e.action, e.name)) {
        let bound = |config: &Config| {
            let mut all: Vec<_> = config.keymap.bindings_of(action).map(|(s, k)| format!("{s:?} {k:?}")).collect();
            all.sort();
            all
        };
        assert_eq!(bound(&read), bound(config), "{row}");
    }
}

#[test]
fn what_is_shown_is_what_is_read() {
    check_shown(&read(&Files::default()).0);
    for preset in presets::NAMES {
        check_shown(&of(&format!("preset = \"{preset}\"\n")).0);
    }
    check_shown(&of("width = 100\nmouse = false\ntheme = \"mono\"\n[keys]\nstar = ['\"', '\\']\nundo = \"\"\n").0);
    check_shown(&of("[keys.reader]\npage-down = \"n\"\nhelp = \"F\"\n[keys.everywhere]\nopen = \"o\"\n").0);
}

#[test]
fn a_theme_that_is_shown_is_the_theme() {
    for (name, theme) in crate::app::settings::THEMES {
        let text = show::theme(name, &Theme::of(theme));
        let own = file("themes/own.toml", &text);
        let (config, issues) = read(&Files { themes: vec![("own".into(), own)], ..Files::default() });
        assert_eq!(issues, [], "{text}");
        assert_eq!(config.themes, [Theme::of(theme)], "{text}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_a_configuration(config: Vec<u8>, keymap: Vec<u8>, theme: Vec<u8>) {
        read(&Files {
            config: Some(File { name: "a".into(), bytes: config }),
            keymap: Some(File { name: "b".into(), bytes: keymap }),
            themes: vec![("c".into(), File { name: "c".into(), bytes: theme })],
        });
    }

    #[test]
    fn anything_like_a_configuration_is_one(
        lines in prop::collection::vec("(\\[keys(\\.reader)?\\]|star|open|down|theme|width|base|hit) ?= ?(\"[^\n]{0,6}\"|\\[\"[a-z ]{0,4}\", ?\"C-.\"\\]|-?[0-9]{1,12}|true|\\{.{0,5}\\})", 0..8)
    ) {
        let text = lines.join("\n").into_bytes();
        let file = |name: &str| File { name: name.into(), bytes: text.clone() };
        let files = Files { config: Some(file("a")), keymap: Some(file("b")), themes: vec![("c".into(), file("c"))] };
        let (config, issues) = read(&files);
        prop_assert!(issues.iter().all(|i| i.line > 0 && i.column > 0 && !i.message.contains('\n')));
        // Whatever was wrong: what it came to can be written down again.
        let shown = File { name: "d".into(), bytes: show::config(&config).into_bytes() };
        let files = Files { config: Some(shown), themes: vec![("c".into(), File::default())], ..Files::default() };
        prop_assert_eq!(read(&files).1.iter().filter(|i| i.weight == Weight::Error).count(), 0);
    }
}
