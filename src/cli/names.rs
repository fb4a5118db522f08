//! `newsprint people|countries|orgs`: who and what an archive names, most often first.

use std::io;

use jiff::civil::Date;
use serde::Serialize;

use super::archive::{Archive, Query, Where};
use super::corrections::meant;
use super::output::{Output, Status, Weight, complain};
use super::records::{Record, Records, Shape};
use crate::corpus::{Among, Associate, Corpus, EntityNo, Kind, Role};
use crate::query::{Answer, Order};
use crate::text::{fold, width};

/// How the help of all three begins stands with each command, in `super`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: Query<false>,

    /// Only names in which each of these words begins a word: --name macron
    ///
    /// QUERY chooses articles, and all whom those name are listed; this chooses among the names.
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,

    /// Only who appears together with this person, country or organisation, the most closely associated first
    ///
    /// "articles" is then in how many articles both are named, "score" how sure it is that this is no chance (the
    /// log-likelihood ratio): whoever is named everywhere comes last, and who is named less often beside NAME than
    /// elsewhere is left out. Within the articles of QUERY, if there is one.
    #[arg(long, value_name = "NAME")]
    with: Option<String>,

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

/// A name to be listed, in how many articles, and how closely it is associated where that was asked for.
struct Listed {
    entity: EntityNo,
    articles: u32,
    score: Option<f64>,
}

pub fn run(kind: Kind, args: &Args) -> anyhow::Result<Status> {
    let mut archive = Archive::open(&args.place)?;
    let expr = archive.understand(&args.query.text())?;
    let answer = archive.select(expr, Order::default(), false)?;
    let corpus = archive.corpus();
    let listed = match &args.with {
        Some(with) => match named(corpus, kind, with) {
            Ok(other) => beside(corpus, &answer, kind, other),
            Err(why) => {
                complain(why);
                return Ok(Status::Lacking);
            }
        },
        None => {
            let counts = answer.counts.iter(corpus, kind);
            counts.map(|(entity, articles)| Listed { entity, articles, score: None }).collect()
        }
    };
    let listed: Vec<Listed> = match &args.name {
        Some(text) => listed.into_iter().filter(|l| is_called(corpus, l.entity, text)).collect(),
        None => listed,
    };
    let mut output = Output::stdout();
    // Names of one width, but for the few that are longer than anyone's should be.
    let shown = listed.iter().take(args.limit.unwrap_or(usize::MAX));
    let column = shown.map(|l| width::width(corpus.name(l.entity))).max().unwrap_or(0).min(40);
    let mut records = Records::new(&mut output, &args.shape, args.limit);
    let mut push = |listed: &Listed| match (kind, listed.score) {
        (Kind::Country, None) => records.push(&country(corpus, listed, column)),
        (Kind::Country, Some(score)) => records.push(&Beside { name: country(corpus, listed, column), score }),
        (_, None) => records.push(&name(corpus, listed, column)),
        (_, Some(score)) => records.push(&Beside { name: name(corpus, listed, column), score }),
    };
    listed.iter().try_for_each(&mut push)?;
    let nothing = Some(nothing(kind, args, answer.articles.is_empty()));
    let status = match (kind, args.with.is_some()) {
        (Kind::Country, false) => records.finish::<Country>(nothing)?,
        (Kind::Country, true) => records.finish::<Beside<Country>>(nothing)?,
        (_, false) => records.finish::<Name>(nothing)?,
        (_, true) => records.finish::<Beside<Name>>(nothing)?,
    };
    Ok(status.or_lacking(archive.bad))
}

/// Whom `--with` means: one of the kind that is listed, if there is such a one, else of another.
fn named(corpus: &Corpus, kind: Kind, text: &str) -> Result<EntityNo, String> {
    let kinds = || Kind::ALL.into_iter().filter(|k| *k != kind);
    let own = meant(corpus, kind, text);
    // Another kind is meant only where this one has nobody by that name.
    if !corpus.resolve(kind, text).is_empty() {
        return own;
    }
    kinds().find(|k| !corpus.resolve(*k, text).is_empty()).map_or(own, |k| meant(corpus, k, text))
}

/// Those who appear together with `other` in what was asked for.
fn beside(corpus: &Corpus, answer: &Answer, kind: Kind, other: EntityNo) -> Vec<Listed> {
    let rows = answer.articles.folded().len() as u32;
    let among = Among { set: answer.all.as_deref(), counts: &answer.counts, rows };
    let found = corpus.associates(other, among, usize::MAX, &|| false).unwrap_or_default();
    let listed = |a: Associate| Listed { entity: a.entity, articles: a.together, score: Some(a.score) };
    found.into_iter().nth(kind as usize).unwrap_or_default().into_iter().map(listed).collect()
}

/// Why nobody is listed.
fn nothing(kind: Kind, args: &Args, no_article: bool) -> &'static str {
    match kind {
        _ if no_article => "no article answers the query",
        Kind::Person if args.name.is_some() => "nobody is called so in the articles that answer the query",
        Kind::Country if args.name.is_some() => "no country is called so in the articles that answer the query",
        Kind::Organisation if args.name.is_some() => {
            "no organisation is called so in the articles that answer the query"
        }
        Kind::Person => "nobody is to be listed of the articles that answer the query",
        Kind::Country => "no country is to be listed of the articles that answer the query",
        Kind::Organisation => "no organisation is to be listed of the articles that answer the query",
    }
}

/// Whether each word of `text` begins a word of one of its names.
fn is_called(corpus: &Corpus, entity: EntityNo, text: &str) -> bool {
    let wanted = fold(text);
    let forms = std::iter::once(corpus.name(entity)).chain(corpus.aliases(entity)).chain([corpus.code(entity)]);
    forms.map(fold).any(|form| {
        let words = || form.split(|c: char| !c.is_alphanumeric());
        let wanted = wanted.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        wanted.clone().next().is_some() && wanted.into_iter().all(|w| words().any(|word| word.starts_with(w)))
    })
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

fn name(corpus: &Corpus, listed: &Listed, column: usize) -> Name {
    let Listed { entity, articles, .. } = *listed;
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

fn country(corpus: &Corpus, listed: &Listed, column: usize) -> Country {
    let Listed { entity, articles, .. } = *listed;
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

/// The same with how closely it is associated: the list of `--with`.
#[derive(Serialize)]
struct Beside<R> {
    #[serde(flatten)]
    name: R,
    score: f64,
}

impl<R: Record + WithScore> Record for Beside<R> {
    const COLUMNS: &'static [&'static str] = R::SCORED;

    fn fields(&self) -> Vec<String> {
        let mut fields = self.name.fields();
        fields.push(format!("{:.1}", self.score));
        fields
    }

    fn show(&self, output: &mut Output) -> io::Result<()> {
        self.name.show(output)
    }
}

/// A record that may have a score.
trait WithScore {
    /// Its headings with that of the score.
    const SCORED: &'static [&'static str];
}

impl WithScore for Name {
    const SCORED: &'static [&'static str] = &["name", "articles", "aliases", "roles", "score"];
}

impl WithScore for Country {
    const SCORED: &'static [&'static str] = &["code", "name", "articles", "score"];
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
