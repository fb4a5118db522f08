//! Saved searches, and what was new since the last look at one.

use std::sync::Arc;

use super::super::ArticleId;

/// A query that the reader kept under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedSearch {
    /// What narrows the list, in the query language.
    pub query: String,
    /// What ranks it as well, as typed behind `/`; empty for nothing.
    pub search: String,
    /// When it was looked at last, in seconds since 1970; 0 for never.
    pub visited: u64,
    /// What it found then.
    pub seen: Seen,
}

/// Which articles a search had found: forty bits of the name of each, so that "new" is exact, and right after the index
/// was built anew, which gives all of them other numbers and dates of arrival.
///
/// Three to five bytes an article. Of a million articles that are new, one may be taken for another where a million
/// were seen; a time or a count would be smaller, but an article that comes while another goes, or comes late with an
/// old date, would not be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(Arc<[u8]>);

/// Forty bits are told apart.
fn print(id: ArticleId) -> u64 {
    id.0.iter().take(5).fold(0, |all, byte| all << 8 | u64::from(*byte))
}

impl Seen {
    /// These articles, in any order.
    pub fn of(articles: impl Iterator<Item = ArticleId>) -> Seen {
        let mut prints: Vec<u64> = articles.map(print).collect();
        prints.sort_unstable();
        prints.dedup();
        let (mut bytes, mut last) = (Vec::with_capacity(prints.len() * 4), 0);
        for print in prints {
            let mut step = print - last;
            while step >= 0x80 {
                bytes.push(step as u8 | 0x80);
                step >>= 7;
            }
            bytes.push(step as u8);
            last = print;
        }
        Seen(bytes.into())
    }

    /// As [`Seen::bytes`] gave it. What is cut or made up reads as far as it means something.
    pub fn from_bytes(bytes: &[u8]) -> Seen {
        Seen(bytes.into())
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The prints, rising.
    fn prints(&self) -> impl Iterator<Item = u64> + '_ {
        let (mut rest, mut last) = (&*self.0, 0u64);
        std::iter::from_fn(move || {
            let mut step = 0u64;
            for shift in (0..42).step_by(7) {
                let (byte, more) = rest.split_first()?;
                rest = more;
                step |= u64::from(byte & 0x7f) << shift;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            last = last.wrapping_add(step);
            Some(last)
        })
    }

    /// How many of these articles were not seen; versions of one content count once. `None` if `cancelled` became
    /// true meanwhile.
    pub fn fresh(&self, articles: impl Iterator<Item = ArticleId>, cancelled: &dyn Fn() -> bool) -> Option<u32> {
        let mut prints = Vec::new();
        for (n, id) in articles.enumerate() {
            if n.is_multiple_of(1 << 14) && cancelled() {
                return None;
            }
            prints.push(print(id));
        }
        prints.sort_unstable();
        prints.dedup();
        let mut seen = self.prints().peekable();
        let mut fresh = 0;
        for (n, print) in prints.into_iter().enumerate() {
            if n.is_multiple_of(1 << 14) && cancelled() {
                return None;
            }
            while seen.next_if(|s| *s < print).is_some() {}
            fresh += u32::from(seen.peek() != Some(&print));
        }
        Some(fresh)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn id(n: u64) -> ArticleId {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        ArticleId(id)
    }

    proptest! {
        #[test]
        fn what_is_new_is_counted(
            before in prop::collection::btree_set(0u64..500, 0..80),
            now in prop::collection::btree_set(0u64..500, 0..80),
        ) {
            let seen = Seen::of(before.iter().copied().map(id));
            let expected = now.difference(&before).count() as u32;
            prop_assert_eq!(seen.fresh(now.iter().copied().map(id), &|| false), Some(expected));
            let again = Seen::from_bytes(seen.bytes());
            prop_assert_eq!(again.prints().collect::<BTreeSet<_>>(), before.into_iter().map(|n| print(id(n))).collect::<BTreeSet<_>>());
        }

        #[test]
        fn made_up_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let fresh = Seen::from_bytes(&bytes).fresh((0..20).map(id), &|| false);
            prop_assert!(fresh.is_some_and(|n| n <= 20));
        }
    }

    #[test]
    fn it_is_small_and_can_be_given_up() {
        let seen = Seen::of((0..100_000).map(id));
        assert!(seen.bytes().len() <= 400_000, "{}", seen.bytes().len());
        assert_eq!(seen.fresh((0..100_001).map(id), &|| false), Some(1));
        assert_eq!(seen.fresh((0..100_001).map(id), &|| true), None);
    }
}
