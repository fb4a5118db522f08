//! Families: which articles are folded into one row.

/// A partition of the articles; only families of two and more are written down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Families {
    /// By article: its family, or [`Families::NONE`].
    pub of: Vec<u32>,
    /// The articles of each family, rising; families one after another, by their first article.
    pub members: Vec<u32>,
    /// Where each family begins among them, and the last one ends.
    pub at: Vec<u32>,
}

impl Families {
    /// Of an article without copies.
    pub const NONE: u32 = u32::MAX;

    /// No families among so many `articles`.
    pub fn none(articles: usize) -> Families {
        Families { of: vec![Families::NONE; articles], members: Vec::new(), at: vec![0] }
    }

    /// From what each article is a copy of.
    pub fn by(articles: impl ExactSizeIterator<Item = Option<u32>>) -> Families {
        let count = articles.len() as u32;
        let mut first = std::collections::HashMap::new();
        let mut pair = |(n, of): (u32, Option<u32>)| (of.map_or(n, |of| *first.entry(of).or_insert(n)), n);
        Families::of(count as usize, (0u32..).zip(articles).map(&mut pair).collect::<Vec<_>>().into_iter())
    }

    /// From pairs of what is the same for all of a family, a number below `articles`, and an article.
    pub(in crate::corpus) fn of(articles: usize, pairs: impl Iterator<Item = (u32, u32)>) -> Families {
        let mut pairs: Vec<(u32, u32)> = pairs.collect();
        let mut sizes = vec![0u32; articles];
        pairs.iter().for_each(|(family, _)| sizes[*family as usize] += 1);
        pairs.retain(|(family, _)| sizes[*family as usize] > 1);
        drop(sizes);
        pairs.sort_unstable();
        let mut lists: Vec<&[(u32, u32)]> = pairs.chunk_by(|a, b| a.0 == b.0).collect();
        lists.sort_unstable_by_key(|list| list.first().map(|(_, n)| *n));
        let mut families = Families::none(articles);
        for (family, list) in (0u32..).zip(lists) {
            for (_, n) in list {
                families.of[*n as usize] = family;
                families.members.push(*n);
            }
            families.at.push(families.members.len() as u32);
        }
        families
    }

    /// The articles of each family.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        self.at.windows(2).filter_map(|ends| self.members.get(ends[0] as usize..ends[1] as usize))
    }
}

/// Tells which names of a family's articles were named by another of them already.
pub(in crate::corpus) struct Marker {
    /// By name: the article and the family that named it last.
    last: Vec<(u32, u32)>,
}

impl Marker {
    pub fn new(names: usize) -> Marker {
        Marker { last: vec![(u32::MAX, u32::MAX); names] }
    }

    /// Whether `name`, in an article of a family, was named by another article of that family. Families have to come
    /// one after another, and so do the articles of each.
    pub fn repeats(&mut self, family: u32, article: u32, name: u32) -> bool {
        let Some((of, by)) = self.last.get_mut(name as usize) else { return false };
        if *of == article {
            // Twice in one article counts once.
            return false;
        }
        *of = article;
        std::mem::replace(by, family) == family
    }
}
