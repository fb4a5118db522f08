//! Lines that recur across the articles of one source: its menus, its appeals, its "3 min read". They are learned from
//! the archive itself, whatever the language.
//!
//! The table counts, for each source, in how many articles a line stands, and forgets what it has met once when there
//! is too much of it. [`take_out`](Recurring::take_out) moves from the story to the furniture what recurs often enough,
//! short lines anywhere and whole sentences at the edges of the story only. In doubt a line stays. An article's id is
//! that of the text before this: it does not depend on what else was read.

mod line;
mod table;

#[cfg(test)]
mod tests;

use crate::corpus::{Article, Furniture, Origin, Paragraph, ParagraphKind};
use line::{Line, Nature};
pub use table::Recurring;
use table::Source;

/// Of a source with fewer articles nothing is learned.
const LEAST: u32 = 4;
/// Of an article's words at most one in so many is taken.
const SHARE: usize = 3;

impl Recurring {
    /// Counts the lines of an article. Copies and versions of one that was counted are passed over.
    pub fn count(&mut self, article: &Article) {
        let lines = Line::all(article);
        self.count_in(&source_of(article), &article.title, &article.paragraphs, &lines);
    }

    /// Moves to the furniture what recurs in the articles of the same source.
    pub fn take_out(&self, article: &mut Article) {
        let Some(source) = self.source(&source_of(article)).filter(|s| s.articles >= LEAST) else { return };
        let lines = Line::all(article);
        let mut out = judge(source, &lines);
        if article.title_origin == Origin::Lead {
            // The title was taken from it: what is left of the article should still be about that.
            let lead = lines.iter().position(|l| l.kind == ParagraphKind::Body).unwrap_or(0);
            out.get_mut(lead).into_iter().for_each(|out| *out = false);
        }
        keep_the_most(&lines, &mut out);
        if out.contains(&true) {
            part(article, &out);
        }
    }
}

/// Under what an article's lines are counted: its source, else who published it by its address, else where it lies.
fn source_of(article: &Article) -> String {
    if let Some(source) = &article.source {
        return format!("s {}", source.to_lowercase());
    }
    let host = article.link.as_deref().and_then(|link| {
        let rest = link.split_once("://")?.1;
        let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?;
        let host = host.split(':').next()?.to_lowercase();
        let host = host.strip_prefix("www.").map(str::to_string).unwrap_or(host);
        host.contains('.').then_some(host)
    });
    if let Some(host) = host {
        return format!("h {host}");
    }
    // An article of a file of many lies in that file.
    let path = article.path.as_str();
    let file = path.rsplit_once(':').filter(|(_, n)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let place = match file {
        Some((file, _)) => file,
        None => path.rsplit_once(['/', '\\', '!']).map_or("", |(folder, _)| folder),
    };
    format!("p {place}")
}

/// Of each line whether it is to be taken out.
fn judge(source: &Source, lines: &[Line]) -> Vec<bool> {
    let recurs: Vec<bool> = lines.iter().map(|line| source.recurs(line)).collect();
    let taken = |at: usize| recurs.get(at).is_some_and(|r| *r) || lines.get(at).is_none();
    let first = (0..lines.len()).find(|at| !taken(*at)).unwrap_or(0);
    let last = (0..lines.len()).rev().find(|at| !taken(*at)).unwrap_or(0);
    let mut out: Vec<bool> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let at_an_edge = at < first || at > last;
            taken(at)
                && match line.nature {
                    Nature::Heading | Nature::Set => false,
                    Nature::Prose => at_an_edge,
                    Nature::Label => at_an_edge || source.recurs_much(line),
                    Nature::Short => true,
                }
        })
        .collect();
    // A heading goes with all that stands below it, and not by itself.
    for at in (0..lines.len()).rev() {
        if lines.get(at).is_none_or(|line| line.nature != Nature::Heading) || !taken(at) {
            continue;
        }
        let below = lines.iter().zip(&out).skip(at + 1).take_while(|(line, _)| line.nature != Nature::Heading);
        let (all, gone) = below.fold((0, 0), |(all, gone), (_, out)| (all + 1, gone + usize::from(*out)));
        if let Some(out) = out.get_mut(at) {
            *out = all > 0 && all == gone;
        }
    }
    out
}

/// Gives back what would be too much: sentences first, then the longest.
fn keep_the_most(lines: &[Line], out: &mut [bool]) {
    let most = lines.iter().map(|l| l.words).sum::<usize>() / SHARE;
    let mut order: Vec<usize> = (0..lines.len()).filter(|at| out.get(*at).is_some_and(|out| *out)).collect();
    order.sort_by_key(|at| lines.get(*at).map(|line| (line.nature == Nature::Prose, line.words)));
    let mut taken = 0;
    for at in order {
        let words = lines.get(at).map_or(0, |line| line.words);
        if taken + words > most {
            out.get_mut(at).into_iter().for_each(|out| *out = false);
        } else {
            taken += words;
        }
    }
}

/// Moves paragraphs to the furniture, each to its place among what is there.
fn part(article: &mut Article, out: &[bool]) {
    let mut before = std::mem::take(&mut article.furniture).into_iter().peekable();
    let (mut paragraphs, mut furniture): (Vec<Paragraph>, Vec<Furniture>) = (Vec::new(), Vec::new());
    for (at, paragraph) in std::mem::take(&mut article.paragraphs).into_iter().enumerate() {
        let place = u32::try_from(paragraphs.len()).unwrap_or(u32::MAX);
        while let Some(old) = before.next_if(|f| f.before as usize <= at) {
            furniture.push(Furniture { before: place, ..old });
        }
        match out.get(at) {
            Some(true) => furniture.push(Furniture { text: paragraph.text, before: place }),
            _ => paragraphs.push(paragraph),
        }
    }
    let end = u32::try_from(paragraphs.len()).unwrap_or(u32::MAX);
    furniture.extend(before.map(|old| Furniture { before: end, ..old }));
    (article.paragraphs, article.furniture) = (paragraphs, furniture);
}
