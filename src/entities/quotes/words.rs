//! The small words by which the telling around a quote is taken apart. Closed classes of English, not lexicons.

use super::lookup::Set;

pub(super) use super::lookup::{Known, Words, among, known};

/// All that a word is looked up in. A set's number is its bit.
#[rustfmt::skip]
pub(super) const SETS: [&Set; 30] = [
    &BE,
    &AUXILIARIES,
    &MODALS,
    &ADVERBS,
    &DAYS,
    &PERIODS,
    &PREPOSITIONS,
    &BREAKERS,
    &RELATIVES,
    &ADVERBIAL_STARTS,
    &DETERMINERS,
    &OWN,
    &ROLES,
    &SPOKESPEOPLE,
    &LEADERS,
    &LOOSE_ROLES,
    &OFFICES,
    &WRITINGS,
    &BOUND,
    &SAYINGS,
    &SIGNS,
    &HOUSES,
    &BODIES,
    &NAMING,
    &HONORIFICS,
    &HE,
    &SHE,
    &PERSONS,
    &MONTHS,
    &SOURCES,
];

pub(super) fn is_possessive(word: &str) -> bool {
    ["'s", "’s", "s'", "s’"].iter().any(|end| word.ends_with(end))
}

/// Whether the dot after `word` is its own: "Mr", "Feb", "U.S". `next` is what follows.
pub(super) fn is_abbreviation(word: &str, next: &str) -> bool {
    if word.contains('.') {
        // The dot of "U.S." may end a sentence too; these words begin one.
        return !among(next, &SENTENCE_STARTS);
    }
    let mut chars = word.chars();
    (chars.next().is_some_and(char::is_uppercase) && chars.next().is_none() && word != "I")
        || among(word, &ABBREVIATIONS)
}

#[rustfmt::skip]
const ABBREVIATIONS: [&str; 67] = [
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt", "maj", "adm", "cmdr",
    "rev", "hon", "pres", "st", "jr", "sr", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct",
    "nov", "dec", "no", "vs", "inc", "ltd", "corp", "co", "approx", "est", "messrs",
    "smt", "shri", "mme", "mlle", "sra", "srta", "fr", "supt", "insp", "det", "cllr", "atty", "asst", "dep", "amb", "sec",
    "brig", "cpl", "pvt", "pte", "msgr", "spc", "hrsg", "ing",
];

#[rustfmt::skip]
const SENTENCE_STARTS: [&str; 24] = [
    "the", "he", "she", "it", "they", "we", "but", "in", "on", "at", "a", "an", "this", "that", "these", "those",
    "his", "her", "its", "their", "after", "there", "as", "for",
];

#[rustfmt::skip]
pub(super) const BE: Set = Set(0, &[
    "is", "are", "was", "were", "be", "been", "being", "am", "gets",
]);

#[rustfmt::skip]
pub(super) const AUXILIARIES: Set = Set(1, &[
    "has", "have", "had", "having", "is", "are", "was", "were", "be", "been", "being", "am", "will", "would", "can",
    "could", "may", "might", "must", "should", "shall", "do", "does", "did", "not", "never", "didn't", "doesn't",
    "hasn't", "hadn't", "wasn't", "isn't", "won't", "wouldn't", "didn’t", "doesn’t", "hasn’t", "hadn’t", "won’t",
    "wouldn’t",
]);

#[rustfmt::skip]
pub(super) const MODALS: Set = Set(2, &[
    "will", "would", "can", "could", "may", "might", "must", "should", "shall", "do", "does", "did", "not", "never",
    "didn't", "doesn't", "won't", "wouldn't", "didn’t", "doesn’t", "won’t", "wouldn’t", "couldn't", "couldn’t",
]);

#[rustfmt::skip]
pub(super) const ADVERBS: Set = Set(3, &[
    "also", "later", "earlier", "then", "however", "again", "once", "still", "already", "often", "always", "now",
    "just", "even", "only", "simply", "too", "instead", "meanwhile", "further", "first", "today", "yesterday",
    "afterwards", "ever", "both", "all", "himself", "herself", "itself",
]);

#[rustfmt::skip]
pub(super) const DAYS: Set = Set(4, &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu",
    "thurs", "fri", "sat", "sun", "today", "yesterday", "tonight", "morning", "evening",
]);

#[rustfmt::skip]
pub(super) const PERIODS: Set = Set(5, &[
    "week", "month", "year", "night", "weekend", "morning", "evening", "afternoon",
]);

#[rustfmt::skip]
pub(super) const PREPOSITIONS: Set = Set(6, &[
    "of", "for", "to", "in", "with", "from", "at", "by", "near", "on", "about", "against", "behind", "under", "over",
    "into", "during", "between", "among", "within", "outside", "inside", "across", "despite", "through", "toward",
    "towards", "alongside", "amid", "via", "without", "following", "ahead", "including", "upon",
]);

/// Words at which a noun phrase ends and another clause begins.
#[rustfmt::skip]
pub(super) const BREAKERS: Set = Set(7, &[
    "that", "who", "which", "whom", "whose", "because", "when", "while", "after", "before", "as", "if", "but",
    "what", "how", "whether", "where", "why", "than", "although", "though", "since", "until", "unless", "so", "yet",
    "nor", "whereas", "once", "like",
]);

#[rustfmt::skip]
pub(super) const RELATIVES: Set = Set(8, &[
    "who", "which", "that",
]);

/// Words that open an adverbial before the subject ("After talks, …") or a remark after it (", speaking in Paris, …").
#[rustfmt::skip]
pub(super) const ADVERBIAL_STARTS: Set = Set(9, &[
    "asked", "pressed", "told", "quoted", "questioned", "flanked", "accompanied", "when", "while", "after", "before",
    "as", "if", "because", "although", "though", "since", "once", "until", "unless", "earlier", "later", "last",
    "meanwhile",
]);

#[rustfmt::skip]
pub(super) const DETERMINERS: Set = Set(10, &[
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "another",
    "one", "some", "several",
]);

#[rustfmt::skip]
pub(super) const OWN: Set = Set(11, &[
    "his", "her", "their", "my", "our", "your",
]);

/// What people are by office or trade: heads of "the French president", "a Kremlin spokesman".
#[rustfmt::skip]
pub(super) const ROLES: Set = Set(12, &[
    "president", "vice-president", "premier", "minister", "chancellor", "leader", "chief", "envoy", "spokesman",
    "spokeswoman", "spokesperson", "secretary", "ambassador", "official", "adviser", "advisor", "aide", "general",
    "king", "queen", "prince", "princess", "pope", "pontiff", "senator", "mayor", "governor", "director", "chairman",
    "chairwoman", "chair", "head", "boss", "judge", "justice", "lawyer", "prosecutor", "commissioner", "commander",
    "deputy", "lawmaker", "mp", "congressman", "congresswoman", "analyst", "expert", "economist", "professor",
    "author", "ceo", "founder", "coach", "manager", "captain", "player", "striker", "actor", "actress", "singer",
    "diplomat", "negotiator", "representative", "counterpart", "politician", "activist", "journalist", "reporter",
    "officer", "resident", "witness", "researcher", "scientist", "doctor", "teacher", "student", "owner",
    "executive", "editor", "historian", "correspondent", "colonel", "major", "lieutenant", "sheriff", "attorney",
    "candidate", "critic", "sir", "strategist", "statesman", "billionaire", "veteran", "speaker", "dictator",
    "co-founder", "archbishop", "bishop", "cardinal", "superintendent", "inspector", "detective", "sergeant",
    "marshal", "admiral",
]);

#[rustfmt::skip]
pub(super) const SPOKESPEOPLE: Set = Set(13, &[
    "spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen",
]);

/// Those at the head of a state: "the Russian leader" is whoever is its president.
#[rustfmt::skip]
pub(super) const LEADERS: Set = Set(14, &[
    "president", "premier", "minister", "chancellor", "leader", "king", "queen", "emperor", "dictator", "chief",
    "pm", "ruler", "sultan",
]);

/// Heads that fit anyone of a country: no clash with another role.
#[rustfmt::skip]
pub(super) const LOOSE_ROLES: Set = Set(15, &[
    "leader", "politician", "chief", "veteran", "diplomat", "billionaire", "statesman", "official", "counterpart",
    "head", "boss", "speaker",
]);

/// Offices that speak for a country when their organisation is not among those found.
#[rustfmt::skip]
pub(super) const OFFICES: Set = Set(16, &[
    "presidency", "ministry", "government", "embassy", "parliament", "palace", "military", "army", "administration",
    "authorities", "office", "cabinet", "navy", "state", "foreign-ministry", "consulate", "police", "delegation",
    "mission", "council", "department", "chancellery", "regime", "kremlin", "intelligence", "side", "court",
    "senate",
]);

/// Titles as they are cut short, and in full.
#[rustfmt::skip]
pub(super) const SHORT: [(&str, &str); 13] = [
    ("capt", "captain"), ("sen", "senator"), ("gov", "governor"), ("gen", "general"), ("rep", "representative"),
    ("prof", "professor"), ("dr", "doctor"), ("sgt", "sergeant"), ("lt", "lieutenant"), ("col", "colonel"),
    ("insp", "inspector"), ("supt", "superintendent"), ("amb", "ambassador"),
];

/// Writings that speak for whoever spoke last: "the statement said".
#[rustfmt::skip]
pub(super) const WRITINGS: Set = Set(17, &[
    "statement", "post", "tweet", "letter", "message", "communique", "communiqué", "declaration", "memo", "email",
    "e-mail", "note", "thread", "caption",
]);

/// Before "to say": whoever is expected to will.
#[rustfmt::skip]
pub(super) const BOUND: Set = Set(18, &[
    "on", "continued", "expected", "due", "set", "going", "likely", "scheduled",
]);

/// What is said, as a thing someone owns: "his claim that".
#[rustfmt::skip]
pub(super) const SAYINGS: Set = Set(19, &[
    "claim", "claims", "statement", "remark", "remarks", "comment", "comments", "warning", "assertion", "insistence",
    "promise", "pledge", "reply", "response", "answer", "message", "verdict", "declaration", "admission", "advice",
    "suggestion", "argument", "contention", "conclusion",
]);

/// Words at which [`super::cues`] looks for more than a verb: "according to", "in his words", "had this to say".
pub(super) const SOURCES: Set = Set(29, &["according", "words", "had", "has", "have"]);

/// Things with words on them: what a banner says nobody speaks.
#[rustfmt::skip]
pub(super) const SIGNS: Set = Set(20, &[
    "sign", "signs", "banner", "banners", "placard", "placards", "poster", "posters", "t-shirt", "t-shirts", "shirt",
    "shirts", "plaque", "label", "labels", "button", "sticker", "stickers", "hat", "hats", "cap", "billboard",
    "graffiti", "tattoo", "badge", "headline", "headlines", "screen", "sweatshirt", "slogan",
]);

/// Houses that an article names once and then calls by their kind. Those in [`OFFICES`] are called so by their name.
#[rustfmt::skip]
pub(super) const HOUSES: Set = Set(21, &[
    "company", "firm", "group", "organisation", "organization", "carmaker", "automaker", "airline", "retailer",
    "manufacturer", "maker", "giant", "start-up", "startup", "operator", "lender", "insurer", "supplier",
    "developer", "publisher", "broadcaster", "newspaper", "charity", "ngo", "regulator", "watchdog", "bank", "club",
    "union", "agency", "party", "university", "league", "federation", "association", "network", "chain", "supermarket",
    "planemaker", "chipmaker", "drugmaker", "conglomerate", "corporation", "foundation", "fund", "institute", "alliance",
]);

/// Bodies that are called by the last word of their name only.
#[rustfmt::skip]
pub(super) const BODIES: Set = Set(22, &[
    "commission", "committee", "board", "hospital", "school", "church", "museum", "authority", "service", "bureau",
    "tribunal", "team", "force", "centre",
]);

/// Before a quoted name that is no speech: 'the film "…"', "so-called".
#[rustfmt::skip]
pub(super) const NAMING: Set = Set(23, &[
    "so-called", "dubbed", "nicknamed", "titled", "entitled", "headlined", "named", "codenamed", "code-named",
    "known", "subtitled", "film", "movie", "book", "novel", "song", "album", "single", "series", "show", "play",
    "poem", "musical", "sitcom", "documentary", "memoir", "essay", "painting", "exhibition", "podcast", "programme",
    "hashtag", "magazine", "track", "word", "words", "term", "terms", "phrase", "slogan", "motto", "acronym", "headline",
    "expression", "concept", "labelled", "labeled", "nickname", "tagline", "category",
]);

#[rustfmt::skip]
pub(super) const HONORIFICS: Set = Set(24, &[
    "mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "dame", "prof", "professor", "president", "baroness",
    "baron", "rev", "reverend", "sheikh", "ayatollah", "imam", "rabbi", "father", "sister", "emir", "sultan", "duke",
    "duchess", "count", "countess", "crown", "saint",
]);

/// Titles and roles that tell a he from a she.
#[rustfmt::skip]
pub(super) const HE: Set = Set(25, &[
    "mr", "sir", "lord", "king", "prince", "pope", "spokesman", "chairman", "congressman", "actor", "monsieur",
    "herr", "husband", "father", "son", "brother", "man", "businessman", "policeman", "uncle", "grandfather", "duke",
    "fireman", "señor", "emperor", "father-of-two", "father-of-three", "statesman", "fisherman",
]);
#[rustfmt::skip]
pub(super) const SHE: Set = Set(26, &[
    "mrs", "ms", "miss", "lady", "dame", "queen", "princess", "spokeswoman", "chairwoman", "congresswoman",
    "actress", "madame", "frau", "wife", "mother", "daughter", "sister", "woman", "businesswoman", "policewoman",
    "aunt", "grandmother", "duchess", "señora", "mother-of-two", "mother-of-three", "widow", "heroine",
]);

/// People as they are told of without a name.
#[rustfmt::skip]
pub(super) const PERSONS: Set = Set(27, &[
    "man", "woman", "boy", "girl", "mother", "father", "wife", "husband", "son", "daughter", "brother", "sister",
    "neighbour", "neighbor", "friend", "nurse", "driver", "passenger", "worker", "employee", "customer", "farmer",
    "survivor", "victim", "source", "insider", "colleague", "fan", "voter", "parent", "uncle", "aunt", "cousin",
    "partner", "spouse", "widow", "soldier", "volunteer", "medic", "tourist",
]);

#[rustfmt::skip]
pub(super) const MONTHS: Set = Set(28, &[
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec",
]);
