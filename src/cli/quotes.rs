//! `newsprint quotes [QUERY]`: who said what.

use std::collections::HashSet;
use std::io;

use jiff::civil::Date;
use serde::Serialize;

use super::archive::{Archive, Query, Where};
use super::output::{Output, Status, Weight, complain};
use super::records::{Record, Records, Shape};
use crate::index;
use crate::query::{Expr, Hit, Order, Term};

/// List quotes: who said what, and where it stands
///
/// Newest first. QUERY narrows the articles that are looked through, and its words the quotes: each shown has one of
/// them. --by narrows the quotes to those of one speaker.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: Query<false>,

    /// Only what this person, organisation or country says; any spelling of the name will do
    #[arg(long, value_name = "PERSON")]
    by: Option<String>,

    /// Only quotes at least so sure, in percent: 90 is a name beside a verb of saying, 70 is told by a sentence beside,
    /// 50 is nothing but a sentence between marks
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=100))]
    min_confidence: u8,

    #[command(flatten)]
    place: Where,

    #[command(flatten)]
    shape: Shape,

    /// At most so many quotes
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub fn run(args: &Args) -> anyhow::Result<Status> {
    let mut archive = Archive::open(&args.place)?;
    let mut expr = archive.understand(&args.query.text())?;
    let speakers = args.by.as_ref().map(|name| archive.corpus().resolve_any(name).into_iter().collect::<HashSet<_>>());
    if let (Some(name), Some(speakers)) = (&args.by, &speakers) {
        if speakers.is_empty() {
            complain(format_args!("nobody here is called {name}"));
        }
        expr = Expr::And(vec![expr, Expr::Term(Term::Said(name.clone()))]);
    }
    let answer = archive.select(expr.clone(), Order::default(), false)?;
    let mut output = Output::stdout();
    let mut records = Records::new(&mut output, &args.shape, args.limit);
    for number in answer.articles.iter() {
        if records.is_full() {
            break;
        }
        let Some((article, found)) = archive.load(number)? else { continue };
        let words = if expr.has_words() { index::hits(&article, &expr) } else { Vec::new() };
        for quote in &found.quotes {
            if quote.confidence < args.min_confidence {
                continue;
            }
            let about = |h: &Hit| h.paragraph == quote.paragraph && quote.span.contains(h.span);
            if expr.has_words() && !words.iter().any(about) {
                continue;
            }
            let speaker = quote.speaker.and_then(|s| archive.corpus().speaker(number, &found, s));
            if speakers.as_ref().is_some_and(|wanted| !speaker.is_some_and(|s| wanted.contains(&s))) {
                continue;
            }
            let in_archive = speaker.map(|s| archive.corpus().name(s));
            let in_article = quote.speaker.and_then(|s| found.speaker_name(s));
            records.push(&Said {
                speaker: in_archive.or(in_article).map(str::to_string),
                cue: quote.cue.as_deref(),
                date: article.date,
                title: &article.title,
                text: &quote.text,
                path: &article.path,
                id: article.id.to_string(),
                confidence: f64::from(quote.confidence) / 100.0,
            })?;
        }
    }
    Ok(records.finish::<Said>()?.or_lacking(archive.bad))
}

#[derive(Serialize)]
struct Said<'a> {
    speaker: Option<String>,
    cue: Option<&'a str>,
    date: Option<Date>,
    title: &'a str,
    text: &'a str,
    path: &'a str,
    id: String,
    /// From 0 to 1.
    confidence: f64,
}

impl Record for Said<'_> {
    const COLUMNS: &'static [&'static str] = &["speaker", "cue", "date", "title", "text", "path", "id", "confidence"];

    fn fields(&self) -> Vec<String> {
        vec![
            self.speaker.clone().unwrap_or_default(),
            self.cue.unwrap_or_default().to_string(),
            self.date.map(|d| d.to_string()).unwrap_or_default(),
            self.title.to_string(),
            self.text.to_string(),
            self.path.to_string(),
            self.id.clone(),
            format!("{:.2}", self.confidence),
        ]
    }

    fn show(&self, output: &mut Output) -> io::Result<()> {
        let speaker = self.speaker.as_deref().unwrap_or("(nobody named)");
        let date = self.date.map(|d| format!("  {d}")).unwrap_or_default();
        let title = format!("  {}", self.title);
        output.pieces([(Weight::Bold, speaker), (Weight::Dim, date.as_str()), (Weight::Dim, &title)])?;
        output.line(&format!("    “{}”", self.text))
    }
}
