//! Whose the keys are: ours, or those of a program that has the terminal.
//!
//! Two who read one terminal share its keys by chance. The thread that reads them sits in a read of the terminal
//! library, which ends for a key and for a change of the window's size: so it is told of such a change, sees that the
//! gate is shut, and stays before it.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Somebody may be in the middle of a key that is not finished; then what has the terminal loses one key at most.
const PATIENCE: Duration = Duration::from_millis(500);

#[derive(Clone, Default)]
pub struct Gate {
    state: Arc<(Mutex<State>, Condvar)>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct State {
    shut: bool,
    /// The reader stands before it.
    waits: bool,
}

impl Gate {
    /// For the reader: returns once the gate is open.
    pub fn pass(&self) {
        let mut state = self.state();
        while state.shut {
            state.waits = true;
            self.state.1.notify_all();
            state = self.state.1.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.waits = false;
    }

    /// Shuts it and returns when nobody reads any more; `wake` ends a read that is going on.
    pub fn shut(&self, wake: impl FnOnce()) {
        let mut state = self.state();
        state.shut = true;
        drop(state);
        wake();
        state = self.state();
        let reads = |state: &mut State| !state.waits;
        drop(self.state.1.wait_timeout_while(state, PATIENCE, reads));
    }

    pub fn open(&self) {
        self.state().shut = false;
        self.state.1.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn nobody_reads_while_it_is_shut() {
        let gate = Gate::default();
        let (keys, input) = channel::<&str>();
        let (sent, read) = channel();
        let reader = gate.clone();
        std::thread::spawn(move || {
            loop {
                reader.pass();
                let Ok(key) = input.recv() else { return };
                sent.send(key).unwrap();
            }
        });
        keys.send("a").unwrap();
        assert_eq!(read.recv().unwrap(), "a");
        gate.shut(|| keys.send("wake").unwrap());
        keys.send("b").unwrap();
        // Who stood before the gate already did not have to be woken.
        let woken = read.recv_timeout(Duration::from_millis(100)).is_ok_and(|key| key == "wake");
        assert!(read.recv_timeout(Duration::from_millis(100)).is_err());
        gate.open();
        assert!(woken || read.recv().unwrap() == "wake");
        assert_eq!(read.recv().unwrap(), "b");
    }
}
