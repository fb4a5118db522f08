//! What the reader knows better.

use super::*;

fn merge(one: &str, other: &str) -> Correction {
    Correction::Merge { kind: Kind::Person, one: one.into(), other: other.into() }
}

fn split(form: &str) -> Correction {
    Correction::Split { kind: Kind::Person, form: form.into() }
}

fn rename(of: &str, name: &str) -> Correction {
    Correction::Rename { kind: Kind::Person, of: of.into(), name: name.into() }
}

fn hide(of: &str) -> Correction {
    Correction::Hide { kind: Kind::Person, of: of.into() }
}

/// An archive as merging leaves it, corrections, and what it is then.
fn check(before: &str, known: &[Correction], after: &str) {
    let (items, wanted) = row(before);
    assert_eq!(partition(Kind::Person, &items, &[]), wanted, "{before}");
    assert_eq!(partition(Kind::Person, &items, known), row(after).1, "{before} {known:?}");
}

#[test]
fn what_was_apart_is_one_and_what_was_one_is_apart() {
    check("Ann Lee | Anna Leigh", &[merge("Ann Lee", "anna leigh")], "Ann Lee = Anna Leigh");
    check("Ann Lee | Anna Leigh", &[merge("Ann Lee", "Nobody")], "Ann Lee | Anna Leigh");
    check("Ann Lee = A. Lee = Lee", &[split("A. LEE")], "A. Lee | Ann Lee = Lee");
    check("Ann Lee = A. Lee = Lee", &[split("Ann Lee")], "Ann Lee | A. Lee = Lee");
    check("Zoé Lee:3 = Zoe Lee = Lee", &[split("Zoe Lee")], "Zoé Lee = Zoe Lee | Lee");
    check("Ann Lee = A. Lee | Bob Ray", &[split("A. Lee"), merge("A. Lee", "Bob Ray")], "Ann Lee | A. Lee = Bob Ray");
    check(
        "Ann Lee | Bo Ray | Cy Day",
        &[merge("Ann Lee", "Bo Ray"), merge("Cy Day", "Bo Ray")],
        "Ann Lee = Bo Ray = Cy Day",
    );
    check("Ann Lee | Bo Ray", &[merge("Ann Lee", "Bo Ray"), split("Bo Ray")], "Ann Lee | Bo Ray");
}

/// Names to show, with `-` for hidden ones.
fn shown(names: &str, known: &[Correction]) -> Vec<String> {
    let mut merger = Merger::default();
    row(names).0.iter().for_each(|i| add(&mut merger, Kind::Person, i));
    let entities = merger.finish(known).entities;
    entities.iter().map(|e| if e.hidden { format!("-{}", e.name) } else { e.name.clone() }).collect()
}

#[test]
fn names_are_given_and_hidden() {
    let lee = "Ann Lee:3 | Anna Leigh";
    assert_eq!(shown(lee, &[rename("ann lee", "Dr Ann Lee")]), ["Dr Ann Lee", "Anna Leigh"]);
    assert_eq!(shown(lee, &[rename("Ann Lee", "X"), rename("Ann Lee", "Y")]), ["Y", "Anna Leigh"]);
    assert_eq!(shown(lee, &[rename("Anna Leigh", "A"), merge("Ann Lee", "Anna Leigh")]), ["A"]);
    assert_eq!(shown(lee, &[hide("Ann Lee")]), ["-Ann Lee", "Anna Leigh"]);
    assert_eq!(shown(lee, &[hide("Ann Lee"), merge("Ann Lee", "Anna Leigh")]), ["Ann Lee"]);
    assert_eq!(shown("Ann Lee = A. Lee", &[hide("Ann Lee"), split("A. Lee")]), ["-Ann Lee", "A. Lee"]);
}

#[test]
fn countries_are_renamed_and_hidden() {
    let mut merger = Merger::default();
    let code = crate::corpus::CountryCode(*b"FR");
    let country = crate::corpus::CountryMentions { code, name: "France".into(), mentions: Vec::new() };
    merger.add(&Annotations { countries: vec![country], ..Annotations::default() }, None);
    let hide = Correction::Hide { kind: Kind::Country, of: "france".into() };
    assert!(merger.finish(&[hide]).entities[0].hidden);
}
