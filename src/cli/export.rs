//! `newsprint export QUERY --to FORMAT`: the articles that answer a query as one document.

use std::collections::HashSet;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::builder::PossibleValue;

use super::archive::{Archive, Query, Where};
use super::output::{Output, Status, complain};
use super::search::order;
use crate::corpus::{Annotations, Article, ArticleNo, EntityNo, Quote};
use crate::export::{Format, Item, Writer};
use crate::index;
use crate::library::Target;
use crate::query::{Expr, Hit, Order};

/// Write the articles that answer a query as one document
///
/// Newest first. "" is every article. In tables, a cell that a spreadsheet would take for a formula (it begins with =,
/// +, - or @) has an apostrophe in front. Of the quotes in a table of quotes, the words of QUERY and said: choose those
/// that have one of the words, and those of that speaker, as in "newsprint quotes".
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: Query<true>,

    /// What to write
    #[arg(long, value_name = "FORMAT", value_enum)]
    to: Format,

    #[command(flatten)]
    place: Where,

    /// Write to this file and not to standard output; it is replaced when all is written
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,

    /// At most so many articles
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// In which order: date, source, title or relevance; -date is the reverse
    #[arg(long, value_name = "ORDER", default_value = "date", allow_hyphen_values = true, value_parser = order)]
    sort: Order,

    /// Write every article, also those that say the same as another, or nearly
    #[arg(long)]
    unfold: bool,
}

impl clap::ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Format] {
        &Format::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}

pub fn run(args: &Args) -> anyhow::Result<Status> {
    let target = match &args.output {
        Some(path) if path.as_os_str() != "-" => Some(Target::new(path, &args.place.paths)?),
        _ => None,
    };
    let mut archive = Archive::open(&args.place)?;
    let text = args.query.text();
    let expr = archive.understand(&text)?;
    let answer = archive.select(expr.clone(), args.sort, args.unfold)?;
    let limit = args.limit.unwrap_or(usize::MAX);
    let only = Wanted::of(&archive, &expr);
    let write = |output: &mut dyn Write| -> anyhow::Result<u64> {
        let mut writer = Writer::begin(output, args.to, &title(&text))?;
        for number in answer.articles.iter().take(limit) {
            let Some((article, found)) = archive.load(number)? else { continue };
            let place = Some((archive.corpus(), number));
            let quotes =
                (args.to == Format::QuotesCsv).then(|| wanted(&archive, &only, number, &article, &found, &expr));
            let quotes = quotes.as_deref();
            let tags = archive.tags(number);
            let notes = archive.notes(article.id);
            writer.article(&Item { place, quotes, tags: &tags, notes: &notes, ..Item::new(&article, &found) })?;
        }
        Ok(writer.end()?)
    };
    let count = match target {
        None => written(Output::stdout(), write)?,
        Some(target) => target.fill(|file| {
            let mut file = BufWriter::new(file);
            let count = write(&mut file)?;
            file.flush()?;
            Ok(count)
        })?,
    };
    if count == 0 {
        let what = if args.to == Format::QuotesCsv { "quote" } else { "article" };
        complain(format_args!("no {what} answers the query"));
    }
    Ok(Status::Done.or_lacking(archive.bad || count == 0))
}

/// Whose quotes a query asks for with `said:`; `None` is anybody's.
struct Wanted {
    speakers: Option<HashSet<EntityNo>>,
}

impl Wanted {
    fn of(archive: &Archive, expr: &Expr) -> Wanted {
        let names = expr.speakers();
        let resolved = names.iter().flat_map(|name| archive.corpus().resolve_any(name)).collect();
        Wanted { speakers: (!names.is_empty()).then_some(resolved) }
    }
}

/// Which quotes of an article answer a query, by their place in `found`: those that have one of its words, where it
/// has words, and are said by whom it asks for.
fn wanted(
    archive: &Archive,
    only: &Wanted,
    number: ArticleNo,
    article: &Article,
    found: &Annotations,
    expr: &Expr,
) -> Vec<usize> {
    let words = if expr.asks_text() { index::hits(article, expr) } else { Vec::new() };
    let answers = |quote: &Quote| {
        let about = |h: &Hit| h.paragraph == quote.paragraph && quote.span.contains(h.span);
        if expr.asks_text() && !words.iter().any(about) {
            return false;
        }
        let speaker = quote.speaker.and_then(|s| archive.corpus().speaker(number, found, s));
        only.speakers.as_ref().is_none_or(|wanted| speaker.is_some_and(|s| wanted.contains(&s)))
    };
    found.quotes.iter().enumerate().filter(|(_, quote)| answers(quote)).map(|(at, _)| at).collect()
}

fn written(mut output: Output, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<u64>) -> anyhow::Result<u64> {
    let count = write(output.document())?;
    output.flush()?;
    Ok(count)
}

/// What a page of the articles that answer `query` is called.
fn title(query: &str) -> String {
    match query.trim() {
        "" => "Articles".into(),
        query => format!("Articles: {query}"),
    }
}
