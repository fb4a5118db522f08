//! Quotes that nobody closed: such a one takes the rows behind it for the rest of its field.

/// A field of more lines or bytes than these is one.
const MOST_LINES: usize = 200;
const MOST_BYTES: usize = 64 << 10;

/// The fields of the first line and its length in bytes, if what was taken for a row is a line with a quote too many
/// and those behind it. `columns` is how many the table has.
pub fn first_line(row: &[u8], delimiter: u8, columns: usize) -> Option<(Vec<&[u8]>, usize)> {
    let blank = row.iter().take_while(|b| matches!(b, b'\n' | b'\r')).count();
    let row = row.get(blank..)?;
    let len = row.iter().position(|b| *b == b'\n')? + 1;
    let (line, rest) = row.split_at_checked(len)?;
    if rest.trim_ascii().is_empty() || is_sound(row, delimiter) {
        return None;
    }
    let fields: Vec<&[u8]> = line.trim_ascii_end().split(|b| *b == delimiter).map(unquoted).collect();
    let is_row = fields.len() == columns;
    let is_long = row.len() > MOST_BYTES || row.iter().filter(|b| **b == b'\n').nth(MOST_LINES).is_some();
    (is_row || is_long).then_some((fields, blank + len))
}

fn unquoted(field: &[u8]) -> &[u8] {
    let field = field.trim_ascii();
    let field = field.strip_prefix(b"\"").unwrap_or(field);
    field.strip_suffix(b"\"").unwrap_or(field)
}

/// Whether every quote that opens a field is closed at a field's end.
fn is_sound(row: &[u8], delimiter: u8) -> bool {
    let (mut quoted, mut at_start) = (false, true);
    let mut bytes = row.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if quoted && byte == b'"' {
            match bytes.peek() {
                Some(b'"') => {
                    bytes.next();
                }
                Some(next) if *next != delimiter && !matches!(next, b'\n' | b'\r') => return false,
                _ => quoted = false,
            }
        } else if !quoted {
            quoted = at_start && byte == b'"';
            at_start = byte == delimiter || byte == b'\n';
        }
    }
    !quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_that_take_rows_are_told_from_those_that_take_lines() {
        let check = |row: &str, expected: &str| {
            let found = first_line(row.as_bytes(), b',', 3).map(|(fields, len)| {
                let fields: Vec<_> = fields.into_iter().map(String::from_utf8_lossy).collect();
                format!("{} {len}", fields.join("|"))
            });
            assert_eq!(found.unwrap_or_default(), expected, "{row}");
        };
        for row in ["a,b,c\n", "a,\"b\n\nc\",d\n", "a,\"b \"\"c\"\"\nd\",e", "\n\na,b,c\n", "a,\"b\nc", ""] {
            check(row, "");
        }
        check("\"a,b,c\nd,e,f\n\"g\",\"h\",i\n", "a|b|c 7");
        check("\n\"a,b,\"c\"\r\nd,e,f\n", "a|b|c 11");
        check(&format!("\"a\n{}", "b\n".repeat(300)), "a 3");
    }
}
