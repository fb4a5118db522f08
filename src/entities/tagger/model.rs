//! The trained weights, as they are embedded: a table from feature to one small whole number for each label.
//!
//! A bucket holds four features: their checks (16 bits of the hash each), then their rows of [`WIDTH`] weights. A
//! feature lies in one of two buckets (cuckoo hashing, Pagh & Rodler 2001), so a look-up reads two places and a table
//! may be almost full. A feature that is not there weighs nothing; one in ten thousand is taken for another.

use std::sync::LazyLock;

use super::tag::LABELS;

/// Weights of one feature: one for each label but [`super::tag::OUTSIDE`], which weighs nothing.
pub const WIDTH: usize = LABELS - 1;

/// The weights of one feature.
pub type Row = [i8; WIDTH];

/// Features in one bucket.
pub const BUCKET: usize = 4;

/// What a file of weights begins with.
pub const MAGIC: &[u8; 8] = b"nptag\0\x01\n";

/// Which label may follow which at what cost; the second table is for words with more than a space between them.
pub type Transitions = [[[i16; LABELS]; LABELS]; 2];

/// The weights of a trained tagger.
pub struct Model {
    buckets: usize,
    checks: Vec<u16>,
    rows: Vec<Row>,
    pub transitions: Transitions,
}

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("../../../assets/tagger.bin")).unwrap_or_default());

/// The embedded model, read at first use.
pub fn model() -> &'static Model {
    &MODEL
}

/// Knows no feature: nothing is a name.
impl Default for Model {
    fn default() -> Model {
        Model { buckets: 0, checks: Vec::new(), rows: Vec::new(), transitions: [[[0; LABELS]; LABELS]; 2] }
    }
}

/// The two buckets of a feature, and its check, which is never 0.
pub fn homes(feature: u64, buckets: usize) -> ([usize; 2], u16) {
    let scale = |h: u64| (((h >> 32) * buckets as u64) >> 32) as usize;
    let check = (feature as u16).max(1);
    ([scale(feature), scale(feature.wrapping_mul(0x9e37_79b9_7f4a_7c15))], check)
}

impl Model {
    /// `None` if the bytes are no model.
    pub fn read(bytes: &[u8]) -> Option<Model> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (buckets, rest) = rest.split_first_chunk::<4>()?;
        let buckets = u32::from_le_bytes(*buckets) as usize;
        let mut model = Model { buckets, ..Model::default() };
        let (transitions, rest) = rest.split_at_checked(2 * 2 * LABELS * LABELS)?;
        let to = model.transitions.iter_mut().flatten().flatten();
        for (to, from) in to.zip(transitions.chunks_exact(2)) {
            *to = i16::from_le_bytes([*from.first()?, *from.get(1)?]);
        }
        let slots = buckets.checked_mul(BUCKET)?;
        if rest.len() != slots.checked_mul(2 + WIDTH)? {
            return None;
        }
        let (checks, rows) = rest.split_at_checked(2 * slots)?;
        model.checks = checks.chunks_exact(2).map(|c| c.iter().rev().fold(0, |n, b| n << 8 | u16::from(*b))).collect();
        model.rows = rows
            .chunks_exact(WIDTH)
            .map(|row| {
                let mut out = [0; WIDTH];
                out.iter_mut().zip(row).for_each(|(to, from)| *to = *from as i8);
                out
            })
            .collect();
        Some(model)
    }

    /// The weights of `feature`, if it has any.
    pub fn row(&self, feature: u64) -> Option<&Row> {
        let (homes, check) = homes(feature, self.buckets);
        for home in homes {
            let checks = self.checks.get(home * BUCKET..home * BUCKET + BUCKET)?;
            if let Some(slot) = checks.iter().position(|c| *c == check) {
                return self.rows.get(home * BUCKET + slot);
            }
        }
        None
    }

    /// Adds the weights of `features` to `scores`.
    pub fn score(&self, features: &[u64], scores: &mut [i16; WIDTH]) {
        for feature in features {
            if let Some(row) = self.row(*feature) {
                scores.iter_mut().zip(row).for_each(|(s, w)| *s = s.saturating_add(i16::from(*w)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_model_is_none() {
        assert!(Model::read(b"").is_none());
        assert!(Model::read(MAGIC).is_none());
        let mut bytes = MAGIC.to_vec();
        bytes.extend(u32::MAX.to_le_bytes());
        bytes.extend([0; 2 * 2 * LABELS * LABELS]);
        assert!(Model::read(&bytes).is_none());
    }

    #[test]
    fn the_embedded_model_is_one() {
        let bytes = include_bytes!("../../../assets/tagger.bin");
        assert!(Model::read(bytes).is_some());
        assert!(bytes.len() <= 4_000_000);
    }

    #[test]
    fn an_empty_model_has_no_rows() {
        assert!(Model::default().row(12345).is_none());
    }
}
