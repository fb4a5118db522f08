//! Where what is read goes: one thing after another, so that a file of any size can be read without holding it.

use std::cell::Cell;
use std::io::Read;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{clean_line, registry, tell_hidden};
use crate::corpus::{Draft, Issue, IssueKind};

/// Archives in archives: so deep and no deeper.
const DEEPEST: usize = 3;
/// Packed data in packed data, in all archives together.
const LAYERS: usize = 3;
/// So many bytes may come out of all packed data that lie in packed data. What lies in a file that is not packed is
/// bounded by the file's size.
const BUDGET: u64 = 4 << 30;

/// What reading gives, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Item {
    Article(Box<Draft>),
    /// About the file or, as its `member` says, about something in it.
    Issue(Issue),
}

impl Item {
    /// About how many bytes of text it has.
    pub fn text(&self) -> usize {
        match self {
            Item::Article(draft) => draft.blocks.iter().map(|b| b.text.len() + 16).sum::<usize>() + 256,
            Item::Issue(issue) => issue.message.len() + 64,
        }
    }
}

/// Who takes what is read.
pub trait Sink {
    /// Takes the next thing. False: nothing more is wanted.
    fn take(&mut self, item: Item) -> bool;

    /// Something is about to be parsed that a parser may fail on; `name` says what, as people know it. False: leave it
    /// out, the parser did fail on it.
    fn begin(&mut self, _name: &str) -> bool {
        true
    }
}

/// How a file is made drafts of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reading {
    /// As articles.
    #[default]
    Clean,
    /// Of text, every line that is not empty is a block, with its spaces, so that places in it are places in the
    /// file's line; of JSON Lines these are the lines of each body.
    Raw,
}

/// What is known of a document before it is read: what a web archive or a mail says of its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    pub link: Option<String>,
    pub date: Option<String>,
    pub source: Option<String>,
    /// Declared by who sent it: `text/html`, in lower case and without parameters.
    pub media_type: Option<String>,
    /// Declared by who sent it.
    pub charset: Option<String>,
}

/// The way out of a reader: it names what comes by where it stands and passes it on.
pub struct Out<'a> {
    sink: &'a mut dyn Sink,
    /// Of what is being read, as shown to people, sanitised: `news.zip!2025/page.html`.
    path: String,
    /// How much of `path` is the file's own name.
    file: usize,
    /// Hidden characters in the file's name.
    hidden: u32,
    hints: Hints,
    depth: usize,
    layers: usize,
    budget: Rc<Cell<u64>>,
    reading: Reading,
    stopped: bool,
    given: bool,
}

impl<'a> Out<'a> {
    /// For a file of this name, which is sanitised here.
    pub fn new(name: &str, reading: Reading, sink: &'a mut dyn Sink) -> Out<'a> {
        let mut named = Draft::default();
        let path = clean_line(&mut named, name);
        let (file, hidden) = (path.len(), named.hidden);
        let budget = Rc::new(Cell::new(BUDGET));
        let hints = Hints::default();
        Out { hidden, sink, path, file, hints, depth: 0, layers: 0, budget, reading, stopped: false, given: false }
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn reading(&self) -> Reading {
        self.reading
    }

    pub fn hints(&self) -> &Hints {
        &self.hints
    }

    /// Nothing more is wanted.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Whether anything, article or issue, was given yet.
    pub fn has_given(&self) -> bool {
        self.given
    }

    /// The article that the document is. Its path is the document's. False: nothing more is wanted.
    pub fn article(&mut self, draft: Draft) -> bool {
        let path = self.path.clone();
        self.give(draft, path)
    }

    /// One of the articles in the document: `part` tells it from the others, and its path is `document!part`. What is
    /// counted is called by its number, from 1.
    pub fn part(&mut self, part: &str, draft: Draft) -> bool {
        let path = self.path_of(part);
        self.give(draft, path)
    }

    /// An article whose path is set already.
    pub(super) fn named(&mut self, mut draft: Draft) -> bool {
        self.hint(&mut draft);
        self.pass(Item::Article(Box::new(draft)))
    }

    fn path_of(&self, part: &str) -> String {
        format!("{}!{}", self.path, clean_line(&mut Draft::default(), part))
    }

    fn give(&mut self, mut draft: Draft, path: String) -> bool {
        draft.path = path;
        draft.hidden += self.hidden;
        self.hint(&mut draft);
        tell_hidden(&mut draft);
        if draft.blocks.is_empty() && draft.title.is_none() {
            draft.issues.push(Issue::new(IssueKind::Empty, "there is no text in it"));
        }
        self.pass(Item::Article(Box::new(draft)))
    }

    /// What the document does not say itself is as those say who had it.
    fn hint(&self, draft: &mut Draft) {
        let hints = &self.hints;
        for (place, hint) in
            [(&mut draft.link, &hints.link), (&mut draft.date, &hints.date), (&mut draft.source, &hints.source)]
        {
            if place.is_none() {
                // It says whatever it says, and is shown.
                let clean = hint.as_deref().map(|hint| clean_line(&mut Draft::default(), hint));
                *place = clean.filter(|hint| !hint.is_empty());
            }
        }
    }

    fn pass(&mut self, item: Item) -> bool {
        self.given = true;
        self.stopped |= !self.sink.take(item);
        !self.stopped
    }

    /// Something wrong with what is being read.
    pub fn issue(&mut self, kind: IssueKind, message: impl AsRef<str>) -> bool {
        let message = clean_line(&mut Draft::default(), message.as_ref());
        self.tell(Issue::new(kind, message))
    }

    /// Something wrong with a part of it.
    pub fn issue_of(&mut self, part: &str, kind: IssueKind, message: impl AsRef<str>) -> bool {
        let message = clean_line(&mut Draft::default(), message.as_ref());
        let member = self.path_of(part).get(self.file + 1..).map(str::to_string);
        self.tell(Issue { member, ..Issue::new(kind, message) })
    }

    /// An issue whose text is sanitised already.
    pub fn tell(&mut self, mut issue: Issue) -> bool {
        if issue.member.is_none() {
            issue.member = self.path.get(self.file + 1..).filter(|member| !member.is_empty()).map(str::to_string);
        }
        self.pass(Item::Issue(issue))
    }

    /// To be asked before a part is parsed by whatever may hang or fail: false means that it did, and is to be left out.
    pub fn begin(&mut self, part: &str) -> bool {
        let path = self.path_of(part);
        let wanted = self.sink.begin(&path);
        self.given |= !wanted;
        wanted
    }

    /// As [`begin`](Out::begin), of the document itself.
    pub fn begin_document(&mut self) -> bool {
        let wanted = self.sink.begin(&self.path);
        // Whoever says no has told why.
        self.given |= !wanted;
        wanted
    }

    /// Reads a document that lies in this one by what it is: a page in a web archive, a file in a zip archive. `part` is
    /// its name there. False: nothing more is wanted.
    pub fn member(&mut self, part: &str, hints: Hints, input: &mut dyn Read) -> bool {
        if self.depth >= DEEPEST {
            return self.issue_of(part, IssueKind::Cut, "archives in archives in archives: not opened");
        }
        let path = self.path_of(part);
        self.read_on(path, (self.depth + 1, self.layers), hints, part, input)
    }

    /// Reads what this document is once it is unpacked, under the name it then has; it keeps its path. False: nothing
    /// more is wanted.
    pub fn inside(&mut self, name: &str, input: &mut dyn Read) -> bool {
        if self.layers >= LAYERS {
            return self.issue(IssueKind::Cut, "packed, and packed, and packed again: not unpacked");
        }
        self.read_on(self.path.clone(), (self.depth, self.layers + 1), self.hints.clone(), name, input)
    }

    /// How much may still come out of packed data that lie in packed data, if this is such.
    pub fn budget(&self) -> Option<Rc<Cell<u64>>> {
        (self.depth + self.layers > 0).then(|| self.budget.clone())
    }

    fn read_on(
        &mut self,
        path: String,
        (depth, layers): (usize, usize),
        hints: Hints,
        name: &str,
        input: &mut dyn Read,
    ) -> bool {
        let (file, hidden, reading, budget) = (self.file, self.hidden, self.reading, self.budget.clone());
        let sink = &mut *self.sink;
        let mut inner =
            Out { path, file, hidden, hints, depth, layers, budget, reading, stopped: false, given: false, sink };
        registry::read(registry::Input::Stream(input), name, &mut inner);
        self.given |= inner.given;
        self.stopped |= inner.stopped;
        !self.stopped
    }
}
