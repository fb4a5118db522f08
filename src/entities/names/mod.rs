//! When two spellings are one name: transliteration, nicknames, initials, order.
//!
//! [`words`] cuts a name, [`sound`] makes spellings of one word equal, [`nicknames`] knows short forms. Which names of
//! an archive are one is for [`super::merge`] to say: it sees how often each occurs, and what else there is.

mod eastern;
pub mod english;
pub mod iberian;
pub mod namesakes;
pub mod nicknames;
mod sound;
pub mod words;

#[cfg(test)]
mod tests;

use nicknames::formal;
pub use sound::sound;
use words::{Words, without_article};

/// A person's name in parts, each in the form of [`sound`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Parts {
    pub surname: String,
    /// The first given name; empty for a bare surname. "jd" for "J. D.".
    pub given: String,
    /// The names between, by sound.
    pub middle: Vec<String>,
    /// The given name as it was written, where [`Parts::given`] is the formal name that it is short for.
    pub short: Option<String>,
    /// `given` is made of initials.
    pub initials: bool,
    /// Where the second half of `given` begins, if it has one: "Jean-Noël", "Jong-un".
    pub joint: Option<u8>,
    /// Where the second half of `surname` begins: "Ocasio-Cortez".
    pub double: Option<u8>,
    /// "Jr.", "III"; 0 for none.
    pub generation: u8,
    /// The surname is a father's name: "bin Salman".
    pub patronymic: bool,
}

impl Parts {
    /// No name at all.
    pub const fn nobody() -> Parts {
        Parts {
            surname: String::new(),
            given: String::new(),
            middle: Vec::new(),
            short: None,
            initials: false,
            joint: None,
            double: None,
            generation: 0,
            patronymic: false,
        }
    }

    pub fn of(name: &str) -> Parts {
        let Words { mut list, generation, eastern, patronymic } = Words::of(name);
        let mut parts = Parts { generation, patronymic, ..Parts::default() };
        if let Some(last) = list.pop() {
            let last = without_article(&last);
            (parts.surname, parts.double) = compound(last, sound);
        }
        let mut list = list.into_iter();
        let Some(first) = list.next() else { return parts };
        let mut rest: Vec<String> = list.collect();
        let single = |w: &str| w.chars().count() == 1;
        if single(&first) {
            // "J. D. Vance", "J.D. Vance" and "JD Vance" begin alike.
            let more = rest.iter().take_while(|w| single(w)).count();
            parts.given = first + &rest.drain(..more).collect::<String>();
            parts.initials = true;
        } else if eastern && !rest.is_empty() {
            let half = sound(&first);
            parts.joint = u8::try_from(half.len()).ok();
            parts.given = half + &rest.drain(..).map(|w| sound(&w.replace('-', ""))).collect::<String>();
        } else {
            (parts.given, parts.joint) = compound(&first, given_sound);
            if parts.joint.is_none() && formal(&first).is_some() {
                parts.short = Some(sound(&first)).filter(|written| *written != parts.given);
            }
        }
        parts.middle = rest.iter().map(|w| sound(w)).collect();
        parts
    }

    /// Whether both may be one man: equal surnames, given names that agree or are missing, and neither middle names
    /// nor "Jr." that speak against it.
    pub fn agrees(&self, other: &Parts) -> bool {
        self.surname == other.surname && self.generation_agrees(other) && self.given_names_agree(other)
    }

    /// An article that says "Donald Trump" and "Donald Trump Jr." means two; "Joseph R. Biden Jr." is Joe Biden.
    fn generation_agrees(&self, other: &Parts) -> bool {
        let alike = self.given == other.given && self.short == other.short && self.middle.len() == other.middle.len();
        self.generation == other.generation
            || (self.generation == 0 || other.generation == 0) && (!alike || self.given.is_empty())
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
        middle_agrees(&self.middle, &other.middle)
    }

    /// Given and middle names together: one may have the initials of the other, and "Jean Noel" is "Jean-Noël".
    pub fn given_names_agree(&self, other: &Parts) -> bool {
        if self.given.is_empty() || other.given.is_empty() {
            return true;
        }
        if self.initials || other.initials {
            return initials_agree(&self.letters(), &other.letters());
        }
        if self.given == other.given {
            return self.middle_agrees(other);
        }
        joined(self, other) || joined(other, self)
    }

    /// Given and middle names one by one, to be held against initials.
    fn letters(&self) -> Vec<&str> {
        let mut out = Vec::with_capacity(self.middle.len() + 2);
        if self.initials {
            out.extend(self.given.char_indices().filter_map(|(i, c)| self.given.get(i..i + c.len_utf8())));
        } else {
            let (first, second) = halves(&self.given, self.joint);
            out.extend([first, second].into_iter().filter(|h| !h.is_empty()));
        }
        out.extend(self.middle.iter().map(String::as_str));
        out
    }

    /// The two halves of a compound given name.
    pub fn given_halves(&self) -> (&str, &str) {
        halves(&self.given, self.joint)
    }

    /// The two halves of a double surname.
    pub fn surname_halves(&self) -> (&str, &str) {
        halves(&self.surname, self.double)
    }
}

fn halves(word: &str, at: Option<u8>) -> (&str, &str) {
    at.and_then(|at| word.split_at_checked(at.into())).unwrap_or((word, ""))
}

/// "Jean Noel" for "Jean-Noël".
fn joined(one: &Parts, two: &Parts) -> bool {
    let Some((second, middle)) = two.middle.split_first() else { return false };
    one.given.strip_prefix(&two.given).is_some_and(|rest| rest == second) && middle_agrees(&one.middle, middle)
}

/// Neither says what the other denies: in step as far as both go, but for given names that one leaves out.
fn initials_agree(a: &[&str], b: &[&str]) -> bool {
    a.iter().zip(b).all(|(a, b)| given_agrees(a, b))
}

/// Equal, one empty, one with the initials of the other, or one a part of the other in the same order.
pub fn middle_agrees(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() == long.len() {
        return short.iter().zip(long).all(|(a, b)| given_agrees(a, b));
    }
    let mut left = long.iter();
    short.iter().all(|s| s.chars().count() > 1 && left.any(|l| l == s))
}

/// Equal, one missing, or one the initial of the other.
pub fn given_agrees(a: &str, b: &str) -> bool {
    let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
    a.is_empty() || b.is_empty() || a == b || initial(a, b) || initial(b, a)
}

/// A word by sound, and where its second half begins.
fn compound(word: &str, by: impl Fn(&str) -> String) -> (String, Option<u8>) {
    match word.split_once('-') {
        Some((first, second)) if first.chars().count() > 1 && second.chars().count() > 1 => {
            let first = sound(first);
            let joint = u8::try_from(first.len()).ok();
            (first + &sound(&second.replace('-', "")), joint)
        }
        _ => (by(word), None),
    }
}

fn given_sound(word: &str) -> String {
    sound(formal(word).unwrap_or(word))
}
