//! A line typed for a program, cut into its arguments as a shell's quotes do it. There is no shell: no variable, no
//! pattern, no pipe and no `;` means anything.

/// The arguments of `line`: words parted by white space; `'…'` as it stands, `"…"` with `\"` and `\\`, and a backslash
/// for the character behind it.
///
/// # Errors
/// What is wrong, for people: a quotation mark or a backslash that is not finished.
pub fn split(line: &str) -> Result<Vec<String>, &'static str> {
    let mut arguments = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            c if c.is_whitespace() => arguments.extend(word.take()),
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match chars.next().ok_or("a ' is not closed")? {
                        '\'' => break,
                        c => word.push(c),
                    }
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match chars.next().ok_or("a \" is not closed")? {
                        '"' => break,
                        '\\' => match chars.next().ok_or("a \" is not closed")? {
                            c @ ('"' | '\\') => word.push(c),
                            c => word.extend(['\\', c]),
                        },
                        c => word.push(c),
                    }
                }
            }
            '\\' => word.get_or_insert_default().push(chars.next().ok_or("nothing stands behind the \\")?),
            c => word.get_or_insert_default().push(c),
        }
    }
    arguments.extend(word);
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_as_a_shell_cuts_it() {
        let check = |line: &str, expected: &[&str]| assert_eq!(split(line).unwrap(), expected, "{line}");
        check("  less  -R ", &["less", "-R"]);
        check("grep 'two words' \"and \\\"more\\\"\"", &["grep", "two words", "and \"more\""]);
        check("a\\ b 'c'd\"e\" ''", &["a b", "cde", ""]);
        check("echo $HOME | rm; `x` *", &["echo", "$HOME", "|", "rm;", "`x`", "*"]);
        check("\"a\\nb\" 'a\\b'", &["a\\nb", "a\\b"]);
        check("", &[]);
        for open in ["'a", "\"a", "\"a\\", "a\\"] {
            assert!(split(open).is_err(), "{open}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_was_quoted_comes_back(words in proptest::collection::vec("\\PC{0,12}", 0..5)) {
            let line: Vec<String> = words.iter().map(|w| format!("'{}'", w.replace('\'', "'\\''"))).collect();
            proptest::prop_assert_eq!(split(&line.join(" ")).unwrap(), words);
        }

        #[test]
        fn any_line_is_cut(line in "[a-z'\"\\\\ $|;]{0,40}") {
            _ = split(&line);
        }
    }
}
