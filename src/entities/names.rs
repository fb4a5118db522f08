//! When two spellings are one name: transliteration, nicknames, initials, order.

use crate::text::fold;

use super::lexicon::{flags, lexicon};

/// A person's name in parts, each in the form of [`sound`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Parts {
    pub surname: String,
    /// The first given name; empty for a bare surname. "jd" for "J. D.".
    pub given: String,
    /// The names between, by sound.
    pub middle: Vec<String>,
}

impl Parts {
    pub fn of(name: &str) -> Parts {
        let folded = fold(name);
        let mut words: Vec<&str> =
            folded.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).collect();
        words.retain(|w| !w.is_empty());
        while words.len() > 1 && words.last().is_some_and(|w| lexicon().flags(w) & flags::SUFFIX != 0) {
            words.pop();
        }
        let is = |w: &str, flag| lexicon().flags(w) & flag != 0;
        let eastern = matches!(words.as_slice(), [first, .., last] if words.len() <= 3
            && is(first, flags::EASTERN) && !is(last, flags::EASTERN) && !is(last, flags::SURNAME));
        if eastern {
            words.rotate_left(1);
        }
        // "de Klerk" and "De Klerk" are surnames alone; "Van Jones" and "Ben Affleck" have a given name, told by its capital.
        let given_name = ["Van ", "Ben "].iter().any(|given| name.starts_with(given));
        let leads = |w: &&str| is(w, flags::PARTICLE) && !given_name;
        let particles = words.iter().take_while(|w| leads(w)).count();
        words.drain(..particles.min(words.len().saturating_sub(1)));
        let surname = words.pop().map(surname_sound).unwrap_or_default();
        // "J. D. Vance", "J.D. Vance" and "JD Vance" begin alike.
        let initials: String = words.iter().take_while(|w| w.len() == 1).copied().collect();
        let taken = if initials.len() > 1 { initials.len() } else { 1 };
        let given = match words.first() {
            Some(_) if initials.len() > 1 => initials,
            Some(first) => given_sound(first),
            None => String::new(),
        };
        let middle = words.iter().skip(taken).filter(|w| !is(w, flags::PARTICLE)).map(|w| sound(w)).collect();
        Parts { surname, given, middle }
    }

    /// Whether both may be one man: equal surnames, given names that agree or are missing, and middle names that do
    /// not speak against it.
    pub fn agrees(&self, other: &Parts) -> bool {
        self.surname == other.surname && given_agrees(&self.given, &other.given) && self.middle_agrees(other)
    }

    /// Whether `other` is the end of this name: "Suu Kyi" of "Aung San Suu Kyi".
    pub fn includes(&self, other: &Parts) -> bool {
        self.surname == other.surname
            && other.given.chars().count() > 1
            && self.middle.contains(&other.given)
            && other.middle.iter().all(|m| self.middle.contains(m))
    }

    /// "George W." and "George H. W." are two; a middle name that one leaves out says nothing.
    pub fn middle_agrees(&self, other: &Parts) -> bool {
        let (short, long) = if self.middle.len() <= other.middle.len() { (self, other) } else { (other, self) };
        short.middle.is_empty()
            || short.middle.iter().zip(&long.middle).all(|(a, b)| given_agrees(a, b))
                && short.middle.len() == long.middle.len()
    }
}

/// Equal, one missing, or one the initial of the other.
pub fn given_agrees(a: &str, b: &str) -> bool {
    let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
    a.is_empty() || b.is_empty() || a == b || initial(a, b) || initial(b, a)
}

fn surname_sound(word: &str) -> String {
    let bare =
        ["al-", "el-", "ash-", "as-", "ad-", "an-", "ar-", "at-", "az-"].iter().find_map(|p| word.strip_prefix(p));
    sound(bare.filter(|b| b.len() > 2).unwrap_or(word))
}

fn given_sound(word: &str) -> String {
    let plain: String = word.chars().filter(|c| *c != '.').collect();
    sound(formal(&plain).unwrap_or(&plain))
}

/// The formal name of which `nick` is a short form in the news. Only such as are no formal names of others.
fn formal(nick: &str) -> Option<&'static str> {
    Some(match nick {
        "joe" | "joey" => "joseph",
        "bill" | "will" | "billy" | "willy" => "william",
        "bob" | "rob" | "bobby" | "robbie" => "robert",
        "dick" | "rick" | "ricky" => "richard",
        "jim" | "jimmy" | "jamie" => "james",
        "mike" | "mick" | "mickey" => "michael",
        "tony" | "antony" => "anthony",
        "tom" | "tommy" => "thomas",
        "ed" | "eddie" | "ted" | "ned" => "edward",
        "don" | "donnie" => "donald",
        "ron" | "ronnie" => "ronald",
        "dave" | "davy" => "david",
        "dan" | "danny" => "daniel",
        "sam" | "sammy" => "samuel",
        "ben" | "benny" | "binyamin" => "benjamin",
        "steve" | "steven" => "stephen",
        "chris" => "christopher",
        "nick" => "nicholas",
        "andy" => "andrew",
        "matt" => "matthew",
        "pete" => "peter",
        "charlie" | "chuck" => "charles",
        "alex" | "aleksandr" => "alexander",
        "greg" => "gregory",
        "jeff" | "geoff" | "geoffrey" => "jeffrey",
        "ken" | "kenny" => "kenneth",
        "larry" => "lawrence",
        "tim" => "timothy",
        "pat" | "paddy" => "patrick",
        "teddy" => "theodore",
        "frank" => "francis",
        "al" => "albert",
        "abe" => "abraham",
        "phil" | "phillip" => "philip",
        "ray" => "raymond",
        "liz" | "beth" | "lizzie" => "elizabeth",
        "maggie" | "peggy" => "margaret",
        "kate" | "katie" | "kathy" | "catherine" | "kathryn" => "katherine",
        "sue" | "susie" => "susan",
        "debbie" | "debra" => "deborah",
        "jen" | "jenny" => "jennifer",
        "barb" => "barbara",
        "vicky" => "victoria",
        "nan" => "nancy",
        _ => return None,
    })
}

/// For other spellings of one name that no rule of sounds makes equal, the one they go under.
fn respelled(folded: &str) -> Option<&'static str> {
    Some(match folded {
        "muhamed" | "mohamad" | "muhamad" | "mehmed" | "mohammed" | "muhammad" | "mohammad" | "muhammed" => "mohamed",
        "qadafi" | "kadafi" | "gadhafi" | "qadhafi" | "kadhafi" | "gaddafi" | "qaddafi" => "gadafi",
        "ahmad" | "ahmet" => "ahmed",
        _ => return None,
    })
}

/// The form in which transliterations of one word are equal: "Zelensky", "Zelenskiy", "Zelenskyy" → "zelenski".
/// Vowels that carry a name stay, so that Volodymyr and Vladimir are two.
pub fn sound(word: &str) -> String {
    let folded = fold(word);
    if let Some(one) = respelled(&folded) {
        return one.to_string();
    }
    let chars: Vec<char> = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let mut out = String::with_capacity(chars.len());
    let mut i = 0;
    while i < chars.len() {
        let (c, next, last) = (at(i), at(i + 1), i + 1 == chars.len());
        let (to, used) = match (c, next) {
            ('k', 'h') => ("h", 2),
            ('p', 'h') => ("f", 2),
            ('t', 'z') => ("ts", 2),
            ('c', 'k') => ("k", 2),
            ('k', 's') => ("x", 2),
            ('o', 'e') if i > 0 && i + 2 < chars.len() => ("o", 2),
            ('u', 'e') if i > 0 && i + 2 < chars.len() => ("u", 2),
            // "Yermak" and "Ermak", "Gorbachev" and "Gorbachov".
            ('y', 'e') if i == 0 => ("e", 2),
            ('o', 'v') if out.ends_with("ch") || out.ends_with("sh") => ("ev", 2),
            ('y', _) => ("i", 1),
            ('j', _) if last && i > 0 => ("i", 1),
            _ => ("", 1),
        };
        if to.is_empty() {
            push(&mut out, c)
        } else {
            to.chars().for_each(|c| push(&mut out, c))
        }
        i += used;
    }
    // "Alexander" and "Aleksandr".
    match out.strip_suffix("der") {
        Some(stem) if stem.ends_with("xan") => format!("{stem}dr"),
        _ => out,
    }
}

/// Without doubling letters.
fn push(out: &mut String, c: char) {
    if !out.ends_with(c) {
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_with_its_particles_is_a_surname_alone() {
        for name in ["de Klerk", "De Klerk", "von der Leyen", "Le Pen"] {
            assert_eq!(Parts::of(name).given, "", "{name}");
        }
        assert!(Parts::of("de Klerk").agrees(&Parts::of("F.W. de Klerk")));
        assert_eq!(Parts::of("Van Jones").given, "van");
    }

    fn same(names: &str) {
        let parts: Vec<Parts> = names.split(" = ").map(Parts::of).collect();
        for pair in parts.windows(2) {
            assert!(pair[0].agrees(&pair[1]), "{names}: {pair:?}");
        }
    }

    fn differ(names: &str) {
        let (a, b) = names.split_once(" / ").unwrap();
        assert!(!Parts::of(a).agrees(&Parts::of(b)), "{names}: {:?} {:?}", Parts::of(a), Parts::of(b));
    }

    #[test]
    fn transliterations_are_one_name() {
        same("Volodymyr Zelensky = Volodymyr Zelenskiy = Volodymyr Zelenskyy = Volodymyr Zelenskyi");
        same("Andriy Yermak = Andrii Yermak = Andrij Ermak");
        same("Sergei Lavrov = Sergey Lavrov");
        same("Dmitry Peskov = Dmitriy Peskov = Dmitri Peskov");
        same("Lech Walesa = Lech Wałęsa");
        same("Mikhail Gorbachev = Mikhail Gorbachov = Mihail Gorbachev");
        same("Aleksandr Lukashenko = Alexander Lukashenko");
        same("Jens Ploetner = Jens Plötner");
        same("Mohammed Salman = Muhammad Salman = Mohamed Salman");
        same("Bashar al-Assad = Bashar Assad");
        same("Yevgeny Prigozhin = Evgeny Prigozhin = Yevgeniy Prigozhin");
        same("Yulia Svyrydenko = Yuliia Svyrydenko");
    }

    #[test]
    fn order_nicknames_and_middle_names() {
        same("Xi Jinping = Jinping Xi");
        same("Joe Biden = Joseph Biden = Joseph R. Biden Jr.");
        same("Donald Trump = Donald J. Trump = D. Trump");
        same("JD Vance = J.D. Vance = J. D. Vance");
        same("Jean-Noel Barrot = Jean-Noël Barrot");
        same("Ursula von der Leyen = Ursula Leyen");
    }

    #[test]
    fn different_people_stay_apart() {
        differ("Volodymyr Zelensky / Vladimir Zelensky");
        differ("George W. Bush / Jeb Bush");
        differ("George W. Bush / George H. W. Bush");
        differ("Emmanuel Macron / Brigitte Macron");
        differ("Vladimir Putin / Vladimir Medinsky");
        differ("Kim Jong-un / Kim Jong-il");
    }
}
