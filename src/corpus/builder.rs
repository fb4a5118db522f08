//! Freezing: from articles and merged entities to the bytes of a [`Corpus`](super::Corpus).
//!
//! Written column by column from whatever knows the articles ([`Rows`]): no more is held in memory than a few numbers
//! for each article and each of its entities.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Seek, Write};

use jiff::civil::Date;

use super::alike::Marker;
use super::frozen::{DAY_NONE, day_of};
use super::image::{ImageWriter, SERIAL_PAGE, Section};
use super::stories::{self, stories};
use super::{Alike, ArticleId, Entity, Families, Kind, Role, Sketch, Spelling, said};
use crate::text::fold;
use crate::text::shingles::Signature;

/// The articles to be frozen, in the order in which they will be numbered: newest first, undated last. `n` counts
/// from 0.
pub trait Rows {
    fn len(&self) -> u32;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn id(&self, n: u32) -> ArticleId;
    /// The number under which index and texts know the article; unique.
    fn serial(&self, n: u32) -> u32;
    /// Days since 1970-01-01.
    fn day(&self, n: u32) -> Option<i32>;
    fn words(&self, n: u32) -> u32;
    fn source(&self, n: u32) -> Option<&str>;
    fn title(&self, n: u32) -> &str;

    /// Appends, for each of the article's entities in the order of [`super::Annotations::locals`], its index in the
    /// entities that are frozen with it; two may be the same. And the places in that list of those who say something
    /// in a quote.
    fn cast(&mut self, n: u32, entities: &mut Vec<u32>, speakers: &mut Vec<u32>);

    /// Appends what is quoted in the article as [`super::said::pack`] writes it.
    fn quotes(&self, _n: u32, _out: &mut Vec<u8>) {}

    /// By what [`Rows::families`] tells which articles are alike; nothing where it does not.
    fn signature(&self, _n: u32) -> Option<Signature> {
        None
    }

    /// By what its story is found, beside names and title; nothing where it is not known.
    fn sketch(&self, _n: u32) -> Option<Sketch> {
        None
    }

    /// How alike they are.
    fn alike(&self) -> Alike {
        Alike::EQUAL
    }

    /// Which articles are folded into one row. `None` if `go_on` said no.
    fn families(&self, _go_on: &mut dyn FnMut() -> bool) -> Option<Families> {
        Some(Families::none(self.len() as usize))
    }

    /// All rows in the order of their folded titles, equal ones by number.
    fn by_title(&self) -> Vec<u32> {
        let mut keyed: Vec<(Box<str>, u32)> = (0..self.len()).map(|n| (fold(self.title(n)).into(), n)).collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|(_, n)| n).collect()
    }

    /// Appends the packed roster of an article, its texts numbered for [`Rows::names`].
    fn roster(&mut self, _n: u32, _out: &mut Vec<u8>) {}

    /// The texts that the rosters written so far are about.
    fn names(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        Box::new(std::iter::empty())
    }
}

/// Writes a corpus to `out`, marked with a number of the caller's ([`Corpus::stamp`](super::Corpus::stamp)). Entities
/// are numbered by kind, then by how many rows name them; those that no article names, and hidden ones, are left
/// out. `go_on` is asked between columns; `None` if it said no.
///
/// # Errors
/// Of `out`.
pub fn freeze<W: Write + Seek>(
    rows: &mut dyn Rows,
    entities: &[Entity],
    stamp: u32,
    out: W,
    go_on: &mut dyn FnMut() -> bool,
) -> io::Result<Option<W>> {
    let mut image = ImageWriter::new(out)?;
    let Some(families) = rows.families(go_on) else { return Ok(None) };
    let cast = Cast::of(rows, &families, entities);
    let alike = u32::from(rows.alike().hundredths());
    cast.kinds(entities).into_iter().chain([stamp, alike]).try_for_each(|n| image.put_u32(n))?;
    image.end(Section::Meta);
    articles(rows, &mut image)?;
    if !go_on() {
        return Ok(None);
    }
    titles(rows, &mut image)?;
    sources(rows, &mut image)?;
    if !go_on() {
        return Ok(None);
    }
    cast.write(entities, &mut image)?;
    if !go_on() {
        return Ok(None);
    }
    quotes(rows, &cast, &mut image)?;
    let repeats = cast.repeats();
    let [people, countries, _] = cast.kinds(entities);
    let known = Known { rows, cast: &cast, countries: people..countries };
    let Some(stories) = stories(&known, &families, go_on) else { return Ok(None) };
    drop(cast);
    rosters(rows, &mut image)?;
    image.numbers(Section::Family, families.of)?;
    image.numbers(Section::Members, families.members)?;
    image.numbers(Section::MemberAt, families.at)?;
    image.numbers(Section::Repeats, repeats)?;
    (0..rows.len()).filter_map(|n| rows.signature(n)).try_for_each(|signature| image.put(&signature.0))?;
    image.end(Section::Signatures);
    (0..rows.len()).filter_map(|n| rows.sketch(n)).try_for_each(|sketch| image.put(&sketch.bytes()))?;
    image.end(Section::Sketches);
    image.numbers(Section::Stories, stories.of)?;
    image.numbers(Section::StoryArticles, stories.members)?;
    image.numbers(Section::StoryAt, stories.at)?;
    image.finish().map(Some)
}

fn articles<W: Write + Seek>(rows: &dyn Rows, image: &mut ImageWriter<W>) -> io::Result<()> {
    let all = 0..rows.len();
    all.clone().try_for_each(|n| image.put(&rows.id(n).0))?;
    image.end(Section::Ids);
    image.numbers(Section::Serials, all.clone().map(|n| rows.serial(n)))?;
    let mut by_id: Vec<(ArticleId, u32)> = all.clone().map(|n| (rows.id(n), n)).collect();
    by_id.sort_unstable();
    image.numbers(Section::ById, by_id.into_iter().map(|(_, n)| n))?;
    by_serial(all.clone().map(|n| (rows.serial(n), n)), image)?;
    image.numbers(Section::Dates, all.clone().map(|n| rows.day(n).unwrap_or(DAY_NONE) as u32))?;
    let sources = source_names(rows);
    let number = |n| rows.source(n).and_then(|s| sources.get(s)).copied().unwrap_or(u32::MAX);
    image.numbers(Section::Sources, all.clone().map(number))?;
    image.numbers(Section::Words, all.map(|n| rows.words(n)))
}

/// A table in pages, of which only those stand there that hold a number: serials only grow, and after many changes
/// nearly all are those of articles long gone. First the number of the first page and how many there are, then where
/// each stands, then the pages.
fn by_serial<W: Write + Seek>(shown: impl Iterator<Item = (u32, u32)>, image: &mut ImageWriter<W>) -> io::Result<()> {
    let mut pages: BTreeMap<u32, Box<[u32; SERIAL_PAGE]>> = BTreeMap::new();
    for (serial, n) in shown {
        let page = pages.entry(serial / SERIAL_PAGE as u32).or_insert_with(|| Box::new([u32::MAX; SERIAL_PAGE]));
        page[serial as usize % SERIAL_PAGE] = n;
    }
    let first = pages.keys().next().copied().unwrap_or(0);
    let count = pages.keys().next_back().map_or(0, |last| last - first + 1);
    image.put_u32(first)?;
    image.put_u32(count)?;
    let mut places = vec![u32::MAX; count as usize];
    pages.keys().zip(0..).for_each(|(page, place)| places[(page - first) as usize] = place);
    places.into_iter().try_for_each(|place| image.put_u32(place))?;
    image.numbers(Section::BySerial, pages.into_values().flat_map(|page| *page))
}

fn titles<W: Write + Seek>(rows: &dyn Rows, image: &mut ImageWriter<W>) -> io::Result<()> {
    texts(image, [Section::Titles, Section::TitleAt], (0..rows.len()).map(|n| rows.title(n)))?;
    let mut ranks = vec![0; rows.len() as usize];
    rows.by_title().into_iter().zip(0..).for_each(|(n, rank)| ranks[n as usize] = rank);
    image.numbers(Section::TitleRanks, ranks)
}

/// Sources in alphabetical order, numbered.
fn source_names(rows: &dyn Rows) -> BTreeMap<&str, u32> {
    let mut names: BTreeMap<&str, u32> = (0..rows.len()).filter_map(|n| rows.source(n)).map(|s| (s, 0)).collect();
    names.values_mut().zip(0..).for_each(|(number, n)| *number = n);
    names
}

fn sources<W: Write + Seek>(rows: &dyn Rows, image: &mut ImageWriter<W>) -> io::Result<()> {
    texts(image, [Section::SourceNames, Section::SourceAt], source_names(rows).into_keys())
}

fn rosters<W: Write + Seek>(rows: &mut dyn Rows, image: &mut ImageWriter<W>) -> io::Result<()> {
    let mut at = Vec::with_capacity(rows.len() as usize + 1);
    let mut bytes = Vec::new();
    for n in 0..rows.len() {
        at.push(image.length()?);
        bytes.clear();
        rows.roster(n, &mut bytes);
        image.put(&bytes)?;
    }
    at.push(image.length()?);
    image.end(Section::Rosters);
    image.numbers(Section::RosterAt, at)?;
    texts(image, [Section::Names, Section::NameAt], rows.names())
}

fn quotes<W: Write + Seek>(rows: &dyn Rows, cast: &Cast, image: &mut ImageWriter<W>) -> io::Result<()> {
    let mut at = Vec::with_capacity(rows.len() as usize + 1);
    let mut bytes = Vec::new();
    let mut counts = said::Counts::new(cast.order.len());
    for n in 0..rows.len() {
        at.push(image.length()?);
        bytes.clear();
        rows.quotes(n, &mut bytes);
        image.put(&bytes)?;
        counts.add(&bytes, &|place| cast.number(n, place));
    }
    at.push(image.length()?);
    image.end(Section::Quotes);
    image.numbers(Section::QuoteAt, at)?;
    image.numbers(Section::QuoteCounts, counts.numbers())
}

/// Two sections: texts one after another, and where each begins and the last one ends.
fn texts<W: Write + Seek, T: AsRef<str>>(
    image: &mut ImageWriter<W>,
    [texts, ends]: [Section; 2],
    list: impl Iterator<Item = T>,
) -> io::Result<()> {
    let mut at = Vec::with_capacity(list.size_hint().0 + 1);
    for text in list {
        at.push(image.length()?);
        image.put(text.as_ref().as_bytes())?;
    }
    at.push(image.length()?);
    image.end(texts);
    image.numbers(ends, at)
}

/// Lists of numbers one after another, and where each begins and the last one ends.
#[derive(Default)]
struct Lists {
    at: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn of(&self, n: u32) -> &[u32] {
        let ends = (self.at.get(n as usize), self.at.get(n as usize + 1));
        let (Some(start), Some(end)) = ends else { return &[] };
        self.items.get(*start as usize..*end as usize).unwrap_or(&[])
    }

    /// The lists turned round: per item the lists that hold it, in rising order and each once.
    fn turned(&self, items: usize) -> Lists {
        let lists = self.at.len().saturating_sub(1) as u32;
        let each = |f: &mut dyn FnMut(u32, usize)| {
            for n in 0..lists {
                let list = self.of(n);
                for (i, item) in list.iter().enumerate() {
                    // A list is short: looking back through it is cheaper than remembering every item.
                    if (*item as usize) < items && !list[..i].contains(item) {
                        f(n, *item as usize);
                    }
                }
            }
        };
        let mut at = vec![0u32; items + 1];
        each(&mut |_, item| at[item + 1] += 1);
        for i in 1..at.len() {
            at[i] += at[i - 1];
        }
        let mut next = at.clone();
        let mut out = vec![0; at.last().copied().unwrap_or(0) as usize];
        each(&mut |n, item| {
            out[next[item] as usize] = n;
            next[item] += 1;
        });
        Lists { at, items: out }
    }

    fn write<W: Write + Seek>(
        &self,
        image: &mut ImageWriter<W>,
        [items, ends]: [Section; 2],
        order: &[u32],
    ) -> io::Result<()> {
        let mut at = 0;
        let mut ends_of = vec![0];
        for n in order {
            at += self.of(*n).len() as u32;
            ends_of.push(at);
        }
        image.numbers(items, order.iter().flat_map(|n| self.of(*n).iter().copied()))?;
        image.numbers(ends, ends_of)
    }
}

/// Who is in which article.
struct Cast {
    /// Per article the indices of its entities.
    locals: Lists,
    /// Per entity, by index, the articles that name it and those in which it speaks.
    named: Lists,
    said: Lists,
    /// Per entity how many of the articles that name it are folded into another that does.
    repeats: Vec<u32>,
    /// The indices of the entities that are kept, by their numbers; and the numbers by index, `u32::MAX` for others.
    order: Vec<u32>,
    numbers: Vec<u32>,
}

impl Cast {
    fn of(rows: &mut dyn Rows, families: &Families, entities: &[Entity]) -> Cast {
        let (mut locals, mut speakers) = (Lists::default(), Lists::default());
        let mut said = Vec::new();
        for n in 0..rows.len() {
            let start = locals.items.len();
            locals.at.push(start as u32);
            speakers.at.push(speakers.items.len() as u32);
            said.clear();
            rows.cast(n, &mut locals.items, &mut said);
            speakers.items.extend(said.iter().filter_map(|local| locals.items.get(start + *local as usize)));
        }
        locals.at.push(locals.items.len() as u32);
        speakers.at.push(speakers.items.len() as u32);
        let (named, said) = (locals.turned(entities.len()), speakers.turned(entities.len()));
        let mut repeats = vec![0u32; entities.len()];
        let mut marker = Marker::new(entities.len());
        for (family, members) in (0..).zip(families.iter()) {
            for n in members {
                let again = locals.of(*n).iter().filter(|e| marker.repeats(family, *n, **e));
                again.for_each(|e| repeats[*e as usize] += 1);
            }
        }
        let is_kept = |e: &u32| !named.of(*e).is_empty() && !entities[*e as usize].hidden;
        let mut order: Vec<u32> = (0..entities.len() as u32).filter(is_kept).collect();
        order.sort_unstable_by(|a, b| {
            let key = |i: u32| {
                let rows = named.of(i).len() as u32 - repeats[i as usize];
                (entities[i as usize].kind, Reverse(rows))
            };
            key(*a)
                .cmp(&key(*b))
                .then_with(|| entities[*a as usize].name.cmp(&entities[*b as usize].name))
                .then(a.cmp(b))
        });
        let mut numbers = vec![u32::MAX; entities.len()];
        order.iter().zip(0..).for_each(|(e, number)| numbers[*e as usize] = number);
        Cast { locals, named, said, repeats, order, numbers }
    }

    /// The number of an article's entity, by its place among them; `None` for one that is not kept.
    fn number(&self, article: u32, place: u32) -> Option<u32> {
        let entity = self.locals.of(article).get(place as usize)?;
        self.numbers.get(*entity as usize).copied().filter(|number| *number != u32::MAX)
    }

    /// Where people, countries and organisations end among the numbers.
    fn kinds(&self, entities: &[Entity]) -> [u32; 3] {
        Kind::ALL.map(|kind| self.order.partition_point(|e| entities[*e as usize].kind <= kind) as u32)
    }

    /// By entity number.
    fn repeats(&self) -> Vec<u32> {
        self.order.iter().map(|e| self.repeats[*e as usize]).collect()
    }

    fn write<W: Write + Seek>(&self, entities: &[Entity], image: &mut ImageWriter<W>) -> io::Result<()> {
        let number = |e: &u32| self.numbers.get(*e as usize).copied().unwrap_or(u32::MAX);
        image.numbers(Section::Locals, self.locals.items.iter().map(number))?;
        image.numbers(Section::LocalAt, self.locals.at.iter().copied())?;
        let records = self.order.iter().map(|e| record(&entities[*e as usize]));
        texts(image, [Section::Entities, Section::EntityAt], records)?;
        self.named.write(image, [Section::Articles, Section::ArticleAt], &self.order)?;
        self.said.write(image, [Section::Said, Section::SaidAt], &self.order)
    }
}

/// What stories are found by.
struct Known<'a> {
    rows: &'a dyn Rows,
    cast: &'a Cast,
    countries: std::ops::Range<u32>,
}

impl stories::Told for Known<'_> {
    fn len(&self) -> u32 {
        self.rows.len()
    }

    fn id(&self, n: u32) -> ArticleId {
        self.rows.id(n)
    }

    fn day(&self, n: u32) -> Option<i32> {
        self.rows.day(n)
    }

    fn title(&self, n: u32) -> &str {
        self.rows.title(n)
    }

    fn sketch(&self, n: u32) -> Sketch {
        self.rows.sketch(n).unwrap_or_default()
    }

    fn is_country(&self, name: u32) -> bool {
        self.countries.contains(&name)
    }

    fn names(&self, n: u32, each: &mut dyn FnMut(u32)) {
        let number = |e: &u32| self.cast.numbers.get(*e as usize).copied().filter(|number| *number != u32::MAX);
        self.cast.locals.of(n).iter().filter_map(number).for_each(each);
    }

    fn name_count(&self) -> u32 {
        self.cast.order.len() as u32
    }
}

/// Fields between unit separators, list items between record separators, their parts between group separators: none
/// of them can stand in sanitised text.
fn record(entity: &Entity) -> String {
    // The name itself is written once.
    let text = |s: &Spelling| if s.text == entity.name { String::new() } else { s.text.clone() };
    let spelling = |s: &Spelling| format!("{}\u{1d}{}\u{1d}{}", text(s), s.named, s.beside);
    let role = |r: &Role| match r.dates {
        Some((first, last)) => format!("{}\u{1d}{}\u{1d}{}\u{1d}{}", r.text, r.count, day_of(first), day_of(last)),
        None => format!("{}\u{1d}{}", r.text, r.count),
    };
    let spellings: Vec<String> = entity.spellings.iter().map(spelling).collect();
    let roles: Vec<String> = entity.roles.iter().map(role).collect();
    let key = if entity.key == entity.name { "" } else { &entity.key };
    let join = |list: &[String]| list.join("\u{1e}");
    [&entity.name, &entity.code, &join(&spellings), &join(&roles), key].map(|f: &str| f.to_string()).join("\u{1f}")
}

/// What the columns need of one article, written down.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    pub id: ArticleId,
    pub serial: u32,
    pub date: Option<Date>,
    pub source: Option<String>,
    pub title: String,
    pub words: u32,
    /// As [`Rows::cast`] gives them.
    pub entities: Vec<u32>,
    pub speakers: Vec<u32>,
    /// As [`Rows::quotes`] gives them.
    pub quotes: Vec<u8>,
    /// Articles with the same number here are folded into one row.
    pub family: Option<u32>,
}

/// Articles that are few enough to be held, in any order.
#[derive(Default)]
pub struct Builder {
    entities: Vec<Entity>,
    entries: Vec<Entry>,
}

impl Builder {
    pub fn new(entities: Vec<Entity>) -> Builder {
        Builder { entities, ..Builder::default() }
    }

    pub fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// The bytes of the corpus, to be opened with [`Corpus::open`](super::Corpus::open).
    pub fn freeze(mut self) -> Vec<u8> {
        self.entries.sort_by_key(|e| (Reverse(e.date), e.serial));
        let bytes = freeze(&mut self.entries, &self.entities, 0, io::Cursor::new(Vec::new()), &mut || true);
        // Nothing is refused by memory but for want of it.
        bytes.ok().flatten().map(io::Cursor::into_inner).unwrap_or_default()
    }
}

impl Rows for Vec<Entry> {
    fn len(&self) -> u32 {
        Vec::len(self) as u32
    }

    fn id(&self, n: u32) -> ArticleId {
        self[n as usize].id
    }

    fn serial(&self, n: u32) -> u32 {
        self[n as usize].serial
    }

    fn day(&self, n: u32) -> Option<i32> {
        self[n as usize].date.map(day_of)
    }

    fn words(&self, n: u32) -> u32 {
        self[n as usize].words
    }

    fn source(&self, n: u32) -> Option<&str> {
        self[n as usize].source.as_deref()
    }

    fn title(&self, n: u32) -> &str {
        &self[n as usize].title
    }

    fn cast(&mut self, n: u32, entities: &mut Vec<u32>, speakers: &mut Vec<u32>) {
        entities.extend(&self[n as usize].entities);
        speakers.extend(&self[n as usize].speakers);
    }

    fn quotes(&self, n: u32, out: &mut Vec<u8>) {
        out.extend(&self[n as usize].quotes);
    }

    fn families(&self, _: &mut dyn FnMut() -> bool) -> Option<Families> {
        Some(Families::by(self.iter().map(|e| e.family)))
    }
}
