use super::*;
use crate::text::diff::Differ;

fn paired(left: &str, right: &str) -> Paired {
    let parts = Differ::default().words(left, right);
    Paired { texts: [left.into(), right.into()], kind: PairKind::Body, parts }
}

fn comparison() -> Comparison {
    let pairs = vec![
        paired("The same title", "The same title"),
        paired("The boat left at noon on Monday", "The old boat left at noon on Tuesday"),
        paired("", "A paragraph that only the right one has"),
    ];
    Comparison { names: ["left".into(), "right".into()], pairs, accounts: None }
}

fn marked(layout: &Layout) -> Vec<(String, Side)> {
    let of = |set: &layout::Set| {
        set.marks.iter().map(|(span, side)| (span.of(&set.text).to_string(), *side)).collect::<Vec<_>>()
    };
    layout.texts.iter().flat_map(of).collect()
}

#[test]
fn differences_are_found_in_one_column_and_in_two() {
    let wide = Layout::set(&comparison(), 120);
    assert!(wide.two);
    let all = [("Monday", Side::Left), ("old", Side::Right), ("Tuesday", Side::Right)];
    let all = all.map(|(text, side)| (text.to_string(), side));
    let added = ("A paragraph that only the right one has".to_string(), Side::Right);
    assert_eq!(marked(&wide), [&all[..], std::slice::from_ref(&added)].concat());
    // The title and a gap, the second pair and a gap.
    assert_eq!(wide.differences, [(2, 0), (2, 1), (4, 1)]);
    let narrow = Layout::set(&comparison(), 20);
    assert!(!narrow.two);
    let [monday, old, tuesday] = all;
    assert_eq!(marked(&narrow), [old, monday, tuesday, added]);
    assert_eq!(narrow.differences.len(), 3);
    assert!(narrow.differences.iter().all(|(row, _)| narrow.rows[*row].cells[0].is_some()));
}

#[test]
fn the_view_goes_round_its_differences_and_stays_inside() {
    let chosen = |n: u8| Chosen { id: crate::corpus::ArticleId([n; 16]), serial: n.into() };
    let mut compare = Compare::new(vec![chosen(0), chosen(1), chosen(2)], 1);
    compare.jump(true);
    compare.scroll(5);
    assert_eq!((compare.at, compare.top), (None, 0), "nothing is there yet");
    compare.show((chosen(0), chosen(2)), Arc::new(Comparison::default()));
    assert!(compare.comparison().is_none(), "not what is waited for");
    compare.show((chosen(0), chosen(1)), Arc::new(comparison()));
    compare.lay((20, 7));
    let mut at = Vec::new();
    for _ in 0..4 {
        compare.jump(true);
        at.push(compare.at.unwrap());
        let (row, _) = compare.layout.differences[compare.at.unwrap()];
        assert!((compare.top..compare.top + 3).contains(&row));
    }
    assert_eq!(at, [0, 1, 2, 0]);
    compare.jump(false);
    assert_eq!(compare.at, Some(2));
    compare.scroll(1000);
    assert_eq!(compare.top, compare.layout.rows.len() - 3);
    assert!(matches!(compare.turn(1), Some(Effect::Compare { right, .. }) if right == chosen(2)));
    assert_eq!(compare.place(), (2, 2));
    assert!(matches!(compare.turn(1), Some(Effect::Compare { right, .. }) if right == chosen(1)));
}

#[test]
fn accounts_have_as_many_differences_in_any_width() {
    let only = |heading, left: &[&str], right: &[&str]| {
        let texts = |texts: &[&str]| texts.iter().map(|text| text.to_string()).collect();
        accounts::Only { heading, items: [texts(left), texts(right)] }
    };
    let text = "Anna met Boris on the bridge, and Clara waited for them until the ferry had left the island";
    let paragraph = |alone: &[(u32, u32)]| accounts::Paragraph {
        kind: PairKind::Body,
        text: text.into(),
        alone: alone.iter().map(|(start, end)| Span { start: *start, end: *end }).collect(),
    };
    let accounts = Accounts {
        titles: ["One".into(), "Other".into()],
        only: vec![only("People", &["Anna, Boris"], &[]), only("Quotes", &["“No”", "“Yes”"], &["“Maybe”"])],
        both: Vec::new(),
        texts: [vec![paragraph(&[(0, 4), (34, 39)]), paragraph(&[])], vec![paragraph(&[(0, 4)])]],
    };
    let comparison = Comparison { names: Default::default(), pairs: Vec::new(), accounts: Some(accounts) };
    for columns in [20, 40, 80, 120, 200] {
        let layout = Layout::set(&comparison, columns);
        // People of one, quotes of each, a paragraph of each.
        assert_eq!(layout.differences.len(), 5, "{columns}: {:?}", layout.differences);
        let first = layout.differences[0].0;
        assert!(layout.rows[first].cells[0].is_some_and(|(set, _)| layout.texts[set].text == "People"));
        let titles = layout.rows.iter().take(4).flat_map(|row| row.cells).flatten();
        assert_eq!(titles.filter(|(set, _)| layout.texts[*set].kind == PairKind::Title).count(), 2);
    }
}

#[test]
fn what_is_compared_is_told_apart() {
    let article = |title: &str, source: Option<&str>| Article {
        title: title.into(),
        source: source.map(str::to_string),
        date: Some(jiff::civil::date(2025, 4, 18)),
        id: crate::corpus::ArticleId::default(),
        path: String::new(),
        title_origin: crate::corpus::Origin::File,
        date_origin: None,
        date_confidence: None,
        source_origin: None,
        byline: None,
        language: None,
        link: None,
        links: Vec::new(),
        tags: Vec::new(),
        paragraphs: Vec::new(),
        furniture: Vec::new(),
        hidden: 0,
        issues: Vec::new(),
    };
    let names = |left, right| names(&left, &right);
    let (desk, post) = (Some("World Desk"), Some("Harbour Post"));
    assert_eq!(
        names(article("A", desk), article("B", post)),
        ["World Desk · 18 Apr 2025", "Harbour Post · 18 Apr 2025"]
    );
    assert_eq!(names(article("A", desk), article("B", desk)), ["A · 18 Apr 2025", "B · 18 Apr 2025"]);
    assert_eq!(names(article("A", None), article("A", desk)), ["18 Apr 2025", "18 Apr 2025 · World Desk"]);
}

#[test]
fn a_screen_of_any_size_is_no_danger() {
    for columns in 0..140 {
        let layout = Layout::set(&comparison(), columns);
        assert!(layout.differences.iter().all(|(row, _)| *row < layout.rows.len()));
    }
}
