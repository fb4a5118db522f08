//! Short forms of given names that the news use for one another.

use std::collections::HashMap;
use std::sync::LazyLock;

/// By short form; lines of `formal: short short …`.
static FORMAL: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/names/nicknames.txt").lines().filter_map(|l| l.split_once(": "));
    lines.flat_map(|(formal, nicks)| nicks.split(' ').map(move |nick| (nick, formal))).collect()
});

/// Whether a name (by sound) that goes under another formal one is formal itself: "Steven" for "Stephen".
pub fn is_formal(name: &str) -> bool {
    matches!(name, "steven" | "geofrei" | "catherine" | "kathrin" | "antoni")
}

/// The formal name of which `nick` is a short form. Only such as are no formal names of others.
pub fn formal(nick: &str) -> Option<&'static str> {
    FORMAL.get(nick).copied()
}
