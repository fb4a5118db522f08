//! `newsprint extract FILE...`: what is seen in each file, as JSON Lines.

use std::path::{Path, PathBuf};

use super::archive::{exists, is_stdin, readers, stdin};
use super::output::{Output, Status, complain};
use crate::corpus::Issue;
use crate::export::json;
use crate::library::files::{self, Reading, Seen};
use crate::library::report::is_bad;

/// Print what is seen in each file, as JSON Lines
///
/// One object for each article: title, date and source with where they were found, the paragraphs, the lines that
/// were taken out, people, countries, organisations and places with every place where they are named, quotes with
/// who said them, and what was wrong with the file. "paragraph" counts from 0 and is null for the title; "start" and
/// "end" are UTF-8 bytes into that paragraph. No index is made or needed.
#[derive(clap::Args)]
pub struct Args {
    /// Files and folders; - is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Clean nothing: every line that is not empty is one body paragraph, and there is no title
    #[arg(long)]
    raw: bool,
}

pub fn run(args: &Args) -> anyhow::Result<Status> {
    let reading = if args.raw { Reading::Raw } else { Reading::Clean };
    let readers = readers()?;
    let mut output = Output::stdout();
    let (mut bad, mut printed) = (false, 0);
    let mut print = |seen: Seen| -> anyhow::Result<()> {
        // What is wrong with an article stands in its object.
        let stands_there = |issue: &Issue| {
            let same = |i: &Issue| (i.kind, &i.message, i.line) == (issue.kind, &issue.message, issue.line);
            seen.articles.iter().any(|(article, _)| article.issues.iter().any(same))
        };
        for issue in seen.issues.iter().filter(|issue| !stands_there(issue)) {
            complain(format_args!("{}{}: {}", seen.path, issue.place(), issue.message));
            bad |= seen.articles.is_empty() || is_bad(issue.kind);
        }
        for (article, found) in &seen.articles {
            output.json(&json::of(article, found))?;
            output.own(b"\n")?;
            printed += 1;
        }
        Ok(())
    };
    let mut missing = 0;
    let mut waiting: Vec<&Path> = Vec::new();
    for path in &args.files {
        if is_stdin(path) {
            files::each(&std::mem::take(&mut waiting), &readers, reading, &mut print)?;
            files::each_of_bytes("-", stdin()?, &readers, reading, &mut print)?;
        } else if exists(path) {
            waiting.push(path);
        } else {
            missing += 1;
        }
    }
    files::each(&waiting, &readers, reading, &mut print)?;
    output.flush()?;
    if missing == args.files.len() {
        return Ok(Status::Usage);
    }
    Ok(Status::Done.or_lacking(bad || missing > 0 || printed == 0))
}
