//! The stories of a corpus.

use super::super::image::{Section, u32_at};
use super::super::{ArticleId, ArticleNo, Corpus};
use super::sketch::{LENGTH, Sketch};

/// The number of a story in one corpus: the one with the newest article is 0. A new freeze numbers anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryNo(pub u32);

impl Corpus {
    /// The first article whose id begins so; `start` in hexadecimal digits.
    pub fn find_begun(&self, start: &str) -> Option<ArticleNo> {
        let mut least = start.to_ascii_lowercase();
        least.extend(std::iter::repeat_n('0', 32usize.saturating_sub(start.len())));
        let article = self.first_from(ArticleId::parse(&least)?)?;
        self.id(article).to_string().starts_with(least.get(..start.len())?).then_some(article)
    }

    /// The story that the article is part of; `None` where it stands alone.
    pub fn story(&self, article: ArticleNo) -> Option<StoryNo> {
        let story = u32_at(self.section(Section::Stories), article as usize * 4)?;
        (story < self.story_count()).then_some(StoryNo(story))
    }

    /// What the article's story was found by.
    pub fn sketch(&self, article: ArticleNo) -> Sketch {
        let at = article as usize * LENGTH * 4;
        Sketch::read(self.section(Section::Sketches).get(at..at + LENGTH * 4).unwrap_or(&[]))
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

/// The list in the order of stories.
impl Corpus {
    /// All articles, those of a story at the place of its newest.
    pub(in crate::corpus) fn by_story(&self) -> Vec<ArticleNo> {
        self.in_stories(0..self.len(), false)
    }

    /// The dated ones from the oldest story on, then the undated.
    pub(in crate::corpus) fn by_story_reversed(&self) -> Vec<ArticleNo> {
        let dated = self.dated(None, None).end;
        let mut articles = self.in_stories((0..dated).rev(), true);
        articles.extend(dated..self.len());
        articles
    }

    /// The articles in the order of `all`, those of a story where the first of them comes. The undated are left out of
    /// stories where only the `dated` are wanted.
    fn in_stories(&self, all: impl Iterator<Item = ArticleNo>, dated: bool) -> Vec<ArticleNo> {
        let mut told = vec![false; self.story_count() as usize];
        let mut out = Vec::with_capacity(self.len() as usize);
        for article in all {
            match self.story(article) {
                None => out.push(article),
                Some(story) => {
                    if let Some(told @ false) = told.get_mut(story.0 as usize) {
                        *told = true;
                        out.extend(self.story_numbers(story).filter(|n| !dated || self.day(*n).is_some()));
                    }
                }
            }
        }
        out
    }
}
