//! What a font that lies in the file says of its glyphs, where the file does not say which letters they are.

use std::collections::HashMap;

use hayro_interpret::font::OutlineGlyph;
use skrifa::{FontRef, MetadataProvider};

/// The letters of fonts, each worked out once.
#[derive(Default)]
pub struct Fonts {
    letters: HashMap<u128, HashMap<u32, char>>,
}

impl Fonts {
    pub fn letter(&mut self, glyph: &OutlineGlyph) -> Option<char> {
        let font = glyph.font_data()?;
        let letters = self.letters.entry(font.cache_key).or_insert_with(|| letters(font.data.as_ref().as_ref()));
        letters.get(&glyph.glyph_id().to_u32()).copied()
    }
}

/// The letter for each glyph; of several the first, which is the plainest.
fn letters(font: &[u8]) -> HashMap<u32, char> {
    let mut letters = HashMap::new();
    if let Ok(font) = FontRef::new(font) {
        for (code, glyph) in font.charmap().mappings() {
            // Fonts of symbols have their letters where nothing else is.
            let code = if (0xf020..0xf0ff).contains(&code) { code - 0xf000 } else { code };
            if let Some(letter) = char::from_u32(code) {
                letters.entry(glyph.to_u32()).or_insert(letter);
            }
        }
    }
    letters
}
