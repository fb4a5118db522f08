//! What a file is called: by what it says of itself, if that is a title, or by its largest letters.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use super::paragraphs::Found;
use crate::corpus::ParagraphKind;

/// A title has no more bytes than this.
const LONGEST: usize = 300;

/// The text of a string in a file: marked UTF-16 or UTF-8, or one byte a letter.
pub fn string(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0,
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0,
        [0xef, 0xbb, 0xbf, rest @ ..] => UTF_8.decode_without_bom_handling(rest).0,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
        },
    };
    text.trim_matches(|c: char| c.is_whitespace() || c == '\0').to_string()
}

/// The title, and takes the paragraph out that is it.
pub fn take(said: Option<String>, found: &mut Vec<Found>) -> Option<String> {
    let said = said.filter(|said| is_title(said));
    let size = largest(found);
    let at_largest = size.and_then(|size| found.iter().position(|f| is_set_as_title(f, size)));
    if let Some(said) = said {
        let page = found.first().map(|f| f.page);
        if let Some((at, count)) = (0..found.len().min(12)).find_map(|at| Some((at, same(found, at, page, &said)?))) {
            found.drain(at..at + count);
        }
        return Some(said);
    }
    at_largest.filter(|_| found.len() > 1).map(|at| found.remove(at).text)
}

/// How many paragraphs from `at` on say the title and nothing else.
fn same(found: &[Found], at: usize, page: Option<usize>, said: &str) -> Option<usize> {
    let said = letters(said);
    let mut rest = said.as_str();
    for (n, next) in found.iter().enumerate().skip(at).take(5) {
        let text = letters(&next.text);
        if Some(next.page) != page || text.is_empty() {
            return None;
        }
        rest = rest.strip_prefix(text.as_str())?;
        if rest.is_empty() {
            return (n + 1 - at < found.len()).then_some(n + 1 - at);
        }
    }
    None
}

/// The size of the largest heading on the first page that has text.
fn largest(found: &[Found]) -> Option<f32> {
    let page = found.first()?.page;
    let headings = found.iter().filter(|f| f.page == page && f.kind == ParagraphKind::Heading);
    headings.filter(|f| f.text.len() > 3).map(|f| f.size).max_by(f32::total_cmp)
}

fn is_set_as_title(found: &Found, size: f32) -> bool {
    found.kind == ParagraphKind::Heading
        && found.size >= 0.98 * size
        && found.text.len() > 3
        && found.text.len() < LONGEST
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether this was written for people: many programs put in the name of the file that they made it from.
fn is_title(said: &str) -> bool {
    let lower = said.to_lowercase();
    const ENDS: [&str; 18] = [
        ".doc", ".docx", ".indd", ".qxd", ".qxp", ".pdf", ".tex", ".dvi", ".ppt", ".pptx", ".xls", ".xlsx", ".odt",
        ".rtf", ".txt", ".html", ".htm", ".ps",
    ];
    const STARTS: [&str; 9] = [
        "microsoft word",
        "microsoft powerpoint",
        "powerpoint presentation",
        "untitled",
        "layout 1",
        "document1",
        "slide 1",
        "scan",
        "file:",
    ];
    let is_name = ENDS.iter().any(|end| lower.ends_with(end)) || STARTS.iter().any(|start| lower.starts_with(start));
    let words = said.split_whitespace().count();
    let has_letters = said.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let is_one_word = words == 1 && said.chars().any(|c| c.is_numeric() || matches!(c, '_' | '/' | '\\'));
    !is_name && has_letters && !is_one_word && said.len() <= LONGEST && !said.contains('_')
}

/// Whether an author is a person and not the name of an account.
pub fn is_name(author: &str) -> bool {
    let lower = author.to_lowercase();
    let is_program =
        ["user", "admin", "microsoft", "owner", "unknown", "adobe", "acrobat"].iter().any(|w| lower.contains(w));
    let ok = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | ',' | '-' | '\'' | '’' | '&' | ';');
    author.trim().contains(' ') && author.len() <= 200 && author.chars().all(ok) && !is_program
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_no_titles() {
        for title in ["Mill reopens", "Arden: a history", "Budget 2025"] {
            assert!(is_title(title), "{title}");
        }
        for title in
            ["Microsoft Word - mill.doc", "mill.indd", "A1_0217", "untitled", "", "2025", "arden_mill final", "P12"]
        {
            assert!(!is_title(title), "{title}");
        }
        for (author, is) in
            [("Jo Arden", true), ("jarden", false), ("Microsoft Office User", false), ("J. Arden, B. Lee", true)]
        {
            assert_eq!(is_name(author), is, "{author}");
        }
    }

    #[test]
    fn the_largest_heading_is_the_title_where_none_is_said() {
        let found = |kind, text: &str, size, page| Found { kind, text: text.to_string(), size, page };
        let all = || {
            vec![
                found(ParagraphKind::Heading, "News", 14.0, 0),
                found(ParagraphKind::Heading, "Mill reopens", 24.0, 0),
                found(ParagraphKind::Body, "Text.", 10.0, 0),
                found(ParagraphKind::Heading, "Larger", 40.0, 1),
            ]
        };
        let mut left = all();
        assert_eq!(take(Some("a.doc".into()), &mut left).as_deref(), Some("Mill reopens"));
        assert_eq!(left.len(), 3);
        let mut left = all();
        assert_eq!(take(Some("MILL REOPENS".into()), &mut left).as_deref(), Some("MILL REOPENS"));
        assert_eq!(left.len(), 3);
        let mut left = all();
        assert_eq!(take(Some("News: Mill Reopens".into()), &mut left).as_deref(), Some("News: Mill Reopens"));
        assert_eq!(left.len(), 2);
        assert_eq!(take(None, &mut Vec::new()), None);
        assert_eq!(take(None, &mut vec![found(ParagraphKind::Heading, "All there is", 14.0, 0)]), None);
    }

    #[test]
    fn strings_in_their_encodings() {
        for bytes in
            [b"\xfe\xff\0M\0\xfc".as_slice(), b"\xff\xfeM\0\xfc\0", b"\xef\xbb\xbfM\xc3\xbc", b"M\xfc", b"M\xc3\xbc"]
        {
            assert_eq!(string(bytes), "Mü");
        }
    }
}
