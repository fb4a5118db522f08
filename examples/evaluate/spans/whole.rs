//! The names of an article as the whole program gives them, in the scheme of the labelled sets.

use std::collections::BTreeSet;

use newsprint::corpus::{Annotations, Mention, Via};
use newsprint::entities::tagger::tag::Class;
use newsprint::entities::tagger::training::Found;

/// People, organisations, and places with the countries that are named as such (an adjective is no place there).
pub fn names(annotations: &Annotations) -> Vec<Found> {
    let mut out = BTreeSet::new();
    let mut add = |mention: &Mention, class: Class| {
        if let Some(paragraph) = mention.paragraph {
            out.insert(Found { paragraph, span: mention.span, class });
        }
    };
    let named = [
        (&annotations.people, Class::Person),
        (&annotations.places, Class::Location),
        (&annotations.organisations, Class::Organisation),
    ];
    for (list, class) in named {
        list.iter().flat_map(|n| &n.mentions).for_each(|m| add(m, class));
    }
    for (mention, via) in annotations.countries.iter().flat_map(|c| &c.mentions) {
        if matches!(via, Via::Name | Via::Capital) {
            add(mention, Class::Location);
        }
    }
    out.into_iter().collect()
}
