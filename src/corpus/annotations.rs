//! What was found in one article: people, organisations, places, countries, quotes and dates, each with its spans.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Article, Kind};
use crate::text::Span;

/// One place where an entity is named. `paragraph` is `None` for the title; `span` lies within that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mention {
    pub paragraph: Option<u32>,
    pub span: Span,
}

impl Mention {
    pub fn text<'a>(&self, article: &'a Article) -> &'a str {
        self.span.of(article.text(self.paragraph))
    }
}

/// A person, an organisation or a place within one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The fullest form used, without titles: "Emmanuel Macron".
    pub name: String,
    /// The other forms used: "Macron". Not the name itself.
    pub aliases: Vec<String>,
    /// Titles and roles as written, most frequent first: "French President". Empty for places.
    pub roles: Vec<String>,
    /// In reading order.
    pub mentions: Vec<Mention>,
}

/// ISO 3166-1 alpha-2, upper case ASCII; user-assigned codes (`XK`) for the usual others and `EU`-like codes never.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CountryCode(pub [u8; 2]);

impl CountryCode {
    pub fn parse(text: &str) -> Option<CountryCode> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(CountryCode([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

impl std::fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// By what a country was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Via {
    Name,
    Demonym,
    Capital,
    Metonym,
}

/// A country within one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryMentions {
    pub code: CountryCode,
    /// The usual English short name: "France".
    pub name: String,
    /// In reading order.
    pub mentions: Vec<(Mention, Via)>,
}

/// Who says a quote: an index into the people, organisations or countries of the same annotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Speaker {
    pub kind: Kind,
    pub index: u32,
}

/// Words between quotation marks that someone said or wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words without their outer marks. A quote broken by its cue ("…," he said, "…") is two quotes.
    pub text: String,
    pub speaker: Option<Speaker>,
    /// The speech verb as written: "said".
    pub cue: Option<String>,
    /// How sure it is that someone said this and that the speaker is right, in percent. From 90: a verb of saying and
    /// a name beside it. 80 to 89: a role, a pronoun, or speech that goes on. 65 to 79: told by the sentence before or
    /// after, or by a weak sign. Below: nothing but the marks around it.
    pub confidence: u8,
    /// `None` is the title.
    pub paragraph: Option<u32>,
    /// The words without their outer marks, within the paragraph.
    pub span: Span,
}

/// A date that the text mentions, and the days it means: one, or those of a week, a month, a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    pub mention: Mention,
    pub from: Date,
    /// The last day; `from` where it is one.
    pub until: Date,
}

/// Everything found in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotations {
    pub people: Vec<Named>,
    pub countries: Vec<CountryMentions>,
    pub organisations: Vec<Named>,
    pub places: Vec<Named>,
    pub quotes: Vec<Quote>,
    /// In reading order.
    pub dates: Vec<Dated>,
}

/// One entity of an article, whatever its kind, seen alike.
#[derive(Clone, Copy, Debug)]
pub struct Local<'a> {
    pub kind: Kind,
    /// Its place among those of its kind, as in [`Speaker::index`].
    pub index: u32,
    pub name: &'a str,
    pub mentions: usize,
}

impl Annotations {
    /// People, then countries, then organisations: the order in which a [`super::Corpus`] numbers an article's own
    /// entities. Places have no facet and are left out.
    pub fn locals(&self) -> impl Iterator<Item = Local<'_>> {
        let people = locals_of(Kind::Person, &self.people);
        let organisations = locals_of(Kind::Organisation, &self.organisations);
        let countries = self.countries.iter().zip(0..).map(|(c, index)| Local {
            kind: Kind::Country,
            index,
            name: &c.name,
            mentions: c.mentions.len(),
        });
        people.chain(countries).chain(organisations)
    }

    /// The place of (`kind`, `index`) in [`Annotations::locals`].
    pub fn local_no(&self, kind: Kind, index: u32) -> usize {
        let before = match kind {
            Kind::Person => 0,
            Kind::Country => self.people.len(),
            Kind::Organisation => self.people.len() + self.countries.len(),
        };
        before + index as usize
    }

    /// The mentions of (`kind`, `index`) in reading order; the title comes first.
    pub fn mentions(&self, kind: Kind, index: u32) -> Vec<Mention> {
        let index = index as usize;
        match kind {
            Kind::Person => self.people.get(index).map(|n| n.mentions.clone()),
            Kind::Organisation => self.organisations.get(index).map(|n| n.mentions.clone()),
            Kind::Country => self.countries.get(index).map(|c| c.mentions.iter().map(|(m, _)| *m).collect()),
        }
        .unwrap_or_default()
    }

    /// The speaker's name, if the speaker is one of these annotations.
    pub fn speaker_name(&self, speaker: Speaker) -> Option<&str> {
        let index = speaker.index as usize;
        match speaker.kind {
            Kind::Person => self.people.get(index).map(|n| n.name.as_str()),
            Kind::Organisation => self.organisations.get(index).map(|n| n.name.as_str()),
            Kind::Country => self.countries.get(index).map(|c| c.name.as_str()),
        }
    }
}

fn locals_of(kind: Kind, named: &[Named]) -> impl Iterator<Item = Local<'_>> {
    named.iter().zip(0..).map(move |(n, index)| Local { kind, index, name: &n.name, mentions: n.mentions.len() })
}
