//! Programs that are no good readers, and that nothing of what they do reaches beyond their file.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::time::Instant;

use super::*;
use crate::corpus::{Issue, IssueKind};
use crate::ingest::{Item, Reading};

const LIMITS: Limits = Limits {
    memory: 1 << 30,
    patience: Duration::from_millis(300),
    patience_pdf: Duration::from_millis(600),
    failures: 3,
};

/// A reader that does what a shell script says, and how often it was started.
struct Script {
    home: tempfile::TempDir,
    readers: Readers,
}

impl Script {
    fn new(script: &str) -> Script {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("reader");
        // It is asked before it does anything.
        let text =
            format!("#!/bin/sh\necho >> '{}'\nhead -c 4 > /dev/null\n{script}\n", home.path().join("starts").display());
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
        Script { home, readers: Readers::apart(path, LIMITS) }
    }

    fn read(&self) -> Vec<Item> {
        self.readers.read("a.html", Source::Bytes(b"<p>Text"), Reading::Clean).collect()
    }

    fn starts(&self) -> usize {
        std::fs::read(self.home.path().join("starts")).unwrap_or_default().len()
    }
}

fn the_issue(items: Vec<Item>) -> Issue {
    match <[Item; 1]>::try_from(items) {
        Ok([Item::Issue(issue)]) => issue,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_reader_that_fails_costs_its_file_and_is_not_asked_again_and_again() {
    let cases = [
        ("exit 3", "exit status: 3"),
        ("kill -9 $$", "signal: 9"),
        ("kill -SEGV $$", "signal: 11"),
        ("echo 'memory allocation of 9 bytes failed' >&2; kill -ABRT $$", "too much memory"),
        ("echo \"thread 'reads' has overflowed its stack\" >&2; kill -ABRT $$", "nested too deeply"),
        // A frame that is none, one that is too long, one that never comes to its end.
        ("printf '\\003\\000\\000\\000\\377\\377\\377'; exec sleep 60", "left out"),
        ("printf '\\377\\377\\377\\377'; exec sleep 60", "nothing is as long"),
        ("exec yes", "left out"),
        ("printf '\\007\\000'", "left out"),
    ];
    for (script, why) in cases {
        let script_ = Script::new(script);
        let issue = the_issue(script_.read());
        assert_eq!(issue.kind, IssueKind::Quarantined, "{script}: {issue:?}");
        assert!(issue.message.contains(why), "{script}: {issue:?}");
        assert!((1..=3).contains(&script_.starts()), "{script}: {}", script_.starts());
    }
}

#[test]
fn a_reader_that_hangs_is_ended() {
    let script = Script::new("exec sleep 60");
    let start = Instant::now();
    let issue = the_issue(script.read());
    assert!(issue.message.contains("more than 0.3 s"), "{issue:?}");
    assert!(start.elapsed() < Duration::from_secs(20));
    assert_eq!(script.starts(), 1);
}

#[test]
fn a_reader_that_is_not_there_is_said_to_be_missing_and_the_file_is_tried_again() {
    let readers = Readers::apart("/nowhere/at/all".into(), LIMITS);
    let mut items = readers.read("a.html", Source::Bytes(b""), Reading::Clean);
    assert_eq!(items.next(), None);
    assert!(items.trouble().is_some_and(|why| why.starts_with("no process")), "{:?}", items.trouble());
}

#[test]
fn frames_survive_the_way_and_nothing_else_is_taken_for_one() {
    let mut bytes = Vec::new();
    let sent = [Reply::Begin { name: "a!b".into(), given: 3 }, Reply::Read(9), Reply::Done];
    sent.iter().for_each(|reply| wire::write(&mut bytes, reply).unwrap());
    let mut input = bytes.as_slice();
    let mut met = Vec::new();
    while let Some(reply) = wire::read::<Reply>(&mut input).unwrap() {
        met.push(format!("{reply:?}"));
    }
    assert_eq!(met, sent.map(|reply| format!("{reply:?}")));
    for end in 1..bytes.len() {
        let mut input = bytes.get(..end).unwrap();
        while let Ok(Some(_)) = wire::read::<Reply>(&mut input) {}
    }
}

use super::items::Source;
use super::wire::Reply;

/// Reads an archive with a page, a feed that gives its entries one by one, a list that is gathered before it is given,
/// and a box of mail. False where a part in `deadly` ended it.
fn read_archive(sink: &mut dyn crate::ingest::Sink, deadly: &[&str]) -> bool {
    let give = |sink: &mut dyn crate::ingest::Sink, name: &str| {
        let draft = crate::corpus::Draft { path: name.into(), ..Default::default() };
        sink.take(Item::Article(Box::new(draft)));
    };
    let begin = |sink: &mut dyn crate::ingest::Sink, name: &str| {
        let wanted = sink.begin(name);
        (wanted, wanted && deadly.contains(&name))
    };
    for page in ["a!1.html", "a!2.html"] {
        match begin(sink, page) {
            (_, true) => return false,
            (wanted, _) if wanted => give(sink, page),
            _ => {}
        }
    }
    for (document, gathers, is_begun) in [("a!feed", false, true), ("a!list", true, true), ("a!box", false, false)] {
        if is_begun {
            match begin(sink, document) {
                (_, true) => return false,
                (false, _) => continue,
                _ => {}
            }
        }
        let mut gathered = Vec::new();
        for n in 1..=3 {
            let part = format!("{document}!{n}");
            match begin(sink, &part) {
                (_, true) => return false,
                (true, _) if gathers => gathered.push(part),
                (true, _) => give(sink, &part),
                _ => {}
            }
        }
        gathered.iter().for_each(|part| give(sink, part));
    }
    true
}

#[test]
fn whatever_part_fails_the_others_are_told_once() {
    let all = [
        "a!1.html", "a!2.html", "a!feed!1", "a!feed!2", "a!feed!3", "a!list!1", "a!list!2", "a!list!3", "a!box!1",
        "a!box!2", "a!box!3",
    ];
    let cases: &[&[&str]] = &[
        &[],
        &["a!1.html"],
        &["a!feed!2"],
        &["a!feed!1", "a!feed!3", "a!list!1", "a!list!2"],
        &["a!list!3", "a!box!1", "a!box!3"],
        &["a!feed", "a!list!2"],
        &all,
    ];
    for deadly in cases {
        let (mut told, mut failed, mut count) = (Vec::new(), Vec::new(), 0);
        for _ in 0..20 {
            let mut frames = Vec::new();
            let ended = child::told_by(&failed, count, &mut frames, &mut |sink| read_archive(sink, deadly));
            let (mut input, mut last) = (frames.as_slice(), None);
            while let Some(reply) = wire::read::<Reply>(&mut input).unwrap() {
                match reply {
                    Reply::Item(Item::Article(draft)) => told.push(draft.path),
                    Reply::Begin { name, given } => last = Some((name, given)),
                    _ => {}
                }
            }
            if ended {
                break;
            }
            let (name, given) = last.unwrap();
            failed.push(name);
            count = given;
        }
        let lost = |name: &&&str| deadly.iter().any(|d| d == *name || name.starts_with(&format!("{d}!")));
        let expected: Vec<&str> = all.iter().filter(|name| !lost(name)).copied().collect();
        assert_eq!(told, expected, "{deadly:?}");
    }
}

#[test]
fn a_request_that_nobody_reads_does_not_hold_us_up() {
    let script = Script::new("exec sleep 60");
    let bytes = vec![b'x'; 4 << 20];
    let start = Instant::now();
    let items: Vec<Item> = script.readers.read("a.html", Source::Bytes(&bytes), Reading::Clean).collect();
    assert_eq!(the_issue(items).kind, IssueKind::Quarantined);
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn what_is_cancelled_ends_soon() {
    let home = Script::new("exec sleep 60");
    let path = home.home.path().join("reader");
    let readers = Readers::apart(path, Limits::USUAL);
    let cancel = std::sync::atomic::AtomicBool::new(true);
    let start = Instant::now();
    assert_eq!(readers.read("a.html", Source::Bytes(b"x"), Reading::Clean).until(&cancel).count(), 0);
    assert!(start.elapsed() < Duration::from_secs(3));
}
