//! Folding: the form in which two spellings of one word are equal.
//!
//! Lower case, accents and ligatures opened, typographic quotes and dashes made plain. Used for search, names
//! and fuzzy picking alike, so that all of them agree on what "the same letters" means.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// `text` folded. Borrowed where nothing changes, which is the usual case for lower-case ASCII.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    if text.is_ascii() {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        fold_char(c, &mut out);
    }
    Cow::Owned(out)
}

/// Letters that Unicode does not decompose but that readers type without their stroke or ligature.
fn fold_char(c: char, out: &mut String) {
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'þ' | 'Þ' => out.push_str("th"),
        'ı' => out.push('i'),
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '`' => out.push('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => out.push('"'),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => out.push('-'),
        _ => out.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

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
}
