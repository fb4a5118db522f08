//! The reader's own on the page of an article: its tags below the title, notes below what they are about, highlights
//! in their place.

use super::page::{Block, BlockKind, Line, Page};
use super::{Model, act};
use crate::corpus::{Article, ArticleId, Corpus, Marks, Note, find_passage};
use crate::query::Hit;
use crate::text::wrap::wrap;

/// What the reader keeps of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    pub tags: Vec<String>,
    pub notes: Vec<(u64, Note)>,
}

impl Own {
    pub fn of(corpus: &Corpus, marks: &Marks, article: ArticleId) -> Own {
        let tags = corpus.find(article).map(|n| marks.tags_of(n).map(str::to_string).collect());
        Own { tags: tags.unwrap_or_default(), notes: marks.notes.of(article).to_vec() }
    }
}

/// A highlight, and the number of its note.
pub type Highlight = (Hit, u64);

impl Page {
    /// Puts on the page what the reader keeps of the article; nothing of that is on it yet.
    pub fn annotate(&mut self, article: &Article, own: Own) {
        let top = self.blocks.iter().rposition(|b| b.kind == BlockKind::About).map_or(0, |at| at + 1);
        let block = |text: String| Block { kind: BlockKind::Note, place: None, text, marks: Vec::new() };
        let mut new: Vec<(usize, Block)> = Vec::new();
        if !own.tags.is_empty() {
            let text = own.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ");
            new.push((top, Block { kind: BlockKind::About, ..block(text) }));
        }
        for (number, note) in &own.notes {
            let found = note.passage.as_ref().map(|passage| find_passage(article, passage));
            if let Some(Some((paragraph, span))) = found {
                self.highlights.push((Hit { paragraph, span }, *number));
            }
            match found {
                // Words that are no longer there stand with the note.
                Some(None) => {
                    let words = note.passage.as_ref().map_or("", |p| &p.words);
                    new.push((top, block(format!("“{words}” {}", note.text).trim_end().to_string())));
                }
                _ if note.text.is_empty() => {}
                Some(Some((paragraph, _))) => {
                    let below = self.blocks.iter().position(|b| b.place == Some(paragraph));
                    new.push((below.map_or(top, |at| at + 1).max(top), block(note.text.clone())));
                }
                None => new.push((top, block(note.text.clone()))),
            }
        }
        new.sort_by_key(|(at, _)| *at);
        self.insert(new);
        self.own = own;
    }

    /// Puts blocks before those at these places, which rise.
    fn insert(&mut self, new: Vec<(usize, Block)>) {
        if new.is_empty() {
            return;
        }
        let columns = self.columns;
        let mut lines = std::mem::take(&mut self.lines).into_iter().peekable();
        let mut new = new.into_iter().peekable();
        let (mut blocks, mut set): (Vec<Block>, Vec<Line>) = (Vec::new(), Vec::new());
        let put = |blocks: &mut Vec<Block>, set: &mut Vec<Line>, block: Block| {
            let spans = wrap(&block.text, columns.saturating_sub(block.kind.indent()) as usize);
            set.extend(spans.into_iter().map(|span| Line { block: blocks.len(), span, gap: false }));
            blocks.push(block);
        };
        for (at, block) in std::mem::take(&mut self.blocks).into_iter().enumerate() {
            while let Some((_, block)) = new.next_if(|(before, _)| *before <= at) {
                put(&mut blocks, &mut set, block);
            }
            while let Some(line) = lines.next_if(|line| line.block == at) {
                set.push(Line { block: blocks.len(), ..line });
            }
            blocks.push(block);
        }
        new.for_each(|(_, block)| put(&mut blocks, &mut set, block));
        (self.blocks, self.lines) = (blocks, set);
    }
}

/// After anything that may have changed marks or the open article: the page shows what is kept of it now.
pub(super) fn follow(model: &mut Model) {
    let Some(opened) = &model.reader.opened else { return };
    let own = Own::of(&model.corpus, &model.marks, opened.id);
    if own == model.reader.page.own {
        return;
    }
    model.reader.annotate(own);
}

/// Goes to the passage of a note in the open article.
pub(super) fn show(model: &mut Model, number: u64) {
    let found = model.reader.page.highlights.iter().find(|(_, n)| *n == number);
    if let Some((hit, _)) = found.copied() {
        model.reader.at = Some(hit);
        model.reader.reveal(hit, act::reader_height(model));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Annotations, Origin, Paragraph, ParagraphKind, Passage};
    use crate::text::Span;

    fn article() -> Article {
        let paragraph = |text: &str| Paragraph::new(ParagraphKind::Body, text);
        Article {
            id: ArticleId::default(),
            path: String::new(),
            title: "Ferries stay".into(),
            title_origin: Origin::File,
            date: None,
            date_origin: None,
            date_confidence: None,
            source: None,
            source_origin: None,
            byline: None,
            language: None,
            link: None,
            links: Vec::new(),
            tags: Vec::new(),
            paragraphs: vec![paragraph("One boat a day will cross."), paragraph("Talks go on.")],
            furniture: Vec::new(),
            hidden: 0,
            issues: Vec::new(),
        }
    }

    fn note(text: &str, passage: Option<(u32, &str)>) -> (u64, Note) {
        let article = article();
        let passage = passage.map(|(paragraph, words)| {
            let at = article.text(Some(paragraph)).find(words).unwrap_or(0);
            Passage { paragraph: Some(paragraph), span: Span::new(at, at + words.len()), words: words.into() }
        });
        (text.len() as u64, Note { text: text.into(), passage, at: 0 })
    }

    #[test]
    fn notes_stand_below_what_they_are_about() {
        let article = article();
        let mut page = Page::set(&article, &Annotations::default(), 9, &[], false, 14);
        let before = page.lines.len();
        let own = Own {
            tags: vec!["sea".into(), "winter".into()],
            notes: vec![
                note("Who says so? Ask the company.", Some((0, "One boat"))),
                note("all of it", None),
                note("", Some((1, "Talks"))),
                note("lost", Some((1, "no such words here"))),
            ],
        };
        page.annotate(&article, own);
        let shown: Vec<&str> = page.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(
            shown,
            [
                "Ferries stay",
                "undated · 9 words",
                "#sea #winter",
                "all of it",
                "“no such words here” lost",
                "One boat a day will cross.",
                "Who says so? Ask the company.",
                "Talks go on.",
            ]
        );
        let places: Vec<&str> = page.highlights.iter().map(|(h, _)| h.span.of(article.text(h.paragraph))).collect();
        assert_eq!(places, ["One boat", "Talks"]);
        // Every line is one of its block, and blocks follow one another.
        assert!(page.lines.len() > before);
        assert!(page.lines.windows(2).all(|w| w[0].block <= w[1].block));
        assert!(page.lines.iter().all(|l| l.gap || !l.span.of(&page.blocks[l.block].text).is_empty()));
    }
}
