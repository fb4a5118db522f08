//! The names of elements, as constants, and which of them part lines.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Elements that a browser sets on lines of their own; `root` is the page itself.
const BLOCKS: &str = "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset \
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav \
    ol option p pre root section summary table tbody td tfoot th thead title tr ul";

/// The others that anybody asks for.
const OTHERS: &str = "a abbr b base big br button cite code del dfn em font i img input ins kbd label link mark meta \
    picture q s samp small span strong sub sup template time tt u var";

static NAMES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| BLOCKS.split(' ').chain(OTHERS.split(' ')).map(|name| (name, name)).collect());
static IS_BLOCK: LazyLock<HashMap<&str, ()>> = LazyLock::new(|| BLOCKS.split(' ').map(|name| (name, ())).collect());

/// An element's name as a constant; those that nobody asks for are one.
pub fn known(name: &str) -> &'static str {
    NAMES.get(name).copied().unwrap_or("other")
}

/// Whether an element parts lines.
pub fn is_block(name: &str) -> bool {
    IS_BLOCK.contains_key(name)
}

pub fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known() {
        for name in ["a", "p", "var", "h1", "li", "figcaption", "blockquote", "td"] {
            assert_eq!(known(name), name);
        }
        assert_eq!(known("x-card"), "other");
        assert!(is_block("td") && !is_block("b") && !is_block(""));
    }
}
