//! `newsprint config`: settings checked and shown.

use crate::home::Home;

#[test]
fn mistakes_are_named_with_their_lines_and_status_1() {
    let home = Home::new();
    home.write("config/newsprint/config.toml", b"theme = \"drak\"\n[keys]\nopne = \"o\"\n");
    home.write("config/newsprint/themes/sea.toml", b"hit = \"bleu\"\n");
    let run = home.run(&["config", "check"]);
    let lines: Vec<&str> = run.is(1).err.lines().map(|l| l.rsplit('/').next().unwrap_or_default()).collect();
    assert_eq!(
        lines,
        [
            "config.toml:1:9: there is no theme \"drak\", did you mean \"dark\"?",
            "config.toml:3:1: unknown action \"opne\", did you mean \"open\"?",
            "sea.toml:1:7: \"bleu\" is neither a colour nor an attribute, did you mean \"blue\"?",
        ]
    );
    assert_eq!(run.out, "");
    // A file of the same name by itself.
    home.write("other.toml", b"width = 60\n");
    assert_eq!(home.run(&["config", "check", "other.toml"]).is(0).out, "no mistake in other.toml\n");
    assert!(home.run(&["config", "check", "none.toml"]).is(2).err.contains("cannot read none.toml"));
    assert_eq!(home.read("config/newsprint/config.toml"), "theme = \"drak\"\n[keys]\nopne = \"o\"\n");
}

#[test]
fn what_is_shown_can_be_kept_as_the_file() {
    let home = Home::new();
    assert!(home.run(&["config", "check"]).is(0).out.contains("nothing is configured"));
    let shown = home.run(&["config", "show"]);
    home.write("config/newsprint/config.toml", shown.is(0).out.as_bytes());
    assert!(home.run(&["config", "check"]).is(0).out.starts_with("no mistake in "));
    assert_eq!(home.run(&["config", "show"]).is(0).out, shown.out);
    home.write("config/newsprint/config.toml", b"width = 100\npreset = \"mutt\"\n");
    assert!(home.run(&["config", "show"]).is(0).out.contains("\nwidth = 100\n"));
    assert_eq!(home.run(&["config", "show", "--default"]).is(0).out, shown.out);
    let keys = home.run(&["config", "keys", "--preset", "less"]);
    home.write("config/newsprint/keymap.toml", keys.is(0).out.as_bytes());
    home.write("config/newsprint/config.toml", b"");
    home.run(&["config", "check"]).is(0);
    assert!(
        home.run(&["config", "keys", "--preset", "emacs"]).is(2).err.contains("no preset \"emacs\"; there are vim, ")
    );
}

#[test]
fn a_theme_is_printed_to_begin_ones_own_with() {
    let home = Home::new();
    let dark = home.run(&["config", "theme", "dark"]);
    home.write("config/newsprint/themes/night.toml", dark.is(0).out.as_bytes());
    home.write("config/newsprint/config.toml", b"theme = \"night\"\n");
    home.run(&["config", "check"]).is(0);
    assert_eq!(home.run(&["config", "theme", "night"]).is(0).out, dark.out.replace("\"dark\"", "\"night\""));
    assert!(home.run(&["config", "theme", "drak"]).is(2).err.contains("there are terminal, dark, light"));
}
