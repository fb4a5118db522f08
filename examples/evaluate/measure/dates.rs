//! The publication date.

use super::Reading;
use super::scores::Row;

/// Right is also to give none where the file tells none.
pub fn score_published(row: &mut Row, reading: &Reading) {
    let (found, label) = (reading.article.date, reading.labels.date);
    let right = found == label || reading.labels.date_is_open && found.is_none();
    row.score.answer(right);
    if !right {
        let shown = |date: Option<jiff::civil::Date>| date.map_or("none".to_string(), |d| d.to_string());
        row.error(&reading.labels.file, format!("published {}, not {}", shown(label), shown(found)));
    }
}
