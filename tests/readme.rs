//! The README's tables are made from the program: `UPDATE_README=1 cargo test --test readme` writes them anew.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use newsprint::app::action::GROUPS;
use newsprint::app::keymap::Keymap;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

fn keys() -> String {
    let keymap = Keymap::default();
    let mut table = String::from("| key | does |\n|---|---|\n");
    for (group, rows) in GROUPS {
        table += &format!("| **{group}** | |\n");
        for row in *rows {
            let mut keys = keymap.keys_of(row.action);
            if keys.is_empty() {
                keys.push(format!(":{}", row.name));
            }
            let keys: Vec<String> = keys.iter().map(|k| format!("`{}`", k.replace('|', "\\|"))).collect();
            let pane = match row.scope.name() {
                "" => String::new(),
                name => format!(" ({name})"),
            };
            table += &format!("| {} | {}{pane} |\n", keys.join(" "), row.about);
        }
    }
    table
}

/// Puts `text` between the comments that mark its place.
fn replaced(readme: &str, place: &str, text: &str) -> String {
    let (start, end) = (format!("<!-- {place} -->\n"), format!("<!-- end {place} -->"));
    let from = readme.find(&start).expect("the place begins") + start.len();
    let to = readme.find(&end).expect("the place ends");
    format!("{}{text}{}", &readme[..from], &readme[to..])
}

#[test]
fn the_key_table_is_the_action_table() {
    let readme = std::fs::read_to_string(PATH).unwrap();
    let wanted = replaced(&readme, "keys", &keys());
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(PATH, &wanted).unwrap();
    } else {
        assert!(readme == wanted, "run UPDATE_README=1 cargo test --test readme");
    }
}
