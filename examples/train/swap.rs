//! Other names in the same sentences: what a name looks like and what stands around it are learned apart.
//!
//! A document is set once more with its names replaced by others of their kind from the lists (mention replacement,
//! Dai & Adel 2020): a person's by a forename and a surname, the same for every mention of a surname; towns,
//! companies and clubs by others.

use std::collections::HashMap;
use std::fs;

use anyhow::Result;
use newsprint::entities::tagger::tag::Class;

use crate::corpus::{Sentence, Tag, Token};
use crate::random::Random;

/// Names to put in.
pub struct Names {
    forenames: Vec<String>,
    surnames: Vec<String>,
    people: Vec<String>,
    places: Vec<String>,
    organisations: Vec<String>,
}

impl Names {
    pub fn read() -> Result<Names> {
        let lists = |names: &[&str]| -> Result<Vec<String>> {
            let mut out = Vec::new();
            for name in names {
                let text = fs::read_to_string(format!("assets/names/{name}.txt"))?;
                out.extend(text.lines().map(|l| l.split('|').next().unwrap_or(l).to_string()));
            }
            Ok(out)
        };
        Ok(Names {
            forenames: lists(&["forenames", "forenames-more"])?.iter().map(|w| capital(w)).collect(),
            surnames: lists(&["surnames", "surnames-more"])?.iter().map(|w| capital(w)).collect(),
            people: lists(&["famous"])?,
            places: lists(&["cities", "cities", "regions", "places"])?,
            organisations: lists(&["companies", "companies", "clubs", "bodies"])?,
        })
    }

    /// `document` with about half of its names replaced.
    pub fn swap(&self, document: &[Sentence], random: &mut Random) -> Vec<Sentence> {
        let mut swapped: HashMap<String, Option<Vec<String>>> = HashMap::new();
        document.iter().map(|s| self.sentence(s, &mut swapped, random)).collect()
    }

    fn sentence(
        &self,
        sentence: &Sentence,
        swapped: &mut HashMap<String, Option<Vec<String>>>,
        random: &mut Random,
    ) -> Sentence {
        let mut out = Sentence::new();
        let mut at = 0;
        while let Some(token) = sentence.get(at) {
            let Tag::Begin(class) = token.tag else {
                out.push(token.clone());
                at += 1;
                continue;
            };
            let more = sentence.iter().skip(at + 1).take_while(|t| t.tag == Tag::Inside(class)).count();
            let name = &sentence[at..=at + more];
            at += more + 1;
            let last = name.last().map_or("", |t| &t.text);
            let new = swapped.entry(last.to_string()).or_insert_with(|| self.choose(name, class, random)).clone();
            match new {
                Some(words) if class == Class::Person && name.len() == 1 => {
                    let surname = words.last().cloned().unwrap_or_default();
                    out.push(Token { text: surname, tag: Tag::Begin(class) });
                }
                Some(words) => {
                    for (k, word) in words.into_iter().enumerate() {
                        let tag = if k == 0 { Tag::Begin(class) } else { Tag::Inside(class) };
                        out.push(Token { text: word, tag });
                    }
                }
                None => out.extend(name.iter().cloned()),
            }
        }
        out
    }

    fn choose(&self, name: &[Token], class: Class, random: &mut Random) -> Option<Vec<String>> {
        if random.below(2) == 0 || name.iter().all(|t| t.text.starts_with(char::is_lowercase)) {
            return None;
        }
        let known = random.below(3) == 0;
        let mut pick = |list: &[String]| list.get(random.below(list.len())).cloned().unwrap_or_default();
        let text = match class {
            Class::Person if known => pick(&self.people),
            Class::Person => format!("{} {}", pick(&self.forenames), pick(&self.surnames)),
            Class::Location => pick(&self.places),
            Class::Organisation => pick(&self.organisations),
            Class::Other => return None,
        };
        let words: Vec<String> = text.split_whitespace().map(str::to_string).collect();
        (!words.is_empty()).then_some(words)
    }
}

fn capital(word: &str) -> String {
    let mut out = String::new();
    let mut up = true;
    for c in word.chars() {
        if up {
            out.extend(c.to_uppercase())
        } else {
            out.push(c)
        }
        up = c == '-' || c == '\'';
    }
    out
}
