//! Names against public sets of labelled text: strict spans, for the whole program as it reads a text.

mod score;
mod whole;

#[path = "../../train/corpus.rs"]
mod corpus;

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use newsprint::entities::annotate;
use newsprint::entities::tagger::training::article;

use corpus::{Setting, set};
use score::Score;

/// Prints the scores of each `.xz` file in `folder`.
pub fn print(folder: &Path, out: &mut impl Write) -> Result<()> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "xz"));
    files.sort();
    writeln!(
        out,
        "{:<32}{:^17}  {:^17}  {:^17}  {:^17}",
        "precision recall F1", "people", "places", "organisations", "all"
    )?;
    for file in files {
        let documents = corpus::read(&file)?;
        let name = file.file_stem().map_or(String::new(), |s| s.to_string_lossy().into_owned());
        for (setting, words) in
            [(Setting::Usual, ""), (Setting::Title, ", in Title Case"), (Setting::Capitals, ", in capitals")]
        {
            let mut score = Score::default();
            for sentences in &documents {
                let document = set(sentences, setting, 1);
                let found = whole::names(&annotate(&article(&document.paragraphs)));
                score.add(&document.names, &found);
            }
            writeln!(out, "{:<32}{}", format!("{name}{words}"), score.line())?;
        }
    }
    Ok(())
}
