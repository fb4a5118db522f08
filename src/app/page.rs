//! An article set as a page: blocks with their marks, broken into lines of a width.

use jiff::civil::Date;

use super::dates;
use super::own::{Highlight, Own};
use crate::corpus::{Annotations, Article, Kind, Origin, ParagraphKind, Position};
use crate::text::{Span, numbers::grouped, wrap::wrap};

/// What a block is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Title,
    /// Date, source, length.
    About,
    Body,
    Heading,
    Caption,
    Dateline,
    List,
    /// Taken out of the story; shown on request.
    Furniture,
    /// A note of the reader's own.
    Note,
}

/// How a part of a block is set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Quote,
    Entity(Kind),
}

/// One paragraph of the page.
#[derive(Clone, Debug)]
pub struct Block {
    pub kind: BlockKind,
    /// Which text of the article it is: `Some(None)` the title, `Some(Some(n))` a paragraph, `None` neither.
    pub place: Option<Option<u32>>,
    pub text: String,
    /// Quotes first, so that names within them are set on top.
    pub marks: Vec<(Span, Mark)>,
}

/// A line of the page: a part of a block, or an empty line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub block: usize,
    pub span: Span,
    /// The empty line above a block.
    pub gap: bool,
}

/// Another article that says the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    Article {
        path: String,
        source: Option<String>,
        date: Option<Date>,
    },
    /// So many more.
    More(usize),
}

impl Copied {
    pub fn of(article: &Article) -> Copied {
        Copied::Article { path: article.path.clone(), source: article.source.clone(), date: article.date }
    }

    /// "also in harbour desk, 18 Apr 2025: /news/a.txt"
    fn text(&self) -> String {
        match self {
            Copied::Article { path, source, date } => {
                let date = date.map(|d| dates::short(d).trim_start().to_string());
                let from: Vec<String> = source.iter().cloned().chain(date).collect();
                if from.is_empty() { format!("also in {path}") } else { format!("also in {}: {path}", from.join(", ")) }
            }
            Copied::More(n) => format!("and in {n} more: Z lists them"),
        }
    }
}

/// The page and the width that its lines were broken for.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub blocks: Vec<Block>,
    pub lines: Vec<Line>,
    pub columns: u16,
    /// What the reader keeps of the article, as it is on the page.
    pub own: Own,
    pub highlights: Vec<Highlight>,
}

impl Page {
    /// Sets an article of so many `words`, with what was taken out of it if `furniture`.
    pub fn set(
        article: &Article,
        found: &Annotations,
        words: u32,
        copies: &[Copied],
        furniture: bool,
        columns: u16,
    ) -> Page {
        let mut page = Page { blocks: blocks(article, found, words, copies, furniture), ..Page::default() };
        page.break_lines(columns);
        page
    }

    /// Breaks the lines anew for another width.
    pub fn break_lines(&mut self, columns: u16) {
        self.columns = columns;
        self.lines.clear();
        for (block, b) in self.blocks.iter().enumerate() {
            if block > 0 && b.kind != BlockKind::About {
                self.lines.push(Line { block, span: Span::default(), gap: true });
            }
            let lines = wrap(&b.text, (columns.saturating_sub(b.kind.indent())) as usize);
            self.lines.extend(lines.into_iter().map(|span| Line { block, span, gap: false }));
        }
    }

    /// Whether a text of the article is on the page: every paragraph is, the title only if it was not made up.
    pub fn shows(&self, paragraph: Option<u32>) -> bool {
        paragraph.is_some() || self.blocks.first().is_some_and(|b| b.kind == BlockKind::Title)
    }

    /// The line on which a place of the article stands.
    pub fn line_of(&self, paragraph: Option<u32>, offset: u32) -> Option<usize> {
        let here = |l: &&Line| !l.gap && self.blocks[l.block].place == Some(paragraph);
        let before = self.lines.iter().enumerate().filter(|(_, l)| here(l));
        before.take_while(|(_, l)| l.span.start <= offset).last().map(|(i, _)| i)
    }

    /// The place of the article at the start of a line, or of the first line below that belongs to a paragraph.
    pub fn place_of(&self, line: usize) -> Option<Position> {
        let placed = |l: &Line| {
            let paragraph = self.blocks[l.block].place??;
            (!l.gap).then_some(Position { paragraph, byte: l.span.start })
        };
        self.lines.get(line..)?.iter().find_map(placed)
    }
}

impl BlockKind {
    /// Columns left free on the left.
    pub fn indent(self) -> u16 {
        match self {
            BlockKind::List | BlockKind::Caption => 2,
            BlockKind::Note => 4,
            _ => 0,
        }
    }
}

fn blocks(article: &Article, found: &Annotations, words: u32, copies: &[Copied], furniture: bool) -> Vec<Block> {
    let mut marks = marks(article, found);
    let mut marks = |paragraph: Option<u32>| marks.get_mut(paragraph.map_or(0, |n| n as usize + 1)).map(std::mem::take);
    let plain = |kind, text: String| Block { kind, place: None, text, marks: Vec::new() };
    let mut blocks = Vec::new();
    // A title made from the first sentence would say it twice.
    if article.title_origin != Origin::Lead {
        let marks = marks(None).unwrap_or_default();
        blocks.push(Block { kind: BlockKind::Title, place: Some(None), text: article.title.clone(), marks });
    }
    blocks.push(plain(BlockKind::About, about(article, words)));
    blocks.extend(copies.iter().map(|copied| plain(BlockKind::About, copied.text())));
    let mut taken = article.furniture.iter().filter(|_| furniture).peekable();
    for (n, paragraph) in (0..).zip(&article.paragraphs) {
        while let Some(f) = taken.next_if(|f| f.before <= n) {
            blocks.push(plain(BlockKind::Furniture, f.text.clone()));
        }
        let kind = match paragraph.kind {
            ParagraphKind::Body => BlockKind::Body,
            ParagraphKind::Heading => BlockKind::Heading,
            ParagraphKind::Caption => BlockKind::Caption,
            ParagraphKind::Dateline => BlockKind::Dateline,
            ParagraphKind::List => BlockKind::List,
        };
        let marks = marks(Some(n)).unwrap_or_default();
        blocks.push(Block { kind, place: Some(Some(n)), text: paragraph.text.clone(), marks });
    }
    blocks.extend(taken.map(|f| plain(BlockKind::Furniture, f.text.clone())));
    if furniture && article.hidden > 0 {
        let s = if article.hidden == 1 { "" } else { "s" };
        blocks.push(plain(BlockKind::Furniture, format!("{} hidden character{s} removed", article.hidden)));
    }
    if furniture {
        blocks.extend(article.issues.iter().map(|i| plain(BlockKind::Furniture, i.message.clone())));
    }
    blocks
}

/// "18 April 2025 · world desk · 912 words · 2 lines taken out"
fn about(article: &Article, words: u32) -> String {
    let mut parts = vec![article.date.map_or("undated".to_string(), dates::long)];
    parts.extend(article.source.clone());
    parts.extend(article.byline.clone());
    parts.push(match words {
        1 => "1 word".to_string(),
        n => format!("{} words", grouped(u64::from(n))),
    });
    match article.furniture.len() {
        0 => {}
        1 => parts.push("1 line taken out".to_string()),
        n => parts.push(format!("{n} lines taken out")),
    }
    match article.hidden {
        0 => {}
        1 => parts.push("1 hidden character removed".to_string()),
        n => parts.push(format!("{n} hidden characters removed")),
    }
    parts.join(" · ")
}

/// The marks in the title and in each paragraph, in this order.
fn marks(article: &Article, found: &Annotations) -> Vec<Vec<(Span, Mark)>> {
    let mut marks = vec![Vec::new(); article.paragraphs.len() + 1];
    let mut put = |paragraph: Option<u32>, span, mark| {
        if let Some(marks) = marks.get_mut(paragraph.map_or(0, |n| n as usize + 1)) {
            marks.push((span, mark));
        }
    };
    found.quotes.iter().for_each(|q| put(q.paragraph, q.span, Mark::Quote));
    for local in found.locals() {
        let mentions = found.mentions(local.kind, local.index);
        mentions.iter().for_each(|m| put(m.paragraph, m.span, Mark::Entity(local.kind)));
    }
    marks
}
