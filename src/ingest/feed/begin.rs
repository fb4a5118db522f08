//! Whether bytes are a feed: what their first element is.

use crate::ingest::xml;

/// Whether `head` begins a feed in XML: a feed's own element is the first there is, behind blanks, declarations and comments.
/// Zeros are passed over, so that UTF-16 is told, too.
pub fn looks_like(head: &[u8]) -> bool {
    let head: Vec<u8> = head.iter().copied().filter(|b| *b != 0).collect();
    let head = String::from_utf8_lossy(&head);
    let mut rest = head.trim_start_matches(|c: char| c == '\u{feff}' || c == '\u{fffd}' || c.is_whitespace());
    // Programs that make feeds print their complaints in front of them.
    if !rest.starts_with('<') {
        rest = rest.find("<?xml").filter(|at| *at <= 256).and_then(|at| rest.get(at..)).unwrap_or("");
    }
    loop {
        rest = rest.trim_start();
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!") => match (rest.find('['), rest.find('>')) {
                (Some(bracket), Some(end)) if bracket < end => "]>",
                _ => ">",
            },
            _ => break,
        };
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after;
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let name = tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or("");
    match xml::split(name) {
        (_, "rss") => true,
        (_, "feed") => tag.contains("Atom") || tag.contains("atom"),
        (_, "RDF") => tag.contains("purl.org/rss") || tag.contains("netscape.com/rdf") || tag.contains("<channel"),
        _ => false,
    }
}
