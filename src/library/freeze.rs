//! From what is indexed to a frozen corpus: names joined over all articles, columns written.
//!
//! What was frozen before is taken over from the last corpus, what is new from [`Waiting`], and only what neither has
//! is read from the texts. Names are merged anew each time, from the rosters: so an archive freezes to the same corpus
//! however often the work on it was broken off.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::{self, Seek, Write};

use super::corrections::stamp;
use super::texts::Texts;
use super::trouble::Trouble;
use super::waiting::Waiting;
use crate::corpus::{self, ArticleId, Corpus, Correction, Kind, Roster, Rows};
use crate::entities::merge::{Merged, Tally};
use crate::text::fold;

/// Freezes the articles with the serials `live` to `out`; of articles with the same content the first in that order
/// is shown, and when its file goes, the next one takes its place without being read again. `on` is told how many
/// articles are done and says whether to go on; `None` if not.
///
/// # Errors
/// [`Trouble::Damaged`] if an article is nowhere to be found; those of `out`.
pub(super) fn freeze<W: Write + Seek>(
    live: &[u32],
    source: Source,
    waiting: &mut Waiting,
    out: W,
    on: &mut dyn FnMut(usize) -> bool,
) -> Result<Option<W>, Trouble> {
    let Source { old, texts, known } = source;
    let Some((shown, duplicates)) = find(live, old, waiting, texts, on)? else { return Ok(None) };
    let mut living = Living::new(shown, duplicates, old, waiting);
    let mut tally = Tally::default();
    for n in 0..living.len() {
        if n.is_multiple_of(4096) && !on(n as usize) {
            return Ok(None);
        }
        living.read(n);
        tally.add(&living.roster, living.date(n));
    }
    let mut merged = tally.finish(&|n| living.name(n), known);
    let entities = std::mem::take(&mut merged.entities);
    living.merged = Some(merged);
    let all = live.len();
    Ok(corpus::freeze(&mut living, &entities, stamp(known), out, &mut || on(all))?)
}

/// What freezing goes by, beside what waits.
#[derive(Clone, Copy, Default)]
pub(super) struct Source<'a> {
    /// The last corpus of this archive.
    pub old: Option<&'a Corpus>,
    /// For articles that are in neither.
    pub texts: Option<&'a Texts>,
    /// What the reader knows better of names.
    pub known: &'a [Correction],
}

/// Where an article's columns are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Old(u32),
    Waiting(u32),
}

/// An article to be shown.
#[derive(Clone, Copy)]
struct Row {
    day: Option<i32>,
    serial: u32,
    from: From,
}

/// The articles to be shown, newest first, and the serials of others with the serial of the one shown in their place.
type Found = (Vec<Row>, Vec<(u32, u32)>);

fn find(
    live: &[u32],
    old: Option<&Corpus>,
    waiting: &mut Waiting,
    texts: Option<&Texts>,
    on: &mut dyn FnMut(usize) -> bool,
) -> Result<Option<Found>, Trouble> {
    let mut rows = Vec::with_capacity(live.len());
    let mut duplicates = Vec::new();
    let mut met: HashMap<ArticleId, u32> = HashMap::with_capacity(live.len());
    for (n, serial) in live.iter().copied().enumerate() {
        if n.is_multiple_of(4096) && !on(0) {
            return Ok(None);
        }
        let known = old.and_then(|c| c.by_serial(serial).map(|n| (c, n)));
        let id = match (known, waiting.find(serial)) {
            (Some((corpus, n)), _) => corpus.id(n),
            (None, Some(place)) => waiting.row(place).id,
            (None, None) => {
                let place = load(serial, waiting, texts)?;
                waiting.row(place).id
            }
        };
        if let Some(first) = met.get(&id) {
            duplicates.push((serial, *first));
            continue;
        }
        met.insert(id, serial);
        // A serial that stood for a duplicate has columns of its own: same content, perhaps another source.
        let own = known.filter(|(corpus, n)| corpus.serial(*n) == serial);
        rows.push(match (own, waiting.find(serial)) {
            (Some((corpus, n)), _) => Row { day: corpus.day(n), serial, from: From::Old(n) },
            (None, Some(place)) => Row { day: waiting.day(place), serial, from: From::Waiting(place) },
            (None, None) => {
                let place = load(serial, waiting, texts)?;
                Row { day: waiting.day(place), serial, from: From::Waiting(place) }
            }
        });
    }
    rows.sort_unstable_by_key(|row| (Reverse(row.day), row.serial));
    Ok(Some((rows, duplicates)))
}

fn load(serial: u32, waiting: &mut Waiting, texts: Option<&Texts>) -> Result<u32, Trouble> {
    // The manifest was ahead of the texts: a power cut, or someone's hand.
    let missing = || Trouble::Damaged("articles are missing from the index".into());
    let (article, found) = texts.ok_or_else(missing)?.load(serial)?.ok_or_else(missing)?;
    waiting.push(serial, article.words() as u32, &article, &found);
    waiting.find(serial).ok_or_else(missing)
}

/// The rows of a corpus to be, from the last one and from what waits.
struct Living<'a> {
    rows: Vec<Row>,
    duplicates: Vec<(u32, u32)>,
    old: Option<&'a Corpus>,
    waiting: &'a Waiting,
    /// How many texts the old corpus names; its numbers are ours.
    old_names: u32,
    /// Our number of each text that waits, and the other way for those that the old corpus has not.
    ours: Vec<u32>,
    theirs: Vec<u32>,
    merged: Option<Merged>,
    /// The roster of the row that was read last, in our numbers.
    roster: Roster,
    /// The numbers of the new corpus by ours, handed out as texts are first needed; and ours by them.
    numbers: Vec<u32>,
    named: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl<'a> Living<'a> {
    fn new(rows: Vec<Row>, duplicates: Vec<(u32, u32)>, old: Option<&'a Corpus>, waiting: &'a Waiting) -> Living<'a> {
        let old_names = old.map_or(0, Corpus::roster_names);
        let mut ours = vec![NONE; waiting.names.len()];
        if !ours.is_empty() {
            let name = |n| old.map_or("", |corpus| corpus.roster_name(n));
            (0..old_names).for_each(|n| {
                if let Some(waits) = waiting.names.find(name(n)) {
                    ours[waits as usize] = n;
                }
            });
        }
        let mut theirs = Vec::new();
        for (n, number) in (0..).zip(&mut ours).filter(|(_, number)| **number == NONE) {
            *number = old_names + theirs.len() as u32;
            theirs.push(n);
        }
        let places: HashMap<u32, u32> = match duplicates.is_empty() {
            true => HashMap::new(),
            false => rows.iter().zip(0..).map(|(row, n)| (row.serial, n)).collect(),
        };
        let duplicates = duplicates.into_iter().filter_map(|(one, shown)| Some((one, *places.get(&shown)?))).collect();
        let numbers = vec![NONE; old_names as usize + theirs.len()];
        Living {
            rows,
            duplicates,
            old,
            waiting,
            old_names,
            ours,
            theirs,
            merged: None,
            roster: Roster::default(),
            numbers,
            named: Vec::new(),
        }
    }

    fn from(&self, n: u32) -> From {
        self.rows[n as usize].from
    }

    /// Reads the roster of a row.
    fn read(&mut self, n: u32) {
        match (self.from(n), self.old) {
            (From::Old(n), Some(corpus)) => self.roster.read(corpus.roster(n)),
            (From::Old(_), None) => self.roster.read(&[]),
            (From::Waiting(place), _) => {
                self.roster.read(self.waiting.roster(place));
                self.roster.renumber(|text| self.ours.get(text as usize).copied().unwrap_or(NONE));
            }
        }
    }

    fn date(&self, n: u32) -> Option<jiff::civil::Date> {
        match (self.from(n), self.old) {
            (From::Old(n), Some(corpus)) => corpus.date(n),
            (From::Old(_), None) => None,
            (From::Waiting(place), _) => self.waiting.row(place).date,
        }
    }

    /// The text of one of our numbers.
    fn name(&self, number: u32) -> &str {
        match (number.checked_sub(self.old_names), self.old) {
            (None, Some(corpus)) => corpus.roster_name(number),
            (None, None) => "",
            (Some(n), _) => self.theirs.get(n as usize).map_or("", |waits| self.waiting.names.text(*waits)),
        }
    }
}

impl Rows for Living<'_> {
    fn len(&self) -> u32 {
        self.rows.len() as u32
    }

    fn id(&self, n: u32) -> ArticleId {
        match (self.from(n), self.old) {
            (From::Old(n), corpus) => corpus.map(|c| c.id(n)).unwrap_or_default(),
            (From::Waiting(place), _) => self.waiting.row(place).id,
        }
    }

    fn serial(&self, n: u32) -> u32 {
        self.rows[n as usize].serial
    }

    fn day(&self, n: u32) -> Option<i32> {
        self.rows[n as usize].day
    }

    fn words(&self, n: u32) -> u32 {
        match (self.from(n), self.old) {
            (From::Old(n), corpus) => corpus.map_or(0, |c| c.words(n)),
            (From::Waiting(place), _) => self.waiting.row(place).words,
        }
    }

    fn source(&self, n: u32) -> Option<&str> {
        match (self.from(n), self.old) {
            (From::Old(n), corpus) => corpus?.source(n),
            (From::Waiting(place), _) => self.waiting.source(place),
        }
    }

    fn title(&self, n: u32) -> &str {
        match (self.from(n), self.old) {
            (From::Old(n), corpus) => corpus.map_or("", |c| c.title(n)),
            (From::Waiting(place), _) => self.waiting.title(place),
        }
    }

    fn cast(&mut self, n: u32, entities: &mut Vec<u32>, speakers: &mut Vec<u32>) {
        self.read(n);
        let entity = |kind: Kind, form| self.merged.as_ref().and_then(|m| m.entity(kind, form)).unwrap_or(NONE);
        entities.extend(self.roster.locals().map(|(kind, entered)| entity(*kind, entered.form)));
        speakers.extend(&self.roster.speakers);
    }

    fn duplicates(&self) -> &[(u32, u32)] {
        &self.duplicates
    }

    /// The old ones are in order already; the new ones are sorted and put between them.
    fn by_title(&self) -> Vec<u32> {
        let mut rank_of_old = vec![NONE; self.old.map_or(0, |c| c.len() as usize)];
        let mut fresh: Vec<(Box<str>, u32)> = Vec::new();
        for n in 0..self.len() {
            match (self.from(n), self.old) {
                (From::Old(old), Some(corpus)) => {
                    if let Some(row) = rank_of_old.get_mut(corpus.title_rank(old) as usize) {
                        *row = n;
                    }
                }
                (From::Old(_), None) => {}
                (From::Waiting(_), _) => fresh.push((fold(self.title(n)).into(), n)),
            }
        }
        fresh.sort_unstable();
        let mut out = Vec::with_capacity(self.rows.len());
        let mut fresh = fresh.into_iter().peekable();
        for old in rank_of_old.into_iter().filter(|n| *n != NONE) {
            if fresh.peek().is_some() {
                let key = fold(self.title(old));
                while let Some((_, n)) = fresh.next_if(|(title, n)| (&**title, *n) < (&*key, old)) {
                    out.push(n);
                }
            }
            out.push(old);
        }
        out.extend(fresh.map(|(_, n)| n));
        out
    }

    fn roster(&mut self, n: u32, out: &mut Vec<u8>) {
        self.read(n);
        let (numbers, named) = (&mut self.numbers, &mut self.named);
        self.roster.write(out, &mut |ours| {
            let Some(number) = numbers.get_mut(ours as usize) else { return NONE };
            if *number == NONE {
                *number = named.len() as u32;
                named.push(ours);
            }
            *number
        });
    }

    fn names(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        Box::new(self.named.iter().map(|ours| self.name(*ours)))
    }
}

/// The same to memory.
pub(super) fn in_memory(
    live: &[u32],
    source: Source,
    waiting: &mut Waiting,
    on: &mut dyn FnMut(usize) -> bool,
) -> Result<Option<Vec<u8>>, Trouble> {
    Ok(freeze(live, source, waiting, io::Cursor::new(Vec::new()), on)?.map(io::Cursor::into_inner))
}

#[cfg(test)]
mod tests {
    use super::super::work::{Finding, make};
    use super::*;
    use proptest::prelude::*;

    const TEXTS: &[&str] = &[
        "Talks in Paris\n\nPARIS, April 17, 2025 - French President Emmanuel Macron met Marco Rubio of the United States.\n\n\
         \"It is a first step,\" Macron said.\n",
        "Élysée hails talks\n\nApril 18, 2025\n\nThe Élysée said President Macron and Secretary Rubio would meet NATO.\n",
        "A prize\n\nMay 2, 2023\n\nMarco Rubio, a senator, spoke in Oslo. \"We are not done,\" said Rubio.\n",
        "A prize\n\nMay 2, 2023\n\nMarco Rubio, a senator, spoke in Oslo. \"We are not done,\" said Rubio.\n",
        "No date at all\n\nMacron did not speak. Volodymyr Zelenskyy, the Ukrainian president, did.\n",
        "A word from Kyiv\n\nJanuary 9, 2024\n\nZelensky thanked Emmanuel Macron and the European Union.\n",
    ];

    fn push(waiting: &mut Waiting, serials: impl Iterator<Item = u32>) {
        for serial in serials {
            let text = TEXTS[serial as usize % TEXTS.len()];
            let made = make(&format!("{serial}.txt"), text.as_bytes(), Finding::All);
            let (article, found) = &made.articles[0];
            waiting.push(serial, made.words[0], article, found);
        }
    }

    fn frozen(live: &[u32], old: Option<&Corpus>, waiting: &mut Waiting) -> Corpus {
        let source = Source { old, ..Source::default() };
        let corpus = Corpus::open(in_memory(live, source, waiting, &mut |_| true).unwrap().unwrap()).unwrap();
        corpus.verify().unwrap();
        corpus
    }

    /// All that a corpus says but its numbers of texts.
    fn picture(corpus: &Corpus) -> Vec<String> {
        let article = |n| {
            let locals: Vec<u32> = corpus.locals(n).map(|e| e.0).collect();
            format!("{:?} {} {locals:?}", corpus.row(n), corpus.title_rank(n))
        };
        let entity = |e| {
            let (named, said): (Vec<_>, Vec<_>) = (corpus.articles_of(e).collect(), corpus.said_by(e).collect());
            let (spellings, roles): (Vec<_>, Vec<_>) = (corpus.spellings(e).collect(), corpus.dated_roles(e).collect());
            format!("{} {} {named:?} {said:?} {spellings:?} {roles:?}", corpus.name(e), corpus.key(e))
        };
        let entities = Kind::ALL.into_iter().flat_map(|kind| corpus.entities(kind));
        (0..corpus.len()).map(article).chain(entities.map(entity)).collect()
    }

    #[test]
    fn of_articles_with_one_content_the_first_is_shown_and_the_next_takes_its_place() {
        let mut waiting = Waiting::default();
        push(&mut waiting, 0..6);
        let first = frozen(&[3, 2, 5], None, &mut waiting);
        assert_eq!((first.len(), first.by_serial(2), first.serial(1)), (2, Some(1), 3));
        assert_eq!((first.by_serial(3), first.by_serial(0)), (Some(1), None));
        // The first one's file has gone.
        let second = frozen(&[2, 5], Some(&first), &mut waiting);
        assert_eq!((second.len(), second.serial(1), second.by_serial(3)), (2, 2, None));
    }

    #[test]
    fn an_article_that_is_nowhere_is_damage() {
        let live = [0, 9];
        let mut waiting = Waiting::default();
        push(&mut waiting, 0..1);
        let frozen = in_memory(&live, Source::default(), &mut waiting, &mut |_| true);
        assert!(matches!(frozen, Err(Trouble::Damaged(_))));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

        #[test]
        fn freezing_step_by_step_is_freezing_at_once(steps in prop::collection::vec(prop::collection::btree_set(0u32..12, 0..9), 1..5)) {
            let mut old: Option<Corpus> = None;
            for live in &steps {
                let live: Vec<u32> = live.iter().copied().collect();
                let known: Vec<u32> = old.iter().flat_map(|c| (0..c.len()).map(|n| c.serial(n))).collect();
                let mut waiting = Waiting::default();
                push(&mut waiting, live.iter().copied().filter(|serial| !known.contains(serial)));
                old = Some(frozen(&live, old.as_ref(), &mut waiting));
            }
            let mut waiting = Waiting::default();
            let live: Vec<u32> = steps[steps.len() - 1].iter().copied().collect();
            push(&mut waiting, live.iter().copied());
            prop_assert_eq!(picture(&old.unwrap()), picture(&frozen(&live, None, &mut waiting)));
        }
    }
}
