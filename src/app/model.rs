//! The whole state of the program.

use std::sync::Arc;

use super::Key;
use super::action::Scope;
use super::archives::Archives;
use super::bar::Bar;
use super::editor::Editor;
use super::export::{Export, Last};
use super::filter::Filter;
use super::help::Help;
use super::history::History;
use super::issues::Issues;
use super::keymap::{self, Keymap};
use super::layout::Widths;
use super::links::Links;
use super::list::List;
use super::message::Progress;
use super::mouse::Splitter;
use super::palette::Palette;
use super::picker::Picker;
use super::places::Letter;
use super::reader::Reader;
use super::room::{self, Rooms};
use super::settings::Settings;
use super::sidebar::Sidebar;
use super::tour::Tour;
pub use super::undo::Undo;
use super::visual::Visual;
use crate::corpus::{ArticleId, ArticleNo, Bits, Corpus, Kind, MarkChange, Marks};
use crate::query::{Answer, Expr, Order, Request, Term};

/// The pane that keys go to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    #[default]
    List,
    Reader,
    Sidebar(Kind),
}

/// What lies over the panes and takes the keys.
#[derive(Clone, Debug)]
pub enum Overlay {
    Help(Help),
    Palette(Palette),
    Picker(Picker),
    /// A note being written.
    Editor(Editor),
    /// A letter of a place is waited for.
    Letter(Letter),
    Export(Export),
    Links(Links),
    Archives(Archives),
}

/// Which colours: see `ui::theme`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// The terminal's own sixteen colours.
    #[default]
    Terminal,
    Dark,
    Light,
    HighContrast,
    /// Attributes only.
    Mono,
    /// One of the reader's own, by its place among [`super::settings::Settings::themes`].
    Own(u8),
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
    /// The rows marked in the list: articles of `corpus`.
    pub marked: Bits,
    /// What the list asks for may be answered otherwise since marks have changed.
    pub stale: bool,
    /// The article that is listed although it no longer answers, until the cursor leaves it.
    pub kept: Option<ArticleId>,
    /// Seconds since 1970, told before each key.
    pub now: u64,
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
    /// As `generation`, for what is worked out about a name.
    pub dossiers: u64,
    /// As `generation`, for the bin of the timeline that is looked at.
    pub looking: u64,
    /// Whether the sidebar shows when names are named.
    pub sparks: bool,
    /// As `generation`, for the room of stories.
    pub telling: u64,
    /// As `generation`, for the quotes of the room.
    pub quoting: u64,
    pub focus: Focus,
    pub list: List,
    pub reader: Reader,
    /// What is selected in the open article.
    pub visual: Option<Visual>,
    pub sidebar: Sidebar,
    pub rooms: Rooms,
    pub history: History,
    pub bar: Option<Bar>,
    pub overlay: Option<Overlay>,
    /// What is wrong with the files; `None` before they were looked at.
    pub issues: Option<Arc<Issues>>,
    pub keymap: Keymap,
    pub settings: Settings,
    /// The keys of a sequence not yet finished.
    pub pending: Vec<Key>,
    pub zen: bool,
    pub widths: Widths,
    /// The rule between panes that the mouse holds.
    pub dragged: Option<Splitter>,
    pub theme: ThemeName,
    /// For screen readers: one pane at a time, nothing drawn but text, the terminal's cursor where one is.
    pub plain: bool,
    /// Where the last document was saved.
    pub saved: Option<Last>,
    /// The last program that was piped to, as typed.
    pub piped: String,
    pub progress: Option<Progress>,
    /// What was asked for takes longer than one likes to wait.
    pub slow: bool,
    pub notice: Option<String>,
    /// While it is on.
    pub tour: Option<Tour>,
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
            marked: Bits::default(),
            stale: false,
            kept: None,
            now: 0,
            filter: Filter::default(),
            answer: Answer::default(),
            generation: 0,
            answered: 0,
            opening: 0,
            picking: 0,
            dossiers: 0,
            looking: 0,
            sparks: true,
            telling: 0,
            quoting: 0,
            focus: Focus::List,
            list: List::default(),
            reader: Reader::default(),
            visual: None,
            sidebar: Sidebar::default(),
            rooms: Rooms::default(),
            history: History::default(),
            bar: None,
            overlay: None,
            issues: None,
            keymap: Keymap::default(),
            settings: Settings::default(),
            pending: Vec::new(),
            zen: false,
            widths: Widths::default(),
            dragged: None,
            theme,
            plain: false,
            saved: None,
            piped: String::new(),
            progress: None,
            slow: false,
            notice: None,
            tour: None,
        }
    }

    /// The same for screen readers.
    pub fn plainly(mut self, plain: bool) -> Model {
        (self.plain, self.reader.linear) = (plain, plain);
        if plain {
            self.theme = ThemeName::Mono;
        }
        self
    }
    /// The same with the reader's settings and keys.
    pub fn with(mut self, settings: Settings, keymap: Keymap) -> Model {
        self.reader.width = settings.width;
        self.sidebar.hidden = !settings.sidebar;
        self.sparks = settings.sparklines;
        (self.settings, self.keymap) = (settings, keymap);
        self
    }

    /// The key to name for an action, whatever the keymap.
    pub fn key(&self, action: super::Action) -> String {
        self.keymap.key(action)
    }

    /// "U undoes it", behind what was done.
    pub(super) fn undoes(&self) -> String {
        format!("{} undoes it", self.key(super::Action::Undo))
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
        match self.rooms.current() {
            Some(room) => room.scope(),
            None if self.visual.is_some() => Scope::Passage,
            None => keymap::scope_of(self.focus),
        }
    }

    /// Chips and the text being typed together.
    pub fn expr(&self) -> Expr {
        let typed = self.bar.as_ref().map_or(Expr::All, Bar::expr);
        super::filter::and([self.filter.expr(), typed].into_iter())
    }

    /// What is to be shown now.
    pub fn request(&self) -> Request {
        let expr = match (self.kept, self.expr()) {
            (Some(id), expr) if expr != Expr::All => Expr::Or(vec![expr, Expr::Term(Term::Article(id))]),
            (_, expr) => expr,
        };
        Request { expr, order: self.order(), unfold: false }
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
