//! Saving what is read as a document: the popup that asks where and as what, and what has to be done for it.

use std::path::Path;
use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::fold::Chosen;
use super::key::{Code, Key};
use super::quotes::Who;
use super::room::Room;
use super::typing::{Edit, edit};
use super::update::settle;
use super::{Effect, Model, Overlay, layout};
use crate::corpus::{Bits, Corpus, Quoted};
use crate::export::Format;
use crate::query::Request;
use crate::text::edit::Line;
use crate::text::numbers::grouped;

/// What is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Article(Chosen),
    /// The rows marked in the list; never in a job, which has those of the moment.
    Marked,
    /// What is on this shelf of the room of quotes: 0 by somebody, 1 about him; never in a job either.
    Shelf(usize),
    Articles(Of<Bits>),
    /// All that answers a request, in its order.
    Shown(Request),
    /// Those of one article stand together.
    Quotes(Of<[Quoted]>),
}

/// Something with numbers of articles of a corpus, however much: whoever writes it finds them in his own.
#[derive(Debug)]
pub struct Of<T: ?Sized> {
    pub corpus: Arc<Corpus>,
    pub rows: Arc<T>,
}

impl<T: ?Sized> Clone for Of<T> {
    fn clone(&self) -> Of<T> {
        Of { corpus: Arc::clone(&self.corpus), rows: Arc::clone(&self.rows) }
    }
}

impl<T: ?Sized + PartialEq> PartialEq for Of<T> {
    fn eq(&self, other: &Of<T>) -> bool {
        Arc::ptr_eq(&self.corpus, &other.corpus) && self.rows == other.rows
    }
}

impl<T: ?Sized + Eq> Eq for Of<T> {}

/// A document to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub what: What,
    pub format: Format,
    /// As typed; `~` is the reader's home.
    pub path: String,
    /// The reader has been told that there is such a file already.
    pub replace: bool,
}

/// What has become of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// So many articles or quotes are in the file of this path, sanitised.
    Done {
        path: String,
        format: Format,
        count: u64,
    },
    /// There is a file of this path already.
    Exists,
    /// Sanitised.
    Failed(String),
    Stopped,
}

/// A choice of what is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub what: What,
    /// "this article", "all 61 shown".
    pub label: String,
}

/// How far the popup is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    #[default]
    Asking,
    /// There is such a file: Enter once more replaces it.
    Exists,
    /// How many are written, and of how many, once that is worth telling.
    Working(Option<(u64, u64)>),
}

/// The popup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    pub line: Line,
    pub choices: Vec<Choice>,
    pub choice: usize,
    pub format: Format,
    pub state: State,
    /// What is wrong with the path, or the names that it may go on with.
    pub hint: Option<String>,
}

/// Where and as what the last document was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Last {
    /// With the slash at its end.
    pub folder: String,
    pub format: Format,
}

impl Export {
    /// To save one of `choices` under a name; the first choice is the usual one.
    pub fn new(choices: Vec<Choice>, name: &str, format: Format, last: Option<&Last>) -> Export {
        let folder = last.map_or("~/", |l| l.folder.as_str());
        let line = Line::new(&format!("{folder}{name}.{}", format.ending()));
        Export { line, choices, choice: 0, format, state: State::Asking, hint: None }
    }

    /// The formats that the chosen thing can be written as.
    pub fn formats(&self) -> &'static [Format] {
        match self.choices.get(self.choice).map(|c| &c.what) {
            Some(What::Quotes(_) | What::Shelf(_)) => &[Format::QuotesCsv, Format::Markdown, Format::Text],
            _ => &Format::ALL,
        }
    }

    /// "12 quotes", as many as were written.
    fn counted(&self, format: Format, count: u64) -> String {
        match self.choices.get(self.choice).map(|c| &c.what) {
            Some(What::Quotes(_) | What::Shelf(_)) => Format::QuotesCsv.counted(count),
            _ => format.counted(count),
        }
    }

    /// Where the popup stands: path, choices, formats from the fourth row on, what there is to say, keys.
    pub fn area(&self, size: (u16, u16)) -> Rect {
        layout::popup_of(size, Export::FIRST_FORMAT as usize + self.formats().len() + 5)
    }

    /// The row of the first format within the popup's frame.
    pub const FIRST_FORMAT: u16 = 3;

    /// Another format: the path's ending follows.
    fn set_format(&mut self, format: Format) {
        let text = self.line.text();
        let known =
            Path::new(text).extension().and_then(|e| e.to_str()).filter(|_| Format::of_path(Path::new(text)).is_some());
        if let Some(ending) = known
            && let Some(stem) = text.get(..text.len() - ending.len())
        {
            self.line.set(&format!("{stem}{}", format.ending()));
        }
        self.format = format;
    }

    fn step(&mut self, by: isize) {
        let formats = self.formats();
        let at = formats.iter().position(|f| *f == self.format).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(formats.len() - 1);
        if let Some(format) = formats.get(to) {
            self.set_format(*format);
        }
    }

    fn next_choice(&mut self) {
        self.choice = (self.choice + 1) % self.choices.len().max(1);
        if !self.formats().contains(&self.format)
            && let Some(first) = self.formats().first()
        {
            self.set_format(*first);
        }
    }

    /// After a letter: the ending may say another format.
    fn typed(&mut self) {
        (self.state, self.hint) = (State::Asking, None);
        let said = Format::of_path(Path::new(self.line.text()));
        // Both tables end alike: the one that is chosen stays.
        let same = said.is_some_and(|f| f.ending() == self.format.ending());
        let format = said.and_then(|said| self.formats().iter().find(|f| f.ending() == said.ending()));
        if let Some(format) = format.filter(|_| !same) {
            self.format = *format;
        }
    }
}

/// A file's name made from a title: small letters and digits, hyphens between, not too long.
pub fn file_name(title: &str) -> String {
    let mut name = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        match c {
            c if c.is_alphanumeric() => name.push(c),
            '\'' | '’' => {}
            _ if name.is_empty() || name.ends_with('-') => {}
            _ => name.push('-'),
        }
        if name.len() >= 48 {
            break;
        }
    }
    let name = name.trim_matches('-');
    if name.is_empty() { "article".into() } else { name.to_string() }
}

/// Opens the popup for what can be saved now: what is marked, else this article, and all that is shown.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let (choices, name) = choices(model);
    if choices.is_empty() {
        let quotes = matches!(model.rooms.current(), Some(Room::Quotes(_)));
        model.notice = Some(if quotes { "no quotes to save" } else { "there is nothing here to save" }.into());
        return Vec::new();
    }
    open_with(model, choices, &name)
}

/// Opens the popup for these.
pub(super) fn open_with(model: &mut Model, choices: Vec<Choice>, name: &str) -> Vec<Effect> {
    let quotes = matches!(choices.first().map(|c| &c.what), Some(What::Quotes(_) | What::Shelf(_)));
    let usual = model.saved.as_ref().map_or(Format::Markdown, |last| last.format);
    let format = if quotes { Format::QuotesCsv } else { usual };
    let export = Export::new(choices, name, format, model.saved.as_ref());
    model.overlay = Some(Overlay::Export(export));
    settle(model)
}

/// The quotes on a shelf of the open room, in their order there.
fn shelf(model: &Model, n: usize) -> Option<What> {
    let Room::Quotes(pane) = model.rooms.current()? else { return None };
    let rows = Arc::clone(&pane.shelves.get(n)?.rows);
    Some(What::Quotes(Of { corpus: Arc::clone(&pane.corpus), rows }))
}

/// The quotes of the open room: those that the cursor is among first.
fn quotes(model: &Model) -> Option<(Vec<Choice>, String)> {
    let Some(Room::Quotes(pane)) = model.rooms.current() else { return None };
    let who = match pane.who {
        Who::Everybody | Who::First => "everybody",
        Who::Nobody => "nobody named",
        Who::Of(entity) => model.corpus.name(entity),
    };
    let about = pane.shelf_no() == Some(1);
    let order = if about { [1, 0] } else { [0, 1] };
    let choice = |n: usize| {
        let rows = pane.shelves.get(n).map_or(0, |shelf| shelf.rows.len());
        let s = if rows == 1 { "" } else { "s" };
        let label = format!("{} quote{s} {} {who}", grouped(rows as u64), if n == 0 { "by" } else { "about" });
        (rows > 0).then_some(Choice { what: What::Shelf(n), label })
    };
    let choices: Vec<Choice> = order.into_iter().filter_map(choice).collect();
    let whose = if pane.who == Who::Everybody { "" } else { who };
    let parts = ["quotes", if about { "about" } else { "" }, whose, &pane.words, &pane.about];
    let name = file_name(&parts.join(" "));
    Some((choices, name))
}

fn choices(model: &Model) -> (Vec<Choice>, String) {
    if let Some(quotes) = quotes(model) {
        return quotes;
    }
    let mut choices = Vec::new();
    let mut name = "articles".to_string();
    if let Some(n) = model.subject() {
        choices.push(Choice { what: What::Article(Chosen::of(&model.corpus, n)), label: "this article".into() });
        name = file_name(model.corpus.title(n));
    }
    let marked = model.marked.count();
    if marked > 0 {
        let label = format!("{} marked", grouped(marked as u64));
        choices.insert(0, Choice { what: What::Marked, label });
        name = "marked".into();
    }
    let shown = model.answer.articles.folded().len();
    if shown > usize::from(!choices.is_empty()) {
        let label = format!("all {} shown", grouped(shown as u64));
        choices.push(Choice { what: What::Shown(model.request()), label });
    }
    (choices, name)
}

/// What is marked in the list, newest first, if anything is.
pub(super) fn marked(model: &Model) -> Option<What> {
    let marked = || Of { corpus: Arc::clone(&model.corpus), rows: Arc::new(model.marked.clone()) };
    (!model.marked.is_empty()).then(|| What::Articles(marked()))
}

/// A key while the popup is open.
pub(super) fn press(model: &mut Model, mut export: Export, key: Key) -> Vec<Effect> {
    if let State::Working(_) = export.state {
        // It is left when the writing has stopped.
        model.overlay = Some(Overlay::Export(export));
        return if key.code == Code::Esc { vec![Effect::StopExport] } else { Vec::new() };
    }
    let mut effects = Vec::new();
    match key.code {
        Code::Esc => return settle(model),
        Code::Enter => effects.extend(save(&mut export).and_then(|job| with_rows(model, job))),
        Code::Down => export.step(1),
        Code::Up => export.step(-1),
        Code::BackTab => export.next_choice(),
        Code::Tab => effects.push(Effect::Complete(export.line.text().to_string())),
        _ if key == (Key { control: true, ..Key::char('n') }) => export.step(1),
        _ if key == (Key { control: true, ..Key::char('p') }) => export.step(-1),
        _ => {
            if let Edit::Changed = edit(&mut export.line, key) {
                export.typed();
            }
        }
    }
    model.overlay = Some(Overlay::Export(export));
    effects
}

/// A click while it is open: on a format chooses it, outside closes.
pub(super) fn click(model: &mut Model, mut export: Export, at: Position) -> Vec<Effect> {
    let area = export.area(layout::free(model));
    if !area.contains(at) {
        return press(model, export, Key::plain(Code::Esc));
    }
    let line = at.y.checked_sub(area.y + 1 + Export::FIRST_FORMAT).map(usize::from);
    if let State::Working(_) = export.state {
        // It goes on.
    } else if at.y == area.y + 2 {
        export.next_choice();
    } else if let Some(format) = line.and_then(|line| export.formats().get(line)) {
        export.set_format(*format);
    }
    model.overlay = Some(Overlay::Export(export));
    Vec::new()
}

/// The job with the rows themselves, as they are when it is made.
fn with_rows(model: &Model, job: Job) -> Option<Effect> {
    let what = match job.what {
        What::Marked => marked(model)?,
        What::Shelf(n) => shelf(model, n)?,
        what => what,
    };
    Some(Effect::Export(Job { what, ..job }))
}

fn save(export: &mut Export) -> Option<Job> {
    let path = export.line.text().trim().to_string();
    if path.is_empty() || path.ends_with(['/', '\\']) {
        export.hint = Some("a file's name is missing".into());
        return None;
    }
    let what = export.choices.get(export.choice)?.what.clone();
    let replace = export.state == State::Exists;
    (export.state, export.hint) = (State::Working(None), None);
    Some(Job { what, format: export.format, path, replace })
}

/// Pasted text goes into the path.
pub(super) fn paste(export: &mut Export, text: &str) {
    if !matches!(export.state, State::Working(_)) {
        export.line.insert_str(text);
        export.typed();
    }
}

/// So many are written.
pub(super) fn progress(model: &mut Model, done: u64, total: u64) -> Vec<Effect> {
    if let Some(Overlay::Export(Export { state: State::Working(told), .. })) = &mut model.overlay {
        *told = Some((done, total));
    }
    Vec::new()
}

/// The writing has come to an end.
pub(super) fn ended(model: &mut Model, outcome: Outcome) -> Vec<Effect> {
    let Some(Overlay::Export(export)) = &mut model.overlay else {
        if let Outcome::Failed(text) = outcome {
            model.notice = Some(text);
        }
        return Vec::new();
    };
    match outcome {
        Outcome::Exists => export.state = State::Exists,
        Outcome::Failed(text) => (export.state, export.hint) = (State::Asking, Some(text)),
        Outcome::Stopped => {
            (export.state, export.hint) = (State::Asking, Some("stopped, nothing was written".into()));
        }
        Outcome::Done { path, format, count } => {
            let typed = export.line.text();
            let folder = typed.rfind('/').and_then(|at| typed.get(..=at)).unwrap_or_default().to_string();
            model.saved = Some(Last { folder, format });
            model.notice = Some(format!("{} written to {path}", export.counted(format, count)));
            model.overlay = None;
            return settle(model);
        }
    }
    Vec::new()
}

/// A path that was asked to be completed, and how it may go on.
pub(super) fn completed(model: &mut Model, before: &str, text: &str, names: &[String]) -> Vec<Effect> {
    if let Some(Overlay::Export(export)) = &mut model.overlay
        && export.line.text() == before
    {
        if text != before {
            export.line.set(text);
            export.typed();
        }
        export.hint = match names {
            [] => Some("nothing there begins like this".into()),
            [_] => None,
            names => Some(names.join("  ")),
        };
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ArticleId;

    fn export() -> Export {
        let article = What::Article(Chosen { id: ArticleId([1; 16]), serial: 1 });
        let shown = What::Shown(Request::default());
        let choice = |what, label: &str| Choice { what, label: label.into() };
        Export::new(
            vec![choice(article, "this article"), choice(shown, "all 3 shown")],
            "talks",
            Format::Markdown,
            None,
        )
    }

    #[test]
    fn the_ending_and_the_format_go_together() {
        let mut e = export();
        assert_eq!((e.line.text(), e.format), ("~/talks.md", Format::Markdown));
        e.step(2);
        assert_eq!((e.line.text(), e.format), ("~/talks.html", Format::Html));
        e.step(99);
        assert_eq!((e.line.text(), e.format), ("~/talks.json", Format::CslJson));
        e.line.set("~/talks.csv");
        e.typed();
        assert_eq!(e.format, Format::Csv);
        e.step(1);
        assert_eq!((e.line.text(), e.format), ("~/talks.csv", Format::QuotesCsv));
        e.line.set("~/talk.csv");
        e.typed();
        assert_eq!(e.format, Format::QuotesCsv, "it ends alike");
        e.line.set("~/talks.of.peace");
        e.typed();
        e.step(-9);
        assert_eq!((e.line.text(), e.format), ("~/talks.of.peace", Format::Markdown), "an ending of the reader's own");
    }

    #[test]
    fn a_file_is_named_after_its_title() {
        assert_eq!(file_name("France hails 'positive process' — again!"), "france-hails-positive-process-again");
        assert_eq!(file_name("Élysée: 3.5 %"), "élysée-3-5");
        assert_eq!(file_name("../..  "), "article");
        assert!(file_name(&"word ".repeat(50)).len() <= 50);
    }

    #[test]
    fn a_file_that_is_there_is_replaced_at_the_second_enter_only() {
        let mut e = export();
        let job = |job: Option<Job>| job.unwrap();
        assert!(!job(save(&mut e)).replace);
        e.state = State::Exists;
        assert!(job(save(&mut e)).replace);
        e.state = State::Exists;
        e.typed();
        assert!(!job(save(&mut e)).replace, "another path");
        e.line.set("~/");
        e.state = State::Asking;
        assert_eq!(save(&mut e), None);
    }
}
