//! Marks out of the store and into it, as lines. What comes in is added to what is there: nothing is taken away, and
//! of two that cannot both be, the reader's own stays.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use redb::{ReadTransaction, ReadableMultimapTable, ReadableTable, WriteTransaction};

use super::super::trouble::Trouble;
use super::lines::{Line, Name};
use super::tables::{self, BOOKMARKS, NOTES, POSITIONS, READ, SEARCHES, SEEN, STARRED, TAGS, there};
use super::{PATIENCE, Store, cannot_read, unsaved};
use crate::corpus::{ArticleId, Bookmark, MarkChange, Note, Notes, Position, SavedSearch};

/// What became of lines that were taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    pub new: usize,
    /// Were there already.
    pub known: usize,
    /// Something else is there, and stays: a letter that marks another place, an article that is read further on.
    pub other: usize,
}

impl Store {
    /// Gives every mark there is to `each`, until that fails.
    ///
    /// # Errors
    /// If the store cannot be read, or as `each` says.
    pub fn export(&self, each: &mut dyn FnMut(Line) -> anyhow::Result<()>) -> anyhow::Result<()> {
        if !self.path.exists() {
            return Ok(());
        }
        let mut failed = None;
        let give = |line| {
            each(line).map_err(|error| {
                failed = Some(error);
                Trouble::other(anyhow::anyhow!("given up"))
            })
        };
        // Damage may show as a panic of the database's own.
        let done = catch_unwind(AssertUnwindSafe(|| self.read_with(|read| all(read, give))));
        match (done, failed) {
            (_, Some(error)) => Err(error),
            (Ok(Ok(())), None) => Ok(()),
            (Ok(Err(trouble)), None) => Err(anyhow::anyhow!(cannot_read(&self.path, &trouble))),
            (Err(_), None) => Err(anyhow::anyhow!(cannot_read(&self.path, &Trouble::Damaged("it is damaged".into())))),
        }
    }

    /// Takes lines in, all of them or none. Names are not for this store and are passed over.
    ///
    /// # Errors
    /// If they cannot be saved.
    pub fn import(&self, lines: &[Line]) -> anyhow::Result<Taken> {
        self.change_with(PATIENCE, |write| {
            let mut taken = Taken::default();
            let mut notes: Vec<(ArticleId, Note)> = Vec::new();
            for line in lines {
                take(write, line, &mut notes, &mut taken)?;
            }
            // Those of an article are read once for all that are added to it.
            notes.sort_by_key(|(article, _)| *article);
            for of_one in notes.chunk_by(|a, b| a.0 == b.0) {
                add(write, of_one, &mut taken)?;
            }
            Ok(taken)
        })
        .map(|(taken, _)| taken)
        .map_err(|trouble| anyhow::anyhow!(unsaved(&self.path, &trouble)))
    }
}

fn all(read: &ReadTransaction, mut give: impl FnMut(Line) -> Result<(), Trouble>) -> Result<(), Trouble> {
    let name = |id: &[u8; 16]| Name(ArticleId(*id));
    for entry in read.open_table(STARRED)?.iter()? {
        give(Line::Star { article: name(entry?.0.value()) })?;
    }
    for entry in read.open_multimap_table(TAGS)?.iter()? {
        let (article, tags) = entry?;
        for tag in tags {
            give(Line::Tag { article: name(article.value()), tag: tag?.value().to_string() })?;
        }
    }
    if let Some(table) = there(read.open_table(NOTES))? {
        for entry in table.iter()? {
            let (key, json) = entry?;
            let Some(note) = tables::note(json.value()) else { continue };
            give(Line::of_note(ArticleId(*key.value().0), note))?;
        }
    }
    if let Some(table) = there(read.open_table(BOOKMARKS))? {
        for entry in table.iter()? {
            let (letter, json) = entry?;
            let Some(Bookmark { article, position, title }) = tables::bookmark(json.value()) else { continue };
            let (paragraph, byte) = (position.paragraph, position.byte);
            give(Line::Bookmark { letter: letter.value(), article: Name(article), paragraph, byte, title })?;
        }
    }
    if let Some(table) = there(read.open_table(SEARCHES))? {
        let found = there(read.open_table(SEEN))?;
        for entry in table.iter()? {
            let (name, json) = entry?;
            let seen = found.as_ref().map(|table| table.get(name.value())).transpose()?.flatten();
            let seen = seen.as_ref().map_or(&[][..], |bytes| bytes.value());
            let Some(search) = tables::search(json.value(), seen) else { continue };
            let SavedSearch { query, search, visited, seen } = search;
            give(Line::Search { name: name.value().to_string(), query, search, visited, seen })?;
        }
    }
    for entry in read.open_table(READ)?.iter()? {
        give(Line::Read { article: name(entry?.0.value()) })?;
    }
    for entry in read.open_table(POSITIONS)?.iter()? {
        let (article, place) = entry?;
        let (paragraph, byte) = place.value();
        give(Line::Position { article: name(article.value()), paragraph, byte })?;
    }
    Ok(())
}

/// Takes in a line; a note is put to `notes`.
fn take(
    write: &WriteTransaction,
    line: &Line,
    notes: &mut Vec<(ArticleId, Note)>,
    taken: &mut Taken,
) -> Result<(), Trouble> {
    let mut count = |was: bool| if was { taken.known += 1 } else { taken.new += 1 };
    match line.clone() {
        Line::Read { article } => count(write.open_table(READ)?.insert(&article.0.0, ())?.is_some()),
        Line::Star { article } => count(write.open_table(STARRED)?.insert(&article.0.0, ())?.is_some()),
        Line::Tag { article, tag } => count(write.open_multimap_table(TAGS)?.insert(&article.0.0, tag.as_str())?),
        Line::Position { article, paragraph, byte } => {
            let mut table = write.open_table(POSITIONS)?;
            let own = table.get(&article.0.0)?.map(|own| own.value());
            match own {
                None => {
                    table.insert(&article.0.0, (paragraph, byte))?;
                    count(false);
                }
                Some(own) if own == (paragraph, byte) => count(true),
                Some(_) => taken.other += 1,
            }
        }
        Line::Note { article, text, passage, at } => notes.push((article.0, Note { text, passage, at })),
        Line::Highlight { article, passage, at } => {
            notes.push((article.0, Note { text: String::new(), passage: Some(passage), at }));
        }
        Line::Bookmark { letter, article, paragraph, byte, title } => {
            // One that cannot be read is of a later newsprint, and stays.
            let own = write.open_table(BOOKMARKS)?.get(letter)?.map(|own| tables::bookmark(own.value()));
            let now = Bookmark { article: article.0, position: Position { paragraph, byte }, title };
            match own {
                None => {
                    tables::put(write, &MarkChange::Bookmark { letter, was: None, now: Some(now) })?;
                    count(false);
                }
                Some(Some(own)) if (own.article, own.position) == (now.article, now.position) => count(true),
                Some(_) => taken.other += 1,
            }
        }
        Line::Search { name, query, search, visited, seen } => {
            save(write, &name, SavedSearch { query, search, visited, seen }, taken)?;
        }
        Line::Name(_) => {}
    }
    Ok(())
}

/// An article has at most so many notes; more are none that anyone wrote.
const MOST_NOTES: usize = 10_000;
/// So many searches may have one name, told apart by numbers.
const MOST_SEARCHES: usize = 100;

/// Adds notes to one article, but those that stand there already.
fn add(write: &WriteTransaction, notes: &[(ArticleId, Note)], taken: &mut Taken) -> Result<(), Trouble> {
    let Some((id, _)) = notes.first() else { return Ok(()) };
    let (mut numbers, mut said) = (HashSet::new(), HashSet::new());
    // Of what they say only this is kept, as there may be many and long ones.
    let keys = [RandomState::new(), RandomState::new()];
    let says = |note: &Note| {
        let passage = note.passage.as_ref().map(|p| (p.paragraph, p.span.start, p.span.end, &p.words));
        keys.each_ref().map(|key| key.hash_one((&note.text, &passage)))
    };
    for entry in write.open_table(NOTES)?.range((&id.0, 0)..=(&id.0, u64::MAX))? {
        let (key, json) = entry?;
        // One that cannot be read has its number all the same.
        numbers.insert(key.value().1);
        said.extend(tables::note(json.value()).map(|note| says(&note)));
    }
    for (_, note) in notes {
        if said.contains(&says(note)) {
            taken.known += 1;
            continue;
        }
        if numbers.len() >= MOST_NOTES {
            taken.other += 1;
            continue;
        }
        said.insert(says(note));
        let mut number = Notes::default().free(*id, note);
        while !numbers.insert(number) {
            number = number.wrapping_add(1);
        }
        let now = Some(Arc::new(note.clone()));
        tables::put(write, &MarkChange::Note { article: *id, number, was: None, now })?;
        taken.new += 1;
    }
    Ok(())
}

/// Adds a search unless the same is kept under that name; where another is, or one that cannot be read, under that name
/// with a number.
fn save(write: &WriteTransaction, name: &str, wanted: SavedSearch, taken: &mut Taken) -> Result<(), Trouble> {
    let names = std::iter::once(name.to_string()).chain((2..=MOST_SEARCHES).map(|n| format!("{name} {n}")));
    for free in names {
        let own = write.open_table(SEARCHES)?.get(free.as_str())?.map(|own| tables::search(own.value(), &[]));
        match own {
            None => {
                tables::put(write, &MarkChange::Search { name: free, was: None, now: Some(wanted) })?;
                taken.new += 1;
                return Ok(());
            }
            Some(Some(own)) if (&own.query, &own.search) == (&wanted.query, &wanted.search) => {
                taken.known += 1;
                return Ok(());
            }
            Some(_) => {}
        }
    }
    taken.other += 1;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::dirs::Dirs;

    fn store() -> (tempfile::TempDir, Store) {
        let home = tempfile::tempdir().unwrap();
        let (store, _) = Store::open(&Dirs::below(home.path()));
        (home, store)
    }

    fn note(text: &str) -> Line {
        Line::of_note(ArticleId([1; 16]), Note { text: text.into(), passage: None, at: 7 })
    }

    #[test]
    fn what_cannot_be_read_is_not_replaced() {
        let (_home, store) = store();
        store.import(&[note("a")]).unwrap();
        store
            .change_with(PATIENCE, |write| {
                write.open_table(BOOKMARKS)?.insert('a', "{\"shelf\": 1}")?;
                write.open_table(SEARCHES)?.insert("holm", "{\"meant\": 1}")?;
                Ok(())
            })
            .map_err(|trouble| trouble.to_string())
            .unwrap();
        let article = Name(ArticleId([2; 16]));
        let bookmark = Line::Bookmark { letter: 'a', article, paragraph: 0, byte: 0, title: String::new() };
        let (name, query) = ("holm".to_string(), "person:holm".to_string());
        let search = Line::Search { name, query, search: String::new(), visited: 0, seen: Default::default() };
        let taken = store.import(&[bookmark, search]).unwrap();
        assert_eq!(taken, Taken { new: 1, known: 0, other: 1 });
        store
            .change_with(PATIENCE, |write| {
                assert_eq!(write.open_table(BOOKMARKS)?.get('a')?.unwrap().value(), "{\"shelf\": 1}");
                assert_eq!(write.open_table(SEARCHES)?.get("holm")?.unwrap().value(), "{\"meant\": 1}");
                assert!(write.open_table(SEARCHES)?.get("holm 2")?.is_some());
                Ok(())
            })
            .map_err(|trouble| trouble.to_string())
            .unwrap();
    }

    #[test]
    fn an_article_has_so_many_notes_and_no_more() {
        let (_home, store) = store();
        let mut lines: Vec<Line> = (0..MOST_NOTES + 3).map(|n| note(&n.to_string())).collect();
        lines.push(note("5"));
        assert_eq!(store.import(&lines).unwrap(), Taken { new: MOST_NOTES, known: 1, other: 3 });
        assert_eq!(store.import(&lines[..9]).unwrap(), Taken { new: 0, known: 9, other: 0 });
    }
}
