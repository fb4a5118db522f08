//! Where a text's links lead: whole web addresses, each once, and not too many.

use super::clean_line;
use crate::corpus::Draft;
use crate::text::links::is_web;

/// So many are kept of an article; what has more is a list of links.
const MOST: usize = 200;
/// So many bytes of one; longer ones carry a state and not a place.
const LONGEST: usize = 1024;

/// Adds a link as it stands in the markup of a page at `base`, if it leads to the web.
pub fn push(draft: &mut Draft, link: &str, base: Option<&str>) {
    if draft.links.len() >= MOST || link.len() > LONGEST {
        return;
    }
    let Some(link) = resolved(link.trim(), base) else { return };
    let link = clean_line(draft, &link);
    if is_web(&link) && !draft.links.contains(&link) {
        draft.links.push(link);
    }
}

/// The whole address of a link on the page at `base`; nothing for one within the page, or that is none of the web.
fn resolved(link: &str, base: Option<&str>) -> Option<String> {
    if link.is_empty() || link.starts_with('#') {
        return None;
    }
    if is_web(link) {
        return Some(link.to_string());
    }
    let base = base.filter(|base| is_web(base))?;
    let (scheme, rest) = base.split_once("//")?;
    let rest = rest.split(['?', '#']).next()?;
    let host = rest.split('/').next()?;
    if link.starts_with("//") {
        return Some(format!("{scheme}{link}"));
    }
    if link.starts_with('/') {
        return Some(format!("{scheme}//{host}{link}"));
    }
    // `mailto:`, `javascript:` and their like.
    if link.split(['/', '?', '#']).next()?.contains(':') {
        return None;
    }
    let folder = rest.rfind('/').and_then(|at| rest.get(..at)).unwrap_or(host);
    Some(format!("{scheme}//{folder}/{link}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_whole_addresses() {
        let check = |link: &str, expected: &str| {
            let found = resolved(link, Some("https://a.example/news/x.html?page=2#top"));
            assert_eq!(found.as_deref().unwrap_or("-"), expected, "{link}");
        };
        check("https://b.example/y", "https://b.example/y");
        check("//b.example/y", "https://b.example/y");
        check("/y?z", "https://a.example/y?z");
        check("y.html", "https://a.example/news/y.html");
        check("#note", "-");
        check("mailto:ann@b.example", "-");
        check("javascript:alert(1)", "-");
        check("", "-");
        assert_eq!(resolved("/y", None), None);
        assert_eq!(resolved("y", Some("https://a.example")).as_deref(), Some("https://a.example/y"));
    }

    #[test]
    fn each_is_kept_once_and_not_too_many() {
        let mut draft = Draft::default();
        for n in 0..3 * MOST {
            push(&mut draft, &format!("https://a.example/{}", n / 2), None);
        }
        assert_eq!(draft.links.len(), MOST);
        let mut draft = Draft::default();
        push(&mut draft, &format!("https://a.example/{}", "x".repeat(LONGEST)), None);
        push(&mut draft, "https://a.example/\u{1b}[2J", None);
        assert!(draft.links.iter().all(|l| l.chars().all(|c| !c.is_control())), "{:?}", draft.links);
        assert!(draft.links.len() < 2);
    }
}
