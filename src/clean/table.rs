//! The table of furniture patterns, `assets/furniture.txt`, and matching a line against it.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::line::words;
use crate::text::{fold, hash};

/// What the table says of one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The line is furniture by itself.
    pub strong: bool,
    /// It opens a section beside the story.
    pub opens: bool,
    /// That section is a letter to readers.
    pub letter: bool,
    /// It could be a button of a menu.
    pub menu: bool,
    /// It begins as a plea may.
    pub imperative: bool,
    /// How many different words and phrases it has that only pleas have.
    pub hints: u32,
    /// And how many that stories have too.
    pub weak_hints: u32,
    /// It speaks to "you", outside quotation marks.
    pub you: bool,
    /// It speaks of "us".
    pub we: bool,
    /// Someone is said to have said it: a sentence of a story, whatever it speaks of.
    pub reported: bool,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("../../assets/furniture.txt")));

/// A line beginning or ending as furniture does is a sentence of its own if it is longer than this, in words; where the
/// beginning has no colon, that is so sooner.
const LONG: usize = 45;
const SENTENCE: usize = 24;
/// The longest line of the table that must match whole, in words.
const SHORT: usize = 12;
/// What is longer than this is not looked at.
const TOO_LONG: usize = 500;

/// Looks `text` up.
pub fn look_up(text: &str) -> Marks {
    let folded = fold(text);
    let line = folded.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != '"' && c != '-');
    let Some(first) = words(line).next() else { return Marks::default() };
    let Some((mut marks, count)) = TABLE.spoken(line) else { return Marks::default() };
    if count <= LONG {
        TABLE.lines(line, count, &mut marks);
    }
    if !line.starts_with('"') {
        TABLE.beginnings(first, line, count, &mut marks);
    }
    marks
}

#[derive(Default)]
struct Table {
    whole: HashSet<String>,
    menu: HashSet<String>,
    /// For each first letter the second ones of the words that phrases begin with, a bit each.
    begins: [u32; 26],
    ends: Vec<String>,
    /// What a line may begin with, by its first word.
    beginnings: hash::Table<String, Vec<(Begins, String)>>,
    /// What a line may have in it, by its first word.
    phrases: hash::Table<String, Vec<(Has, Vec<String>)>>,
}

#[derive(Clone, Copy)]
enum Begins {
    Line,
    Section,
    Letter,
    Plea,
}

#[derive(Clone, Copy)]
enum Has {
    Strong,
    Hint,
    WeakHint,
    You,
    We,
    Said,
}

impl Table {
    fn parse(source: &str) -> Table {
        let mut table = Table::default();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let Some((mark, pattern)) = line.split_once(' ') else { continue };
            let parts: Vec<String> = words(pattern).map(str::to_string).collect();
            let first = parts.first().cloned().unwrap_or_default();
            let (begins, has) = match mark {
                "^" => (Some(Begins::Line), None),
                ">" => (Some(Begins::Section), None),
                "@" => (Some(Begins::Letter), None),
                "v" => (Some(Begins::Plea), None),
                "~" => (None, Some(Has::Strong)),
                "h" => (None, Some(Has::Hint)),
                "w" => (None, Some(Has::WeakHint)),
                "y" => (None, Some(Has::You)),
                "u" => (None, Some(Has::We)),
                "s" => (None, Some(Has::Said)),
                _ => (None, None),
            };
            match mark {
                "=" => drop(table.whole.insert(parts.join(" "))),
                "m" => drop(table.menu.insert(parts.join(" "))),
                "$" => table.ends.push(pattern.to_string()),
                _ => {}
            }
            if let Some(begins) = begins {
                table.beginnings.entry(first).or_default().push((begins, pattern.to_string()));
            } else if let Some(has) = has {
                if let (Some(seconds), Some(second)) = (table.begins.get_mut(letter(&first, 0)), one_bit(&first)) {
                    *seconds |= second;
                }
                table.phrases.entry(first).or_default().push((has, parts));
            }
        }
        table
    }

    /// What a folded line has outside quotation marks, and how many words it has in all; nothing if there are too many.
    /// A mark that is never closed quotes all that follows: such a paragraph goes on being a quote in the next.
    fn spoken(&self, line: &str) -> Option<(Marks, usize)> {
        let mut marks = Marks::default();
        let mut seen: Vec<&[String]> = Vec::new();
        let mut all = words(line);
        let (mut count, mut strong) = (0, false);
        while let Some(word) = all.next() {
            count += 1;
            if count >= TOO_LONG {
                return None;
            }
            if all.quoted || !self.may_begin(word) {
                continue;
            }
            for (has, phrase) in self.phrases.get(word).into_iter().flatten() {
                let mut behind = all.clone().outside();
                if !phrase.iter().skip(1).all(|word| behind.next() == Some(word)) {
                    continue;
                }
                let new = !seen.contains(&phrase.as_slice());
                match has {
                    Has::Strong => strong = true,
                    Has::Hint => marks.hints += u32::from(new),
                    Has::WeakHint => marks.weak_hints += u32::from(new),
                    Has::You => marks.you = true,
                    Has::We => marks.we = true,
                    Has::Said => marks.reported = true,
                }
                seen.push(phrase);
            }
        }
        marks.strong = strong && count <= 2 * LONG;
        Some((marks, count))
    }

    /// Whether a phrase may begin with this word: most are dismissed by their first two letters.
    fn may_begin(&self, word: &str) -> bool {
        let seconds = self.begins.get(letter(word, 0));
        seconds.is_none_or(|seconds| one_bit(word).is_none_or(|second| seconds & second != 0))
    }

    fn lines(&self, line: &str, count: usize, marks: &mut Marks) {
        let end = line.trim_end_matches(|c: char| !c.is_alphanumeric());
        marks.strong |= self.ends.iter().any(|e| end.ends_with(e.as_str())) || self.is_button_row(line);
        if count <= SHORT {
            let bare = bare(line);
            let whole = self.whole.contains(&bare);
            marks.strong |= whole;
            marks.menu = whole || self.menu.contains(&bare);
        }
    }

    /// `Share | Print | Save for later`: most parts are buttons.
    fn is_button_row(&self, line: &str) -> bool {
        if !line.bytes().any(|b| b == b'|' || !b.is_ascii()) || !line.contains(['|', '·', '•']) {
            return false;
        }
        let parts: Vec<String> = line.split(['|', '·', '•']).map(bare).collect();
        let buttons = parts.iter().filter(|part| self.whole.contains(*part) || self.menu.contains(*part)).count();
        parts.len() >= 2 && buttons * 2 > parts.len()
    }

    fn beginnings(&self, first: &str, line: &str, count: usize, marks: &mut Marks) {
        for (begins, pattern) in self.beginnings.get(first).into_iter().flatten() {
            if !follows(line, pattern) {
                continue;
            }
            match begins {
                Begins::Plea => marks.imperative = true,
                _ if count > LONG => {}
                Begins::Line => marks.strong |= pattern.ends_with(':') || count <= SENTENCE,
                Begins::Letter => marks.letter = true,
                // `About the author:` opens a section; `Stay informed: …` is the item of a list.
                Begins::Section => marks.opens |= !pattern.ends_with(':') || bare(line) == bare(pattern),
            }
        }
        marks.strong |= marks.opens && marks.hints + marks.weak_hints > 0;
    }
}

/// Whether `line` begins with `pattern` in the way the table's head says.
fn follows(line: &str, pattern: &str) -> bool {
    let no_letter = |rest: &str| !rest.starts_with(|c: char| c.is_alphabetic() || c == '\'');
    if let Some(stem) = pattern.strip_suffix(" ...:") {
        return line.strip_prefix(stem).is_some_and(no_letter) && !line.ends_with(['.', '!', '?', '"']);
    }
    if let Some(stem) = pattern.strip_suffix(':') {
        let next = line.strip_prefix(stem).map(|rest| rest.trim_start().chars().next());
        return next.is_some_and(|c| c.is_none_or(|c| matches!(c, ':' | '|' | '>')));
    }
    line.strip_prefix(pattern).is_some_and(no_letter)
}

fn bare(line: &str) -> String {
    words(line).collect::<Vec<_>>().join(" ")
}

/// Which letter of the alphabet stands at `at`; none of them for anything else.
fn letter(word: &str, at: usize) -> usize {
    word.as_bytes().get(at).map_or(usize::MAX, |b| usize::from(b.wrapping_sub(b'a')))
}

/// The second letter as a bit; none if it is no plain letter.
fn one_bit(word: &str) -> Option<u32> {
    let second = letter(word, 1);
    (second < 26).then(|| 1 << second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong(text: &str) {
        assert!(look_up(text).strong, "{text}");
    }

    fn weak(text: &str) {
        assert!(!look_up(text).strong, "{text}: {:?}", look_up(text));
    }

    #[test]
    fn the_table_is_folded_and_has_no_line_without_a_mark() {
        for line in include_str!("../../assets/furniture.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
        {
            let (mark, pattern) = line.split_once(' ').expect(line);
            assert!("=^$~>@mvhwyus".contains(mark) && mark.len() == 1, "{line}");
            assert_eq!(fold(pattern), pattern, "{line}");
            assert_eq!(pattern.trim(), pattern, "{line}");
        }
    }

    #[test]
    fn lines_of_the_page_are_known() {
        for text in [
            "ADVERTISEMENT",
            "Advertisement.",
            "Also Read: The harbour at night",
            "▶ READ MORE | The harbour at night",
            "[ The harbour at nightOpens in new window ]",
            "Share this story | Print | Save for later",
            "All rights reserved.",
            "AFP contributed reporting.",
            "(Reporting by Ann Lee; editing by Bo Ek)",
            "5 min read",
            "We use cookies to make this site better.",
            "Sign up for our free letter",
            "Get our newsletter",
        ] {
            strong(text);
        }
    }

    #[test]
    fn what_a_story_says_is_not() {
        for text in [
            "\"Sign up for our army,\" the poster said.",
            "Related companies said they would sue.",
            "Watch sales fell by a third, the makers said.",
            "The site \"uses cookies to follow everyone\", the court found.",
            "Subscribers to the theory are few.",
            "The newspaper has a newsletter.",
            "Support for Ukraine is falling, a survey found.",
            "Advertisement revenue fell by half.",
            "Home to a million people, the city has no port.",
            "He wanted to sign up.",
        ] {
            weak(text);
        }
    }

    #[test]
    fn words_in_quotes_do_not_count() {
        let hints = |text: &str| (look_up(text).hints, look_up(text).weak_hints);
        assert_eq!(hints("He said: \"Subscribe to our newsletter!\""), (0, 0));
        assert_eq!(hints("Our newsletter goes to every subscriber."), (1, 1));
        let quoted = look_up("“We won,” she said. “You lost");
        assert_eq!((quoted.we, quoted.you, quoted.reported), (false, false, true));
    }
}
