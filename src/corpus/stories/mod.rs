//! Stories: articles about one event, across sources and days, found without reading any of them.
//!
//! Articles are gone through once, from the oldest on, as in topic detection and tracking (Allan et al. 1998): each
//! joins the story that it is most like, if it is like enough, or may begin a new one. What it is known by are the
//! names in it, the words of its title and those that its text says most often, the rare ones weighing more. It is held against a few recent articles that
//! share its rarest names and words, so that the work grows with the archive alone; and it has to be like all of a story
//! on average, so that no chain of small steps joins two events. Two articles wrongly together are worse than a story in
//! two parts.
//!
//! What comes out depends on the articles alone. Copies go with the first of their family; undated articles stand alone.

mod features;
mod shape;
mod sketch;
#[cfg(test)]
mod tests;
mod told;

use std::collections::VecDeque;

use super::{ArticleId, Families};
use features::{Features, Names};
use shape::Shape;

pub use sketch::Sketch;
pub use told::StoryNo;

/// The articles among which stories are looked for, numbered newest first.
pub(super) trait Told {
    fn len(&self) -> u32;
    fn id(&self, n: u32) -> ArticleId;
    /// Days since 1970-01-01.
    fn day(&self, n: u32) -> Option<i32>;
    fn title(&self, n: u32) -> &str;
    /// The words that its text says most often.
    fn sketch(&self, n: u32) -> Sketch;
    /// Calls `each` with the numbers of those whom the article names; one may come twice.
    fn names(&self, n: u32, each: &mut dyn FnMut(u32));
    /// How many are numbered so.
    fn name_count(&self) -> u32;
    fn is_country(&self, name: u32) -> bool;
}

/// An article joins a story whose last one is so many days older, at most.
const WINDOW: i32 = 4;
/// An article goes by so many of its rarest names and words when it looks for others.
const RAREST: usize = 16;
/// Of each name and word so many of the stories that had it last are remembered.
const RECENT: usize = 8;
/// So many of the articles that share most are held against it in full.
const CANDIDATES: usize = 6;
/// What an article and a story have to share: of what both have, on average over the story's articles.
const LIKE: f32 = 0.25;
/// What they have to share at the least, as a sum of weights: four names or words as rare as can be.
const EVIDENCE: f32 = 20.0;
/// Articles between two looks at whether to go on.
const ROUND: u32 = 1 << 12;

const NONE: u32 = u32::MAX;

/// Which articles are one story: as families, each article in one at most. A story has two rows and more. `None` if
/// `go_on` said no.
pub(super) fn stories(told: &dyn Told, families: &Families, go_on: &mut dyn FnMut() -> bool) -> Option<Families> {
    let order = oldest_first(told, families);
    let names = Names::of(told, &order);
    if !go_on() {
        return None;
    }
    let mut index = Index::new(names.count());
    let mut features = Features::default();
    let mut stories: Vec<Story> = Vec::new();
    // The days of the articles of the window, and their stories.
    let mut begun: VecDeque<(i32, u32)> = VecDeque::new();
    // By article: its story.
    let mut of = vec![NONE; told.len() as usize];
    for (n, done) in order.into_iter().zip(1u32..) {
        if done.is_multiple_of(ROUND) && !go_on() {
            return None;
        }
        let Some(day) = told.day(n) else { continue };
        // What a story was like is needed as long as it may go on.
        while let Some((_, story)) = begun.front().copied().filter(|(last, _)| *last < day.saturating_sub(WINDOW)) {
            begun.pop_front();
            if let Some(story) = stories.get_mut(story as usize).filter(|story| story.last < day.saturating_sub(WINDOW))
            {
                story.shape = Shape::default();
            }
        }
        features.read(told, n, &names);
        if features.all.is_empty() {
            continue;
        }
        let found = index.story_for(&features, day, &stories);
        let story = found.unwrap_or_else(|| {
            stories.push(Story::default());
            stories.len() as u32 - 1
        });
        if let Some(story) = stories.get_mut(story as usize) {
            story.add(&features, day);
        }
        index.put(&features, story);
        begun.push_back((day, story));
        of[n as usize] = story;
    }
    Some(gathered(&mut of, &stories, families))
}

/// One article of each family, from the oldest on, those of one day by content; the undated are left out.
fn oldest_first(told: &dyn Told, families: &Families) -> Vec<u32> {
    let firsts: Vec<Option<u32>> = families.iter().map(|members| first_of(told, members)).collect();
    let is_copy = |n: &u32| {
        let family = families.of.get(*n as usize).copied().unwrap_or(Families::NONE);
        family != Families::NONE && firsts.get(family as usize) != Some(&Some(*n))
    };
    let mut order: Vec<u32> =
        (0..told.len()).rev().filter(|n| told.day(*n).is_some()).filter(|n| !is_copy(n)).collect();
    let same_day = |a: &u32, b: &u32| told.day(*a) == told.day(*b);
    order.chunk_by_mut(same_day).for_each(|day| day.sort_by_cached_key(|n| (told.id(*n), *n)));
    order
}

/// The oldest of the dated ones among the articles of a family.
fn first_of(told: &dyn Told, members: &[u32]) -> Option<u32> {
    let oldest = members.iter().filter_map(|n| told.day(*n)).min()?;
    members.iter().copied().filter(|n| told.day(*n) == Some(oldest)).min_by_key(|n| (told.id(*n), *n))
}

/// A story that grows.
#[derive(Default)]
struct Story {
    /// What its articles have, added up.
    shape: Shape,
    articles: u32,
    last: i32,
}

impl Story {
    fn add(&mut self, features: &Features, day: i32) {
        self.shape.add(&features.all, features.norm);
        (self.articles, self.last) = (self.articles + 1, day);
    }
}

/// The stories that had a name or a word last.
struct Index {
    /// By feature: where its list begins among `recent`, in lists; none yet is [`NONE`].
    lists: Vec<u32>,
    recent: Vec<[u32; RECENT]>,
    /// By story: what it shares with the article at hand, and which article that was worked out for.
    shared: Vec<(u32, f32)>,
    at: u32,
    /// The stories that share anything.
    met: Vec<u32>,
}

impl Index {
    fn new(features: usize) -> Index {
        let (recent, shared, met) = (Vec::new(), Vec::new(), Vec::new());
        Index { lists: vec![NONE; features], recent, shared, at: 0, met }
    }

    /// The story that the article belongs to.
    fn story_for(&mut self, features: &Features, day: i32, stories: &[Story]) -> Option<u32> {
        self.shared.resize(stories.len(), (NONE, 0.0));
        self.at += 1;
        self.met.clear();
        for (feature, weight) in features.rarest() {
            let list = self.lists.get(*feature as usize).and_then(|at| self.recent.get(*at as usize));
            for story in list.into_iter().flatten() {
                // None is no story's number.
                let Some((by, shared)) = self.shared.get_mut(*story as usize) else { continue };
                if *by != self.at {
                    (*by, *shared) = (self.at, 0.0);
                    self.met.push(*story);
                }
                *shared += weight;
            }
        }
        let is_late =
            |story: &u32| stories.get(*story as usize).is_some_and(|story| story.last >= day.saturating_sub(WINDOW));
        self.met.retain(is_late);
        let shared = &self.shared;
        let key = |story: &u32| (shared.get(*story as usize).map_or(0.0, |(_, shared)| *shared), *story);
        // Of two that share as much the newer story comes first.
        self.met.sort_unstable_by(|a, b| key(b).0.total_cmp(&key(a).0).then(b.cmp(a)));
        let near = self.met.iter().take(CANDIDATES).filter_map(|n| Some((*n, stories.get(*n as usize)?)));
        let like = near.filter_map(|(n, story)| {
            let (like, evidence) = story.shape.like(&features.all, features.norm, story.articles);
            (like >= LIKE && evidence >= EVIDENCE).then_some((like, n))
        });
        like.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))).map(|(_, n)| n)
    }

    fn put(&mut self, features: &Features, story: u32) {
        for (feature, _) in features.rarest() {
            let Some(at) = self.lists.get_mut(*feature as usize) else { continue };
            if *at == NONE {
                *at = self.recent.len() as u32;
                self.recent.push([NONE; RECENT]);
            }
            let Some(list) = self.recent.get_mut(*at as usize) else { continue };
            // A story stands there once, the one that was met last at the front.
            let end = list.iter().position(|known| *known == story || *known == NONE).unwrap_or(RECENT - 1);
            list.copy_within(..end, 1);
            list[0] = story;
        }
    }
}

/// The stories of two rows and more, with the copies of their articles.
fn gathered(of: &mut [u32], stories: &[Story], families: &Families) -> Families {
    for members in families.iter() {
        let story = members.iter().map(|n| of[*n as usize]).find(|story| *story != NONE);
        let story = story.unwrap_or(NONE);
        members.iter().for_each(|n| of[*n as usize] = story);
    }
    let is_one = |story: u32| stories.get(story as usize).is_some_and(|story| story.articles > 1);
    // The numbers of stories are below those of articles: each has one at least.
    let pairs = of.iter().zip(0u32..).filter(|(story, _)| is_one(**story)).map(|(story, n)| (*story, n));
    Families::of(of.len(), pairs)
}
