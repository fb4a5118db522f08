//! The table of furniture patterns, `assets/furniture.txt`, and matching a line against it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::fold;

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

/// Looks `text` up.
pub fn look_up(text: &str) -> Marks {
    let folded = fold(text);
    let line = folded.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != '"' && c != '-');
    let all = words(line);
    if all.len() > 10 * LONG {
        return Marks::default();
    }
    let table = &*TABLE;
    let unquoted = without_quotes(line);
    let outside = words(&unquoted);
    let bare = all.join(" ");
    let short = all.len() <= LONG;
    let quoted = line.starts_with('"');
    let may_open = !quoted && short;
    let opener = may_open.then(|| table.begins(&table.opens, line)).flatten().filter(|p| is_whole(p, &bare));
    let letter = may_open.then(|| table.begins(&table.letters, line)).flatten();
    let start = may_open.then(|| table.begins(&table.starts, line)).flatten();
    let strong = table.whole.contains(&bare)
        || start.is_some_and(|p| p.ends_with(':') || all.len() <= SENTENCE)
        || (short && table.ends.iter().any(|end| line.trim_end_matches(is_end).ends_with(end.as_str())))
        || (all.len() <= 2 * LONG && has(&table.within, &outside).next().is_some())
        || is_button_row(table, &folded);
    let count = |patterns| has(patterns, &outside).collect::<HashSet<_>>().len() as u32;
    let (hints, weak_hints) = (count(&table.hints), count(&table.weak_hints));
    Marks {
        strong: strong || (opener.is_some() && hints + weak_hints > 0),
        opens: opener.is_some(),
        letter: letter.is_some(),
        menu: table.menu.contains(&bare) || table.whole.contains(&bare),
        imperative: !quoted && table.begins(&table.verbs, line).is_some(),
        hints,
        weak_hints,
        you: outside.iter().any(|w| YOU.contains(w)),
        we: outside.iter().any(|w| WE.contains(w)),
        reported: outside.iter().any(|w| SAID.contains(w)),
    }
}

const YOU: [&str; 6] = ["you", "your", "yours", "you're", "you'll", "you've"];
const WE: [&str; 8] = ["we", "us", "our", "ours", "we're", "we'll", "we've", "we'd"];
const SAID: [&str; 16] = [
    "said",
    "says",
    "told",
    "asked",
    "wrote",
    "argued",
    "argues",
    "warned",
    "added",
    "announced",
    "explained",
    "reported",
    "according",
    "replied",
    "claimed",
    "tweeted",
];

#[derive(Default)]
struct Table {
    whole: HashSet<String>,
    menu: HashSet<String>,
    ends: Vec<String>,
    /// The others by their first word.
    starts: HashMap<String, Vec<String>>,
    opens: HashMap<String, Vec<String>>,
    letters: HashMap<String, Vec<String>>,
    verbs: HashMap<String, Vec<String>>,
    within: HashMap<String, Vec<Vec<String>>>,
    hints: HashMap<String, Vec<Vec<String>>>,
    weak_hints: HashMap<String, Vec<Vec<String>>>,
}

impl Table {
    fn parse(source: &str) -> Table {
        let mut table = Table::default();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let Some((mark, pattern)) = line.split_once(' ') else { continue };
            let parts: Vec<String> = words(pattern).into_iter().map(str::to_string).collect();
            let first = parts.first().cloned().unwrap_or_default();
            match mark {
                "=" => drop(table.whole.insert(parts.join(" "))),
                "m" => drop(table.menu.insert(parts.join(" "))),
                "$" => table.ends.push(pattern.to_string()),
                "^" => table.starts.entry(first).or_default().push(pattern.to_string()),
                ">" => table.opens.entry(first).or_default().push(pattern.to_string()),
                "@" => table.letters.entry(first).or_default().push(pattern.to_string()),
                "v" => table.verbs.entry(first).or_default().push(pattern.to_string()),
                "~" => table.within.entry(first).or_default().push(parts),
                "h" => table.hints.entry(first).or_default().push(parts),
                "w" => table.weak_hints.entry(first).or_default().push(parts),
                _ => {}
            }
        }
        table
    }

    /// The pattern with which the folded `line` begins.
    fn begins<'a>(&self, patterns: &'a HashMap<String, Vec<String>>, line: &str) -> Option<&'a str> {
        let first = words(line).into_iter().next()?;
        patterns.get(first)?.iter().map(String::as_str).find(|pattern| follows(line, pattern))
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

/// `About the author:` opens a section; `Stay informed: …` is the item of a list.
fn is_whole(opener: &str, bare: &str) -> bool {
    opener.strip_suffix(':').is_none_or(|stem| words(stem).join(" ") == bare)
}

/// The patterns found in `words`.
fn has<'a>(patterns: &'a HashMap<String, Vec<Vec<String>>>, words: &'a [&str]) -> impl Iterator<Item = &'a [String]> {
    words.iter().enumerate().flat_map(move |(at, word)| {
        let here = patterns.get(*word).into_iter().flatten();
        here.filter(move |p| words.get(at..at + p.len()).is_some_and(|w| w == p.as_slice())).map(Vec::as_slice)
    })
}

/// `Share | Print | Save for later`: most parts are buttons.
fn is_button_row(table: &Table, folded: &str) -> bool {
    let parts: Vec<String> = folded.split(['|', '·', '•']).map(|part| words(part).join(" ")).collect();
    let buttons = parts.iter().filter(|part| table.whole.contains(*part) || table.menu.contains(*part)).count();
    parts.len() >= 2 && buttons * 2 > parts.len()
}

fn is_end(c: char) -> bool {
    !c.is_alphanumeric()
}

fn words(folded: &str) -> Vec<&str> {
    let parts = folded.split(|c: char| !c.is_alphanumeric() && c != '\'');
    parts.map(|w| w.trim_matches('\'')).filter(|w| !w.is_empty()).collect()
}

/// `folded` without what stands between double quotation marks. A mark that is never closed quotes all that follows: such
/// a paragraph goes on being a quote in the next.
fn without_quotes(folded: &str) -> String {
    folded.split('"').step_by(2).collect::<Vec<_>>().join(" ")
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
            assert!("=^$~>@mvhw".contains(mark) && mark.len() == 1, "{line}");
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
