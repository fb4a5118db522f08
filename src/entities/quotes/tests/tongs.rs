//! Marks around what nobody says: titles, names, terms, inscriptions.

use super::{TOWN, check_all};

#[test]
fn titles_names_and_terms() {
    check_all(
        TOWN,
        &[
            ("The so-called “green list” was scrapped, Haan said.", &[]),
            ("Piet “The Hammer” Haan said he was “ready”.", &["\"ready\" = Piet Haan / said"]),
            ("Cole starred in “The Long Night” and “Rust”, Haan said.", &[]),
            ("The word “bridge” comes from the north.", &[]),
            ("Haan sang “My Way” and said goodbye.", &[]),
            ("Their album “Cold Harbour” was released, as Haan said.", &[]),
            ("The “cost of living” crisis deepened, Haan said.", &[]),
            ("He was known as “the Fox” at school.", &[]),
            ("Under the slogan “Kenya First”, Oduya won.", &[]),
            ("The term “rust belt” was coined by Haan.", &[]),
            ("The operation, dubbed “Night Owl”, began at dawn, Oduya said.", &[]),
            ("Haan’s “yes” vote was a surprise.", &[]),
            ("She teaches a course called “Rust and Us”.", &[]),
            ("“Rust” is the third novel by Cole, who wrote “Salt” in a year.", &[]),
            ("“The Long Night” opens on Friday, said Cole.", &[]),
            ("A “Yes” vote would help, Haan said.", &[]),
            ("Haan explained what is meant by “dead load”.", &[]),
            ("In the jargon, this is a “dead load”.", &[]),
            ("The paper ran the headline “Bridge Falls, Haan Says”.", &[]),
            ("Cole won an award for “Best Newcomer”.", &[]),
            ("Haan told Oduya’s aides about the hashtag “#MeToo”.", &[]),
            ("Oduya, nicknamed “Mama Bridge”, said she was “ready”.", &["\"ready\" = Marta Oduya / said"]),
            ("The plan, called “Bridge 2030”, was praised by Haan.", &[]),
            ("They mark the Naqba, or “catastrophe” of years ago, Haan said.", &[]),
            ("Officials say “Operation Otter” is aimed at rust.", &[]),
            ("Haan said a “no” vote would help.", &[]),
            ("Cole wrote her book about the “dead load” of bridges.", &[]),
            ("A group calling itself the “Friends of Rust” met Haan.", &[]),
            ("Officials say the men, dubbed the “kings of rust,” led Orbis.", &[]),
            ("Cole does a podcast with Blum called “The Rust Hour”.", &[]),
            ("What Haan calls “the great rust” will last.", &["\"the great\" = Piet Haan / calls"]),
        ],
    );
}

#[test]
fn inscriptions_and_the_like() {
    check_all(
        TOWN,
        &[
            ("Signs saying “no entry” were put up.", &[]),
            ("Protesters held placards reading “Free Haan now”.", &[]),
            ("He wore a T-shirt that said “I love rust”.", &[]),
            ("A banner that read “Haan must go” hung there.", &[]),
            ("They walked by a poster of Haan that says “We support you”.", &[]),
            ("Cole held a sign with Haan’s face reading “Out with him now”.", &[]),
            ("Users who search for “bridge safe” find Orbis.", &[]),
            ("Press the button labelled “Start” twice.", &[]),
        ],
    );
}
