//! From keys to actions.

use super::action::{Action, Scope, entries};
use super::{Focus, Key};

/// Bindings in order; a scope's own binding wins over one that holds everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

type Binding = (Scope, Vec<Key>, Action);

/// Other keys for an action: those given take the place of those that it has in the scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub scope: Scope,
    pub action: Action,
    pub keys: Vec<Vec<Key>>,
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

    /// The key to name for an action: its first one, else how the palette finds it.
    pub fn key(&self, action: Action) -> String {
        let named = || entries().find(|e| e.action == action).map_or(String::new(), |e| format!(":{}", e.name));
        self.keys_of(action).into_iter().next().unwrap_or_else(named)
    }

    /// Scope and keys of every binding of an action.
    pub fn bindings_of(&self, action: Action) -> impl Iterator<Item = (Scope, &[Key])> {
        self.bindings.iter().filter(move |b| b.2 == action).map(|b| (b.0, b.1.as_slice()))
    }

    /// What has exactly these keys in exactly this scope.
    pub fn bound(&self, scope: Scope, keys: &[Key]) -> Option<Action> {
        self.bindings.iter().find(|b| b.0 == scope && b.1 == keys).map(|b| b.2)
    }

    /// Gives actions other keys, all at once. A key goes from the action that has it in the scope to the one that it
    /// is given to, and so do the sequences that begin with it. Gives what was taken away: the action and the place
    /// of the change that took it.
    pub fn change(&mut self, changes: &[Change]) -> Vec<(Action, usize)> {
        for change in changes {
            self.bindings.retain(|b| (b.0, b.2) != (change.scope, change.action));
        }
        let mut taken = Vec::new();
        for (n, change) in changes.iter().enumerate() {
            for keys in &change.keys {
                self.bindings.retain(|b| {
                    let stays = b.0 != change.scope || !b.1.starts_with(keys);
                    if !stays {
                        taken.push((b.2, n));
                    }
                    stays
                });
            }
        }
        let new = |c: &Change| c.keys.iter().map(|k| (c.scope, k.clone(), c.action)).collect::<Vec<Binding>>();
        self.bindings.extend(changes.iter().flat_map(new));
        taken
    }

    /// The action whose keys end a sequence of this scope too soon, and those keys: such a sequence is never typed.
    pub fn ends(&self, scope: Scope, keys: &[Key]) -> Option<(Action, &[Key])> {
        let shorter = |b: &&Binding| {
            (b.0 == scope || b.0 == Scope::Everywhere) && b.1.len() < keys.len() && keys.starts_with(&b.1)
        };
        self.bindings.iter().find(shorter).map(|b| (b.2, b.1.as_slice()))
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

/// What a scope is called in a keymap's file.
pub fn scope_name(scope: Scope) -> String {
    let name = match scope {
        Scope::Everywhere => "everywhere",
        Scope::Entity => "entity",
        other => other.name(),
    };
    // Its table stands where the actions stand, one of which may open it.
    let room = entries().any(|e| e.name == name);
    format!("{}{}", name.replace(' ', "-"), if room { "-room" } else { "" })
}

/// The scopes that there are, in the order of the action table.
pub fn scopes() -> Vec<Scope> {
    let mut scopes = Vec::new();
    entries().map(|e| e.scope).for_each(|scope| {
        if !scopes.contains(&scope) {
            scopes.push(scope)
        }
    });
    scopes
}

/// Where a pane's own bindings are.
pub fn scope_of(focus: Focus) -> Scope {
    match focus {
        Focus::List => Scope::List,
        Focus::Reader => Scope::Reader,
        Focus::Sidebar(_) => Scope::Sidebar,
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
        check(Focus::List, "#", Lookup::Unbound);
    }

    #[test]
    fn sequences_wait_for_their_end() {
        check(Focus::List, "g", Lookup::Partial);
        check(Focus::List, "g g", Lookup::Found(Action::Top));
        check(Focus::List, "g !", Lookup::Unbound);
        assert!(Keymap::default().continuations(Scope::List, &[Key::char(',')]).len() >= 8);
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
    fn every_scope_has_a_name_that_a_file_can_have() {
        for scope in scopes() {
            let name = scope_name(scope);
            assert!(!name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{scope:?}");
            assert!(entries().all(|e| e.name != name), "{name}");
        }
    }

    #[test]
    fn no_default_sequence_is_ended_by_a_shorter_one() {
        let keymap = Keymap::default();
        for (scope, keys, action) in &keymap.bindings {
            assert_eq!(keymap.ends(*scope, keys), None, "{action:?}");
        }
    }

    #[test]
    fn keys_go_to_who_asks_for_them() {
        let keys = |text: &str| Key::parse_sequence(text).unwrap();
        let change = |action, given: &[&str]| Change {
            scope: Scope::Everywhere,
            action,
            keys: given.iter().map(|k| keys(k)).collect(),
        };
        let mut keymap = Keymap::default();
        let taken = keymap.change(&[
            change(Action::Star, &["r", "C-s"]),
            change(Action::Up, &[]),
            change(Action::Help, &["g"]),
        ]);
        assert!(taken.contains(&(Action::ToggleRead, 0)) && taken.contains(&(Action::Top, 2)));
        let means = |text: &str| keymap.lookup(Focus::List, &keys(text));
        assert_eq!(means("r"), Lookup::Found(Action::Star));
        assert_eq!(means("s"), Lookup::Unbound);
        assert_eq!(means("k"), Lookup::Unbound);
        assert_eq!(means("g"), Lookup::Found(Action::Help));
        assert_eq!(means("Home"), Lookup::Found(Action::Top));
        assert_eq!(keymap.keys_of(Action::Star), ["r", "C-s"]);
    }

    #[test]
    fn every_default_key_can_be_read() {
        let given: usize = entries().map(|e| e.keys.len()).sum();
        assert_eq!(Keymap::default().bindings.len(), given);
    }
}
