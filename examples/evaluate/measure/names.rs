//! People and organisations of an article: which found one is which labelled one, and what roles they have.

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

/// Two ways to cut one role: most of the words are the same, and those that say whether it still lasts all are.
fn same_role(one: &str, other: &str) -> bool {
    const LASTING: &[&str] = &["former", "ex", "acting", "late", "deputy", "vice"];
    let (one, other) = (plain(one), plain(other));
    let words = |text: &str| text.split(' ').map(str::to_string).collect::<std::collections::BTreeSet<_>>();
    let (one, other) = (words(&one), words(&other));
    let shared = one.intersection(&other).count();
    let lasts = LASTING.iter().all(|w| one.contains(*w) == other.contains(*w));
    lasts && 2 * shared >= one.union(&other).count()
}
