//! `newsprint quotes [QUERY]`: who said what.

use std::io;

use jiff::civil::Date;
use serde::Serialize;

use super::archive::{Archive, Query, Where};
use super::output::{Output, Status, Weight, complain};
use super::records::{Record, Records, Shape};
use crate::corpus::{self, EntityNo, QuoteSet, Quoted, Side};
use crate::index::Wanted;
use crate::query::{Expr, Order, Term};

/// List quotes: who said what, and where it stands
///
/// Newest first, the same words by one speaker once. QUERY narrows the articles that are looked through, its words
/// and said: the quotes as well: each shown has one of the words and is by that speaker. --by narrows the quotes to those of one speaker, --about to those that name
/// somebody.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: Query<false>,

    /// Only what this person, organisation or country says; any spelling of the name will do
    #[arg(long, value_name = "PERSON")]
    by: Option<String>,

    /// Only quotes that name this person, organisation or country between their marks; any spelling will do
    #[arg(long, value_name = "NAME")]
    about: Option<String>,

    /// List every quote, also the same words by one speaker in another article
    #[arg(long)]
    unfold: bool,

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
    let asked = archive.understand(&args.query.text())?;
    let named = |name: &Option<String>| {
        let name = name.as_ref()?;
        let found = archive.corpus().resolve_any(name);
        if found.is_empty() {
            complain(format_args!("nobody here is called {name}"));
        }
        Some(found)
    };
    let (speakers, about) = (named(&args.by), named(&args.about));
    let only = Wanted::of(archive.corpus(), &asked);
    let by = args.by.iter().map(|name| Expr::Term(Term::Said(name.clone())));
    let expr = Expr::And(std::iter::once(asked.clone()).chain(by).collect());
    let answer = archive.select(expr, Order::default(), true)?;
    let keep = |said: &corpus::Said<'_>| {
        let by = |wanted: &Vec<EntityNo>| said.quote.speaker.is_some_and(|s| wanted.contains(&s));
        said.quote.confidence >= args.min_confidence
            && speakers.as_ref().is_none_or(by)
            && only.by(said.quote.speaker)
            && about.as_ref().is_none_or(|about| said.names(about))
    };
    // Who says it and whom it names stand in columns: only what is printed is read.
    let among = QuoteSet::Articles(answer.all.as_deref());
    let quotes: Vec<Quoted> = if args.unfold {
        let kept = archive.corpus().said_among(among).filter(|said| keep(said));
        kept.map(|said| Quoted { quote: said.quote, more: 0 }).collect()
    } else {
        archive.corpus().quoted(among, Side::All, &keep, &|| false).unwrap_or_default()
    };
    let mut output = Output::stdout();
    let mut records = Records::new(&mut output, &args.shape, args.limit);
    for of in quotes.chunk_by(|a, b| a.quote.article == b.quote.article) {
        if records.is_full() {
            break;
        }
        let Some(number) = of.first().map(|quoted| quoted.quote.article) else { continue };
        let Some((article, found)) = archive.load(number)? else { continue };
        let hits = only.hits(&article);
        for quoted in of {
            let Some(quote) = found.quotes.get(quoted.quote.index as usize) else { continue };
            if !only.says(quote, &hits) {
                continue;
            }
            let in_archive = quoted.quote.speaker.map(|s| archive.corpus().name(s));
            let in_article = quote.speaker.and_then(|s| found.speaker_name(s));
            records.push(&Said {
                speaker: in_archive.or(in_article).map(str::to_string),
                cue: quote.cue.as_deref(),
                date: article.date,
                source: article.source.as_deref(),
                title: &article.title,
                text: &quote.text,
                path: &article.path,
                id: article.id.to_string(),
                confidence: f64::from(quote.confidence) / 100.0,
                link: article.link.as_deref(),
                copies: quoted.more,
            })?;
        }
    }
    // Who is not known was told already.
    let unknown = [&speakers, &about].into_iter().flatten().any(Vec::is_empty);
    let nothing = (!unknown).then_some("no quote answers the query");
    Ok(records.finish::<Said>(nothing)?.or_lacking(archive.bad))
}

#[derive(Serialize)]
struct Said<'a> {
    speaker: Option<String>,
    cue: Option<&'a str>,
    date: Option<Date>,
    source: Option<&'a str>,
    title: &'a str,
    text: &'a str,
    path: &'a str,
    id: String,
    /// From 0 to 1.
    confidence: f64,
    link: Option<&'a str>,
    /// How many other articles have the same words by the same speaker.
    copies: u32,
}

impl Record for Said<'_> {
    const COLUMNS: &'static [&'static str] =
        &["speaker", "cue", "date", "title", "text", "path", "id", "confidence", "source", "link", "copies"];

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
            self.source.unwrap_or_default().to_string(),
            self.link.unwrap_or_default().to_string(),
            self.copies.to_string(),
        ]
    }

    fn show(&self, output: &mut Output) -> io::Result<()> {
        let speaker = self.speaker.as_deref().unwrap_or("(nobody named)");
        let date = self.date.map(|d| format!("  {d}")).unwrap_or_default();
        let source = self.source.map(|s| format!(" · {s}")).unwrap_or_default();
        let more = if self.copies > 0 { format!(" · +{}", self.copies) } else { String::new() };
        let title = format!("  {}{source}{more}", self.title);
        output.pieces([(Weight::Bold, speaker), (Weight::Dim, date.as_str()), (Weight::Dim, &title)])?;
        output.line(&format!("    “{}”", self.text))
    }
}
