//! The JSON of an article: what `extract` prints. Other programs read it; it may grow and nothing in it may change.

use std::collections::HashSet;
use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter};

use super::{Document, Item};
use crate::corpus::Kind;
use crate::corpus::{
    Annotations, Article, Confidence, CountryMentions, Dated, Issue, Mention, Named, Origin, Paragraph, Quote, Speaker,
    Via,
};
use crate::text::fold;
use crate::text::sanitise::is_invisible;

/// An object for each article, one a line.
pub struct JsonLines;

impl Document for JsonLines {
    fn article(&mut self, out: &mut dyn Write, _: bool, item: &Item) -> io::Result<u64> {
        write(out, &of(item.article, item.found))?;
        out.write_all(b"\n")?;
        Ok(1)
    }
}

/// `value` as JSON on one line, without the end of the line, in which nothing speaks to a terminal.
pub fn write(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut json = Vec::new();
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut json, Inert))?;
    out.write_all(&json)
}

/// JSON in which controls and invisible characters are escapes: the same to a program, harmless to a terminal.
struct Inert;

impl Formatter for Inert {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(|c: char| c.is_control() || is_invisible(c)) {
            let (easy, odd) = rest.split_at(at);
            writer.write_all(easy.as_bytes())?;
            let mut chars = odd.chars();
            for unit in chars.next().unwrap_or_default().encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = chars.as_str();
        }
        writer.write_all(rest.as_bytes())
    }

    // The default writes controls below U+0020 this way too; said here so that the two cannot part.
    fn write_char_escape<W: ?Sized + Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        serde_json::ser::CompactFormatter.write_char_escape(writer, escape)
    }
}

/// An article and what was found in it.
#[derive(Serialize)]
pub struct ArticleJson<'a> {
    path: &'a str,
    id: String,
    title: Option<&'a str>,
    title_origin: Option<Origin>,
    date: Option<Date>,
    date_origin: Option<Origin>,
    date_confidence: Option<Confidence>,
    source: Option<&'a str>,
    language: Option<&'a str>,
    paragraphs: &'a [Paragraph],
    furniture: Vec<&'a str>,
    people: Vec<NamedJson<'a>>,
    countries: Vec<CountryJson<'a>>,
    organisations: Vec<NamedJson<'a>>,
    places: Vec<NamedJson<'a>>,
    quotes: Vec<QuoteJson<'a>>,
    dates: Vec<DateJson<'a>>,
    issues: &'a [Issue],
    byline: Option<&'a str>,
    /// Its own address.
    link: Option<&'a str>,
    /// Where its markup links to.
    links: &'a [String],
    tags: &'a [String],
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
    /// From 0 to 1, in hundredths.
    confidence: f64,
    paragraph: Option<u32>,
    start: u32,
    end: u32,
}

/// `from` and `until` are the same where a day is meant.
#[derive(Serialize)]
struct DateJson<'a> {
    from: Date,
    until: Date,
    paragraph: Option<u32>,
    start: u32,
    end: u32,
    text: &'a str,
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
        date_confidence: article.date_confidence,
        source: article.source.as_deref(),
        language: article.language.as_deref(),
        paragraphs: &article.paragraphs,
        furniture: article.furniture.iter().map(|f| f.text.as_str()).collect(),
        people,
        countries: found.countries.iter().map(|c| country(article, c)).collect(),
        organisations,
        places,
        quotes,
        dates: found.dates.iter().map(|d| date(article, d)).collect(),
        issues: &article.issues,
        byline: article.byline.as_deref(),
        link: article.link.as_deref(),
        links: &article.links,
        tags: &article.tags,
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

fn date<'a>(article: &'a Article, dated: &Dated) -> DateJson<'a> {
    let Dated { mention, from, until } = *dated;
    let (start, end) = (mention.span.start, mention.span.end);
    DateJson { from, until, paragraph: mention.paragraph, start, end, text: mention.text(article) }
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
        confidence: f64::from(quote.confidence) / 100.0,
        paragraph: quote.paragraph,
        start: quote.span.start,
        end: quote.span.end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{ArticleId, CountryCode, ParagraphKind};
    use crate::text::Span;

    fn named(name: &str, mentions: Vec<Mention>) -> Named {
        Named { name: name.into(), aliases: Vec::new(), roles: vec!["Envoy".into()], mentions }
    }

    /// "Ann Lee" in title and text, a place of that name, France by its demonym, and a quote by each kind of speaker.
    fn example() -> (Article, Annotations) {
        let text = "Ann Lee of the UN met the French. \"Yes,\" all said.";
        let article = Article {
            id: ArticleId([7; 16]),
            path: "a.txt".into(),
            title: "Ann Lee in Élysée".into(),
            title_origin: Origin::File,
            date: Some(Date::constant(2025, 4, 18)),
            date_origin: Some(Origin::Dateline),
            date_confidence: Some(Confidence::Medium),
            source: None,
            source_origin: None,
            byline: None,
            language: Some("en".into()),
            link: None,
            links: Vec::new(),
            tags: Vec::new(),
            paragraphs: vec![Paragraph::new(ParagraphKind::Body, text)],
            furniture: vec![crate::corpus::Furniture { text: "Support us!".into(), before: 1 }],
            hidden: 0,
            issues: vec![Issue::new(crate::corpus::IssueKind::Encoding, "guessed")],
        };
        let at = |paragraph, start, end| Mention { paragraph, span: Span::new(start, end) };
        let quote = |kind, index| Quote {
            text: "Yes,".into(),
            speaker: Some(Speaker { kind, index }),
            cue: Some("said".into()),
            confidence: 95,
            paragraph: Some(0),
            span: Span::new(35, 39),
        };
        let country = CountryMentions {
            code: CountryCode(*b"FR"),
            name: "France".into(),
            mentions: vec![(at(Some(0), 26, 32), Via::Demonym)],
        };
        let mut nobody = quote(Kind::Person, 0);
        (nobody.speaker, nobody.cue) = (None, None);
        let found = Annotations {
            people: vec![named("Ann Lee", vec![at(None, 0, 7), at(Some(0), 0, 7)])],
            countries: vec![country],
            organisations: vec![named("UN", vec![at(Some(0), 15, 17)]), named("Ann-Lee", Vec::new())],
            places: vec![named("Élysée", vec![at(None, 11, 19)])],
            quotes: vec![quote(Kind::Person, 0), quote(Kind::Country, 0), quote(Kind::Organisation, 1), nobody],
            dates: vec![Dated {
                mention: at(Some(0), 44, 49),
                from: Date::constant(2025, 4, 14),
                until: Date::constant(2025, 4, 20),
            }],
        };
        (article, found)
    }

    #[test]
    fn the_whole_object() {
        let (article, found) = example();
        let json = serde_json::to_string(&of(&article, &found)).unwrap();
        let said = r#""cue":"said","confidence":0.95,"paragraph":0,"start":35,"end":39}"#;
        let expected = [
            r#"{"path":"a.txt","id":"07070707070707070707070707070707","title":"Ann Lee in Élysée","#,
            r#""title_origin":"file","date":"2025-04-18","date_origin":"dateline","date_confidence":"medium","#,
            r#""source":null,"language":"en","#,
            r#""paragraphs":[{"kind":"body","text":"Ann Lee of the UN met the French. \"Yes,\" all said."}],"#,
            r#""furniture":["Support us!"],"#,
            r#""people":[{"id":"ann-lee","name":"Ann Lee","aliases":[],"roles":["Envoy"],"mentions":["#,
            r#"{"paragraph":null,"start":0,"end":7,"text":"Ann Lee"},"#,
            r#"{"paragraph":0,"start":0,"end":7,"text":"Ann Lee"}]}],"#,
            r#""countries":[{"code":"FR","name":"France","mentions":["#,
            r#"{"paragraph":0,"start":26,"end":32,"text":"French","via":"demonym"}]}],"#,
            r#""organisations":[{"id":"un","name":"UN","aliases":[],"roles":["Envoy"],"mentions":["#,
            r#"{"paragraph":0,"start":15,"end":17,"text":"UN"}]},"#,
            r#"{"id":"ann-lee-2","name":"Ann-Lee","aliases":[],"roles":["Envoy"],"mentions":[]}],"#,
            r#""places":[{"id":"elysee","name":"Élysée","aliases":[],"roles":["Envoy"],"mentions":["#,
            r#"{"paragraph":null,"start":11,"end":19,"text":"Élysée"}]}],"#,
            r#""quotes":[{"text":"Yes,","speaker":"Ann Lee","speaker_id":"ann-lee","#,
            said,
            r#",{"text":"Yes,","speaker":"France","speaker_id":"FR","#,
            said,
            r#",{"text":"Yes,","speaker":"Ann-Lee","speaker_id":"ann-lee-2","#,
            said,
            r#",{"text":"Yes,","speaker":null,"speaker_id":null,"cue":null,"confidence":0.95,"paragraph":0,"start":35,"end":39}],"#,
            r#""dates":[{"from":"2025-04-14","until":"2025-04-20","paragraph":0,"start":44,"end":49,"text":" said"}],"#,
            r#""issues":[{"kind":"encoding","message":"guessed","line":null,"member":null}],"#,
            r#""byline":null,"link":null,"links":[],"tags":[]}"#,
        ];
        assert_eq!(json, expected.concat());
    }

    #[test]
    fn an_id_is_plain_whatever_the_name() {
        let mut ids = Ids::default();
        let mut check = |name: &str, id: &str| assert_eq!(ids.id(name), id);
        check("Emmanuel Macron", "emmanuel-macron");
        check("Jean-Noël O’Barrot", "jean-noel-o-barrot");
        check("Émmanuel  Macron", "emmanuel-macron-2");
        check("Владимир Путин", "vladimir-putin");
        check("—", "unnamed");
        check("…", "unnamed-2");
    }
}
