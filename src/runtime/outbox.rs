//! What goes to the worker, in the order in which it was made: some of it waits for the next frame.

use crate::app::Effect;

/// Effects that wait for the next frame.
#[derive(Debug, Default)]
pub struct Outbox {
    held: Vec<Effect>,
}

impl Outbox {
    /// Gives back what can be sent now. What comes after something that waits, waits too: an older request that is
    /// sent after a newer one would be taken for the newest.
    pub fn pass(&mut self, effect: Effect, waits: bool) -> Option<Effect> {
        if waits || !self.held.is_empty() {
            self.held.push(effect);
            return None;
        }
        Some(effect)
    }

    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// All that has waited.
    pub fn take(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Request;

    #[test]
    fn nothing_overtakes_what_waits() {
        let select = |generation| Effect::Select { generation, request: Request::default() };
        let mut outbox = Outbox::default();
        assert_eq!(outbox.pass(select(4), false), Some(select(4)));
        assert_eq!(outbox.pass(select(5), true), None);
        assert_eq!(outbox.pass(Effect::Recent, false), None);
        assert_eq!(outbox.pass(select(6), false), None);
        assert_eq!(outbox.take(), [select(5), Effect::Recent, select(6)]);
        assert_eq!(outbox.pass(select(7), false), Some(select(7)));
    }
}
