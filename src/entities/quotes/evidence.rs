//! How sure a quote is, in percent: that someone said these words, and that the speaker named, or left open, is right.
//!
//! What announces the words gives a first figure, how the speaker was told takes from it. The figures are ordered as
//! measured, not probabilities: of quotes with 90 and more fewer are wrong than of those with 70.

use super::cues::{Class, Stand};

/// How a subject became a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// Named beside the verb.
    Name,
    /// "the French president", "the spokesman".
    Role,
    /// "the company", "the ministry".
    House,
    /// A he or she that fits what is known of the person.
    Pronoun,
    /// A he or she that may be someone else.
    Guess,
}

/// What announces the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    Cued(Class, Stand),
    /// A verb that no table knows: "…," Macron grinned.
    Beside,
    /// Macron: "…", or "…" – Macron.
    Signed,
    /// The next sentence of speech, after one that is attributed.
    Continued,
    /// The first sentence of the next paragraph, after one that is attributed.
    NextParagraph,
    /// The paragraph before ends in a colon: "She had this to say:".
    Announced,
    /// The sentence before is about someone.
    Before,
    /// The sentence after tells.
    After,
    /// A line of an interview.
    Line,
    /// Nothing but the marks around a sentence.
    Alone,
}

/// How the quoted words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    Sentence,
    Part,
    /// One or two words.
    Word,
    /// A few words that go with the next: the "road map" plan.
    Attribute,
}

/// What is known of the speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    By(By),
    /// Someone who is no entity: "a senior official".
    Stranger,
    /// Nobody could be told.
    Unknown,
}

pub(super) fn confidence(ground: Ground, told: Told, extent: Extent) -> u8 {
    let told = if ground == Ground::Alone { Told::By(By::Name) } else { told };
    let ground = match ground {
        Ground::Cued(_, Stand::Participle | Stand::Passive) => 90,
        Ground::Cued(_, Stand::Owned) => 82,
        Ground::Cued(Class::Say, _) => 98,
        Ground::Cued(Class::Describe, _) => 93,
        Ground::Cued(Class::Act | Class::Beside, _) => 90,
        Ground::Cued(Class::Weak, _) => 76,
        Ground::Signed => 92,
        Ground::Continued => 95,
        Ground::Beside | Ground::Announced => 88,
        Ground::NextParagraph => 84,
        Ground::Line => 80,
        Ground::Before | Ground::After => 72,
        Ground::Alone => 50,
    };
    let told = match told {
        Told::By(By::Name) => 100,
        Told::By(By::Role) => 92,
        Told::By(By::House) => 90,
        Told::By(By::Pronoun) => 88,
        Told::By(By::Guess) => 80,
        Told::Stranger => 92,
        Told::Unknown => 72,
    };
    let extent = match extent {
        Extent::Sentence => 100,
        Extent::Part => 95,
        Extent::Word => 88,
        Extent::Attribute => 75,
    };
    let product: u32 = ground * told * extent / 10_000;
    product.min(99) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn firmer_evidence_gives_more() {
        let said = Ground::Cued(Class::Say, Stand::Finite);
        let rows = [
            (said, Told::By(By::Name), Extent::Sentence),
            (Ground::Continued, Told::By(By::Name), Extent::Sentence),
            (said, Told::By(By::Role), Extent::Sentence),
            (said, Told::By(By::Pronoun), Extent::Sentence),
            (said, Told::By(By::Guess), Extent::Sentence),
            (Ground::Before, Told::By(By::Name), Extent::Sentence),
            (Ground::Alone, Told::Unknown, Extent::Sentence),
            (Ground::Alone, Told::Unknown, Extent::Word),
        ];
        let figures: Vec<u8> = rows.iter().map(|(g, t, e)| confidence(*g, *t, *e)).collect();
        assert!(figures.windows(2).all(|pair| pair[0] > pair[1]), "{figures:?}");
        assert!(figures[0] <= 99);
    }
}
