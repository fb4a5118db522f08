//! Signatures: how alike two texts are, told from a few bytes of each.
//!
//! A text is the set of its shingles, three words in a row; how alike two are is the share of their shingles that both
//! have (Jaccard). A signature keeps, of each of sixty-four parts of the shingles' hashes, the low byte of the
//! smallest: the share of bytes that agree is that share of shingles, give or take six hundredths. Words are folded,
//! and neither punctuation nor the borders of paragraphs count.

use super::fold;

/// Bytes of a signature.
pub const LENGTH: usize = 64;
/// Parts that one hash of a shingle is put into one of.
const PARTS: usize = 16;
/// Texts of fewer words are too short to be told apart by their shingles.
const LEAST: usize = 40;

/// What is kept of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature(pub [u8; LENGTH]);

impl Default for Signature {
    fn default() -> Signature {
        Signature([0; LENGTH])
    }
}

impl Signature {
    /// Of a text in paragraphs. A short one is alike to none but those with the same words under the same `title`; one
    /// of hardly any words, to those of the same `name`.
    pub fn of<'a>(paragraphs: impl Iterator<Item = &'a str>, title: &str, name: &[u8; 16]) -> Signature {
        let mut sieve = Sieve::default();
        paragraphs.for_each(|text| each_word(text, &mut |word| sieve.add(word)));
        if sieve.words >= LEAST {
            return sieve.signature();
        }
        let mut whole = sieve.whole;
        if sieve.words < LEAST / 4 {
            name.iter().for_each(|byte| whole = mixed(whole ^ u64::from(*byte)));
        }
        each_word(title, &mut |word| whole = mixed(whole.rotate_left(7) ^ word));
        Signature::of_hash(whole)
    }

    /// Alike to itself alone.
    fn of_hash(hash: u64) -> Signature {
        let mut bytes = [0; LENGTH];
        for (eight, n) in bytes.as_chunks_mut::<8>().0.iter_mut().zip(1u64..) {
            *eight = mixed(hash ^ n.wrapping_mul(ODD)).to_le_bytes();
        }
        Signature(bytes)
    }

    /// How many bytes agree; about a quarter of a byte does by chance.
    pub fn agreeing(&self, other: &Signature) -> u32 {
        self.0.iter().zip(&other.0).map(|(a, b)| u32::from(a == b)).sum()
    }

    /// The estimated share of shingles that both texts have, from 0 to 1.
    pub fn alike(&self, other: &Signature) -> f32 {
        let chance = 1.0 / 256.0;
        ((self.agreeing(other) as f32 / LENGTH as f32 - chance) / (1.0 - chance)).max(0.0)
    }
}

/// A hash of the words of a text in their order: case, accents and marks do not count.
pub fn words_hash(text: &str) -> u64 {
    let mut whole = 0u64;
    each_word(text, &mut |word| whole = mixed(whole.rotate_left(7) ^ word));
    whole
}

/// The smallest hashes so far.
struct Sieve {
    least: [u32; LENGTH],
    /// The last two words.
    last: [u64; 2],
    words: usize,
    /// Of all words.
    whole: u64,
}

impl Default for Sieve {
    fn default() -> Sieve {
        Sieve { least: [u32::MAX; LENGTH], last: [0; 2], words: 0, whole: 0 }
    }
}

const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A hash of a hash.
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}

impl Sieve {
    fn add(&mut self, word: u64) {
        self.words += 1;
        self.whole = mixed(self.whole.rotate_left(7) ^ word);
        let [first, second] = self.last;
        self.last = [second, word];
        if self.words < 3 {
            return;
        }
        let shingle = mixed(first.rotate_left(21) ^ second.rotate_left(42) ^ word.wrapping_mul(ODD));
        let other = mixed(shingle ^ ODD);
        let four = [shingle, shingle >> 32, other, other >> 32];
        for (round, hash) in self.least.as_chunks_mut::<PARTS>().0.iter_mut().zip(four) {
            let hash = hash as u32;
            // The highest bits say which part, the others how small it is.
            let least = &mut round[(hash >> 28) as usize];
            *least = (*least).min(hash & 0x0fff_ffff);
        }
    }

    fn signature(&self) -> Signature {
        let mut bytes = [0; LENGTH];
        let rounds = self.least.as_chunks::<PARTS>().0.iter();
        for (to, round) in bytes.as_chunks_mut::<PARTS>().0.iter_mut().zip(rounds) {
            for (part, byte) in to.iter_mut().enumerate() {
                // What has no shingle borrows from the next part that has one, and makes something of its own of it.
                let filled = (0..PARTS).find(|by| round[(part + by) % PARTS] != u32::MAX).unwrap_or(0);
                let least = u64::from(round[(part + filled) % PARTS]);
                *byte = if filled == 0 { least as u8 } else { mixed(least ^ (filled as u64).wrapping_mul(ODD)) as u8 };
            }
        }
        Signature(bytes)
    }
}

/// Gives the hash of each folded word: letters and digits in a row, or one character of a script without spaces.
fn each_word(text: &str, each: &mut dyn FnMut(u64)) {
    let text = fold(text);
    let mut hash = 0u64;
    let mut open = false;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric() && !stands_alone(c)) {
            hash = (hash.rotate_left(5) ^ u64::from(c)).wrapping_mul(ODD);
            open = true;
            continue;
        }
        // "Don't" and "don’t" are one word.
        if c == '\'' && open {
            continue;
        }
        if std::mem::take(&mut open) {
            each(mixed(std::mem::take(&mut hash)));
        }
        if !c.is_ascii() && c.is_alphanumeric() {
            each(mixed(u64::from(c)));
        }
    }
    if open {
        each(mixed(hash));
    }
}

/// Chinese and Japanese characters: between them stands no space.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A text of words by number.
    fn text(words: impl Iterator<Item = u32>) -> String {
        words.map(|n| format!("w{n} ")).collect()
    }

    fn of(text: &str) -> Signature {
        Signature::of(std::iter::once(text), "", &[0; 16])
    }

    #[test]
    fn the_estimate_is_near_the_share() {
        // So many of a thousand words shared at the beginning, the others each its own.
        let (mut squares, mut worst) = (0.0f32, 0.0f32);
        for seed in 0..40 {
            for shared in [0, 500, 800, 900, 1000] {
                let base = seed * 10_000;
                let a = text(base..base + 1000);
                let b = text((base..base + shared).chain(base + 5000..base + 6000 - shared));
                let error = of(&a).alike(&of(&b)) - shared as f32 / (2000 - shared) as f32;
                (squares, worst) = (squares + error * error, worst.max(error.abs()));
            }
        }
        let usual = (squares / 200.0).sqrt();
        assert!(usual < 0.06 && worst < 0.25, "{usual} {worst}");
    }

    #[test]
    fn case_accents_marks_and_paragraphs_do_not_count() {
        let words = text(0..60);
        let a = Signature::of([words.as_str(), "Élysée’s “talks” ended"].into_iter(), "", &[0; 16]);
        let b = of(&format!("{}, Elysee's talks -- ENDED", words.to_uppercase()));
        assert_eq!(a, b);
    }

    #[test]
    fn a_script_without_spaces_has_words() {
        let long: String = ('一'..'丏').chain('世'..'乸').chain('亀'..'亸').collect();
        let cut: String = long.chars().take(long.chars().count() * 9 / 10).collect();
        assert!(of(&long).alike(&of(&cut)) > 0.7);
    }

    #[test]
    fn short_texts_are_alike_only_if_equal() {
        let of = |text: &str, title: &str, name: u8| Signature::of(std::iter::once(text), title, &[name; 16]);
        let (a, b) = (text(0..30), text((0..29).chain([99])));
        assert_eq!(of(&a, "A title", 1), of(&a, "a Title", 2));
        assert!(of(&a, "A title", 1).alike(&of(&b, "A title", 1)) < 0.1);
        assert!(of(&a, "A title", 1).alike(&of(&a, "Another", 1)) < 0.1);
        assert!(of("", "Weather", 1).alike(&of("", "Weather", 2)) < 0.1, "nothing in it: only the name tells");
        assert_eq!(of("", "Weather", 1), of("", "Weather", 1));
    }

    proptest! {
        #[test]
        fn any_text_has_a_signature(text in any::<String>(), title in any::<String>()) {
            let a = Signature::of(text.lines(), &title, &[1; 16]);
            prop_assert_eq!(a.alike(&a), 1.0);
        }
    }
}
