//! What an article costs on its way in, and a key on its way to the screen: `cargo bench`.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use newsprint::app::model::ThemeName;
use newsprint::app::{Key, Message, Model, update};
use newsprint::clean::clean;
use newsprint::corpus::{Article, Draft};
use newsprint::entities::annotate;
use newsprint::entities::merge::Merger;
use newsprint::entities::quotes;
use newsprint::entities::tagger::model::model;
use newsprint::entities::tagger::training::Example;
use newsprint::ingest;
use newsprint::library::{Dirs, Library, Place, Store};
use newsprint::runtime::perform::Desk;
use newsprint::text::wrap::wrap;
use newsprint::ui::{theme::Theme, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/starter.rs"));

fn main() {
    divan::main();
}

fn bytes() -> BytesCount {
    BytesCount::new(FILES.iter().map(|(_, b)| b.len()).sum::<usize>())
}

fn drafts() -> Vec<Draft> {
    FILES.iter().flat_map(|(name, bytes)| ingest::read(name, bytes).0).collect()
}

fn articles() -> Vec<Article> {
    drafts().into_iter().map(clean).collect()
}

#[divan::bench]
fn ingest_the_starter_corpus(b: Bencher) {
    b.counter(bytes()).bench_local(drafts);
}

#[divan::bench]
fn clean_the_starter_corpus(b: Bencher) {
    b.counter(bytes()).with_inputs(drafts).bench_local_values(|d| d.into_iter().map(clean).collect::<Vec<_>>());
}

#[divan::bench]
fn annotate_the_starter_corpus(b: Bencher) {
    let articles = articles();
    b.counter(bytes()).bench_local(|| articles.iter().map(annotate).collect::<Vec<_>>());
}

/// Each article from its bytes to its names before the next is read, as an archive is taken in.
#[divan::bench]
fn extract_the_starter_corpus(b: Bencher) {
    let people = |draft: Draft| annotate(&clean(draft)).people.len();
    let one = |(name, bytes): &(&str, &[u8])| ingest::read(name, bytes).0.into_iter().map(people).sum::<usize>();
    b.counter(bytes()).bench_local(|| FILES.iter().map(one).sum::<usize>());
}

/// The tagger alone, on words already cut: words a second.
#[divan::bench]
fn tag_the_starter_corpus(b: Bencher) {
    let articles = articles();
    let examples: Vec<Example> = articles.iter().map(Example::new).collect();
    let words = examples.iter().map(Example::words).sum::<usize>();
    b.counter(ItemsCount::new(words)).bench_local(|| examples.iter().map(|e| e.tag(model())).collect::<Vec<_>>());
}

/// The quotes alone, names being found already.
#[divan::bench]
fn quote_the_starter_corpus(b: Bencher) {
    let articles: Vec<_> = articles().into_iter().map(|a| (annotate(&a), a)).collect();
    b.counter(bytes()).bench_local(|| articles.iter().map(|(found, a)| quotes::find(a, found)).collect::<Vec<_>>());
}

#[divan::bench]
fn merge_the_starter_corpus(b: Bencher) {
    let found: Vec<_> = articles().iter().map(annotate).collect();
    b.bench_local(|| {
        let mut merger = Merger::default();
        found.iter().for_each(|f| merger.add(f));
        merger.finish()
    });
}

#[divan::bench]
fn wrap_a_long_paragraph(b: Bencher) {
    let text = "Ministers from both coasts met in the harbour town to talk about the treaty. ".repeat(1000);
    b.counter(BytesCount::of_str(&text)).bench_local(|| wrap(&text, 72));
}

/// A model with the starter corpus and whoever answers its effects.
struct Program {
    model: Model,
    desk: Desk,
    _home: tempfile::TempDir,
}

impl Program {
    fn open() -> Option<Program> {
        let home = tempfile::tempdir().ok()?;
        let dirs = Dirs::below(home.path());
        let library = Library::open(&Place::Starter(FILES), &dirs).ok()?;
        library.refresh(&mut |_| {}, &AtomicBool::new(false)).ok()?;
        let desk = Desk::new(Arc::new(library), Arc::new(Store::open(&dirs).0));
        let model = Model::new((160, 50), "starter".into(), ThemeName::Terminal);
        let mut program = Program { model, desk, _home: home };
        let effects = update::start(&mut program.model);
        program.perform(effects);
        Some(program)
    }

    fn perform(&mut self, effects: Vec<newsprint::app::Effect>) {
        for effect in effects {
            if let Some(message) = self.desk.perform(effect, &|| false) {
                let effects = update(&mut self.model, message);
                self.perform(effects);
            }
        }
    }

    fn key(&mut self, key: char) {
        let effects = update(&mut self.model, Message::Key(Key::char(key)));
        self.perform(effects);
    }
}

#[divan::bench]
fn draw_a_frame(b: Bencher) {
    let (Some(program), Ok(mut terminal)) = (Program::open(), Terminal::new(TestBackend::new(160, 50))) else { return };
    let theme = Theme::of(ThemeName::Terminal);
    b.bench_local(|| terminal.draw(|frame| view(&program.model, &theme, frame)).map(|_| ()));
}

#[divan::bench]
fn move_down_and_up(b: Bencher) {
    let Some(mut program) = Program::open() else { return };
    b.bench_local(|| {
        program.key('j');
        program.key('k');
    });
}

#[divan::bench]
fn type_a_filter_and_take_it_back(b: Bencher) {
    let Some(mut program) = Program::open() else { return };
    b.bench_local(|| {
        "fwall".chars().for_each(|c| program.key(c));
        let effects = update(&mut program.model, Message::Key(Key::plain(newsprint::app::key::Code::Esc)));
        program.perform(effects);
    });
}
