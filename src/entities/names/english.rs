//! Surnames that are common in English: each is spelled one way, and many people bear it.

use std::collections::HashSet;
use std::sync::LazyLock;

static SURNAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("../../../assets/names/english_surnames.txt").split_ascii_whitespace().collect());

static SOUNDS: LazyLock<HashSet<String>> = LazyLock::new(|| SURNAMES.iter().map(|s| super::sound(s)).collect());

/// Whether a folded word is one of them.
pub fn is_surname(folded: &str) -> bool {
    SURNAMES.contains(folded)
}

/// The same for a surname by sound.
pub fn is_sound_of_surname(sound: &str) -> bool {
    SOUNDS.contains(sound)
}
