//! A mistake in a file of the configuration, and where it is.

use std::fmt;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What was meant is not done.
    Error,
    /// It is done, and has a side that may not be meant.
    Note,
}

/// What is wrong at a place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    pub weight: Weight,
    /// The file as people are shown it.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// One sanitised line without a full stop.
    pub message: String,
}

impl fmt::Display for Issue {
    /// As compilers do it, so that editors find the place: `config.toml:3:1: unknown setting "widht"`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let note = if self.weight == Weight::Note { "note: " } else { "" };
        write!(f, "{}:{}:{}: {note}{}", self.file, self.line, self.column, self.message)
    }
}

/// `", did you mean "theme"?"`, or nothing where no name is near.
pub fn near<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let plain = |text: &str| text.chars().take(64).collect::<String>().to_lowercase().replace(['_', ' '], "-");
    let wanted = plain(word);
    let distance = |name: &&str| {
        let name = plain(name);
        // Half a name is meant for the whole of it.
        if wanted.len() > 3 && name.contains(&wanted) { 2 } else { strsim::osa_distance(&name, &wanted) }
    };
    let nearest = names.into_iter().map(|n| (distance(&n), n)).min_by_key(|(d, _)| *d);
    match nearest.filter(|(distance, _)| *distance <= 1 + wanted.len() / 4) {
        Some((_, name)) => format!(", did you mean \"{name}\"?"),
        None => String::new(),
    }
}

/// The same, or all names where none is near: `"; there are dark, light"`.
pub fn near_or_all<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let near = near(word, names.iter().copied());
    if near.is_empty() { format!("; there are {}", names.join(", ")) } else { near }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_named() {
        let check =
            |word, expected: &str| assert_eq!(near(word, ["theme", "watch", "next-unread"]), expected, "{word}");
        check("thme", ", did you mean \"theme\"?");
        check("Theme", ", did you mean \"theme\"?");
        check("next_unread", ", did you mean \"next-unread\"?");
        check("unread", ", did you mean \"next-unread\"?");
        check("watchh", ", did you mean \"watch\"?");
        check("colour", "");
        check("", "");
        assert_eq!(near_or_all("colour", ["theme", "watch"]), "; there are theme, watch");
        assert_eq!(near_or_all("thme", ["theme", "watch"]), ", did you mean \"theme\"?");
    }
}
