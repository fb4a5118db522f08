//! Zip archives, by their directory. Nothing is ever written: names need no care but to be shown.

#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::io::SeekFrom;
use std::rc::Rc;

use zip::{CompressionMethod, ZipArchive};

use super::members::{Members, name_of};
use super::out::Out;
use super::packed::Capped;
use super::registry::ReadSeek;
use crate::corpus::IssueKind;

/// More files than this in one archive are not looked at.
const MOST: usize = 100_000;
/// So many times its own size an archive may unpack to, and in any case [`FREE`].
const RATIO: u64 = 200;
const FREE: u64 = 64 << 20;

/// Whether bytes begin a zip archive, be it an empty one.
pub fn looks_like(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(b"PK00PK\x03\x04")
}

/// Reads the files of an archive in the order of its directory.
pub fn read(input: &mut dyn ReadSeek, out: &mut Out) {
    let size = input.seek(SeekFrom::End(0)).unwrap_or(0);
    if !out.begin_document() {
        return;
    }
    let archive = match ZipArchive::new(input) {
        Ok(archive) => archive,
        Err(error) => {
            out.issue(IssueKind::Unreadable, format!("no zip archive that can be read: {error}"));
            return;
        }
    };
    let names: Vec<String> = (0..archive.len()).map(|n| name(&archive, n)).collect();
    if let Some(what) = office(&names) {
        out.issue(IssueKind::Skipped, what);
        return;
    }
    let whole =
        Rc::new(Cell::new(out.budget().map_or(u64::MAX, |b| b.get()).min(FREE.max(size.saturating_mul(RATIO)))));
    let before = whole.get();
    let members = each(archive, &names, &whole, out);
    if let Some(budget) = out.budget() {
        budget.set(budget.get().saturating_sub(before - whole.get()));
    }
    if out.is_stopped() {
        return;
    }
    members.tell(out);
    if whole.get() == 0 {
        out.issue(IssueKind::Cut, "its files unpack to too much: the rest is left out");
    } else if names.len() > MOST {
        out.issue(IssueKind::Cut, format!("{} files in it: only {MOST} are read", names.len()));
    }
}

fn each(mut archive: ZipArchive<&mut dyn ReadSeek>, names: &[String], whole: &Rc<Cell<u64>>, out: &mut Out) -> Members {
    let mut members = Members::of(names.iter().map(String::as_str));
    for (n, name) in names.iter().enumerate().take(MOST) {
        let Ok(entry) = archive.by_index_data(n) else { continue };
        let (packed, is_locked) = (entry.compressed_size(), entry.encrypted());
        let is_known = matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
        if name.ends_with('/') || entry.is_dir() || entry.is_symlink() || !members.wants(name) {
            continue;
        }
        if is_locked {
            members.refuse(name, "encrypted: not read");
            continue;
        }
        if !is_known {
            members.refuse(name, "packed in a way that is not supported: not read");
            continue;
        }
        let Ok(file) = archive.by_index(n) else {
            members.refuse(name, "damaged: not read");
            continue;
        };
        let mut capped = Capped::new(file, Rc::new(Cell::new(packed)), Some(whole.clone()));
        let go_on = members.read(name, &mut capped, out);
        if let Some(fault) = capped.fault().filter(|_| whole.get() > 0) {
            out.issue_of(name, IssueKind::Cut, fault);
        }
        if !go_on || whole.get() == 0 {
            break;
        }
    }
    members
}

/// The name as it was meant: many programs write UTF-8 and do not say so.
fn name(archive: &ZipArchive<&mut dyn ReadSeek>, n: usize) -> String {
    let Ok(entry) = archive.by_index_data(n) else { return String::new() };
    match std::str::from_utf8(entry.name_raw()) {
        Ok(name) => name_of(name.as_bytes()),
        Err(_) => entry.name().map_or_else(|_| name_of(entry.name_raw()), |name| name_of(name.as_bytes())),
    }
}

/// Documents that are zip archives inside.
fn office(names: &[String]) -> Option<&'static str> {
    let has = |name: &str| names.iter().any(|n| n == name);
    let has_in = |folder: &str| names.iter().any(|n| n.starts_with(folder));
    let is_office = has("[Content_Types].xml") && ["word/", "xl/", "ppt/"].into_iter().any(has_in);
    let is_open = has("mimetype") && has("content.xml") && has("META-INF/manifest.xml");
    (is_office || is_open).then_some("an office document: not read")
}
