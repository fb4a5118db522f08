//! What the search engine alone costs on the same text: the yardstick for indexing and for answering words.
//!
//! `cargo run --release --example bare_tantivy -- index DIR FILE.jsonl` indexes JSON Lines of title, date, source and
//! body with tantivy's own tokenizer, positions and stored fields, and prints what it took;
//! `… -- search DIR WORD...` asks each word for its 50 best articles and their number, and prints milliseconds.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use serde::Deserialize;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{STORED, STRING, Schema, TEXT};
use tantivy::{Index, IndexWriter, TantivyDocument};

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    body: Option<String>,
}

/// tantivy's memory for words not yet written, bytes: as much as newsprint gives it.
const BUDGET: usize = 50_000_000;
/// How often each word is asked for.
const ROUNDS: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["index", dir, file] => index(Path::new(dir), Path::new(file)),
        ["search", dir, words @ ..] => search(Path::new(dir), words),
        _ => Err("usage: bare_tantivy index DIR FILE.jsonl | search DIR WORD...".into()),
    }
}

fn index(dir: &Path, file: &Path) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let mut schema = Schema::builder();
    let title = schema.add_text_field("title", TEXT | STORED);
    let date = schema.add_text_field("date", STRING | STORED);
    let source = schema.add_text_field("source", STRING | STORED);
    let body = schema.add_text_field("body", TEXT | STORED);
    std::fs::create_dir_all(dir)?;
    let index = Index::create_in_dir(dir, schema.build())?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, BUDGET)?;
    let mut articles = 0u64;
    for line in BufReader::new(std::fs::File::open(file)?).lines() {
        let Ok(line) = serde_json::from_str::<Line>(&line?) else { continue };
        let mut document = TantivyDocument::new();
        for (field, text) in [(title, line.title), (date, line.date), (source, line.source), (body, line.body)] {
            text.iter().for_each(|text| document.add_text(field, text));
        }
        writer.add_document(document)?;
        articles += 1;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    println!("{articles} articles in {:.2} s", start.elapsed().as_secs_f64());
    Ok(())
}

fn search(dir: &Path, words: &[&str]) -> Result<(), Box<dyn Error>> {
    let index = Index::open_in_dir(dir)?;
    let searcher = index.reader()?.searcher();
    let (title, body) = (index.schema().get_field("title")?, index.schema().get_field("body")?);
    let parser = QueryParser::for_index(&index, vec![title, body]);
    let mut times = Vec::new();
    for word in words {
        let query = parser.parse_query(word)?;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let (best, count) = searcher.search(&query, &(TopDocs::with_limit(50).order_by_score(), Count))?;
            times.push((start.elapsed().as_secs_f64() * 1000.0, *word, best.len(), count));
        }
    }
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (at, name) in [(times.len() / 2, "p50"), (times.len() * 99 / 100, "p99")] {
        if let Some((time, word, ..)) = times.get(at) {
            println!("{name} {time:.2} ms ({word})");
        }
    }
    Ok(())
}
