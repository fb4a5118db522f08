//! From bytes to articles: whatever a file holds, reading and cleaning it ends, and gives text that may be shown.

use newsprint::clean::clean;
use newsprint::corpus::Article;
use newsprint::ingest;
use proptest::prelude::*;

fn articles(name: &str, bytes: &[u8]) -> Vec<Article> {
    ingest::read(name, bytes).0.into_iter().map(clean).collect()
}

fn one(name: &str, text: &str) -> Article {
    let mut all = articles(name, text.as_bytes());
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[test]
fn markdown_and_text_give_the_same_story() {
    let body =
        "PARIS\n\nThe talks are over, the minister said on the steps of the palace.\n\nNobody knows what comes next.\n";
    let text = one("a.txt", &format!("Talks end\n\n{body}"));
    let heading = one("a.md", &format!("# Talks end\n\n{body}"));
    let header = one("a.md", &format!("---\ntitle: Talks end\n---\n\n{body}"));
    for article in [&text, &heading, &header] {
        assert_eq!((article.title.as_str(), &article.paragraphs), ("Talks end", &text.paragraphs));
        assert_eq!(article.id, text.id);
    }
    assert_eq!(text.paragraphs.len(), 3);
}

#[test]
fn broken_front_matter_still_says_what_it_says() {
    let article =
        one("a.md", "---\ntitle: Talks: the end\ndate: 2025-04-18\n---\n\nThe talks are over, the minister said.\n");
    assert_eq!((article.title.as_str(), article.paragraphs.len()), ("Talks: the end", 1));
    assert_eq!(article.date.map(|d| d.to_string()).as_deref(), Some("2025-04-18"));
    assert_eq!(article.issues.len(), 1);
}

#[test]
fn large_inputs_take_no_time() {
    let started = std::time::Instant::now();
    articles("a.txt", &[b'A'; 1 << 20]);
    articles("a.txt", "A ".repeat(1 << 19).as_bytes());
    articles("a.txt", "A\n".repeat(1 << 15).as_bytes());
    articles("a.txt", "Sign up for our newsletter\n".repeat(1 << 12).as_bytes());
    articles("a.txt", "“He (said) — Subscribe: ".repeat(1 << 14).as_bytes());
    articles("a.md", "# A\n> - b\n".repeat(1 << 12).as_bytes());
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

fn holds(name: &str, bytes: &[u8]) {
    for article in articles(name, bytes) {
        let fields = [&article.source, &article.byline, &article.language, &article.link];
        let texts = fields.into_iter().flatten().chain(&article.tags).chain([&article.title, &article.path]);
        let texts = texts.chain(article.paragraphs.iter().map(|p| &p.text));
        for text in
            texts.chain(article.furniture.iter().map(|f| &f.text)).chain(article.issues.iter().map(|i| &i.message))
        {
            assert!(!text.chars().any(char::is_control), "{text:?}");
        }
        assert!(article.paragraphs.iter().all(|p| !p.text.is_empty() && !p.text.contains("  ")));
        assert!(!article.title.is_empty(), "every article can be told from others in a list");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_do_harm(name in "[a-z]{1,3}(\\.(txt|md|x))?", bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        holds(&name, &bytes);
    }

    #[test]
    fn no_text_does_harm(
        name in "[a-z]{1,3}\\.(txt|md)",
        text in "(---\n|title: |date: |date 2025-04-18 |By |© |\\(L\\)|PARIS|, |\"|: | — |\n|\n\n|[#>*`!]|subscribe |.{0,9}){0,40}",
    ) {
        holds(&name, text.as_bytes());
    }
}
