//! Spanish and Portuguese names, told by a given name or a surname that is common there.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::fold;

static NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("../../../assets/names/iberian.txt").split_ascii_whitespace().collect());

/// Whether a name is written in the manner of Spain, Portugal or Latin America.
pub fn is_name(name: &str) -> bool {
    let folded = fold(name);
    let mut words = folded.split(|c: char| !c.is_alphabetic());
    words.any(|w| NAMES.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_tells_them() {
        for name in ["Nicolás Maduro Moros", "Alberto Núñez Feijóo", "Luiz Inácio Lula da Silva"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["William Jefferson Clinton", "Martin Luther King"] {
            assert!(!is_name(name), "{name}");
        }
    }
}
