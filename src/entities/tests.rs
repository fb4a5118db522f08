//! Whole articles through [`annotate`](super::annotate): one row a rule.

use proptest::prelude::*;

use super::{annotate, merge::Merger};
use crate::corpus::{Annotations, Article, ArticleId, Kind, Origin, Paragraph, ParagraphKind};

/// The first line is the title, the others are paragraphs.
fn article(text: &str) -> Article {
    let mut lines = text.lines();
    let title = lines.next().unwrap_or("").to_string();
    Article {
        id: ArticleId::default(),
        path: String::new(),
        title,
        title_origin: Origin::File,
        date: None,
        date_origin: None,
        date_confidence: None,
        source: None,
        source_origin: None,
        byline: None,
        language: None,
        link: None,
        links: Vec::new(),
        tags: Vec::new(),
        paragraphs: lines.map(|l| Paragraph::new(ParagraphKind::Body, l)).collect(),
        furniture: Vec::new(),
        hidden: 0,
        issues: Vec::new(),
    }
}

fn read(body: &str) -> (Article, Annotations) {
    let article = article(&format!("\n{body}"));
    let found = annotate(&article);
    (article, found)
}

/// People in reading order: "Name=mention,mention".
fn shown(article: &Article, found: &Annotations) -> String {
    let people = found.people.iter().map(|p| {
        let mentions: Vec<_> = p.mentions.iter().map(|m| m.text(article)).filter(|t| *t != p.name).collect();
        if mentions.is_empty() { p.name.clone() } else { format!("{}={}", p.name, mentions.join(",")) }
    });
    people.collect::<Vec<_>>().join("; ")
}

/// `people` as [`shown`] writes them.
fn check(body: &str, people: &str) {
    let (article, found) = read(body);
    assert_eq!(shown(&article, &found), people, "{body}");
}

fn check_title(title: &str, body: &str, people: &str) {
    let article = article(&format!("{title}\n{body}"));
    let found = annotate(&article);
    assert_eq!(shown(&article, &found), people, "{title}");
}

/// The roles of the first person.
fn check_roles(body: &str, roles: &str) {
    let (_, found) = read(body);
    let first = found.people.first().map(|p| p.roles.join("; "));
    assert_eq!(first.as_deref(), Some(roles), "{body}");
}

fn check_organisations(body: &str, wanted: &str) {
    let (_, found) = read(body);
    let names: Vec<_> = found.organisations.iter().map(|o| o.name.as_str()).collect();
    assert_eq!(names.join("; "), wanted, "{body}");
}

fn check_places(body: &str, wanted: &str) {
    let (_, found) = read(body);
    let names: Vec<_> = found.places.iter().map(|o| o.name.as_str()).collect();
    assert_eq!(names.join("; "), wanted, "{body}");
}

#[test]
fn forenames_begin_people() {
    check("Yesterday Ludmilla Petrov went home.", "Ludmilla Petrov");
    check("The prize went to Björn Åkesson.", "Björn Åkesson");
    check("The letter was signed by Seung-ho Bae.", "Seung-ho Bae");
    check("A note by Jean-Noel Tissot lay there.", "Jean-Noel Tissot");
    check("The house of Maeve O'Neill burned.", "Maeve O'Neill");
    check("The house of Maeve O’Neill’s aunt burned.", "Maeve O’Neill");
}

#[test]
fn titles_and_roles_before_a_name() {
    check("Mr Quorvel left.", "Quorvel");
    check("Then Dr. Quorvel left.", "Quorvel");
    check("The plan of President Quorvel failed.", "Quorvel");
    check("US vice-president JD Quorvel spoke.", "JD Quorvel");
    check("Harbour spokeswoman Tilde Quorvel denied it.", "Tilde Quorvel");
    check("Norway's Foreign Minister Zbyn Quorvel came.", "Zbyn Quorvel");
    check("US Secretary of State Marlo Quorvel came.", "Marlo Quorvel");
    check("Ireland's Minister for Europe and Foreign Affairs Jean Quorvel came.", "Jean Quorvel");
    check("Ukrainian Head of Presidential Office Zbyn Quorvel came.", "Zbyn Quorvel");
    check("His successor, Zbyn Quorvel, came.", "Zbyn Quorvel");
    check("Prime Minister Sir Zbyn Quorvel came.", "Zbyn Quorvel");
}

#[test]
fn lists_share_a_role() {
    check("US envoys Steve Quorvel and Jared Tolmin landed.", "Steve Quorvel; Jared Tolmin");
    check("US envoys Vrel Quorvel and Drun Tolmin landed.", "Vrel Quorvel; Drun Tolmin");
    check(
        "Defense Minister Rustam Quorvel and Foreign Minister Andrii Tolmin landed.",
        "Rustam Quorvel; Andrii Tolmin",
    );
}

#[test]
fn what_stands_behind_a_name() {
    check("There stood Zbyn Quorvel, an economist, and smiled.", "Zbyn Quorvel");
    check("There stood Zbyn Quorvel, 45, and smiled.", "Zbyn Quorvel");
    check("There stood Zbyn Quorvel, who smiled.", "Zbyn Quorvel");
    check(
        "Zbyn Quorvel, France's president, right, and Vrel Tolmin, UK prime minister, at lunch.",
        "Zbyn Quorvel; Vrel Tolmin",
    );
    check(
        "Anna Quorvel (L), Britain's Foreign Secretary Vrel Tolmin (2-L) and Jan Mostel (C-R)",
        "Anna Quorvel; Vrel Tolmin; Jan Mostel",
    );
    check("“It is over,” said Zbyn Quorvel.", "Zbyn Quorvel");
}

#[test]
fn particles_initials_suffixes_and_order() {
    check("The book by Ursula von der Quorvel sold well.", "Ursula von der Quorvel");
    check("A speech by Charles de Quorvel was read.", "Charles de Quorvel");
    check("The heir is Mohammed bin Quorvel now.", "Mohammed bin Quorvel");
    check("Troops of Bashar al-Quorvel fled.", "Bashar al-Quorvel");
    check("The film about J.D. Quorvel opened.", "J.D. Quorvel");
    check("The film about Gerald A. Quorvel opened.", "Gerald A. Quorvel");
    check("The film about Martin Luther Quorvel Jr. opened.", "Martin Luther Quorvel Jr.");
    check("The leader Xi Jinping nodded. Xi left.", "Xi Jinping=Xi");
    check("Aung San Suu Kyi waved. Suu Kyi left.", "Aung San Suu Kyi=Suu Kyi");
}

#[test]
fn surnames_find_the_full_name() {
    check("Emma Quorvel rose. Then Quorvel spoke.", "Emma Quorvel=Quorvel");
    check("Emma Quorvel rose. Ms Quorvel's car waited for Quorvel.", "Emma Quorvel=Quorvel,Quorvel");
    check("The Quorvel administration met. Emma Quorvel rose.", "Emma Quorvel=Quorvel");
    check("Emma Quorvel rose. Quorvel’s team left.", "Emma Quorvel=Quorvel");
    check("Donald J. Quorvel rose. Donald Quorvel sat. Quorvel left.", "Donald J. Quorvel=Donald Quorvel,Quorvel");
    check("Volodymyr Quorvsky rose. Quorvskiy left.", "Volodymyr Quorvsky=Quorvskiy");
    check(
        "Emma Quorvel rose. The Quorvel-Tolmin pact failed. Jan Tolmin left.",
        "Emma Quorvel=Quorvel; Jan Tolmin=Tolmin",
    );
    check("Andrés Manuel Quorvel Tolmin rose. Quorvel Tolmin left.", "Andrés Manuel Quorvel Tolmin=Quorvel Tolmin");
}

#[test]
fn namesakes_stay_two() {
    check("George Quorvel met Barbara Quorvel. Quorvel smiled.", "George Quorvel; Barbara Quorvel=Quorvel");
    check(
        "Barbara Quorvel rose. Quorvel spoke. George Quorvel rose. Quorvel spoke.",
        "Barbara Quorvel=Quorvel; George Quorvel=Quorvel",
    );
}

#[test]
fn headlines_are_read_with_the_story() {
    check_title(
        "French President Quorvel Seeks To Align Allies On Peace",
        "Emma Quorvel called.",
        "Emma Quorvel=Quorvel",
    );
    check_title("QUORVEL SEEKS PEACE AT LAST", "Emma Quorvel called.", "Emma Quorvel=QUORVEL");
    check_title("Peace Talks Fail As Winter Comes", "They failed in winter.", "");
    check_title("Will Quorvel Seek Peace Talks", "Emma Quorvel called.", "Emma Quorvel=Quorvel");
    check_title("Quorvel’s Plan For Peace Fails", "Emma Quorvel called.", "Emma Quorvel=Quorvel");
}

#[test]
fn names_that_are_also_words_and_places() {
    check("The actor Will Quorvel sang.", "Will Quorvel");
    check("The writer Jack London sailed.", "Jack London");
    check("The singer Paris Quorvel sang.", "Paris Quorvel");
    check("In May Emma Quorvel left.", "Emma Quorvel");
    check("On Friday Emma Quorvel left.", "Emma Quorvel");
    check("Theresa May waved.", "Theresa May");
    check("Condoleezza Rice waved.", "Condoleezza Rice");
    check("Martin Luther King waved. King left. King said no.", "Martin Luther King=King");
}

#[test]
fn what_is_no_person() {
    for body in [
        "They met in Saint Petersburg.",
        "They met in Saudi Arabia.",
        "The Munich Security Conference opened.",
        "The Moscow Times reported it.",
        "It was seen at the Elysee Palace.",
        "The United Nations met on Monday.",
        "Peace Talks began. Privacy Policy applies.",
        "The Black Sea froze.",
        "Hundreds fled from Vrelgrad on Tuesday.",
        "Residents of Vrelgrad fled.",
        "He wrote on X that NATO agreed.",
        "The Nuclear Non-Proliferation Treaty holds.",
        "German Chancellor and French President met.",
        "However, Moscow was silent. Meanwhile Kyiv waited.",
        "The World Health Organization met.",
    ] {
        check(body, "");
    }
}

#[test]
fn credits_are_no_part_of_the_story() {
    check("Emma Quorvel in Bern. (Photographer: Jan Tolmin/Bloomberg)", "Emma Quorvel");
    check("Emma Quorvel in Bern. Photographer: Jan Tolmin/Bloomberg", "Emma Quorvel");
    check("By Jan Tolmin\nEmma Quorvel smiled.", "Emma Quorvel");
    check("Emma Quorvel. © Jan Tolmin", "Emma Quorvel");
}

#[test]
fn roles_are_kept_apart_from_names() {
    check_roles("French President Emma Quorvel came.", "French President");
    check_roles(
        "Ireland's Minister for Europe and Foreign Affairs Emma Quorvel came.",
        "Minister for Europe and Foreign Affairs",
    );
    check_roles("UK National Security Adviser Emma Quorvel came.", "UK National Security Adviser");
    check_roles("Kremlin spokesman Jan Quorvel said so.", "Kremlin spokesman");
    check_roles("Tolmin's top aide Emma Quorvel came.", "top aide");
    check_roles("US envoys Emma Quorvel and Jan Tolmin came.", "US envoy");
    check_roles("Emma Quorvel, France's president, came.", "president");
    check_roles("Emma Quorvel, UK prime minister, came.", "UK prime minister");
    check_roles("Emma Quorvel, an economist, came.", "economist");
    check_roles("Emma Quorvel, president of the European Commission, came.", "president of the European Commission");
    check_roles("Emma Quorvel, French President Jan Tolmin and others came.", "");
    check_roles("Germany's national security advisor Emma Quorvel came.", "national security advisor");
    check_roles("His chief of staff Emma Quorvel came.", "chief of staff");
}

/// The roles of the person of that name.
fn check_roles_of(name: &str, body: &str, roles: &str) {
    let (_, found) = read(body);
    let person = found.people.iter().find(|p| p.name == name).map(|p| p.roles.join("; "));
    assert_eq!(person.as_deref(), Some(roles), "{body}");
}

#[test]
fn roles_end_at_the_name_before() {
    let two = "They met President Joe Biden Prime Minister Boris Johnson and left.";
    check_roles_of("Boris Johnson", two, "Prime Minister");
    check_roles_of("Boris Johnson", "They met President Biden Prime Minister Boris Johnson there.", "Prime Minister");
    check_roles_of("Emma Quorvel", "He met Goldman Sachs analyst Emma Quorvel there.", "Goldman Sachs analyst");
    check_roles("Former Siemens adviser Emma Quorvel came.", "Former Siemens adviser");
    check_roles("Prime Minister Emma Quorvel came.", "Prime Minister");
    check_roles_of("Mahatma Gandhi", "He read Martin Luther King, Mahatma Gandhi and Tolstoy.", "");
    check_roles("It changed in Britain under Prime Minister Tony Blair at last.", "Prime Minister");
    check_roles("It changed under President Emma Quorvel at last.", "President");
    check_roles("The Independent Electoral Commission under Judge Emma Quorvel met.", "Judge");
    check_roles("The State Department sent Under Secretary Emma Quorvel there.", "Under Secretary");
    check_roles("London Mayor Emma Quorvel came.", "London Mayor");
    check_roles("White House spokesman Jan Quorvel said so.", "White House spokesman");
}

#[test]
fn roles_do_not_end_in_the_middle_of_what_they_are_of() {
    check_roles("Emma Quorvel, leader of the moderate Catholics, came.", "leader of the moderate Catholics");
    check_roles("Emma Quorvel, commander of a police unit in the north, came.", "commander of a police unit");
    check_roles("Emma Quorvel, founder of the company, came.", "founder of the company");
    check_roles("Emma Quorvel, founder of a small company, came.", "founder of a small company");
    check_roles("Emma Quorvel, author of a book on France, came.", "author of a book");
    check_roles("Emma Quorvel, founder of the “Blue”, came.", "founder");
    check_roles("Emma Quorvel, leader of the opposition in Paris, came.", "leader of the opposition");
}

#[test]
fn organisations_by_list_head_and_abbreviation() {
    check_organisations("The EU and NATO met; the European Union paid.", "European Union; NATO");
    check_organisations("A U.S. State Department note came.", "U.S. State Department");
    check_organisations("The Ministry of Defence and the Bank of Vrel agreed.", "Ministry of Defence; Bank of Vrel");
    check_organisations("The Prosecutor General's Office spoke.", "Prosecutor General's Office");
    check_organisations("The Vrel Trading Council (VTC) met. VTC members left.", "Vrel Trading Council");
    check_organisations("The Munich Security Conference opened.", "");
    check_organisations("The Kremlin and the White House spoke.", "Kremlin; White House");
    check_organisations("AFP contributed reporting.", "AFP");
    check_organisations("Who knows? It is us.", "");
}

#[test]
fn places_by_list_and_preposition() {
    check_places("They met in Saint Petersburg and Sumy.", "Saint Petersburg; Sumy");
    check_places("They fled from Vrelgrad.", "Vrelgrad");
    check_places("The Vrel River froze.", "Vrel River");
    check_places("Mr Vrelgrad fled.", "");
}

#[test]
fn the_rules_put_right_what_the_tagger_cannot_know() {
    check("Norwegian Foreign Minister Lars Holm met Saudi Arabia's envoys.", "Lars Holm");
    check("The show of Angus “Tiny” Hartley closed.", "Angus “Tiny” Hartley");
    check("President Trump told Bloomberg that he would go.", "Trump");
    check_organisations("President Trump told Bloomberg that he would go.", "Bloomberg");
    check_organisations("They signed the Paris Agreement and won the Nobel Peace Prize.", "");
    check_organisations("The special military operation (SVO) goes on. The SVO is long.", "");
    check_organisations("We asked Mr X on Monday. X was down.", "");
    check_organisations("The UN met. Qatari and Omani envoys came to the UN.", "UN");
    check_organisations("The European Commission met. The Commission rose.", "European Commission");
    check("United Nations Secretary-General Ban Ki-moon met John Paul II. He left.", "Ban Ki-moon; John Paul II");
    check_organisations("The African National Congress of Nelson Mandela won.", "African National Congress");
    check_organisations("The special “military operation” (SVO) goes on. The SVO is long.", "");
    check_organisations("UK National Security Adviser Jonathan Powell came. Italy and France won.", "");
    check("Angela Merkel “Emmanuel Macron is a friend” was seen.", "Angela Merkel; Emmanuel Macron");
    check_places("LONDON (World desk) -- Rain fell.", "LONDON");
    check_places("They flew from Langley Air Base, Virginia, at night.", "Langley Air Base; Virginia");
}

#[test]
fn a_country_in_the_name_of_a_body_counts_where_it_is_named_nowhere_else() {
    let countries = |body: &str| {
        let (article, found) = read(body);
        let mentions = found.countries.iter().flat_map(|c| c.mentions.iter().map(|(m, _)| m.text(&article)));
        mentions.collect::<Vec<_>>().join(";")
    };
    assert_eq!(countries("The Central Bank of Nigeria met."), "Nigeria");
    assert_eq!(countries("In Nigeria the Central Bank of Nigeria met."), "Nigeria");
    assert_eq!(countries("Michael Jordan waved."), "");
}

#[test]
fn mentions_say_where_they_stand() {
    let article = article("Quorvel wins\nEmma Quorvel won.");
    let found = annotate(&article);
    let mentions: Vec<_> = found.people[0].mentions.iter().map(|m| (m.paragraph, m.text(&article))).collect();
    assert_eq!(mentions, [(None, "Quorvel"), (Some(0), "Emma Quorvel")]);
    assert_eq!(found.people[0].aliases, ["Quorvel"]);
}

/// Bodies of articles, one a row, and the people of the archive as "Name (number of articles)".
fn check_merged(bodies: &[&str], people: &str) {
    let mut merger = Merger::default();
    let found: Vec<Annotations> = bodies.iter().map(|b| read(b).1).collect();
    found.iter().for_each(|a| merger.add(a, None));
    let merged = merger.finish(&[]);
    for (a, list) in found.iter().zip(&merged.of_articles) {
        let kinds: Vec<Kind> = list.iter().map(|e| merged.entities[*e as usize].kind).collect();
        assert_eq!(kinds, a.locals().map(|l| l.kind).collect::<Vec<_>>());
    }
    let mut shown: Vec<String> = Vec::new();
    for (number, entity) in merged.entities.iter().enumerate().filter(|(_, e)| e.kind == Kind::Person) {
        let articles = merged.of_articles.iter().filter(|l| l.contains(&(number as u32))).count();
        shown.push(format!("{} ({articles})", entity.name));
    }
    shown.sort();
    assert_eq!(shown.join("; "), people, "{bodies:?}");
}

#[test]
fn spellings_are_one_person_in_the_archive() {
    check_merged(
        &[
            "Volodymyr Zelensky spoke.",
            "Volodymyr Zelenskiy spoke.",
            "Volodymyr Zelenskyy spoke.",
            "Volodymyr Zelensky left.",
        ],
        "Volodymyr Zelensky (4)",
    );
    check_merged(&["Joe Biden spoke.", "Joseph R. Biden Jr. spoke.", "Joe Biden left."], "Joe Biden (3)");
    check_merged(&["President Xi Jinping spoke.", "President Jinping Xi spoke."], "Jinping Xi (2)");
    check_merged(&["Donald Trump spoke.", "Donald J. Trump spoke.", "Mr Trump spoke."], "Donald J. Trump (3)");
}

#[test]
fn a_bare_surname_goes_to_the_only_one() {
    check_merged(&["Emma Quorvel spoke.", "Mr Quorvel left."], "Emma Quorvel (2)");
    check_merged(
        &["Emma Quorvel spoke.", "Jan Quorvel spoke.", "Mr Quorvel left."],
        "Emma Quorvel (1); Jan Quorvel (1); Quorvel (1)",
    );
    let often = ["Emma Quorvel spoke."; 5];
    let mut bodies = often.to_vec();
    bodies.extend(["Jan Quorvel spoke.", "Mr Quorvel left."]);
    check_merged(&bodies, "Emma Quorvel (6); Jan Quorvel (1)");
}

#[test]
fn different_people_stay_apart_in_the_archive() {
    check_merged(
        &["Volodymyr Petrenko spoke.", "Vladimir Petrenko spoke."],
        "Vladimir Petrenko (1); Volodymyr Petrenko (1)",
    );
    check_merged(
        &["President George W. Bush spoke.", "President George H. W. Bush spoke."],
        "George H. W. Bush (1); George W. Bush (1)",
    );
}

#[test]
fn organisations_are_one_by_name_and_abbreviation() {
    let mut merger = Merger::default();
    for body in [
        "The EU met.",
        "The European Union met.",
        "European Union leaders met.",
        "The UN met.",
        "The United Nations met.",
    ] {
        merger.add(&read(body).1, None);
    }
    let merged = merger.finish(&[]);
    let names: Vec<_> =
        merged.entities.iter().filter(|e| e.kind == Kind::Organisation).map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["European Union", "United Nations"]);
    let union = merged.entities.iter().find(|e| e.name == "European Union").unwrap();
    assert!(union.spellings.iter().any(|s| s.text == "EU"));
}

#[test]
fn roles_are_merged_by_frequency() {
    let mut merger = Merger::default();
    for body in ["Envoy Emma Quorvel spoke.", "President Emma Quorvel spoke.", "President Emma Quorvel left."] {
        merger.add(&read(body).1, None);
    }
    let roles: Vec<String> = merger.finish(&[]).entities.swap_remove(0).roles.into_iter().map(|r| r.text).collect();
    assert_eq!(roles, ["President", "Envoy"]);
}

/// Who is named in each sample, by surname.
const SAMPLES: [&str; 5] = [
    "Kushner Macron Modi Peskov Putin Trump Umerov Vance Witkoff",
    "Dmitriev Macron Peskov Putin Trump",
    "Barrot Bonne Hegseth Lammy Lavrov Lecornu Macron Peskov Ploetner Powell Putin Rubio Sybiha Trump Umerov Witkoff Yermak Zelensky",
    "Macron Putin Starmer Trump Zelenskiy",
    "Macron Powell Putin Rubio Sybiha Trump Umerov Witkoff Yermak Zelenskiy",
];

#[test]
fn the_samples_name_these_people() {
    let Some(files) = crate::samples::articles() else { return };
    let mut merger = Merger::default();
    for ((name, bytes), wanted) in files.iter().zip(SAMPLES) {
        let text = String::from_utf8_lossy(bytes);
        // A rough cleaning: the plea for support ends the second sample, the rest are single lines.
        let story = text.split("Sign up for our free").next().unwrap_or("").split("Also Read").next().unwrap_or("");
        let lines =
            story.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('[') && !l.starts_with("Support"));
        let lines: Vec<&str> = lines.collect();
        let (_, found) = read(&lines.join("\n"));
        let mut people: Vec<&str> = found.people.iter().filter_map(|p| p.name.rsplit(' ').next()).collect();
        people.sort_unstable();
        assert_eq!(people.join(" "), wanted, "{name}");
        merger.add(&found, None);
    }
    let people = merger.finish(&[]).entities.into_iter().filter(|e| e.kind == Kind::Person).count();
    assert_eq!(people, 23);
}

fn sound_annotations(article: &Article) {
    let found = annotate(article);
    let named = found.people.iter().chain(&found.organisations).chain(&found.places);
    for n in named {
        assert!(!n.name.is_empty() && !n.mentions.is_empty());
        for m in &n.mentions {
            assert!(!m.text(article).is_empty(), "{n:?}");
        }
    }
    let mut merger = Merger::default();
    merger.add(&found, None);
    assert_eq!(merger.finish(&[]).of_articles[0].len(), found.locals().count());
}

#[test]
fn a_text_of_nothing_but_capitals_is_read_in_good_time() {
    for unit in [
        "Angela Merkel ",
        "Angela Merkel, Merkel, ",
        "PARIS — ",
        "British Rail (BR) ",
        "Bank of ",
        "Kim Ab ",
        "President ",
        "(Photo ",
        "A. ",
        "O'",
        "al-",
        "Mr ",
        "European ",
        "X-",
        "é’s ",
    ] {
        sound_annotations(&article(&format!("\n{}", unit.repeat(20_000))));
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,300}") {
        sound_annotations(&article(&text));
    }

    #[test]
    fn any_words_are_read(words in prop::collection::vec(
        prop::sample::select(vec!["Mr", "President", "of", "the", "Emma", "Quorvel", "Quorvel's", "al-Assad", "de", "J.D.", "UN",
            "Bank", "and", ",", "(", ")", "©", "“", "said", "Paris", "US", "envoys", "’s", ".", "\n", "KING", "Xi", "-", "é"]), 0..60),
    ) {
        sound_annotations(&article(&words.join(" ")));
        sound_annotations(&article(&words.concat()));
    }
}
