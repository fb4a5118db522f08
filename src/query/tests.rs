//! The whole language: what is typed, and what it means.

use proptest::prelude::*;

use super::*;
use crate::text::Span;

/// An expression in one line: `stem`, `prefix*`, `fuzzy~`, `"a phrase"`, `field(value)`, `!not`, `(a & b)`, `(a | b)`.
fn show(expr: &Expr) -> String {
    let join = |parts: &[Expr], by: &str| format!("({})", parts.iter().map(show).collect::<Vec<_>>().join(by));
    match expr {
        Expr::All => "*".into(),
        Expr::And(parts) => join(parts, " & "),
        Expr::Or(parts) => join(parts, " | "),
        Expr::Not(inner) => format!("!{}", show(inner)),
        Expr::Term(term) => show_term(term),
    }
}

fn show_term(term: &Term) -> String {
    let word = |w: &Word| match w.how {
        How::Stem => w.text.clone(),
        How::Prefix => format!("{}*", w.text),
        How::Fuzzy => format!("{}~", w.text),
    };
    let day = |d: Option<jiff::civil::Date>| d.map_or(String::new(), |d| d.to_string());
    match term {
        Term::Word(w) => word(w),
        Term::Phrase(words) => format!("\"{}\"", words.join(" ")),
        Term::Near { distance, words } => format!("near{distance}({})", words.join(" ")),
        Term::Title(w) => format!("title({})", word(w)),
        Term::TitlePhrase(words) => format!("title(\"{}\")", words.join(" ")),
        Term::Entity(kind, text) => format!("{}({text})", kind.field()),
        Term::Said(text) => format!("said({text})"),
        Term::Source(text) => format!("source({text})"),
        Term::Tag(text) => format!("tag({text})"),
        Term::Story(text) => format!("story({text})"),
        Term::Note(words) => format!("note({})", words.join(" ")),
        Term::Article(id) => id.to_string(),
        Term::Date(range) => format!("{}..{}", day(range.first), day(range.last)),
        Term::Undated => "undated".into(),
        Term::Is(status) => format!("{status:?}"),
    }
}

/// A query without a mistake.
fn check(text: &str, expected: &str) {
    let query = parse(text);
    assert_eq!(show(&query.expr), expected, "{text}");
    assert_eq!(query.issues, [], "{text}");
}

/// A query with mistakes: what is left of it, and the parts that were complained of.
fn check_mistake(text: &str, expected: &str, at: &[&str]) {
    let query = parse(text);
    assert_eq!(show(&query.expr), expected, "{text}");
    assert_eq!(query.issues.iter().map(|i| i.span.of(text)).collect::<Vec<_>>(), at, "{text}: {:?}", query.issues);
}

fn check_terms(text: &str, expected: &[&str]) {
    let query = parse(text);
    assert_eq!(query.terms.iter().map(|t| t.of(text)).collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn a_story_is_asked_for_by_an_article() {
    check("story:4F2A90C1", "story(4f2a90c1)");
    check("-story:4f2a", "!story(4f2a)");
    check_mistake("story:4f2", "*", &["4f2"]);
    check_mistake("story:zelensky ferry", "ferry", &["zelensky"]);
    check_mistake(&format!("story:{}", "a".repeat(33)), "*", &[&"a".repeat(33)]);
}

#[test]
fn words_and_phrases() {
    check("", "*");
    check("  \t ", "*");
    check("peace", "peace");
    check("Peace TALKS", "(peace & talks)");
    check("\"Peace Talks\"", "\"peace talks\"");
    check("“peace talks”", "\"peace talks\"");
    check("„peace talks“ «in Paris»", "(\"peace talks\" & \"in paris\")");
    check("\"peace\"", "\"peace\"");
    check("peac*", "peac*");
    check("Zelensky~", "zelensky~");
    check("zelensky~2", "zelensky~");
    check("high-level", "\"high level\"");
    check("high-lev*", "(high & lev*)");
    check("Élysée", "elysee");
    check("Russia’s", "russia");
    check("U.S. US us UN U.N.", "(u.s & u.s & us & un & un)");
    check("10:30", "\"10 30\"");
    check("https://example.com/a", "\"https example com a\"");
    check("Putin: no", "(putin & no)");
}

#[test]
fn operators() {
    check("a or b", "(a | b)");
    check("a OR b Or c", "(a | b | c)");
    check("a and b AND c", "(a & b & c)");
    check("not a", "!a");
    check("-a", "!a");
    check("NOT -a", "a");
    check("a -b", "(a & !b)");
    check("a b or c d", "((a & b) | (c & d))");
    check("not a b", "(!a & b)");
    check("not (a b)", "!(a & b)");
    check("-(a or b) c", "(!(a | b) & c)");
    check("a (b or c)", "(a & (b | c))");
    check("(a b) c", "(a & b & c)");
    check("not(a or b)or c", "(!(a | b) | c)");
    check("\"or\" \"not\" and \"and\"", "(\"or\" & \"not\" & \"and\")");
    check("-\"a b\"", "!\"a b\"");
    check("a-b", "\"a b\"");
}

#[test]
fn fields() {
    check("person:zelensky", "person(zelensky)");
    check("Person:\"Vladimir Putin\"", "person(Vladimir Putin)");
    check("people:“Vladimir Putin”", "person(Vladimir Putin)");
    check("country:fr -country:UA", "(country(fr) & !country(UA))");
    check("org:NATO organisation:un", "(org(NATO) & org(un))");
    check("said:macron source:\"World Desk\" tag:Later", "(said(macron) & source(World Desk) & tag(Later))");
    check("title:peace title:peac* title:\"peace talks\"", "(title(peace) & title(peac*) & title(\"peace talks\"))");
    check("title:cease-fire title:or", "(title(\"cease fire\") & title(or))");
    check("is:unread IS:Starred is:read", "(Unread & Starred & Read)");
    check("near:5(Macron witkoff)", "near5(macron witkoff)");
    check("near:(macron \"steve witkoff\")", "near10(macron steve witkoff)");
    check("not near:2(a b)", "!near2(a b)");
    check("person:(macron or putin)", "(person(macron) | person(putin))");
    check("person:(macron -\"V Putin\" tag:x)", "(person(macron) & !person(V Putin) & tag(x))");
    check("title:(a or (b c))", "(title(a) | (title(b) & title(c)))");
}

#[test]
fn dates() {
    check("date:2025", "2025-01-01..2025-12-31");
    check("date:2025-04", "2025-04-01..2025-04-30");
    check("date:2025-04-17", "2025-04-17..2025-04-17");
    check("date:2025-04-17..2025-05", "2025-04-17..2025-05-31");
    check("date:..2025", "..2025-12-31");
    check("date:\"2025-04\"", "2025-04-01..2025-04-30");
    check("date:none", "undated");
    check("after:2025-04 before:2025-06-01", "(2025-05-01.. & ..2025-05-31)");
    check("date:(2024 or none)", "(2024-01-01..2024-12-31 | undated)");
}

#[test]
fn a_mistaken_part_is_left_out_and_named() {
    check_mistake("date:nonsense peace", "peace", &["nonsense"]);
    check_mistake("peace or date:2025-13", "peace", &["2025-13"]);
    check_mistake("-date:x", "*", &["x"]);
    check_mistake("-(date:x or is:late)", "*", &["x", "late"]);
    check_mistake("foo:bar", "(foo & bar)", &["foo"]);
    check_mistake("-foo:\"a b\" c", "(!(foo & \"a b\") & c)", &["foo"]);
    check_mistake("person: macron", "macron", &["person:"]);
    check_mistake("person:)", "*", &["person:", ")"]);
    check_mistake("person:\"!?\" a", "a", &["\"!?\""]);
    check("note:ferries", "note(ferries)");
    check("note:\"Élysée ferries\" is:noted", "(note(elysee ferries) & Noted)");
    check("-is:highlighted is:tagged", "(!Highlighted & Tagged)");
    check_mistake("note:!", "*", &["!"]);
    check_mistake("tag:\"\"", "*", &["\"\""]);
    check_mistake("* p*ace ~ - ... a", "a", &["*", "p*ace", "~", "-", "..."]);
    check_mistake("near:5(macron)", "*", &["near:5(macron)"]);
    check_mistake("near:x(a b)", "*", &["near:x(a b)"]);
    check_mistake("near:0(a b) near:5 c", "c", &["near:0(a b)", "near:5"]);
    check_mistake("near:5(a (b or c)", "near5(a b c)", &["near:5(a (b or c)", "("]);
}

#[test]
fn operators_need_something_on_both_sides() {
    check_mistake("or a", "a", &["or"]);
    check_mistake("a or", "a", &["or"]);
    check_mistake("a or or b", "(a | b)", &["or"]);
    check_mistake("a and or b", "(a & b)", &["or"]);
    check_mistake("and", "*", &["and"]);
    check_mistake("a not", "a", &["not"]);
    check_mistake("not or a", "a", &["not"]);
    check_mistake("(not) a", "a", &["not"]);
    check_mistake("() a", "a", &["("]);
}

#[test]
fn what_is_left_open_is_closed_at_the_end() {
    check_mistake("\"peace talks", "\"peace talks\"", &["\"peace talks"]);
    check_mistake("a (b or c", "(a & (b | c))", &["("]);
    check_mistake("a ) b", "(a & b)", &[")"]);
    check_mistake("person:\"Vladimir ", "person(Vladimir)", &["\"Vladimir"]);
}

#[test]
fn terms_are_the_top_level_conjuncts_as_typed() {
    check_terms(
        "  person:\"V Putin\"  -peace (a or b) not  c",
        &["person:\"V Putin\"", "-peace", "(a or b)", "not  c"],
    );
    check_terms("a and b", &["a", "b"]);
    check_terms("x a or b", &["x a or b"]);
    check_terms("a or", &["a"]);
    check_terms("date:x a or date:y", &["a"]);
    check_terms("near:5(a b) foo:bar", &["near:5(a b)", "foo:bar"]);
    check_terms("\"open ", &["\"open"]);
    check_terms("", &[]);
}

#[test]
fn a_near_miss_of_a_field_is_suggested() {
    assert!(parse("preson:x").issues[0].message.contains("person:"));
    assert!(!parse("weather:x").issues[0].message.contains("did you mean"));
}

#[test]
fn limits_hold() {
    let deep = format!("{}a{} b", "(".repeat(40), ")".repeat(40));
    assert_eq!(show(&parse(&deep).expr), "b");
    assert_eq!(parse(&deep).issues.len(), 1);
    let fits = format!("{}a{}", "(".repeat(32), ")".repeat(32));
    assert_eq!(show(&parse(&fits).expr), "a");

    let many = parse(&"a ".repeat(1000));
    assert_eq!((many.terms.len(), many.issues.len()), (256, 1));
    let exact = parse(&"a ".repeat(256));
    assert_eq!((exact.terms.len(), exact.issues.len()), (256, 0));
    assert_eq!(parse(&format!("b \"{}\"", "a ".repeat(300))).terms.len(), 1, "a phrase counts by its words");

    let long = parse(&"peace ".repeat(1000));
    assert!(long.issues.iter().any(|i| i.message.contains("too long")));
    assert!(long.terms.iter().all(|t| t.end <= 4096));
    assert_eq!(show(&parse(&"a".repeat(5000)).expr), "*");
}

/// Nothing that is pasted costs more than a moment; the bound is wide because the build is not optimised.
#[test]
fn pasted_rubbish_is_parsed_at_once() {
    for part in
        ["(", ")", "not ", "-", "\"", "a:", "near:5(", "person:(", "or ", "a or (", "*", "é ", "a.b.", "“", "~ "]
    {
        let text = part.repeat((1 << 20) / part.len());
        let start = std::time::Instant::now();
        let query = parse(&text);
        assert!(start.elapsed().as_millis() < 500, "{part}: {:?}", start.elapsed());
        assert!(query.issues.iter().all(|i| i.message.len() <= 200) && query.issues.len() <= 21, "{part}");
    }
}

#[test]
fn values_are_quoted_where_they_need_it() {
    for value in
        ["Vladimir Putin", "macron", "d’Orsay", "NATO", "AT&T", "a (b)", "or", "-x", "x*", "Zelensky~", "a:b", "U.S."]
    {
        let text = format!("person:{}", quote_value(value));
        check(&text, &format!("person({value})"));
    }
    check(&format!("person:{}", quote_value("Dwayne \"The Rock\" Johnson")), "person(Dwayne 'The Rock' Johnson)");
    assert_eq!(quote_value("macron"), "macron");
    assert_eq!(quote_value(""), "\"\"");
}

fn typed() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "a",
        "b",
        "peac*",
        "x~",
        "\"a b\"",
        "\"",
        "“",
        "(",
        ")",
        "or",
        "and",
        "not",
        "-",
        "person:",
        "person:x",
        "title:(",
        "near:5(a b)",
        "near:",
        "date:2025",
        "date:x",
        "is:unread",
        "foo:bar",
        "foo:",
        "tag:\"a b\"",
        "U.S.",
        "*",
        "é—",
        ":",
        "high-level",
        " ",
        "  ",
        "NOT",
    ]);
    prop::collection::vec((part, prop::bool::weighted(0.7)), 0..14)
        .prop_map(|parts| parts.into_iter().map(|(p, space)| format!("{p}{}", if space { " " } else { "" })).collect())
}

/// Whether nothing in the query could be said to match nothing by mistake: spans fit and messages are short.
fn check_shape(text: &str, query: &Query) {
    let fits = |span: &Span| span.start <= span.end && text.get(span.range()).is_some();
    assert!(query.terms.iter().all(fits) && query.issues.iter().all(|i| fits(&i.span)), "{text:?}: {query:?}");
    assert!(query.terms.windows(2).all(|w| w[0].end <= w[1].start), "{text:?}: {query:?}");
    assert!(query.issues.windows(2).all(|w| w[0].span <= w[1].span));
    assert!(query.issues.iter().all(|i| (1..200).contains(&i.message.len())));
    assert_eq!(query.terms.is_empty(), query.expr == Expr::All, "{text:?}: {query:?}");
}

proptest! {
    #[test]
    fn terms_joined_by_spaces_are_the_query_again(text in typed()) {
        let query = parse(&text);
        check_shape(&text, &query);
        let joined = query.terms.iter().map(|t| t.of(&text)).collect::<Vec<_>>().join(" ");
        prop_assert_eq!(&parse(&joined).expr, &query.expr, "{} / {}", text, joined);
    }

    #[test]
    fn nothing_typed_breaks_the_parser(text in "\\PC{0,200}") {
        check_shape(&text, &parse(&text));
    }

    #[test]
    fn no_characters_at_all_break_the_parser(text in any::<String>(), sign in "[-\"():*~a. ]{0,40}") {
        check_shape(&text, &parse(&text));
        let mixed = format!("{sign}{text}{sign}");
        check_shape(&mixed, &parse(&mixed));
    }

    #[test]
    fn any_value_survives_quoting(value in "[a-zA-Zé0-9 '():*~.&-]{1,20}") {
        let query = parse(&format!("tag:{}", quote_value(&value)));
        let expected = if value.trim().is_empty() { Expr::All } else { Expr::Term(Term::Tag(value.trim().into())) };
        prop_assert_eq!(query.expr, expected);
    }
}

#[test]
fn what_is_seen_in_a_text_is_words_and_speakers() {
    let check = |text: &str, expected: &str| assert_eq!(show(&parse(text).expr.marking()), expected, "{text}");
    check("person:macron", "*");
    check("peace person:macron", "peace");
    check("-peace", "*");
    check("said:macron is:unread", "said(macron)");
    check("(peace or person:macron) talks", "(peace & talks)");
    check("\"peace talks\" date:2025", "\"peace talks\"");
}

#[test]
fn words_that_are_left_out_are_not_asked_for() {
    let check = |text: &str, expected: bool| assert_eq!(parse(text).expr.asks_text(), expected, "{text}");
    check("person:holm -volcano", false);
    check("-(volcano or ash)", false);
    check("person:holm -volcano treaty", true);
    check("\"fishing treaty\" or person:holm", true);
    check("title:treaty", false);
}
