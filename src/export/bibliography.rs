//! What both bibliographies need of an article: a key, its authors, their names in two parts.

use std::collections::HashMap;

use super::Item;
use crate::text::fold;

/// The keys given out in one document.
#[derive(Default)]
pub struct Keys {
    /// With the number that the next one like it gets.
    used: HashMap<String, usize>,
}

impl Keys {
    /// A key for citing it: `worlddesk2025talks`, in small ASCII letters and digits, with `-2` and so on behind it
    /// where it is taken.
    pub fn of(&mut self, item: &Item) -> String {
        let article = item.article;
        let author = authors(article.byline.as_deref().unwrap_or_default()).into_iter().next();
        let who = match author {
            Some(Author::Person { family, .. }) => plain(&family),
            _ => plain(article.source.as_deref().unwrap_or_default()),
        };
        let year = article.date.map(|d| d.year().to_string()).unwrap_or_default();
        let word = article.title.split_whitespace().map(plain).find(|w| w.len() > 3);
        let key = format!("{}{year}{}", cut(&who), cut(&word.unwrap_or_default()));
        let key = if key.is_empty() { "article".to_string() } else { key };
        self.unique(key)
    }
}

impl Keys {
    /// No key has a `-` of its own, so that one with a number is nobody else's.
    fn unique(&mut self, key: String) -> String {
        let next = self.used.entry(key.clone()).or_insert(1);
        let n = std::mem::replace(next, *next + 1);
        if n == 1 { key } else { format!("{key}-{n}") }
    }
}

fn plain(text: &str) -> String {
    let ascii = deunicode::deunicode(&fold(text));
    ascii.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn cut(word: &str) -> &str {
    word.get(..24).unwrap_or(word)
}

/// Who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    Person {
        given: String,
        family: String,
    },
    /// As it stands there: a desk, an agency, or what cannot be told apart.
    Other(String),
}

/// The authors that a byline names: "By Ann Lee and Jan de Vries, Lisbon" is two people only if every part of it
/// looks like a name; else it is taken as it stands.
pub fn authors(byline: &str) -> Vec<Author> {
    let byline = byline.trim();
    let rest = byline.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).and_then(|_| byline.get(3..));
    let byline = rest.unwrap_or(byline).trim();
    if byline.is_empty() || byline.eq_ignore_ascii_case("by") {
        return Vec::new();
    }
    let parts: Vec<String> =
        byline.split([',', ';', '&']).flat_map(without_and).filter(|part| !part.is_empty()).collect();
    let people: Option<Vec<Author>> = parts.iter().map(|part| person(part)).collect();
    people.unwrap_or_else(|| vec![Author::Other(byline.to_string())])
}

/// What stands between the words "and" of a part, which may be in capitals.
fn without_and(part: &str) -> Vec<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    words.split(|word| word.eq_ignore_ascii_case("and")).map(|words| words.join(" ")).collect()
}

/// Two to five words, in the usual Western order: "Ursula von der Leyen" is Ursula, von der Leyen.
fn person(name: &str) -> Option<Author> {
    const NONE: [&str; 8] = ["desk", "staff", "news", "agency", "press", "editor", "correspondent", "reporter"];
    let words: Vec<&str> = name.split_whitespace().collect();
    let begins = |word: &str, is: fn(char) -> bool| word.chars().next().is_some_and(is);
    let is_name = |word: &&str| {
        let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
        letters && !NONE.iter().any(|none| word.eq_ignore_ascii_case(none))
    };
    let last = words.last().filter(|w| begins(w, char::is_uppercase))?;
    if !(2..=5).contains(&words.len()) || !words.iter().all(is_name) || !begins(words.first()?, char::is_uppercase) {
        return None;
    }
    let particle = words.iter().position(|w| begins(w, char::is_lowercase));
    let at = particle.unwrap_or(words.len() - 1);
    // "Martin Luther King Jr." is sorted by King.
    let at = if at == words.len() - 1 && matches!(*last, "Jr." | "Sr." | "Jr" | "Sr") { at.max(2) - 1 } else { at };
    let (given, family) = words.split_at(at);
    Some(Author::Person { given: given.join(" "), family: family.join(" ") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_alike_are_counted_on() {
        let mut keys = Keys::default();
        let mut unique = |key: &str| keys.unique(key.to_string());
        assert_eq!([unique("a"), unique("b"), unique("a"), unique("a"), unique("b")], ["a", "b", "a-2", "a-3", "b-2"]);
    }

    #[test]
    fn a_byline_is_people_or_taken_as_it_stands() {
        let check = |byline: &str, expected: &[(&str, &str)]| {
            let found: Vec<(String, String)> = authors(byline)
                .into_iter()
                .map(|a| match a {
                    Author::Person { given, family } => (given, family),
                    Author::Other(text) => (String::new(), text),
                })
                .collect();
            let expected: Vec<(String, String)> =
                expected.iter().map(|(g, f)| (g.to_string(), f.to_string())).collect();
            assert_eq!(found, expected, "{byline}");
        };
        check("Ann Lee", &[("Ann", "Lee")]);
        check("By Ann Lee and Jan de Vries", &[("Ann", "Lee"), ("Jan", "de Vries")]);
        check(
            "by Ann B. Lee, Zoë Müller & Ó Briain Seán",
            &[("Ann B.", "Lee"), ("Zoë", "Müller"), ("Ó Briain", "Seán")],
        );
        check("BY ANN LEE AND BOB RAY", &[("ANN", "LEE"), ("BOB", "RAY")]);
        check("Ann Lee, Bob Ray, And Zoë Müller", &[("Ann", "Lee"), ("Bob", "Ray"), ("Zoë", "Müller")]);
        check("Ursula von der Leyen", &[("Ursula", "von der Leyen")]);
        check("Martin Luther King Jr.", &[("Martin Luther", "King Jr.")]);
        check("World Desk", &[("", "World Desk")]);
        check("Ann Lee, Lisbon correspondent", &[("", "Ann Lee, Lisbon correspondent")]);
        check("AFP", &[("", "AFP")]);
        check("By ", &[]);
        check("", &[]);
    }
}
