//! Surnames that are common in English: each is spelled one way, and many people bear it.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Whether a folded word is one of them.
pub fn is_surname(folded: &str) -> bool {
    SURNAMES.binary_search(&folded).is_ok()
}

/// The same for a surname by sound.
pub fn is_sound_of_surname(sound: &str) -> bool {
    SOUNDS.contains(sound)
}

static SOUNDS: LazyLock<HashSet<String>> = LazyLock::new(|| SURNAMES.iter().map(|s| super::sound(s)).collect());

const SURNAMES: [&str; 438] = [
    "adams", "affleck", "aguilar", "ahmed", "alexander", "ali", "allen", "alvarado", "alvarez", "anderson", "andrews",
    "armstrong", "arnold", "austin", "bailey", "baker", "baldwin", "banks", "barnes", "barrett", "bates", "beck",
    "begum", "bell", "bennett", "berry", "bishop", "black", "blair", "bond", "booth", "boulton", "bourke", "bourne",
    "bowman", "boyd", "bradley", "brooks", "brown", "bruce", "bryant", "buckley", "burke", "burns", "burton", "bush",
    "butler", "byrne", "cameron", "campbell", "carlson", "carpenter", "carr", "carroll", "carter", "cartwright",
    "castillo", "castro", "chambers", "chapman", "chavez", "chen", "clark", "clarke", "clinton", "cohen", "cole",
    "coleman", "collins", "connolly", "contreras", "cook", "cooper", "couch", "coulson", "cox", "crawford", "cruz",
    "cunningham", "curtis", "daniels", "davis", "dawson", "day", "dean", "delgado", "diaz", "dixon", "dominguez",
    "doyle", "drake", "duffy", "duncan", "dunn", "edwards", "elliott", "ellis", "espinoza", "estrada", "evans",
    "ferguson", "fernandez", "fields", "fisher", "fitzgerald", "fleming", "flores", "flynn", "ford", "foster",
    "fowler", "fox", "franken", "franklin", "fraser", "freeman", "french", "fuller", "gallagher", "garcia", "gardner",
    "garrett", "garza", "george", "gibson", "gilbert", "gilmour", "goldman", "gomez", "gonzales", "gonzalez",
    "goodman", "gordon", "gore", "gough", "gould", "graham", "grant", "gray", "green", "greene", "griffin",
    "griffiths", "guerrero", "gutierrez", "guzman", "hall", "hamilton", "hammond", "hansen", "hanson", "hardy",
    "harper", "harris", "harrison", "hart", "harvey", "hawkins", "hayes", "henderson", "henry", "hernandez",
    "herrera", "hicks", "hill", "hoffman", "holmes", "hopkins", "hough", "houston", "howard", "howe", "howell",
    "hudson", "hughes", "hunt", "hunter", "hussain", "huston", "ingram", "irving", "jackson", "jacobs", "jagger",
    "james", "jenkins", "jennings", "jensen", "jimenez", "johnson", "johnston", "jones", "jordan", "joyce", "kay",
    "keller", "kelley", "kelly", "kennedy", "kerr", "khan", "kim", "king", "knight", "lamb", "lane", "larson",
    "lawrence", "lawson", "le", "lee", "levy", "lewis", "li", "little", "lloyd", "long", "lopez", "louis", "love",
    "lowe", "lucas", "luna", "luther", "lynch", "mackenzie", "maldonado", "marquez", "marshall", "martin", "martinez",
    "marvin", "mason", "matthews", "maxwell", "may", "mccarthy", "mccoy", "mcdonald", "mcgregor", "mckenzie",
    "mckinley", "mcqueen", "medina", "mejia", "mendez", "mendoza", "meyer", "miles", "miller", "mills", "mitchell",
    "montgomery", "moore", "morales", "moran", "moreno", "morgan", "morris", "morrison", "moulton", "munoz", "murphy",
    "murray", "myers", "nelson", "nguyen", "nichols", "nixon", "nolan", "norman", "norris", "novak", "nunez", "obama",
    "obrien", "oliver", "olson", "oneill", "ortega", "ortiz", "osborne", "osbourne", "oswald", "owens", "pacino",
    "padilla", "page", "palmer", "park", "parker", "parsons", "patel", "patterson", "payne", "pearson", "pena",
    "perez", "perkins", "perry", "peters", "peterson", "phelps", "philby", "phillips", "pierce", "pitt", "poole",
    "porter", "potter", "powell", "pratt", "price", "quinn", "ramirez", "ramos", "randall", "ray", "reagan", "reed",
    "reid", "reyes", "reynolds", "rice", "richards", "richardson", "riley", "rios", "rivera", "roberts", "robertson",
    "robinson", "rodriguez", "rogers", "rojas", "romero", "rose", "ross", "roth", "rowe", "ruiz", "russell", "ryan",
    "salazar", "sanchez", "sanders", "sandoval", "santiago", "santos", "saunders", "schmidt", "schneider", "schultz",
    "scott", "seymour", "sharp", "shaw", "shepherd", "sheridan", "short", "silva", "simmons", "simpson", "sims",
    "sinclair", "singh", "skinner", "slater", "smith", "snow", "snyder", "soto", "spencer", "steele", "stephens",
    "stevens", "stewart", "stone", "stroud", "sullivan", "sutton", "swift", "taylor", "thomas", "thompson",
    "thornton", "todd", "torres", "tran", "trump", "tucker", "turner", "underwood", "valdez", "vance", "vargas",
    "vasquez", "vaughan", "vega", "wade", "wagner", "walker", "wallace", "walsh", "walton", "wang", "ward", "warren",
    "washington", "watkins", "watson", "watts", "weaver", "webb", "weber", "webster", "welch", "wells", "west",
    "wheeler", "whitaker", "white", "wilkins", "wilkinson", "williams", "williamson", "willis", "wilson", "winter",
    "wong", "wood", "woods", "woodward", "wright", "wyatt", "yang", "yates", "young",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_in_order() {
        assert!(super::SURNAMES.is_sorted());
    }
}
