//! The language an article says it has, or the one its body is certainly written in: ISO 639-1.

use super::block::Block;
use crate::corpus::ParagraphKind;

/// So many bytes of the body are looked at.
const ENOUGH: usize = 1000;

/// `stated` as front matter has it (`en-GB`, `English`); else by the body where that is certain.
pub fn of(stated: Option<&str>, blocks: &[Block]) -> Option<String> {
    stated.and_then(code).or_else(|| told_by(blocks))
}

fn told_by(blocks: &[Block]) -> Option<String> {
    let mut text = String::new();
    for block in blocks.iter().filter(|b| !b.out && b.kind == ParagraphKind::Body) {
        if text.len() >= ENOUGH {
            break;
        }
        text.push_str(block.text.get(..block.text.floor_char_boundary(ENOUGH)).unwrap_or(""));
        text.push('\n');
    }
    if is_plainly_english(&text) {
        return Some("en".to_string());
    }
    let info = whatlang::detect(&text)?;
    info.is_reliable().then(|| two_letters(info.lang().code())).flatten().map(str::to_string)
}

/// One word in ten is among the commonest of English and of no other language: most archives are English, and telling
/// so by trigrams costs as much as finding the names.
fn is_plainly_english(text: &str) -> bool {
    let (mut all, mut english) = (0, 0);
    for word in text.split_ascii_whitespace() {
        all += 1;
        english += matches!(word, "the" | "of" | "and" | "that" | "was" | "with" | "said" | "which") as usize;
    }
    all >= 40 && english * 10 >= all
}

fn code(stated: &str) -> Option<String> {
    let first = stated.trim().split(['-', '_', ' ', ',']).next()?.to_lowercase();
    if first.len() == 2 && first.bytes().all(|b| b.is_ascii_lowercase()) {
        return Some(first);
    }
    let named = || {
        whatlang::Lang::all().iter().find(|l| l.eng_name().to_lowercase() == first || l.name().to_lowercase() == first)
    };
    two_letters(&first).or_else(|| two_letters(named()?.code())).map(str::to_string)
}

/// From ISO 639-3 to ISO 639-1, for the languages that can be told apart here.
fn two_letters(three: &str) -> Option<&'static str> {
    const CODES: [(&str, &str); 70] = [
        ("afr", "af"),
        ("aka", "ak"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    CODES.iter().find(|(long, _)| *long == three).map(|(_, short)| *short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_that_can_be_told_has_a_code() {
        for lang in whatlang::Lang::all() {
            assert!(two_letters(lang.code()).is_some(), "{lang:?}");
        }
    }

    #[test]
    fn what_is_stated_counts() {
        for (stated, expected) in
            [("en", "en"), ("en-GB", "en"), ("fr_FR", "fr"), ("English", "en"), ("deu", "de"), ("Deutsch", "de")]
        {
            assert_eq!(of(Some(stated), &[]).as_deref(), Some(expected), "{stated}");
        }
        assert_eq!(of(Some("klingon"), &[]), None);
    }

    #[test]
    fn a_short_text_tells_nothing() {
        let body = |text: &str| [Block::new(ParagraphKind::Body, text)];
        assert_eq!(of(None, &body("LONDON")), None);
        let french = "Les négociations entre les deux pays ont repris hier soir à Genève, après des mois de silence, et personne \
                      ne sait encore si elles pourront aboutir avant la fin de l’année, comme le souhaite le président.";
        assert_eq!(of(None, &body(french)).as_deref(), Some("fr"));
    }
}
