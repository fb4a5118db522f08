//! Whether a typed word may mean a name although it is no beginning of a word in it: its letters stand close together.

/// A word shorter than this is looked for inside of words only as it is.
const SHORT: usize = 3;

/// The letters of a typed word, folded, to be held against many names.
pub struct Typed {
    letters: Vec<char>,
    /// So many letters may be missing in it.
    missing: usize,
    /// Of the form at hand, reused.
    form: Vec<char>,
    /// For each place in the form how many letters are missing if the letter at hand stands there; none if it does not.
    cost: Vec<usize>,
    next: Vec<usize>,
}

const NEVER: usize = usize::MAX;

impl Typed {
    pub fn new(word: &str) -> Typed {
        let letters: Vec<char> = word.chars().collect();
        let missing = match letters.len() {
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        };
        Typed { letters, missing, form: Vec::new(), cost: Vec::new(), next: Vec::new() }
    }

    /// Whether the letters stand in `form`, a folded name, in their order and near to each other: in one word, where
    /// a letter may be missing, or in parts of which each begins a word ("vput" in "vladimir putin").
    pub fn is_near(&mut self, form: &str) -> bool {
        self.form.clear();
        self.form.extend(form.chars());
        self.in_parts(true) || self.in_parts(false)
    }

    fn in_parts(&mut self, parts: bool) -> bool {
        let Some((first, others)) = self.letters.split_first() else { return true };
        let (form, missing) = (&self.form, if parts { 0 } else { self.missing });
        let inside = !parts && self.letters.len() >= SHORT;
        let follows = |at: usize| at.checked_sub(1).and_then(|b| form.get(b)).is_some_and(|c| c.is_alphanumeric());
        self.cost.clear();
        let start = |(at, c)| if c == first && (inside || !follows(at)) { 0 } else { NEVER };
        self.cost.extend(form.iter().enumerate().map(start));
        for letter in others {
            self.next.clear();
            // Whether the letters so far stand somewhere before.
            let mut before = false;
            for (at, c) in form.iter().enumerate() {
                let back = |n: usize| at.checked_sub(n).and_then(|b| self.cost.get(b)).copied().unwrap_or(NEVER);
                let missed = if follows(at) { back(2).saturating_add(1) } else { NEVER };
                let jump = if parts && before && !follows(at) { 0 } else { NEVER };
                let least = back(1).min(missed).min(jump);
                self.next.push(if c == letter && least <= missing { least } else { NEVER });
                before |= back(1) != NEVER;
            }
            std::mem::swap(&mut self.cost, &mut self.next);
        }
        self.cost.iter().any(|cost| *cost != NEVER)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Typed;

    fn check(word: &str, form: &str, near: bool) {
        assert_eq!(Typed::new(word).is_near(form), near, "{word} in {form}");
    }

    #[test]
    fn letters_stand_close_together() {
        for (word, form) in [
            ("macron", "emmanuel macron"),
            ("acron", "emmanuel macron"),
            ("zelnsky", "volodymyr zelensky"),
            ("vput", "vladimir putin"),
            ("emmac", "emmanuel macron"),
            ("un", "united nations"),
            ("usa", "united states of america"),
            ("vdl", "ursula von der leyen"),
            ("brien", "conan o'brien"),
            ("", "anyone"),
        ] {
            check(word, form, true);
        }
    }

    #[test]
    fn letters_that_stand_apart_mean_nothing() {
        for (word, form) in [
            ("macron", "maurice strong"),
            ("macron", "mar coronado"),
            ("putin", "paul austin"),
            ("in", "vladimir putin"),
            ("xi", "alexis tsipras"),
            ("biden", "abidjan en"),
            ("macron", ""),
        ] {
            check(word, form, false);
        }
    }

    proptest! {
        #[test]
        fn a_part_of_a_name_is_near_it(form in "[a-e]{3,8}( [a-e]{1,8}){0,3}", start in 0usize..8, len in 3usize..9) {
            let first: Vec<char> = form.split(' ').next().unwrap().chars().collect();
            let part: String = first.iter().skip(start).take(len).collect();
            prop_assume!(part.len() >= 3);
            prop_assert!(Typed::new(&part).is_near(&form));
        }

        /// Whatever is near has its letters in their order.
        #[test]
        fn nothing_is_near_that_has_not_the_letters(word in "[a-c é東]{0,6}", form in "[a-c é東'.-]{0,14}") {
            let mut rest = form.chars();
            let there = word.chars().all(|c| rest.any(|f| f == c));
            if Typed::new(&word).is_near(&form) {
                prop_assert!(there);
            }
        }
    }
}
