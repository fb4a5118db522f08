//! People and organisations of an article: which found one is which labelled one, and what roles they have.

use std::collections::BTreeSet;

use newsprint::corpus::Named;

use super::labelled::Label;
use super::plain::plain;
use super::scores::Row;

/// For each found name the index of the label it is, one found name per label: a person found twice is one too many.
pub fn pair(found: &[Named], labels: &[Label]) -> Vec<Option<usize>> {
    let mut of_found: Vec<Option<usize>> = vec![None; found.len()];
    let mut free = vec![true; labels.len()];
    // By the fullest name first: a bare surname takes what is left.
    for by_name in [true, false] {
        for (named, slot) in found.iter().zip(&mut of_found).filter(|(_, slot)| slot.is_none()) {
            let fits = |l: &Label| if by_name { same(&named.name, &l.name) } else { is_form(&named.name, l) };
            let label = labels.iter().zip(&free).position(|(l, free)| *free && fits(l));
            if let Some(taken) = label.and_then(|l| free.get_mut(l)) {
                *taken = false;
                *slot = label;
            }
        }
    }
    of_found
}

/// Whether a found name is one of the label's forms.
pub fn is_form(name: &str, label: &Label) -> bool {
    label.forms.iter().any(|form| same(name, form))
}

fn same(name: &str, form: &str) -> bool {
    plain(name) == plain(form) || plain(name) == plain(&without_nickname(form))
}

/// `William "Bill" Doe` without what stands in marks.
fn without_nickname(form: &str) -> String {
    let outside = |(n, part): (usize, &str)| (n % 2 == 0).then(|| part.to_string());
    form.split(['"', '“', '”', '„', '«', '»', '‘', '\'']).enumerate().filter_map(outside).collect()
}

pub fn score(row: &mut Row, file: &str, found: &[Named], labels: &[Label], pairs: &[Option<usize>]) {
    for (named, label) in found.iter().zip(pairs) {
        match label.and_then(|l| labels.get(l)) {
            Some(label) if label.optional => {}
            Some(_) => {
                row.score.right += 1;
                row.score.found += 1;
            }
            None => {
                row.score.found += 1;
                row.error(file, format!("{:?} is too much", named.name));
            }
        }
    }
    for (n, label) in labels.iter().enumerate().filter(|(_, l)| !l.optional) {
        row.score.expected += 1;
        if !pairs.contains(&Some(n)) {
            row.error(file, format!("{:?} is missing", label.name));
        }
    }
}

/// Roles of the people who are found and labelled.
pub fn score_roles(row: &mut Row, file: &str, found: &[Named], labels: &[Label], pairs: &[Option<usize>]) {
    for (named, label) in found.iter().zip(pairs) {
        let Some(label) = label.and_then(|l| labels.get(l)) else { continue };
        let fit = |role: &str| label.roles.iter().position(|l| same_role(role, &l.text));
        for role in &named.roles {
            if fit(role).is_none() {
                row.score.found += 1;
                row.error(file, format!("{:?} has the role {role:?}", named.name));
            }
        }
        for (n, role) in label.roles.iter().enumerate().filter(|(_, r)| !r.optional) {
            row.score.expected += 1;
            if named.roles.iter().any(|r| fit(r) == Some(n)) {
                row.score.right += 1;
                row.score.found += 1;
            } else {
                row.error(file, format!("{:?} lacks the role {:?}", named.name, role.text));
            }
        }
    }
}

/// Two ways to cut one role: "chief executive" for "chief executive of Doe Freight", or most of the words are the same.
/// Those that say whether it lasts, or how high it is, have to be the same.
fn same_role(found: &str, label: &str) -> bool {
    const TELLING: &[&str] = &["former", "ex", "acting", "late", "deputy", "vice"];
    let (found, label) = (plain(found), plain(label));
    let of_what = [" of ", " for ", " in ", " at "].iter().filter_map(|w| label.find(w)).min();
    let head = of_what.and_then(|end| label.get(..end));
    let words = |text: &str| text.split(' ').map(str::to_string).collect::<BTreeSet<_>>();
    let (found_words, label_words) = (words(&found), words(&label));
    let shared = found_words.intersection(&label_words).count();
    let alike = 2 * shared >= found_words.union(&label_words).count();
    let telling = TELLING.iter().all(|w| found_words.contains(*w) == label_words.contains(*w));
    telling && (alike || head == Some(found.as_str()))
}
