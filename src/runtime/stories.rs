//! A story told, what is like an article, and the first words of articles.

use std::sync::Arc;

use super::perform::Desk;
use crate::app::Message;
use crate::app::fold::Chosen;
use crate::app::stories::{Like, MOST, Told, accounts};
use crate::corpus::{Article, ArticleId, ArticleNo, ParagraphKind};
use crate::index;

/// Of so many names it is told that they are new.
const FRESH: usize = 12;
/// So much of an article's beginning is told, in characters: more than fits in a line.
const LEAD: usize = 240;

impl Desk {
    /// How the event of an article was told, and what else is like it.
    pub(super) fn tell(&self, generation: u64, of: Chosen, stale: &dyn Fn() -> bool) -> Option<Message> {
        let corpus = self.corpus();
        let Some(article) = of.find(&corpus) else {
            let trouble = Some("this article has gone from the archive; R reads it anew".to_string());
            let told = Arc::new(Told { trouble, ..Told::default() });
            return Some(Message::Told { generation, of, corpus, told });
        };
        let mut told: Vec<ArticleNo> =
            corpus.story(article).map_or(vec![article], |story| corpus.story_articles(story));
        let more = told.len().saturating_sub(MOST);
        told.truncate(MOST);
        // The story is told even where nothing can be told of what is like it.
        let (similar, trouble) = match self.similar(article, stale) {
            Ok(similar) => (similar?, None),
            Err(error) => (Vec::new(), Some(crate::text::sanitise::line(&format!("{error:#}")).text)),
        };
        let story = corpus.story(article);
        let other = |n: &ArticleNo| story.is_none() || corpus.story(*n) != story;
        let similar = similar.into_iter().filter(|like| other(&like.article));
        let similar = similar.map(|like| Like { article: like.article, shared: like.shared }).collect();
        let told = Arc::new(Told { accounts: accounts(&corpus, &told, FRESH), more, similar, trouble });
        Some(Message::Told { generation, of, corpus, told })
    }

    fn similar(&self, article: ArticleNo, stale: &dyn Fn() -> bool) -> anyhow::Result<Option<Vec<index::Similar>>> {
        let Some((text, _)) = self.article(article)? else { return Ok(Some(Vec::new())) };
        let (corpus, searcher) = (self.corpus(), self.searcher()?);
        Ok(index::similar(Some(&searcher), &corpus, article, &text, stale)?)
    }

    /// The first words of articles.
    pub(super) fn leads(&self, generation: u64, articles: &[ArticleId], stale: &dyn Fn() -> bool) -> Message {
        let corpus = self.corpus();
        let lead = |id: &ArticleId| {
            let (article, _) = self.article(corpus.find(*id)?).ok()??;
            Some((*id, lead(&article)))
        };
        Message::Leads { generation, leads: articles.iter().take_while(|_| !stale()).filter_map(lead).collect() }
    }
}

/// The first words of a story; where its title is made of those, what comes after them.
fn lead(article: &Article) -> String {
    let told = |kind| matches!(kind, ParagraphKind::Body | ParagraphKind::List);
    let mut told = article.paragraphs.iter().filter(|p| told(p.kind)).map(|p| p.text.as_str());
    let first = told.next().unwrap_or("");
    let is_title = first.starts_with(article.title.trim_end_matches('…'));
    let text = if is_title { told.next().unwrap_or(first) } else { first };
    let end = text.char_indices().nth(LEAD).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or("").to_string()
}
