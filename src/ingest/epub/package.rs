//! What a book says of itself: its title, what it consists of and in which order, and what its parts are called.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use quick_xml::events::{BytesStart, Event};

use super::store::{Bytes, Store, resolve};
use crate::ingest::xml;

#[derive(Debug, Default)]
pub struct Package {
    pub title: Option<String>,
    pub creators: Vec<String>,
    pub language: Option<String>,
    pub date: Option<String>,
    /// Names in the archive, in the order in which they are read.
    pub documents: Vec<String>,
    /// Those that are said to be cover or contents.
    pub apart: HashSet<String>,
    /// Those that nobody can read without a key.
    pub locked: HashSet<String>,
    /// What the contents call them.
    pub labels: HashMap<String, String>,
}

/// So many names of authors are kept.
const MOST_NAMES: usize = 16;
/// So many entries of the contents are looked at.
const MOST_LABELS: usize = 50_000;
/// Fonts are scrambled for their makers' sake, and nobody reads them.
const OF_FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

#[derive(Default)]
struct Item {
    path: String,
    kind: String,
    properties: String,
}

impl Package {
    /// # Errors
    /// Why it is no book that can be read.
    pub fn read(store: &mut Store) -> Result<Package, String> {
        let path = package_path(store).ok_or("an e-book that does not say what is in it")?;
        let text = text(store, &path).ok_or("an e-book that does not say what is in it")?;
        let mut package = Package { locked: locked(store), ..Package::default() };
        let (items, contents) = package.parse(&path, &text);
        let nav = items.values().find(|item| item.properties.split_whitespace().any(|p| p == "nav"));
        let ncx = contents.and_then(|id| items.get(&id));
        let ncx = ncx.or_else(|| items.values().find(|item| item.kind == "application/x-dtbncx+xml"));
        for (item, is_nav) in [(nav, true), (ncx, false)] {
            let Some(item) = item else { continue };
            if let Some(text) = self::text(store, &item.path) {
                labels(&item.path, &text, &mut package.labels);
            }
            package.apart.extend(is_nav.then(|| item.path.clone()));
        }
        package.title = package.title.map(|title| without_day(&title).to_string());
        // A program that packs what others wrote is no author.
        package.creators.retain(|name| !name.eq_ignore_ascii_case("calibre") && !name.eq_ignore_ascii_case("unknown"));
        Ok(package)
    }

    /// The items by their identifiers, and that of the contents in the old form.
    fn parse(&mut self, path: &str, text: &str) -> (HashMap<String, Item>, Option<String>) {
        let mut reader = xml::reader(text);
        let mut items: HashMap<String, Item> = HashMap::new();
        let mut spine: Vec<String> = Vec::new();
        let mut contents = None;
        let mut capture: Option<(&'static str, String)> = None;
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => {
                    let name = element.name();
                    match xml::split(name.0).1 {
                        "title" => capture = Some(("title", String::new())),
                        "creator" => capture = Some(("creator", String::new())),
                        "language" => capture = Some(("language", String::new())),
                        "date" if !is_of_the_file(&element) => capture = Some(("date", String::new())),
                        "item" => {
                            let get = |name| xml::attribute(&element, name).unwrap_or_default();
                            let path = resolve(path, &get("href"));
                            let item = Item { path, kind: get("media-type"), properties: get("properties") };
                            items.insert(get("id").trim().to_string(), item);
                        }
                        "spine" => contents = xml::attribute(&element, "toc"),
                        "itemref" => spine.extend(xml::attribute(&element, "idref").map(|id| id.trim().to_string())),
                        "reference" => {
                            let kind = xml::attribute(&element, "type").unwrap_or_default();
                            let href = xml::attribute(&element, "href").unwrap_or_default();
                            // A place in a document says nothing of the whole.
                            let is_whole = !href.contains('#');
                            if is_whole && matches!(kind.as_str(), "cover" | "toc" | "title-page" | "copyright-page") {
                                self.apart.insert(resolve(path, &href));
                            }
                        }
                        _ => {}
                    }
                }
                Ok(Event::Text(piece)) => push(&mut capture, &piece),
                Ok(Event::CData(piece)) => push(&mut capture, &piece),
                Ok(Event::GeneralRef(reference)) => {
                    if let Some((_, text)) = &mut capture {
                        xml::push_reference(&reference, text);
                    }
                }
                Ok(Event::End(_)) => {
                    if let Some((field, text)) = capture.take() {
                        self.keep(field, text.trim());
                    }
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        let named = spine.iter().filter_map(|id| items.get(id)).map(|item| item.path.clone());
        self.documents = named.collect();
        (items, contents)
    }

    fn keep(&mut self, field: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let slot = match field {
            "creator" => {
                if self.creators.len() < MOST_NAMES {
                    self.creators.push(text.to_string());
                }
                return;
            }
            "title" => &mut self.title,
            "language" => &mut self.language,
            _ => &mut self.date,
        };
        slot.get_or_insert_with(|| text.to_string());
    }
}

/// The day on which the file was made or changed says nothing of what is in it.
fn is_of_the_file(element: &BytesStart) -> bool {
    let event = xml::attribute(element, "opf:event").or_else(|| xml::attribute(element, "event"));
    event.is_some_and(|event| matches!(event.as_str(), "modification" | "creation" | "conversion"))
}

fn push(capture: &mut Option<(&'static str, String)>, piece: &str) {
    if let Some((_, text)) = capture {
        text.push_str(piece);
    }
}

fn text(store: &mut Store, path: &str) -> Option<String> {
    match store.read(path) {
        Bytes::All(bytes) => xml::decode(&bytes).ok().map(|decoded| decoded.text),
        _ => None,
    }
}

/// Where the package file is: as the container says, else the only one there is.
fn package_path(store: &mut Store) -> Option<String> {
    let container = text(store, "META-INF/container.xml").unwrap_or_default();
    let mut reader = xml::reader(&container);
    let mut found = None;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) if xml::split(element.name().0).1 == "rootfile" => {
                found = xml::attribute(&element, "full-path").map(|path| resolve("", &path));
                break;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let there = found.filter(|path| store.names().any(|name| name == path.as_str()));
    there.or_else(|| store.names().find(|name| name.ends_with(".opf")).map(Cow::into_owned))
}

/// What is encrypted, fonts aside.
fn locked(store: &mut Store) -> HashSet<String> {
    let mut locked = HashSet::new();
    let Some(text) = text(store, "META-INF/encryption.xml") else { return locked };
    let mut reader = xml::reader(&text);
    let mut by = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => match xml::split(element.name().0).1 {
                "EncryptedData" => by.clear(),
                "EncryptionMethod" if by.is_empty() => by = xml::attribute(&element, "Algorithm").unwrap_or_default(),
                "CipherReference" if !OF_FONTS.contains(&by.as_str()) => {
                    locked.extend(xml::attribute(&element, "URI").map(|path| resolve("", &path)));
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    locked
}

/// What the contents call each document: those of version 3, which are links on a page, and those of version 2.
fn labels(path: &str, text: &str, labels: &mut HashMap<String, String>) {
    let mut reader = xml::reader(text);
    let mut label = String::new();
    let mut target: Option<String> = None;
    let mut within = false;
    for _ in 0..20 * MOST_LABELS {
        match reader.read_event() {
            Ok(Event::Start(element)) => match xml::split(element.name().0).1 {
                "a" => {
                    label.clear();
                    within = true;
                    target = xml::attribute(&element, "href").map(|href| resolve(path, &href));
                }
                "navLabel" => {
                    label.clear();
                    within = true;
                }
                "content" => {
                    let target = xml::attribute(&element, "src").map(|src| resolve(path, &src));
                    keep(labels, target, &label);
                }
                _ => {}
            },
            Ok(Event::End(element)) => match xml::split(element.name().0).1 {
                "a" => {
                    keep(labels, target.take(), &label);
                    within = false;
                }
                "navLabel" => within = false,
                _ => {}
            },
            Ok(Event::Text(piece)) if within => label.push_str(&piece),
            Ok(Event::CData(piece)) if within => label.push_str(&piece),
            Ok(Event::GeneralRef(reference)) if within => xml::push_reference(&reference, &mut label),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
}

/// The first name of a document is that of the whole.
fn keep(labels: &mut HashMap<String, String>, target: Option<String>, label: &str) {
    let label = label.trim();
    if let Some(target) = target.filter(|_| !label.is_empty() && labels.len() < MOST_LABELS) {
        labels.entry(target).or_insert_with(|| label.to_string());
    }
}

/// `Harbour Gazette [Mon, 17 Feb 2025]` without its day.
fn without_day(title: &str) -> &str {
    let day = title.rsplit_once(" [").filter(|(_, day)| day.ends_with(']') && day.bytes().any(|b| b.is_ascii_digit()));
    day.map_or(title, |(name, _)| name.trim())
}
