//! Rows of own sentences: text, who is in it, and the quotes expected as `"first words" = Speaker / cue`.

use proptest::prelude::*;

use super::find;
use crate::corpus::{
    Annotations, Article, ArticleId, CountryCode, CountryMentions, Mention, Named, Origin, Paragraph, ParagraphKind,
    Via,
};
use crate::text::Span;

/// Lines of `text` are paragraphs; `# ` begins a heading, `| ` a caption and `= ` the title.
pub(super) fn article(text: &str) -> Article {
    let is_title = |l: &&str| l.starts_with("= ");
    let title = text.lines().find(is_title).map_or(String::new(), |l| l[2..].to_string());
    let paragraphs = text.lines().filter(|l| !l.trim().is_empty() && !is_title(l)).map(|line| match line.get(..2) {
        Some("# ") => Paragraph::new(ParagraphKind::Heading, &line[2..]),
        Some("| ") => Paragraph::new(ParagraphKind::Caption, &line[2..]),
        _ => Paragraph::new(ParagraphKind::Body, line),
    });
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
        paragraphs: paragraphs.collect(),
        furniture: Vec::new(),
        hidden: 0,
        issues: Vec::new(),
    }
}

/// `who` is names parted by `;`: "Emmanuel Macron (French President)" a person with roles parted by `/`, "@Pentagon"
/// an organisation, "+FR France|French" a country with its forms. People are found by full name and last word.
pub(super) fn annotations(article: &Article, who: &str) -> Annotations {
    let mut found = Annotations::default();
    for entry in who.split(';').map(str::trim).filter(|e| !e.is_empty()) {
        if let Some(name) = entry.strip_prefix('@') {
            let mentions = mentions(article, &[name]);
            found.organisations.push(Named { name: name.into(), mentions, ..Named::default() });
        } else if let Some(country) = entry.strip_prefix('+') {
            let (code, forms) = country.split_once(' ').unwrap();
            let forms: Vec<&str> = forms.split('|').collect();
            let via = |m: &Mention| {
                let written = m.text(article);
                if written.ends_with("an") || written.ends_with("ish") || ["French", "German"].contains(&written) {
                    Via::Demonym
                } else if written == forms[0] {
                    Via::Name
                } else {
                    Via::Metonym
                }
            };
            let mentions = mentions(article, &forms).into_iter().map(|m| (m, via(&m))).collect();
            let code = CountryCode::parse(code).unwrap();
            found.countries.push(CountryMentions { code, name: forms[0].into(), mentions });
        } else {
            let (name, roles) = entry.split_once(" (").unwrap_or((entry, ""));
            let roles = roles.trim_end_matches(')').split('/').filter(|r| !r.is_empty()).map(str::to_string).collect();
            let last = name.rsplit(' ').next().unwrap();
            let mentions = mentions(article, &[name, last]);
            found.people.push(Named { name: name.into(), aliases: Vec::new(), roles, mentions });
        }
    }
    found
}

/// Every whole-word occurrence of the forms, the longer first where they coincide.
fn mentions(article: &Article, forms: &[&str]) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let title = (None, &article.title);
    let paragraphs = article.paragraphs.iter().zip(0u32..).map(|(p, number)| (Some(number), &p.text));
    for (paragraph, text) in std::iter::once(title).chain(paragraphs) {
        for form in forms {
            for (at, _) in text.match_indices(form) {
                let span = Span::new(at, at + form.len());
                let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let whole = !letter(text[..at].chars().next_back()) && !letter(text[at + form.len()..].chars().next());
                let taken = out.iter().any(|m| m.paragraph == paragraph && m.span.overlaps(span));
                if whole && !taken {
                    out.push(Mention { paragraph, span });
                }
            }
        }
    }
    out.sort();
    out
}

fn show(text: &str, found: &Annotations, article: &Article) -> Vec<String> {
    let quotes = find(article, found).into_iter().map(|quote| {
        assert_eq!(quote.text, quote.span.of(article.text(quote.paragraph)), "in {text}");
        let words: Vec<&str> = quote.text.split_whitespace().take(2).collect();
        let speaker = quote.speaker.and_then(|s| found.speaker_name(s)).unwrap_or("-");
        format!("\"{}\" = {speaker} / {}", words.join(" "), quote.cue.as_deref().unwrap_or("-"))
    });
    quotes.collect()
}

#[track_caller]
fn check(text: &str, who: &str, expected: &[&str]) {
    let article = article(text);
    let found = annotations(&article, who);
    assert_eq!(show(text, &found, &article), expected, "in {text}");
}

/// Who is in the rows of [`check_all`].
const TOWN: &str = "Marta Oduya (Finance minister/finance minister); Piet Haan (chief executive); Lena Fischer (Mayor); \
    Samuel Adeyo (coach); Dana Cole (actress); Viktor Blum; Claire Aubry (French president); @Orbis; @Coastal Bank; \
    @Health Ministry; @Élysée; @Tass; +FR France|French|Paris; +KE Kenya|Kenyan|Nairobi; +DE Germany|German|Berlin";

/// Every row is looked at before any fails: a mended rule is seen to break another at once.
#[track_caller]
fn check_all(who: &str, rows: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let article = article(text);
        let found = annotations(&article, who);
        let seen = show(text, &found, &article);
        if seen != *expected {
            wrong.push(format!("{text}\n   is {seen:?}\n  not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

mod headlines;
mod labelled;
mod rows;
mod samples;
mod setting;
mod telling;
mod tongs;
mod turns;

proptest! {
    #[test]
    fn any_text_gives_quotes_that_lie_in_it(
        paragraphs in prop::collection::vec("([“”\"'‘’„«»,.?! \u{a0}éU]|Macron|said|he|the spokesman|who|and|, according to |:){0,40}", 1..6)
    ) {
        sound(&paragraphs.join("\n"));
    }

    #[test]
    fn any_string_at_all_is_read(text in "\\PC{0,200}") {
        sound(&text);
    }
}

fn sound(text: &str) {
    let article = article(text);
    let mut found = annotations(&article, "Emmanuel Macron (President);@Elysee;+FR France|French");
    // Spans that fit nothing must do no harm.
    for person in &mut found.people {
        person.mentions.push(Mention { paragraph: Some(0), span: Span { start: 1, end: 3 } });
        person.mentions.push(Mention { paragraph: Some(99), span: Span { start: 9, end: 2 } });
    }
    let quotes = find(&article, &found);
    for quote in &quotes {
        assert!(!quote.text.is_empty());
        assert_eq!(quote.text, quote.span.of(article.text(quote.paragraph)));
        assert!(quote.speaker.is_none_or(|s| found.speaker_name(s).is_some()));
    }
    for pair in quotes.windows(2) {
        assert!(pair[0].paragraph < pair[1].paragraph || pair[0].span.end <= pair[1].span.start);
    }
    assert_eq!(quotes, find(&article, &found), "the same each time");
}

#[test]
fn a_surname_that_was_not_found_is_known_all_the_same() {
    let check = |text: &str, expected: Option<u32>| {
        let article = article(text);
        let mut found = annotations(&article, "Anna Doe; Bo Roe; Al Moe; Cy Moe; Di Po-Yoe");
        found.people.iter_mut().for_each(|p| p.mentions.retain(|m| m.text(&article).contains(' ')));
        let speaker = find(&article, &found).first().and_then(|quote| quote.speaker);
        assert_eq!(speaker.map(|s| s.index), expected, "in {text}");
    };
    check("Anna Doe met Bo Roe.\n“Go on,” Ms Doe said.", Some(0));
    check("Anna Doe met Bo Roe.\n“Go on,” said Doe.", Some(0));
    check("Anna Doe met Bo Roe.\n“Go on,” said Eve Doe.", None);
    check("Anna Doe met Di Po-Yoe.\n“Go on,” Po-Yoe said.", Some(4));
    check("Anna Doe met Di Po-Yoe.\n“Go on,” La-Yoe said.", None);
    check("Al Moe met Cy Moe.\n“Go on,” said Moe.", None);
}

#[test]
fn long_paragraphs_are_no_trouble() {
    // Quadratic reading of any of these would be felt at once.
    for unit in [
        "Macron, said, ",
        "he said ",
        "“a,” he said, “b,” ",
        "the spokesman said “a b c” and ",
        "Macron said. “A b c.” ",
        "Macron: a b c. ",
        "the company said “a b c.” ",
    ] {
        sound(&unit.repeat(30_000 / unit.len()));
        sound(&format!("{unit}\n").repeat(500));
    }
}
