//! The stories of a corpus.

use super::super::image::{Section, u32_at};
use super::super::{ArticleNo, Corpus};

/// The number of a story in one corpus: the one with the newest article is 0. A new freeze numbers anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryNo(pub u32);

impl Corpus {
    /// The story that the article is part of; `None` where it stands alone.
    pub fn story(&self, article: ArticleNo) -> Option<StoryNo> {
        let story = u32_at(self.section(Section::Stories), article as usize * 4)?;
        (story < self.story_count()).then_some(StoryNo(story))
    }

    /// How many stories.
    pub fn story_count(&self) -> u32 {
        (self.section(Section::StoryAt).len() / 4).saturating_sub(1) as u32
    }

    /// The articles of a story, copies among them, newest first, undated last: as articles are numbered.
    pub fn story_numbers(&self, story: StoryNo) -> impl DoubleEndedIterator<Item = ArticleNo> + ExactSizeIterator {
        self.list(Section::StoryAt, Section::StoryArticles, story.0)
    }

    /// The articles of a story, one of each family, oldest first; the first of a family stands for its copies.
    pub fn story_articles(&self, story: StoryNo) -> Vec<ArticleNo> {
        let mut met = std::collections::HashSet::new();
        let (dated, undated): (Vec<_>, Vec<_>) =
            self.story_numbers(story).rev().partition(|article| self.day(*article).is_some());
        let mut first = |article: &ArticleNo| self.family(*article).is_none_or(|family| met.insert(family));
        dated.into_iter().chain(undated).filter(|article| first(article)).collect()
    }

    /// The first article of a story: the one that its title is taken from.
    pub fn story_first(&self, story: StoryNo) -> Option<ArticleNo> {
        self.story_numbers(story).rfind(|article| self.day(*article).is_some())
    }

    /// How a story is called: as its first article is.
    pub fn story_title(&self, story: StoryNo) -> &str {
        self.story_first(story).map_or("", |article| self.title(article))
    }
}
