//! Speech cues: the verbs by which a sentence says that someone said something, from `assets/speech_verbs.tsv`.
//!
//! Finds them and tells them from nouns and adjectives of the same form; whose words they announce is for
//! [`super::subjects`].

use super::tokens::{Sentence, TokenKind};
use super::verbs::{Form, Verb};
use super::words;

pub(super) use super::verbs::Class;

/// How a cue stands to its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// "Macron said", "said Macron".
    Finite,
    /// "was described (by Macron) as".
    Passive,
    /// ", saying": whoever the sentence is about.
    Participle,
    /// "according to Macron", "in the words of Macron".
    Source,
    /// "Macron's claim that", "his reply was short:".
    Owned,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// Its first and its last token.
    pub at: usize,
    pub last: usize,
    pub class: Class,
    pub stand: Stand,
}

/// The cues of a sentence in reading order.
pub(super) fn cues(sentence: &Sentence) -> Vec<Cue> {
    let words = sentence.tokens.iter().enumerate().filter(|(_, token)| token.known.announces());
    let find = |i| cue(sentence, i).or_else(|| source(sentence, i)).or_else(|| owned(sentence, i));
    words.filter_map(|(i, _)| find(i)).collect()
}

fn source(s: &Sentence, at: usize) -> Option<Cue> {
    let word = s.word(at);
    let (last, stand) = match word.len() {
        9 if s.is(at, &["according"]) && s.is(at + 1, &["to"]) => (at + 1, Stand::Source),
        5 if s.is(at, &["words"]) && s.is(at + 1, &["of"]) && at > 0 && s.is(at - 1, &["the"]) => {
            (at + 1, Stand::Source)
        }
        3 | 4 if s.is(at, &["had", "has", "have"]) && s.is(at + 1, &["this"]) && s.is(at + 2, &["to"]) => {
            (s.is(at + 3, &["say"]).then_some(at + 3)?, Stand::Finite)
        }
        _ => return None,
    };
    Some(Cue { at, last, class: Class::Say, stand })
}

/// "Macron's claim that …", "his reply: …", "in her words, …". Only where what is said follows at once.
fn owned(s: &Sentence, at: usize) -> Option<Cue> {
    let words = s.is(at, &["words"]);
    if at == 0 || s.word(at).len() < 4 || !(words || s.is(at, &words::SAYINGS)) {
        return None;
    }
    let owner = owner(s, at)?;
    let next = at + 1;
    let colon = s.is(next, &words::BE) && (next + 1..next + 4).any(|i| s.is_mark(i, ":") && s.is_piece(i + 1));
    let follows = colon || s.is_piece(next) || (s.is_mark(next, ":,") && s.is_piece(next + 1));
    // "in Mrs Brunn's words"
    let led = (owner.saturating_sub(3)..owner).rev().find(|i| !s.is_capital(*i) && !s.is_mark(*i, "."));
    let announced = if words {
        led.is_some_and(|i| s.is(i, &["in"])) || s.is(0, &["in"]) && owner < 3
    } else {
        follows || s.is(next, &["that"])
    };
    announced.then_some(Cue { at, last: at, class: Class::Act, stand: Stand::Owned })
}

/// The owner of the noun at `at`: "Macron's | angry reply", "his | words".
pub(super) fn owner(s: &Sentence, at: usize) -> Option<usize> {
    let owns = |i: &usize| s.name(*i).is_some_and(|(_, possessive)| possessive) || s.is(*i, &words::OWN);
    (at.saturating_sub(2)..at).rev().find(owns)
}

fn cue(s: &Sentence, at: usize) -> Option<Cue> {
    if s.kind(at) != Some(TokenKind::Word) || (s.is_capital(at) && at > 0 && !s.is_piece(at - 1)) {
        return None;
    }
    let verb = s.verb(at)?;
    let stand = match verb.form {
        Form::Base => base(s, at, verb)?,
        Form::Third => third(s, at, verb)?,
        Form::Ing => ing(s, at)?,
        Form::Past | Form::Participle => past(s, at, verb)?,
    };
    if is_idiom(s, at, verb) {
        return None;
    }
    let two = s.is(at, &["put", "puts", "putting", "go", "goes", "went", "going", "gone"]);
    Some(Cue { at, last: at + usize::from(two), class: verb.class, stand })
}

/// "they say", "would not call", "went on to say"; not "asked France to say", where it is unclear who does.
fn base(s: &Sentence, at: usize, verb: Verb) -> Option<Stand> {
    let before = at.checked_sub(1)?;
    if s.is(before, &["to"]) {
        return (before > 0 && s.is(before - 1, &words::BOUND)).then_some(Stand::Finite);
    }
    if s.is(before, &["someone", "somebody", "him", "her", "them"]) && before > 0 {
        return s.is(before - 1, &["heard", "hear", "hears", "overheard"]).then_some(Stand::Finite);
    }
    let plural = s.word(before).ends_with('s') && !s.is(before, &words::DETERMINERS) && !verb.noun;
    let joined = s.name(before).is_some_and(|(_, possessive)| !possessive) && !verb.noun;
    let pronoun =
        s.is(before, &["they", "we", "i", "you", "who", "also"]) || (!verb.noun && s.is(before, &["people", "and"]));
    (s.is(before, &words::MODALS) || plural || joined || pronoun).then_some(Stand::Finite)
}

fn third(s: &Sentence, at: usize, verb: Verb) -> Option<Stand> {
    let Some(before) = at.checked_sub(1) else { return Some(Stand::Finite) };
    if !verb.noun {
        return Some(Stand::Finite);
    }
    // "Brunn vows to"; but in "US claims of" and "repeated US claims" it is no verb.
    let named = s.name(before).is_some_and(|(_, possessive)| !possessive && !s.is_demonym(before));
    if named {
        let object = before > 0 && (s.is(before - 1, &words::PREPOSITIONS) || verb_at(s, before - 1));
        return (!object && !s.is(at + 1, &["of"])).then_some(Stand::Finite);
    }
    let object = s.is(at + 1, &words::DETERMINERS) || s.is(at + 1, &["it", "him", "her", "them"]);
    let subject = (s.is_mark(before, ",") && object)
        || s.is(before, &["he", "she", "it", "who", "which", "also", "now", "and"])
        || s.is(before, &words::ROLES)
        || s.is_piece(before)
        || closes_quote(s, at);
    (subject && !s.is(at + 1, &["of", "for", "from", "by", "to"])).then_some(Stand::Finite)
}

fn verb_at(s: &Sentence, at: usize) -> bool {
    s.verb(at).is_some()
}

/// `"…," the artist notes.`
fn closes_quote(s: &Sentence, at: usize) -> bool {
    let free = s.is_mark(at + 1, ".,:") || s.kind(at + 1).is_none();
    let plain =
        |i: &usize| matches!(s.kind(*i), Some(TokenKind::Word | TokenKind::Name { .. }) | Some(TokenKind::Mark(',')));
    let piece = (at.saturating_sub(6)..at).rev().find(|i| !plain(i));
    free && piece.is_some_and(|i| s.is_piece(i))
}

fn ing(s: &Sentence, at: usize) -> Option<Stand> {
    let Some(before) = at.checked_sub(1) else { return Some(Stand::Participle) };
    if s.is(before, &words::BE) {
        return Some(Stand::Finite);
    }
    let free = s.name(before).is_some() || s.is_mark(before, ",-)…:;") || s.is_piece(before);
    let led =
        s.is(before, &["and", "as", "by", "while", "before", "after", "when", "in", "also", "later", "then", "but"]);
    (free || led || s.is(before, &words::DAYS)).then_some(Stand::Participle)
}

fn past(s: &Sentence, at: usize, verb: Verb) -> Option<Stand> {
    let Some(before) = at.checked_sub(1) else {
        // "Asked whether …": not the speaker's own; "Said Macron" is.
        return s.name(1).map(|_| Stand::Finite);
    };
    // « … », a déclaré Brunn
    if s.is(before, &["a", "ha"]) && before > 0 && (s.is_piece(before - 1) || s.is_mark(before - 1, ",")) {
        return Some(Stand::Finite);
    }
    if s.is(before, &words::DETERMINERS) && !s.is(before, &["that", "this", "another", "one"]) {
        return None;
    }
    let be = |i: usize| s.is(i, &words::BE);
    let adverb = s.word(before).ends_with("ly") || s.is(before, &words::ADVERBS) || s.is(before, &["not"]);
    if be(before) || (adverb && before > 0 && be(before - 1)) {
        return Some(Stand::Passive);
    }
    if verb.form == Form::Participle && !s.is(before, &["has", "have", "had", "having"]) && !adverb {
        return None;
    }
    Some(Stand::Finite)
}

/// Uses of the same form that announce no words: "added to the cost", "called off".
fn is_idiom(s: &Sentence, at: usize, verb: Verb) -> bool {
    let word = s.word(at);
    let next = s.word(at + 1);
    match verb.class {
        // "wrote its report", but "wrote that week that"
        _ if words::among(word, &["wrote", "write", "writes", "writing", "written"]) => {
            words::among(next, &["a", "an", "its", "his", "her", "their"])
        }
        _ if words::among(word, &["regarding"]) => !s.is_piece(at + 1),
        _ if words::among(word, &["quoted", "cited"]) && words::among(next, &["as"]) => true,
        Class::Beside if words::among(word, &["go", "goes", "went", "going", "gone"]) => {
            !(words::among(next, &["on"]) && s.word(at + 2).is_empty() && s.name(at + 2).is_none())
        }
        Class::Beside if words::among(word, &["put", "puts", "putting"]) => !words::among(next, &["it"]),
        // "…," added her teacher.
        _ if at > 0 && (s.is_piece(at - 1) || (s.is_mark(at - 1, ",") && at > 1 && s.is_piece(at - 2))) => false,
        _ if words::among(word, &["added", "adds", "adding"]) => {
            // "added a wing"; what is added to what was said begins otherwise.
            words::among(next, &["to", "a", "an", "another", "more", "new", "up", "some", "his", "her", "its", "their"])
        }
        _ if words::among(word, &["called", "calls", "calling"]) => {
            words::among(next, &["off", "up", "in", "itself", "himself", "herself", "themselves"]) || is_naming(s, at)
        }
        _ if words::among(word, &["pointed", "points", "point", "pointing"]) => !words::among(next, &["to", "out"]),
        _ if words::among(word, &["seen", "found", "thought"]) => words::among(next, &["in", "at", "by"]),
        _ => false,
    }
}

/// "what the navy called": whatever stands in marks then is how it was put.
pub(super) fn is_wording(s: &Sentence, at: usize) -> bool {
    (at.saturating_sub(6)..at).any(|i| s.is(i, &["what"]))
}

/// 'a film called "Dune"': the name comes right after, and nobody calls.
fn is_naming(s: &Sentence, at: usize) -> bool {
    if !s.is_piece(at + 1) {
        return false;
    }
    let Some(before) = at.checked_sub(1) else { return true };
    if is_wording(s, at) {
        return false;
    }
    let caller = s.name(before).is_some_and(|(_, possessive)| !possessive)
        || s.is(before, &["he", "she", "they", "it", "we", "i", "who", "has", "have", "had"])
        || (s.is_capital(before) && before > 0 && !s.is(before - 1, &words::PREPOSITIONS))
        || s.is(before, &words::ROLES);
    !caller
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Stand)]) {
        let pieces = super::super::marks::pieces(text, false);
        let tokens = tokens::tokens(text, &pieces, &[]);
        let sentence = Sentence { text, tokens: &tokens, headline: false };
        let found: Vec<(&str, Stand)> = cues(&sentence).iter().map(|c| (sentence.part(c.at), c.stand)).collect();
        assert_eq!(found, expected, "in {text}");
    }

    #[test]
    fn verbs_are_told_from_nouns_and_adjectives() {
        use Stand::*;
        check("He said so and has also warned us", &[("said", Finite), ("warned", Finite)]);
        check("The claims of the report", &[]);
        check("He claims it", &[("claims", Finite)]);
        check("United States troops and their stated aims", &[]);
        check("It was described by him as new", &[("described", Passive)]);
        check("They met, saying it was late", &[("saying", Participle)]);
        check("He is saying it, with a warning", &[("saying", Finite)]);
        check("It was late, according to him", &[("according", Source)]);
        check("a film called “Dune” and what he called “trash”", &[("called", Finite)]);
        check("The game was called off and he called off the talks", &[]);
        check("He went on to say that others want to say no", &[("say", Finite)]);
    }
}
