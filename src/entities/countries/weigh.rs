//! What a whole article says about the forms that could mean more than one thing.

use std::collections::HashMap;

use super::Found;
use super::judge::{Judged, Verdict};
use super::table::{Care, Sense};
use crate::corpus::{CountryCode, Via};

/// The signs in one article.
pub(super) struct Evidence {
    /// How often a country is named beyond doubt, signs included.
    meant: HashMap<CountryCode, u32>,
    /// How often something else of that name is.
    against: HashMap<CountryCode, u32>,
    /// How much more often a form is someone's surname here than plainly a place.
    people: HashMap<&'static str, i32>,
}

impl Evidence {
    pub fn of<'a>(judged: impl Iterator<Item = &'a Judged>) -> Evidence {
        let mut evidence = Evidence { meant: HashMap::new(), against: HashMap::new(), people: HashMap::new() };
        for one in judged {
            let leans = match one.verdict {
                Verdict::Surname => 1,
                Verdict::Placed | Verdict::Certain if one.form.care.has(Care::SURNAME) => -1,
                _ => 0,
            };
            if leans != 0 {
                *evidence.people.entry(one.form.text.as_ref()).or_default() += leans;
            }
            match (one.form.sense, one.verdict) {
                (Sense::For(code), _) => *evidence.meant.entry(code).or_default() += 1,
                (Sense::Against(code), _) | (Sense::Country(code, _), Verdict::OtherPlace) => {
                    *evidence.against.entry(code).or_default() += 1
                }
                (Sense::Country(code, _), verdict) if proves(one, verdict) => {
                    *evidence.meant.entry(code).or_default() += 1
                }
                _ => {}
            }
        }
        evidence
    }

    /// The country meant, if one is.
    pub fn decide(&self, one: &Judged) -> Option<Found> {
        if matches!(one.verdict, Verdict::Surname | Verdict::OtherPlace | Verdict::Not) {
            return None;
        }
        let Sense::Country(mut code, mut via) = one.form.sense else { return None };
        if let Some(Sense::Country(other, how)) = one.other.map(|f| f.sense)
            && self.meant(other) > 0
            && self.meant(code) == 0
        {
            (code, via) = (other, how);
        }
        let care = one.form.care;
        let certain = one.verdict == Verdict::Certain;
        // "in Brussels" is the town even where Brussels is the European Union.
        let in_town = one.verdict == Verdict::Placed && via == Via::Capital;
        let against = self.against.get(&code).copied().unwrap_or(0);
        let doubtful = (care.has(Care::EVIDENCE) && !certain && self.meant(code) == 0)
            || (care.has(Care::RIVAL) && !certain && !in_town && against > self.meant(code))
            || (one.verdict == Verdict::Meant && self.people.get(one.form.text.as_ref()).is_some_and(|more| *more > 0));
        (!doubtful).then(|| Found { span: one.span.clone().into(), code, via })
    }

    fn meant(&self, code: CountryCode) -> u32 {
        self.meant.get(&code).copied().unwrap_or(0)
    }
}

/// A form that needs proof proves nothing itself, unless it stands among countries.
fn proves(one: &Judged, verdict: Verdict) -> bool {
    let needs = |care| one.form.care.has(care);
    match verdict {
        Verdict::Meant | Verdict::Placed => {
            ![Care::EVIDENCE, Care::RIVAL, Care::DEFAULT, Care::OTHER].into_iter().any(needs)
        }
        Verdict::Certain => ![Care::EVIDENCE, Care::DEFAULT, Care::OTHER].into_iter().any(needs),
        _ => false,
    }
}
