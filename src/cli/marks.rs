//! `newsprint marks export` and `newsprint marks import`: the reader's own marks as JSON Lines.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::Subcommand;
use serde::Serialize;

use super::archive::{Archive, Where, is_stdin};
use super::merging::Own;
use super::output::{Output, Status, complain, shown, why};
use crate::corpus::{ArticleId, Correction};
use crate::library::dirs::Dirs;
use crate::library::{Corrections, MarkLine, Store, Taken, Target};

/// Write your own marks to a file, or take them in from one
///
/// Stars, tags, notes, highlights, places, saved searches, what is read and where you stopped, and your corrections of
/// names: one JSON object a line, with its type and the article's id, which is the hash of its content and the same on
/// every machine.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Export(Export),
    Import(Import),
}

/// Write all marks, those of every archive
#[derive(clap::Args)]
struct Export {
    /// Write to this file and not to standard output; it is replaced when all is written
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Say the title and the date of each article of this archive, and where it is; may be given more than once
    #[arg(long = "in", value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Do not look for new and changed files first
    #[arg(long, requires = "paths")]
    no_refresh: bool,
}

/// Add the marks in a file to yours; nothing of yours is taken away
///
/// Of two that cannot both be, yours stays: where you stopped reading, a place's letter, and what you corrected of a name.
/// A newsprint that is open shows them when it is started again. A line that is no mark is named and left out, and the
/// exit status is 1 then.
#[derive(clap::Args)]
struct Import {
    /// As "export" writes it; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub fn run(args: &Args) -> anyhow::Result<Status> {
    match &args.what {
        What::Export(args) => export(args),
        What::Import(args) => import(args),
    }
}

/// A mark with what people know its article by.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    line: &'a MarkLine,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'a About>,
}

#[derive(Serialize)]
struct About {
    title: String,
    date: Option<String>,
    path: Option<String>,
}

fn export(args: &Export) -> anyhow::Result<Status> {
    let target = match &args.output {
        Some(path) if !is_stdin(path) => Some(Target::new(path, &args.paths)?),
        _ => None,
    };
    let place = Where { paths: args.paths.clone(), no_refresh: args.no_refresh };
    let archive = if args.paths.is_empty() { None } else { Some(Archive::open(&place)?) };
    let write = |output: &mut Output| -> anyhow::Result<u64> {
        let mut count = 0;
        let mut last: Option<(ArticleId, Option<About>)> = None;
        let mut give = |line: MarkLine| -> anyhow::Result<()> {
            let about = match (&archive, line.article()) {
                (Some(archive), Some(id)) => {
                    if last.as_ref().is_none_or(|(of, _)| *of != id) {
                        last = Some((id, about(archive, id, &line)?));
                    }
                    last.as_ref().and_then(|(_, about)| about.as_ref())
                }
                _ => None,
            };
            output.json(&Told { line: &line, about })?;
            output.own(b"\n")?;
            count += 1;
            Ok(())
        };
        let dirs = Dirs::of_user()?;
        store(&dirs).export(&mut give)?;
        for (_, correction) in corrections(&dirs).list() {
            give(MarkLine::Name(correction))?;
        }
        output.flush()?;
        Ok(count)
    };
    let count = match target {
        None => write(&mut Output::stdout())?,
        Some(target) => target.fill(|file| write(&mut Output::to(file)))?,
    };
    if count == 0 {
        complain("there are no marks yet");
    }
    Ok(Status::Done.or_lacking(count == 0 || archive.is_some_and(|a| a.bad)))
}

/// What people know an article by; where it is only for marks that are few, because the text is read for it.
fn about(archive: &Archive, id: ArticleId, line: &MarkLine) -> anyhow::Result<Option<About>> {
    let corpus = archive.corpus();
    let Some(number) = corpus.find(id) else { return Ok(None) };
    let many = matches!(line, MarkLine::Read { .. } | MarkLine::Position { .. });
    let path = if many { None } else { archive.load(number)?.map(|(article, _)| article.path) };
    let date = corpus.date(number).map(|date| date.to_string());
    Ok(Some(About { title: corpus.title(number).to_string(), date, path }))
}

/// So many lines are taken in at once, or as many as have so many bytes.
const BATCH: usize = 10_000;
const BATCH_BYTES: usize = 8 << 20;
/// So many bad lines are named one by one.
const NAMED: usize = 20;
/// A longer line is no mark, bytes.
const LONGEST: u64 = 32 << 20;

fn import(args: &Import) -> anyhow::Result<Status> {
    let (reader, name): (Box<dyn BufRead>, String) = if is_stdin(&args.file) {
        (Box::new(io::stdin().lock()), "standard input".into())
    } else {
        let cannot = |error: io::Error| anyhow!("cannot read {}: {}", shown(&args.file), why(&error));
        let file = File::open(&args.file).map_err(cannot)?;
        if Path::new(&args.file).is_dir() {
            return Err(anyhow!("{} is a folder", shown(&args.file)));
        }
        (Box::new(BufReader::new(file)), shown(&args.file))
    };
    let dirs = Dirs::of_user()?;
    let store = store(&dirs);
    let names = corrections(&dirs);
    let own = Own::new(names.list().into_iter().map(|(_, own)| own));
    let mut incoming = Incoming {
        store,
        names,
        own,
        marks: Vec::new(),
        corrections: Vec::new(),
        bytes: 0,
        taken: Taken::default(),
    };
    let bad = each_line(reader, &name, &mut |line, bytes| incoming.take(line, bytes))?;
    incoming.send()?;
    let taken = incoming.taken;
    let mut output = Output::stdout();
    let mut said = format!("{} new, {} there already", taken.new, taken.known);
    if taken.other > 0 {
        said += &format!(", {} that stay as you have them", taken.other);
    }
    output.line(&said)?;
    output.flush()?;
    Ok(Status::Done.or_lacking(bad > 0))
}

/// Lines on their way into the stores, a batch at a time.
struct Incoming {
    store: Store,
    names: Corrections,
    own: Own,
    marks: Vec<MarkLine>,
    corrections: Vec<Correction>,
    bytes: usize,
    taken: Taken,
}

impl Incoming {
    fn take(&mut self, line: MarkLine, bytes: usize) -> anyhow::Result<()> {
        self.bytes += bytes;
        match line {
            MarkLine::Name(correction) => self.corrections.push(correction),
            line => self.marks.push(line),
        }
        let full = self.marks.len() + self.corrections.len() >= BATCH || self.bytes >= BATCH_BYTES;
        if full { self.send() } else { Ok(()) }
    }

    fn send(&mut self) -> anyhow::Result<()> {
        if !self.marks.is_empty() {
            let new = self.store.import(&self.marks)?;
            self.taken.new += new.new;
            self.taken.known += new.known;
            self.taken.other += new.other;
        }
        if !self.corrections.is_empty() {
            let new = self.own.new_of(std::mem::take(&mut self.corrections), &mut self.taken);
            self.names.add_all(&new)?;
        }
        self.marks.clear();
        self.bytes = 0;
        Ok(())
    }
}

/// Gives each line that is a mark to `each`, with its bytes, names the others, and says how many these were.
fn each_line(
    mut reader: impl BufRead,
    name: &str,
    each: &mut dyn FnMut(MarkLine, usize) -> anyhow::Result<()>,
) -> anyhow::Result<usize> {
    let (mut bytes, mut bad) = (Vec::new(), 0);
    for number in 1u64.. {
        bytes.clear();
        let cannot = |error: io::Error| anyhow!("cannot read {name}: {}", why(&error));
        if reader.by_ref().take(LONGEST).read_until(b'\n', &mut bytes).map_err(cannot)? == 0 {
            break;
        }
        let length = bytes.len();
        let mut whole = bytes.ends_with(b"\n") || (bytes.len() as u64) < LONGEST;
        let blank = bytes.trim_ascii().is_empty();
        let line = if whole { MarkLine::parse(&bytes) } else { Err("the line is too long".into()) };
        while !whole {
            // The rest of it is passed over piece by piece.
            bytes.clear();
            let read = reader.by_ref().take(1 << 16).read_until(b'\n', &mut bytes).map_err(cannot)?;
            whole = read == 0 || bytes.ends_with(b"\n");
        }
        match line {
            Ok(line) => each(line, length)?,
            Err(_) if blank => {}
            Err(why) => {
                bad += 1;
                if bad <= NAMED {
                    complain(format_args!("{name}:{number}: {why}"));
                }
            }
        }
    }
    if bad > NAMED {
        complain(format_args!("{} more lines are no marks", bad - NAMED));
    }
    Ok(bad)
}

fn store(dirs: &Dirs) -> Store {
    let (store, notice) = Store::open(dirs);
    notice.into_iter().for_each(complain);
    store
}

fn corrections(dirs: &Dirs) -> Corrections {
    let (names, notice) = Corrections::open(dirs);
    notice.into_iter().for_each(complain);
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(bytes: &[u8], marks: usize, bad: usize) {
        let mut count = 0;
        let found = each_line(bytes, "test", &mut |_, _| {
            count += 1;
            Ok(())
        });
        assert_eq!((count, found.unwrap()), (marks, bad));
    }

    #[test]
    fn every_line_is_a_mark_or_bad_or_empty() {
        let line = format!(r#"{{"type":"read","article":"{}"}}"#, ArticleId::default());
        check(b"", 0, 0);
        check(format!("{line}\n\r\n{line}\nnonsense\n{line}").as_bytes(), 3, 1);
        check(format!("{line}\r\n").as_bytes(), 1, 0);
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let lines = bytes.split(|b| *b == b'\n').count();
            let found = each_line(&bytes[..], "test", &mut |_, _| Ok(())).unwrap();
            prop_assert!(found <= lines);
        }
    }
}
