//! Tables, an article a row: what services that keep articles for people give them when they leave. Columns are known
//! by their names, as the keys of JSON are; a table without a title or a text among them holds no articles.

mod bytes;

use std::borrow::Cow;
use std::io::BufRead;

use ::csv::{ByteRecord, ReaderBuilder};

use super::json_lines::{self, Object};
use super::keys::{self, Field};
use super::out::{Out, Reading};
use super::{Fill, fragment, raw_lines};
use crate::corpus::{Draft, IssueKind};
use bytes::{Bounded, Charset};

/// A row of more bytes is a quote that nobody closed.
const LONGEST_ROW: u64 = 16 << 20;
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What the columns are.
struct Header {
    /// Place, field and rank of those that are known.
    columns: Vec<(usize, Field, usize)>,
    /// Each row is a passage that somebody marked, with the title of what it is from.
    passages: bool,
}

impl Header {
    fn of(names: &[Cow<str>]) -> Header {
        let known = |(at, name): (usize, &Cow<str>)| keys::field_of(name.trim()).map(|(field, rank)| (at, field, rank));
        let passages = names.iter().any(|name| name.trim().eq_ignore_ascii_case("highlight"));
        Header { columns: names.iter().enumerate().filter_map(known).collect(), passages }
    }

    /// Whether rows with these columns can be articles.
    fn is_of_articles(&self) -> bool {
        let has = |field| self.columns.iter().any(|column| column.1 == field);
        let strong = |field| self.columns.iter().any(|column| column.1 == field && keys::is_strong(field, column.2));
        strong(Field::Body) || (strong(Field::Title) && [Field::Body, Field::Link].into_iter().any(has))
    }
}

/// Reads a table of any size, a row at a time.
pub fn read(input: &mut dyn BufRead, out: &mut Out) {
    let head = match input.fill_buf() {
        Ok(head) => head.to_vec(),
        Err(error) => {
            out.issue(IssueKind::Unreadable, format!("cannot be read: {error}"));
            return;
        }
    };
    let mut charset = Charset::of(&head);
    let Some(delimiter) = delimiter(&charset.text_of(&head)) else { return };
    let input = Bounded::new(charset.utf8(input), LONGEST_ROW);
    let limit = input.limit();
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(input);
    let mut rows = Rows { out, fill: fragment::fill_either, pending: None, empty: 0 };
    if rows.out.reading() == Reading::Raw {
        rows.fill = raw_lines;
    }
    let mut header: Option<Header> = None;
    let mut record = ByteRecord::new();
    let mut number = 0u64;
    loop {
        limit.set(0);
        match reader.read_byte_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                rows.end();
                broken(&error, number, rows.out);
                return;
            }
        }
        let fields: Vec<Cow<str>> = record.iter().map(|field| charset.text(field)).collect();
        match &header {
            None if is_hint(&fields) => {}
            None => {
                let found = Header::of(&without_mark(fields));
                if !found.is_of_articles() {
                    return;
                }
                header = Some(found);
            }
            Some(header) => {
                number += 1;
                if !rows.row(number, &fields, header) {
                    return;
                }
            }
        }
    }
    rows.end();
    if let Some(name) = charset.guessed() {
        out.issue(IssueKind::Encoding, format!("read as {name} by a guess"));
    }
}

fn broken(error: &::csv::Error, number: u64, out: &mut Out) {
    let row = number + 1;
    match error.kind() {
        ::csv::ErrorKind::Io(error) if bytes::is_limit(error) => {
            let mib = LONGEST_ROW >> 20;
            out.issue(IssueKind::Cut, format!("row {row} is longer than {mib} MiB: nothing is read from there on"));
        }
        _ => {
            out.issue(IssueKind::Unreadable, format!("cannot be read from row {row} on: {error}"));
        }
    }
}

/// What parts the columns: that by which the first line has most names that are known. None: it has none.
fn delimiter(head: &str) -> Option<u8> {
    let known = |delimiter: &u8| {
        let mut reader =
            ReaderBuilder::new().delimiter(*delimiter).flexible(true).has_headers(false).from_reader(head.as_bytes());
        let mut record = ByteRecord::new();
        for _ in 0..2 {
            if !reader.read_byte_record(&mut record).unwrap_or(false) {
                return 0;
            }
            let fields: Vec<Cow<str>> = record.iter().map(String::from_utf8_lossy).collect();
            if !is_hint(&fields) {
                let header = Header::of(&without_mark(fields));
                return if header.is_of_articles() { header.columns.len() } else { 0 };
            }
        }
        0
    };
    DELIMITERS
        .into_iter()
        .map(|delimiter| (known(&delimiter), delimiter))
        .rev()
        .max_by_key(|(n, _)| *n)
        .filter(|(n, _)| *n > 0)
        .map(|(_, d)| d)
}

/// Spreadsheets are told the delimiter in a line before the first.
fn is_hint(fields: &[Cow<str>]) -> bool {
    fields.first().is_some_and(|field| field.trim_start_matches('\u{feff}').starts_with("sep=")) && fields.len() <= 2
}

fn without_mark(mut fields: Vec<Cow<str>>) -> Vec<Cow<str>> {
    if let Some(first) = fields.first_mut()
        && let Some(rest) = first.strip_prefix('\u{feff}')
    {
        *first = Cow::Owned(rest.trim_matches('"').to_string());
    }
    fields
}

struct Rows<'a, 'o> {
    out: &'a mut Out<'o>,
    fill: Fill,
    /// What passages were collected of, and the number of the first.
    pending: Option<(u64, Draft)>,
    /// How many rows had something in them and nothing to read.
    empty: u64,
}

impl Rows<'_, '_> {
    /// False: nothing more is wanted.
    fn row(&mut self, number: u64, fields: &[Cow<str>], header: &Header) -> bool {
        let mut object = Object::default();
        for (at, field, rank) in &header.columns {
            if let Some(text) = fields.get(*at) {
                object.keep(*field, *rank, listed(*field, text));
            }
        }
        if !object.is_strong(Field::Title) && !object.is_strong(Field::Body) {
            self.empty += u64::from(fields.iter().any(|field| !field.trim().is_empty()));
            return true;
        }
        if object.get(Field::Body).is_some_and(fragment::has_tags) && !self.out.begin(&number.to_string()) {
            return true;
        }
        let mut draft = Draft::default();
        json_lines::take(&object, &mut draft, self.fill);
        if !header.passages {
            return self.out.part(&number.to_string(), draft);
        }
        if let Some((_, pending)) = &mut self.pending
            && pending.title.is_some()
            && pending.title == draft.title
        {
            pending.blocks.append(&mut draft.blocks);
            pending.hidden += draft.hidden;
            return true;
        }
        match self.pending.replace((number, draft)) {
            Some((number, draft)) => self.out.part(&number.to_string(), draft),
            None => true,
        }
    }

    fn end(&mut self) {
        if let Some((number, draft)) = self.pending.take() {
            self.out.part(&number.to_string(), draft);
        }
        if self.empty > 0 && !self.out.is_stopped() {
            let (rows, have) = if self.empty == 1 { ("row", "has") } else { ("rows", "have") };
            self.out.issue(IssueKind::Empty, format!("{} {rows} {have} neither a title nor a text", self.empty));
        }
    }
}

/// Names in one field are lines to who takes them.
fn listed(field: Field, text: &str) -> Cow<'_, str> {
    let between: &[char] = match field {
        Field::Tags if text.contains(['|', ';']) => &['|', ';'],
        Field::Tags => &[','],
        Field::Byline if text.contains(';') => &[';'],
        _ => &[],
    };
    if !matches!(field, Field::Tags | Field::Byline) {
        return Cow::Borrowed(text);
    }
    // Lists as programs print them: `["one", "two"]`.
    let inner = text.trim().strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let between = if inner.is_some() { &[','] } else { between };
    let names = inner.unwrap_or(text).split(between).map(|name| name.trim().trim_matches(['"', '\'']));
    let names: Vec<String> = match field {
        Field::Byline if between == [';'] => names.map(given_first).collect(),
        _ => names.map(str::to_string).collect(),
    };
    Cow::Owned(names.join("\n"))
}

/// `Doe, Jane` as she is called.
fn given_first(name: &str) -> String {
    match name.split_once(',') {
        Some((family, given)) if !given.contains(',') => format!("{} {}", given.trim(), family.trim()),
        _ => name.to_string(),
    }
}
