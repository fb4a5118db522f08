//! Marks out of the store and into it, as lines. What comes in is added to what is there: nothing is taken away, and
//! of two that cannot both be, the reader's own stays.

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
            for line in lines {
                take(write, line, &mut taken)?;
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

fn take(write: &WriteTransaction, line: &Line, taken: &mut Taken) -> Result<(), Trouble> {
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
        Line::Note { article, text, passage, at } => count(!add(write, article, Note { text, passage, at })?),
        Line::Highlight { article, passage, at } => {
            count(!add(write, article, Note { text: String::new(), passage: Some(passage), at })?);
        }
        Line::Bookmark { letter, article, paragraph, byte, title } => {
            let own = write.open_table(BOOKMARKS)?.get(letter)?.and_then(|own| tables::bookmark(own.value()));
            let now = Bookmark { article: article.0, position: Position { paragraph, byte }, title };
            match own {
                None => {
                    tables::put(write, &MarkChange::Bookmark { letter, was: None, now: Some(now) })?;
                    count(false);
                }
                Some(own) if (own.article, own.position) == (now.article, now.position) => count(true),
                Some(_) => taken.other += 1,
            }
        }
        Line::Search { name, query, search, visited, seen } => {
            count(!save(write, name, SavedSearch { query, search, visited, seen })?);
        }
        Line::Name(_) => {}
    }
    Ok(())
}

/// Adds a note unless the same stands there already. True if it is new.
fn add(write: &WriteTransaction, article: Name, note: Note) -> Result<bool, Trouble> {
    let id = article.0;
    let mut own = Notes::default();
    for entry in write.open_table(NOTES)?.range((&id.0, 0)..=(&id.0, u64::MAX))? {
        let (key, json) = entry?;
        // One that cannot be read has its number all the same.
        own.set(id, key.value().1, Some(tables::note(json.value()).unwrap_or_default()));
    }
    if own.of(id).iter().any(|(_, other)| other.says(&note)) {
        return Ok(false);
    }
    let number = own.free(id, &note);
    let now = Some(Arc::new(note));
    tables::put(write, &MarkChange::Note { article: id, number, was: None, now })?;
    Ok(true)
}

/// Adds a search unless the same is kept under that name; where another is, under that name with a number. True if it
/// is new.
fn save(write: &WriteTransaction, name: String, wanted: SavedSearch) -> Result<bool, Trouble> {
    let mut free = name.clone();
    for n in 2.. {
        let own = write.open_table(SEARCHES)?.get(free.as_str())?.and_then(|own| tables::search(own.value(), &[]));
        match own {
            None => break,
            Some(own) if (&own.query, &own.search) == (&wanted.query, &wanted.search) => return Ok(false),
            Some(_) => free = format!("{name} {n}"),
        }
    }
    tables::put(write, &MarkChange::Search { name: free, was: None, now: Some(wanted) })?;
    Ok(true)
}
