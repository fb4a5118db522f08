//! Copying a quote with who said it, when and where.

use super::super::{Effect, Model};
use super::{Place, pane, state};
use crate::corpus::{ArticleNo, Quote};
use crate::query::Hit;

/// Copies the quote under the room's cursor; in the reader that at or after the place gone to last, or the first one on
/// the screen.
pub fn copy(model: &mut Model) -> Vec<Effect> {
    let text = match pane(model) {
        Some(_) => of_room(model),
        None => of_reader(model),
    };
    match text {
        Some((text, speaker)) => {
            let of = speaker.map_or(String::new(), |speaker| format!(" of {speaker}"));
            model.notice = Some(format!("quote{of} copied"));
            vec![Effect::Copy(text)]
        }
        None => {
            model.notice = Some("no quote here to copy".into());
            Vec::new()
        }
    }
}

/// The text to copy, and who said it.
fn of_room(model: &Model) -> Option<(String, Option<String>)> {
    let pane = pane(model)?;
    let quote = pane.under_cursor()?.quote;
    let place: Place = (quote.article, quote.index);
    let words = pane.words_of(place)?;
    let speaker = quote.speaker.map(|e| model.corpus.name(e));
    Some((with_source(model, &words.text, speaker, quote.article), speaker.map(str::to_string)))
}

fn of_reader(model: &Model) -> Option<(String, Option<String>)> {
    let opened = model.reader.opened.as_ref()?;
    let article = model.corpus.find(opened.id)?;
    let quotes = &opened.annotations.quotes;
    let hit = |quote: &Quote| Hit { paragraph: quote.paragraph, span: quote.span };
    let after = |from: (Option<u32>, u32)| quotes.iter().find(|q| (q.paragraph, q.span.end) > from);
    let quote = match (model.reader.at, model.reader.place()) {
        (Some(at), _) => after((at.paragraph, at.span.start)),
        (None, Some(place)) if model.reader.top > 0 => after((Some(place.paragraph), place.byte)),
        _ => quotes.iter().min_by_key(|q| hit(q)),
    }?;
    let found = quote.speaker.and_then(|s| model.corpus.speaker(article, &opened.annotations, s));
    let in_article = || quote.speaker.and_then(|s| opened.annotations.speaker_name(s));
    let speaker = found.map(|e| model.corpus.name(e)).or_else(in_article);
    Some((with_source(model, &quote.text, speaker, article), speaker.map(str::to_string)))
}

/// “Words” — Speaker, date, source: title
fn with_source(model: &Model, words: &str, speaker: Option<&str>, article: ArticleNo) -> String {
    let row = model.corpus.row(article);
    let date = row.date.map(|date| date.to_string());
    let said = [speaker.map(str::to_string), date, row.source.map(str::to_string)];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let title = if row.title.is_empty() { String::new() } else { format!(": {}", row.title) };
    format!("{} — {}{title}", state::quoted_text(words), said.join(", "))
}
