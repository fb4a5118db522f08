//! What the articles of a story have, added up.

use super::features::length;

/// So many names and words of a story are kept: those that weigh most.
const MOST: usize = 128;

/// Names and words by number, rising, and what each weighs in all articles together; each article has length one.
#[derive(Default)]
pub(super) struct Shape(Vec<(u32, f32)>);

impl Shape {
    /// Adds an article: its features with their weights, rising by number, and its length.
    pub fn add(&mut self, features: &[(u32, f32)], norm: f32) {
        let old = std::mem::take(&mut self.0);
        let mut old = old.into_iter().peekable();
        for (feature, weight) in features {
            while let Some(before) = old.next_if(|(f, _)| f < feature) {
                self.0.push(before);
            }
            let had = old.next_if(|(f, _)| f == feature).map_or(0.0, |(_, weight)| weight);
            self.0.push((*feature, had + length(*weight) / norm));
        }
        self.0.extend(old);
        if self.0.len() > MOST {
            self.0.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            self.0.truncate(MOST);
            self.0.sort_unstable_by_key(|(feature, _)| *feature);
        }
    }

    /// How like an article is to those of the story on average, from 0 to 1, and what it shares with any of them, as
    /// a sum of weights.
    pub fn like(&self, features: &[(u32, f32)], norm: f32, articles: u32) -> (f32, f32) {
        let (mut like, mut evidence) = (0.0, 0.0);
        let mut own = self.0.iter().peekable();
        for (feature, weight) in features {
            while own.next_if(|(f, _)| f < feature).is_some() {}
            if let Some((_, summed)) = own.next_if(|(f, _)| f == feature) {
                like += summed * length(*weight) / norm;
                evidence += weight;
            }
        }
        (like / articles.max(1) as f32, evidence)
    }
}
