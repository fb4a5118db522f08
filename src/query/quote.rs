//! Writing queries: values that the parser reads back as they were meant.

use std::borrow::Cow;

use super::lex::is_quote;

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
