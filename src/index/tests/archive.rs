//! A small archive for tests: our own articles with hand-made annotations.

use std::collections::BTreeMap;

use crate::corpus::*;
use crate::index::{Index, Searcher};
use crate::query::{Answer, Order, Request, parse};
use crate::text::Span;

pub(crate) fn article(title: &str, date: Option<&str>, paragraphs: &[&str]) -> (Article, Annotations) {
    let article = Article {
        id: ArticleId::default(),
        path: String::new(),
        title: title.into(),
        title_origin: Origin::File,
        date: date.map(|d| d.parse().unwrap()),
        date_origin: None,
        date_confidence: None,
        source: None,
        source_origin: None,
        byline: None,
        language: None,
        link: None,
        links: Vec::new(),
        tags: Vec::new(),
        paragraphs: paragraphs.iter().map(|p| Paragraph::new(ParagraphKind::Body, *p)).collect(),
        furniture: Vec::new(),
        hidden: 0,
        issues: Vec::new(),
    };
    (article, Annotations::default())
}

/// An article with people (the first `speaking` of them quoted), countries and a source.
struct Sample {
    title: &'static str,
    date: Option<&'static str>,
    source: Option<&'static str>,
    paragraphs: &'static [&'static str],
    people: &'static [&'static str],
    countries: &'static [(&'static str, &'static str)],
    speaking: usize,
}

const FR: (&str, &str) = ("FR", "France");
const UA: (&str, &str) = ("UA", "Ukraine");
const US: (&str, &str) = ("US", "United States");

const SAMPLES: [Sample; 8] = [
    Sample {
        title: "Ministers weigh a truce",
        date: Some("2025-04-18"),
        source: Some("Harbour Gazette"),
        paragraphs: &[
            "Emmanuel Macron received Steve Witkoff on Thursday, and the two spoke of sanctions.",
            "\"We want peace,\" said Macron. A high-level round of peace talks follows.",
        ],
        people: &["Emmanuel Macron", "Steve Witkoff"],
        countries: &[FR, UA],
        speaking: 1,
    },
    Sample {
        title: "US troops stay",
        date: Some("2025-04-18"),
        source: Some("Harbour Gazette"),
        paragraphs: &["The U.S. army keeps its men in place.", "Nobody sanctioned the move."],
        people: &[],
        countries: &[US],
        speaking: 0,
    },
    Sample {
        title: "Peace at last?",
        date: Some("2025-04-17"),
        source: Some("The Morning Ledger"),
        paragraphs: &["Zelenskiy told us that he hopes.", "Talks about peace go on in Élancourt."],
        people: &["Volodymyr Zelensky"],
        countries: &[UA],
        speaking: 1,
    },
    Sample {
        title: "Bread prices climb",
        date: Some("2025-02-01"),
        source: None,
        paragraphs: &["Bakers blame the weather.", "A peaceful protest is planned."],
        people: &[],
        countries: &[FR],
        speaking: 0,
    },
    Sample {
        title: "Harvest report",
        date: Some("2024-11-30"),
        source: Some("The Morning Ledger"),
        paragraphs: &["The weather was kind, and prices fell.", "Farmers in France and the UN disagree."],
        people: &["Steve Witkoff"],
        countries: &[FR],
        speaking: 0,
    },
    Sample {
        title: "A note without a day",
        date: None,
        source: Some("Harbour Gazette"),
        paragraphs: &["Macron talks. Then nothing for many words until at last the other man, Witkoff, comes in."],
        people: &["Emmanuel Macron", "Steve Witkoff"],
        countries: &[],
        speaking: 0,
    },
    Sample {
        title: "Another undated note",
        date: None,
        source: None,
        paragraphs: &["Furniture is not searched, but this sentence about the U.N. is."],
        people: &[],
        countries: &[],
        speaking: 0,
    },
    Sample {
        title: "Last year's harvest",
        date: Some("2024-12-31"),
        source: Some("The Morning Ledger"),
        paragraphs: &["Zelensky spoke of bread."],
        people: &["Volodymyr Zelensky"],
        countries: &[UA],
        speaking: 0,
    },
];

pub(super) struct Archive {
    pub articles: Vec<(Article, Annotations)>,
    pub searcher: Searcher,
    pub corpus: Corpus,
    pub marks: Marks,
}

impl Archive {
    /// The samples, with the one of serial 0 read, of 2 starred and of 3 tagged "Later".
    pub fn samples() -> Archive {
        let articles = SAMPLES.iter().map(annotated).collect();
        let mut archive = Archive::of(articles, &[("Volodymyr Zelensky", "Zelenskiy"), ("France", "French")]);
        let number = |serial| archive.corpus.by_serial(serial).unwrap();
        let mut marks = Marks::none(archive.corpus.len());
        marks.read.insert(number(0));
        marks.starred.insert(number(2));
        marks.tags.insert("Später".into(), Bits::from_numbers(archive.corpus.len(), [number(3)]));
        archive.marks = marks;
        archive
    }

    /// Serials are places in `articles`; entities of one name are one.
    pub fn of(articles: Vec<(Article, Annotations)>, aliases: &[(&str, &str)]) -> Archive {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        for (serial, (article, _)) in articles.iter().enumerate() {
            writer.add(serial as u32, article).unwrap();
        }
        writer.commit().unwrap();
        let corpus = corpus(&articles, aliases);
        let marks = Marks::none(corpus.len());
        Archive { searcher: index.searcher().unwrap(), corpus, marks, articles }
    }

    pub fn select(&self, query: &str, order: Order) -> Answer {
        let request = Request { expr: parse(query).expr, order, unfold: false };
        self.searcher.select(&self.corpus, &self.marks, &request, &|| false).unwrap().unwrap()
    }

    pub fn titles(&self, query: &str, order: Order) -> Vec<&str> {
        self.select(query, order).articles.iter().map(|a| self.corpus.title(a)).collect()
    }

    pub fn article(&self, serial: usize) -> &Article {
        &self.articles[serial].0
    }
}

fn annotated(sample: &Sample) -> (Article, Annotations) {
    let (mut article, _) = article(sample.title, sample.date, sample.paragraphs);
    article.source = sample.source.map(str::to_string);
    article.furniture = vec![Furniture { text: "Support our zeppelin desk".into(), before: 0 }];
    let mention = Mention { paragraph: Some(0), span: Span::new(0, 1) };
    let named = |name: &&str| Named { name: name.to_string(), mentions: vec![mention], ..Named::default() };
    let country = |(code, name): &(&str, &str)| CountryMentions {
        code: CountryCode::parse(code).unwrap(),
        name: name.to_string(),
        mentions: vec![(mention, Via::Name)],
    };
    let quotes = (0..sample.speaking as u32).map(|index| Quote {
        text: "We want peace".into(),
        speaker: Some(Speaker { kind: Kind::Person, index }),
        cue: None,
        confidence: 95,
        paragraph: Some(0),
        span: Span::new(0, 1),
    });
    let annotations = Annotations {
        people: sample.people.iter().map(named).collect(),
        countries: sample.countries.iter().map(country).collect(),
        quotes: quotes.collect(),
        ..Annotations::default()
    };
    (article, annotations)
}

fn corpus(articles: &[(Article, Annotations)], aliases: &[(&str, &str)]) -> Corpus {
    let mut numbers: BTreeMap<(Kind, &str), u32> = BTreeMap::new();
    let mut entities = Vec::new();
    let mut entries = Vec::new();
    for (serial, (article, annotations)) in articles.iter().enumerate() {
        let mut own = Vec::new();
        for local in annotations.locals() {
            let number = *numbers.entry((local.kind, local.name)).or_insert_with(|| {
                let code = annotations.countries.iter().find(|c| c.name == local.name).map_or("", |c| c.code.as_str());
                let others = aliases.iter().filter(|a| a.0 == local.name).map(|a| a.1);
                let spelling = |text: &str| Spelling { text: text.into(), ..Spelling::default() };
                entities.push(Entity {
                    kind: local.kind,
                    name: local.name.into(),
                    key: local.name.into(),
                    code: code.into(),
                    spellings: std::iter::once(local.name).chain(others).map(spelling).collect(),
                    roles: Vec::new(),
                    hidden: false,
                });
                entities.len() as u32 - 1
            });
            own.push(number);
        }
        let said = annotations.quotes.iter().filter_map(|q| q.speaker);
        entries.push(Entry {
            id: ArticleId([serial as u8; 16]),
            serial: serial as u32,
            date: article.date,
            source: article.source.clone(),
            title: article.title.clone(),
            words: article.words() as u32,
            speakers: said.map(|s| annotations.local_no(s.kind, s.index) as u32).collect(),
            quotes: Vec::new(),
            family: None,
            entities: own,
        });
    }
    let mut builder = Builder::new(entities);
    entries.into_iter().for_each(|e| builder.push(e));
    Corpus::open(builder.freeze()).unwrap()
}
