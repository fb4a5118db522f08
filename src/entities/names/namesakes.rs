//! Well-known people whom a middle name alone tells from others who are as well known: George Bush and George W. Bush.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Parts;

/// Given names by surname.
static KNOWN: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let parts = include_str!("../../../assets/names/namesakes.txt").lines().map(Parts::of);
    parts.map(|p| (p.surname, p.given)).collect()
});

/// Whether a middle name tells people of this name apart.
pub fn are_many(parts: &Parts) -> bool {
    KNOWN.get(&parts.surname).is_some_and(|given| *given == parts.given)
}
