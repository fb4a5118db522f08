//! The stories of an archive: `cargo run --release --example stories -- FOLDER` prints them. With a file of labels, lines
//! of a story's name and an article's file name, it says how well pairs of articles that are one story are found:
//! `cargo run --release --example stories -- FOLDER LABELS`. Files that the labels do not name belong to no story.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use newsprint::library::{Dirs, Library, Place, Readers};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let (folder, labels) = match arguments.as_slice() {
        [folder] => (folder, None),
        [folder, labels] => (folder, Some(labels)),
        _ => anyhow::bail!("usage: stories FOLDER [LABELS]"),
    };
    let kept = tempfile::tempdir()?;
    let place = Place::Paths(vec![folder.clone()]);
    let library = Library::open(&place, &Dirs::below(kept.path()), Readers::within())?;
    library.refresh(&mut |_| {}, &AtomicBool::new(false))?;
    let snapshot = library.snapshot();
    let corpus = &snapshot.corpus;
    let Some(labels) = labels else {
        for story in (0..corpus.story_count()).map(newsprint::corpus::StoryNo) {
            println!("{}", corpus.story_title(story));
            for article in corpus.story_articles(story) {
                let date = corpus.date(article).map_or(String::new(), |d| d.to_string());
                let (source, title) = (corpus.source(article).unwrap_or(""), corpus.title(article));
                println!("    {date:10}  {:<20}  {title}", source);
            }
        }
        return Ok(());
    };
    let text = std::fs::read_to_string(labels)?;
    let wanted: HashMap<&str, &str> =
        text.lines().filter_map(|line| line.split_once(char::is_whitespace)).map(|(s, f)| (f.trim(), s)).collect();
    let mut rows = Vec::new();
    for n in 0..corpus.len() {
        let Some((article, _)) = library.article(&snapshot, n)? else { continue };
        let name = Path::new(&article.path).file_name().unwrap_or_default().to_string_lossy().into_owned();
        rows.push((wanted.get(name.as_str()).copied(), corpus.story(n)));
    }
    let (mut both, mut found, mut right) = (0u64, 0u64, 0u64);
    for (i, a) in rows.iter().enumerate() {
        for b in rows.iter().take(i) {
            let (same, together) = (a.0.is_some() && a.0 == b.0, a.1.is_some() && a.1 == b.1);
            both += u64::from(same && together);
            found += u64::from(together);
            right += u64::from(same);
        }
    }
    let share = |of: u64| 100.0 * both as f64 / of.max(1) as f64;
    println!("pairs: {right} labelled, {found} found, {both} both");
    println!("precision {:.1}  recall {:.1}", share(found), share(right));
    Ok(())
}
