//! How the list shows stories where it is sorted by them: a quiet line down the articles of one, and beside the first how
//! many they are.

use crate::app::Model;
use crate::corpus::{ArticleNo, StoryNo};
use crate::query::By;
use crate::text::numbers::grouped;

/// Of a larger story only so many articles are gone through for a row.
const MOST: usize = 1000;

/// What stands before the title of a row, and what behind it where `fits` says that there is room: in words, in fewer,
/// as a number.
pub fn of(model: &Model, at: usize, article: ArticleNo, fits: impl Fn(&str) -> bool) -> (&'static str, String) {
    if model.order().by != By::Story {
        return ("", String::new());
    }
    let none = || ("", String::new());
    let Some(story) = model.corpus.story(article) else { return none() };
    let neighbour = |at: Option<usize>| at.and_then(|at| model.answer.articles.get(at));
    let same = |at: Option<usize>| neighbour(at).is_some_and(|n| model.corpus.story(n) == Some(story));
    match (same(at.checked_sub(1)), same(at.checked_add(1))) {
        (false, false) => none(),
        (false, true) => ("┌ ", about(model, story).into_iter().find(|text| fits(text)).unwrap_or_default()),
        (true, true) => ("│ ", String::new()),
        (true, false) => ("└ ", String::new()),
    }
}

/// " · 4 articles, 3 sources": of those that are listed.
fn about(model: &Model, story: StoryNo) -> [String; 3] {
    let corpus = &model.corpus;
    let mut sources = Vec::new();
    let mut count = 0u64;
    for article in corpus.story_numbers(story).take(MOST).filter(|n| model.answer.articles.contains(*n)) {
        count += 1;
        sources.push(corpus.source_no(article));
    }
    sources.sort_unstable();
    sources.dedup();
    sources.retain(|source| *source != u32::MAX);
    let more = if corpus.story_numbers(story).len() > MOST { "+" } else { "" };
    let from = match sources.len() {
        0 => String::new(),
        1 => ", 1 source".to_string(),
        n => format!(", {} sources", grouped(n as u64)),
    };
    let count = format!("{}{more}", grouped(count));
    [format!(" · {count} articles{from}"), format!(" · {count} articles"), format!(" · {count}")]
}
