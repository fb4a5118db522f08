//! Whether a person is a he or a she, as far as titles, roles and forenames tell.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::story::Story;
use super::tokens::Sentence;
use super::words;
use crate::corpus::{Annotations, Kind, Named};
use crate::text::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    He,
    She,
}

/// Of each person in `found`. A title beside the full name counts first, then the forename; a title beside a surname
/// may be another's of that name, and a role is told of many.
pub(super) fn of(found: &Annotations, story: &Story) -> Vec<Option<Gender>> {
    let mut full: Vec<Option<Gender>> = vec![None; found.people.len()];
    let mut short = full.clone();
    for paragraph in &story.paragraphs {
        let s = paragraph.sentence(0..paragraph.tokens.len());
        for at in 0..s.tokens.len() {
            let Some((who, _)) = s.name(at).filter(|(who, _)| who.kind == Kind::Person) else { continue };
            let titles = if s.part(at).contains(' ') { &mut full } else { &mut short };
            if let Some(slot) = titles.get_mut(who.index as usize)
                && slot.is_none()
            {
                *slot = beside(&s, at);
            }
        }
    }
    let role = |p: &Named| p.roles.iter().flat_map(|r| r.split_whitespace()).find_map(told);
    let people = full.into_iter().zip(short).zip(&found.people);
    people.map(|((full, short), p)| full.or_else(|| by_forename(&p.name)).or(short).or_else(|| role(p))).collect()
}

/// What the words around the name at `at` tell: "Ms Brunn", "Brunn, the actress".
fn beside(s: &Sentence, at: usize) -> Option<Gender> {
    let dot = at > 1 && s.is_mark(at - 1, ".");
    let before = at.checked_sub(if dot { 2 } else { 1 }).map_or("", |i| s.word(i));
    let title = told(before).or_else(|| s.part(at).split_whitespace().next().and_then(told));
    title.or_else(|| {
        let plain = s.is_mark(at + 1, ",") && s.is(at + 2, &["a", "an", "the"]);
        let end = (at + 3..at + 7).find(|i| s.is_mark(*i, ",.")).filter(|_| plain)?;
        told(s.word(end - 1))
    })
}

fn told(word: &str) -> Option<Gender> {
    let word = word.trim_end_matches('.');
    if words::among(word, &words::SHE) {
        Some(Gender::She)
    } else if words::among(word, &words::HE) {
        Some(Gender::He)
    } else {
        None
    }
}

fn by_forename(name: &str) -> Option<Gender> {
    let (first, _) = name.split_once(' ')?;
    let part = |part: &str| FORENAMES.get(part).copied();
    let folded = fold(first);
    part(&folded).or_else(|| part(folded.split('-').next()?))
}

static FORENAMES: LazyLock<HashMap<&'static str, Gender>> = LazyLock::new(|| {
    let mut out = HashMap::new();
    let mut gender = Gender::He;
    for line in include_str!("../../../assets/forename_genders.txt").lines().filter(|l| !l.starts_with('#')) {
        match line {
            "[he]" => gender = Gender::He,
            "[she]" => gender = Gender::She,
            names => out.extend(names.split(' ').map(|name| (name, gender))),
        }
    }
    out
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forenames_tell_where_only_one_bears_them() {
        let rows = [
            ("Emmanuel Macron", Some(Gender::He)),
            ("Anne-Marie Duval", Some(Gender::She)),
            ("Zoé Duval", Some(Gender::She)),
            ("Kim Jong Un", None),
            ("Andrea Rossi", None),
            ("Macron", None),
        ];
        for (name, expected) in rows {
            assert_eq!(by_forename(name), expected, "{name}");
        }
    }
}
