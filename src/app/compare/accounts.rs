//! Two accounts of one event: not their words are held against each other but what they say: whom each names, who is
//! quoted with what, which numbers and days it gives, and what of that the other has not.

use std::collections::{BTreeSet, HashMap};

use super::super::dates;
use super::PairKind;
use super::numbers::{Number, numbers};
use crate::corpus::{Annotations, Article, ArticleNo, Corpus, EntityNo, Kind, Mention, ParagraphKind};
use crate::text::{Span, fold, segment};

/// What two accounts have alone and in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accounts {
    pub titles: [String; 2],
    pub only: Vec<Only>,
    /// Names that both have, in a row, behind what they are.
    pub both: Vec<(&'static str, String)>,
    pub texts: [Vec<Paragraph>; 2],
}

/// What of one sort each account has alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Only {
    pub heading: &'static str,
    /// Paragraphs to be read.
    pub items: [Vec<String>; 2],
}

/// A paragraph of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    pub kind: PairKind,
    pub text: String,
    /// Names and quotes in it that the other account has not, in order and apart.
    pub alone: Vec<Span>,
}

/// An article with what was found in it.
#[derive(Clone, Copy)]
pub struct Read<'a> {
    pub number: ArticleNo,
    pub article: &'a Article,
    pub found: &'a Annotations,
}

/// So many quotes, numbers and days are listed of one account; and so long a quote is, in characters.
const MOST: usize = 40;
const LONGEST: usize = 400;
/// Words in quotation marks of which nobody is said to be the speaker: a name or an irony, if they are few.
const FEW: usize = 4;

impl Accounts {
    /// Holds two articles of a corpus against each other. The work grows with their length alone.
    pub fn of(corpus: &Corpus, sides: [Read<'_>; 2]) -> Accounts {
        let names = sides.map(|side| named(corpus, side));
        let mut accounts = Accounts { titles: sides.map(|side| side.article.title.clone()), ..Accounts::default() };
        let mut alone: [Vec<Mention>; 2] = Default::default();
        for kind in Kind::ALL {
            let items = [0, 1].map(|n: usize| {
                let here = names[n].iter().filter(|name| name.kind == kind && !has(&names[1 - n], name.entity));
                let here: Vec<&Name<'_>> = here.collect();
                alone[n].extend(here.iter().flat_map(|name| name.mentions.iter().copied()));
                row(here.iter().map(|name| name.text))
            });
            accounts.push(kind.plural(), items);
            let [left, right] = &names;
            let shared = left.iter().filter(|name| name.kind == kind && has(right, name.entity));
            accounts.both.extend(row(shared.map(|name| name.text)).into_iter().map(|names| (kind.plural(), names)));
        }
        let said = sides.map(|side| quotes(corpus, side));
        let words = sides.map(|side| plain_words(&whole(side.article)));
        let quoted = [0, 1].map(|n: usize| {
            let lacks = |quote: &&Said| !words[1 - n].contains(&quote.plain);
            let here: Vec<&Said> = said[n].iter().filter(lacks).collect();
            alone[n].extend(here.iter().map(|quote| quote.mention));
            here.iter().take(MOST).map(|quote| quote.text.clone()).collect::<Vec<_>>()
        });
        accounts.push("Quotes", quoted);
        let given = sides.map(|side| numbers(&whole(side.article)));
        let keys = [0, 1].map(|n: usize| given[n].iter().map(|number| number.key.as_str()).collect::<BTreeSet<_>>());
        let items = [0, 1].map(|n: usize| {
            let here = given[n].iter().filter(|number: &&Number| !keys[1 - n].contains(number.key.as_str()));
            row(here.map(|number| number.text.as_str()).take(MOST))
        });
        accounts.push("Numbers", items);
        let days = sides.map(days);
        let items = [0, 1].map(|n: usize| {
            let here =
                days[n].difference(&days[1 - n]).take(MOST).map(|day| dates::short(*day).trim_start().to_string());
            row(here.collect::<Vec<_>>().iter().map(String::as_str))
        });
        accounts.push("Days", items);
        let [left, right] = alone;
        accounts.texts = [text(sides[0].article, left), text(sides[1].article, right)];
        accounts
    }

    fn push(&mut self, heading: &'static str, items: [Vec<String>; 2]) {
        if items.iter().any(|items| !items.is_empty()) {
            self.only.push(Only { heading, items });
        }
    }
}

/// Texts in a row, as a paragraph; none of none.
fn row<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let joined = texts.collect::<Vec<_>>().join(", ");
    if joined.is_empty() { Vec::new() } else { vec![joined] }
}

/// Someone whom an article names.
struct Name<'a> {
    entity: EntityNo,
    kind: Kind,
    text: &'a str,
    mentions: Vec<Mention>,
}

/// Whom an article names, those named most often first.
fn named<'a>(corpus: &'a Corpus, side: Read<'_>) -> Vec<Name<'a>> {
    let mut names: Vec<Name<'a>> = Vec::new();
    let mut places: HashMap<EntityNo, usize> = HashMap::new();
    for (entity, local) in corpus.locals(side.number).zip(side.found.locals()) {
        if entity.0 >= corpus.entity_count() {
            continue;
        }
        let mentions = side.found.mentions(local.kind, local.index);
        match places.get(&entity).and_then(|at| names.get_mut(*at)) {
            Some(name) => name.mentions.extend(mentions),
            None => {
                places.insert(entity, names.len());
                names.push(Name { entity, kind: corpus.kind(entity), text: corpus.name(entity), mentions });
            }
        }
    }
    names.sort_by_key(|name| std::cmp::Reverse(name.mentions.len()));
    names
}

fn has(names: &[Name<'_>], entity: EntityNo) -> bool {
    names.iter().any(|name| name.entity == entity)
}

/// A quote.
struct Said {
    /// With its speaker, to be read.
    text: String,
    /// Its words, folded.
    plain: String,
    mention: Mention,
}

/// The quotes of an article, those of one speaker together, in the order in which they first speak.
fn quotes(corpus: &Corpus, side: Read<'_>) -> Vec<Said> {
    let mut order: Vec<Option<String>> = Vec::new();
    let mut said: Vec<(usize, Said)> = Vec::new();
    for quote in &side.found.quotes {
        let plain = plain_words(&quote.text);
        let speaker = quote.speaker.and_then(|speaker| {
            let entity = corpus.speaker(side.number, side.found, speaker);
            entity.map(|e| corpus.name(e)).or_else(|| side.found.speaker_name(speaker)).map(str::to_string)
        });
        if plain.len() < 3 || (speaker.is_none() && plain.split(' ').filter(|word| !word.is_empty()).count() < FEW) {
            continue;
        }
        let at = order.iter().position(|known| *known == speaker).unwrap_or_else(|| {
            order.push(speaker.clone());
            order.len() - 1
        });
        let words: String = match quote.text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", quote.text.get(..end).unwrap_or("")),
            // The comma before "he said" is not his.
            None => quote.text.trim_end_matches(',').to_string(),
        };
        let who = speaker.map_or(String::new(), |speaker| format!("{speaker}: "));
        let mention = Mention { paragraph: quote.paragraph, span: quote.span };
        said.push((at, Said { text: format!("{who}“{words}”"), plain, mention }));
    }
    said.sort_by_key(|(at, _)| *at);
    said.into_iter().map(|(_, said)| said).collect()
}

/// Title and text in a row.
fn whole(article: &Article) -> String {
    let mut whole = article.title.clone();
    for paragraph in &article.paragraphs {
        whole.push('\n');
        whole.push_str(&paragraph.text);
    }
    whole
}

/// The words of a text, folded, between spaces: a part of it is found whatever stands between its words.
fn plain_words(text: &str) -> String {
    let folded = fold(text);
    let mut plain = String::with_capacity(folded.len() + 1);
    plain.push(' ');
    for (_, word) in segment::words(&folded) {
        plain.push_str(word);
        plain.push(' ');
    }
    plain
}

/// The single days that an article speaks of.
fn days(side: Read<'_>) -> BTreeSet<jiff::civil::Date> {
    side.found.dates.iter().filter(|dated| dated.from == dated.until).map(|dated| dated.from).collect()
}

/// The text in paragraphs with what stands there alone.
fn text(article: &Article, mut alone: Vec<Mention>) -> Vec<Paragraph> {
    alone.sort_unstable();
    let paragraph = |(n, p): (u32, &crate::corpus::Paragraph)| {
        let from = alone.partition_point(|m| m.paragraph < Some(n));
        let here = alone.iter().skip(from).take_while(|m| m.paragraph == Some(n)).map(|m| m.span);
        let mut spans: Vec<Span> = Vec::new();
        for span in here.filter(|span| !span.of(&p.text).is_empty()) {
            match spans.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => spans.push(span),
            }
        }
        let kind = match p.kind {
            ParagraphKind::Heading => PairKind::Heading,
            ParagraphKind::Caption | ParagraphKind::Dateline => PairKind::Caption,
            ParagraphKind::Body | ParagraphKind::List => PairKind::Body,
        };
        Paragraph { kind, text: p.text.clone(), alone: spans }
    };
    (0u32..).zip(&article.paragraphs).map(paragraph).collect()
}
