//! The frozen corpus: columns, postings and names of an archive, read in place.

use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use jiff::{Span, Unit};

use super::image::{Places, SECTIONS, SERIAL_PAGE, Section, sections, u32_at, verify};
use super::names::Names;
use super::search::partition;
use super::sequence::Sequences;
use super::{Alike, Annotations, ArticleId, EntityNo, Kind, Ranked, Role, Speaker, Spelling};
use crate::text::shingles::{LENGTH, Signature};

/// The number of an article in one corpus: 0 is the newest, undated ones come last. A new freeze numbers anew.
pub type ArticleNo = u32;

/// The day of an article without a date.
pub(super) const DAY_NONE: i32 = i32::MIN;
const EPOCH: Date = Date::constant(1970, 1, 1);

/// Days since 1970-01-01.
pub fn day_of(date: Date) -> i32 {
    date.since((Unit::Day, EPOCH)).map_or(DAY_NONE, |span| span.get_days())
}

/// The date of such a day.
pub fn date_of(day: i32) -> Option<Date> {
    // Any number may stand in a damaged file.
    EPOCH.checked_add(Span::new().try_days(day).ok()?).ok()
}

/// Why bytes are not a corpus. All are cured by building it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    #[error("not a corpus file")]
    NotACorpus,
    #[error("made by another version")]
    Version,
    #[error("cut short")]
    Truncated,
    #[error("checksum does not fit")]
    Checksum,
}

/// The columns of one article.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub id: ArticleId,
    pub serial: u32,
    pub date: Option<Date>,
    pub title: &'a str,
    pub source: Option<&'a str>,
    pub words: u32,
}

/// An archive's columns. Cheap to open, shared as `Arc`, never changed: a refresh makes a new one.
pub struct Corpus {
    bytes: Box<dyn Deref<Target = [u8]> + Send + Sync>,
    places: Places,
    articles: u32,
    lazy: Lazy,
}

/// What is worked out when it is first asked for.
#[derive(Default)]
struct Lazy {
    sequences: Sequences,
    names: OnceLock<Names>,
    folded: OnceLock<Arc<Ranked>>,
}

impl Corpus {
    /// Opens bytes that [`super::freeze`] wrote: in memory, or mapped from a file of our own. Looks at their header
    /// alone; whatever stands behind it does no harm, and [`Corpus::verify`] tells whether it is right.
    ///
    /// # Errors
    /// [`Damage`] if they are not whole or of another version.
    pub fn open(bytes: impl Deref<Target = [u8]> + Send + Sync + 'static) -> Result<Corpus, Damage> {
        let places = sections(&bytes)?;
        let mut corpus = Corpus { bytes: Box::new(bytes), places, articles: 0, lazy: Lazy::default() };
        corpus.articles = (corpus.section(Section::Serials).len() / 4) as u32;
        Ok(corpus)
    }

    /// Looks at every byte.
    ///
    /// # Errors
    /// [`Damage`] if one of them is not what was written.
    pub fn verify(&self) -> Result<(), Damage> {
        verify(&self.bytes, &self.places)
    }

    /// The corpus of no articles.
    pub fn empty() -> Corpus {
        let bytes = super::Builder::default().freeze();
        let places = sections(&bytes).unwrap_or([(0, 0); SECTIONS]);
        Corpus { bytes: Box::new(bytes), places, articles: 0, lazy: Lazy::default() }
    }

    /// How many articles.
    pub fn len(&self) -> u32 {
        self.articles
    }

    pub fn is_empty(&self) -> bool {
        self.articles == 0
    }

    pub fn row(&self, article: ArticleNo) -> Row<'_> {
        Row {
            id: self.id(article),
            serial: self.serial(article),
            date: self.date(article),
            title: self.text(Section::TitleAt, Section::Titles, article),
            source: self.source(article),
            words: self.words(article),
        }
    }

    pub fn id(&self, article: ArticleNo) -> ArticleId {
        let at = article as usize * 16;
        let bytes = self.section(Section::Ids).get(at..at + 16);
        ArticleId(bytes.and_then(|b| b.try_into().ok()).unwrap_or_default())
    }

    pub fn title(&self, article: ArticleNo) -> &str {
        self.text(Section::TitleAt, Section::Titles, article)
    }

    /// The number under which index and texts know the article.
    pub fn serial(&self, article: ArticleNo) -> u32 {
        self.u32(Section::Serials, article)
    }

    /// Words in its story.
    pub fn words(&self, article: ArticleNo) -> u32 {
        self.u32(Section::Words, article)
    }

    /// Where the article stands when all are sorted by title.
    pub fn title_rank(&self, article: ArticleNo) -> u32 {
        self.u32(Section::TitleRanks, article)
    }

    pub fn date(&self, article: ArticleNo) -> Option<Date> {
        date_of(self.u32(Section::Dates, article) as i32)
    }

    /// The same as days since 1970-01-01.
    pub fn day(&self, article: ArticleNo) -> Option<i32> {
        Some(self.u32(Section::Dates, article) as i32).filter(|day| *day != DAY_NONE)
    }

    /// The article's source as a number; sources are numbered in alphabetical order, `u32::MAX` is none.
    pub fn source_no(&self, article: ArticleNo) -> u32 {
        self.u32(Section::Sources, article)
    }

    pub fn source(&self, article: ArticleNo) -> Option<&str> {
        let number = self.source_no(article);
        (number != u32::MAX).then(|| self.text(Section::SourceAt, Section::SourceNames, number))
    }

    /// All sources' names, in alphabetical order.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        (0..self.source_count()).map(|n| self.text(Section::SourceAt, Section::SourceNames, n))
    }

    pub(super) fn source_count(&self) -> u32 {
        (self.section(Section::SourceAt).len() / 4).saturating_sub(1) as u32
    }

    /// The newest article with this content, if it is here.
    pub fn find(&self, id: ArticleId) -> Option<ArticleNo> {
        let by_id = |at: usize| self.u32(Section::ById, at as u32);
        let at = partition(self.articles as usize, |at| self.id(by_id(at)) < id);
        Some(by_id(at)).filter(|article| at < self.articles as usize && self.id(*article) == id)
    }

    /// The newest article of the first content at or after this id, in the order of ids.
    pub(super) fn first_from(&self, id: ArticleId) -> Option<ArticleNo> {
        let by_id = |at: usize| self.u32(Section::ById, at as u32);
        let at = partition(self.articles as usize, |at| self.id(by_id(at)) < id);
        (at < self.articles as usize).then(|| by_id(at))
    }

    /// All articles with this content, rising.
    pub fn with_id(&self, id: ArticleId) -> impl Iterator<Item = ArticleNo> {
        let by_id = |at: usize| self.u32(Section::ById, at as u32);
        let first = partition(self.articles as usize, |at| self.id(by_id(at)) < id);
        (first..self.articles as usize).map(by_id).take_while(move |article| self.id(*article) == id)
    }

    /// The article that the search index knows by this number; `None` for one deleted since.
    pub fn by_serial(&self, serial: u32) -> Option<ArticleNo> {
        let table = self.section(Section::BySerial);
        let number = |at: usize| u32_at(table, at * 4);
        let (first, count) = (number(0)?, number(1)? as usize);
        let page = (serial / SERIAL_PAGE as u32).checked_sub(first)? as usize;
        let place = number(2 + page).filter(|place| page < count && *place != u32::MAX)? as usize;
        number(2 + count + place * SERIAL_PAGE + serial as usize % SERIAL_PAGE)
            .filter(|article| *article < self.articles)
    }

    /// The first and last day of the dated articles.
    pub fn date_range(&self) -> Option<(Date, Date)> {
        let dated = self.dated(None, None).end;
        Some((self.date(dated.checked_sub(1)?)?, self.date(0)?))
    }

    /// The dated articles from `first` to `last`, both included: a range, because articles are numbered by date.
    pub fn dated(&self, first: Option<Date>, last: Option<Date>) -> Range<ArticleNo> {
        let day = |n: ArticleNo| self.u32(Section::Dates, n) as i32;
        let newer = |limit: i32| partition(self.articles as usize, |n| day(n as ArticleNo) > limit) as ArticleNo;
        let start = last.map_or(0, |d| newer(day_of(d)));
        let end = newer(first.map_or(DAY_NONE, |d| day_of(d).saturating_sub(1)));
        start..end.max(start)
    }

    // Entities.

    /// The entities of one kind, most named first.
    pub fn entities(&self, kind: Kind) -> impl DoubleEndedIterator<Item = EntityNo> + use<> {
        self.numbers(kind).map(EntityNo)
    }

    /// The numbers of the entities of one kind.
    pub(super) fn numbers(&self, kind: Kind) -> Range<u32> {
        let start = match kind {
            Kind::Person => 0,
            Kind::Country => self.u32(Section::Meta, 0),
            Kind::Organisation => self.u32(Section::Meta, 1),
        };
        start..self.u32(Section::Meta, kind as u32).max(start)
    }

    /// How many entities of all kinds; their numbers are below this.
    pub fn entity_count(&self) -> u32 {
        self.u32(Section::Meta, Kind::Organisation as u32)
    }

    pub fn kind(&self, entity: EntityNo) -> Kind {
        match entity.0 {
            n if n < self.u32(Section::Meta, 0) => Kind::Person,
            n if n < self.u32(Section::Meta, 1) => Kind::Country,
            _ => Kind::Organisation,
        }
    }

    pub fn name(&self, entity: EntityNo) -> &str {
        self.field(entity, 0)
    }

    /// ISO code of a country, empty for others.
    pub fn code(&self, entity: EntityNo) -> &str {
        self.field(entity, 1)
    }

    /// The other spellings and short forms, most frequent first.
    pub fn aliases(&self, entity: EntityNo) -> impl Iterator<Item = &str> {
        let name = self.name(entity);
        self.spellings(entity).map(|s| s.text).filter(move |text| *text != name)
    }

    /// All spellings and short forms, most frequent first.
    pub fn spellings(&self, entity: EntityNo) -> impl Iterator<Item = Spelling<&str>> {
        let name = self.name(entity);
        items(self.field(entity, 2)).map(move |item| {
            let mut parts = item.split('\u{1d}');
            let text = parts.next().filter(|text| !text.is_empty()).unwrap_or(name);
            let mut number = || parts.next().and_then(|n| n.parse().ok()).unwrap_or(0);
            Spelling { text, named: number(), beside: number() }
        })
    }

    pub fn roles(&self, entity: EntityNo) -> impl Iterator<Item = &str> {
        self.dated_roles(entity).map(|r| r.text)
    }

    /// What the entity is called, how often and when; most frequent first.
    pub fn dated_roles(&self, entity: EntityNo) -> impl Iterator<Item = Role<&str>> {
        items(self.field(entity, 3)).map(|item| {
            let mut parts = item.split('\u{1d}');
            let text = parts.next().unwrap_or_default();
            let count = parts.next().and_then(|n| n.parse().ok()).unwrap_or(0);
            let mut day = || date_of(parts.next()?.parse().ok()?);
            Role { text, count, dates: day().zip(day()) }
        })
    }

    /// The name under which corrections know the entity.
    pub fn key(&self, entity: EntityNo) -> &str {
        Some(self.field(entity, 4)).filter(|key| !key.is_empty()).unwrap_or(self.name(entity))
    }

    /// The number that [`super::freeze`] marked the corpus with.
    pub fn stamp(&self) -> u32 {
        self.u32(Section::Meta, 3)
    }

    /// The articles that name the entity, newest first.
    pub fn articles_of(&self, entity: EntityNo) -> impl ExactSizeIterator<Item = ArticleNo> {
        self.list(Section::ArticleAt, Section::Articles, entity.0)
    }

    /// The `at`th of the articles that name the entity, newest first.
    pub fn article_of(&self, entity: EntityNo, at: usize) -> Option<ArticleNo> {
        let list = |n| self.u32(Section::ArticleAt, n) as usize;
        let place = list(entity.0).checked_add(at)?;
        (place < list(entity.0 + 1)).then(|| self.u32(Section::Articles, place as u32))
    }

    /// How many of the articles that name the entity have no date; they are the last of them.
    pub fn undated_of(&self, entity: EntityNo) -> usize {
        let dated = self.dated(None, None).end;
        let articles = self.articles_of(entity);
        let first = partition(articles.len(), |at| self.article_of(entity, at).is_some_and(|n| n < dated));
        articles.len() - first
    }

    /// The articles in which the entity is quoted, newest first.
    pub fn said_by(&self, entity: EntityNo) -> impl ExactSizeIterator<Item = ArticleNo> {
        self.list(Section::SaidAt, Section::Said, entity.0)
    }

    /// The article's entities in the order of [`super::Annotations::locals`]; two may be the same.
    pub fn locals(&self, article: ArticleNo) -> impl ExactSizeIterator<Item = EntityNo> {
        self.list(Section::LocalAt, Section::Locals, article).map(EntityNo)
    }

    /// Who a speaker of an article is in the whole archive; nobody if hidden.
    pub fn speaker(&self, article: ArticleNo, found: &Annotations, speaker: Speaker) -> Option<EntityNo> {
        let hidden = |e: &EntityNo| e.0 >= self.entity_count();
        self.locals(article).nth(found.local_no(speaker.kind, speaker.index)).filter(|e| !hidden(e))
    }

    /// The packed roster of an article, see [`super::roster`].
    pub fn roster(&self, article: ArticleNo) -> &[u8] {
        let at = |n| self.u32(Section::RosterAt, n) as usize;
        self.section(Section::Rosters).get(at(article)..at(article + 1)).unwrap_or(&[])
    }

    /// A text that rosters name by number.
    pub fn roster_name(&self, number: u32) -> &str {
        self.text(Section::NameAt, Section::Names, number)
    }

    /// How many texts rosters name.
    pub fn roster_names(&self) -> u32 {
        (self.section(Section::NameAt).len() / 4).saturating_sub(1) as u32
    }

    /// How alike articles are that are folded into one row.
    pub fn alike(&self) -> Alike {
        u8::try_from(self.u32(Section::Meta, 4)).ok().and_then(Alike::of).unwrap_or_default()
    }

    /// What the article's family was found by.
    pub fn signature(&self, article: ArticleNo) -> Signature {
        let at = article as usize * LENGTH;
        let bytes = self.section(Section::Signatures).get(at..at + LENGTH);
        Signature(bytes.and_then(|b| b.try_into().ok()).unwrap_or([0; LENGTH]))
    }

    pub(super) fn lazily_folded(&self) -> &OnceLock<Arc<Ranked>> {
        &self.lazy.folded
    }

    pub(super) fn sequences(&self) -> &Sequences {
        &self.lazy.sequences
    }

    pub(super) fn names(&self) -> &Names {
        self.lazy.names.get_or_init(|| Names::of(self))
    }

    pub(super) fn section(&self, section: Section) -> &[u8] {
        let (start, end) = self.places[section as usize];
        self.bytes.get(start..end).unwrap_or(&[])
    }

    /// The `at`th number of a section; 0 outside it.
    pub(super) fn u32(&self, section: Section, at: u32) -> u32 {
        u32_at(self.section(section), at as usize * 4).unwrap_or(0)
    }

    pub(super) fn text(&self, ends: Section, texts: Section, at: u32) -> &str {
        let (start, end) = (self.u32(ends, at) as usize, self.u32(ends, at + 1) as usize);
        self.section(texts).get(start..end).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    pub(super) fn list(
        &self,
        ends: Section,
        lists: Section,
        at: u32,
    ) -> impl ExactSizeIterator<Item = u32> + DoubleEndedIterator {
        let (start, end) = (self.u32(ends, at) as usize * 4, self.u32(ends, at.saturating_add(1)) as usize * 4);
        let bytes = self.section(lists).get(start..end).unwrap_or(&[]);
        bytes.chunks_exact(4).map(|b| u32_at(b, 0).unwrap_or(0))
    }

    fn field(&self, entity: EntityNo, field: usize) -> &str {
        self.text(Section::EntityAt, Section::Entities, entity.0).split('\u{1f}').nth(field).unwrap_or("")
    }
}

impl std::fmt::Debug for Corpus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Corpus({} articles, {} entities)", self.articles, self.entity_count())
    }
}

fn items(field: &str) -> impl Iterator<Item = &str> {
    field.split('\u{1e}').filter(|s| !s.is_empty())
}
