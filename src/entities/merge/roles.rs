//! What people are called and when: near-identical roles under the spelling that is used most.

use jiff::civil::Date;

use crate::corpus::Role;
use crate::text::fold;

/// More than so many different roles of one name tell nothing new, and would make counting slow.
const KEPT: usize = 64;

/// Roles as written, each with the key under which near-identical ones are one.
#[derive(Default)]
pub struct Roles(Vec<(String, Role)>);

impl Roles {
    /// Roles that are counted already.
    pub fn of(roles: impl Iterator<Item = Role>) -> Roles {
        let mut out = Roles::default();
        roles.for_each(|role| out.put(&role));
        out
    }

    pub fn extend(&mut self, other: &Roles) {
        other.0.iter().for_each(|(_, role)| self.put(role));
    }

    fn put(&mut self, role: &Role) {
        if let Some((_, known)) = self.0.iter_mut().find(|(_, r)| r.text == role.text) {
            known.count += role.count;
            known.dates = span(known.dates, role.dates);
        } else if self.0.len() < KEPT {
            self.0.push((key(&role.text), role.clone()));
        }
    }

    /// Most frequent first.
    pub fn folded(mut self) -> Vec<Role> {
        let order = |a: &Role, b: &Role| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text));
        self.0.sort_by(|a, b| order(&a.1, &b.1));
        let mut out: Vec<(String, Role)> = Vec::new();
        for (key, role) in self.0 {
            match out.iter_mut().find(|(k, _)| *k == key) {
                Some((_, known)) => {
                    known.count += role.count;
                    known.dates = span(known.dates, role.dates);
                }
                None => out.push((key, role)),
            }
        }
        let mut roles: Vec<Role> = out.into_iter().map(|(_, role)| role).collect();
        roles.sort_by(order);
        roles
    }
}

fn span(a: Option<(Date, Date)>, b: Option<(Date, Date)>) -> Option<(Date, Date)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}

/// Folded, without articles, full stops, hyphens and possessive endings, spelled in one way.
fn key(role: &str) -> String {
    let folded = fold(role).replace('.', "").replace('-', " ").replace("'s", "");
    let words = folded.split_whitespace().filter(|w| !matches!(*w, "the" | "a" | "an"));
    words.map(american).collect::<Vec<_>>().join(" ")
}

/// British words in their American spelling.
pub fn american(word: &str) -> String {
    let known = match word {
        "defence" => "defense",
        "centre" => "center",
        "labour" => "labor",
        "programme" => "program",
        "theatre" => "theater",
        "colour" => "color",
        "harbour" => "harbor",
        "honour" => "honor",
        "aluminium" => "aluminum",
        "fibre" => "fiber",
        "jewellery" => "jewelry",
        "offence" => "offense",
        "licence" => "license",
        "tyre" => "tire",
        "grey" => "gray",
        "paediatric" => "pediatric",
        "anaesthesia" => "anesthesia",
        "archaeology" => "archeology",
        "orthopaedic" => "orthopedic",
        "cheque" => "check",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_string();
    }
    for (british, ours) in [("isation", "ization"), ("isations", "izations"), ("ising", "izing"), ("ised", "ized")] {
        if let Some(stem) = word.strip_suffix(british).filter(|s| s.len() > 2) {
            return format!("{stem}{ours}");
        }
    }
    word.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn roles_are_dated_and_near_ones_are_one() {
        let mut roles = Roles::default();
        let mut add = |text: &str, day: Option<Date>| {
            roles.put(&Role { text: text.into(), count: 1, dates: day.map(|d| (d, d)) })
        };
        add("French President", Some(date(2024, 3, 1)));
        add("French president", Some(date(2023, 1, 9)));
        add("French President", None);
        add("Vice-President", Some(date(2025, 1, 1)));
        add("Vice President", Some(date(2025, 6, 1)));
        add("Defence Minister", None);
        add("Defense Minister", None);
        add("president of France", None);
        let folded = roles.folded();
        let rows: Vec<_> = folded.iter().map(|r| (r.text.as_str(), r.count, r.dates)).collect();
        assert_eq!(
            rows,
            [
                ("French President", 3, Some((date(2023, 1, 9), date(2024, 3, 1)))),
                ("Defence Minister", 2, None),
                ("Vice President", 2, Some((date(2025, 1, 1), date(2025, 6, 1)))),
                ("president of France", 1, None),
            ]
        );
    }
}
