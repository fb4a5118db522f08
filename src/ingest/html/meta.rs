//! What a page says of itself: JSON-LD, `<meta>`, links, its address, and the lines around the headline.

use super::names::is_heading;
use super::tree::{At, Tree};
use super::{day, json_ld, title};

#[derive(Default, Debug)]
pub struct Meta {
    pub title: Option<String>,
    pub date: Option<String>,
    pub source: Option<String>,
    pub byline: Option<String>,
    pub language: Option<String>,
    pub link: Option<String>,
    pub tags: Vec<String>,
    /// The story as JSON-LD has it.
    pub body: Option<String>,
    /// The node of the headline, where one is shown.
    pub headline: Option<At>,
}

/// `<meta>` elements in the order of the page: name in small letters, and content.
pub struct Tags(Vec<(String, String)>);

impl Tags {
    fn of(tree: &Tree) -> Tags {
        let metas = tree.nodes.iter().filter(|n| n.name == "meta");
        let read = metas.filter_map(|n| {
            let name = n.attribute("property").or(n.attribute("name")).or(n.attribute("itemprop"))?;
            let content = n.attribute("content")?.trim();
            (!content.is_empty()).then(|| (name.trim().to_ascii_lowercase(), content.to_string()))
        });
        Tags(read.collect())
    }

    /// The first that has one of these names, the names in their order.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()))
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

pub fn read(tree: &Tree, scripts: &[String], page: &str) -> Meta {
    let tags = Tags::of(tree);
    let link = link(tree, &tags, page);
    let known = json_ld::Known { link: link.as_deref(), titles: title::said(tree, &tags) };
    let data = json_ld::read(scripts, &known);
    let source = tags.first(&["og:site_name", "application-name"]).map(str::to_string);
    let source = source.or(data.publisher).or_else(|| tags.first(&["publisher", "dc.publisher"]).map(str::to_string));
    let link = link.or(data.link);
    let (title, headline) = title::find(tree, &tags, data.title.as_deref(), source.as_deref(), link.as_deref());
    let date = day::find(tree, &tags, data.published.as_deref(), data.modified.as_deref(), link.as_deref(), headline);
    let byline = data.author.or_else(|| byline(tree, &tags)).map(|b| without_by(&b));
    let byline = byline.filter(|b| !b.is_empty() && b.len() <= 200 && !b.starts_with("http"));
    let html = tree.find("html").and_then(|at| tree.get(at));
    let language = html.and_then(|n| n.attribute("lang").or(n.attribute("xml:lang"))).map(str::to_string);
    let language = language.or(data.language).or_else(|| tags.first(&["og:locale", "language"]).map(str::to_string));
    let mut words: Vec<String> = tags.all("article:tag").map(json_ld::unescaped).collect();
    if words.is_empty() {
        words = data.tags;
    }
    if words.is_empty() {
        let listed = tags.first(&["keywords", "news_keywords"]).unwrap_or("");
        words = listed.split(',').map(|t| t.trim().to_string()).filter(|t| !t.is_empty() && t.len() <= 80).collect();
    }
    words.truncate(30);
    Meta {
        title,
        date,
        source,
        byline,
        language: language.map(|l| l.replace('_', "-")).filter(|l| (2..=35).contains(&l.len())),
        link,
        tags: words,
        body: data.body,
        headline,
    }
}

/// The address: what the page calls its own, or where it was saved from.
fn link(tree: &Tree, tags: &Tags, page: &str) -> Option<String> {
    let is_link = |l: &&str| l.starts_with("http://") || l.starts_with("https://");
    let links = tree.nodes.iter().filter(|n| n.name == "link");
    let canonical = links.filter(|n| n.attribute("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")));
    let canonical = canonical.filter_map(|n| n.attribute("href")).map(str::trim).find(is_link);
    // A bare host is the site, not the page.
    let deep = |l: &&str| l.trim_end_matches('/').matches('/').count() > 2;
    let said = canonical.filter(deep).or_else(|| tags.first(&["og:url", "twitter:url"]).filter(is_link));
    said.map(str::to_string).or_else(|| saved_from(page)).or(canonical.map(str::to_string))
}

/// `<!-- saved from url=(0051)https://... -->`, and the lines of SingleFile.
fn saved_from(page: &str) -> Option<String> {
    let head = page.get(..page.floor_char_boundary(4096))?;
    let at = head.find("saved from url=").map(|n| n + 15).or_else(|| {
        head.find("Page saved with SingleFile").and_then(|n| head.get(n..)?.find("url:").map(|m| n + m + 4))
    })?;
    let rest = head.get(at..)?.trim_start();
    let rest = if rest.starts_with('(') { rest.split_once(')')?.1 } else { rest };
    let link = rest.split(|c: char| c.is_whitespace() || c == '<' || c == '>').next()?;
    (link.starts_with("http://") || link.starts_with("https://")).then(|| link.to_string())
}

/// Who wrote it: by metadata, or by what the page marks as the author.
fn byline(tree: &Tree, tags: &Tags) -> Option<String> {
    const NAMES: [&str; 9] = [
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
        "byl",
        "citation_author",
        "twitter:creator",
    ];
    let plausible = |name: &str| {
        let name = name.trim();
        !name.is_empty() && name.len() <= 200 && !name.contains("://") && !name.starts_with('@')
    };
    if let Some(name) = NAMES.iter().find_map(|name| tags.first(&[*name]).filter(|n| plausible(n))) {
        return Some(json_ld::unescaped(name));
    }
    let marked = (0..tree.nodes.len()).filter(|at| {
        let Some(node) = tree.get(*at) else { return false };
        node.attribute("rel").is_some_and(|r| r.split(' ').any(|r| r == "author"))
            || node.attribute("itemprop").is_some_and(|p| p == "author")
            || node.marks.split(' ').any(|m| {
                matches!(
                    m,
                    "author"
                        | "byline"
                        | "author-name"
                        | "byline-name"
                        | "post-author"
                        | "entry-author"
                        | "article-author"
                        | "author__name"
                        | "byline__name"
                        | "p-author"
                        | "fn"
                )
            })
    });
    let mut texts = marked.take(20).filter(|at| !is_heading(tree.name(*at))).map(|at| tree.text(at));
    texts.find(|text| (3..=80).contains(&text.trim().len()) && text.split(' ').count() <= 10)
}

/// `By Ann Lee`: the word is not the name.
fn without_by(text: &str) -> String {
    let text = text.trim();
    let rest = ["by ", "by: ", "von ", "par ", "written by ", "author: "].iter().find_map(|by| {
        let head = text.get(..by.len())?;
        head.eq_ignore_ascii_case(by).then(|| text.get(by.len()..)).flatten()
    });
    rest.unwrap_or(text).trim().to_string()
}
