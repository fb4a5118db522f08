//! How well the article is taken out of saved pages: `cargo run --release --example evaluate -- pages FOLDER`, for a
//! folder of `NAME.html.gz` with `NAME.json` beside each (`main_content`, `title`, `publish_date`), as the Web Content
//! eXtraction Benchmark has them. The whole path is measured, from bytes to the article as it is read.
//!
//! Words are counted as that benchmark does: runs of letters, digits and underscores in small letters, as a bag; F1 is
//! the mean over the pages. Its truth has headings and lists, and leaves captions out; so do the first figures here.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use newsprint::clean::clean;
use newsprint::corpus::{Article, Draft, ParagraphKind};
use newsprint::ingest::html;
use serde::Deserialize;

/// So many of the worst pages are named.
const WORST: usize = 10;

#[derive(Deserialize)]
struct Truth {
    #[serde(default)]
    main_content: String,
    title: Option<String>,
    publish_date: Option<String>,
}

struct Row {
    name: String,
    /// Precision, recall and F1 without captions.
    story: [f64; 3],
    /// The same with them.
    all: [f64; 3],
    title: Option<bool>,
    date: Option<bool>,
}

/// Prints what is found in the pages of `folder`, for those at even and at odd places apart: rules are tuned on the
/// first, third and so on.
pub fn print(folder: &Path, worst: bool, out: &mut impl Write) -> Result<()> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.retain(|f| f.to_string_lossy().ends_with(".html.gz"));
    files.sort();
    let (mut rows, mut spent) = (Vec::new(), Duration::ZERO);
    for file in &files {
        let mut bytes = Vec::new();
        flate2::read::MultiGzDecoder::new(std::fs::File::open(file)?).read_to_end(&mut bytes)?;
        let name = file.file_name().map_or(String::new(), |n| n.to_string_lossy().replace(".html.gz", ""));
        let truth = std::fs::read(file.with_file_name(format!("{name}.json")))?;
        let truth: Truth = serde_json::from_slice(&truth).with_context(|| name.clone())?;
        let started = Instant::now();
        let mut draft = Draft { path: format!("{name}.html"), ..Draft::default() };
        html::page(&bytes, &mut draft);
        let article = clean(draft);
        spent += started.elapsed();
        rows.push(row(name, &article, &truth));
    }
    writeln!(
        out,
        "{:<22}{:>10}{:>8}{:>8}{:>15}{:>8}{:>8}",
        "", "precision", "recall", "F1", "with captions", "title", "date"
    )?;
    let half = |odd: usize| rows.iter().skip(odd).step_by(2).collect::<Vec<_>>();
    for (name, rows) in [("all", rows.iter().collect()), ("1st, 3rd, …: tuned", half(0)), ("2nd, 4th, …", half(1))]
    {
        writeln!(out, "{}", line(name, &rows))?;
    }
    writeln!(out, "{:.0} pages a second", rows.len() as f64 / spent.as_secs_f64().max(1e-9))?;
    if worst {
        rows.sort_by(|a, b| a.story[2].total_cmp(&b.story[2]));
        for row in rows.iter().take(WORST) {
            let [precision, recall, f1] = row.story;
            writeln!(out, "{:<22}{precision:>10.3}{recall:>8.3}{f1:>8.3}", row.name)?;
        }
    }
    Ok(())
}

fn row(name: String, article: &Article, truth: &Truth) -> Row {
    let text = |captions: bool| {
        let shown = article.paragraphs.iter().filter(|p| captions || p.kind != ParagraphKind::Caption);
        shown.map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n")
    };
    let expected = words(&truth.main_content);
    let said = truth.title.as_deref().filter(|t| !t.trim().is_empty());
    let day = truth.publish_date.as_deref().and_then(|d| d.get(..10));
    Row {
        name,
        story: shared(&words(&text(false)), &expected),
        all: shared(&words(&text(true)), &expected),
        title: said.map(|title| words(title) == words(&article.title)),
        date: day.map(|day| article.date.is_some_and(|d| d.to_string() == day)),
    }
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let parts = lower.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty());
    parts.map(str::to_string).collect()
}

/// Precision, recall and F1 of two bags of words.
fn shared(found: &[String], expected: &[String]) -> [f64; 3] {
    let mut left: HashMap<&str, usize> = HashMap::new();
    expected.iter().for_each(|w| *left.entry(w).or_default() += 1);
    let mut both = 0;
    for word in found {
        if let Some(n) = left.get_mut(word.as_str()).filter(|n| **n > 0) {
            *n -= 1;
            both += 1;
        }
    }
    if both == 0 {
        return [f64::from(u8::from(found.is_empty() && expected.is_empty())); 3];
    }
    let (precision, recall) = (both as f64 / found.len() as f64, both as f64 / expected.len() as f64);
    [precision, recall, 2.0 * precision * recall / (precision + recall)]
}

fn line(name: &str, rows: &[&Row]) -> String {
    let mean = |of: &dyn Fn(&Row) -> f64| rows.iter().map(|r| of(r)).sum::<f64>() / rows.len().max(1) as f64;
    let rate = |of: &dyn Fn(&Row) -> Option<bool>| {
        let said: Vec<bool> = rows.iter().filter_map(|r| of(r)).collect();
        said.iter().filter(|right| **right).count() as f64 / said.len().max(1) as f64
    };
    format!(
        "{:<22}{:>10.4}{:>8.4}{:>8.4}{:>15.4}{:>8.3}{:>8.3}",
        format!("{name} ({})", rows.len()),
        mean(&|r| r.story[0]),
        mean(&|r| r.story[1]),
        mean(&|r| r.story[2]),
        mean(&|r| r.all[2]),
        rate(&|r| r.title),
        rate(&|r| r.date),
    )
}
