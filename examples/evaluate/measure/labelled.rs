//! The labelled articles and their format, which tests/labelled/README.md describes. A label that does not agree
//! with its text or with itself is refused: a slip in a label looks like a mistake of the program.

use std::path::Path;

use jiff::civil::Date;
use newsprint::corpus::{CountryCode, Via};

use super::plain::plain;

/// An article and what a careful reader finds in it.
#[derive(Debug, Default)]
pub struct Labelled {
    pub file: String,
    /// As a user would have it.
    pub text: String,
    /// Of publication.
    pub date: Option<Date>,
    /// Whether it is right not to give the date, too.
    pub date_is_open: bool,
    pub people: Vec<Label>,
    pub organisations: Vec<Label>,
    pub countries: Vec<Country>,
    pub quotes: Vec<Quote>,
    /// First words of what stands in marks and is no speech, plain.
    pub not_quotes: Vec<String>,
    pub dates: Vec<Mentioned>,
}

/// A person or an organisation.
#[derive(Debug)]
pub struct Label {
    pub name: String,
    /// The same wherever the same is meant; `None` where the article does not tell.
    pub key: Option<String>,
    pub forms: Vec<String>,
    pub roles: Vec<Role>,
    pub optional: bool,
}

#[derive(Debug)]
pub struct Role {
    pub text: String,
    pub optional: bool,
}

#[derive(Debug)]
pub struct Country {
    pub code: CountryCode,
    pub ways: Vec<(Via, bool)>,
    pub optional: bool,
}

#[derive(Debug)]
pub struct Quote {
    /// Its first words, plain.
    pub words: String,
    pub speaker: Says,
    pub optional: bool,
}

/// Who says a quote.
#[derive(Debug)]
pub enum Says {
    /// The text leaves it open.
    Open,
    /// Any of these: in most labels one.
    One(Vec<Who>),
}

/// An index into the labelled people or organisations, or a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Nobody,
    Person(usize),
    Organisation(usize),
    Country(CountryCode),
}

/// A date in the story: the words and the days they mean.
#[derive(Debug)]
pub struct Mentioned {
    pub phrase: String,
    pub from: Date,
    pub to: Date,
    pub optional: bool,
}

const LINE: &str = "\n==== labels\n";

/// All labelled articles of a folder, in the order of their names.
pub fn read_all(folder: &Path) -> Result<Vec<Labelled>, String> {
    let shown = folder.display();
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{shown}: {e}"))?;
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(path).map_err(|e| format!("{name}: {e}"))?;
            parse(&name, &text).map_err(|e| format!("{shown}/{name}: {e}"))
        })
        .collect()
}

/// One labelled article.
pub fn parse(file: &str, text: &str) -> Result<Labelled, String> {
    let (text, labels) = text.split_once(LINE).ok_or("no line `==== labels`")?;
    let mut out = Labelled { file: file.to_string(), text: text.to_string(), ..Labelled::default() };
    let mut section = "";
    let mut quotes: Vec<(&str, bool)> = Vec::new();
    for line in labels.lines().map(str::trim_end).filter(|l| !l.is_empty()) {
        if let Some(rest) = line.strip_prefix("date:") {
            let day = rest.trim().trim_end_matches('?');
            out.date = if day == "none" { None } else { Some(date(day)?) };
            out.date_is_open = rest.ends_with('?');
            continue;
        }
        if let Some(name) = line.strip_suffix(':') {
            section = name;
            continue;
        }
        let (optional, entry) = line.strip_prefix("? ").map_or((false, line), |l| (true, l));
        match section {
            "people" => out.people.push(label(entry, optional)?),
            "organisations" => out.organisations.push(label(entry, optional)?),
            "countries" => out.countries.push(country(entry, optional)?),
            // Who speaks is looked up when all names are known.
            "quotes" => quotes.push((entry, optional)),
            "not quotes" => out.not_quotes.push(plain(entry)),
            "dates" => out.dates.push(mentioned(entry, optional)?),
            _ => return Err(format!("{line:?} stands in no section")),
        }
    }
    for (entry, optional) in quotes {
        out.quotes.push(quote(entry, optional, &out)?);
    }
    check(&out)?;
    Ok(out)
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|e| format!("{text:?}: {e}"))
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|s| !s.is_empty())
}

fn label(entry: &str, optional: bool) -> Result<Label, String> {
    let mut columns = entry.split('|').map(str::trim);
    let (name, key) = columns.next().and_then(|c| c.split_once(" = ")).ok_or(format!("{entry:?}: no key"))?;
    let forms = list(columns.next().unwrap_or_default()).map(str::to_string).collect();
    let role = |r: &str| Role { text: r.trim_start_matches('?').to_string(), optional: r.starts_with('?') };
    let roles = list(columns.next().unwrap_or_default()).map(role).collect();
    let key = (key != "?").then(|| key.to_string());
    Ok(Label { name: name.to_string(), key, forms, roles, optional })
}

fn country(entry: &str, optional: bool) -> Result<Country, String> {
    let mut words = entry.split_whitespace();
    let code = words.next().and_then(CountryCode::parse).ok_or(format!("{entry:?}: no country code"))?;
    let way = |word: &str| match word.trim_end_matches('?') {
        "name" => Ok((Via::Name, word.ends_with('?'))),
        "demonym" => Ok((Via::Demonym, word.ends_with('?'))),
        "capital" => Ok((Via::Capital, word.ends_with('?'))),
        "metonym" => Ok((Via::Metonym, word.ends_with('?'))),
        _ => Err(format!("{entry:?}: {word:?} is no way of naming a country")),
    };
    Ok(Country { code, ways: words.map(way).collect::<Result<_, _>>()?, optional })
}

fn quote(entry: &str, optional: bool, names: &Labelled) -> Result<Quote, String> {
    let (words, speaker) = entry.rsplit_once(" -> ").ok_or(format!("{entry:?}: no ` -> `"))?;
    let speaker = match speaker {
        "?" => Says::Open,
        _ => Says::One(speaker.split(" or ").map(|s| who(s, names)).collect::<Result<_, _>>()?),
    };
    Ok(Quote { words: plain(words), speaker, optional })
}

fn who(speaker: &str, names: &Labelled) -> Result<Who, String> {
    let having = |labels: &[Label]| -> Vec<usize> {
        labels.iter().enumerate().filter(|(_, l)| l.forms.iter().any(|f| f == speaker)).map(|(i, _)| i).collect()
    };
    match (having(&names.people)[..].as_ref(), having(&names.organisations)[..].as_ref()) {
        _ if speaker == "none" => Ok(Who::Nobody),
        ([person], []) => Ok(Who::Person(*person)),
        ([], [organisation]) => Ok(Who::Organisation(*organisation)),
        ([], []) => match CountryCode::parse(speaker) {
            Some(code) if names.countries.iter().any(|c| c.code == code) => Ok(Who::Country(code)),
            _ => Err(format!("{speaker:?} speaks but is not labelled")),
        },
        _ => Err(format!("{speaker:?} speaks and may be several")),
    }
}

fn mentioned(entry: &str, optional: bool) -> Result<Mentioned, String> {
    let (phrase, days) = entry.rsplit_once(" -> ").ok_or(format!("{entry:?}: no ` -> `"))?;
    let (from, to) = days.split_once("..").unwrap_or((days, days));
    let (from, to) = (date(from)?, date(to)?);
    if from > to {
        return Err(format!("{entry:?} ends before it begins"));
    }
    Ok(Mentioned { phrase: phrase.to_string(), from, to, optional })
}

/// Everything labelled has to stand in the text.
fn check(labelled: &Labelled) -> Result<(), String> {
    let text = format!(" {} ", plain(&labelled.text));
    let stands = |words: &str| match text.contains(&format!(" {} ", plain(words))) {
        true => Ok(()),
        false => Err(format!("{words:?} is labelled but is not in the text")),
    };
    for label in labelled.people.iter().chain(&labelled.organisations) {
        if !label.forms.contains(&label.name) {
            return Err(format!("{:?} is not among its own forms", label.name));
        }
        label.forms.iter().try_for_each(|f| stands(f))?;
        label.roles.iter().try_for_each(|r| stands(&r.text))?;
    }
    labelled.quotes.iter().try_for_each(|q| stands(&q.words))?;
    labelled.not_quotes.iter().try_for_each(|q| stands(q))?;
    labelled.dates.iter().try_for_each(|d| stands(&d.phrase))?;
    match labelled.countries.iter().find(|c| c.ways.is_empty()) {
        Some(country) => Err(format!("{:?} is named in no way", country.code)),
        None => Ok(()),
    }
}
