//! An article and what was found in it, in few bytes.
//!
//! What is said in the article itself is not written twice: a name is the text of one of its mentions, a quote that of
//! its span. Places are written as steps from the last one. The rest is postcard's. The packing that follows
//! ([`super::texts`]) makes half as much of it again.

use crate::clean::identity;
use crate::corpus::varint::{count, number, put};
use crate::corpus::{
    Annotations, Article, ArticleId, CountryCode, CountryMentions, Dated, Kind, Mention, Named, Quote, Speaker, Via,
    date_of, day_of,
};
use crate::entities::countries;
use crate::text::Span;

/// Writes both down.
///
/// # Errors
/// For want of memory.
pub(super) fn encode(article: &Article, found: &Annotations) -> Result<Vec<u8>, postcard::Error> {
    let a = article;
    // What recurs was taken out after the article had its name: then the text does not say it.
    let id = Some(a.id).filter(|id| *id != identity::of(a));
    let head = (id, &a.path, &a.title, a.title_origin, a.date, a.date_origin, a.date_confidence);
    let source = (&a.source, a.source_origin, &a.byline, &a.language, &a.link, (&a.links, &a.tags));
    let text = (&a.paragraphs, &a.furniture, a.hidden, &a.issues);
    let out = postcard::to_extend(&(head, source, text), Vec::with_capacity(4096))?;
    let mut writer = Writer { article, out, last: (0, 0) };
    [&found.people, &found.organisations, &found.places].into_iter().for_each(|list| writer.named(list));
    writer.countries(&found.countries);
    writer.quotes(&found.quotes);
    writer.dates(&found.dates);
    Ok(writer.out)
}

/// The other way; `None` for what [`encode`] did not write.
pub(super) fn decode(bytes: &[u8]) -> Option<(Article, Annotations)> {
    let ((head, source, text), rest) = postcard::take_from_bytes(bytes).ok()?;
    let (known, path, title, title_origin, date, date_origin, date_confidence) = head;
    let (source, source_origin, byline, language, link, (links, tags)) = source;
    let (paragraphs, furniture, hidden, issues) = text;
    let known: Option<ArticleId> = known;
    let mut article = Article {
        id: ArticleId::default(),
        path,
        title,
        title_origin,
        date,
        date_origin,
        date_confidence,
        source,
        source_origin,
        byline,
        language,
        link,
        links,
        tags,
        paragraphs,
        furniture,
        hidden,
        issues,
    };
    article.id = known.unwrap_or_else(|| identity::of(&article));
    let mut reader = Reader { article: &article, rest, last: (0, 0) };
    let found = Annotations {
        people: reader.named()?,
        organisations: reader.named()?,
        places: reader.named()?,
        countries: reader.countries()?,
        quotes: reader.quotes()?,
        dates: reader.dates()?,
    };
    reader.rest.is_empty().then_some((article, found))
}

struct Writer<'a> {
    article: &'a Article,
    out: Vec<u8>,
    /// Paragraph (0 is the title) and byte of the last place.
    last: (u32, u32),
}

impl Writer<'_> {
    fn put(&mut self, value: u32) {
        put(&mut self.out, value);
    }

    fn count(&mut self, length: usize) {
        self.put(length as u32);
        self.last = (0, 0);
    }

    fn text(&mut self, text: &str) {
        self.put(text.len() as u32);
        self.out.extend_from_slice(text.as_bytes());
    }

    fn place(&mut self, paragraph: Option<u32>, span: Span) {
        let at = paragraph.map_or(0, |n| n.saturating_add(1));
        let (last, byte) = self.last;
        self.put(at.wrapping_sub(last));
        self.put(if at == last { span.start.wrapping_sub(byte) } else { span.start });
        self.put(span.end.wrapping_sub(span.start));
        self.last = (at, span.start);
    }

    /// As the number of the first mention that says it, or in full.
    fn said(&mut self, text: &str, mentions: &[Mention]) {
        match mentions.iter().position(|m| m.text(self.article) == text) {
            Some(n) => self.put(n as u32 + 1),
            None => {
                self.put(0);
                self.text(text);
            }
        }
    }

    fn named(&mut self, list: &[Named]) {
        self.count(list.len());
        for named in list {
            self.count(named.mentions.len());
            named.mentions.iter().for_each(|m| self.place(m.paragraph, m.span));
            self.said(&named.name, &named.mentions);
            self.put(named.aliases.len() as u32);
            named.aliases.iter().for_each(|alias| self.said(alias, &named.mentions));
            self.put(named.roles.len() as u32);
            named.roles.iter().for_each(|role| self.text(role));
        }
    }

    fn countries(&mut self, list: &[CountryMentions]) {
        self.count(list.len());
        for country in list {
            self.out.extend_from_slice(&country.code.0);
            let usual = countries::name(country.code) == Some(country.name.as_str());
            self.text(if usual { "" } else { &country.name });
            self.count(country.mentions.len());
            for (mention, via) in &country.mentions {
                self.place(mention.paragraph, mention.span);
                self.put(*via as u32);
            }
        }
    }

    fn quotes(&mut self, list: &[Quote]) {
        self.count(list.len());
        for quote in list {
            self.place(quote.paragraph, quote.span);
            let as_said = quote.span.of(self.article.text(quote.paragraph)) == quote.text;
            self.put(u32::from(as_said));
            if !as_said {
                self.text(&quote.text);
            }
            self.put(quote.speaker.map_or(0, |s| s.kind as u32 + 1));
            quote.speaker.iter().for_each(|s| self.put(s.index));
            self.put(u32::from(quote.cue.is_some()));
            quote.cue.iter().for_each(|cue| self.text(cue));
            self.put(quote.confidence.into());
        }
    }

    fn dates(&mut self, list: &[Dated]) {
        self.count(list.len());
        for dated in list {
            self.place(dated.mention.paragraph, dated.mention.span);
            let (from, until) = (day_of(dated.from), day_of(dated.until));
            self.put(zigzag(from));
            self.put(until.wrapping_sub(from) as u32);
        }
    }
}

struct Reader<'a> {
    article: &'a Article,
    rest: &'a [u8],
    last: (u32, u32),
}

impl Reader<'_> {
    fn number(&mut self) -> u32 {
        number(&mut self.rest)
    }

    fn count(&mut self) -> u32 {
        self.last = (0, 0);
        count(&mut self.rest)
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number() as usize;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(std::str::from_utf8(text).ok()?.to_string())
    }

    fn place(&mut self) -> (Option<u32>, Span) {
        let (last, byte) = self.last;
        let at = last.wrapping_add(self.number());
        let start = self.number();
        let start = if at == last { start.wrapping_add(byte) } else { start };
        let end = start.wrapping_add(self.number());
        self.last = (at, start);
        (at.checked_sub(1), Span { start, end })
    }

    fn mention(&mut self) -> Mention {
        let (paragraph, span) = self.place();
        Mention { paragraph, span }
    }

    fn said(&mut self, mentions: &[Mention]) -> Option<String> {
        match self.number().checked_sub(1) {
            None => self.text(),
            Some(n) => mentions.get(n as usize).map(|m| m.text(self.article).to_string()),
        }
    }

    fn named(&mut self) -> Option<Vec<Named>> {
        let list = self.count();
        (0..list).map(|_| self.one_named()).collect()
    }

    fn one_named(&mut self) -> Option<Named> {
        let mentions = self.count();
        let mentions: Vec<Mention> = (0..mentions).map(|_| self.mention()).collect();
        let name = self.said(&mentions)?;
        let aliases = count(&mut self.rest);
        let aliases = (0..aliases).map(|_| self.said(&mentions)).collect::<Option<_>>()?;
        let roles = count(&mut self.rest);
        let roles = (0..roles).map(|_| self.text()).collect::<Option<_>>()?;
        Some(Named { name, aliases, roles, mentions })
    }

    fn countries(&mut self) -> Option<Vec<CountryMentions>> {
        let list = self.count();
        (0..list).map(|_| self.country()).collect()
    }

    fn country(&mut self) -> Option<CountryMentions> {
        let (code, rest) = self.rest.split_at_checked(2)?;
        let code = CountryCode(code.try_into().ok()?);
        self.rest = rest;
        let name = match self.text()? {
            usual if usual.is_empty() => countries::name(code)?.to_string(),
            other => other,
        };
        let mentions = self.count();
        let via = |n| [Via::Name, Via::Demonym, Via::Capital, Via::Metonym].into_iter().find(|v| *v as u32 == n);
        let mentions = (0..mentions).map(|_| Some((self.mention(), via(self.number())?))).collect::<Option<_>>()?;
        Some(CountryMentions { code, name, mentions })
    }

    fn quotes(&mut self) -> Option<Vec<Quote>> {
        let list = self.count();
        (0..list).map(|_| self.quote()).collect()
    }

    fn quote(&mut self) -> Option<Quote> {
        let (paragraph, span) = self.place();
        let text = match self.number() {
            0 => self.text()?,
            _ => span.of(self.article.text(paragraph)).to_string(),
        };
        let speaker = match self.number().checked_sub(1) {
            None => None,
            Some(n) => {
                let kind = Kind::ALL.into_iter().find(|kind| *kind as u32 == n)?;
                Some(Speaker { kind, index: self.number() })
            }
        };
        let cue = if self.number() == 0 { None } else { Some(self.text()?) };
        Some(Quote { text, speaker, cue, confidence: self.number() as u8, paragraph, span })
    }

    fn dates(&mut self) -> Option<Vec<Dated>> {
        let list = self.count();
        (0..list).map(|_| self.date()).collect()
    }

    fn date(&mut self) -> Option<Dated> {
        let mention = self.mention();
        let from = unzigzag(self.number());
        let until = from.wrapping_add(self.number() as i32);
        Some(Dated { mention, from: date_of(from)?, until: date_of(until)? })
    }
}

/// Small numbers of either sign as small numbers.
fn zigzag(n: i32) -> u32 {
    (n << 1 ^ n >> 31) as u32
}

fn unzigzag(n: u32) -> i32 {
    (n >> 1) as i32 ^ -((n & 1) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> (Article, Annotations) {
        super::super::work::make(
            &crate::library::Readers::within(),
            "a/b.txt",
            text.as_bytes(),
            super::super::work::Finding::All,
        )
        .articles
        .swap_remove(0)
    }

    const TEXT: &str = "France hails talks in Paris\n\nPARIS, April 17, 2025 (World Desk) - French President Emmanuel \
        Macron met Marco Rubio of the United States on Thursday.\n\n\"It is a first step,\" Macron said. \"Much is \
        left,\" said an aide of NATO. Rubio leaves for Washington on Friday.\n";

    #[test]
    fn what_was_read_comes_back_as_it_was() {
        let (article, found) = read(TEXT);
        assert!(!found.people.is_empty() && !found.quotes.is_empty() && !found.dates.is_empty());
        let bytes = encode(&article, &found).unwrap();
        assert_eq!(decode(&bytes), Some((article, found)));
    }

    #[test]
    fn an_article_dated_by_its_files_name_keeps_its_identity() {
        let text = b"Council talks\n\nThe council met in the old town hall and talked of nothing for many hours.\n";
        let made = super::super::work::make(
            &crate::library::Readers::within(),
            "2024-05-06 council.txt",
            text,
            super::super::work::Finding::All,
        );
        let (article, found) = made.articles.into_iter().next().unwrap();
        assert_eq!(article.date_origin, Some(crate::corpus::Origin::Name), "{:?}", article.date);
        assert_eq!(decode(&encode(&article, &found).unwrap()), Some((article, found)));
    }

    #[test]
    fn what_stands_nowhere_in_the_text_comes_back_too() {
        let (article, mut found) = read(TEXT);
        found.people[0].name = "Somebody Else".into();
        found.people[0].aliases = vec!["Else".into(), String::new()];
        found.countries[0].name = "Another Land".into();
        found.quotes[0].text = "as nobody said".into();
        found.quotes[0].paragraph = Some(900);
        found.dates[0].until = jiff::civil::date(9000, 1, 1);
        found.dates[0].from = jiff::civil::date(-300, 1, 1);
        found.places.push(Named::default());
        assert_eq!(decode(&encode(&article, &found).unwrap()), Some((article, found)));
    }

    #[test]
    fn numbers_of_either_sign_come_back() {
        [0, -1, 1, i32::MIN, i32::MAX, -719_162].into_iter().for_each(|n| assert_eq!(unzigzag(zigzag(n)), n));
    }

    proptest! {
        #[test]
        fn any_bytes_do_no_harm(at in 0usize..2000, byte: u8, noise in prop::collection::vec(any::<u8>(), 0..64)) {
            let (article, found) = read(TEXT);
            let mut bytes = encode(&article, &found).unwrap();
            let at = at % bytes.len();
            bytes[at] ^= byte;
            _ = decode(&bytes);
            bytes.truncate(at);
            bytes.extend_from_slice(&noise);
            _ = decode(&bytes);
        }
    }
}
