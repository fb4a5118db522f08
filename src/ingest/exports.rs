//! Lists of links as services that kept articles for people export them: titles and links without texts.

use super::out::Out;
use super::{clean_line, encoding, fragment, front_matter, measure, xml};
use crate::corpus::Draft;

/// Whether `head` begins such a list: the page says whose it is.
pub fn looks_like(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    ["<title>pocket export</title>", "<title>instapaper: export</title>"].iter().any(|title| head.contains(title))
}

/// Reads a list of links, a draft each.
pub fn read(bytes: &[u8], out: &mut Out) {
    let text = match encoding::decode(bytes) {
        Ok(decoded) => decoded.text,
        Err(issue) => {
            out.tell(issue);
            return;
        }
    };
    let mut rest = text.as_str();
    let mut number = 0;
    while let Some(at) = rest.find("<a ") {
        rest = rest.get(at + 3..).unwrap_or("");
        let Some((attributes, after)) = rest.split_once('>') else { return };
        let title = after.split('<').next().unwrap_or("");
        rest = after;
        number += 1;
        if let Some(draft) = draft(attributes, title)
            && !out.part(&number.to_string(), draft)
        {
            return;
        }
    }
}

fn draft(attributes: &str, title: &str) -> Option<Draft> {
    let mut draft = Draft::default();
    let link = attribute(attributes, "href").filter(|link| measure::is_web(link))?;
    let link = clean_line(&mut draft, &link);
    let date = attribute(attributes, "time_added").and_then(|seconds| seconds.parse().ok());
    draft.date = date.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok()).map(|day| day.to_string());
    let tags = attribute(attributes, "tags").unwrap_or_default();
    let tags = tags.split(',').map(|tag| clean_line(&mut draft, tag)).filter(|tag| !tag.is_empty()).collect();
    draft.tags = front_matter::tags(tags);
    draft.title = fragment::line(title, &mut draft).or_else(|| Some(link.clone()));
    draft.link = Some(link);
    Some(draft)
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let (before, value) = attributes.split_once(&format!("{name}=\""))?;
    let is_whole = before.is_empty() || before.ends_with(char::is_whitespace);
    value.split('"').next().filter(|_| is_whole).map(|value| xml::unescape(value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_told_by_whose_it_is() {
        assert!(looks_like(b"<!DOCTYPE html><html><head><title>Pocket Export</title></head>"));
        assert!(!looks_like(b"<html><title>How to export from Pocket</title>"));
    }
}
