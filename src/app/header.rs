//! What the top line says, and where: the archive, the chips, how much is left.

use std::ops::Range;

use super::{Model, dates};
use crate::text::numbers::grouped;
use crate::text::width::{fit, width};

/// A part of the top line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Archive(String),
    /// What the archive is like.
    About(String),
    /// A chip by its number among the filter's.
    Chip(usize, String),
}

/// The parts from left to right, each with the columns it takes, and what stands at the right end.
pub fn parts(model: &Model) -> (Vec<(Range<u16>, Part)>, String) {
    let right = counts(model);
    let room = (model.size.0 as usize).saturating_sub(width(&right) + 2);
    let mut parts: Vec<(Range<u16>, Part)> = Vec::new();
    let archive = fit(&model.archive, room.saturating_sub(1)).into_owned();
    let mut used = 1 + width(&archive);
    parts.push((1..used as u16, Part::Archive(archive)));
    let chips = &model.filter.chips;
    let about = about(model);
    let undated = undated(model);
    // The chips matter more than what the archive is like.
    let chips_width: usize = chips.iter().map(|c| width(&c.label) + 4).sum();
    let whole = format!("{about}{undated}");
    let about = if used + width(&whole) + 3 + chips_width <= room { whole } else { about };
    if used + width(&about) + 3 + chips_width <= room {
        let from = used + 2;
        used = from + width(&about);
        parts.push((from as u16..used as u16, Part::About(about)));
    }
    used += 2;
    for (n, chip) in chips.iter().enumerate() {
        if used + 4 >= room {
            break;
        }
        let label = fit(&chip.label, room.saturating_sub(2 + used + 1)).into_owned();
        let from = used + 1;
        // With its cross.
        used = from + width(&label) + 2;
        parts.push((from as u16..used as u16, Part::Chip(n, label)));
    }
    (parts, right)
}

/// Where the chips stand that can be seen.
pub fn chips(model: &Model) -> Vec<(Range<u16>, usize)> {
    let chip = |(columns, part)| match part {
        Part::Chip(n, _) => Some((columns, n)),
        Part::Archive(_) | Part::About(_) => None,
    };
    parts(model).0.into_iter().filter_map(chip).collect()
}

/// "61 articles · 1961 – 2025"
fn about(model: &Model) -> String {
    let articles = match model.corpus.rows() {
        1 => "1 article".to_string(),
        n => format!("{} articles", grouped(n as u64)),
    };
    let folded = model.answer.count(&model.corpus).saturating_sub(listed(model) as u32);
    let articles = match folded {
        0 => articles,
        1 => format!("{articles} · 1 copy folded"),
        n => format!("{articles} · {} copies folded", grouped(u64::from(n))),
    };
    match model.corpus.date_range() {
        Some((first, last)) => format!("{articles} · {}", dates::range(first, last)),
        None => articles,
    }
}

/// " · 2 undated": beside the years, which say nothing of them.
fn undated(model: &Model) -> String {
    let corpus = &model.corpus;
    match corpus.len().saturating_sub(corpus.dated(None, None).end) {
        0 => String::new(),
        n if n == corpus.len() => " · undated".to_string(),
        n => format!(" · {} undated", grouped(u64::from(n))),
    }
}

/// How many rows answer, with none unfolded.
fn listed(model: &Model) -> usize {
    model.answer.articles.folded().len()
}

/// "3 marked · 4 of 5"; nothing while everything is shown and nothing marked.
fn counts(model: &Model) -> String {
    let (shown, all) = (listed(model), model.corpus.rows());
    let mut parts = Vec::new();
    if !model.marked.is_empty() {
        parts.push(format!("{} marked", grouped(u64::from(model.marked.count()))));
    }
    if shown as u64 != all as u64 {
        parts.push(format!("{} of {}", grouped(shown as u64), grouped(all as u64)));
    }
    parts.join(" · ")
}
