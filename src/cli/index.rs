//! `newsprint index PATH...`: builds or refreshes an archive's index, and says what it did.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, bail};
use signal_hook::consts::{SIGINT, SIGTERM};

use super::archive::{self, located};
use super::output::{Output, Status, complain};
use super::progress::Progress;
use crate::corpus::Alike;
use crate::library::dirs::Dirs;
use crate::library::scan::Roots;
use crate::library::{Finding, Place, Report};
use crate::text::numbers::grouped;

/// So many files are named for each reason, and of those that are gone.
const NAMED: usize = 5;

/// Index an archive, or bring its index up to date, and stop
///
/// Reading does this too, in the background; do it beforehand for a large archive. It may be stopped at any time:
/// the next run goes on from there.
#[derive(clap::Args)]
pub struct Args {
    /// Files and folders of the archive
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Name every file that was skipped, cut or not read, one a line, and those that are gone
    ///
    /// Without this, the first few are named for each reason.
    #[arg(long)]
    issues: bool,
    /// How much two articles have to say the same to be folded into one row: from 0.4 to 1, or off for those that are
    /// equal. Kept until it is set anew; 0.7 at first
    #[arg(long, value_name = "SHARE", value_parser = alike)]
    alike: Option<Alike>,
    /// Find neither names nor quotes: to measure what the rest costs. Use it with a data folder of its own
    #[arg(long, hide = true)]
    no_entities: bool,
}

/// `--alike`, as typed.
fn alike(text: &str) -> Result<Alike, String> {
    Alike::parse(text).ok_or_else(|| "a number from 0.4 to 1, or off".into())
}

pub fn run(args: &Args) -> anyhow::Result<Status> {
    if args.paths.iter().any(|p| archive::is_stdin(p)) {
        bail!("standard input is not indexed; give files or folders");
    }
    let (cancel, term) = until_stopped().context("cannot watch for signals")?;
    let (place, missing) = archive::place_of(&args.paths)?;
    let dirs = Dirs::of_user()?;
    let mut library = archive::open(&place, &dirs)?;
    if args.no_entities {
        library.find(Finding::Nothing);
    }
    if let Some(alike) = args.alike {
        library.fold(alike);
    }
    let mut progress = Progress::new();
    let report = library.refresh(&mut |event| progress.tell(event), &cancel);
    progress.end();
    let report = report?;
    let mut output = Output::stdout();
    let named = if args.issues { usize::MAX } else { NAMED };
    summary(&mut output, &report, named)?;
    output.flush()?;
    tell(&report, named);
    if report.locked {
        return Ok(Status::Lacking);
    }
    if !report.complete {
        complain("stopped; what was done is kept, and the next run goes on from there");
        return Ok(Status::Signal(if term.load(Ordering::SeqCst) { 143 } else { 130 }));
    }
    if let Place::Paths(paths) = &place
        && !dirs.archive(Roots::new(paths)?.paths()).is_dir()
    {
        bail!("nothing of this could be kept");
    }
    Ok(Status::Done.or_lacking(missing || report.bad_files > 0))
}

/// Two flags: something says to stop, and it was TERM. The first signal asks the refresh to end after what it has in
/// hand; the second ends the program at once, which the index survives as well.
pub(super) fn until_stopped() -> std::io::Result<(Arc<AtomicBool>, Arc<AtomicBool>)> {
    let (cancel, term) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    for signal in [SIGINT, SIGTERM] {
        // In this order: the first signal finds the flag down.
        signal_hook::flag::register_conditional_default(signal, Arc::clone(&cancel))?;
        signal_hook::flag::register(signal, Arc::clone(&cancel))?;
    }
    signal_hook::flag::register(SIGTERM, Arc::clone(&term))?;
    Ok((cancel, term))
}

/// Names the files that something is wrong with, those of one reason together.
fn tell(report: &Report, named: usize) {
    for (n, reason) in report.reasons.iter().enumerate() {
        let of_it = report.issues.iter().filter(|listed| listed.reason == n);
        let mut told = 0;
        of_it.take(named).for_each(|listed| {
            told += 1;
            complain(located(listed));
        });
        let more = reason.count.saturating_sub(told);
        if more > 0 {
            let all = if named < usize::MAX { "; --issues names them" } else { "" };
            complain(format_args!("and {} more {}: {}{all}", grouped(more), plural(more, "time"), reason.text));
        }
    }
}

fn summary(output: &mut Output, report: &Report, named: usize) -> std::io::Result<()> {
    output.line(&format!("{:>9}  {}", report.articles, plural(report.articles, "article")))?;
    let rows = [
        (report.new, "new"),
        (report.changed, "changed"),
        (report.deleted, "deleted"),
        (report.unchanged, "unchanged"),
        (report.passed.count(), "skipped"),
    ];
    for (count, what) in rows.into_iter().filter(|(count, _)| *count > 0) {
        let parts = if what == "skipped" { format!(": {}", parts(report, named)) } else { String::new() };
        output.line(&format!("{count:>9}  {what} {}{parts}", plural(count, "file")))?;
        if what == "deleted" {
            gone(output, report, named)?;
        }
    }
    if report.passed.count() == 0 && report.passed.hidden > 0 {
        output.line(&format!("{:>9}  hidden {}", report.passed.hidden, plural(report.passed.hidden, "file")))?;
    }
    if report.duplicates > 0 {
        let what = if report.duplicates == 1 { "copy" } else { "copies" };
        output.line(&format!("{:>9}  {what} folded into them", report.duplicates))?;
    }
    if report.issue_count > 0 {
        output.line(&format!("{:>9}  {}", report.issue_count, plural(report.issue_count, "problem")))?;
    }
    for reason in &report.reasons {
        output.line(&format!("{:>13}  {}", reason.count, reason.text))?;
    }
    output.line(&format!("{:>9.1}  seconds", report.seconds))
}

/// Of what kinds the files were that were passed by.
fn parts(report: &Report, named: usize) -> String {
    let mut parts = report.passed.parts();
    let kinds = parts.len();
    // Links, devices and what is hidden come last and are always told.
    if kinds > named.saturating_mul(2) {
        let few = parts.split_off(kinds - 3);
        let rest = parts.split_off(named.min(parts.len()));
        parts.push(format!("{} more kinds", rest.len()));
        parts.extend(few);
    }
    parts.join(", ")
}

fn gone(output: &mut Output, report: &Report, named: usize) -> std::io::Result<()> {
    for path in report.gone.iter().take(named) {
        output.line(&format!("           {path}"))?;
    }
    let more = report.deleted.saturating_sub(report.gone.len().min(named) as u64);
    if more > 0 { output.line(&format!("           and {more} more")) } else { Ok(()) }
}

fn plural(count: u64, what: &str) -> String {
    if count == 1 { what.to_string() } else { format!("{what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_leaves_out_what_did_not_happen() {
        let report = Report { articles: 12, new: 1, unchanged: 12, seconds: 0.25, ..Report::default() };
        let mut bytes = Vec::new();
        let mut output = Output::to(&mut bytes);
        summary(&mut output, &report, NAMED).unwrap();
        output.flush().unwrap();
        drop(output);
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        assert_eq!(lines, ["12  articles", "1  new file", "12  unchanged files", "0.2  seconds"]);
    }

    #[test]
    fn kinds_of_files_are_told_in_few_words() {
        let mut report = Report::default();
        report.passed.links = 2;
        report.passed.extensions.insert("jpg".into(), 120);
        report.passed.extensions.insert("docx".into(), 3);
        assert_eq!(parts(&report, NAMED), "120 .jpg, 3 .docx, 2 links");
        (0..20).for_each(|n| _ = report.passed.extensions.insert(format!("x{n}"), 1));
        report.passed.hidden = 1;
        let text = parts(&report, NAMED);
        assert!(text.starts_with("120 .jpg, 3 .docx, ") && text.ends_with(", 2 links, 1 hidden"), "{text}");
        assert_eq!(text.split(", ").count(), NAMED + 4, "{text}");
    }
}
