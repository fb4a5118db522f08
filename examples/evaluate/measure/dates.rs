//! The publication date, and the dates that a story mentions.

use newsprint::corpus::Dated;

use super::Reading;
use super::labelled::Mentioned;
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

/// A date is found if its words are among the labelled ones and it means the same days. The article's own date, written
/// out somewhere, has no label.
pub fn score_mentioned(row: &mut Row, reading: &Reading) {
    let (article, labels) = (&reading.article, &reading.labels);
    let mut left: Vec<&Dated> = reading.found.dates.iter().collect();
    let mut wrong = Vec::new();
    for label in &labels.dates {
        let at = left.iter().position(|d| means(d.mention.text(article), d, label));
        if let Some(at) = at {
            left.remove(at);
        }
        if label.optional {
            continue;
        }
        row.score.expected += 1;
        match at {
            Some(_) => {
                row.score.right += 1;
                row.score.found += 1;
            }
            None => wrong.push(format!("{:?} is not {}..{}", label.phrase, label.from, label.to)),
        }
    }
    for dated in left.iter().filter(|d| !(Some(d.from) == article.date && d.from == d.until)) {
        row.score.found += 1;
        wrong.push(format!("{:?} is no {}..{}", dated.mention.text(article), dated.from, dated.until));
    }
    wrong.into_iter().for_each(|what| row.error(&labels.file, what));
}

fn means(words: &str, dated: &Dated, label: &Mentioned) -> bool {
    (label.phrase.contains(words) || words.contains(&label.phrase))
        && (dated.from, dated.until) == (label.from, label.to)
}
