//! Names looked up: whom a text means, by exact spelling or by the beginnings of words.
//!
//! Over an index of how words begin, made when something is first looked up; what it finds is then read in full.

use std::ops::Range;

use super::{Corpus, EntityNo, Kind};
use crate::text::{fold, segment};

/// How names and the words in them begin.
pub(super) struct Names {
    /// For each word of each spelling its first eight bytes, folded, and the number of the entity; rising, none twice.
    starts: Vec<(u64, u32)>,
    /// For each entity its spellings, folded, with two spaces between them.
    texts: String,
    /// Where in `texts` each entity's spellings end.
    ends: Vec<usize>,
}

impl Names {
    pub fn of(corpus: &Corpus) -> Names {
        let mut names = Names { starts: Vec::new(), texts: String::new(), ends: Vec::new() };
        for entity in (0..corpus.entity_count()).map(EntityNo) {
            for (n, form) in forms(corpus, entity).enumerate() {
                let form = fold(form);
                starts(&form, &mut |key| names.starts.push((key, entity.0)));
                if n > 0 {
                    names.texts.push_str("  ");
                }
                names.texts.push_str(&form);
            }
            names.ends.push(names.texts.len());
        }
        names.starts.sort_unstable();
        names.starts.dedup();
        names.starts.shrink_to_fit();
        names
    }

    /// The spellings of an entity, folded, with two spaces between them.
    fn text(&self, entity: u32) -> &str {
        let start = (entity as usize).checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(entity as usize).and_then(|end| self.texts.get(start..*end)).unwrap_or("")
    }

    /// The entities in `numbers` with words that begin like `words`, of which all have to be there: no fewer than do,
    /// and not many more. `None` where `words` are none.
    fn candidates(&self, numbers: &Range<u32>, words: &[&str]) -> Option<Vec<EntityNo>> {
        let rarest = words.iter().map(|word| self.beginning(word)).min_by_key(|found| found.len())?;
        let holds = |entity: &u32| words.iter().all(|word| self.text(*entity).contains(word));
        let found = rarest.iter().map(|(_, entity)| *entity).filter(|entity| numbers.contains(entity));
        let mut found: Vec<EntityNo> = found.filter(holds).map(EntityNo).collect();
        found.sort_unstable();
        found.dedup();
        Some(found)
    }

    fn beginning(&self, word: &str) -> &[(u64, u32)] {
        let start = self.starts.partition_point(|(key, _)| *key < first_bytes(word.as_bytes(), 0));
        let end = self.starts.partition_point(|(key, _)| *key <= first_bytes(word.as_bytes(), u8::MAX));
        self.starts.get(start..end).unwrap_or(&[])
    }
}

/// The first eight bytes as a number that sorts as they do, filled up at the end.
fn first_bytes(bytes: &[u8], fill: u8) -> u64 {
    u64::from_be_bytes(std::array::from_fn(|i| bytes.get(i).copied().unwrap_or(fill)))
}

/// The first eight bytes from every word of a folded text on. In plain ASCII there may be more starts than
/// [`segment::words`] finds, but never fewer.
fn starts(text: &str, each: &mut dyn FnMut(u64)) {
    let bytes = text.as_bytes();
    let mut at = |place: usize| each(first_bytes(bytes.get(place..).unwrap_or(&[]), 0));
    if text.is_ascii() {
        let mut inside = false;
        for (place, byte) in bytes.iter().enumerate() {
            let word = byte.is_ascii_alphanumeric() || *byte == b'_';
            if word && !inside {
                at(place);
            }
            inside = word;
        }
    } else {
        segment::words(text).for_each(|(span, _)| at(span.start as usize));
    }
}

fn forms(corpus: &Corpus, entity: EntityNo) -> impl Iterator<Item = &str> {
    std::iter::once(corpus.name(entity)).chain(corpus.aliases(entity))
}

/// The words by which names are compared.
fn name_words(text: &str) -> Vec<String> {
    segment::words(&fold(text)).map(|(_, w)| w.trim_end_matches("'s").to_string()).collect()
}

impl Corpus {
    /// Makes the index of names, if it is not there yet, so that no later lookup has to: that takes a moment in a
    /// large archive.
    pub fn prepare_names(&self) {
        self.names();
    }

    /// All spellings of each entity of a kind, folded, with two spaces between them.
    pub fn folded_names(&self, kind: Kind) -> impl ExactSizeIterator<Item = (EntityNo, &str)> {
        self.numbers(kind).map(|entity| (EntityNo(entity), self.names().text(entity)))
    }

    /// The entity of which `form` is a spelling, the most named if there are several. Case and accents do not matter.
    pub fn spelled(&self, kind: Kind, form: &str) -> Option<EntityNo> {
        let wanted = fold(form);
        let is = |text: &str| fold(text) == wanted;
        let words: Vec<&str> = segment::words(&wanted).map(|(_, word)| word).collect();
        let found = self.names().candidates(&self.numbers(kind), &words);
        let found = found.unwrap_or_else(|| self.entities(kind).collect());
        let named = |e: &EntityNo| self.spellings(*e).any(|s| s.named > 0 && is(s.text)) || is(self.name(*e));
        let any = |e: &EntityNo| self.spellings(*e).any(|s| is(s.text));
        found.iter().copied().find(named).or_else(|| found.iter().copied().find(any))
    }

    /// The entities of any kind that `text` can mean, as in [`Corpus::resolve`].
    pub fn resolve_any(&self, text: &str) -> Vec<EntityNo> {
        Kind::ALL.into_iter().flat_map(|kind| self.resolve(kind, text)).collect()
    }

    /// The entities of `kind` that `text` can mean: those with exactly this name, alias or code; if there is none,
    /// those in one of whose names every word of `text` begins a word. Case and accents do not matter.
    pub fn resolve(&self, kind: Kind, text: &str) -> Vec<EntityNo> {
        let wanted = name_words(text);
        let words: Vec<&str> = wanted.iter().map(String::as_str).collect();
        let Some(mut found) = self.names().candidates(&self.numbers(kind), &words) else { return Vec::new() };
        let is_code = |entity: EntityNo| wanted.len() == 1 && fold(self.code(entity)) == wanted[0];
        if kind == Kind::Country {
            found.extend(self.entities(kind).filter(|e| is_code(*e)));
            found.sort_unstable();
            found.dedup();
        }
        let (mut exact, mut begun) = (Vec::new(), Vec::new());
        for entity in found {
            let mut begins = false;
            let is = |form: &str| {
                let form = name_words(form);
                begins |= wanted.iter().all(|w| form.iter().any(|f| f.starts_with(w.as_str())));
                form == wanted
            };
            if is_code(entity) || forms(self, entity).any(is) {
                exact.push(entity);
            } else if begins {
                begun.push(entity);
            }
        }
        if exact.is_empty() { begun } else { exact }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever word a name is asked for by, its beginning is among the starts.
        #[test]
        fn every_word_is_a_start(text in "([a-z]{0,3}|é|O'|U\\.S\\.|_|&|-| |'s|東|서울|5){0,8}") {
            let folded = fold(&text);
            let mut found = Vec::new();
            starts(&folded, &mut |key| found.push(key.to_be_bytes()));
            for word in name_words(&text) {
                let first: Vec<u8> = word.bytes().take(8).collect();
                prop_assert!(found.iter().any(|start| start.starts_with(&first)), "{:?} in {:?}", word, text);
                prop_assert!(folded.contains(&word));
            }
        }
    }
}
