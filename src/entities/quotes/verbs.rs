//! The verbs of saying and their forms, from `assets/speech_verbs.tsv`.

/// How firmly a verb points to speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Say,
    Describe,
    Act,
    Weak,
    Beside,
}

impl Class {
    /// How many quoted words it takes for them to count as a quote.
    pub fn least_words(self) -> usize {
        match self {
            Class::Say | Class::Describe | Class::Beside => 1,
            Class::Act => 2,
            Class::Weak => 3,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Base,
    Third,
    Past,
    Ing,
    Participle,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    pub class: Class,
    pub form: Form,
    /// Its base and third person are nouns too: "claims".
    pub noun: bool,
}

/// Every form of every verb, in lower case.
pub(super) fn all() -> impl Iterator<Item = (&'static str, Verb)> {
    rows(include_str!("../../../assets/speech_verbs.tsv"))
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, Verb)> {
    table.lines().filter(|l| !l.starts_with('#')).flat_map(|line| {
        let mut columns = line.split('\t');
        let class = columns.next().and_then(class);
        let noun = columns.next() == Some("n");
        let forms = columns.next().unwrap_or("").split(' ');
        // Where the past is spelled like the base ("read", "put"), the past is what news writes: the later one stays.
        forms
            .zip(FORMS)
            .filter(|(word, _)| *word != "_")
            .filter_map(move |(word, form)| class.map(|class| (word, Verb { class, form, noun })))
    })
}

const FORMS: [Form; 5] = [Form::Base, Form::Third, Form::Past, Form::Ing, Form::Participle];

fn class(name: &str) -> Option<Class> {
    Some(match name {
        "say" => Class::Say,
        "describe" => Class::Describe,
        "act" => Class::Act,
        "weak" => Class::Weak,
        "beside" => Class::Beside,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        let table = include_str!("../../../assets/speech_verbs.tsv");
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{line}");
            assert!(class(columns[0]).is_some(), "{line}");
            assert!(matches!(columns[1], "n" | "-"), "{line}");
            assert!((3..=5).contains(&columns[2].split(' ').count()), "{line}");
        }
        let verb = |word: &str| super::super::words::known(word).verb;
        assert!(verb("said").is_some() && verb("Said").is_some() && verb("walked").is_none());
    }
}
