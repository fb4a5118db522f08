//! `newsprint export QUERY --to FORMAT`: the articles that answer a query as one document.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use tempfile::NamedTempFile;

use super::archive::{Archive, Query, Where};
use super::json;
use super::output::{Output, Status, complain, shown, why};
use super::search::order;
use crate::corpus::{Annotations, Article, Paragraph, ParagraphKind};
use crate::query::Order;

/// Write the articles that answer a query as one document
///
/// Newest first. "" is every article.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: Query<true>,

    /// md: Markdown; txt: plain text; jsonl: the objects that "extract" prints
    #[arg(long, value_name = "FORMAT", value_enum)]
    to: Format,

    #[command(flatten)]
    place: Where,

    /// Write to this file and not to standard output; it is replaced when all is written
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,

    /// At most so many articles
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// In which order: date, source, title or relevance; -date is the reverse
    #[arg(long, value_name = "ORDER", default_value = "date", allow_hyphen_values = true, value_parser = order)]
    sort: Order,

    /// Write every article, also those that say the same as another, or nearly
    #[arg(long)]
    unfold: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Md,
    Txt,
    Jsonl,
}

pub fn run(args: &Args) -> anyhow::Result<Status> {
    let target = match &args.output {
        Some(path) if path.as_os_str() != "-" => Some(Target::new(path, &args.place.paths)?),
        _ => None,
    };
    let mut archive = Archive::open(&args.place)?;
    let expr = archive.understand(&args.query.text())?;
    let answer = archive.select(expr, args.sort, args.unfold)?;
    let limit = args.limit.unwrap_or(usize::MAX);
    let write = |output: &mut Output| -> anyhow::Result<u32> {
        let mut count = 0;
        for number in answer.articles.iter().take(limit) {
            let Some((article, found)) = archive.load(number)? else { continue };
            one(output, args.to, count == 0, &article, &found)?;
            count += 1;
        }
        output.flush()?;
        Ok(count)
    };
    let count = match target {
        None => write(&mut Output::stdout())?,
        Some(target) => target.fill(write)?,
    };
    if count == 0 {
        complain("no article answers the query");
    }
    Ok(Status::Done.or_lacking(archive.bad || count == 0))
}

/// A file to write: beside it first, and then in its place.
pub(super) struct Target {
    path: PathBuf,
    file: NamedTempFile,
}

impl Target {
    /// # Errors
    /// If the file cannot be made, or lies where the archive does: newsprint never changes an archive's files, and a
    /// document in an archive would be read as an article of it.
    pub(super) fn new(path: &Path, archive: &[PathBuf]) -> anyhow::Result<Target> {
        let cannot = |why: &str| anyhow!("cannot write {}: {why}", shown(path));
        let system = |error: io::Error| cannot(&why(&error));
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let name = path.file_name().ok_or_else(|| cannot("it is not the name of a file"))?;
        // The path may be a link to an article: what it leads to counts.
        let real = folder.canonicalize().map_err(system)?.join(name);
        let real = real.canonicalize().unwrap_or(real);
        if real.is_dir() {
            return Err(cannot("it is a folder"));
        }
        if archive.iter().filter_map(|p| p.canonicalize().ok()).any(|root| real.starts_with(root)) {
            return Err(cannot("it lies in the archive that is read"));
        }
        let file = beside(&real).map_err(system)?;
        Ok(Target { file, path: real })
    }

    /// Puts what `write` writes in the file's place, if that is anything at all.
    pub(super) fn fill(mut self, write: impl FnOnce(&mut Output) -> anyhow::Result<u32>) -> anyhow::Result<u32> {
        let count = write(&mut Output::to(self.file.as_file_mut()))?;
        if count > 0 {
            let cannot = |error: io::Error| anyhow!("cannot write {}: {}", shown(&self.path), why(&error));
            self.file.as_file().sync_all().map_err(cannot)?;
            self.file.persist(&self.path).map_err(|e| cannot(e.error))?;
        }
        Ok(count)
    }
}

/// A file in the same folder, with the permissions of the one it is going to replace, or of any new file.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".newsprint-");
    #[cfg(unix)]
    let new = Some(<std::fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    #[cfg(not(unix))]
    let new = None;
    if let Some(permissions) = path.metadata().map(|m| m.permissions()).ok().or(new) {
        builder.permissions(permissions);
    }
    builder.tempfile_in(path.parent().unwrap_or(Path::new(".")))
}

fn one(output: &mut Output, to: Format, first: bool, article: &Article, found: &Annotations) -> anyhow::Result<()> {
    match to {
        Format::Md => markdown(output, first, article)?,
        Format::Txt => text(output, first, article)?,
        Format::Jsonl => {
            output.json(&json::of(article, found))?;
            output.own(b"\n")?;
        }
    }
    Ok(())
}

/// `2025-04-18 · World Desk · news/paris.txt`: what is known of where the text comes from.
fn origin(article: &Article) -> String {
    let date = article.date.map(|d| d.to_string());
    let parts = [date, article.source.clone(), article.link.clone().or(Some(article.path.clone()))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn markdown(output: &mut Output, first: bool, article: &Article) -> io::Result<()> {
    if !first {
        output.line("")?;
    }
    output.line(&format!("# {}", escaped(&article.title)))?;
    output.line("")?;
    output.line(&escaped(&origin(article)))?;
    let mut last = ParagraphKind::Body;
    for Paragraph { kind, text } in &article.paragraphs {
        // The items of one list stand together.
        if (*kind, last) != (ParagraphKind::List, ParagraphKind::List) {
            output.line("")?;
        }
        let text = escaped(text);
        output.line(&match kind {
            ParagraphKind::Heading => format!("## {text}"),
            ParagraphKind::Caption => format!("*{}*", text.trim()),
            ParagraphKind::List => format!("- {text}"),
            ParagraphKind::Body | ParagraphKind::Dateline => text,
        })?;
        last = *kind;
    }
    Ok(())
}

/// `text` so that Markdown shows it as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let anywhere = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&');
        let first = at == 0 && matches!(c, '#' | '>' | '-' | '+' | '=' | '~');
        let number = at == digits && at > 0 && matches!(c, '.' | ')');
        if anywhere || first || number {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn text(output: &mut Output, first: bool, article: &Article) -> io::Result<()> {
    if !first {
        output.line("")?;
        output.line(&"-".repeat(72))?;
        output.line("")?;
    }
    output.line(&article.title)?;
    output.line(&origin(article))?;
    let mut last = ParagraphKind::Body;
    for Paragraph { kind, text } in &article.paragraphs {
        if (*kind, last) != (ParagraphKind::List, ParagraphKind::List) {
            output.line("")?;
        }
        match kind {
            ParagraphKind::List => output.line(&format!("- {text}"))?,
            _ => output.line(text)?,
        }
        last = *kind;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_shows_a_text_as_it_is() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("Talks, then a truce", "Talks, then a truce");
        check("# not a heading", "\\# not a heading");
        check("a # b", "a # b");
        check("3. not a list", "3\\. not a list");
        check("1989 was 3. ", "1989 was 3. ");
        check("2*3 [sic] <b>", "2\\*3 \\[sic\\] \\<b>");
    }

    #[test]
    fn a_document_is_never_put_into_the_archive_it_is_made_of() {
        let home = tempfile::tempdir().unwrap();
        let news = home.path().join("news");
        std::fs::create_dir(&news).unwrap();
        std::fs::write(news.join("a.txt"), "text").unwrap();
        let archive = [news.clone()];
        assert!(Target::new(&news.join("out.md"), &archive).is_err());
        assert!(Target::new(&news.join("a.txt"), &[news.join("a.txt")]).is_err());
        assert!(Target::new(&home.path().join("none/out.md"), &archive).is_err());
        assert!(Target::new(&news, &[]).is_err(), "a folder");
        assert!(Target::new(&home.path().join("out.md"), &archive).is_ok());
        #[cfg(unix)]
        {
            let link = home.path().join("link");
            std::os::unix::fs::symlink(news.join("a.txt"), &link).unwrap();
            assert!(Target::new(&link, &archive).is_err(), "a link into the archive");
        }
    }

    #[test]
    fn a_file_is_replaced_when_all_is_written_and_not_before() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("out");
        std::fs::write(&path, "old").unwrap();
        let content = || std::fs::read_to_string(&path).unwrap();
        let print = |o: &mut Output| o.line("new").and_then(|()| o.flush());
        assert!(
            Target::new(&path, &[])
                .unwrap()
                .fill(|o| {
                    print(o)?;
                    anyhow::bail!("x")
                })
                .is_err()
        );
        assert_eq!(content(), "old");
        Target::new(&path, &[]).unwrap().fill(|_| Ok(0)).unwrap();
        assert_eq!(content(), "old");
        Target::new(&path, &[])
            .unwrap()
            .fill(|o| {
                print(o)?;
                Ok(1)
            })
            .unwrap();
        assert_eq!(content(), "new\n");
        assert_eq!(home.path().read_dir().unwrap().count(), 1, "nothing is left beside it");
    }
}
