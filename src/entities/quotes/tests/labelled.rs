//! The labelled articles, with the labelled names: what is measured is who says what, not who is found. Skipped where
//! they are not beside the project. Lines of the labels are told in `tests/labelled/README.md`.

use super::article;
use crate::corpus::{Annotations, Article, CountryCode, CountryMentions, Mention, Named, Via};
use crate::entities::countries;
use crate::entities::quotes::find;

struct Labelled {
    article: Article,
    found: Annotations,
    /// First words, and the forms of who may be named.
    quotes: Vec<(String, Vec<String>)>,
}

fn read(text: &str) -> Option<Labelled> {
    let (story, labels) = text.split_once("==== labels\n")?;
    let (first, rest) = story.trim_start().split_once('\n')?;
    let article = if first.trim_end().ends_with('.') { article(story) } else { article(&format!("= {first}\n{rest}")) };
    let mut found = Annotations::default();
    let mut quotes = Vec::new();
    let mut section = "";
    for line in labels.lines() {
        if let Some(name) = line.strip_suffix(':').filter(|l| !l.contains("->")) {
            section = name;
        } else if section == "people" || section == "organisations" {
            let mut columns = line.trim_start_matches("? ").split('|').map(str::trim);
            let name = columns.next()?.split(" = ").next()?.to_string();
            let mut forms: Vec<&str> = columns.next().unwrap_or("").split(';').map(str::trim).collect();
            forms.retain(|f| !f.is_empty());
            forms.sort_by_key(|f| std::cmp::Reverse(f.len()));
            let roles = columns.next().unwrap_or("").split(';').map(|r| r.trim().trim_start_matches('?').to_string());
            let roles = roles.filter(|r| !r.is_empty()).collect();
            let aliases = forms.iter().map(|f| f.to_string()).collect();
            let named = Named { name, aliases, roles, mentions: super::mentions(&article, &forms) };
            if section == "people" { found.people.push(named) } else { found.organisations.push(named) }
        } else if section == "quotes" {
            let (words, who) = line.split_once(" -> ")?;
            let who = who.split(" or ").map(|w| w.trim().to_string()).collect();
            quotes.push((words.trim_start_matches("? ").to_string(), who));
        }
    }
    add_countries(&article, &mut found);
    Some(Labelled { article, found, quotes })
}

fn add_countries(article: &Article, found: &mut Annotations) {
    let parts = article.paragraphs.iter().zip(0u32..).map(|(p, n)| (Some(n), &p.text));
    for (paragraph, text) in std::iter::once((None, &article.title)).chain(parts) {
        for country in countries::find(text) {
            let mention = (Mention { paragraph, span: country.span }, country.via);
            let (code, via): (CountryCode, Via) = (country.code, country.via);
            let taken = found
                .people
                .iter()
                .any(|p| p.mentions.iter().any(|m| m.paragraph == paragraph && m.span.overlaps(country.span)));
            if taken && via != Via::Metonym {
                continue;
            }
            match found.countries.iter_mut().find(|c| c.code == code) {
                Some(known) => known.mentions.push(mention),
                None => {
                    let name = countries::name(code).unwrap_or(code.as_str()).to_string();
                    found.countries.push(CountryMentions { code, name, mentions: vec![mention] });
                }
            }
        }
    }
}

fn is_right(labelled: &Labelled, speaker: Option<crate::corpus::Speaker>, who: &[String]) -> bool {
    let found = &labelled.found;
    let name = speaker.and_then(|s| found.speaker_name(s));
    let named = found.people.iter().chain(&found.organisations).find(|n| Some(n.name.as_str()) == name);
    let country = found.countries.iter().find(|c| Some(c.name.as_str()) == name);
    who.iter().any(|who| match who.trim_start_matches('?') {
        "" => true,
        "none" => speaker.is_none(),
        who => {
            named.is_some_and(|n| n.name == who || n.aliases.iter().any(|a| a == who))
                || country.is_some_and(|c| c.code.as_str() == who)
        }
    })
}

#[test]
fn the_labelled_articles_are_read_well() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/labelled/tuned");
    let Ok(files) = std::fs::read_dir(std::env::var("LABELLED").as_deref().unwrap_or(folder)) else { return };
    let mut paths: Vec<_> = files.flatten().map(|f| f.path()).collect();
    paths.sort();
    let (mut labelled, mut met, mut right, mut more) = (0, 0, 0, 0);
    // By tens of percent: how many, how many right.
    let mut bands = [(0, 0); 11];
    for path in paths {
        let Some(sample) = std::fs::read_to_string(&path).ok().and_then(|text| read(&text)) else { continue };
        let mut left = sample.quotes.clone();
        labelled += left.len();
        for quote in find(&sample.article, &sample.found) {
            let at = left.iter().position(|(words, _)| quote.text.starts_with(words.as_str()));
            let name = quote.speaker.and_then(|s| sample.found.speaker_name(s));
            let good = at.map(|i| left.remove(i)).map(|(_, who)| (is_right(&sample, quote.speaker, &who), who));
            let told = format!("{}: {name:?} / {:?} {}: {}", path.display(), quote.cue, quote.confidence, quote.text);
            match &good {
                Some((true, _)) => (met, right) = (met + 1, right + 1),
                Some((false, who)) => {
                    met += 1;
                    eprintln!("  wrong {told}, not {who:?}");
                }
                None => {
                    more += 1;
                    eprintln!("  more {told}");
                }
            }
            let band = &mut bands[usize::from(quote.confidence / 10)];
            *band = (band.0 + 1, band.1 + usize::from(good.is_some_and(|(good, _)| good)));
        }
        left.iter().for_each(|(words, who)| eprintln!("  missed {}: {words} ({who:?})", path.display()));
    }
    eprintln!("{labelled} labelled, {met} found, {right} with the right speaker, {more} more; by confidence {bands:?}");
    assert!(met * 10 >= labelled * 9, "{met} of {labelled} found");
    assert!(right * 100 >= met * 92, "{right} of {met} with the right speaker");
}
