//! `newsprint people|countries|orgs`: who and what an archive names, most often first.

use std::io;

use jiff::civil::Date;
use serde::Serialize;

use super::archive::{Archive, Query, Where};
use super::output::{Output, Status, Weight};
use super::records::{Record, Records, Shape};
use crate::corpus::{Corpus, EntityNo, Kind, Role};
use crate::query::Order;
use crate::text::width;

/// How the help of all three begins stands with each command, in `super`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: Query<false>,

    #[command(flatten)]
    place: Where,

    #[command(flatten)]
    shape: Shape,

    /// At most so many names
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl Args {
    pub fn place(&self) -> &Where {
        &self.place
    }
}

pub fn run(kind: Kind, args: &Args) -> anyhow::Result<Status> {
    let mut archive = Archive::open(&args.place)?;
    let expr = archive.understand(&args.query.text())?;
    let answer = archive.select(expr, Order::default(), false)?;
    let corpus = archive.corpus();
    let counts = || answer.counts.iter(corpus, kind);
    let mut output = Output::stdout();
    // Names of one width, but for the few that are longer than anyone's should be.
    let shown = counts().take(args.limit.unwrap_or(usize::MAX));
    let column = shown.map(|(e, _)| width::width(corpus.name(e))).max().unwrap_or(0).min(40);
    let mut records = Records::new(&mut output, &args.shape, args.limit);
    let status = if kind == Kind::Country {
        for (entity, articles) in counts() {
            records.push(&country(corpus, entity, articles, column))?;
        }
        records.finish::<Country>()?
    } else {
        for (entity, articles) in counts() {
            records.push(&name(corpus, entity, articles, column))?;
        }
        records.finish::<Name>()?
    };
    Ok(status.or_lacking(archive.bad))
}

/// A person or an organisation.
#[derive(Serialize)]
struct Name {
    name: String,
    articles: u32,
    aliases: Vec<String>,
    roles: Vec<String>,
    /// The same with how often and when.
    dated_roles: Vec<DatedRole>,
    #[serde(skip)]
    column: usize,
}

/// In how many articles someone is called so; of those with a date, the first and the last.
#[derive(Serialize)]
struct DatedRole {
    role: String,
    articles: u32,
    first: Option<Date>,
    last: Option<Date>,
}

fn name(corpus: &Corpus, entity: EntityNo, articles: u32, column: usize) -> Name {
    let strings = |list: &mut dyn Iterator<Item = &str>| list.map(str::to_string).collect();
    Name {
        name: corpus.name(entity).to_string(),
        articles,
        aliases: strings(&mut corpus.aliases(entity)),
        roles: strings(&mut corpus.roles(entity)),
        dated_roles: corpus.dated_roles(entity).map(dated).collect(),
        column,
    }
}

fn dated(role: Role<&str>) -> DatedRole {
    let (first, last) = role.dates.unzip();
    DatedRole { role: role.text.to_string(), articles: role.count, first, last }
}

impl Record for Name {
    const COLUMNS: &'static [&'static str] = &["name", "articles", "aliases", "roles"];

    fn fields(&self) -> Vec<String> {
        vec![self.name.clone(), self.articles.to_string(), self.aliases.join("; "), self.roles.join("; ")]
    }

    /// `    4  Emmanuel Macron   French President · Macron`: the first role says who it is, the rest are other names.
    fn show(&self, output: &mut Output) -> io::Result<()> {
        let notes: Vec<&str> = self.roles.iter().take(1).chain(&self.aliases).map(String::as_str).collect();
        row(output, self.articles, &self.name, self.column, &notes.join(" · "))
    }
}

#[derive(Serialize)]
struct Country {
    code: String,
    name: String,
    articles: u32,
    #[serde(skip)]
    column: usize,
}

fn country(corpus: &Corpus, entity: EntityNo, articles: u32, column: usize) -> Country {
    Country { code: corpus.code(entity).to_string(), name: corpus.name(entity).to_string(), articles, column }
}

impl Record for Country {
    const COLUMNS: &'static [&'static str] = &["code", "name", "articles"];

    fn fields(&self) -> Vec<String> {
        vec![self.code.clone(), self.name.clone(), self.articles.to_string()]
    }

    fn show(&self, output: &mut Output) -> io::Result<()> {
        row(output, self.articles, &self.name, self.column, &self.code)
    }
}

fn row(output: &mut Output, articles: u32, name: &str, column: usize, notes: &str) -> io::Result<()> {
    let count = format!("{articles:>7}  ");
    if notes.is_empty() {
        return output.pieces([(Weight::Plain, count.as_str()), (Weight::Plain, name)]);
    }
    let name = width::pad_right(name, column);
    // Notes may be many: on a terminal a row stays one line.
    let room = output.columns().saturating_sub(width::width(&count) + width::width(&name) + 2);
    let notes = if output.is_terminal() { width::fit(notes, room) } else { notes.into() };
    output.pieces([
        (Weight::Plain, count.as_str()),
        (Weight::Plain, &name),
        (Weight::Plain, "  "),
        (Weight::Dim, &notes),
    ])
}
