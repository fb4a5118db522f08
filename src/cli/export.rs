//! `newsprint export QUERY --to FORMAT`: the articles that answer a query as one document.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, bail};
use clap::builder::PossibleValue;

use super::archive::{Archive, Query, Where};
use super::output::{Output, Status, complain};
use super::search::order;
use crate::export::{Format, Item, Writer};
use crate::index::Wanted;
use crate::library::Target;
use crate::query::Order;

/// Write the articles that answer a query as one document
///
/// Newest first. "" is every article. In tables, a cell that a spreadsheet would take for a formula (it begins with =,
/// +, - or @, or so does what follows a semicolon in it) has an apostrophe in front of that. Of the quotes in a table of quotes, the words of QUERY and said: choose those
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

    /// In which order: date, source, title, relevance or story; -date is the reverse
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
    let only = Wanted::of(archive.corpus(), &expr);
    let stop = Stop::on_signals()?;
    let write = |output: &mut dyn Write| -> anyhow::Result<u64> {
        let mut writer = Writer::begin(output, args.to, &title(&text))?;
        for number in answer.articles.iter().take(limit) {
            if stop.asked() {
                bail!("stopped");
            }
            let Some((article, found)) = archive.load(number)? else { continue };
            let place = Some((archive.corpus(), number));
            let of_quotes = args.to == Format::QuotesCsv;
            let quotes = of_quotes.then(|| only.quotes(archive.corpus(), number, &article, &found));
            let quotes = quotes.as_deref();
            let tags = archive.tags(number);
            let notes = archive.notes(article.id);
            writer.article(&Item { place, quotes, tags: &tags, notes: &notes, ..Item::new(&article, &found) })?;
        }
        Ok(writer.end()?)
    };
    let count = match target {
        None => written(Output::stdout(), write),
        Some(target) => target.fill(|file| {
            let mut file = BufWriter::new(file);
            let count = write(&mut file)?;
            file.flush()?;
            Ok(count)
        }),
    };
    let count = match (count, stop.status()) {
        (Err(_), Some(status)) => {
            complain("stopped; no file was written");
            return Ok(status);
        }
        (count, _) => count?,
    };
    if count == 0 {
        let what = if args.to == Format::QuotesCsv { "quote" } else { "article" };
        complain(format_args!("no {what} answers the query"));
    }
    Ok(Status::Done.or_lacking(archive.bad || count == 0))
}

/// Whether the program was asked to end: a file that is half written is put away first. The second signal does not wait.
struct Stop {
    any: Arc<AtomicBool>,
    term: Arc<AtomicBool>,
}

impl Stop {
    fn on_signals() -> anyhow::Result<Stop> {
        let (any, term) = super::index::until_stopped().context("cannot watch for signals")?;
        Ok(Stop { any, term })
    }

    fn asked(&self) -> bool {
        self.any.load(Ordering::SeqCst)
    }

    fn status(&self) -> Option<Status> {
        self.asked().then(|| Status::Signal(if self.term.load(Ordering::SeqCst) { 143 } else { 130 }))
    }
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
