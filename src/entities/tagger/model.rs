//! The trained weights, as they are embedded: a table from feature to one small whole number for each label.
//!
//! A bucket holds four features: their checks (16 bits of the hash each), then their rows of [`WIDTH`] weights. A
//! feature lies in one of two buckets (cuckoo hashing, Pagh & Rodler 2001), so a look-up reads two places and a table
//! may be almost full. A feature that is not there weighs nothing; one in ten thousand is taken for another.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::tag::LABELS;

/// Weights of one feature: one for each label but [`super::tag::OUTSIDE`], which weighs nothing.
pub const WIDTH: usize = LABELS - 1;

/// The weights of one feature.
pub type Row = [i8; WIDTH];

/// The sum of the weights of several.
pub type Scores = [i16; WIDTH];

/// Of no features.
pub const NONE: Scores = [0; WIDTH];

/// Features in one bucket.
pub const BUCKET: usize = 4;

/// What a file of weights begins with.
pub const MAGIC: &[u8; 8] = b"nptag\0\x02\n";

/// Which label may follow which at what cost; the second table is for words with more than a space between them.
pub type Transitions = [[[i16; LABELS]; LABELS]; 2];

/// The weights of a trained tagger.
pub struct Model {
    /// The four checks of each bucket, the first lowest.
    buckets: Vec<u64>,
    /// Four for each bucket.
    rows: Vec<Row>,
    /// Of the lists that it was trained with: see [`super::training::fingerprint`].
    pub lists: u64,
    pub transitions: Transitions,
    /// Tells one model of a run of the program from another.
    pub serial: u64,
}

/// The models made so far.
static MADE: AtomicU64 = AtomicU64::new(0);

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("../../../assets/tagger.bin")).unwrap_or_default());

/// The embedded model, read at first use.
pub fn model() -> &'static Model {
    &MODEL
}

/// Knows no feature: nothing is a name.
impl Default for Model {
    fn default() -> Model {
        Model {
            buckets: Vec::new(),
            rows: Vec::new(),
            lists: 0,
            transitions: [[[0; LABELS]; LABELS]; 2],
            serial: MADE.fetch_add(1, Ordering::Relaxed) + 1,
        }
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
        let (lists, rest) = rest.split_first_chunk::<8>()?;
        let (buckets, rest) = rest.split_first_chunk::<4>()?;
        let buckets = u32::from_le_bytes(*buckets) as usize;
        let mut model = Model { lists: u64::from_le_bytes(*lists), ..Model::default() };
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
        let word = |bytes: &[u8]| bytes.iter().rev().fold(0, |n, b| n << 8 | u64::from(*b));
        model.buckets = checks.chunks_exact(2 * BUCKET).map(word).collect();
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

    /// Where the weights of `feature` lie among the rows, and whether there are any.
    fn row(&self, feature: u64) -> (usize, bool) {
        // The four checks of a bucket are compared at once: a lane that is equal becomes zero, and the lowest zero
        // lane borrows (Mycroft 1987). No branches: the processor fetches many rows at a time.
        const LOW: u64 = 0x0001_0001_0001_0001;
        const HIGH: u64 = 0x8000_8000_8000_8000;
        let ([first, second], check) = homes(feature, self.buckets.len());
        let equal = |home: usize| {
            let lanes = self.buckets.get(home).copied().unwrap_or(0) ^ (u64::from(check) * LOW);
            lanes.wrapping_sub(LOW) & !lanes & HIGH
        };
        let (a, b) = (equal(first), equal(second));
        let in_first = u64::from(a != 0).wrapping_neg();
        let lanes = (a & in_first) | (b & !in_first);
        let home = (first & in_first as usize) | (second & !in_first as usize);
        (home * BUCKET + lanes.trailing_zeros() as usize / 16, lanes != 0)
    }

    /// Appends where the weights of `features` lie to `rows`, without those that were not learned: two in three.
    pub fn find(&self, features: &[u64], rows: &mut Vec<u32>) {
        let from = rows.len();
        rows.resize(from + features.len() + 1, 0);
        let mut found = from;
        for feature in features {
            let (row, is_known) = self.row(*feature);
            if let Some(to) = rows.get_mut(found) {
                *to = row as u32;
            }
            found += usize::from(is_known);
        }
        rows.truncate(found);
    }

    /// Adds the weights at `rows` to `scores`.
    pub fn sum(&self, rows: &[u32], scores: &mut Scores) {
        for row in rows {
            if let Some(row) = self.rows.get(*row as usize) {
                add(scores, row);
            }
        }
    }

    /// Adds the weights of `features` to `scores`.
    pub fn score(&self, features: &[u64], scores: &mut Scores) {
        let mut rows = Vec::new();
        self.find(features, &mut rows);
        self.sum(&rows, scores);
    }
}

fn add(scores: &mut Scores, row: &Row) {
    scores.iter_mut().zip(row).for_each(|(s, w)| *s = s.saturating_add(i16::from(*w)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_model_is_none() {
        assert!(Model::read(b"").is_none());
        assert!(Model::read(MAGIC).is_none());
        let mut bytes = MAGIC.to_vec();
        bytes.extend([0; 8]);
        bytes.extend(u32::MAX.to_le_bytes());
        bytes.extend([0; 2 * 2 * LABELS * LABELS]);
        assert!(Model::read(&bytes).is_none());
    }

    #[test]
    fn the_embedded_model_is_one() {
        let bytes = include_bytes!("../../../assets/tagger.bin");
        let model = Model::read(bytes).unwrap();
        assert!(bytes.len() <= 4_000_000);
        // Lists were changed: train anew (`cargo run --release --example train -- DATA`).
        assert_eq!(model.lists, super::super::training::fingerprint());
    }

    #[test]
    fn an_empty_model_weighs_nothing() {
        let mut scores = [0; WIDTH];
        Model::default().score(&[12345, 678], &mut scores);
        assert_eq!(scores, [0; WIDTH]);
    }
}
