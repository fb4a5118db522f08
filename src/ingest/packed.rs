//! What lies packed in a file by itself: gzip and zstd. It is read on by what it is, as it comes, and is no part of its
//! own: the article of `a.html.gz` is called so.

mod capped;
mod gzip;
mod source;
mod zstd;

#[cfg(test)]
pub mod tests;

use std::io::{BufRead, Read};

use super::out::Out;
use crate::corpus::IssueKind;

pub use capped::Capped;
pub use gzip::Members;
pub use source::Counted;
use zstd::Forgiving;
pub use zstd::Frames;

/// Whether bytes begin a gzip member.
pub fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(&[0x1f, 0x8b, 8])
}

/// Whether bytes begin a zstd frame, or one that is to be skipped.
pub fn is_zstd(head: &[u8]) -> bool {
    matches!(head, [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// Reads what gzip members hold, one after another, whatever lies between them.
pub fn gzip(input: &mut dyn BufRead, out: &mut Out) {
    let is = is_gzip(input.fill_buf().unwrap_or_default());
    read(input, is, out, Members::new, Members::faults);
}

/// Reads what zstd frames hold, one after another.
pub fn zstd(input: &mut dyn BufRead, out: &mut Out) {
    let is = is_zstd(input.fill_buf().unwrap_or_default());
    read(input, is, out, Forgiving::new, |frames| {
        frames.fault.iter().map(|fault| (IssueKind::Unreadable, fault.clone())).collect()
    });
}

/// `faults` says what was wrong with what is packed. A file that is only called so is read as it is: some programs unpack
/// what they fetch and leave it its name.
fn read<'a, U: Read>(
    input: &'a mut dyn BufRead,
    is_packed: bool,
    out: &mut Out,
    unpack: fn(Counted<'a>) -> U,
    faults: fn(&U) -> Vec<(IssueKind, String)>,
) {
    let name = inner_name(out.path());
    if !is_packed {
        out.inside(&name, input);
        return;
    }
    let (counted, packed) = Counted::new(input);
    let mut unpacked = Capped::new(unpack(counted), packed, out.budget());
    let go_on = out.inside(&name, &mut unpacked);
    if !go_on {
        return;
    }
    let mut issues = faults(unpacked.inner());
    issues.extend(unpacked.fault().map(|message| (IssueKind::Cut, message)));
    for (kind, message) in issues {
        out.issue(kind, message);
    }
}

/// The name of what lies in a file of this name: without the ending that says how it is packed.
pub fn inner_name(name: &str) -> String {
    let cut = |ending: &str| {
        let at = name.len().checked_sub(ending.len())?;
        let (stem, end) = (name.get(..at)?, name.get(at..)?);
        (end.eq_ignore_ascii_case(ending) && !stem.is_empty() && !stem.ends_with('/')).then_some(stem)
    };
    if let Some(stem) = [".tgz", ".tzst"].into_iter().find_map(cut) {
        return format!("{stem}.tar");
    }
    [".gz", ".gzip", ".zst", ".zstd"].into_iter().find_map(cut).unwrap_or(name).to_string()
}
