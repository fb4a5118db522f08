//! What a page's JSON-LD says of its article.

use serde_json::Value;

use crate::text::fold;

/// Values of this many characters are no name and no title.
const NAME: usize = 400;
/// So many values are looked at.
const VALUES: usize = 2000;

#[derive(Default, Debug)]
pub struct Said {
    pub title: Option<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub author: Option<String>,
    pub publisher: Option<String>,
    pub language: Option<String>,
    pub link: Option<String>,
    pub body: Option<String>,
    pub tags: Vec<String>,
}

/// What the page says of itself otherwise.
#[derive(Default)]
pub struct Known<'a> {
    pub link: Option<&'a str>,
    pub titles: Vec<String>,
}

impl Known<'_> {
    /// Whether an article is the page's own, by its address or its headline.
    fn is(&self, node: &Value) -> bool {
        let own = self.link.map(bare);
        let linked = own.is_some() && links(node).any(|link| Some(bare(link)) == own);
        linked || headline(node).is_some_and(|said| self.titles.iter().any(|title| begins(title, &said)))
    }
}

/// A title may have the name of the site behind.
fn begins(title: &str, headline: &str) -> bool {
    let (title, headline) = (fold(title), fold(headline));
    title.strip_prefix(headline.trim()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// An address without what differs between the ways to write it.
fn bare(link: &str) -> &str {
    let link = link.split(['?', '#']).next().unwrap_or(link).trim_end_matches('/');
    let link = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://")).unwrap_or(link);
    link.strip_prefix("www.").unwrap_or(link)
}

fn links(node: &Value) -> impl Iterator<Item = &str> {
    let page = node.get("mainEntityOfPage");
    let all = [page, page.and_then(|p| p.get("@id")), page.and_then(|p| p.get("url")), node.get("url")];
    all.into_iter().flatten().filter_map(Value::as_str).filter(|l| l.starts_with("http"))
}

fn headline(node: &Value) -> Option<String> {
    text(node.get("headline")).or_else(|| text(node.get("name")))
}

/// Reads all scripts. The article that is the page's own counts, else the first, with what others say of the same; a
/// plain web page says what no article does.
pub fn read(scripts: &[String], known: &Known) -> Said {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut nodes = Vec::new();
    let mut todo: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = todo.pop() {
        if nodes.len() >= VALUES {
            break;
        }
        match value {
            Value::Array(items) => todo.extend(items.iter().rev()),
            Value::Object(_) => {
                nodes.push(value);
                for key in ["mainEntity", "mainEntityOfPage", "@graph"] {
                    todo.extend(value.get(key));
                }
            }
            _ => {}
        }
    }
    let mut said = Said::default();
    let articles: Vec<&Value> = nodes.iter().copied().filter(|n| rank_of(n) == 2).collect();
    let own = articles.iter().copied().find(|n| known.is(n));
    if let Some(main) = own.or(articles.first().copied()) {
        let said_of = headline(main);
        let same = |node: &Value| {
            known.is(node)
                || match headline(node) {
                    Some(headline) => said_of.as_deref().is_some_and(|of| fold::same(of, &headline)),
                    None => links(node).next().is_none(),
                }
        };
        take(main, &mut said, true);
        articles.iter().filter(|n| same(n)).for_each(|node| take(node, &mut said, true));
    }
    nodes.iter().filter(|n| rank_of(n) == 1).for_each(|node| take(node, &mut said, false));
    let site = |n: &&&Value| types(n).any(|t| matches!(t, "WebSite" | "Organization" | "NewsMediaOrganization"));
    said.publisher = said.publisher.or_else(|| nodes.iter().find(site).and_then(|n| text(n.get("name"))));
    said
}

/// Scripts as people's programs write them: comment marks around, line breaks inside strings.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[");
    let script = script.trim_end_matches("-->").trim_end_matches("//]]>").trim().trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        let plain: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&plain).ok()
    })
}

fn types(node: &Value) -> impl Iterator<Item = &str> {
    let kind = node.get("@type");
    let many = kind.and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
    kind.and_then(Value::as_str).into_iter().chain(many.iter().filter_map(Value::as_str))
}

fn rank_of(node: &Value) -> u8 {
    let article = |t: &str| t.ends_with("Article") || t.ends_with("Posting") || matches!(t, "Report" | "Review");
    if types(node).any(|t| article(t) && t != "JobPosting") {
        2
    } else {
        u8::from(types(node).any(|t| t.ends_with("WebPage")))
    }
}

fn take(node: &Value, said: &mut Said, is_article: bool) {
    let set = |slot: &mut Option<String>, value: Option<String>| {
        if slot.is_none() {
            *slot = value;
        }
    };
    if is_article {
        set(&mut said.title, headline(node));
        set(&mut said.author, names(node.get("author")).or_else(|| names(node.get("creator"))));
        set(&mut said.body, body(node));
        if said.tags.is_empty() {
            said.tags = keywords(node.get("keywords"));
        }
    }
    set(&mut said.published, text(node.get("datePublished")));
    set(&mut said.published, text(node.get("dateCreated")).filter(|_| is_article));
    set(&mut said.modified, text(node.get("dateModified")));
    set(&mut said.publisher, names(node.get("publisher")));
    set(&mut said.language, text(node.get("inLanguage")));
    let page = node.get("mainEntityOfPage");
    let link = text(page).or_else(|| text(page?.get("@id"))).or_else(|| text(node.get("url")));
    set(&mut said.link, link.filter(|l| l.starts_with("http")));
}

fn text(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.as_str(),
        Value::Array(items) => items.first()?.as_str()?,
        _ => return None,
    };
    let text = text.trim();
    (!text.is_empty() && text.len() <= NAME).then(|| unescaped(text))
}

/// The story where the page gives it: markup in it is set as lines.
fn body(node: &Value) -> Option<String> {
    let said = node.get("articleBody")?;
    let text = match said {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// A name, or several, of people and organisations.
fn names(value: Option<&Value>) -> Option<String> {
    let name = |v: &Value| match v {
        Value::String(name) => Some(name.clone()),
        Value::Object(_) => text(v.get("name")),
        _ => None,
    };
    let all: Vec<String> = match value? {
        Value::Array(items) => items.iter().take(8).filter_map(name).collect(),
        one => name(one).into_iter().collect(),
    };
    let mut found: Vec<String> = Vec::new();
    for name in all.iter().map(|n| unescaped(n.trim())).filter(|n| !n.is_empty() && n.len() <= 200) {
        if !name.starts_with("http") && !found.contains(&name) {
            found.push(name);
        }
    }
    (!found.is_empty()).then(|| found.join(", "))
}

fn keywords(value: Option<&Value>) -> Vec<String> {
    let all: Vec<String> = match value {
        Some(Value::String(text)) => text.split(',').map(str::to_string).collect(),
        Some(Value::Array(items)) => items.iter().filter_map(|i| i.as_str().map(str::to_string)).collect(),
        _ => Vec::new(),
    };
    all.iter().map(|t| unescaped(t.trim())).filter(|t| !t.is_empty() && t.len() <= 80).take(30).collect()
}

/// Many pages escape their JSON for HTML once more.
pub fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_string();
    }
    let scan = super::scan::scan(&text.replace('<', "&lt;"), super::scan::PAGE);
    let tree = super::tree::Tree::fragment(&scan.markup);
    tree.text(0)
}
