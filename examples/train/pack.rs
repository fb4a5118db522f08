//! Trained weights in the form of `newsprint::entities::tagger::model`: the features that matter most, as bytes.

use newsprint::entities::tagger::model::{BUCKET, MAGIC, Row, WIDTH, homes};
use newsprint::entities::tagger::tag::LABELS;
use newsprint::entities::tagger::training::fingerprint;

use crate::crf::Crf;
use crate::learned::UNIT;
use crate::random::Random;

/// Buckets in the packed model: with them a model has just under 4 MB.
const BUCKETS: usize = 55_400;
/// How full the table may be: above it, cuckoo hashing needs ever more moves.
const FULL: f64 = 0.94;

/// The model's bytes. `features` are the hashes in the order of the weights, `counts` how often each was seen.
pub fn pack(crf: &Crf, features: &[u64], counts: &[u32], random: &mut Random) -> Vec<u8> {
    let importance = |n: usize| {
        let row = &crf.weights[n];
        let square: f32 = row.iter().map(|w| w * w).sum();
        square * (counts[n] as f32).sqrt()
    };
    let mut order: Vec<usize> = (0..features.len()).collect();
    order.sort_by(|a, b| importance(*b).total_cmp(&importance(*a)));
    order.truncate((BUCKETS as f64 * BUCKET as f64 * FULL) as usize);
    let mut slots: Vec<Option<(u64, Row)>> = vec![None; BUCKETS * BUCKET];
    let mut lost = 0;
    for n in order {
        let mut row = [0i8; WIDTH];
        for (to, from) in row.iter_mut().zip(&crf.weights[n]) {
            *to = (from / UNIT).round().clamp(-127.0, 127.0) as i8;
        }
        if row.iter().any(|w| *w != 0) {
            lost += usize::from(!insert(&mut slots, features[n], row, random));
        }
    }
    println!("packed {} features, {lost} found no place", slots.iter().flatten().count());
    let mut out = MAGIC.to_vec();
    out.extend(fingerprint().to_le_bytes());
    out.extend((BUCKETS as u32).to_le_bytes());
    for table in &crf.transitions {
        for cost in table.iter().flatten().take(LABELS * LABELS) {
            out.extend(((cost / UNIT).round().clamp(-30000.0, 30000.0) as i16).to_le_bytes());
        }
    }
    for slot in &slots {
        out.extend(slot.map_or(0, |(feature, _)| homes(feature, BUCKETS).1).to_le_bytes());
    }
    for slot in &slots {
        out.extend(slot.map_or([0; WIDTH], |(_, row)| row).map(|w| w as u8));
    }
    out
}

/// Puts a feature into one of its two buckets, moving others to their other bucket where both are full.
fn insert(slots: &mut [Option<(u64, Row)>], feature: u64, row: Row, random: &mut Random) -> bool {
    let mut item = (feature, row);
    for _ in 0..500 {
        let (buckets, _) = homes(item.0, BUCKETS);
        for bucket in buckets {
            let free = (bucket * BUCKET..bucket * BUCKET + BUCKET).find(|s| slots[*s].is_none());
            if let Some(slot) = free {
                slots[slot] = Some(item);
                return true;
            }
        }
        let slot = buckets[random.below(2)] * BUCKET + random.below(BUCKET);
        if let Some(moved) = slots[slot].replace(item) {
            item = moved;
        }
    }
    false
}
