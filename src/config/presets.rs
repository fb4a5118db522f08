//! The keymaps that come with newsprint: that of the action table, and others as changes to it.

use super::document::Document;
use super::{File, keys};
use crate::app::keymap::Keymap;

/// The names, the first of which is the action table as it is.
pub const NAMES: [&str; 4] = ["vim", "newsboat", "mutt", "less"];

/// The file of a preset, in the format of the reader's own `keymap.toml`.
fn file(name: &str) -> &'static str {
    match name {
        "newsboat" => include_str!("../../assets/keymaps/newsboat.toml"),
        "mutt" => include_str!("../../assets/keymaps/mutt.toml"),
        "less" => include_str!("../../assets/keymaps/less.toml"),
        _ => "",
    }
}

/// A preset's keymap; that of the action table for a name that there is none of.
pub fn keymap(name: &str) -> Keymap {
    let mut keymap = Keymap::default();
    let file = File { name: format!("{name}.toml"), bytes: file(name).into() };
    keymap.change(&keys::of_preset(&mut Document::read(&file)));
    keymap
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::entries;

    #[test]
    fn the_files_are_as_ours_have_to_be() {
        for name in NAMES {
            let file = File { name: format!("{name}.toml"), bytes: file(name).into() };
            let mut document = Document::read(&file);
            keys::of_preset(&mut document);
            assert_eq!(document.into_issues(), [], "{name}");
        }
    }

    #[test]
    fn every_action_with_a_key_has_one_in_every_preset() {
        for name in NAMES {
            let keymap = keymap(name);
            let without = entries().filter(|e| !e.keys.is_empty() && keymap.keys_of(e.action).is_empty());
            let without: Vec<&str> = without.map(|e| e.name).collect();
            assert!(without.is_empty(), "assets/keymaps/{name}.toml takes all keys of {without:?}");
        }
    }

    #[test]
    fn no_key_means_two_things_and_no_sequence_is_ended_too_soon() {
        for name in NAMES {
            let keymap = keymap(name);
            for entry in entries() {
                for (scope, sequence) in keymap.bindings_of(entry.action) {
                    let shown = keys::shown(sequence);
                    assert_eq!(keymap.bound(scope, sequence), Some(entry.action), "{name}: {shown}");
                    assert_eq!(keymap.ends(scope, sequence), None, "{name}: {shown} of {}", entry.name);
                }
            }
        }
    }
}
