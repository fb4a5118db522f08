//! Page furniture out; title, date and source found. Pure: a draft in, an article out.
//!
//! The order matters: lines that are furniture by themselves go before the title is looked for, captions are known
//! before sections are judged, and headings after all that. Nothing is thrown away: every word of a draft is in the
//! title, the paragraphs or the furniture of its article.

mod block;
mod caption;
mod date;
mod dateline;
mod day;
mod furniture;
mod header;
mod heading;
pub mod identity;
mod language;
mod line;
pub mod recurring;
mod source;
mod table;

#[cfg(test)]
mod tests;

use crate::corpus::{Article, ArticleId, Draft, Furniture, Origin, Paragraph, ParagraphKind};
use block::Block;
use dateline::Dateline;
use header::Header;

/// Judges a draft's blocks and makes the article of them.
pub fn clean(draft: Draft) -> Article {
    let mut blocks = Block::all(draft.blocks);
    furniture::lines(&mut blocks);
    let given = draft.title.filter(|t| !t.trim().is_empty());
    let header = header::take(&mut blocks, given.as_deref());
    caption::mark(&mut blocks);
    furniture::sections(&mut blocks);
    let dateline = dateline::take(&mut blocks);
    if draft.plain {
        heading::mark(&mut blocks);
    }
    let day = day::find(draft.date.as_deref(), &header, &dateline, &draft.path, &blocks);
    let (date, date_origin) = (day.map(|d| d.date), day.map(|d| d.origin));
    let (source, source_origin) = published_by(draft.source, &header, dateline, &blocks).unzip();
    let language = language::of(draft.language.as_deref().or(header.language.as_deref()), &blocks);
    let (paragraphs, furniture) = parted(blocks);
    let (title, title_origin) = titled(given, &header, &paragraphs, &draft.path);
    let mut article = Article {
        id: ArticleId::default(),
        path: draft.path,
        title,
        title_origin,
        date,
        date_origin,
        date_confidence: day.map(|d| d.confidence),
        source,
        source_origin,
        byline: draft.byline.or(header.byline),
        language,
        link: draft.link.or(header.link),
        links: draft.links,
        tags: if draft.tags.is_empty() { header.tags } else { draft.tags },
        paragraphs,
        furniture,
        hidden: draft.hidden,
        issues: draft.issues,
    };
    article.id = identity::of(&article);
    article
}

fn titled(given: Option<String>, header: &Header, paragraphs: &[Paragraph], path: &str) -> (String, Origin) {
    if let Some(title) = given.filter(|title| !title.trim().is_empty()) {
        return (title, Origin::Markup);
    }
    if let Some(title) = header.title.clone().filter(|title| !title.trim().is_empty()) {
        return (title, if header.title_is_marked { Origin::Markup } else { Origin::File });
    }
    let lead = paragraphs.iter().find(|p| p.kind == ParagraphKind::Body).or(paragraphs.first());
    match lead {
        Some(lead) => (header::title_from_lead(&lead.text), Origin::Lead),
        None => (name_of(path), Origin::Name),
    }
}

/// The file's name without its folder and extension.
fn name_of(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim();
    let named = [stem, path].into_iter().find(|text| !text.trim().is_empty());
    named.unwrap_or("untitled").to_string()
}

fn published_by(
    given: Option<String>,
    header: &Header,
    dateline: Dateline,
    blocks: &[Block],
) -> Option<(String, Origin)> {
    let markup = given.filter(|s| !s.trim().is_empty()).map(|s| (s, Origin::Markup));
    let file = || header.source.clone().map(|s| (s, Origin::File));
    let line = || dateline.agency.map(|s| (s, Origin::Dateline));
    let furniture =
        || blocks.iter().filter(|b| b.out).find_map(|b| source::named_in(&b.text)).map(|s| (s, Origin::Furniture));
    markup.or_else(file).or_else(line).or_else(furniture)
}

/// The story, and what stood beside it with its place in the story.
fn parted(blocks: Vec<Block>) -> (Vec<Paragraph>, Vec<Furniture>) {
    let (mut paragraphs, mut furniture) = (Vec::new(), Vec::new());
    for block in blocks {
        if block.out {
            let before = u32::try_from(paragraphs.len()).unwrap_or(u32::MAX);
            furniture.push(Furniture { text: block.text, before });
        } else {
            paragraphs.push(Paragraph { kind: block.kind, text: block.text });
        }
    }
    (paragraphs, furniture)
}
