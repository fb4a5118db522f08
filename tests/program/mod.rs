//! The program without terminal and threads, for journeys through it: keys in, the screen as a person sees it out. The
//! pipeline, the index, the pure core and the view are the real thing.
#![allow(dead_code, reason = "every journey uses a part of it")]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use newsprint::app::model::ThemeName;
use newsprint::app::{Effect, Key, Message, Model, update};
use newsprint::library::{Dirs, Event, Library, Place, Readers, Store};
use newsprint::runtime::issues;
use newsprint::runtime::perform::Desk;
use newsprint::ui::{theme::Theme, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

pub struct Program {
    pub model: Model,
    pub desk: Desk,
    pub library: Arc<Library>,
    pub copied: Option<String>,
    pub quit: bool,
    pub home: tempfile::TempDir,
}

impl Program {
    /// On files that are in the program itself.
    pub fn on_starter(files: &'static [(&str, &[u8])], name: &str, size: (u16, u16)) -> Program {
        Program::start(tempfile::tempdir().unwrap(), &Place::Starter(files), name, size)
    }

    /// On a folder with these files.
    pub fn on_folder(files: &[(&str, &str)], name: &str, size: (u16, u16)) -> Program {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join("news")).unwrap();
        files.iter().for_each(|(name, text)| std::fs::write(home.path().join("news").join(name), text).unwrap());
        Program::in_home(home, name, size)
    }

    /// On the folder of a home that has one.
    pub fn in_home(home: tempfile::TempDir, name: &str, size: (u16, u16)) -> Program {
        let place = Place::Paths(vec![home.path().join("news")]);
        Program::start(home, &place, name, size)
    }

    fn start(home: tempfile::TempDir, place: &Place, name: &str, size: (u16, u16)) -> Program {
        let dirs = Dirs::below(home.path());
        let library = Arc::new(Library::open(place, &dirs, Readers::within()).unwrap());
        library.refresh(&mut |_| {}, &AtomicBool::new(false)).unwrap();
        let desk = Desk::new(Arc::clone(&library), Arc::new(Store::open(&dirs).0));
        let model = Model::new(size, name.into(), ThemeName::Terminal);
        let mut program = Program { model, desk, library, copied: None, quit: false, home };
        let effects = update::start(&mut program.model);
        program.perform(effects);
        program
    }

    /// Looks at the files again, and tells what there was to tell of them.
    pub fn refresh(&mut self) {
        let mut snapshots = Vec::new();
        let mut tell = |event| snapshots.extend(if let Event::Snapshot(s) = event { Some(s) } else { None });
        let report = self.library.refresh(&mut tell, &AtomicBool::new(false)).unwrap();
        for snapshot in snapshots {
            self.desk.adopt(snapshot);
            self.tell(Message::Refreshed);
        }
        let (issues, news) = (Arc::new(issues::issues(&report)), issues::news(&report));
        self.tell(Message::Issues { issues, news });
    }

    pub fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit => self.quit = true,
                Effect::Rescan => self.refresh(),
                Effect::Copy(text) => self.copied = Some(text),
                effect => {
                    if let Some(message) = self.desk.perform(effect, &|| false) {
                        self.tell(message);
                    }
                }
            }
        }
    }

    pub fn tell(&mut self, message: Message) {
        let effects = update(&mut self.model, message);
        self.perform(effects);
    }

    /// Keys by name, separated by spaces; what stands between `'` is typed letter by letter.
    pub fn keys(&mut self, keys: &str) -> &mut Program {
        for (i, part) in keys.split('\'').enumerate() {
            let pressed: Vec<Key> = if i % 2 == 1 {
                part.chars().map(Key::char).collect()
            } else {
                part.split_whitespace().map(|k| Key::parse(k).unwrap_or_else(|| panic!("no key {k}"))).collect()
            };
            pressed.into_iter().for_each(|key| self.tell(Message::Key(key)));
        }
        self
    }

    /// One key. Effects that come `late` are not performed but given back.
    pub fn key_but(&mut self, key: &str, late: fn(&Effect) -> bool) -> Vec<Effect> {
        let mut waiting = Vec::new();
        let mut todo = update(&mut self.model, Message::Key(Key::parse(key).unwrap()));
        while !todo.is_empty() {
            let (those, now): (Vec<Effect>, Vec<Effect>) = todo.into_iter().partition(late);
            waiting.extend(those);
            let answers: Vec<Message> = now.into_iter().filter_map(|e| self.desk.perform(e, &|| false)).collect();
            todo = answers.into_iter().flat_map(|answer| update(&mut self.model, answer)).collect();
        }
        waiting
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Program {
        self.tell(Message::Resize(columns, rows));
        self
    }

    pub fn terminal(&self) -> Terminal<TestBackend> {
        let (columns, rows) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| view(&self.model, &Theme::of(self.model.theme), frame)).unwrap();
        terminal
    }

    pub fn screen(&self) -> String {
        let text = self.terminal().backend().to_string();
        text.lines().map(|l| format!("{}\n", l.trim_matches('"').trim_end())).collect()
    }

    /// The titles of the list.
    pub fn shown(&self) -> Vec<&str> {
        self.model.answer.articles.iter().map(|n| self.model.corpus.title(n)).collect()
    }

    pub fn selected(&self) -> &str {
        self.model.corpus.title(self.model.selected().unwrap())
    }
}

/// The files of the starter corpus, as the program has them in it.
pub fn seeds() -> &'static [(&'static str, &'static [u8])] {
    fn list(dir: &Path, root: &Path, all: &mut Vec<(&'static str, &'static [u8])>) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                list(&path, root, all);
            } else {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                all.push((name.leak(), std::fs::read(&path).unwrap().leak()));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut all = Vec::new();
    list(&root, &root, &mut all);
    all.sort();
    all.leak()
}
