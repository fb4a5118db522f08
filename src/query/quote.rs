//! Writing queries: values and terms that the parser reads back as they were meant.

use std::borrow::Cow;

use super::lex::{PieceKind, is_quote, pieces};

/// `value` as it stands behind a field's colon: in quotation marks if it needs them. A double quotation mark inside
/// becomes a single one, because the language has no way to write it.
pub fn quote_value(value: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '\'' | '’' | '_' | '/');
    if !value.is_empty() && value.chars().all(plain) {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len() + 2);
    out.push('"');
    out.extend(value.chars().map(|c| if is_quote(c) { '\'' } else { c }));
    out.push('"');
    Cow::Owned(out)
}

/// `query` as one term among others: in brackets if it holds an `or`, with what is left open closed and what was not
/// understood left out. Empty if nothing was understood.
pub fn as_term(query: &str) -> String {
    let parsed = super::parse(query);
    let mut out = parsed.terms.iter().map(|t| t.of(query)).collect::<Vec<_>>().join(" ");
    let (mut open, mut has_or, mut stray) = (0, false, Vec::new());
    for piece in pieces(&out) {
        match piece.kind {
            PieceKind::Open => open += 1,
            PieceKind::Close if open == 0 => stray.push(piece.span.range()),
            PieceKind::Close => open -= 1,
            PieceKind::Or if open == 0 => has_or = true,
            _ => {}
        }
    }
    // In brackets of its own a stray one would close them.
    stray.into_iter().for_each(|range| out.replace_range(range, " "));
    if pieces(&out).iter().any(|p| matches!(p.kind, PieceKind::Quoted { closed: false, .. })) {
        out.push('"');
    }
    out.extend(std::iter::repeat_n(')', open));
    if has_or { format!("({out})") } else { out }
}
