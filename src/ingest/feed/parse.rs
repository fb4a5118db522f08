//! A feed in XML to entries. Elements are known by the vocabulary of their prefix and by their own name, wherever in
//! an entry they stand; what is opened and not closed ends with its entry.

use mail_parser::decoders::base64::base64_decode;
use quick_xml::events::{BytesStart, Event};

use super::words::{Field, Words, field_of};
use super::{Entry, Feed};
use crate::ingest::{measure, xml};

/// What is wrong is passed over so many times.
const MOST_MISTAKES: usize = 50;
/// So many prefixes are looked up.
const MOST_PREFIXES: usize = 64;

/// An element whose text is being taken.
struct Capture {
    /// As it stands in the tag: what closes it.
    name: String,
    field: Field,
    text: String,
    /// How many elements of the same name are open in it.
    same: usize,
    /// The text is markup already: references in it stay.
    markup: bool,
    /// In base64.
    packed: bool,
    /// Something in it has the name that is wanted: of a person, of a source.
    found: bool,
    closed: bool,
}

#[derive(Default)]
struct Parser {
    feed: Feed,
    entry: Option<Entry>,
    capture: Option<Capture>,
    prefixes: Vec<(String, Words)>,
}

/// The entries of a feed. `broken` says what was left out.
pub fn parse(text: &str) -> Feed {
    let mut parser = Parser::default();
    let mut mistakes = 0;
    let mut rest = text;
    while let Some((what, at)) = parser.run(rest) {
        mistakes += 1;
        parser.feed.broken.get_or_insert(what);
        let after = rest.get(at..).unwrap_or("");
        // What breaks off within a text is taken as far as it goes.
        if let (Some(cut), Some(capture)) = (after.strip_prefix("<![CDATA["), &mut parser.capture)
            && !cut.contains("]]>")
        {
            capture.text.push_str(cut);
            break;
        }
        let next = ["<item", "<entry"].iter().filter_map(|tag| Some(after.get(1..)?.find(tag)? + 1)).min();
        let Some(next) = next.filter(|_| mistakes < MOST_MISTAKES) else { break };
        parser.end_entry();
        rest = after.get(next..).unwrap_or("");
    }
    if parser.entry.is_some() {
        parser.feed.broken.get_or_insert_with(|| "the feed breaks off in the middle of an entry".to_string());
    }
    parser.end_entry();
    parser.feed
}

impl Parser {
    /// Reads on to the end, or to a mistake: what it is and where.
    fn run(&mut self, text: &str) -> Option<(String, usize)> {
        let mut reader = xml::reader(text);
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => self.start(&element),
                Ok(Event::End(element)) => self.end(element.name().0),
                Ok(Event::Text(piece)) => self.push(|text| text.push_str(&piece)),
                Ok(Event::CData(piece)) => self.push(|text| text.push_str(&piece)),
                Ok(Event::GeneralRef(reference)) => {
                    let raw: &str = &reference;
                    let is_markup = self.capture.as_ref().is_some_and(|capture| capture.markup);
                    self.push(|text| match is_markup {
                        true => text.extend(["&", raw, ";"]),
                        false => xml::push_reference(&reference, text),
                    });
                }
                Ok(Event::Eof) => return None,
                Ok(_) => {}
                Err(error) => {
                    let at = usize::try_from(reader.error_position()).unwrap_or(text.len());
                    return Some((format!("not well formed: {error}"), text.floor_char_boundary(at)));
                }
            }
        }
    }

    fn push(&mut self, push: impl FnOnce(&mut String)) {
        if let Some(capture) = self.capture.as_mut().filter(|capture| !capture.closed) {
            push(&mut capture.text);
        }
    }

    fn start(&mut self, element: &BytesStart) {
        let qualified = element.name();
        let (prefix, local) = xml::split(qualified.0);
        if local == "item" || local == "entry" {
            self.learn(element);
            if self.words(prefix) != Words::Other {
                self.end_entry();
                let mut entry = Entry::default();
                let language = xml::attribute(element, "xml:lang");
                entry.language.keep(1, language.as_deref().unwrap_or(""));
                let about = xml::attribute(element, "rdf:about");
                entry.link.keep(4, about.as_deref().unwrap_or(""));
                self.entry = Some(entry);
                return;
            }
        }
        if self.capture.is_some() {
            return self.nested(element);
        }
        self.learn(element);
        if matches!(local, "feed" | "rss" | "channel" | "RDF") {
            let language = xml::attribute(element, "xml:lang");
            self.feed.language.keep(1, language.as_deref().unwrap_or(""));
            return;
        }
        let Some(field) = field_of(self.words(prefix), local) else { return };
        if self.takes_attributes(field, local, element) {
            return;
        }
        let kind = xml::attribute(element, "type").unwrap_or_default();
        let kind = kind.to_ascii_lowercase();
        let is_text = !kind.contains('/') || ["text/", "html", "xml"].iter().any(|text| kind.contains(text));
        let is_packed = xml::attribute(element, "mode").is_some_and(|mode| mode == "base64");
        self.capture = Some(Capture {
            name: qualified.0.to_string(),
            field,
            text: String::new(),
            same: 0,
            markup: kind == "xhtml" || kind.ends_with("+xml"),
            packed: is_packed || !is_text,
            found: false,
            closed: false,
        });
    }

    /// What an element says in its attributes. False: its text is wanted.
    fn takes_attributes(&mut self, field: Field, local: &str, element: &BytesStart) -> bool {
        match field {
            Field::Link(rank) => {
                if let Some(href) = xml::attribute(element, "href") {
                    let rel = xml::attribute(element, "rel");
                    if rel.as_deref().is_none_or(|rel| rel == "alternate") {
                        self.keep(Field::Link(rank), &href);
                    }
                    return true;
                }
                // Who made a feed promises that this is a link unless they say that it is none.
                local == "guid" && xml::attribute(element, "isPermaLink").is_some_and(|is| is == "false")
            }
            Field::Tag => match xml::attribute(element, "label").or_else(|| xml::attribute(element, "term")) {
                Some(term) => {
                    self.keep(Field::Tag, &term);
                    true
                }
                None => false,
            },
            _ => false,
        }
    }

    /// An element in a text: markup that nobody escaped, or the name in a person.
    fn nested(&mut self, element: &BytesStart) {
        let Some(capture) = &mut self.capture else { return };
        let name = element.name();
        capture.same += usize::from(name.0 == capture.name);
        match capture.field {
            Field::Author | Field::Source => {
                let wanted = if capture.field == Field::Author { "name" } else { "title" };
                let is_wanted = xml::split(name.0).1 == wanted && !capture.found;
                if is_wanted {
                    capture.text.clear();
                }
                capture.found |= is_wanted;
                capture.closed = !is_wanted;
            }
            Field::Apart => {}
            _ if name.0.contains(':') && !capture.markup => {}
            _ => {
                let tag: &str = element;
                capture.text.extend(["<", tag.strip_prefix("xhtml:").unwrap_or(tag), ">"]);
            }
        }
    }

    fn end(&mut self, name: &str) {
        let (prefix, local) = xml::split(name);
        if matches!(local, "item" | "entry") && self.words(prefix) != Words::Other {
            return self.end_entry();
        }
        let Some(capture) = &mut self.capture else { return };
        if capture.name == name {
            if capture.same == 0 {
                return self.end_capture();
            }
            capture.same -= 1;
        }
        match capture.field {
            Field::Author | Field::Source => capture.closed = true,
            Field::Apart => {}
            _ if prefix.is_empty() || capture.markup => {
                let name = name.strip_prefix("xhtml:").unwrap_or(name);
                capture.text.extend(["</", name, ">"]);
            }
            _ => {}
        }
    }

    fn end_capture(&mut self) {
        match self.capture.take() {
            Some(capture) if capture.packed => {
                // Pictures and sound are packed as texts are.
                let text =
                    base64_decode(capture.text.trim().as_bytes()).and_then(|bytes| String::from_utf8(bytes).ok());
                self.keep(capture.field, &text.unwrap_or_default());
            }
            Some(capture) => self.keep(capture.field, &capture.text),
            None => {}
        }
    }

    fn end_entry(&mut self) {
        self.end_capture();
        self.feed.entries.extend(self.entry.take());
    }

    fn keep(&mut self, field: Field, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let feed = &mut self.feed;
        match (&mut self.entry, field) {
            (Some(entry), Field::Title(rank)) => entry.title.keep(rank, text),
            (Some(entry), Field::Date(rank)) => entry.date.keep(rank, text),
            // Only what is a link: an identifier may be anything.
            (Some(entry), Field::Link(rank)) if rank < 2 || measure::is_web(text) => entry.link.keep(rank, text),
            (Some(entry), Field::Language) => entry.language.keep(0, text),
            (Some(entry), Field::Source) => entry.source.keep(0, text),
            (Some(entry), Field::Author) => entry.authors.push(text.to_string()),
            (Some(entry), Field::Tag) => entry.tags.push(text.to_string()),
            (Some(entry), Field::Body) => entry.bodies.push(text.to_string()),
            (None, Field::Title(rank)) => feed.title.keep(rank, text),
            (None, Field::Link(rank)) if rank < 2 => feed.link.keep(rank, text),
            (None, Field::Author) => feed.authors.push(text.to_string()),
            (None, Field::Language) => feed.language.keep(0, text),
            _ => {}
        }
    }

    fn words(&self, prefix: &str) -> Words {
        let known = self.prefixes.iter().rev().find(|(known, _)| known == prefix);
        known.map_or_else(|| Words::of_prefix(prefix), |(_, words)| *words)
    }

    /// Which vocabularies an element says that its prefixes stand for. Its own, without a prefix, is what it is.
    fn learn(&mut self, element: &BytesStart) {
        if !element.attributes_raw().contains("xmlns:") {
            return;
        }
        let mut attributes = element.html_attributes();
        for attribute in attributes.with_checks(false).flatten().take(4 * MOST_PREFIXES) {
            if let Some(prefix) = attribute.key.0.strip_prefix("xmlns:")
                && self.prefixes.len() < MOST_PREFIXES
            {
                self.prefixes.push((prefix.to_string(), Words::of_space(&attribute.value)));
            }
        }
    }
}
