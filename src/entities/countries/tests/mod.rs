//! What is found in sentences of our own, in reading order; and in the samples, by labels.

mod headlines;
mod traps;
mod world;

use std::collections::BTreeSet;

use super::*;

/// Each row: a text and the codes of what is found in it, in reading order. All that fail are told at once.
fn rows(rows: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let found = find(text);
        let codes: Vec<&str> = found.iter().map(|f| f.code.as_str()).collect();
        if codes.join(" ") != *expected {
            let words: Vec<&str> = found.iter().map(|f| f.span.of(text)).collect();
            wrong.push(format!("{text:?}: {expected:?} but {:?} by {words:?}", codes.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// `expected` lists what is found in reading order: "FR:name FR:demonym".
fn check(text: &str, expected: &str) {
    let found: Vec<String> = find(text).iter().map(|f| format!("{:?}:{:?}", f.code, f.via).to_lowercase()).collect();
    assert_eq!(found.join(" "), expected.to_lowercase(), "in {text:?}");
}

/// The words found, joined by "|".
fn check_words(text: &str, expected: &str) {
    let found: Vec<&str> = find(text).iter().map(|f| f.span.of(text)).collect();
    assert_eq!(found.join("|"), expected, "in {text:?}");
}

#[test]
fn names_demonyms_capitals_metonyms() {
    check("France hailed the talks.", "FR:name");
    check("A French minister met two Frenchmen.", "FR:demonym FR:demonym");
    check("Ties between Moscow and Kyiv, once Kiev, froze.", "RU:capital UA:capital UA:capital");
    check("The Kremlin and the White House kept silent.", "RU:metonym US:metonym");
    check("Downing Street and the Élysée agreed.", "GB:metonym FR:metonym");
    check("The Elysee said so.", "FR:metonym");
    check("A meeting at No. 10 Downing Street.", "GB:metonym");
    check("The Verkhovna Rada and the Bundestag voted.", "UA:metonym DE:metonym");
    check("Luxembourg, Singapore and Djibouti signed.", "LU:name SG:name DJ:name");
    check("Ivorians, Afghans, Kazakhs and Swiss came.", "CI:demonym AF:demonym KZ:demonym CH:demonym");
    check("A Briton, a Scot and two Welshmen.", "GB:demonym GB:demonym GB:demonym");
    check("England beat Scotland; Wales lost.", "GB:name GB:name GB:name");
    check("Swaziland, Burma, Zaire and Ceylon are old names.", "SZ:name MM:name CD:name LK:name");
}

#[test]
fn countries_that_were() {
    check("The Soviet Union and East Germany.", "SU:name DD:name");
    check("Soviets left Czechoslovakia; Yugoslavia fell.", "SU:demonym CS:name YU:name");
    check("The USSR and the GDR.", "SU:name DD:name");
    check("West Germany joined.", "DE:name");
}

#[test]
fn the_longest_form_wins() {
    check("South Sudan and Sudan", "SS:name SD:name");
    check("Guinea-Bissau, Guinea, Equatorial Guinea and Papua New Guinea", "GW:name GN:name GQ:name PG:name");
    check("Northern Ireland and Ireland", "GB:name IE:name");
    check("The Republic of the Congo and the Democratic Republic of the Congo", "CG:name CD:name");
    check("North Korea fired; South Korean officials watched.", "KP:name KR:demonym");
    check("North and South Korea; South and North Koreans", "KP:name KR:name KR:name KP:demonym");
    check("North and west of here, South and east", "");
    check("Korean food and the Korean War", "KR:demonym");
    check("American Samoa", "AS:name");
    check("The U.S. Virgin Islands", "VI:name");
    check("Saint Vincent and the Grenadines and St. Lucia", "VC:name LC:name");
    check("Mexico City and Panama City and Kuwait City", "MX:capital PA:capital KW:capital");
    check("Port of Spain hosted Spain.", "TT:capital ES:name");
    check("The United States of America", "US:name");
    check("Timor-Leste, also East Timor", "TL:name TL:name");
}

#[test]
fn abbreviations_and_case() {
    check("US and U.S. and USA and U.S.A. officials", "US:name US:name US:name US:name");
    check("Join us. Let us go. Us too.", "");
    check("The UK, the U.K. and the UAE", "GB:name GB:name AE:name");
    check("He bought a turkey, some china and a guinea pig in a jersey.", "");
    check("PARIS (AP) — UKRAINE AND RUSSIA TALK", "FR:capital UA:name RU:name");
    check("THE UNITED STATES OF AMERICA", "US:name");
    check("CONTACT US", "");
    check("FOLLOW US ON X", "");
    check("TRUMP SAYS US WILL LEAVE", "US:name");
    check("It cost US$5 million.", "");
    check("The USS Enterprise and U.S.S. Cole", "");
    check_words("They left the U.S.", "U.S.");
    check_words("They left the U.S.'s base", "U.S.");
    check("Cote d'Ivoire, Côte d’Ivoire, CÔTE D’IVOIRE, COTE D'IVOIRE", "CI:name CI:name CI:name CI:name");
    check("Turkiye and Türkiye and Tu\u{308}rkiye", "TR:name TR:name TR:name");
    check("Reunion is far; Réunion is farther.", "RE:name");
    check("Malé is a capital.", "MV:capital");
    check("Male voters are not.", "");
    check("Germán Larrea spoke.", "");
    check("Antigua And Barbuda Votes", "AG:name");
}

#[test]
fn the_possessive_is_left_out() {
    check_words("Russia’s war and Ukraine's answer", "Russia|Ukraine");
    check_words("Americans’ views and the Netherlands' king", "Americans|Netherlands");
    check_words("N’Djamena’s mayor", "N’Djamena");
    check_words("The Netherlands, The Gambia and The Hague", "Netherlands|Gambia|The Hague");
}

#[test]
fn hyphen_compounds_give_each_part() {
    check("The Russia-Ukraine war", "RU:name UA:name");
    check("Russian-Indian ties, France–UK efforts", "RU:demonym IN:demonym FR:name GB:name");
    check("a U.S.-proposed, US-led and American-authored plan", "US:name US:name US:demonym");
    check("pro-Russian and anti-American", "RU:demonym US:demonym");
    check("Franco-German and Anglo-Irish deals", "FR:demonym DE:demonym GB:demonym IE:demonym");
    check("Sino-Indian and Russo-Ukrainian borders", "CN:demonym IN:demonym RU:demonym UA:demonym");
    check("Franco died in 1975; Indo-Pacific and Indo-European matters", "");
    check("a London-based firm", "GB:capital");
    check("Anglo-Saxon and Austro-Hungarian times", "");
}

#[test]
fn other_names_with_a_country_in_them() {
    check("New Mexico and New England and New Jersey", "");
    check("Gulf of Mexico, Indian Ocean, Persian Gulf, Lake Chad, Niger Delta", "");
    check("Latin America, South American, the Organization of American States", "");
    check("Guinea pigs and French fries and Brussels sprouts", "");
    check("Bank of England and the U.S. State Department", "GB:name US:name US:metonym");
    check("The Russian Foreign Ministry", "RU:demonym");
    check("The Munich Security Conference in Saint Petersburg", "");
    check("Europe and the Europeans", "");
    check("America and the Americas and Americans", "US:name US:demonym");
    check("British Columbia and the British Virgin Islands", "VG:name");
    check("Taiwan, Chinese Taipei and Hong Kong", "TW:name TW:name HK:name");
}

#[test]
fn newspapers_name_no_country() {
    check("The Moscow Times and The Washington Post", "");
    check("as China Daily wrote, The Times of India and The Irish Times reported", "");
    check("the London Evening Standard", "");
    check("The Jerusalem Post said Israel replied.", "IL:name");
    check("Post-war Japan; Japan Post-War Growth", "JP:name JP:name");
    check("@France24 and France24", "");
}

#[test]
fn languages_name_no_country() {
    check("She speaks French, spoke Russian and is fluent in Dutch.", "");
    check("An English-language paper for French-speaking readers", "");
    check("The text is in Russian, the notes in German.", "");
    check("He writes in English and French, and speaks Dutch and German.", "");
    check("between the English and the French.", "GB:demonym FR:demonym");
    check("English is taught with English literature.", "");
    check("English fans and English clubs", "GB:demonym GB:demonym");
    check("in French politics", "FR:demonym");
    check("in Russian-held towns", "RU:demonym");
}

#[test]
fn georgia_is_a_country_unless_it_is_a_state() {
    check("Georgia votes on Sunday.", "GE:name");
    check("Atlanta, Georgia, and Savannah, Georgia", "");
    check("Georgia Gov. Brian Kemp and Georgia Republicans", "");
    check("the University of Georgia", "");
    check("Georgia's Senate race and Georgia's voters", "");
    check("Armenia, Georgia and Azerbaijan", "AM:name GE:name AZ:name");
    check("Protests in Tbilisi, Georgia, went on.", "GE:capital GE:name");
    check("Arizona, Georgia and Nevada", "");
    check("The Georgian parliament", "GE:demonym");
    check("Georgia Meloni spoke.", "");
    check("He flew from Paris, Texas, to Athens, Georgia, for the hearing.", "");
    check("Clashes in Georgia over Abkhazia", "GE:name");
}

#[test]
fn people_are_no_countries() {
    check("Michael Jordan met Jordan Peterson.", "");
    check("Jordan's King Abdullah left Jordan.", "JO:name JO:name");
    check("Jordan King Abdullah spoke.", "JO:name");
    check("Jordan and Egypt agreed; Jordanian troops came.", "JO:name EG:name JO:demonym");
    check("Kathy Ireland wore it.", "");
    check("Rep. Jim Jordan spoke. Jordan said no.", "");
    check("Rep. Jordan said no.", "");
    check("George Washington and Denzel Washington", "");
    check("We saw Cuba Gooding and Paris Hilton there.", "");
    check("Defence Minister Israel Katz said", "");
    check("Mark Cuban said so. A Cuban said so.", "CU:demonym");
    check("Samuel L. Jordan", "");
    check("Chad Smith plays; Chad President Deby rules; Chad's army fights", "TD:name TD:name");
    check("The Jordan family has farmed there.", "");
    check("Mr Ireland said Ireland was his name.", "");
    check("Mr Ireland lived in Ireland.", "IE:name");
    check("Yesterday Jordan closed its border.", "JO:name");
    check("Tom Holland in Holland", "NL:name");
    check("Mayor Jordan E. Ciessen and Jordan Ireland", "");
    check("Lawyers of Holland & Hart met in Jordan & Egypt.", "JO:name EG:name");
    check("The Paris Universal Exhibition and the Jordan Times", "FR:capital");
    check("By Jordan Smith in Amman", "JO:capital");
    check("He beat Spaniard Carlos Moya.", "ES:demonym");
    check("Macron Seeks To Align Europe, Ukraine With Trump", "UA:name");
}

#[test]
fn turkey_is_no_bird() {
    check("Turkey and Greece", "TR:name GR:name");
    check("Turkey is carved at Thanksgiving.", "");
    check("Roast turkey was served.", "");
    check("Turkey Day and Thanksgiving Turkey", "");
}

#[test]
fn capitals_are_no_towns_and_treaties() {
    check("Paris, Texas and Cairo, Illinois.", "FR:capital");
    check("Paris, Texas, is small. Moscow, Idaho.", "");
    check("Washington state and Seattle, Washington", "");
    check("Washington, D.C., and Washington", "US:capital US:capital");
    check("In Kyiv, Washington and London agreed.", "UA:capital US:capital GB:capital");
    check("The Paris Agreement and the Minsk agreements", "");
    check("The Paris talks", "FR:capital");
    check("Panama City, Florida.", "");
    check("The Hague and the Hague court, not William Hague", "NL:capital NL:capital");
    check("Tripoli, Lebanon", "LB:capital LB:name");
    check("Tripoli fell.", "LY:capital");
    check("Hamilton won the race.", "");
    check("In Hamilton, the capital of Bermuda", "BM:capital BM:name");
}

#[test]
fn what_one_paragraph_says_counts_in_all() {
    let found = find_each(["Brian Kemp won Atlanta.", "Georgia cheered."]);
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [0, 0]);
    assert_eq!(find("Georgia cheered.").len(), 1);
}

#[test]
fn names_and_aliases_are_there() {
    let code = |c: &str| CountryCode::parse(c).unwrap();
    assert_eq!(name(code("FR")), Some("France"));
    assert_eq!(name(code("GE")), Some("Georgia"));
    assert_eq!(name(code("ZZ")), None);
    let fr: Vec<&str> = aliases(code("FR")).collect();
    assert!(fr.contains(&"French") && !fr.contains(&"Paris") && !fr.contains(&"Franco"), "{fr:?}");
    assert!(aliases(code("AF")).any(|a| a == "Afghans"));
}

/// Which countries the five sample articles name, by our own reading.
#[test]
fn the_samples_name_their_countries() {
    let Some(articles) = crate::samples::articles() else { return };
    let labels = [
        ("000", "AU CA CN DE FR IN JP RU UA US"),
        ("001", "BE DE FR HU RU SK UA US"),
        ("002", "DE FR GB RU UA US"),
        ("003", "FR GB RU SA UA US"),
        ("004", "DE FR GB RU UA US"),
    ];
    for (number, expected) in labels {
        let Some((file, bytes)) = articles.iter().find(|(file, _)| file.starts_with(number)) else { continue };
        let text = String::from_utf8_lossy(bytes);
        let codes: BTreeSet<CountryCode> = find_each(text.lines()).iter().flatten().map(|f| f.code).collect();
        let codes: Vec<&str> = codes.iter().map(CountryCode::as_str).collect();
        assert_eq!(codes.join(" "), expected, "{file}");
    }
}

#[test]
fn shared_forms_follow_the_article() {
    check("Congo", "CD:name");
    check("In Brazzaville, Congolese police", "CG:capital CG:demonym");
    check("Brazzaville and Kinshasa: Congo votes", "CG:capital CD:capital CD:name");
    check("Dominican players", "DO:demonym");
    check("Dominica and Dominican players", "DM:name DM:demonym");
    check("Kingston is a town; Jersey is a shirt.", "");
    check("In Kingston, Jamaica", "JM:capital JM:name");
    check("KINGSTON, Jamaica", "JM:capital JM:name");
}

#[test]
fn nothing_in_a_text_can_break_it() {
    for text in [
        "",
        "’s",
        "U",
        "U.",
        "U.S",
        "É",
        "\u{301}",
        "Fran\u{301}ce",
        "A\u{30a}land",
        "N’",
        "Franco-",
        "Paris,",
        "US$",
        "., Georgia",
    ] {
        find(text);
    }
}

proptest::proptest! {
    #[test]
    fn spans_are_whole_ordered_and_apart(text in r"(US|U\.S\.|Georgia|Jordan|Åland|é|’s|, |-|\. |\u{301}|Franco|Paris|Texas| and |[a-zA-Z]{1,4}|\PC){0,24}") {
        let mut end = 0;
        for found in find(&text) {
            proptest::prop_assert!(found.span.start >= end && !found.span.is_empty());
            proptest::prop_assert!(text.get(found.span.range()).is_some());
            end = found.span.end;
        }
    }
}
