//! Folding: the form in which two spellings of one word are equal.
//!
//! Lower case, accents and ligatures opened, typographic quotes and dashes made plain. Used for search, names
//! and fuzzy picking alike, so that all of them agree on what "the same letters" means.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// `text` folded. Borrowed where nothing changes, which is the usual case for lower-case ASCII.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase() && b != b'`') {
        return Cow::Borrowed(text);
    }
    if text.is_ascii() && !text.contains('`') {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        // Most of a text in English is plain, and goes at once.
        let plain = rest.bytes().position(|b| !b.is_ascii() || b == b'`').unwrap_or(rest.len());
        let (head, tail) = rest.split_at_checked(plain).unwrap_or((rest, ""));
        let from = out.len();
        out.push_str(head);
        out.get_mut(from..).unwrap_or_default().make_ascii_lowercase();
        let mut chars = tail.chars();
        if let Some(c) = chars.next() {
            fold_char(c, &mut |folded| out.push(folded));
        }
        rest = chars.as_str();
    }
    Cow::Owned(out)
}

/// Whether two texts are equal when folded.
pub fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.is_ascii() && !text.contains('`');
    if plain(a) && plain(b) { a.eq_ignore_ascii_case(b) } else { fold(a) == fold(b) }
}

/// The folded form of one character, given to `out`: nothing for an accent, several for a ligature. A text folded
/// is its characters folded, so a place in the one can be found in the other.
pub(super) fn fold_char(c: char, out: &mut impl FnMut(char)) {
    match c {
        '`' => out('\''),
        _ if c.is_ascii() => out(c.to_ascii_lowercase()),
        // The marks that most texts have and that need no table.
        '‘' | '’' => out('\''),
        '“' | '”' => out('"'),
        '–' | '—' => out('-'),
        _ => std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| fold_simple(c, out)),
    }
}

/// Letters that Unicode does not decompose but that readers type without their stroke or ligature.
fn fold_simple(c: char, out: &mut impl FnMut(char)) {
    let mut all = |text: &str| text.chars().for_each(&mut *out);
    match c {
        'ß' | 'ẞ' => all("ss"),
        'æ' | 'Æ' => all("ae"),
        'œ' | 'Œ' => all("oe"),
        'ø' | 'Ø' => all("o"),
        'ł' | 'Ł' => all("l"),
        'đ' | 'Đ' | 'ð' | 'Ð' => all("d"),
        'þ' | 'Þ' => all("th"),
        'ı' => all("i"),
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '`' => all("'"),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => all("\""),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => all("-"),
        _ => c.to_lowercase().filter(|c| !is_combining_mark(*c)).for_each(out),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(from: &str, to: &str) {
        assert_eq!(fold(from), to);
    }

    #[test]
    fn case_and_accents_go() {
        check("Élysée", "elysee");
        check("WAŁĘSA", "walesa");
        check("Ångström", "angstrom");
        check("Straße", "strasse");
        check("İzmir", "izmir");
    }

    #[test]
    fn typographic_marks_become_plain() {
        check("Russia’s", "russia's");
        check("Russia–Ukraine", "russia-ukraine");
        check("“peace”", "\"peace\"");
        check("`peace'", "'peace'");
        check("`élite'", "'elite'");
    }

    #[test]
    fn other_scripts_stay() {
        check("Зеленський", "зеленськии");
        check("東京", "東京");
    }

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(fold("ceasefire talks"), std::borrow::Cow::Borrowed(_)));
    }

    /// Of a text, and of its characters one by one with Unicode's own order of accents in between.
    fn at_once(text: &str) -> String {
        let mut out = String::new();
        text.nfkd().for_each(|c| fold_char(c, &mut |folded| out.push(folded)));
        out
    }

    proptest! {
        #[test]
        fn a_text_folds_as_its_characters_do(a in any::<String>(), b in any::<String>()) {
            let both = format!("{a}{b}");
            prop_assert_eq!(format!("{}{}", fold(&a), fold(&b)), fold(&both));
            prop_assert_eq!(fold(&both), at_once(&both));
        }

        #[test]
        fn texts_are_the_same_if_their_folded_forms_are(a in "[aA`'é]{0,4}", b in "[aA`'é]{0,4}") {
            prop_assert_eq!(same(&a, &b), fold(&a) == fold(&b));
        }

        #[test]
        fn folded_stays_folded(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.as_ref());
        }
    }
}
