//! The form in which transliterations of one word are equal.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::english::is_surname;
use crate::text::fold;

/// The form in which transliterations of one word are equal: "Zelensky", "Zelenskiy", "Zelenskyy" → "zelenski".
/// Vowels that carry a name stay, so that Volodymyr and Vladimir are two.
pub fn sound(word: &str) -> String {
    let folded = fold(word);
    if let Some(one) = RESPELLED.get(folded.as_ref()) {
        return one.to_string();
    }
    let servant = servant(&folded);
    let folded = servant.as_deref().unwrap_or(&folded);
    // Names that are common in English are spelled one way each: "Gould" is not "Guld", "Meyer" not "Meer".
    let loose = !is_surname(folded);
    let chars: Vec<char> = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let rest = |i: usize| chars.get(i..).unwrap_or_default();
    let mut out = String::with_capacity(chars.len());
    let mut i = 0;
    while let Some(c) = chars.get(i) {
        let (to, used) = reduced(rest(i), i == 0, loose, &out);
        if used == 0 {
            push(&mut out, *c);
            i += 1;
        } else {
            to.chars().for_each(|c| push(&mut out, c));
            i += used;
        }
    }
    ending(out, loose)
}

/// What the beginning of `rest` becomes and how many letters that takes; 0 for a letter that stays.
fn reduced(rest: &[char], first: bool, loose: bool, out: &str) -> (&'static str, usize) {
    let inside = !first && rest.len() > 2;
    match rest {
        ['k', 'h', ..] => ("h", 2),
        ['p', 'h', ..] => ("f", 2),
        ['t', 'z', ..] => ("ts", 2),
        ['c', 'k', ..] => ("k", 2),
        ['k', 's', ..] => ("x", 2),
        // German and French letters for one and the same Slavic sound.
        ['s', 'h', 'c', 'h', ..] => ("sh", 4),
        ['s', 'c', 'h', 't', 's', 'c', 'h', ..] => ("sh", 7),
        ['t', 's', 'c', 'h', ..] => ("ch", 4),
        ['t', 'c', 'h', ..] if loose => ("ch", 3),
        ['s', 'c', 'h', ..] => ("sh", 3),
        ['d', 'z', 'h', ..] if loose => ("j", 3),
        ['d', 'j', ..] if loose => ("d", 2),
        // Umlauts that are written out.
        ['o', 'e', ..] if inside || loose && first && rest.len() > 3 => ("o", 2),
        ['u', 'e', ..] if inside || loose && first && rest.len() > 3 => ("u", 2),
        ['a', 'e', c, ..] if inside && loose && *c != 'v' && !out.ends_with("ch") => ("a", 2),
        // The German and Polish w is a v.
        ['w', 'a' | 'e' | 'i' | 'o' | 'u' | 'y', ..] if loose && out.ends_with(['a', 'e', 'i', 'o', 'u']) => ("v", 1),
        ['o', 'u', ..] if inside && loose => ("u", 2),
        // "Yermak" and "Ermak", "Tokayev" and "Tokaev", "Medvedyev".
        ['y', 'e', ..] if first => ("e", 2),
        ['y', 'e', 'v', ..] if loose => ("ev", 3),
        ['i', 'y', 'a', ..] if loose && !first => ("ia", 3),
        // "Gorbachev" and "Gorbachov".
        ['o', 'v' | 'w', ..] if out.ends_with("ch") || out.ends_with("sh") => ("ev", 2),
        ['y', ..] => ("i", 1),
        ['j'] if !first => ("i", 1),
        _ => ("", 0),
    }
}

fn ending(out: String, loose: bool) -> String {
    // "Alexander" and "Aleksandr".
    if let Some(stem) = out.strip_suffix("der").filter(|stem| stem.ends_with("xan")) {
        return format!("{stem}dr");
    }
    if !loose {
        return out;
    }
    // "Lawrow", "Medwedew", "Kowalskaja": the German and Polish w is a v.
    const SLAVIC: [&str; 8] = ["ow", "ew", "owa", "ewa", "owski", "ewski", "ski", "vich"];
    if out.len() > 4 && out.contains('w') && SLAVIC.iter().any(|s| out.ends_with(s)) {
        return out.chars().enumerate().map(|(i, c)| if c == 'w' && i > 0 { 'v' } else { c }).collect();
    }
    match out.strip_suffix("enka") {
        Some(stem) if stem.len() > 1 => format!("{stem}enko"),
        _ => out,
    }
}

/// "Abdulrahman", "Abdel-Rahman", "Abdur Rahman": a servant of the same.
fn servant(folded: &str) -> Option<String> {
    let of = folded.strip_prefix("abd")?.trim_start_matches('-');
    if of.len() < 4 {
        return None;
    }
    let article = ["oul", "al", "el", "il", "ol", "ul", "ur", "er", "ar", "us", "es", "as", "u", "e", "a"];
    let bare = article.iter().find_map(|a| of.strip_prefix(a)).map(|of| of.trim_start_matches('-'));
    Some(format!("abdal{}", bare.filter(|of| of.len() > 2).unwrap_or(of)))
}

/// For other spellings of one name that no rule of sounds makes equal, the one they go under: lines of
/// `sound: spelling spelling …`.
static RESPELLED: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/names/respelled.txt").lines().filter_map(|l| l.split_once(": "));
    lines.flat_map(|(one, spellings)| spellings.split(' ').map(move |s| (s, one))).collect()
});

/// Without doubling letters.
fn push(out: &mut String, c: char) {
    if !out.ends_with(c) {
        out.push(c);
    }
}
