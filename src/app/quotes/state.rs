//! What the room holds: speakers, two shelves of quotes, and the words of those on the screen.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::{columns, height};
use crate::corpus::{ArticleNo, Corpus, EntityNo, Quoted};
use crate::query::{Hit, words as search_words};
use crate::text::wrap::wrap;

/// A quote by its article and its place among those of the article.
pub type Place = (ArticleNo, u32);

/// Whose quotes are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Who {
    /// Of whoever says most.
    #[default]
    First,
    /// All of them.
    Everybody,
    /// Those without a speaker.
    Nobody,
    Of(EntityNo),
}

/// Where the cursor is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    #[default]
    Speakers,
    By,
    About,
}

impl Column {
    /// The next one; from the last to the first only if it goes `round`.
    pub fn next(self, round: bool) -> Column {
        match self {
            Column::Speakers => Column::By,
            Column::By => Column::About,
            Column::About if round => Column::Speakers,
            Column::About => Column::About,
        }
    }

    pub fn previous(self) -> Column {
        if self == Column::About { Column::By } else { Column::Speakers }
    }
}

/// What is asked of the worker. It looks among the articles that it selected last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub who: Who,
    /// Whether the speakers are wanted as well.
    pub speakers: bool,
    /// Of which a quote has all.
    pub words: String,
    /// Whom a quote names, in any spelling.
    pub about: String,
}

/// What the worker answers.
#[derive(Clone, Debug, Default)]
pub struct Filed {
    /// Everybody, then most quotes first, nobody's last.
    pub speakers: Option<Arc<[(Who, u32)]>>,
    pub who: Who,
    /// By and about, newest first.
    pub shelves: [Arc<[Quoted]>; 2],
    /// While words are still looked for: articles that were read, and all that have to be.
    pub reading: Option<(u64, u64)>,
}

/// The words of one quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub text: Arc<str>,
    /// Where they stand in the article.
    pub hit: Hit,
}

/// Quotes in a column.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    pub rows: Arc<[Quoted]>,
    pub cursor: usize,
    /// The first one on the screen.
    pub top: usize,
}

/// The open room.
#[derive(Clone, Debug)]
pub struct Pane {
    /// Whose numbers these are.
    pub corpus: Arc<Corpus>,
    pub column: Column,
    /// All of them have to be in a quote.
    pub words: String,
    /// Whom the quotes have to name.
    pub about: String,
    pub who: Who,
    /// The reader chose whose.
    pub(super) chosen: bool,
    /// Whose quotes were asked for last.
    pub(super) asked: Option<Who>,
    /// The speakers that were asked for have not come yet.
    pub(super) incomplete: bool,
    pub speakers: Arc<[(Who, u32)]>,
    /// The cursor among them, and the first one on the screen.
    pub speaker: usize,
    pub top: usize,
    /// By and about.
    pub shelves: [Shelf; 2],
    /// `None` for those that are asked for.
    texts: HashMap<Place, Option<Words>>,
    /// While words are looked for: articles read, of how many.
    pub reading: Option<(u64, u64)>,
    /// That was ended before its end.
    pub given_up: bool,
    /// Something was answered.
    pub filled: bool,
}

/// Words of more quotes than this are not held.
const HELD: usize = 512;
/// Rows of a quote whose words are not here yet: a line of words, a line about it, a gap.
const UNKNOWN: usize = 3;

impl Pane {
    pub fn new(corpus: Arc<Corpus>) -> Pane {
        Pane {
            corpus,
            column: Column::default(),
            words: String::new(),
            about: String::new(),
            who: Who::default(),
            chosen: false,
            asked: None,
            incomplete: false,
            speakers: Arc::default(),
            speaker: 0,
            top: 0,
            shelves: Default::default(),
            texts: HashMap::new(),
            reading: None,
            given_up: false,
            filled: false,
        }
    }

    /// Whether it is the quotes about somebody that are shown where there is room for one column.
    pub fn shown_about(&self) -> bool {
        self.column == Column::About && self.who != Who::Everybody
    }

    /// Whose quotes are asked for: those of whom the reader chose; else, where something narrows them, everybody's.
    pub(super) fn wanted(&self) -> Who {
        if self.chosen {
            return self.who;
        }
        if self.words.is_empty() && self.about.is_empty() { Who::First } else { Who::Everybody }
    }

    /// Which shelf the cursor is on; `None` for the speakers.
    pub fn shelf_no(&self) -> Option<usize> {
        match self.column {
            Column::Speakers => None,
            Column::By => Some(0),
            Column::About => Some(1),
        }
    }

    /// The quote under the cursor.
    pub fn under_cursor(&self) -> Option<&Quoted> {
        let shelf = self.shelves.get(self.shelf_no()?)?;
        shelf.rows.get(shelf.cursor)
    }

    /// Whose quotes are shown; `None` for nobody's and everybody's.
    pub fn entity(&self) -> Option<EntityNo> {
        if let Who::Of(entity) = self.who { Some(entity) } else { None }
    }

    pub fn words_of(&self, place: Place) -> Option<&Words> {
        self.texts.get(&place)?.as_ref()
    }

    /// In another corpus: the same speaker, should he still be there.
    pub(super) fn follow(&mut self, corpus: &Arc<Corpus>) {
        if Arc::ptr_eq(&self.corpus, corpus) {
            return;
        }
        let old = std::mem::replace(&mut self.corpus, Arc::clone(corpus));
        if let Who::Of(entity) = self.who {
            self.who = corpus.spelled(old.kind(entity), old.key(entity)).map_or(Who::First, Who::Of);
        }
        self.texts.clear();
        // Numbers of another corpus say nothing here.
        self.speakers = Arc::default();
        self.shelves.iter_mut().for_each(|shelf| shelf.rows = Arc::default());
        self.filled = false;
    }

    /// Takes in an answer. Cursors stay on their quotes and on their speaker.
    pub(super) fn show(&mut self, filed: Filed) {
        let same = self.who == filed.who || !self.chosen;
        (self.reading, self.filled) = (filed.reading, true);
        if let Some(speakers) = filed.speakers {
            self.speakers = speakers;
            self.incomplete = filed.reading.is_some();
        }
        if !same {
            return;
        }
        let before = self.asked.replace(filed.who) == Some(filed.who);
        self.who = filed.who;
        if let Some(at) = self.speakers.iter().position(|(who, _)| *who == self.who) {
            self.speaker = at;
        }
        if self.column == Column::About && self.who == Who::Everybody {
            self.column = Column::By;
        }
        for (shelf, rows) in self.shelves.iter_mut().zip(filed.shelves) {
            let was = shelf.rows.get(shelf.cursor).map(|q| q.quote);
            let at = was.filter(|_| before).and_then(|was| rows.iter().position(|q| q.quote == was));
            let above = shelf.cursor.saturating_sub(shelf.top);
            shelf.cursor = at.unwrap_or(0);
            shelf.top = shelf.cursor.saturating_sub(above);
            shelf.rows = rows;
        }
    }

    pub(super) fn learn(&mut self, words: &[(Place, Words)]) {
        self.texts.extend(words.iter().map(|(place, words)| (*place, Some(words.clone()))));
    }

    /// What was asked for and has not come is asked for again, should it be on the screen.
    pub(super) fn forget_asked(&mut self) {
        self.texts.retain(|_, words| words.is_some());
    }

    /// Rows that a quote takes: its words, a line about it, a gap.
    pub fn rows_of(&self, quoted: &Quoted, columns: usize) -> usize {
        let words = self.words_of((quoted.quote.article, quoted.quote.index));
        words.map_or(UNKNOWN, |words| wrap(&quoted_text(&words.text), columns).len() + 2)
    }

    /// How many quotes begin on the screen.
    pub(super) fn on_screen(&self, n: usize, area: Rect) -> usize {
        let Some(shelf) = self.shelves.get(n) else { return 0 };
        let (mut left, columns) = (height(area), columns(area));
        let fits = |quoted: &&Quoted| {
            let fits = left > 0;
            left = left.saturating_sub(self.rows_of(quoted, columns));
            fits
        };
        shelf.rows.iter().skip(shelf.top).take_while(fits).count()
    }

    /// The quote that stands in a row of the screen.
    pub(super) fn row_at(&self, n: usize, area: Rect, row: u16) -> Option<usize> {
        let mut left = row.checked_sub(area.y + 1)? as usize;
        let shelf = self.shelves.get(n)?;
        for (at, quoted) in shelf.rows.iter().enumerate().skip(shelf.top).take(self.on_screen(n, area)) {
            let rows = self.rows_of(quoted, columns(area));
            if left < rows {
                return Some(at);
            }
            left -= rows;
        }
        None
    }

    /// What is on the screen and has no words yet; it counts as asked for.
    pub(super) fn lacking(&mut self, n: usize, area: Rect) -> Vec<Place> {
        let shown = self.on_screen(n, area);
        let Some(shelf) = self.shelves.get(n) else { return Vec::new() };
        let places = shelf.rows.iter().skip(shelf.top).take(shown).map(|q| (q.quote.article, q.quote.index));
        let lacking: Vec<Place> = places.filter(|place| !self.texts.contains_key(place)).collect();
        if !lacking.is_empty() && self.texts.len() > HELD {
            // Of the few that are still on the screen the words are read again.
            self.texts.clear();
        }
        self.texts.extend(lacking.iter().map(|place| (*place, None)));
        lacking
    }

    pub(super) fn keep_in_view(&mut self, rows: usize) {
        let rows = rows.max(1);
        self.speaker = self.speaker.min(self.speakers.len().saturating_sub(1));
        self.top = self.top.min(self.speakers.len().saturating_sub(rows)).min(self.speaker);
        if self.speaker >= self.top + rows {
            self.top = self.speaker + 1 - rows;
        }
    }

    /// Scrolls so that the quote under the cursor is all on the screen, or its beginning where it is too long.
    pub(super) fn keep_shelf_in_view(&mut self, n: usize, area: Rect) {
        let (height, columns) = (height(area), columns(area));
        let Some(shelf) = self.shelves.get(n) else { return };
        let cursor = shelf.cursor.min(shelf.rows.len().saturating_sub(1));
        // The gap below the last one need not be there.
        let mut left = height + 1;
        let mut first = cursor;
        for at in (0..=cursor).rev() {
            let Some(quoted) = shelf.rows.get(at) else { break };
            let rows = self.rows_of(quoted, columns);
            if rows > left {
                break;
            }
            left -= rows;
            first = at;
        }
        let top = shelf.top.clamp(first, cursor);
        if let Some(shelf) = self.shelves.get_mut(n) {
            (shelf.cursor, shelf.top) = (cursor, top);
        }
    }
}

/// A quote's words as they are shown.
pub fn quoted_text(words: &str) -> String {
    format!("“{words}”")
}

/// The words by which quotes are narrowed.
pub fn needles(text: &str) -> Vec<String> {
    search_words::wanted(text)
}

/// Where the needles begin a word of `text`; `None` if one of them begins none.
pub fn marks(text: &str, needles: &[String]) -> Option<Vec<Range<usize>>> {
    let tokens = search_words::tokens(text);
    let mut marks = Vec::new();
    for needle in needles {
        let before = marks.len();
        marks.extend(tokens.iter().filter(|t| t.text.starts_with(needle.as_str())).map(|t| t.span.range()));
        if marks.len() == before {
            return None;
        }
    }
    Some(marks)
}
