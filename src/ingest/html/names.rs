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

static NAMES: LazyLock<HashMap<&str, (&str, bool)>> = LazyLock::new(|| {
    let all = |names: &'static str, block| names.split(' ').map(move |name| (name, (name, block)));
    all(BLOCKS, true).chain(all(OTHERS, false)).collect()
});

/// An element's name as a constant, and whether it parts lines; those that nobody asks for are one.
pub fn known(name: &str) -> (&'static str, bool) {
    NAMES.get(name).copied().unwrap_or(("other", false))
}

pub fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known() {
        for name in ["a", "var", "figcaption", "td"] {
            assert_eq!(known(name).0, name);
        }
        assert_eq!(known("x-card"), ("other", false));
        assert!(known("td").1 && !known("b").1);
    }
}
