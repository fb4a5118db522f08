//! The frozen corpus: columns, postings and names of an archive, read in place.

use std::ops::{Deref, Range};

use jiff::civil::Date;
use jiff::{Span, Unit};

use super::image::{Places, Section, sections, u32_at, verify};
use super::{Annotations, ArticleId, Bits, EntityNo, Kind, Role, Speaker, Spelling};
use crate::text::{fold, segment};

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
}

impl Corpus {
    /// Opens bytes that [`super::freeze`] wrote: in memory, or mapped from a file of our own. Looks at their header
    /// alone; whatever stands behind it does no harm, and [`Corpus::verify`] tells whether it is right.
    ///
    /// # Errors
    /// [`Damage`] if they are not whole or of another version.
    pub fn open(bytes: impl Deref<Target = [u8]> + Send + Sync + 'static) -> Result<Corpus, Damage> {
        let places = sections(&bytes)?;
        let mut corpus = Corpus { bytes: Box::new(bytes), places, articles: 0 };
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
        let places = sections(&bytes).unwrap_or_default();
        Corpus { bytes: Box::new(bytes), places, articles: 0 }
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
        let count = (self.section(Section::SourceAt).len() / 4).saturating_sub(1) as u32;
        (0..count).map(|n| self.text(Section::SourceAt, Section::SourceNames, n))
    }

    /// The article with this content, if it is here.
    pub fn find(&self, id: ArticleId) -> Option<ArticleNo> {
        let (mut low, mut high) = (0, self.articles);
        while low < high {
            let middle = low + (high - low) / 2;
            let article = self.u32(Section::ById, middle);
            match self.id(article).cmp(&id) {
                std::cmp::Ordering::Equal => return Some(article),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The article that the search index knows by this number; `None` for one deleted since.
    pub fn by_serial(&self, serial: u32) -> Option<ArticleNo> {
        let article = u32_at(self.section(Section::BySerial), serial as usize * 4)?;
        (article != u32::MAX).then_some(article)
    }

    /// The first and last day of the dated articles.
    pub fn date_range(&self) -> Option<(Date, Date)> {
        let dated = self.dated(None, None).end;
        Some((self.date(dated.checked_sub(1)?)?, self.date(0)?))
    }

    /// The dated articles from `first` to `last`, both included: a range, because articles are numbered by date.
    pub fn dated(&self, first: Option<Date>, last: Option<Date>) -> Range<ArticleNo> {
        let day = |n: ArticleNo| self.u32(Section::Dates, n) as i32;
        let newer = |limit: i32| partition(self.articles, |n| day(n) > limit);
        let start = last.map_or(0, |d| newer(day_of(d)));
        let end = newer(first.map_or(DAY_NONE, |d| day_of(d).saturating_sub(1)));
        start..end.max(start)
    }

    // Entities.

    /// The entities of one kind, most named first.
    pub fn entities(&self, kind: Kind) -> impl DoubleEndedIterator<Item = EntityNo> + use<> {
        let start = match kind {
            Kind::Person => 0,
            Kind::Country => self.u32(Section::Meta, 0),
            Kind::Organisation => self.u32(Section::Meta, 1),
        };
        (start..self.u32(Section::Meta, kind as u32).max(start)).map(EntityNo)
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
        items(self.field(entity, 2)).map(|item| {
            let mut parts = item.split('\u{1d}');
            let text = parts.next().unwrap_or_default();
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

    /// The entity of which `form` is a spelling, the most named if there are several. Case and accents do not matter.
    pub fn spelled(&self, kind: Kind, form: &str) -> Option<EntityNo> {
        let wanted = fold(form);
        let is = |text: &str| fold(text) == wanted;
        let named = |e: &EntityNo| self.spellings(*e).any(|s| s.named > 0 && is(s.text)) || is(self.name(*e));
        let any = |e: &EntityNo| self.spellings(*e).any(|s| is(s.text));
        self.entities(kind).find(named).or_else(|| self.entities(kind).find(any))
    }

    /// The number that [`super::freeze`] marked the corpus with.
    pub fn stamp(&self) -> u32 {
        self.u32(Section::Meta, 3)
    }

    /// The articles that name the entity, newest first.
    pub fn articles_of(&self, entity: EntityNo) -> impl ExactSizeIterator<Item = ArticleNo> {
        self.list(Section::ArticleAt, Section::Articles, entity.0)
    }

    /// How many of the articles that name the entity have no date; they are the last of them.
    pub fn undated_of(&self, entity: EntityNo) -> usize {
        let dated = self.dated(None, None).end;
        let articles = self.articles_of(entity);
        let (mut low, mut high) = (0, articles.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.articles_of(entity).nth(middle) {
                Some(n) if n < dated => low = middle + 1,
                _ => high = middle,
            }
        }
        articles.len() - low
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

    /// The entities of any kind that `text` can mean, as in [`Corpus::resolve`].
    pub fn resolve_any(&self, text: &str) -> Vec<EntityNo> {
        Kind::ALL.into_iter().flat_map(|kind| self.resolve(kind, text)).collect()
    }

    /// The entities of `kind` that `text` can mean: those with exactly this name, alias or code; if there is none,
    /// those in one of whose names every word of `text` begins a word. Case and accents do not matter.
    pub fn resolve(&self, kind: Kind, text: &str) -> Vec<EntityNo> {
        let wanted = name_words(text);
        if wanted.is_empty() {
            return Vec::new();
        }
        let (mut exact, mut begun) = (Vec::new(), Vec::new());
        for entity in self.entities(kind) {
            let forms = std::iter::once(self.name(entity)).chain(self.aliases(entity));
            let mut forms = forms.map(name_words).peekable();
            let code = wanted.len() == 1 && fold(self.code(entity)) == wanted[0];
            if code || forms.peek().is_some_and(|name| *name == wanted) {
                exact.push(entity);
                continue;
            }
            let mut begins = false;
            for form in forms {
                if form == wanted {
                    exact.push(entity);
                    begins = false;
                    break;
                }
                begins |= wanted.iter().all(|w| form.iter().any(|f| f.starts_with(w.as_str())));
            }
            if begins {
                begun.push(entity);
            }
        }
        if exact.is_empty() { begun } else { exact }
    }

    /// How many articles of `set` name each entity, most first (then as in the whole archive), one list per kind in
    /// the order of [`Kind::ALL`]; entities that none names are left out.
    pub fn count(&self, set: &Bits) -> [Vec<(EntityNo, u32)>; 3] {
        let counts = if set.count() == self.articles {
            (0..self.entity_count()).map(|e| self.articles_of(EntityNo(e)).len() as u32).collect()
        } else {
            self.count_set(set)
        };
        Kind::ALL.map(|kind| {
            let mut list: Vec<(EntityNo, u32)> = self
                .entities(kind)
                .map(|e| (e, counts.get(e.0 as usize).copied().unwrap_or(0)))
                .filter(|(_, n)| *n > 0)
                .collect();
            list.sort_by_key(|(e, n)| (std::cmp::Reverse(*n), *e));
            list
        })
    }

    fn count_set(&self, set: &Bits) -> Vec<u32> {
        let mut counts = vec![0u32; self.entity_count() as usize];
        // The article that counted an entity last: an article may list one entity twice.
        let mut last = vec![u32::MAX; counts.len()];
        for article in set.iter() {
            for entity in self.locals(article) {
                let e = entity.0 as usize;
                if last.get(e).is_some_and(|a| *a != article) {
                    last[e] = article;
                    counts[e] += 1;
                }
            }
        }
        counts
    }

    fn section(&self, section: Section) -> &[u8] {
        let (start, end) = self.places[section as usize];
        self.bytes.get(start..end).unwrap_or(&[])
    }

    /// The `at`th number of a section; 0 outside it.
    fn u32(&self, section: Section, at: u32) -> u32 {
        u32_at(self.section(section), at as usize * 4).unwrap_or(0)
    }

    fn text(&self, ends: Section, texts: Section, at: u32) -> &str {
        let (start, end) = (self.u32(ends, at) as usize, self.u32(ends, at + 1) as usize);
        self.section(texts).get(start..end).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    fn list(&self, ends: Section, lists: Section, at: u32) -> impl ExactSizeIterator<Item = u32> {
        let (start, end) = (self.u32(ends, at) as usize * 4, self.u32(ends, at + 1) as usize * 4);
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

fn name_words(text: &str) -> Vec<String> {
    segment::words(&fold(text)).map(|(_, w)| w.trim_end_matches("'s").to_string()).collect()
}

fn items(field: &str) -> impl Iterator<Item = &str> {
    field.split('\u{1e}').filter(|s| !s.is_empty())
}

/// The first `n` in `0..len` for which `before(n)` is false, if it is true for a prefix.
fn partition(len: u32, before: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Builder, Entity, Entry};
    use jiff::civil::date;

    fn entity(kind: Kind, name: &str, code: &str, aliases: &[&str]) -> Entity {
        let spelling = |s: &&str| Spelling { text: s.to_string(), named: 1, beside: 2 };
        let spellings = std::iter::once(&name).chain(aliases).map(spelling).collect();
        let dates = Some((date(2024, 2, 1), date(2025, 4, 18)));
        let roles = vec![Role { text: "President".into(), count: 3, dates }];
        Entity { kind, name: name.into(), key: name.into(), code: code.into(), spellings, roles, hidden: false }
    }

    fn bytes() -> Vec<u8> {
        let mut builder = Builder::new(vec![
            entity(Kind::Country, "France", "FR", &["French"]),
            entity(Kind::Person, "Emmanuel Macron", "", &["Macron"]),
            entity(Kind::Person, "Volodymyr Zelensky", "", &["Zelensky", "Zelenskiy"]),
            entity(Kind::Person, "Nobody Named", "", &[]),
        ]);
        let entry = |serial: u32, title: &str, date, entities: &[u32]| Entry {
            id: ArticleId([serial as u8; 16]),
            serial,
            date,
            source: (serial != 1).then(|| format!("desk {serial}")),
            title: title.into(),
            words: 100 + serial,
            entities: entities.to_vec(),
            speakers: (0..).zip(entities).filter(|(_, e)| **e == 1).map(|(n, _)| n).collect(),
        };
        builder.push(entry(0, "Talks in Paris", Some(date(2025, 4, 17)), &[1, 0, 1]));
        builder.push(entry(1, "No date at all", None, &[2]));
        builder.push(entry(5, "An older one", Some(date(1989, 11, 10)), &[]));
        builder.push(entry(3, "Élysée hails talks", Some(date(2025, 4, 18)), &[1, 2]));
        builder.freeze()
    }

    fn corpus() -> Corpus {
        Corpus::open(bytes()).unwrap()
    }

    fn names(corpus: &Corpus, list: &[EntityNo]) -> Vec<String> {
        list.iter().map(|e| corpus.name(*e).to_string()).collect()
    }

    #[test]
    fn articles_are_numbered_newest_first_and_undated_last() {
        let c = corpus();
        let titles: Vec<_> = (0..c.len()).map(|n| c.title(n)).collect();
        assert_eq!(titles, ["Élysée hails talks", "Talks in Paris", "An older one", "No date at all"]);
        assert_eq!(c.date_range(), Some((date(1989, 11, 10), date(2025, 4, 18))));
        assert_eq!(c.dated(Some(date(2025, 1, 1)), None), 0..2);
        assert_eq!(c.dated(None, Some(date(2025, 4, 17))), 1..3);
        assert_eq!(c.dated(Some(date(2026, 1, 1)), None), 0..0);
    }

    #[test]
    fn rows_are_found_by_content_and_by_serial() {
        let c = corpus();
        assert_eq!(c.by_serial(5), Some(2));
        assert_eq!(c.by_serial(4), None);
        assert_eq!(c.by_serial(99), None);
        assert_eq!(c.find(ArticleId([1; 16])), Some(3));
        assert_eq!(c.find(ArticleId([9; 16])), None);
        let row = c.row(1);
        assert_eq!((row.serial, row.source, row.words), (0, Some("desk 0"), 100));
        assert_eq!(c.source(3), None);
    }

    #[test]
    fn entities_that_nobody_names_are_left_out() {
        let c = corpus();
        assert_eq!(names(&c, &c.entities(Kind::Person).collect::<Vec<_>>()), ["Emmanuel Macron", "Volodymyr Zelensky"]);
        assert_eq!(c.entities(Kind::Organisation).count(), 0);
        assert_eq!(c.entity_count(), 3);
    }

    #[test]
    fn counts_are_exact_for_any_set() {
        let c = corpus();
        let all = c.count(&Bits::all(c.len()));
        assert_eq!(all[0], [(EntityNo(0), 2), (EntityNo(1), 2)]);
        let one = c.count(&Bits::from_numbers(c.len(), [1]));
        assert_eq!(one[0], [(EntityNo(0), 1)], "an entity listed twice counts once");
        assert_eq!(one[1], [(EntityNo(2), 1)]);
        assert_eq!(c.said_by(EntityNo(0)).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn names_resolve_by_form_code_and_beginning() {
        let c = corpus();
        let who = |kind, text: &str| names(&c, &c.resolve(kind, text));
        assert_eq!(who(Kind::Person, "ZELENSKIY"), ["Volodymyr Zelensky"]);
        assert_eq!(who(Kind::Person, "zel"), ["Volodymyr Zelensky"]);
        assert_eq!(who(Kind::Person, "Macron Emm"), ["Emmanuel Macron"]);
        assert_eq!(who(Kind::Country, "fr"), ["France"]);
        assert_eq!(who(Kind::Country, "french"), ["France"]);
        assert!(who(Kind::Person, "").is_empty());
        assert!(who(Kind::Person, "putin").is_empty());
    }

    #[test]
    fn spellings_and_roles_come_back_as_they_were() {
        let c = corpus();
        let zelensky = c.spelled(Kind::Person, "ZELENSKIY").unwrap();
        assert_eq!(c.aliases(zelensky).collect::<Vec<_>>(), ["Zelensky", "Zelenskiy"]);
        assert_eq!(c.spellings(zelensky).nth(1), Some(Spelling { text: "Zelensky", named: 1, beside: 2 }));
        let role = c.dated_roles(zelensky).next().unwrap();
        assert_eq!((role.text, role.count, role.dates), ("President", 3, Some((date(2024, 2, 1), date(2025, 4, 18)))));
        assert_eq!(c.key(zelensky), "Volodymyr Zelensky");
        assert_eq!(c.spelled(Kind::Country, "zelenskiy"), None);
    }

    #[test]
    fn damage_is_seen() {
        let good = bytes();
        assert_eq!(Corpus::open(Vec::new()).err(), Some(Damage::NotACorpus));
        assert_eq!(Corpus::open(good[..good.len() - 1].to_vec()).err(), Some(Damage::Truncated));
        let mut flipped = good.clone();
        *flipped.last_mut().unwrap() ^= 1;
        assert_eq!(Corpus::open(flipped).unwrap().verify().err(), Some(Damage::Checksum));
        assert_eq!(Corpus::open(good.clone()).unwrap().verify(), Ok(()));
        let mut header = good.clone();
        header[30] ^= 1;
        assert_eq!(Corpus::open(header).err(), Some(Damage::Checksum));
        let mut newer = good;
        newer[8] = 99;
        assert_eq!(Corpus::open(newer).err(), Some(Damage::Version));
        assert!(Corpus::empty().is_empty());
    }
}
