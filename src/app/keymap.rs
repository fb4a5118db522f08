//! From keys to actions.

use super::action::{Action, Scope, entries};
use super::{Focus, Key};

/// Bindings in order; a scope's own binding wins over one that holds everywhere.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<(Scope, Vec<Key>, Action)>,
}

/// What a sequence of keys means so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    Found(Action),
    /// The beginning of a longer sequence.
    Partial,
    Unbound,
}

impl Default for Keymap {
    /// The bindings of the action table.
    fn default() -> Keymap {
        let bound = |e: &'static super::action::Entry| {
            e.keys.iter().filter_map(|k| Some((e.scope, Key::parse_sequence(k)?, e.action)))
        };
        Keymap { bindings: entries().flat_map(bound).collect() }
    }
}

impl Keymap {
    /// What `keys` mean when `focus` has the focus.
    pub fn lookup(&self, focus: Focus, keys: &[Key]) -> Lookup {
        self.lookup_in(scope_of(focus), keys)
    }

    /// What `keys` mean in this scope.
    pub fn lookup_in(&self, scope: Scope, keys: &[Key]) -> Lookup {
        let find = |wanted: Scope| self.bindings.iter().find(|(s, k, _)| *s == wanted && k == keys).map(|b| b.2);
        if let Some(action) = find(scope).or_else(|| find(Scope::Everywhere)) {
            return Lookup::Found(action);
        }
        let begins = |(s, k, _): &(Scope, Vec<Key>, Action)| {
            (*s == scope || *s == Scope::Everywhere) && k.len() > keys.len() && k.starts_with(keys)
        };
        if self.bindings.iter().any(begins) { Lookup::Partial } else { Lookup::Unbound }
    }

    /// The keys bound to an action, as shown to people, in table order.
    pub fn keys_of(&self, action: Action) -> Vec<String> {
        let shown = |keys: &[Key]| keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ");
        self.bindings.iter().filter(|b| b.2 == action).map(|b| shown(&b.1)).collect()
    }

    /// What may follow `keys`: the next key as shown and the action it leads to.
    pub fn continuations(&self, scope: Scope, keys: &[Key]) -> Vec<(String, Action)> {
        self.bindings
            .iter()
            .filter(|(s, k, _)| (*s == scope || *s == Scope::Everywhere) && k.len() > keys.len() && k.starts_with(keys))
            .filter_map(|(_, k, action)| Some((k.get(keys.len())?.to_string(), *action)))
            .collect()
    }
}

/// Where a pane's own bindings are.
pub fn scope_of(focus: Focus) -> Scope {
    match focus {
        Focus::List => Scope::List,
        Focus::Reader => Scope::Reader,
        Focus::Sidebar(_) => Scope::Sidebar,
        Focus::Entity => Scope::Entity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Kind;

    fn check(focus: Focus, keys: &str, expected: Lookup) {
        assert_eq!(Keymap::default().lookup(focus, &Key::parse_sequence(keys).unwrap()), expected, "{keys}");
    }

    #[test]
    fn a_key_means_what_its_pane_says() {
        check(Focus::List, "j", Lookup::Found(Action::Down));
        check(Focus::List, "/", Lookup::Found(Action::Search));
        check(Focus::Sidebar(Kind::Person), "/", Lookup::Found(Action::Search));
        check(Focus::Reader, "/", Lookup::Found(Action::Find));
        check(Focus::List, "J", Lookup::Found(Action::ScrollReaderDown));
        check(Focus::Reader, "J", Lookup::Found(Action::NextArticle));
        check(Focus::Sidebar(Kind::Country), "-", Lookup::Found(Action::Exclude));
        check(Focus::Reader, "-", Lookup::Found(Action::Narrower));
        check(Focus::List, "y", Lookup::Partial);
    }

    #[test]
    fn sequences_wait_for_their_end() {
        check(Focus::List, "g", Lookup::Partial);
        check(Focus::List, "g g", Lookup::Found(Action::Top));
        check(Focus::List, "g !", Lookup::Unbound);
        assert!(Keymap::default().continuations(Scope::List, &[Key::char(',')]).len() == 8);
    }

    #[test]
    fn no_two_actions_of_one_scope_share_a_key() {
        let keymap = Keymap::default();
        for (i, a) in keymap.bindings.iter().enumerate() {
            let clash = keymap.bindings[..i].iter().find(|b| b.0 == a.0 && b.1 == a.1);
            assert!(clash.is_none(), "{:?} {:?}", a, clash);
        }
    }

    #[test]
    fn every_default_key_can_be_read() {
        let given: usize = entries().map(|e| e.keys.len()).sum();
        assert_eq!(Keymap::default().bindings.len(), given);
    }
}
