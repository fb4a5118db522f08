//! The letters on a page and their places: what the interpreter draws, without drawing it.

use hayro_interpret::font::{Glyph as Shape, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page as Source;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt, interpret_page,
};

use super::fonts::Fonts;
use super::words::Glyph;

/// More letters than this are on no page.
const MOST: usize = 200_000;

/// What a page shows.
#[derive(Default)]
pub struct Page {
    /// Upright, however the page lies; places in points, from the top left.
    pub glyphs: Vec<Glyph>,
    /// Letters that have a place and no meaning.
    pub unknown: usize,
    pub pictures: usize,
}

/// Reads the pages of a file.
pub struct Pages<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
    fonts: Fonts,
}

impl<'a> Pages<'a> {
    pub fn new(pdf: &'a Pdf) -> Pages<'a> {
        Pages { pdf, cache: InterpreterCache::new(), fonts: Fonts::default() }
    }

    pub fn read(&mut self, page: &Source<'a>) -> Page {
        let (width, height) = page.render_dimensions();
        let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, area, &self.cache, self.pdf.xref(), settings);
        let fonts = std::mem::take(&mut self.fonts);
        let mut seen = Seen { area, fonts, ..Seen::default() };
        interpret_page(page, &mut context, &mut seen);
        self.fonts = std::mem::take(&mut seen.fonts);
        seen.page()
    }
}

#[derive(Default)]
struct Seen {
    area: Rect,
    fonts: Fonts,
    /// By the direction in which they are read: right, down, left, up, and down without being turned.
    glyphs: [Vec<Glyph>; 5],
    count: usize,
    unknown: usize,
    pictures: usize,
}

impl Seen {
    /// Letters of the direction that most have; what is written across it is left out.
    fn page(self) -> Page {
        let most = self.glyphs.into_iter().rev().max_by_key(Vec::len).unwrap_or_default();
        Page { glyphs: most, unknown: self.unknown, pictures: self.pictures }
    }

    fn glyph(&mut self, text: String, advance: f64, is_vertical: bool, transform: Affine) {
        let origin = transform * Point::ZERO;
        let along = transform * Point::new(1000.0, 0.0) - origin;
        let up = transform * Point::new(0.0, 1000.0) - origin;
        let (dx, dy, size) = (along.x, along.y, up.hypot());
        let is_sane = [origin.x, origin.y, dx, dy, size, advance].into_iter().all(f64::is_finite);
        let margin = 50.0;
        let area = self.area.inflate(margin, margin);
        if !is_sane || !(1.0..=1000.0).contains(&size) || !area.contains(origin) {
            return;
        }
        // What leans is not read in any of the directions.
        let straight = |a: f64, b: f64| a > 0.0 && b.abs() < 0.1 * a;
        let width = along.hypot() * advance / 1000.0;
        let (direction, x, y) = if straight(dx, dy) && is_vertical {
            (4, origin.y, -origin.x)
        } else if straight(dx, dy) {
            (0, origin.x, origin.y)
        } else if straight(dy, dx) {
            (1, origin.y, -origin.x)
        } else if straight(-dx, dy) {
            (2, -origin.x, -origin.y)
        } else if straight(-dy, dx) {
            (3, -origin.y, origin.x)
        } else {
            return;
        };
        let (x0, x1, y, size) = (x as f32, (x + width) as f32, y as f32, size as f32);
        if let Some(glyphs) = self.glyphs.get_mut(direction) {
            glyphs.push(Glyph { text, x0, x1, y, size });
            self.count += 1;
        }
    }
}

impl<'a> Device<'a> for Seen {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if self.count >= MOST {
                return;
            }
            let advance = match &**glyph {
                Shape::Outline(outline) => outline.advance_width(),
                Shape::Type3(shape) => shape.advance_width(),
            };
            let text = match (glyph.as_unicode(), &**glyph) {
                (Some(BfString::Char(c)), _) => Some(c.to_string()),
                (Some(BfString::String(text)), _) => Some(text),
                (None, Shape::Outline(outline)) => self.fonts.letter(outline).map(String::from),
                (None, Shape::Type3(_)) => None,
            };
            let Some(text) = text else {
                self.unknown += 1;
                continue;
            };
            let is_vertical = run.writing_mode() == WritingMode::Vertical;
            let advance = if is_vertical { 1000.0 } else { f64::from(advance.unwrap_or(500.0)) };
            self.glyph(text, advance, is_vertical, props.transform * glyph.transform());
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.pictures += 1;
    }

    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
