//! The whole state of the program.

use std::sync::Arc;

use super::Key;
use super::action::Scope;
use super::bar::Bar;
use super::entity::Page;
use super::filter::Filter;
use super::help::Help;
use super::issues::Issues;
use super::keymap::{self, Keymap};
use super::list::List;
use super::message::Progress;
use super::palette::Palette;
use super::picker::Picker;
use super::reader::Reader;
use super::room::{self, Room, Rooms};
use super::sidebar::Sidebar;
use crate::corpus::{ArticleNo, Corpus, Kind, MarkChange, Marks};
use crate::query::{Answer, Expr, Order, Request};

/// The pane that keys go to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    #[default]
    List,
    Reader,
    Sidebar(Kind),
    /// The entity page, which lies over the reader.
    Entity,
}

/// What lies over the panes and takes the keys.
#[derive(Clone, Debug)]
pub enum Overlay {
    Help(Help),
    Palette(Palette),
    Picker(Picker),
}

/// What undoes something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undo {
    Marks(Vec<MarkChange>),
    /// By its number.
    Correction(u64),
}

/// Which colours: see `ui::theme`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// The terminal's own sixteen colours.
    #[default]
    Terminal,
    /// Attributes only.
    Mono,
}

/// Everything that the screen shows and keys change.
#[derive(Debug)]
pub struct Model {
    /// What takes back the marks and corrections made on purpose, the last one last.
    pub undo: Vec<Undo>,
    /// Columns and rows.
    pub size: (u16, u16),
    /// The archive's name, sanitised.
    pub archive: String,
    pub corpus: Arc<Corpus>,
    pub marks: Arc<Marks>,
    /// The changes of marks since the last request was sent: the answer to it does not know them.
    pub unanswered: Vec<MarkChange>,
    pub filter: Filter,
    /// What is shown: numbers in `corpus`.
    pub answer: Answer,
    /// Raised with every request; an answer to an older one is dropped.
    pub generation: u64,
    /// The request that `answer` answers.
    pub answered: u64,
    /// As `generation`, for opening articles.
    pub opening: u64,
    /// As `generation`, for what is typed into a picker.
    pub picking: u64,
    /// As `generation`, for the quotes of the room.
    pub quoting: u64,
    pub focus: Focus,
    pub list: List,
    pub reader: Reader,
    pub sidebar: Sidebar,
    /// The entity page, while it is open.
    pub page: Option<Page>,
    pub rooms: Rooms,
    pub bar: Option<Bar>,
    pub overlay: Option<Overlay>,
    /// What is wrong with the files; `None` before they were looked at.
    pub issues: Option<Arc<Issues>>,
    pub keymap: Keymap,
    /// The keys of a sequence not yet finished.
    pub pending: Vec<Key>,
    pub zen: bool,
    pub theme: ThemeName,
    pub progress: Option<Progress>,
    pub notice: Option<String>,
}

impl Model {
    /// An empty program of a size; [`super::update::start`] gives its first effects.
    pub fn new(size: (u16, u16), archive: String, theme: ThemeName) -> Model {
        Model {
            undo: Vec::new(),
            size,
            archive,
            corpus: Arc::new(Corpus::empty()),
            marks: Arc::new(Marks::default()),
            unanswered: Vec::new(),
            filter: Filter::default(),
            answer: Answer::default(),
            generation: 0,
            answered: 0,
            opening: 0,
            picking: 0,
            quoting: 0,
            focus: Focus::List,
            list: List::default(),
            reader: Reader::default(),
            sidebar: Sidebar::default(),
            page: None,
            rooms: Rooms::default(),
            bar: None,
            overlay: None,
            issues: None,
            keymap: Keymap::default(),
            pending: Vec::new(),
            zen: false,
            theme,
            progress: None,
            notice: None,
        }
    }

    /// The number of the article under the list's cursor.
    pub fn selected(&self) -> Option<ArticleNo> {
        self.list.selected(&self.answer)
    }

    /// The article that star, tag and whatever else one does with an article is about: the one under the cursor of the
    /// list, or of the room on the screen, should that have one.
    pub fn subject(&self) -> Option<ArticleNo> {
        if self.rooms.current().is_some() { room::article(self) } else { self.selected() }
    }

    /// Where keys mean what they mean now.
    pub fn scope(&self) -> Scope {
        self.rooms.current().map_or(keymap::scope_of(self.focus), Room::scope)
    }

    /// Chips and the text being typed together.
    pub fn expr(&self) -> Expr {
        let typed = self.bar.as_ref().map_or(Expr::All, Bar::expr);
        super::filter::and([self.filter.expr(), typed].into_iter())
    }

    /// What is to be shown now.
    pub fn request(&self) -> Request {
        Request { expr: self.expr(), order: self.order(), unfold: false }
    }

    /// In what order it is shown.
    pub fn order(&self) -> Order {
        if self.searching() && self.filter.order.is_none() {
            Order { by: crate::query::By::Relevance, reverse: false }
        } else {
            self.filter.order()
        }
    }

    /// True while `/` is open.
    pub fn searching(&self) -> bool {
        self.bar.as_ref().is_some_and(|b| b.purpose == super::bar::Purpose::Search)
    }

    /// True where rows show a snippet below the title: a search is open or among the chips.
    pub fn snippets(&self) -> bool {
        self.searching() || self.filter.chips.iter().any(|c| c.search)
    }
}
