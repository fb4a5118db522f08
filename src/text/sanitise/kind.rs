//! What each character is to the sanitiser. Tables and rules about single characters; no text is built here.

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// What becomes of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Ends a line.
    Break,
    Tab,
    /// A space of another width: shown as a plain one.
    Space,
    /// Every other control: shown as U+FFFD.
    Control,
    /// Never seen, or there to reorder what is seen: dropped.
    Invisible,
    /// ZWJ and ZWNJ.
    Joiner,
    /// Chooses one of the shapes of the character before it.
    Selector,
    /// The black flag, which may carry tags.
    Flag,
    Other,
}

pub fn kind(c: char) -> Kind {
    match c {
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Kind::Break,
        '\t' => Kind::Tab,
        c if c.is_control() => Kind::Control,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Kind::Space,
        '\u{200C}' | '\u{200D}' => Kind::Joiner,
        '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => Kind::Selector,
        '\u{1F3F4}' => Kind::Flag,
        c if is_invisible(c) => Kind::Invisible,
        _ => Kind::Other,
    }
}

/// Characters that show nothing and change what is seen around them: soft hyphens, zero-width spaces, marks and
/// overrides of direction, fillers, deprecated and annotation formats, tags, noncharacters. Joiners, selectors and
/// the spaces are not among them: they have honest uses.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
        | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FDD0}'..='\u{FDEF}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Characters that are shown as they are and, next to each other, each stand in a cluster of their own: letters of
/// Latin, Greek, Cyrillic, Hebrew and Arabic, typographic marks, currency, Chinese, kana, Hangul syllables. A list of
/// the frequent, for speed; what is missing is only looked at more closely.
pub fn is_harmless(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{370}'..='\u{377}' | '\u{37A}'..='\u{37F}'
        | '\u{384}'..='\u{482}' | '\u{48A}'..='\u{52F}' | '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{64A}'
        | '\u{660}'..='\u{66F}' | '\u{671}'..='\u{6D3}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203B}'
        | '\u{203D}'..='\u{2048}' | '\u{204A}'..='\u{205E}'
        | '\u{20A0}'..='\u{20BF}' | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{309B}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF9D}' | '\u{FFFD}')
}

/// Drawn on the character before it.
pub fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

/// May take the character after it into its cluster, whichever that is: signs that stand around what follows them,
/// and the leading consonants of Hangul.
pub fn binds(c: char) -> bool {
    c >= '\u{600}'
        && matches!(c,
        '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{70F}' | '\u{890}'..='\u{891}' | '\u{8E2}' | '\u{D4E}'
        | '\u{1100}'..='\u{115F}' | '\u{A960}'..='\u{A97C}' | '\u{110BD}' | '\u{110CD}'
        | '\u{111C2}'..='\u{111C3}' | '\u{113D1}' | '\u{1193F}' | '\u{11941}'
        | '\u{11A84}'..='\u{11A89}' | '\u{11D46}' | '\u{11F02}')
}

pub fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Whether `base` has shapes that `selector` could choose from: emoji and symbols (with the keycaps), Mongolian,
/// Chinese and the other scripts with standardised variants. Latin letters have none.
pub fn takes_selector(base: char, selector: char) -> bool {
    match selector {
        '\u{180B}'..='\u{180F}' => matches!(base, '\u{1800}'..='\u{18AF}'),
        '\u{FE0E}' | '\u{FE0F}' => {
            matches!(base, '#' | '*' | '0'..='9' | '©' | '®') || (base >= '\u{203C}' && !is_han(base))
        }
        '\u{E0100}'..='\u{E01EF}' => is_han(base),
        _ => base >= '\u{1000}' && !matches!(base, '\u{AC00}'..='\u{D7A3}'),
    }
}

/// Whether a joiner after `last` (in the cluster of `base`) and before `next` has work to do: between the letters of
/// a script that joins them or between emoji. In Latin, Greek and Cyrillic it only splits words for the search.
pub fn may_join(joiner: char, base: Option<char>, last: Option<char>, next: Option<char>) -> bool {
    let Some(base) = base else { return false };
    // A sign that kills the vowel takes a joiner to say how it is drawn, at the end of a word too.
    if is_letter(base) && last.is_some_and(|c| canonical_combining_class(c) == 9) {
        return next.is_none_or(|c| !is_mark(c));
    }
    let Some(next) = next else { return false };
    let to_letter = is_letter(next) || canonical_combining_class(next) == 9;
    (is_letter(base) && to_letter) || (joiner == '\u{200D}' && is_emoji(base) && is_emoji(next))
}

/// How many bytes at the start of `text` are the tags of a region after a black flag: two letters, one to three
/// letters or digits, and the end tag.
pub fn region_tags(text: &str) -> usize {
    let mut bytes = 0;
    for (at, tag) in text.chars().take(6).enumerate() {
        bytes += tag.len_utf8();
        match tag {
            '\u{E007F}' if at >= 3 => return bytes,
            '\u{E0061}'..='\u{E007A}' if at < 5 => {}
            '\u{E0030}'..='\u{E0039}' if (2..5).contains(&at) => {}
            _ => return 0,
        }
    }
    0
}

/// Letters of the scripts that join: those from Hebrew and Arabic on, up to the symbols, and the later planes.
fn is_letter(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c, '\u{590}'..='\u{1CFF}' | '\u{A800}'..='\u{ABFF}' | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}' | '\u{10A00}'..='\u{11FFF}' | '\u{1E900}'..='\u{1E95F}')
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{203C}'..='\u{2BFF}' | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}' | '\u{1F000}'..='\u{1FAFF}')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
