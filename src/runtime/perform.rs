//! Effects performed: an [`Effect`] in, the [`Message`] that answers it out. The worker and the tests share this.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::export::{self, Exporter};
use super::last::Last;
use super::quotes;
use super::{recent, sparks, timeline};
use crate::app::fold::Chosen;
use crate::app::message::{Opened, View};
use crate::app::outside::Wanted;
use crate::app::page::Copied;
use crate::app::{Effect, Message, picker};
use crate::corpus::{
    Annotations, Article, ArticleId, ArticleNo, Corpus, Correcting, Correction, EntityNo, Kind, MarkChange, Marks,
    Position, Quote,
};
use crate::index;
use crate::library::{Library, Snapshot, Store};
use crate::query::{Expr, Hit, Request, Snippet};
use crate::text::width::fit;

/// A snapshot of an archive and the reader's marks on it.
pub struct Desk {
    library: Arc<Library>,
    pub(super) snapshot: Arc<Snapshot>,
    store: Arc<Store>,
    pub(super) marks: Arc<Marks>,
    positions: HashMap<ArticleId, Position>,
    pub(super) last: Last,
    recent: Recent,
    /// Quotes with words that are looked for.
    pub(super) search: quotes::Search,
}

/// Of so many other versions it is told where they are.
const COPIES: usize = 5;

type Loaded = (Arc<Article>, Arc<Annotations>);

/// The articles read last: the best answers to a word change little while it is typed, and a reader goes back.
#[derive(Default)]
struct Recent(Mutex<VecDeque<(ArticleNo, Loaded)>>);

impl Recent {
    /// So many are kept, a few screens of them, and none with more text than this, in bytes.
    const ARTICLES: usize = 96;
    const LONGEST: usize = 32 << 10;

    fn get(&self, article: ArticleNo) -> Option<Loaded> {
        let mut recent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = recent.iter().position(|(n, _)| *n == article)?;
        // The ones asked for last go last.
        let found = recent.remove(at)?;
        recent.push_back(found.clone());
        Some(found.1)
    }

    fn keep(&self, article: ArticleNo, loaded: &Loaded) {
        if loaded.0.paragraphs.iter().map(|p| p.text.len()).sum::<usize>() > Recent::LONGEST {
            return;
        }
        let mut recent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if recent.len() >= Recent::ARTICLES {
            recent.pop_front();
        }
        recent.push_back((article, loaded.clone()));
    }
}

impl Desk {
    /// On the archive as it is now. Marks are remembered by `store`; saving them is the caller's business.
    pub fn new(library: Arc<Library>, store: Arc<Store>) -> Desk {
        let snapshot = library.snapshot();
        let (marks, positions) = store.load(&snapshot.corpus);
        let (marks, last, recent) = (Arc::new(marks), Last::default(), Recent::default());
        let search = quotes::Search::default();
        Desk { library, snapshot, store, marks, positions, last, recent, search }
    }

    /// Answers from this snapshot from now on.
    pub fn adopt(&mut self, snapshot: Arc<Snapshot>) {
        let known = (&*self.snapshot.corpus, &*self.marks, &self.positions);
        let (marks, positions) = self.store.renew(&snapshot.corpus, known);
        (self.snapshot, self.marks, self.positions) = (snapshot, Arc::new(marks), positions);
        (self.last, self.recent) = (Last::default(), Recent::default());
        self.search = quotes::Search::default();
    }

    /// What searches the articles that it answers from.
    ///
    /// # Errors
    /// If the index cannot be read or, for want of memory, built.
    pub(super) fn searcher(&self) -> anyhow::Result<index::Searcher> {
        self.snapshot.searcher()
    }

    /// What it answers from.
    pub fn corpus(&self) -> Arc<Corpus> {
        Arc::clone(&self.snapshot.corpus)
    }

    /// Performs what concerns archive and marks; anything else is left to the loop. `None` where nothing is to be
    /// said, as when `stale` becomes true: nobody waits for the effect any more.
    pub fn perform(&mut self, effect: Effect, stale: &dyn Fn() -> bool) -> Option<Message> {
        match effect {
            Effect::Mark(changes) => {
                self.mark(&changes);
                None
            }
            Effect::Correct(what) => Some(self.correct(&what)),
            Effect::Visit { name, at } => self.visit(name, at),
            _ if stale() => None,
            Effect::Select { generation, request } => self.select(generation, &request, stale),
            Effect::Snippets { generation, articles, expr, width } => {
                Some(Message::Snippets { generation, snippets: self.snippets(&articles, &expr, width, stale) })
            }
            Effect::Open { generation, article, expr, columns, furniture } => {
                self.open(generation, article, &expr, columns, furniture)
            }
            Effect::Compare { left, right, other_way } => self.compare(left, right, other_way),
            Effect::Tell { generation, of } => self.tell(generation, of, stale),
            Effect::Leads { generation, articles } => Some(self.leads(generation, &articles, stale)),
            Effect::Tally { generation, name, expr, seen } => self.tally(generation, name, expr, seen.as_ref(), stale),
            Effect::Pick { generation, kind, text } => {
                let found = picker::find(&self.snapshot.corpus, &self.last.answer.counts, kind, &text, stale)?;
                Some(Message::Picked { generation, corpus: self.corpus(), found })
            }
            Effect::Read { article, wanted } => self.read(article, wanted),
            Effect::Export(job) => Some(Message::Saved(self.exporter().write(&job, &mut |_, _| {}, stale))),
            Effect::Complete(before) => {
                let (text, names) = export::complete(&before);
                Some(Message::Completed { before, text, names })
            }
            Effect::Recent => Some(Message::Recent(recent::archives(self.store.folder()))),
            Effect::Dossier { generation, kind, key } => self.dossier(generation, kind, &key, stale),
            // About an answer that is not the one given last: it will be asked for again after the next.
            Effect::Timeline { generation, .. }
            | Effect::Bin { generation, .. }
            | Effect::Sparks { generation, .. }
                if generation != self.last.generation =>
            {
                None
            }
            Effect::Timeline { generation, parts, .. } => {
                let counted = timeline::count(&self.snapshot.corpus, &self.last, &parts, stale)?;
                Some(Message::Timeline { generation, parts, counted: Arc::new(counted) })
            }
            Effect::Bin { generation, days, .. } => {
                let bin = timeline::bin(&self.snapshot.corpus, &self.last, days, stale)?;
                Some(Message::Bin { generation, bin })
            }
            Effect::Sparks { generation, entities } => {
                let sparks = sparks::sparks(&self.snapshot.corpus, &self.last, &entities, stale)?;
                Some(Message::Sparks { generation, sparks })
            }
            Effect::Copy(_) | Effect::Rescan | Effect::StopRescan | Effect::Redraw | Effect::Suspend | Effect::Quit => {
                None
            }
            Effect::StopExport | Effect::Pipe { .. } => None,
            Effect::Browse(_) | Effect::OpenFile(_) | Effect::Edit { .. } => None,
            Effect::Switch(_) => None,
            Effect::Quotes { generation, asked } => self.file_quotes(generation, &asked, stale),
            Effect::QuoteWords { quotes } => Some(self.quote_words(&quotes)),
        }
    }

    fn select(&mut self, generation: u64, request: &Request, stale: &dyn Fn() -> bool) -> Option<Message> {
        match self.snapshot.select(&self.marks, request, stale) {
            Ok(answer) => {
                let answer = answer?;
                self.last = Last::new(generation, answer.clone());
                let (corpus, marks) = (self.corpus(), Arc::clone(&self.marks));
                let view = View { corpus, marks, answer };
                Some(Message::Answered { generation, view })
            }
            Err(error) => Some(notice(&error)),
        }
    }

    fn snippets(
        &self,
        articles: &[ArticleId],
        expr: &Expr,
        width: usize,
        stale: &dyn Fn() -> bool,
    ) -> Vec<(ArticleId, Snippet)> {
        let snippet = |id: &ArticleId| {
            let number = self.snapshot.corpus.find(*id)?;
            let (article, found) = self.article(number).ok()??;
            let said = || said(&self.snapshot.corpus, number, &found, expr).into_iter().next();
            let snippet = match said().filter(|_| !expr.has_words()) {
                Some(hit) => quoted(hit.span.of(article.text(hit.paragraph)), width),
                None => index::snippet(&article, expr, width),
            };
            Some((*id, snippet))
        };
        // Articles are unpacked one by one: two threads have a screenful in half the time.
        let (first, others) = articles.split_at(articles.len() / 2);
        let given_up = AtomicBool::new(false);
        let mut more = Vec::new();
        let mut done: Vec<_> = rayon::in_place_scope(|scope| {
            scope.spawn(|_| {
                let wanted = others.iter().take_while(|_| !given_up.load(Ordering::Relaxed));
                more.extend(wanted.filter_map(snippet));
            });
            let done = first.iter().take_while(|_| !stale()).filter_map(snippet).collect();
            given_up.store(stale(), Ordering::Relaxed);
            done
        });
        done.append(&mut more);
        done
    }

    fn open(&self, generation: u64, article: Chosen, expr: &Expr, columns: u16, furniture: bool) -> Option<Message> {
        let corpus = &self.snapshot.corpus;
        let number = article.find(corpus)?;
        match self.article(number) {
            Ok(Some((article, annotations))) => {
                let mut hits = index::hits(&article, expr);
                hits.extend(said(corpus, number, &annotations, expr));
                hits.sort();
                let (words, copies) = (corpus.words(number), self.copies(number));
                let position = self.positions.get(&article.id).copied();
                let opened = Opened::new(article, annotations, words, copies, furniture, columns);
                let opened = Opened { hits, position, ..opened };
                Some(Message::Opened { generation, opened })
            }
            Ok(None) => Some(Message::Notice("this article has gone from the archive; R reads it anew".into())),
            Err(error) => Some(notice(&error)),
        }
    }

    /// Where else the same article is; of many only a few, because each is read for it.
    fn copies(&self, number: ArticleNo) -> Arc<[Copied]> {
        let corpus = &self.snapshot.corpus;
        let mut others = corpus.copies(number).filter(|n| *n != number);
        let read = |n: ArticleNo| self.article(n).ok().flatten().map(|(article, _)| Copied::of(&article));
        let mut copies: Vec<Copied> = others.by_ref().take(COPIES).filter_map(read).collect();
        copies.extend(Some(others.count()).filter(|more| *more > 0).map(Copied::More));
        copies.into()
    }

    fn read(&self, article: Chosen, wanted: Wanted) -> Option<Message> {
        let gone = || Some(Message::Notice("this article has gone from the archive; R reads it anew".into()));
        let Some(number) = article.find(&self.snapshot.corpus) else { return gone() };
        match self.article(number) {
            Ok(Some((article, _))) => Some(Message::Read { article, wanted }),
            Ok(None) => gone(),
            Err(error) => Some(notice(&error)),
        }
    }

    /// What writes documents of the archive as it is now, on any thread.
    pub fn exporter(&self) -> Exporter {
        let (library, snapshot) = (Arc::clone(&self.library), Arc::clone(&self.snapshot));
        Exporter { library, snapshot, marks: Arc::clone(&self.marks) }
    }

    /// What the page of a name shows; nothing if the name has gone.
    fn dossier(&self, generation: u64, kind: Kind, key: &str, stale: &dyn Fn() -> bool) -> Option<Message> {
        let corpus = self.corpus();
        let Some(entity) = corpus.spelled(kind, key) else {
            return Some(Message::Notice("this name has gone from the archive; q goes back".into()));
        };
        let read = |article| self.article(article).ok().flatten();
        let dossier = Arc::new(super::dossier::of(&corpus, entity, &read, stale)?);
        Some(Message::Dossier { generation, corpus, entity, dossier })
    }

    pub(super) fn article(&self, number: ArticleNo) -> anyhow::Result<Option<Loaded>> {
        if let Some(loaded) = self.recent.get(number) {
            return Ok(Some(loaded));
        }
        let Some((article, found)) = self.library.article(&self.snapshot, number)? else { return Ok(None) };
        let loaded = (Arc::new(article), Arc::new(found));
        self.recent.keep(number, &loaded);
        Ok(Some(loaded))
    }

    fn correct(&self, what: &Correcting) -> Message {
        match (self.library.corrections().change(what), what) {
            (Ok(Some((number, correction))), Correcting::Add(_)) => {
                // Undoing ends with this sitting: who is hidden cannot be found again to be shown.
                let later = match correction.kind() {
                    _ if !matches!(correction, Correction::Hide { .. }) => String::new(),
                    Kind::Person => "; later: newsprint people --unhide".into(),
                    Kind::Country => "; later: newsprint countries --unhide".into(),
                    Kind::Organisation => "; later: newsprint orgs --unhide".into(),
                };
                Message::Corrected { number: Some(number), text: format!("{}, U undoes it{later}", correction.text()) }
            }
            (Ok(Some((_, correction))), Correcting::TakeBack(_)) => {
                Message::Corrected { number: None, text: format!("taken back: {}", correction.text()) }
            }
            (Ok(None), _) => Message::Notice("that was taken back already".into()),
            (Err(error), _) => notice(&error),
        }
    }

    pub(super) fn mark(&mut self, changes: &[MarkChange]) {
        let marks = Arc::make_mut(&mut self.marks);
        for change in changes {
            marks.apply(&self.snapshot.corpus, change);
            if let MarkChange::Position { article, position } = change {
                self.positions.insert(*article, *position);
            }
        }
        self.store.remember(changes);
    }
}

/// The quotes of an article by those whom `expr` asks for as speakers.
fn said(corpus: &Corpus, article: ArticleNo, found: &Annotations, expr: &Expr) -> Vec<Hit> {
    let wanted: HashSet<EntityNo> = expr.speakers().into_iter().flat_map(|name| corpus.resolve_any(name)).collect();
    let by =
        |q: &&Quote| q.speaker.and_then(|s| corpus.speaker(article, found, s)).is_some_and(|e| wanted.contains(&e));
    found.quotes.iter().filter(by).map(|q| Hit { paragraph: q.paragraph, span: q.span }).collect()
}

/// A quote as a snippet.
fn quoted(words: &str, width: usize) -> Snippet {
    let text = format!("“{}”", fit(words, width.saturating_sub(2)));
    Snippet { text, hits: Vec::new() }
}

pub(super) fn notice(error: &anyhow::Error) -> Message {
    Message::Notice(crate::text::sanitise::line(&format!("{error:#}")).text)
}
