//! Labelled text: one token and IOB2 tag a line, set as running text again, with its names as places in it.

use std::fs;
use std::io::BufReader;
use std::path::Path;

use anyhow::{Context, Result};
use newsprint::entities::tagger::tag::Class;
use newsprint::entities::tagger::training::Found;
use newsprint::text::Span;

/// One document as the tagger reads it.
#[derive(Clone, Default)]
pub struct Document {
    pub paragraphs: Vec<String>,
    pub names: Vec<Found>,
}

/// One token and the name that it begins or goes on with.
#[derive(Clone)]
pub struct Token {
    pub text: String,
    pub tag: Tag,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    Outside,
    Begin(Class),
    Inside(Class),
}

pub type Sentence = Vec<Token>;

/// How a document's tokens are set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// As people write.
    Usual,
    /// A space between all tokens, marks and endings too.
    Spaced,
    /// Every Word but the Small Ones with a Capital.
    Title,
    Capitals,
}

/// The documents of an `.xz` file.
pub fn read(path: &Path) -> Result<Vec<Vec<Sentence>>> {
    let file = fs::File::open(path).with_context(|| path.display().to_string())?;
    let mut bytes = Vec::new();
    lzma_rs::xz_decompress(&mut BufReader::new(file), &mut bytes).map_err(|e| anyhow::anyhow!("{e:?}"))?;
    let text = String::from_utf8(bytes)?;
    let mut documents: Vec<Vec<Sentence>> = Vec::new();
    let mut sentence = Sentence::new();
    for line in text.lines() {
        if line.starts_with("-DOCSTART-") {
            documents.push(Vec::new());
        } else if let Some((word, tag)) = line.split_once('\t') {
            sentence.push(Token { text: word.to_string(), tag: parse(tag) });
        } else if !sentence.is_empty() {
            if documents.is_empty() {
                documents.push(Vec::new());
            }
            documents.last_mut().context("a document")?.push(std::mem::take(&mut sentence));
        }
    }
    if let Some(last) = documents.last_mut().filter(|_| !sentence.is_empty()) {
        last.push(sentence);
    }
    documents.retain(|d| !d.is_empty());
    Ok(documents)
}

fn parse(tag: &str) -> Tag {
    match tag.split_once('-').map(|(place, class)| (place, Class::parse(class))) {
        Some(("B", Some(class))) => Tag::Begin(class),
        Some(("I", Some(class))) => Tag::Inside(class),
        _ => Tag::Outside,
    }
}

/// A document of `sentences`, up to `together` of them in a paragraph.
pub fn set(sentences: &[Sentence], setting: Setting, together: usize) -> Document {
    let mut out = Document::default();
    for group in sentences.chunks(together.max(1)) {
        let mut text = String::new();
        for sentence in group {
            if !text.is_empty() {
                text.push(' ');
            }
            add(sentence, setting, out.paragraphs.len() as u32, &mut text, &mut out.names);
        }
        out.paragraphs.push(text);
    }
    out
}

fn add(sentence: &Sentence, setting: Setting, paragraph: u32, text: &mut String, names: &mut Vec<Found>) {
    let mut open_quote = false;
    let mut glue = true;
    let mut open: Option<Found> = None;
    for (i, token) in sentence.iter().enumerate() {
        let word = written(&token.text, setting, i == 0);
        if setting == Setting::Spaced {
            glue = i == 0;
        } else {
            glue |= i == 0 || hangs(&word) || word == "\"" && open_quote;
        }
        if !glue {
            text.push(' ');
        }
        let at = text.len();
        text.push_str(&word);
        glue = matches!(word.as_str(), "(" | "[" | "{" | "$" | "£" | "€" | "“" | "‘") || word == "\"" && !open_quote;
        if word == "\"" {
            open_quote = !open_quote;
        }
        match (token.tag, &mut open) {
            (Tag::Inside(class), Some(name)) if name.class == class => name.span.end = text.len() as u32,
            (Tag::Begin(class) | Tag::Inside(class), _) => {
                names.extend(open.take());
                open = Some(Found { paragraph, span: Span::new(at, text.len()), class });
            }
            (Tag::Outside, _) => names.extend(open.take()),
        }
    }
    names.extend(open);
}

/// Stands against the word before it.
fn hangs(word: &str) -> bool {
    matches!(
        word,
        "," | "."
            | ";"
            | ":"
            | "!"
            | "?"
            | ")"
            | "]"
            | "}"
            | "%"
            | "”"
            | "’"
            | "'"
            | "'s"
            | "’s"
            | "n't"
            | "'re"
            | "'ve"
            | "'ll"
            | "'d"
            | "'m"
            | "..."
            | "…"
    )
}

fn written(token: &str, setting: Setting, first: bool) -> String {
    let plain = match token {
        "``" | "''" | "'\"'" => "\"",
        "-LRB-" => "(",
        "-RRB-" => ")",
        "-LSB-" => "[",
        "-RSB-" => "]",
        other => other,
    };
    match setting {
        Setting::Usual | Setting::Spaced => plain.to_string(),
        Setting::Capitals => plain.to_uppercase(),
        Setting::Title => {
            const SMALL: &[&str] = &[
                "a", "an", "the", "of", "in", "on", "to", "for", "and", "or", "at", "by", "as", "from", "with", "but",
                "'s", "n't",
            ];
            if !first && SMALL.contains(&plain) {
                return plain.to_string();
            }
            let mut chars = plain.chars();
            chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
        }
    }
}
