//! An article outside of the program: its text on the clipboard or to another program, its address in the browser, its
//! file in the editor.
//!
//! Most of that needs the article itself, which may not be the one that is open: it is asked for, and what it was
//! wanted for comes back with it.

use super::bar::{Bar, Purpose};
use super::export::{self, What};
use super::fold::Chosen;
use super::links;
use super::update::settle;
use super::{Effect, Model, dates};
use crate::corpus::{Annotations, Article, Position};
use crate::export::{Format, Item, Writer};
use crate::query::Syntax;
use crate::text::numbers::grouped;
use crate::text::{argv, links as web};

/// What an article is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    CopyText,
    CopyLink,
    /// Title, source, date and link in one line.
    CopyCitation,
    OpenSource,
    /// At this place of it.
    Edit(Option<Position>),
    Links,
}

/// Asks for the article that is meant now.
pub(super) fn want(model: &mut Model, wanted: Wanted) -> Vec<Effect> {
    let Some(n) = model.subject() else {
        model.notice = Some("choose an article first".into());
        return Vec::new();
    };
    vec![Effect::Read { article: Chosen::of(&model.corpus, n), wanted }]
}

/// Asks for it with the place that is on the screen, if it is the open one.
pub(super) fn edit(model: &mut Model) -> Vec<Effect> {
    let id = model.subject().map(|n| model.corpus.id(n));
    let here = model.reader.opened.as_ref().is_some_and(|o| Some(o.id) == id);
    let place = model.reader.place().filter(|_| here && model.reader.top > 0);
    want(model, Wanted::Edit(place))
}

/// Here it is.
pub(super) fn got(model: &mut Model, article: &Article, wanted: Wanted) -> Vec<Effect> {
    match wanted {
        Wanted::CopyText => copy(model, "text", text(article)),
        Wanted::CopyLink => match own_link(article) {
            Some(link) => copy(model, "link", link.to_string()),
            None => copy(model, "path", article.path.clone()),
        },
        Wanted::CopyCitation => copy(model, "citation", citation(article)),
        Wanted::OpenSource => match own_link(article) {
            Some(link) => vec![Effect::Browse(link.to_string())],
            None => vec![Effect::OpenFile(article.path.clone())],
        },
        Wanted::Edit(place) => {
            let near = place.map(|p| article.text(Some(p.paragraph)).to_string());
            vec![Effect::Edit { path: article.path.clone(), near: near.unwrap_or_default() }]
        }
        Wanted::Links => links::show(model, article),
    }
}

/// The article's own address, if it is one that may be opened.
pub(super) fn own_link(article: &Article) -> Option<&str> {
    article.link.as_deref().filter(|link| web::is_web(link))
}

fn text(article: &Article) -> String {
    let (mut out, none) = (Vec::new(), Annotations::default());
    // Nothing fails that is written to memory.
    _ = Writer::begin(&mut out, Format::Text, "").and_then(|mut writer| {
        writer.article(&Item::new(article, &none))?;
        writer.end()
    });
    String::from_utf8(out).unwrap_or_default()
}

/// `“Title”, World Desk, 18 April 2025, https://…`
fn citation(article: &Article) -> String {
    let place = own_link(article).unwrap_or(&article.path);
    let title = Some(format!("“{}”", article.title));
    let parts = [title, article.source.clone(), article.date.map(dates::long), Some(place.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Puts a text on the clipboard and says so.
pub(super) fn copy(model: &mut Model, what: &str, text: String) -> Vec<Effect> {
    model.notice = Some(match text.len() {
        0..10_000 => format!("{what} copied"),
        long => format!("{what} copied, {} KB", grouped(long.div_ceil(1000) as u64)),
    });
    vec![Effect::Copy(text)]
}

/// Asks for a program to pipe to; the last one is there to be taken again.
pub(super) fn ask_program(model: &mut Model) -> Vec<Effect> {
    if model.marked.is_empty() && model.subject().is_none() {
        model.notice = Some("choose an article first".into());
        return Vec::new();
    }
    model.bar = Some(Bar::new(Purpose::Pipe, &model.piped.clone()));
    settle(model)
}

/// What goes to a program: what is marked, else the article that is meant now.
fn meant(model: &Model) -> Option<What> {
    export::marked(model).or_else(|| Some(What::Article(Chosen::of(&model.corpus, model.subject()?))))
}

/// The line typed for a program is taken.
pub(super) fn pipe(model: &mut Model, mut bar: Bar) -> Vec<Effect> {
    let text = bar.line.text().to_string();
    match argv::split(&text) {
        Err(message) => {
            bar.issues = vec![Syntax { span: (0..0).into(), message: message.into() }];
            model.bar = Some(bar);
            settle(model)
        }
        Ok(program) => {
            let mut effects = settle(model);
            if let Some(what) = meant(model).filter(|_| !program.is_empty()) {
                model.piped = text;
                effects.push(Effect::Pipe { program, what });
            }
            effects
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Origin, Paragraph, ParagraphKind};

    fn article() -> Article {
        Article {
            id: Default::default(),
            path: "/news/a.txt".into(),
            title: "Talks end".into(),
            title_origin: Origin::File,
            date: Some(jiff::civil::date(2025, 4, 18)),
            date_origin: None,
            date_confidence: None,
            source: Some("World Desk".into()),
            source_origin: None,
            byline: None,
            language: None,
            link: Some("https://example.org/a".into()),
            links: Vec::new(),
            tags: Vec::new(),
            paragraphs: vec![Paragraph::new(ParagraphKind::Body, "They ended.")],
            furniture: Vec::new(),
            hidden: 0,
            issues: Vec::new(),
        }
    }

    fn model() -> Model {
        Model::new((80, 24), "news".into(), super::super::model::ThemeName::Terminal)
    }

    #[test]
    fn an_article_is_copied_in_four_ways() {
        let mut bare = article();
        (bare.link, bare.source, bare.date) = (Some("javascript:alert(1)".into()), None, None);
        let check = |article: &Article, wanted, text: &str| {
            assert_eq!(got(&mut model(), article, wanted), [Effect::Copy(text.into())]);
        };
        check(
            &article(),
            Wanted::CopyText,
            "Talks end\n2025-04-18 · World Desk · https://example.org/a\n\nThey ended.\n",
        );
        check(&article(), Wanted::CopyLink, "https://example.org/a");
        check(&bare, Wanted::CopyLink, "/news/a.txt");
        check(&article(), Wanted::CopyCitation, "“Talks end”, World Desk, 18 April 2025, https://example.org/a");
        check(&bare, Wanted::CopyCitation, "“Talks end”, /news/a.txt");
    }

    #[test]
    fn only_a_web_address_is_opened_else_the_file() {
        let mut evil = article();
        evil.link = Some("file:///etc/passwd".into());
        let open = |article: &Article| got(&mut model(), article, Wanted::OpenSource);
        assert_eq!(open(&article()), [Effect::Browse("https://example.org/a".into())]);
        assert_eq!(open(&evil), [Effect::OpenFile("/news/a.txt".into())]);
    }
}
