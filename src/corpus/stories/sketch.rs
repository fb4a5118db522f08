//! What a text is about, in few bytes: the words that it says most often.

use crate::corpus::{Article, ParagraphKind};
use crate::text::{fold, hash, segment};

/// So many words.
pub const LENGTH: usize = 24;
/// So many words of a text are counted.
const COUNTED: usize = 2000;
/// Shorter words say little.
const SHORTEST: usize = 4;

/// The hashes of the words that a text says most often, those that stand first before others; zero where it has no more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sketch(pub [u32; LENGTH]);

impl Sketch {
    /// Of the story of an article.
    pub fn of(article: &Article) -> Sketch {
        let told = |kind| matches!(kind, ParagraphKind::Body | ParagraphKind::List);
        let mut said: Vec<(u32, u32)> = Vec::new();
        for paragraph in article.paragraphs.iter().filter(|p| told(p.kind)) {
            let left = COUNTED.saturating_sub(said.len());
            if left == 0 {
                break;
            }
            words(&paragraph.text, &mut |word| {
                if word.len() >= SHORTEST && said.len() < COUNTED && COMMON.binary_search(&word).is_err() {
                    said.push((key(word), said.len() as u32));
                }
            });
        }
        said.sort_unstable();
        let runs = said.chunk_by(|a, b| a.0 == b.0);
        let counted = runs.filter_map(|run| run.first().map(|(word, at)| (std::cmp::Reverse(run.len()), *at, *word)));
        let mut counted: Vec<_> = counted.collect();
        counted.sort_unstable();
        let mut sketch = Sketch::default();
        sketch.0.iter_mut().zip(counted).for_each(|(slot, (.., word))| *slot = word);
        sketch
    }

    pub fn words(&self) -> impl Iterator<Item = u32> {
        self.0.into_iter().take_while(|word| *word != 0)
    }

    /// As [`Sketch::bytes`] gives them; of none where they are too few.
    pub fn read(bytes: &[u8]) -> Sketch {
        let mut sketch = Sketch::default();
        let (words, _) = bytes.as_chunks::<4>();
        sketch.0.iter_mut().zip(words).for_each(|(slot, word)| *slot = u32::from_le_bytes(*word));
        sketch
    }

    pub fn bytes(&self) -> [u8; LENGTH * 4] {
        let mut bytes = [0; LENGTH * 4];
        let (slots, _) = bytes.as_chunks_mut::<4>();
        slots.iter_mut().zip(self.0).for_each(|(slot, word)| *slot = word.to_le_bytes());
        bytes
    }
}

/// The number of a word; never zero.
pub fn key(word: &str) -> u32 {
    // Once more multiplied: the quick hash tells short words apart in its upper bits, and the lower ones are used.
    ((hash::of(word).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32).max(1)
}

/// Calls `each` with the folded words of a text, without possessives and the ending of a plain plural.
pub fn words(text: &str, each: &mut dyn FnMut(&str)) {
    let folded = fold(text);
    let mut one = |word: &str| {
        let word = word.strip_suffix("'s").unwrap_or(word).trim_matches('\'');
        each(if word.len() > 4 { word.strip_suffix('s').unwrap_or(word) } else { word });
    };
    if folded.is_ascii() {
        folded.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).for_each(&mut one);
    } else {
        segment::words(&folded).for_each(|(_, word)| one(word));
    }
}

/// English words that a text says whatever it is about. Those of other languages are told by how many articles have
/// them.
const COMMON: [&str; 92] = [
    "about",
    "after",
    "again",
    "against",
    "also",
    "another",
    "around",
    "back",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "come",
    "could",
    "down",
    "during",
    "each",
    "even",
    "first",
    "from",
    "going",
    "have",
    "help",
    "here",
    "include",
    "including",
    "into",
    "just",
    "last",
    "like",
    "made",
    "make",
    "many",
    "month",
    "more",
    "most",
    "much",
    "next",
    "only",
    "other",
    "over",
    "part",
    "people",
    "said",
    "same",
    "say",
    "should",
    "since",
    "some",
    "still",
    "such",
    "take",
    "than",
    "that",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "think",
    "this",
    "those",
    "three",
    "through",
    "time",
    "today",
    "told",
    "under",
    "until",
    "very",
    "want",
    "week",
    "well",
    "went",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "will",
    "with",
    "without",
    "work",
    "would",
    "year",
    "your",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sketch(text: &str) -> Sketch {
        let mut said = Vec::new();
        words(text, &mut |word| said.push(key(word)));
        let mut sketch = Sketch::default();
        sketch.0.iter_mut().zip(said).for_each(|(slot, word)| *slot = word);
        sketch
    }

    #[test]
    fn words_are_folded_and_counted_without_their_endings() {
        let mut said = Vec::new();
        words("The Envoys' ferries, Élysée’s “ferry” 東京", &mut |word| said.push(word.to_string()));
        assert_eq!(said, ["the", "envoy", "ferrie", "elysee", "ferry", "東", "京"]);
    }

    #[test]
    fn alike_words_have_places_of_their_own() {
        let words =
            ["minister", "ministry", "minist", "ministers", "parliament", "paris", "party", "partner", "parted"];
        let mut places: Vec<u32> = words.iter().map(|word| key(word) & 0xffff).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), words.len());
    }

    #[test]
    fn the_common_words_are_sorted_for_the_search() {
        assert!(COMMON.is_sorted());
    }

    proptest! {
        #[test]
        fn a_sketch_comes_back_as_it_was(text in "\\PC{0,80}") {
            let sketch = sketch(&text);
            prop_assert_eq!(Sketch::read(&sketch.bytes()), sketch);
        }

        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(Sketch::read(&bytes).words().count() <= LENGTH);
        }
    }
}
