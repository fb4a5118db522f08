//! The table of what was met: bounded however many sources and lines an archive has.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::line::{self, Line, Nature};
use crate::corpus::Paragraph;
use crate::text::hash;

/// So many articles of a source are remembered; then they count half, and what was met once is forgotten. So what a
/// source put around its stories years ago does not weigh for ever.
const ARTICLES: u32 = 1024;
/// So many lines are kept of one source.
const LINES: usize = 4000;
/// So many lines and stories are kept of all sources: some ten megabytes, and four on the disk.
const MOST: usize = 400_000;
/// So many sources are kept.
const SOURCES: usize = 5000;

/// How often lines recur, by source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Recurring {
    sources: HashMap<String, Source>,
    /// Lines and stories of all sources.
    size: usize,
    /// Raised with every article that is counted.
    time: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Source {
    /// That were counted.
    pub articles: u32,
    /// With their copies.
    seen: u32,
    /// Of each line in how many articles it was.
    lines: HashMap<u64, u32>,
    /// What tells the stories apart, and how often it was met.
    stories: HashMap<u64, u32>,
    /// When it was last counted in.
    time: u64,
}

impl Recurring {
    /// A table as it was written down; an empty one if that is damaged.
    pub fn from_bytes(bytes: &[u8]) -> Recurring {
        postcard::from_bytes(bytes).unwrap_or_default()
    }

    /// # Errors
    /// For want of memory.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_stdvec(self)
    }

    pub(super) fn source(&self, name: &str) -> Option<&Source> {
        self.sources.get(name)
    }

    /// Counts an article in, and keeps the table in its bounds.
    pub(super) fn count_in(&mut self, source: &str, title: &str, paragraphs: &[Paragraph], lines: &[Line]) {
        self.time += 1;
        if !self.sources.contains_key(source) {
            self.sources.insert(source.to_string(), Source::default());
        }
        let Some(source) = self.sources.get_mut(source) else { return };
        source.time = self.time;
        self.size = self.size.saturating_sub(source.size());
        source.count(title, paragraphs, lines);
        self.size += source.size();
        if self.sources.len() > SOURCES || self.size > MOST {
            self.forget();
        }
    }

    fn forget(&mut self) {
        self.sources.values_mut().for_each(Source::forget_single);
        let size = |sources: &HashMap<String, Source>| sources.values().map(Source::size).sum::<usize>();
        self.size = size(&self.sources);
        if self.sources.len() > SOURCES / 2 || self.size > MOST / 2 {
            // Half of the sources, those that nothing came from for the longest time.
            let mut times: Vec<u64> = self.sources.values().map(|s| s.time).collect();
            times.sort_unstable();
            let middle = times.get(times.len() / 2).copied().unwrap_or(0);
            self.sources.retain(|_, s| s.time >= middle);
            self.size = size(&self.sources);
        }
    }
}

impl Source {
    /// Counts an article unless it is a copy.
    pub fn count(&mut self, title: &str, paragraphs: &[Paragraph], lines: &[Line]) {
        if self.seen >= ARTICLES {
            self.halve();
        }
        if self.is_copy(title, paragraphs, lines) {
            return;
        }
        self.articles += 1;
        let mut hashes: Vec<u64> = lines.iter().filter_map(|l| l.hash).collect();
        hashes.sort_unstable();
        // A line may stand in an article twice.
        hashes.dedup();
        hashes.truncate(line::MOST);
        hashes.into_iter().for_each(|hash| *self.lines.entry(hash).or_default() += 1);
        if self.lines.len() > LINES {
            self.forget_single();
            if self.lines.len() > LINES / 2 {
                self.halve();
            }
        }
    }

    /// Whether another version of the story was counted: by its title, its first sentences and those in its middle. What
    /// most articles of the source have says nothing, unless two of the three are known.
    fn is_copy(&mut self, title: &str, paragraphs: &[Paragraph], lines: &[Line]) -> bool {
        let mut prose = lines.iter().zip(paragraphs).filter(|(l, _)| l.nature == Nature::Prose).map(|(_, p)| p);
        let (first, count) = (prose.clone().next(), prose.clone().count());
        let middle = prose.nth(count / 2);
        // The title of an article says nothing as a line of another.
        let key = |text: &str, salt: u64| hash::of(text).wrapping_add(salt);
        let keys = [Some(key(title, 0)), first.map(|p| key(&p.text, 1)), middle.map(|p| key(&p.text, 2))];
        let common = |met: u32| self.seen >= 10 && u64::from(met) * 10 > u64::from(self.seen) * 3;
        let met: Vec<u32> = keys.iter().flatten().filter_map(|key| self.stories.get(key).copied()).collect();
        let is_copy = met.len() >= 2 || met.iter().any(|met| !common(*met));
        self.seen += 1;
        keys.into_iter().flatten().for_each(|key| *self.stories.entry(key).or_default() += 1);
        is_copy
    }

    /// Whether a line is in enough of the articles.
    pub fn recurs(&self, line: &Line) -> bool {
        match line.nature {
            Nature::Set => false,
            Nature::Prose => self.is_in(line, 5, 30),
            Nature::Short | Nature::Label | Nature::Heading => self.is_in(line, 3, 10),
        }
    }

    /// Whether it is in so many that it is none of the story even where it stands amid it.
    pub fn recurs_much(&self, line: &Line) -> bool {
        self.is_in(line, 5, 30)
    }

    fn is_in(&self, line: &Line, articles: u32, percent: u64) -> bool {
        let met = line.hash.and_then(|hash| self.lines.get(&hash)).copied().unwrap_or(0);
        met >= articles && u64::from(met) * 100 >= u64::from(self.articles) * percent
    }

    fn forget_single(&mut self) {
        self.lines.retain(|_, met| *met > 1);
        self.lines.shrink_to_fit();
    }

    fn halve(&mut self) {
        for table in [&mut self.lines, &mut self.stories] {
            table.retain(|_, met| {
                *met /= 2;
                *met > 0
            });
            table.shrink_to_fit();
        }
        self.articles /= 2;
        self.seen /= 2;
    }

    fn size(&self) -> usize {
        self.lines.len() + self.stories.len()
    }
}

#[cfg(test)]
impl Recurring {
    /// Sources, and lines and stories of all of them.
    pub(super) fn sizes(&self) -> (usize, usize) {
        assert_eq!(self.size, self.sources.values().map(Source::size).sum::<usize>());
        (self.sources.len(), self.size)
    }
}
