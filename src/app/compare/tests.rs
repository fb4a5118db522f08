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
    assert_eq!(wide.differences, [2, 2, 4]);
    let narrow = Layout::set(&comparison(), 20);
    assert!(!narrow.two);
    let [monday, old, tuesday] = all;
    assert_eq!(marked(&narrow), [old, monday, tuesday, added]);
    assert_eq!(narrow.differences.len(), 3);
    assert!(narrow.differences.iter().all(|row| narrow.rows[*row].cells[0].is_some()));
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
        let row = compare.layout.differences[compare.at.unwrap()];
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
fn a_screen_of_any_size_is_no_danger() {
    for columns in 0..140 {
        let layout = Layout::set(&comparison(), columns);
        assert!(layout.differences.iter().all(|row| *row < layout.rows.len()));
    }
}
