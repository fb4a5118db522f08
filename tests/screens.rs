//! Pictures of screens are made right: letters in their columns, lines as shapes, nothing that is not XML.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[allow(dead_code, reason = "the example uses all of it")]
#[path = "../examples/screens/svg.rs"]
mod svg;

use svg::{Cell, DARK, LIGHT, Paint, Style, draw};

fn row(text: &str, style: Style) -> Vec<Cell> {
    text.chars().map(|c| Cell { text: c.to_string(), wide: false, style }).collect()
}

/// The texts of a picture: where each begins, how wide it is, and what it says.
fn texts(svg: &str) -> Vec<(f32, f32, String)> {
    let value = |span: &str, name: &str| -> f32 {
        let (_, rest) = span.split_once(&format!(" {name}=\"")).expect(name);
        rest.split('"').next().unwrap().parse().unwrap()
    };
    let span = |s: &str| {
        let text = s.split_once('>').unwrap().1.split("</tspan>").next().unwrap();
        (value(s, "x"), value(s, "textLength"), text.to_string())
    };
    svg.split("<tspan").skip(1).map(span).collect()
}

/// Every tag that is opened is closed, in turn, and nothing else is XML's.
fn assert_well_formed(svg: &str) {
    let mut reader = quick_xml::Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(_) => depth += 1,
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
}

#[test]
fn each_run_stands_in_its_columns() {
    let bold = Style { bold: true, ..Style::default() };
    let line = [row("ab  ", Style::default()), row("cd", bold), row(" ★ e  f g ", Style::default())].concat();
    let svg = draw(&[line], "a & b", &DARK);
    assert_well_formed(&svg);
    let expected = [(0.0, 16.8, "ab"), (33.6, 16.8, "cd"), (58.8, 8.4, "★"), (75.6, 8.4, "e"), (100.8, 25.2, "f g")];
    assert_eq!(texts(&svg), expected.map(|(x, wide, text)| (x, wide, text.to_string())));
    assert!(svg.contains("font-weight:bold") && svg.contains("<title>a &amp; b</title>"));
}

#[test]
fn a_wide_letter_takes_two_cells_and_markup_is_text() {
    let wide = Cell { text: "東".into(), wide: true, style: Style::default() };
    let line = [vec![wide, Cell::default()], row("<b>", Style::default())].concat();
    let svg = draw(&[line], "", &LIGHT);
    assert_well_formed(&svg);
    assert_eq!(texts(&svg), [(0.0, 16.8, "東".to_string()), (16.8, 25.2, "&lt;b&gt;".to_string())]);
}

#[test]
fn lines_blocks_and_dots_are_shapes_that_meet() {
    let svg = draw(&[row("┌─┐", Style::default()), row("│█⣿", Style::default())], "", &DARK);
    assert!(texts(&svg).is_empty(), "{svg}");
    let path = svg.lines().find(|l| l.starts_with("<path")).unwrap();
    // The corner's arm to the right begins at its middle and ends where the next cell begins.
    assert!(path.contains("M3.7 8.5h4.7v1"), "{path}");
    assert!(path.contains("M8.4 18h8.4v18"), "the full block fills its cell: {path}");
    // Two of a corner, two of a line, two of the other corner, two of an upright one; a block, eight dots.
    assert_eq!(path.matches('M').count(), 2 + 2 + 2 + 2 + 1 + 8, "{path}");
}

#[test]
fn what_is_reversed_changes_its_colours_and_what_is_dim_comes_near_its_ground() {
    let style = Style { reversed: true, fore: Paint::Index(6), ..Style::default() };
    let svg = draw(&[row("x ", style)], "", &DARK);
    assert!(svg.contains("width=\"16.8\" height=\"18\" fill=\"#66b8c0\""), "{svg}");
    assert!(svg.contains("fill:#1b1d21"), "{svg}");
    let svg = draw(&[row("x", Style { dim: true, ..Style::default() })], "", &DARK);
    assert!(svg.contains("fill:#8a8a8c"), "{svg}");
    let svg = draw(
        &[row("x", Style { fore: Paint::Index(232 + 4), back: Paint::Index(16 + 36), ..Style::default() })],
        "",
        &DARK,
    );
    assert!(svg.contains("fill:#303030") && svg.contains("fill=\"#5f0000\""), "{svg}");
}
