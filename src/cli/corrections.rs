//! `newsprint people --merge A B` and the like: what the reader knows better about names.

use anyhow::bail;

use super::archive::Archive;
use super::names::Args;
use super::output::{Output, Status, complain};
use crate::corpus::{Corpus, Correcting, Correction, EntityNo, Kind};
use crate::library::Corrections;
use crate::library::dirs::Dirs;
use crate::text::{fold, sanitise};

/// At most so many names are given to choose from.
const NEAR: usize = 4;
/// How like a name a mistyped one is at least.
const LIKE: f64 = 0.8;

/// A name list that can be corrected.
#[derive(clap::Args)]
pub struct Corrected {
    #[command(flatten)]
    pub names: Args,

    #[command(flatten)]
    correct: Correct,
}

/// What the options below correct holds wherever the name occurs.
const HEADING: &str = "Corrections, kept for all archives";

/// One correction at a time.
#[derive(clap::Args)]
#[group(multiple = false)]
struct Correct {
    /// Both are one from now on
    #[arg(long, num_args = 2, value_names = ["NAME", "OTHER"], help_heading = HEADING)]
    merge: Option<Vec<String>>,

    /// This spelling of the name is somebody else
    #[arg(long, num_args = 2, value_names = ["NAME", "SPELLING"], help_heading = HEADING)]
    split: Option<Vec<String>>,

    /// Show it under another name
    #[arg(long, num_args = 2, value_names = ["NAME", "NEW"], help_heading = HEADING)]
    rename: Option<Vec<String>>,

    /// Do not show it any more
    #[arg(long, value_name = "NAME", help_heading = HEADING)]
    hide: Option<String>,

    /// Show it again
    #[arg(long, value_name = "NAME", help_heading = HEADING)]
    unhide: Option<String>,

    /// List what was corrected, with numbers
    #[arg(long, help_heading = HEADING)]
    corrections: bool,

    /// Take the last correction back, or the one of this number
    #[arg(long, value_name = "NUMBER", num_args = 0..=1, help_heading = HEADING)]
    undo: Option<Option<u64>>,
}

/// What was asked for.
enum Wish<'a> {
    Merge(&'a str, &'a str),
    Split(&'a str, &'a str),
    Rename(&'a str, &'a str),
    Hide(&'a str),
}

pub fn run(kind: Kind, args: &Corrected) -> anyhow::Result<Status> {
    let correct = &args.correct;
    if kind == Kind::Country && (correct.merge.is_some() || correct.split.is_some()) {
        bail!("countries are not merged or split, only renamed and hidden");
    }
    if correct.corrections {
        return list(kind);
    }
    if let Some(number) = correct.undo {
        return undo(kind, args, number);
    }
    if let Some(name) = &correct.unhide {
        return unhide(kind, args, name);
    }
    let pair = |values: &'_ Option<Vec<String>>| match values.as_deref() {
        Some([a, b]) => Some((a.clone(), b.clone())),
        _ => None,
    };
    let (merge, split, rename) = (pair(&correct.merge), pair(&correct.split), pair(&correct.rename));
    let wish = match (&merge, &split, &rename, &correct.hide) {
        (Some((one, other)), ..) => Wish::Merge(one, other),
        (_, Some((name, form)), ..) => Wish::Split(name, form),
        (_, _, Some((name, new)), _) => Wish::Rename(name, new),
        (.., Some(name)) => Wish::Hide(name),
        _ => return super::names::run(kind, &args.names),
    };
    let mut archive = Archive::open(args.names.place())?;
    match understand(archive.corpus(), kind, &wish) {
        Ok(correction) => {
            let changed = archive.library().corrections().change(&Correcting::Add(correction))?;
            archive.refresh()?;
            if let Some((number, correction)) = changed {
                let undo = format!("\"newsprint {} --undo {number}\" takes it back", command(kind));
                say(&format!("{number}  {}; {undo}", correction.text()))?;
            }
            Ok(Status::Done.or_lacking(archive.bad))
        }
        Err(why) => {
            complain(why);
            Ok(Status::Lacking)
        }
    }
}

/// The wish as a correction, or why it cannot be one.
fn understand(corpus: &Corpus, kind: Kind, wish: &Wish) -> Result<Correction, String> {
    let key = |entity| corpus.key(entity).to_string();
    match wish {
        Wish::Merge(one, other) => {
            let (a, b) = (meant(corpus, kind, one)?, meant(corpus, kind, other)?);
            if a == b {
                return Err(format!("{one} and {other} are one already: {}", corpus.name(a)));
            }
            Ok(Correction::Merge { kind, one: key(a), other: key(b) })
        }
        Wish::Split(name, form) => {
            let entity = meant(corpus, kind, name)?;
            let forms: Vec<&str> = corpus.spellings(entity).filter(|s| s.named > 0).map(|s| s.text).collect();
            let found = forms.iter().find(|f| fold(f) == fold(form));
            match found {
                Some(form) if forms.iter().any(|f| fold(f) != fold(form)) => {
                    Ok(Correction::Split { kind, form: form.to_string() })
                }
                Some(_) => Err(format!("{} has no other spelling", corpus.name(entity))),
                None => Err(format!(
                    "{} is never the whole name of {}; there are: {}",
                    form,
                    corpus.name(entity),
                    some(&forms)
                )),
            }
        }
        Wish::Rename(name, new) => {
            let entity = meant(corpus, kind, name)?;
            let new = sanitise::line(new).text.trim().to_string();
            if new.is_empty() {
                return Err("a name has to have letters".into());
            }
            Ok(Correction::Rename { kind, of: key(entity), name: new })
        }
        Wish::Hide(name) => Ok(Correction::Hide { kind, of: key(meant(corpus, kind, name)?) }),
    }
}

/// The one entity that `text` means.
pub fn meant(corpus: &Corpus, kind: Kind, text: &str) -> Result<EntityNo, String> {
    let found = corpus.resolve(kind, text);
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let near = near(corpus, kind, text);
            let hint = if near.is_empty() { String::new() } else { format!("; did you mean {}?", some(&near)) };
            let nobody = match kind {
                Kind::Person => "nobody",
                Kind::Country => "no country",
                Kind::Organisation => "no organisation",
            };
            Err(format!("{nobody} here is called {text}{hint}"))
        }
        several => {
            let exact = several.iter().find(|e| fold(corpus.name(**e)) == fold(text));
            let names: Vec<&str> = several.iter().map(|e| corpus.name(*e)).collect();
            exact.copied().ok_or_else(|| format!("{text} can be several: {}", some(&names)))
        }
    }
}

/// Names that are written nearly so, the nearest first.
fn near<'a>(corpus: &'a Corpus, kind: Kind, text: &str) -> Vec<&'a str> {
    let wanted = fold(text);
    let mut found: Vec<(f64, &str)> = Vec::new();
    for entity in corpus.entities(kind) {
        let like = |form: &str| strsim::jaro_winkler(&wanted, &fold(form));
        let best = corpus.spellings(entity).map(|s| like(s.text)).fold(like(corpus.name(entity)), f64::max);
        if best >= LIKE {
            found.push((best, corpus.name(entity)));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().map(|(_, name)| name).take(NEAR).collect()
}

fn some(names: &[&str]) -> String {
    let more = if names.len() > NEAR { ", ..." } else { "" };
    names.iter().take(NEAR).copied().collect::<Vec<_>>().join(", ") + more
}

fn command(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "people",
        Kind::Country => "countries",
        Kind::Organisation => "orgs",
    }
}

fn say(text: &str) -> anyhow::Result<()> {
    let mut output = Output::stdout();
    output.line(text)?;
    output.flush()?;
    Ok(())
}

fn store() -> anyhow::Result<Corrections> {
    let (store, notice) = Corrections::open(&Dirs::of_user()?);
    notice.into_iter().for_each(complain);
    Ok(store)
}

fn of_kind(store: &Corrections, kind: Kind) -> Vec<(u64, Correction)> {
    store.list().into_iter().filter(|(_, c)| c.kind() == kind).collect()
}

fn list(kind: Kind) -> anyhow::Result<Status> {
    let list = of_kind(&store()?, kind);
    let mut output = Output::stdout();
    for (number, correction) in &list {
        output.line(&format!("{number:>4}  {}", correction.text()))?;
    }
    output.flush()?;
    if list.is_empty() {
        complain("nothing was corrected yet");
    }
    Ok(Status::Done.or_lacking(list.is_empty()))
}

fn undo(kind: Kind, args: &Corrected, number: Option<u64>) -> anyhow::Result<Status> {
    let list = of_kind(&store()?, kind);
    let wanted = number.or(list.last().map(|(n, _)| *n));
    match wanted.filter(|n| list.iter().any(|(m, _)| m == n)) {
        Some(number) => take_back(args, &[number]),
        None => {
            let which =
                number.map_or("there is nothing to take back".into(), |n| format!("there is no correction {n}"));
            complain(format_args!("{which}; \"newsprint {} --corrections\" lists them", command(kind)));
            Ok(Status::Lacking)
        }
    }
}

fn unhide(kind: Kind, args: &Corrected, name: &str) -> anyhow::Result<Status> {
    let list = of_kind(&store()?, kind);
    let hidden: Vec<(u64, &str)> = list
        .iter()
        .filter_map(|(n, c)| match c {
            Correction::Hide { of, .. } => Some((*n, of.as_str())),
            _ => None,
        })
        .collect();
    // Who was renamed is known to the reader by the new name, to the list by the old one.
    let called = |key: &str| {
        list.iter().any(|(_, c)| match c {
            Correction::Rename { of, name: new, .. } => fold(of) == fold(key) && fold(new) == fold(name),
            _ => false,
        })
    };
    let is = |of: &str| fold(of) == fold(name) || called(of);
    let numbers: Vec<u64> = hidden.iter().filter(|(_, of)| is(of)).map(|(n, _)| *n).collect();
    if numbers.is_empty() {
        let names: Vec<&str> = hidden.iter().map(|(_, of)| *of).collect();
        let hint = if names.is_empty() { "nothing is".to_string() } else { some(&names) };
        complain(format_args!("{name} is not hidden; hidden: {hint}"));
        return Ok(Status::Lacking);
    }
    take_back(args, &numbers)
}

fn take_back(args: &Corrected, numbers: &[u64]) -> anyhow::Result<Status> {
    let store = store()?;
    for number in numbers {
        if let Some((number, correction)) = store.change(&Correcting::TakeBack(*number))? {
            say(&format!("{number}  taken back: {}", correction.text()))?;
        }
    }
    let archive = Archive::open(args.names.place())?;
    Ok(Status::Done.or_lacking(archive.bad))
}
