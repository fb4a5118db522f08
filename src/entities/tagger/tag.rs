//! The labels that a word can have: outside of every name, or a place within a name of one kind.
//!
//! Names are coded as BILOU (Ratinov & Roth 2009): the first, an inner, the last word, or the unit word of a name.

/// What a tagged name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    Person,
    Location,
    Organisation,
    /// Peoples, events, works, products: told apart so that they are taken for none of the others.
    Other,
}

impl Class {
    pub const ALL: [Class; 4] = [Class::Person, Class::Location, Class::Organisation, Class::Other];

    /// The name in the CoNLL 2003 scheme.
    pub fn conll(self) -> &'static str {
        ["PER", "LOC", "ORG", "MISC"].get(self as usize).copied().unwrap_or("")
    }

    pub fn parse(conll: &str) -> Option<Class> {
        Class::ALL.into_iter().find(|c| c.conll() == conll)
    }
}

/// The place of a word within its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    First,
    Inner,
    Last,
    Unit,
}

/// How many labels: outside, and four places in four classes.
pub const LABELS: usize = 17;

/// A label as a number: 0 is outside, then four for each class.
pub type Label = u8;

pub const OUTSIDE: Label = 0;

pub fn label(class: Class, place: Place) -> Label {
    1 + 4 * class as u8 + place as u8
}

/// The class and place of a label; `None` for [`OUTSIDE`].
pub fn parts(label: Label) -> Option<(Class, Place)> {
    let at = label.checked_sub(1)?;
    let place = [Place::First, Place::Inner, Place::Last, Place::Unit].get(at as usize % 4)?;
    Some((*Class::ALL.get(at as usize / 4)?, *place))
}

/// Whether a word so labelled may begin a run.
pub fn may_begin(label: Label) -> bool {
    parts(label).is_none_or(|(_, p)| matches!(p, Place::First | Place::Unit))
}

pub fn may_end(label: Label) -> bool {
    parts(label).is_none_or(|(_, p)| matches!(p, Place::Last | Place::Unit))
}

pub fn may_follow(before: Label, label: Label) -> bool {
    match (parts(before), parts(label)) {
        (Some((a, Place::First | Place::Inner)), Some((b, Place::Inner | Place::Last))) => a == b,
        _ => may_end(before) && may_begin(label),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_numbered_without_gaps() {
        let mut all: Vec<Label> = vec![OUTSIDE];
        for class in Class::ALL {
            for place in [Place::First, Place::Inner, Place::Last, Place::Unit] {
                all.push(label(class, place));
                assert_eq!(parts(label(class, place)), Some((class, place)));
            }
        }
        assert_eq!(all, (0..LABELS as u8).collect::<Vec<_>>());
        assert_eq!(parts(LABELS as u8), None);
    }

    #[test]
    fn a_name_goes_on_in_its_class_until_its_last_word() {
        let of = |c, p| label(c, p);
        assert!(may_follow(of(Class::Person, Place::First), of(Class::Person, Place::Last)));
        assert!(!may_follow(of(Class::Person, Place::First), of(Class::Location, Place::Last)));
        assert!(!may_follow(of(Class::Person, Place::First), OUTSIDE));
        assert!(may_follow(of(Class::Person, Place::Unit), of(Class::Location, Place::Unit)));
        assert!(!may_follow(OUTSIDE, of(Class::Person, Place::Last)));
    }
}
