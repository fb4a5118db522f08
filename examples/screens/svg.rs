//! A screen of a terminal as an SVG picture: letters as text, each run at its own place and as wide as its cells,
//! whatever the font; lines, blocks and dots as shapes, so that they meet.

use std::fmt::Write;

/// A cell's size. The letters of most monospaced fonts are 0.6 as wide as high.
const WIDTH: f32 = 8.4;
const HEIGHT: f32 = 18.0;
const SIZE: f32 = 14.0;
/// From a cell's top to the line that letters stand on.
const BASE: f32 = 13.5;
const MARGIN: f32 = 10.0;

/// Red, green, blue.
pub type Colour = (u8, u8, u8);

/// What a cell's letters and its background are painted with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paint {
    #[default]
    Usual,
    Index(u8),
    Exact(Colour),
}

/// One cell; of a letter that is two wide the second has no text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub wide: bool,
    pub style: Style,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    pub fore: Paint,
    pub back: Paint,
    pub bold: bool,
    pub dim: bool,
    pub italic: bool,
    pub underlined: bool,
    pub struck: bool,
    pub reversed: bool,
}

/// A terminal's own colours.
#[derive(Debug)]
pub struct Palette {
    pub name: &'static str,
    pub fore: Colour,
    pub back: Colour,
    pub sixteen: [Colour; 16],
}

const fn rgb(code: u32) -> Colour {
    ((code >> 16) as u8, (code >> 8) as u8, code as u8)
}

pub const DARK: Palette = Palette {
    name: "dark",
    fore: rgb(0xd4d4d4),
    back: rgb(0x1b1d21),
    sixteen: [
        rgb(0x2a2d33),
        rgb(0xe0706c),
        rgb(0x8fbf7f),
        rgb(0xd9b56c),
        rgb(0x6f9fd8),
        rgb(0xc08fc8),
        rgb(0x66b8c0),
        rgb(0xd4d4d4),
        rgb(0x7d828c),
        rgb(0xf08f8a),
        rgb(0xa9d69b),
        rgb(0xf0cf8c),
        rgb(0x93bdf0),
        rgb(0xd9aee0),
        rgb(0x8ad4db),
        rgb(0xf4f4f4),
    ],
};

pub const LIGHT: Palette = Palette {
    name: "light",
    fore: rgb(0x2b2d31),
    back: rgb(0xfcfbf8),
    sixteen: [
        rgb(0x2b2d31),
        rgb(0xb3312c),
        rgb(0x3d7a2e),
        rgb(0x946200),
        rgb(0x2b5ea8),
        rgb(0x8a3f95),
        rgb(0x0f7580),
        rgb(0xd9d8d3),
        rgb(0x7a7c80),
        rgb(0xd0423c),
        rgb(0x4f9440),
        rgb(0xb07a10),
        rgb(0x3d74c4),
        rgb(0xa556b0),
        rgb(0x188f9c),
        rgb(0xffffff),
    ],
};

impl Palette {
    fn colour(&self, paint: Paint, usual: Colour) -> Colour {
        match paint {
            Paint::Usual => usual,
            Paint::Exact(colour) => colour,
            Paint::Index(n @ 0..=15) => self.sixteen[n as usize],
            Paint::Index(n @ 232..) => rgb((8 + 10 * (u32::from(n) - 232)) * 0x01_01_01),
            Paint::Index(n) => {
                let part = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
                let n = n - 16;
                (part(n / 36), part(n / 6 % 6), part(n % 6))
            }
        }
    }

    /// What letters and background are in the end.
    fn colours(&self, style: Style) -> (Colour, Colour) {
        let (mut fore, mut back) = (self.colour(style.fore, self.fore), self.colour(style.back, self.back));
        if style.reversed {
            std::mem::swap(&mut fore, &mut back);
        }
        if style.dim {
            let mixed = |a: u8, b: u8| ((u16::from(a) * 3 + u16::from(b) * 2) / 5) as u8;
            fore = (mixed(fore.0, back.0), mixed(fore.1, back.1), mixed(fore.2, back.2));
        }
        (fore, back)
    }
}

/// The picture of a screen: its rows from the top, with what it shows in words for those who do not see it.
pub fn draw(rows: &[Vec<Cell>], about: &str, palette: &Palette) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let (width, height) = (columns as f32 * WIDTH + 2.0 * MARGIN, rows.len() as f32 * HEIGHT + 2.0 * MARGIN);
    let mut picture =
        Picture { palette, classes: Vec::new(), shapes: Vec::new(), back: String::new(), text: String::new() };
    for (y, row) in rows.iter().enumerate() {
        picture.backgrounds(y, row);
        picture.row(y, row);
    }
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:space=\"preserve\" role=\"img\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\">\n<title>{}</title>\n<style>\
         text{{font:{SIZE}px ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace;\
         white-space:pre}}",
        number(width),
        number(height),
        number(width),
        number(height),
        escaped(about)
    );
    for (n, class) in picture.classes.iter().enumerate() {
        _ = write!(svg, ".{}{{{class}}}", name(n));
    }
    svg += "</style>\n";
    _ = writeln!(svg, "<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{}\"/>", hex(palette.back));
    _ = writeln!(svg, "<g transform=\"translate({MARGIN} {MARGIN})\">\n{}", picture.back);
    for (colour, path) in &picture.shapes {
        _ = writeln!(svg, "<path fill=\"{}\" d=\"{path}\"/>", hex(*colour));
    }
    svg + &picture.text + "</g>\n</svg>\n"
}

struct Picture<'a> {
    palette: &'a Palette,
    /// How letters look, each in CSS.
    classes: Vec<String>,
    /// Lines and blocks by their colour, as path data.
    shapes: Vec<(Colour, String)>,
    back: String,
    text: String,
}

impl Picture<'_> {
    /// Rectangles behind the cells that have a background of their own.
    fn backgrounds(&mut self, y: usize, row: &[Cell]) {
        let mut x = 0;
        while let Some(cell) = row.get(x) {
            let back = self.palette.colours(cell.style).1;
            let run = row.iter().skip(x).take_while(|c| self.palette.colours(c.style).1 == back).count();
            if back != self.palette.back {
                let (left, top, wide) = (x as f32 * WIDTH, y as f32 * HEIGHT, run as f32 * WIDTH);
                _ = writeln!(
                    self.back,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
                    number(left),
                    number(top),
                    number(wide),
                    number(HEIGHT),
                    hex(back)
                );
            }
            x += run;
        }
    }

    fn row(&mut self, y: usize, row: &[Cell]) {
        let mut line = String::new();
        let mut x = 0;
        while let Some(cell) = row.get(x) {
            let letter = cell.text.chars().next().unwrap_or(' ');
            if let Some(shape) = shape(letter, x as f32 * WIDTH, y as f32 * HEIGHT) {
                self.shape(self.palette.colours(cell.style).0, &shape);
                x += 1;
                continue;
            }
            let run = run(row.get(x..).unwrap_or_default());
            let cells = row.get(x..x + run).unwrap_or_default();
            let text: String = cells.iter().map(said).collect();
            let wide = cell.wide.then_some(2);
            for (lead, words) in pieces(&text, cell.style.underlined || cell.style.struck) {
                let class = self.class(cell.style);
                _ = write!(
                    line,
                    "<tspan class=\"{class}\" x=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">{}</tspan>",
                    number((x + lead) as f32 * WIDTH),
                    number(wide.unwrap_or(words.chars().count()) as f32 * WIDTH),
                    escaped(words)
                );
            }
            x += run;
        }
        if !line.is_empty() {
            _ = writeln!(self.text, "<text y=\"{}\">{line}</text>", number(y as f32 * HEIGHT + BASE));
        }
    }

    fn class(&mut self, style: Style) -> String {
        let mut css = format!("fill:{}", hex(self.palette.colours(style).0));
        if style.bold {
            css += ";font-weight:bold";
        }
        if style.italic {
            css += ";font-style:italic";
        }
        match (style.underlined, style.struck) {
            (true, true) => css += ";text-decoration:underline line-through",
            (true, false) => css += ";text-decoration:underline",
            (false, true) => css += ";text-decoration:line-through",
            (false, false) => {}
        }
        let at = self.classes.iter().position(|c| *c == css).unwrap_or_else(|| {
            self.classes.push(css);
            self.classes.len() - 1
        });
        name(at)
    }

    fn shape(&mut self, colour: Colour, path: &str) {
        match self.shapes.iter_mut().find(|(c, _)| *c == colour) {
            Some((_, all)) => all.push_str(path),
            None => self.shapes.push((colour, path.to_string())),
        }
    }
}

/// How many cells from the first are one run: of one style, and of letters that every font has in one width. Any
/// other letter is a run by itself, so that it cannot push its neighbours about.
fn run(row: &[Cell]) -> usize {
    let Some(first) = row.first() else { return 0 };
    if !is_even(first) {
        return if first.wide { 2 } else { 1 };
    }
    row.iter().take_while(|c| c.style == first.style && is_even(c)).count()
}

/// The words of a run, and at which of its cells they begin: parted where two spaces or more stand, since not every
/// viewer keeps these, and without those at the ends. What is `drawn` along its spaces stays whole.
fn pieces(text: &str, drawn: bool) -> Vec<(usize, &str)> {
    if drawn {
        return vec![(0, text)];
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.trim_end().is_empty()) {
        let begin = rest.len() - rest.trim_start().len();
        let words = rest.get(begin..).unwrap_or_default();
        let words = words.split("  ").next().unwrap_or_default().trim_end();
        pieces.push((text.get(..at + begin).map_or(0, |before| before.chars().count()), words));
        at += begin + words.len();
    }
    pieces
}

fn is_even(cell: &Cell) -> bool {
    !cell.wide && cell.text.chars().all(|c| matches!(c, ' '..='\u{24f}' | '\u{2013}'..='\u{2026}'))
}

fn said(cell: &Cell) -> &str {
    if cell.text.is_empty() && !cell.wide { " " } else { &cell.text }
}

/// Line drawing, blocks and dots as path data for the cell at `x` and `y`; `None` for letters.
fn shape(letter: char, x: f32, y: f32) -> Option<String> {
    let mut path = String::new();
    let mut fill = |left: f32, top: f32, wide: f32, high: f32| {
        _ = write!(
            path,
            "M{} {}h{}v{}h-{}z",
            number(x + left),
            number(y + top),
            number(wide),
            number(high),
            number(wide)
        );
    };
    let (middle, centre) = (WIDTH / 2.0, HEIGHT / 2.0);
    match letter {
        '▁'..='█' => {
            let high = HEIGHT * (letter as u32 - '▁' as u32 + 1) as f32 / 8.0;
            fill(0.0, HEIGHT - high, WIDTH, high);
        }
        '▉'..='▏' => fill(0.0, 0.0, WIDTH * (8 - (letter as u32 - '█' as u32)) as f32 / 8.0, HEIGHT),
        '▀' => fill(0.0, 0.0, WIDTH, HEIGHT / 2.0),
        '▐' => fill(middle, 0.0, middle, HEIGHT),
        '░' | '▒' | '▓' => {
            let (steps, dot) = match letter {
                '░' => (4, 1.0),
                '▒' => (6, 1.3),
                _ => (8, 1.7),
            };
            for row in 0..steps {
                for column in 0..3 {
                    let shift = if row % 2 == 0 { 0.0 } else { WIDTH / 6.0 };
                    fill(column as f32 * WIDTH / 3.0 + shift, row as f32 * HEIGHT / steps as f32, dot, dot);
                }
            }
        }
        '\u{2800}'..='\u{28ff}' => {
            let bits = letter as u32 - 0x2800;
            // The first three rows are numbered column by column, the fourth was added later.
            const PLACES: [(u8, u8); 8] = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)];
            for (bit, (column, row)) in PLACES.iter().enumerate() {
                if bits >> bit & 1 == 1 {
                    let (column, row) = (f32::from(*column), f32::from(*row));
                    fill(WIDTH * (0.25 + column / 2.0) - 0.9, HEIGHT * (0.125 + row / 4.0) - 0.9, 1.8, 1.8);
                }
            }
        }
        '\u{2500}'..='\u{257f}' => {
            let [left, right, up, down] = arms(letter)?;
            let thick = |weight: u8| if weight == 2 { 2.0 } else { 1.0 };
            let mut bar = |weight: u8, flat: bool, from: f32, to: f32| {
                let half = thick(weight) / 2.0;
                match (weight, flat) {
                    (0, _) => {}
                    (_, true) => fill(from, centre - half, to - from, 2.0 * half),
                    (_, false) => fill(middle - half, from, 2.0 * half, to - from),
                }
            };
            let across = thick(left.max(right)) / 2.0;
            let along = thick(up.max(down)) / 2.0;
            bar(left, true, 0.0, middle + along);
            bar(right, true, middle - along, WIDTH);
            bar(up, false, 0.0, centre + across);
            bar(down, false, centre - across, HEIGHT);
        }
        _ => return None,
    }
    Some(path)
}

/// How heavy the lines are that go from a cell's middle to the left, right, up and down: none, thin or thick.
fn arms(letter: char) -> Option<[u8; 4]> {
    Some(match letter {
        '─' | '┄' | '┈' | '╌' => [1, 1, 0, 0],
        '━' | '┅' | '┉' | '╍' => [2, 2, 0, 0],
        '│' | '┆' | '┊' | '╎' => [0, 0, 1, 1],
        '┃' | '┇' | '┋' | '╏' => [0, 0, 2, 2],
        '┌' | '╭' => [0, 1, 0, 1],
        '┐' | '╮' => [1, 0, 0, 1],
        '└' | '╰' => [0, 1, 1, 0],
        '┘' | '╯' => [1, 0, 1, 0],
        '├' => [0, 1, 1, 1],
        '┤' => [1, 0, 1, 1],
        '┬' => [1, 1, 0, 1],
        '┴' => [1, 1, 1, 0],
        '┼' => [1, 1, 1, 1],
        '┝' => [0, 2, 1, 1],
        '┥' => [2, 0, 1, 1],
        '┯' => [2, 2, 0, 1],
        '┷' => [2, 2, 1, 0],
        '┿' => [2, 2, 1, 1],
        '╴' => [1, 0, 0, 0],
        '╶' => [0, 1, 0, 0],
        '╵' => [0, 0, 1, 0],
        '╷' => [0, 0, 0, 1],
        _ => return None,
    })
}

/// `a`, `b` … `z`, `a1` …
fn name(n: usize) -> String {
    let letter = char::from(b'a' + (n % 26) as u8);
    if n < 26 { letter.to_string() } else { format!("{letter}{}", n / 26) }
}

fn hex((r, g, b): Colour) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// At most two digits behind the point.
fn number(n: f32) -> String {
    let text = format!("{n:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
