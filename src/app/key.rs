//! Keys as people name them: `j`, `G`, `C-d`, `Space`, `S-Tab`.

use std::fmt;

/// A key press. Shift is part of the character for characters and has a field for none but `Tab`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub code: Code,
    pub control: bool,
    pub alt: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

const NAMES: [(Code, &str, &str); 15] = [
    (Code::Enter, "Enter", "Enter"),
    (Code::Esc, "Esc", "Esc"),
    (Code::Tab, "Tab", "Tab"),
    (Code::BackTab, "S-Tab", "S-Tab"),
    (Code::Backspace, "Backspace", "Backspace"),
    (Code::Delete, "Delete", "Delete"),
    (Code::Up, "Up", "↑"),
    (Code::Down, "Down", "↓"),
    (Code::Left, "Left", "←"),
    (Code::Right, "Right", "→"),
    (Code::Home, "Home", "Home"),
    (Code::End, "End", "End"),
    (Code::PageUp, "PgUp", "PgUp"),
    (Code::PageDown, "PgDn", "PgDn"),
    (Code::Char(' '), "Space", "Space"),
];

/// The names of keys that are more than a character.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(_, name, _)| *name)
}

impl Key {
    pub const fn plain(code: Code) -> Key {
        Key { code, control: false, alt: false }
    }

    pub const fn char(c: char) -> Key {
        Key::plain(Code::Char(c))
    }

    /// One key by its name.
    pub fn parse(name: &str) -> Option<Key> {
        if let Some((code, ..)) = NAMES.iter().find(|(_, n, _)| *n == name) {
            return Some(Key::plain(*code));
        }
        let mut chars = name.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Some(Key::char(c)),
            (Some(modifier @ ('C' | 'A')), Some('-')) => {
                let key = Key::parse(chars.as_str())?;
                Some(Key { control: key.control || modifier == 'C', alt: key.alt || modifier == 'A', ..key })
            }
            _ => None,
        }
    }

    /// A sequence of keys separated by spaces: `g g`.
    pub fn parse_sequence(names: &str) -> Option<Vec<Key>> {
        let keys: Vec<Key> = names.split_whitespace().map(Key::parse).collect::<Option<_>>()?;
        (!keys.is_empty()).then_some(keys)
    }

    /// The key's name, as [`Key::parse`] reads it; [`fmt::Display`] is for people.
    pub fn name(self) -> String {
        let name = match NAMES.iter().find(|(code, ..)| *code == self.code) {
            Some((_, name, _)) => (*name).to_string(),
            None => match self.code {
                Code::Char(c) => c.to_string(),
                _ => String::new(),
            },
        };
        let (control, alt) = (if self.control { "C-" } else { "" }, if self.alt { "A-" } else { "" });
        format!("{control}{alt}{name}")
    }

    /// The character that the key types into an input, if it is one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.control && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.control {
            f.write_str("C-")?;
        }
        if self.alt {
            f.write_str("A-")?;
        }
        match NAMES.iter().find(|(code, ..)| *code == self.code) {
            Some((.., shown)) => f.write_str(shown),
            None => match self.code {
                Code::Char(c) => write!(f, "{c}"),
                _ => Ok(()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_keys() {
        assert_eq!(Key::parse("j"), Some(Key::char('j')));
        assert_eq!(Key::parse("Space"), Some(Key::char(' ')));
        assert_eq!(Key::parse("C-d"), Some(Key { control: true, ..Key::char('d') }));
        assert_eq!(Key::parse("-"), Some(Key::char('-')));
        assert_eq!(Key::parse("C"), Some(Key::char('C')));
        assert_eq!(Key::parse("Nope"), None);
        assert_eq!(Key::parse_sequence("g g"), Some(vec![Key::char('g'); 2]));
        assert_eq!(Key::parse_sequence(" "), None);
    }

    #[test]
    fn a_name_leads_back_to_its_key() {
        for name in ["j", "C-d", "A-x", "C-A-Left", "Space", "S-Tab", "PgDn", "-", "C--"] {
            assert_eq!(Key::parse(name).map(Key::name).as_deref(), Some(name));
        }
    }

    #[test]
    fn only_plain_characters_are_typed() {
        assert_eq!(Key::char('é').typed(), Some('é'));
        assert_eq!(Key::parse("C-w").unwrap().typed(), None);
        assert_eq!(Key::plain(Code::Enter).typed(), None);
    }
}
