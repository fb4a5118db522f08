//! Going to a date in the list.

use jiff::civil::Date;

use super::bar::Bar;
use super::update::{choose, settle};
use super::{Effect, Model, history};
use crate::corpus::search::partition;
use crate::query::{By, Order, Syntax, dates};
use crate::text::Span;

/// Takes the date that was typed. What is no date stays in the line, to be mended.
pub(super) fn go(model: &mut Model, bar: Bar) -> Vec<Effect> {
    let text = bar.line.text().trim();
    let notice = match (dates::period(text), model.order()) {
        _ if text.is_empty() => None,
        (None, _) => {
            let message = "not a date: write 2025, 2025-04 or 2025-04-17".to_string();
            let issues = vec![Syntax { message, span: Span::new(0, bar.line.text().len()) }];
            model.bar = Some(Bar { issues, ..bar });
            return Vec::new();
        }
        (Some(_), order) if order.by != By::Date => Some(format!("the list is in another order: {} puts it by date", model.key(super::Action::SortDate))),
        (Some(period), order) => {
            let row = row(model, period, order);
            history::leave(model);
            model.list.go(row, model.answer.articles.len());
            // What comes at that date and after is what is wanted to be seen.
            model.list.top = row;
            choose(model);
            None
        }
    };
    model.notice = notice;
    settle(model)
}

/// The first row at or behind the period, in the list's order: newest first that is its last day, oldest first its
/// first. Undated articles come after all others, and are never meant.
fn row(model: &Model, (first, last): (Date, Date), order: Order) -> usize {
    // Rows below others are not in the list's order.
    let list = model.answer.articles.folded();
    let date = |row: usize| list.get(row).and_then(|article| model.corpus.date(article));
    let before = |row: usize| match (date(row), order.reverse) {
        (Some(date), false) => date > last,
        (Some(date), true) => date < first,
        (None, _) => false,
    };
    let dated = partition(list.len(), |row| date(row).is_some());
    let row = partition(dated, before).min(dated.saturating_sub(1));
    list.get(row).and_then(|article| model.answer.articles.position(article)).unwrap_or(row)
}
