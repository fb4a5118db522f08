//! `newsprint search QUERY`: the articles that answer a query, each with the words that show why.

use std::io;

use jiff::civil::Date;
use serde::Serialize;

use super::archive::{Archive, Query, Where};
use super::output::{Output, Status, Weight};
use super::records::{Record, Records, Shape};
use crate::corpus::{ArticleNo, Corpus, Kind};
use crate::index;
use crate::query::{Answer, By, Order, Snippet};

/// Find articles by what is in them
///
/// Prints date, title, source and file of each article found, and the words that show why it was, best first. The
/// archive is brought up to date before it is asked. person:zelensky finds every spelling of the man.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub query: Query<true>,

    #[command(flatten)]
    place: Where,

    #[command(flatten)]
    shape: Shape,

    /// At most so many articles
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// In which order: relevance, date, source, title or story; -date is the reverse
    #[arg(long, value_name = "ORDER", default_value = "relevance", allow_hyphen_values = true, value_parser = order)]
    sort: Order,

    /// List every article: else, of those that say the same or nearly, the first stands for all
    #[arg(long)]
    unfold: bool,
}

/// `--sort`, by its name.
pub fn order(text: &str) -> Result<Order, String> {
    let by = match text.trim_start_matches('-') {
        "date" => By::Date,
        "source" => By::Source,
        "title" => By::Title,
        "story" => By::Story,
        "relevance" => By::Relevance,
        _ => return Err("sort by relevance, date, source, title or story; with - before it the reverse".into()),
    };
    Ok(Order { by, reverse: text.starts_with('-') })
}

pub fn run(args: &Args) -> anyhow::Result<Status> {
    let mut archive = Archive::open(&args.place)?;
    let expr = archive.understand(&args.query.text())?;
    let answer = archive.select(expr.clone(), args.sort, args.unfold)?;
    let mut output = Output::stdout();
    let width = output.columns().saturating_sub(INDENT.len());
    let mut records = Records::new(&mut output, &args.shape, args.limit);
    for number in answer.articles.iter() {
        if records.is_full() {
            break;
        }
        let Some((article, _)) = archive.load(number)? else { continue };
        let snippet = index::snippet(&article, &expr, width);
        let copies = if args.unfold { Vec::new() } else { copies(&archive, &answer, number)? };
        let corpus = archive.corpus();
        records.push(&Found {
            path: article.path,
            id: article.id.to_string(),
            title: article.title,
            date: article.date,
            source: article.source,
            snippet: snippet.text.clone(),
            people: names(corpus, number, Kind::Person),
            countries: names(corpus, number, Kind::Country),
            copies,
            shown: snippet,
        })?;
    }
    Ok(records.finish::<Found>(Some("no article answers the query"))?.or_lacking(archive.bad))
}

/// What says the same as an article that is listed, and was asked for as well.
fn copies(archive: &Archive, answer: &Answer, article: ArticleNo) -> anyhow::Result<Vec<Copied>> {
    let mut copies = Vec::new();
    for number in answer.copies(archive.corpus(), article) {
        let Some((article, _)) = archive.load(number)? else { continue };
        copies.push(Copied { path: article.path, source: article.source, date: article.date });
    }
    Ok(copies)
}

/// The entities of an article by the names they have in the whole archive.
fn names(corpus: &Corpus, article: ArticleNo, kind: Kind) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for entity in corpus.locals(article).filter(|e| corpus.kind(*e) == kind) {
        let name = corpus.name(entity);
        if !names.iter().any(|n| n == name) {
            names.push(name.to_string());
        }
    }
    names
}

/// Where what belongs to a title begins.
const INDENT: &str = "            ";

#[derive(Serialize)]
struct Found {
    path: String,
    id: String,
    title: String,
    date: Option<Date>,
    source: Option<String>,
    snippet: String,
    people: Vec<String>,
    countries: Vec<String>,
    copies: Vec<Copied>,
    #[serde(skip)]
    shown: Snippet,
}

/// An article that is folded into another.
#[derive(Serialize)]
struct Copied {
    path: String,
    source: Option<String>,
    date: Option<Date>,
}

impl Record for Found {
    const COLUMNS: &'static [&'static str] =
        &["path", "id", "title", "date", "source", "snippet", "people", "countries", "copies"];

    fn fields(&self) -> Vec<String> {
        vec![
            self.path.clone(),
            self.id.clone(),
            self.title.clone(),
            self.date.map(|d| d.to_string()).unwrap_or_default(),
            self.source.clone().unwrap_or_default(),
            self.snippet.clone(),
            self.people.join("; "),
            self.countries.join("; "),
            self.copies.iter().map(|c| c.path.as_str()).collect::<Vec<_>>().join("; "),
        ]
    }

    fn show(&self, output: &mut Output) -> io::Result<()> {
        let date = self.date.map_or_else(|| "no date   ".to_string(), |d| d.to_string());
        output.pieces([(Weight::Dim, date.as_str()), (Weight::Plain, "  "), (Weight::Bold, &self.title)])?;
        let more = match self.copies.len() {
            0 => String::new(),
            1 => " · 1 copy".to_string(),
            n => format!(" · {n} copies"),
        };
        let from = self.source.iter().map(|s| format!("{s} · ")).chain([self.path.clone(), more]).collect::<String>();
        output.pieces([(Weight::Plain, INDENT), (Weight::Dim, &from)])?;
        if self.shown.text.is_empty() {
            return Ok(());
        }
        let mut pieces = vec![(Weight::Plain, INDENT)];
        let mut at = 0;
        for hit in &self.shown.hits {
            let (start, end) = (hit.start as usize, hit.end as usize);
            pieces.push((Weight::Plain, self.shown.text.get(at..start).unwrap_or_default()));
            pieces.push((Weight::Bold, hit.of(&self.shown.text)));
            at = end.max(at);
        }
        pieces.push((Weight::Plain, self.shown.text.get(at..).unwrap_or_default()));
        output.pieces(pieces)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_a_name_with_or_without_a_minus() {
        assert_eq!(order("date"), Ok(Order { by: By::Date, reverse: false }));
        assert_eq!(order("-title"), Ok(Order { by: By::Title, reverse: true }));
        assert!(order("size").is_err());
    }
}
