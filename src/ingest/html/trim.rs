//! What stands among a story's paragraphs and is none of it: told by its words, its links and its place.

use std::collections::HashSet;

use super::article::{ends_sentence, prose, words};
use super::tree::Tree;
use super::walk::Piece;
use crate::corpus::ParagraphKind;
use crate::text::fold;

/// Takes out of a story's paragraphs what is none of it: what stands under a heading such as `Related articles`, lines
/// that are only links, and the lines before the first prose that say when and by whom.
pub fn trim(tree: &Tree, pieces: &mut Vec<Piece>, byline: Option<&str>) {
    let mut out = vec![false; pieces.len()];
    let total: usize = pieces.iter().map(prose).sum();
    let mut so_far = 0;
    let mut section = Section::Story;
    let mut seen: HashSet<&str> = HashSet::new();
    for (piece, out) in pieces.iter().zip(out.iter_mut()) {
        so_far += prose(piece);
        section = match section {
            _ if opens(&piece.text) => Section::Links,
            _ if so_far * 2 > total && tells_of_author(&piece.text) => Section::Author,
            Section::Links if piece.kind == ParagraphKind::Heading || prose(piece) > 0 => Section::Story,
            Section::Author if piece.kind == ParagraphKind::Heading => Section::Story,
            same => same,
        };
        let again = !seen.insert(piece.text.as_str()) && piece.kind == ParagraphKind::Caption;
        *out = again || section != Section::Story || is_line(piece) || is_link(piece) || is_value(piece);
        *out |= piece.kind != ParagraphKind::Heading && is_credit(&piece.text);
    }
    lists_of_links(tree, pieces, &mut out);
    linked_headings(pieces, &mut out);
    lives_of_authors(pieces, &mut out, byline.unwrap_or(""));
    let first = pieces.iter().position(|p| prose(p) > 0).unwrap_or(0);
    for (at, (piece, out)) in pieces.iter().zip(out.iter_mut()).enumerate().take(first + TOP) {
        let may_be = !matches!(piece.kind, ParagraphKind::Heading | ParagraphKind::Caption) && prose(piece) == 0;
        *out |= may_be && if at < first { is_beside_headline(&piece.text) } else { is_date(&piece.text) };
    }
    let last = pieces.iter().rposition(|p| prose(p) > 0 || p.kind == ParagraphKind::List || p.text.contains(" | "));
    for (piece, out) in pieces.iter().zip(out.iter_mut()).skip(last.map_or(pieces.len(), |last| last + 1)) {
        let short = words(&piece.text) <= 8 && !ends_sentence(&piece.text);
        *out |= piece.kind != ParagraphKind::Caption && (short || is_last_line(&piece.text));
    }
    drop(seen);
    let mut out = out.into_iter();
    pieces.retain(|_| !out.next().unwrap_or(false));
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Story,
    Links,
    Author,
}

/// Headings that are links, without a text of their own: other stories.
fn linked_headings(pieces: &[Piece], out: &mut [bool]) {
    let is_linked = |p: &Piece| p.kind == ParagraphKind::Heading && p.linked * 10 >= p.text.len() * 9 && p.away == 0;
    for (at, piece) in pieces.iter().enumerate().filter(|(_, p)| is_linked(p) && p.within == 0) {
        let next = pieces.iter().skip(at + 1).find(|p| p.text.split(' ').count() > 6);
        let alone = next.is_none_or(|p| p.kind == ParagraphKind::Heading);
        if let Some(out) = out.get_mut(at).filter(|_| alone && !piece.text.is_empty()) {
            *out = true;
        }
    }
}

/// The last paragraphs may tell who wrote the story: `Ann Lee writes about ships.`
fn lives_of_authors(pieces: &[Piece], out: &mut [bool], byline: &str) {
    let names: Vec<&str> = byline.split([',', ';', '&']).flat_map(|n| n.split(" and ")).map(str::trim).collect();
    for (piece, out) in pieces.iter().zip(out.iter_mut()).rev().take(LAST) {
        let text = piece.text.trim_start_matches(['*', '–', '—', ' ']);
        *out |= text.split(' ').count() <= 90
            && names
                .iter()
                .any(|n| n.contains(' ') && text.strip_prefix(n).is_some_and(|rest| rest.starts_with([' ', ','])));
    }
}

/// Lists of nothing but links: contents, other articles; and of links with the beginnings of what they lead to.
fn lists_of_links(tree: &Tree, pieces: &[Piece], out: &mut [bool]) {
    let list = |piece: &Piece| (piece.kind == ParagraphKind::List).then(|| tree.parent(piece.block));
    let mut from = 0;
    while from < pieces.len() {
        let Some(of) = pieces.get(from).and_then(list) else {
            from += 1;
            continue;
        };
        let items = pieces.iter().skip(from).take_while(|p| list(p) == Some(of));
        let announced = from.checked_sub(1).and_then(|at| pieces.get(at)).is_some_and(|p| p.text.ends_with(':'));
        let (mut count, mut text, mut linked, mut teasers) = (0, 0, 0, 0);
        for item in items {
            count += 1;
            text += item.text.len();
            let ends = item.text.trim_end_matches([']', ')', ' ']).ends_with(['…']) || item.text.ends_with("...");
            teasers += usize::from(ends && item.linked - item.away.min(item.linked) >= 10);
            // What leads to other sites are sources, what a sentence announces belongs to it.
            linked += if announced { item.within } else { item.linked.saturating_sub(item.away) };
        }
        if linked * 10 >= text * 8 || (teasers >= 3 && teasers * 10 >= count * 8) {
            out.iter_mut().skip(from).take(count).for_each(|out| *out = true);
        }
        from += count;
    }
}

/// A line that is a link and nothing else leads away from the story.
fn is_link(piece: &Piece) -> bool {
    piece.kind == ParagraphKind::Body
        && piece.linked * 10 >= piece.text.len() * 9
        && piece.text.split(' ').count() <= 25
}

/// An address, a time as programs write it, or a number: a value of the page, not a line of the story.
fn is_value(piece: &Piece) -> bool {
    let text = piece.text.as_str();
    if piece.kind != ParagraphKind::Body || text.contains(' ') {
        return false;
    }
    let is_time = || {
        let (date, time) = text.split_at_checked(10).unwrap_or(("", ""));
        date.bytes().all(|b| b.is_ascii_digit() || b == b'-') && time.starts_with('T') && time.contains(':')
    };
    let is_number = || text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')) && !text.ends_with('.');
    text.starts_with("http://") || text.starts_with("https://") || is_time() || is_number()
}

/// Whose picture it is, and nothing of what it shows: `Photo: Ann Lee/Reuters`.
fn is_credit(text: &str) -> bool {
    const BEGINNINGS: [&str; 16] = [
        "photo:",
        "photo by ",
        "photos by ",
        "photos:",
        "photo credit",
        "photograph:",
        "photograph by ",
        "picture:",
        "picture credit",
        "image:",
        "image credit",
        "image by ",
        "credit:",
        "foto:",
        "©",
        "bild:",
    ];
    const AGENCIES: [&str; 21] = [
        "ap",
        "ap photo",
        "associated press",
        "the associated press",
        "afp",
        "reuters",
        "getty",
        "getty images",
        "afp via getty images",
        "shutterstock",
        "istock",
        "istockphoto",
        "alamy",
        "epa",
        "dpa",
        "bloomberg",
        "unsplash",
        "pexels",
        "pixabay",
        "wikimedia commons",
        "picture alliance",
    ];
    if text.len() > 100 || text.split(' ').count() > 9 {
        return false;
    }
    let folded = fold(text.trim());
    let folded = folded.trim_matches(['(', ')', '[', ']', ' ', '.']);
    let last = folded.rsplit(['/', ',']).next().unwrap_or("").trim();
    let names = || !text.contains(". ") && folded.contains(['/', '|']);
    BEGINNINGS.iter().any(|b| folded.starts_with(b))
        || AGENCIES.contains(&folded)
        || (names() && folded.split(' ').count() <= 7 && AGENCIES.contains(&last))
}

/// So many of the last paragraphs may tell of the author.
const LAST: usize = 5;
/// So many paragraphs from the first prose on the date of the story may stand.
const TOP: usize = 5;

fn is_date(text: &str) -> bool {
    text.split(' ').count() <= 6 && super::day::in_text(text).is_some()
}

/// A byline, a date, how long it takes to read: what stands around a headline.
fn is_beside_headline(text: &str) -> bool {
    let words = words(text);
    let folded = fold(text);
    (words <= 3 && !ends_sentence(text))
        || (words <= 12
            && (folded.starts_with("by ")
                || folded.contains(" min read")
                || folded.contains("minute read")
                || folded.starts_with("published")
                || folded.starts_with("updated")
                || folded.starts_with("last updated")
                || folded.starts_with("posted")
                || folded.starts_with("written by")
                || super::day::in_text(text).is_some()))
}

/// What stands at the foot of a page and ends as a sentence: rights, and what readers are asked for.
fn is_last_line(text: &str) -> bool {
    const ASKS: [&str; 14] = [
        "all rights reserved",
        "copyright",
        "©",
        "newsletter",
        "subscribe",
        "sign up",
        "sign in",
        "log in",
        "follow us",
        "cookie",
        "click here",
        "read more",
        "leave a comment",
        "thank you for reading",
    ];
    let folded = fold(text);
    words(text) <= 12 && ASKS.iter().any(|ask| folded.contains(ask))
}

fn is_line(piece: &Piece) -> bool {
    if piece.text.len() > 60 {
        return false;
    }
    let text = fold(piece.text.trim());
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        text,
        "advertisement"
            | "share"
            | "share this"
            | "share this article"
            | "tweet"
            | "print"
            | "email"
            | "read more"
            | "comments"
            | "comment"
            | "leave a comment"
            | "subscribe"
            | "sign up"
            | "ad"
            | "related"
            | "facebook"
            | "twitter"
            | "linkedin"
            | "pinterest"
            | "copy link"
            | "table of contents"
    )
}

/// A heading over links to other stories.
fn opens(text: &str) -> bool {
    const WHOLE: &str = "related|recommended|read also|also read|read next|up next|see also|read more|more|\
        keep reading|recommended reading|latest news|latest|trending|trending now|most read|\
        most popular|tags|categories|follow us|share this|share|topics|in this article|on this page|\
        table of contents";
    const BEGINNINGS: &str = "related articles|related posts|related stories|related coverage|related content|related reading|related news|\
        you may also like|you might also like|you may also be interested|more from|more stories|\
        more articles|more posts|recent posts|recent articles|popular posts|popular articles|\
        leave a comment|leave a reply|share this|explore more|also in the news|\
        lesen sie auch|mehr zum thema|das konnte sie auch interessieren|lire aussi|a lire aussi|sur le meme sujet|\
        te puede interesar|tambien te puede interesar|lea tambien|noticias relacionadas|leia tambem|leia mais|\
        voce pode gostar|veja tambem|leggi anche|lees ook|читайте также";
    if text.len() > 60 {
        return false;
    }
    let folded = fold(text);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    WHOLE.split('|').any(|w| folded == w) || BEGINNINGS.split('|').any(|b| folded.starts_with(b))
}

fn tells_of_author(text: &str) -> bool {
    if text.len() > 40 {
        return false;
    }
    let folded = fold(text);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        folded,
        "about the author"
            | "about the authors"
            | "about the writer"
            | "author"
            | "about author"
            | "author bio"
            | "meet the author"
    )
}
