//! The JSON of an article: what `extract` prints. Other programs read it; it may grow and nothing in it may change.

use std::collections::HashSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::corpus::Kind;
use crate::corpus::{
    Annotations, Article, CountryMentions, Issue, Mention, Named, Origin, Paragraph, Quote, Speaker, Via,
};
use crate::text::fold;

/// An article and what was found in it.
#[derive(Serialize)]
pub struct ArticleJson<'a> {
    path: &'a str,
    id: String,
    title: Option<&'a str>,
    title_origin: Option<Origin>,
    date: Option<Date>,
    date_origin: Option<Origin>,
    source: Option<&'a str>,
    language: Option<&'a str>,
    paragraphs: &'a [Paragraph],
    furniture: Vec<&'a str>,
    people: Vec<NamedJson<'a>>,
    countries: Vec<CountryJson<'a>>,
    organisations: Vec<NamedJson<'a>>,
    places: Vec<NamedJson<'a>>,
    quotes: Vec<QuoteJson<'a>>,
    issues: &'a [Issue],
}

#[derive(Serialize)]
struct NamedJson<'a> {
    id: String,
    name: &'a str,
    aliases: &'a [String],
    roles: &'a [String],
    mentions: Vec<MentionJson<'a>>,
}

#[derive(Serialize)]
struct CountryJson<'a> {
    code: &'a str,
    name: &'a str,
    mentions: Vec<MentionJson<'a>>,
}

/// `start` and `end` are bytes into the paragraph's text, or into the title where `paragraph` is null.
#[derive(Serialize)]
struct MentionJson<'a> {
    paragraph: Option<u32>,
    start: u32,
    end: u32,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<Via>,
}

#[derive(Serialize)]
struct QuoteJson<'a> {
    text: &'a str,
    speaker: Option<&'a str>,
    speaker_id: Option<String>,
    cue: Option<&'a str>,
    paragraph: Option<u32>,
    start: u32,
    end: u32,
}

/// An article without a title, as `--raw` makes it, has null for one.
pub fn of<'a>(article: &'a Article, found: &'a Annotations) -> ArticleJson<'a> {
    let mut ids = Ids::default();
    let people = ids.named(article, &found.people);
    let organisations = ids.named(article, &found.organisations);
    let places = ids.named(article, &found.places);
    let has_title = !article.title.is_empty();
    let quotes = found.quotes.iter().map(|q| quote(q, found, &people, &organisations)).collect();
    ArticleJson {
        path: &article.path,
        id: article.id.to_string(),
        title: has_title.then_some(&article.title),
        title_origin: has_title.then_some(article.title_origin),
        date: article.date,
        date_origin: article.date_origin,
        source: article.source.as_deref(),
        language: article.language.as_deref(),
        paragraphs: &article.paragraphs,
        furniture: article.furniture.iter().map(|f| f.text.as_str()).collect(),
        people,
        countries: found.countries.iter().map(|c| country(article, c)).collect(),
        organisations,
        places,
        quotes,
        issues: &article.issues,
    }
}

/// The ids given out in one article: a speaker's id must mean one of its people, organisations and countries only.
#[derive(Default)]
struct Ids {
    used: HashSet<String>,
}

impl Ids {
    fn named<'a>(&mut self, article: &'a Article, list: &'a [Named]) -> Vec<NamedJson<'a>> {
        let json = |n: &'a Named| NamedJson {
            id: self.id(&n.name),
            name: &n.name,
            aliases: &n.aliases,
            roles: &n.roles,
            mentions: n.mentions.iter().map(|m| mention(article, *m, None)).collect(),
        };
        list.iter().map(json).collect()
    }

    /// The name in lower case without accents, hyphens for spaces; a number behind it if another has that already.
    fn id(&mut self, name: &str) -> String {
        let mut slug = String::new();
        for c in deunicode::deunicode(&fold(name)).chars() {
            match c.to_ascii_lowercase() {
                c if c.is_ascii_alphanumeric() => slug.push(c),
                _ if slug.is_empty() || slug.ends_with('-') => {}
                _ => slug.push('-'),
            }
        }
        let slug = match slug.trim_end_matches('-') {
            "" => "unnamed",
            slug => slug,
        };
        let numbered = (2..).map(|n: u32| format!("{slug}-{n}"));
        let id = std::iter::once(slug.to_string()).chain(numbered).find(|id| !self.used.contains(id));
        let id = id.unwrap_or_default();
        self.used.insert(id.clone());
        id
    }
}

fn mention(article: &Article, mention: Mention, via: Option<Via>) -> MentionJson<'_> {
    let (start, end) = (mention.span.start, mention.span.end);
    MentionJson { paragraph: mention.paragraph, start, end, text: mention.text(article), via }
}

fn country<'a>(article: &'a Article, country: &'a CountryMentions) -> CountryJson<'a> {
    let mentions = country.mentions.iter().map(|(m, via)| mention(article, *m, Some(*via))).collect();
    CountryJson { code: country.code.as_str(), name: &country.name, mentions }
}

fn quote<'a>(
    quote: &'a Quote,
    found: &'a Annotations,
    people: &[NamedJson],
    organisations: &[NamedJson],
) -> QuoteJson<'a> {
    let id = |speaker: Speaker| {
        let index = speaker.index as usize;
        match speaker.kind {
            Kind::Person => people.get(index).map(|n| n.id.clone()),
            Kind::Organisation => organisations.get(index).map(|n| n.id.clone()),
            Kind::Country => found.countries.get(index).map(|c| c.code.as_str().to_string()),
        }
    };
    QuoteJson {
        text: &quote.text,
        speaker: quote.speaker.and_then(|s| found.speaker_name(s)),
        speaker_id: quote.speaker.and_then(id),
        cue: quote.cue.as_deref(),
        paragraph: quote.paragraph,
        start: quote.span.start,
        end: quote.span.end,
    }
}
