//! What an article costs on its way in, and a key on its way to the screen: `cargo bench`.

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use jiff::civil::Date;
use newsprint::app::model::ThemeName;
use newsprint::app::{Key, Message, Model, picker, update};
use newsprint::clean::clean;
use newsprint::corpus::{
    Among, Article, ArticleId, Bits, Builder, Corpus, Counts, Draft, Entity, EntityNo, Entry, Kind, Marks, Spelling,
};
use newsprint::entities::annotate;
use newsprint::entities::merge::Merger;
use newsprint::entities::quotes;
use newsprint::entities::tagger::model::model;
use newsprint::entities::tagger::training::Example;
use newsprint::index::Index;
use newsprint::ingest;
use newsprint::library::{Dirs, Finding, Library, Place, Readers, Store};
use newsprint::query::{self, By, Order, Request};
use newsprint::runtime::perform::Desk;
use newsprint::text::wrap::wrap;
use newsprint::ui::{theme::Theme, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use serde_json::json;

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

/// The starter corpus as JSON Lines.
fn json_lines() -> Vec<u8> {
    let line = |article: Article| {
        let body: Vec<String> = article.paragraphs.into_iter().map(|p| p.text).collect();
        let date = article.date.map(|d| d.to_string());
        let line =
            json!({"id": 1, "title": article.title, "date": date, "source": article.source, "body": body.join("\n\n")});
        format!("{line}\n").into_bytes()
    };
    articles().into_iter().flat_map(line).collect()
}

#[divan::bench]
fn ingest_json_lines(b: Bencher) {
    let bytes = json_lines();
    b.counter(BytesCount::of_slice(&bytes)).bench_local(|| ingest::json_lines::read("a.jsonl", 1, &bytes));
}

/// The JSON alone.
#[divan::bench]
fn parse_json_lines(b: Bencher) {
    let bytes = json_lines();
    let lines = || ingest::json_lines::lines(1, &bytes);
    b.counter(BytesCount::of_slice(&bytes))
        .bench_local(|| lines().map(|(_, line)| ingest::json_lines::measure(line)).sum::<usize>());
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
        found.iter().for_each(|f| merger.add(f, None));
        merger.finish(&[])
    });
}

/// The starter corpus as a folder, indexed from nothing and committed to the disk.
#[divan::bench(args = [Finding::All, Finding::Nothing], sample_count = 10, sample_size = 1)]
fn index_the_starter_corpus(b: Bencher, finding: Finding) {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    b.counter(bytes()).with_inputs(tempfile::tempdir).bench_local_values(|home| {
        let home = home.ok()?;
        let mut library =
            Library::open(&Place::Paths(vec![seeds.clone()]), &Dirs::below(home.path()), Readers::within()).ok()?;
        library.find(finding);
        library.refresh(&mut |_| {}, &AtomicBool::new(false)).ok()
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
        let library = Library::open(&Place::Starter(FILES), &dirs, Readers::within()).ok()?;
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

/// A made-up archive of a million articles, with twelve names each: few names are in many articles, most in few.
fn million() -> &'static Corpus {
    const ARTICLES: u32 = 1_000_000;
    const NAMES: u32 = 200_000;
    static CORPUS: OnceLock<Corpus> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let name = |n: u32| match n {
            0..190 => (Kind::Country, format!("Country {n}")),
            n if n % 3 == 0 => (Kind::Organisation, format!("Office {n} of Works")),
            n => (Kind::Person, format!("Anna{} Berg{n}", n % 1000)),
        };
        let entity = |n| {
            let (kind, name) = name(n);
            let spellings = vec![Spelling { text: name.clone(), named: 1, beside: 0 }];
            let key = name.clone();
            Entity { kind, name, key, code: String::new(), spellings, roles: Vec::new(), hidden: false }
        };
        let mut builder = Builder::new((0..NAMES).map(entity).collect());
        let mut random = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = || {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            (random >> 11) as f64 / (1u64 << 53) as f64
        };
        for serial in 0..ARTICLES {
            let mut id = [0; 16];
            id[..4].copy_from_slice(&serial.wrapping_mul(2_654_435_761).to_be_bytes());
            // The rank of a name whose frequency falls with its rank.
            let entities = (0..12).map(|_| (f64::from(NAMES).powf(next()) as u32).min(NAMES - 1)).collect();
            builder.push(Entry {
                id: ArticleId(id),
                serial,
                date: Date::new(2000 + (next() * 25.0) as i16, 1 + (next() * 12.0) as i8, 1 + (next() * 28.0) as i8)
                    .ok(),
                source: Some(format!("desk {}", (next() * 40.0) as u32)),
                title: format!("{} talks of note {serial}", (b'A' + (next() * 26.0) as u8) as char),
                words: 400,
                entities,
                speakers: Vec::new(),
                quotes: Vec::new(),
                family: None,
            });
        }
        Corpus::open(builder.freeze()).unwrap_or_else(|_| Corpus::empty())
    })
}

/// What a request costs in it, with its counts; the first one, which works out what is kept, is not measured.
fn ask_the_million(b: Bencher, query: &str, by: By, reverse: bool) {
    let (corpus, marks) = (million(), Marks::none(million().len()));
    let Ok(searcher) = Index::in_memory().and_then(|index| index.searcher()) else { return };
    let request = Request { expr: query::parse(query).expr, order: Order { by, reverse }, unfold: false };
    let answer = || searcher.select(corpus, &marks, &request, &|| false);
    _ = answer();
    b.bench_local(answer);
}

#[divan::bench(args = ["", "country:\"Country 1\"", "person:\"Anna200 Berg200\"", "-country:\"Country 1\"",
                       "date:2010", "-date:2010", "date:2000..2012", "source:\"desk 3\"", "is:unread"])]
fn ask_a_million(b: Bencher, query: &str) {
    ask_the_million(b, query, By::Date, false);
}

#[divan::bench(args = ["", "country:\"Country 1\"", "-country:\"Country 1\""])]
fn ask_a_million_by_title(b: Bencher, query: &str) {
    ask_the_million(b, query, By::Title, true);
}

/// Counting alone, for sets of so many in a hundred.
#[divan::bench(args = [1, 10, 30, 50, 70, 99])]
fn count_in_a_million(b: Bencher, percent: u32) {
    let corpus = million();
    let set =
        Bits::from_numbers(corpus.len(), (0..corpus.len()).filter(|n| n.wrapping_mul(2_654_435_761) % 100 < percent));
    b.bench_local(|| corpus.count(&set, &|| false));
}

/// Who appears with the name that is named most, and with one named seldom.
#[divan::bench(args = [0, 100_000])]
fn associate_in_a_million(b: Bencher, entity: u32) {
    let corpus = million();
    let among = Among { set: None, counts: &Counts::whole(), rows: corpus.rows() };
    b.bench_local(|| corpus.associates(EntityNo(entity), among, 60, &|| false));
}

#[divan::bench]
fn find_a_name_in_a_million(b: Bencher) {
    let corpus = million();
    corpus.prepare_names();
    b.bench_local(|| picker::find(corpus, &Counts::whole(), Kind::Person, "anna berg77", &|| false));
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn index_the_names_of_a_million(b: Bencher) {
    let corpus = million();
    b.bench_local(|| corpus.prepare_names());
}
