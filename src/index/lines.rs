//! The lines of words of an article that are searched.

use super::schema::{FORM, GAP};
use crate::corpus::Article;
use crate::query::words::tokens;

/// The searched lines of one article, title and text, see [`super::schema`].
pub(super) fn lines(article: &Article) -> (String, String) {
    let mut title = String::with_capacity(article.title.len() + 1);
    push(&article.title, &mut title);
    let mut body = String::with_capacity(article.paragraphs.iter().map(|p| p.text.len() + 2).sum());
    for paragraph in &article.paragraphs {
        push(&paragraph.text, &mut body);
        body.push(GAP);
    }
    (title, body)
}

fn push(text: &str, line: &mut String) {
    let mut last = None;
    for token in tokens(text) {
        line.push(if last == Some(token.position) { FORM } else { ' ' });
        line.push_str(&token.text);
        last = Some(token.position);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::tests::article;

    #[test]
    fn words_are_written_with_their_forms_and_gaps() {
        let (article, _) = article("US talks", None, &["Sanctions, and troops.", "Two."]);
        let (title, body) = lines(&article);
        assert_eq!(title, " us\tu.s talks");
        assert_eq!(body, " sanctions and troops\n two\n");
    }
}
