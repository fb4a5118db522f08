//! From changes on the disk to refreshes: not before it is quiet, and not so often that refreshing is all that is done.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};

use super::refresh::Refresher;
use crate::library::Library;

/// A refresh begins when nothing has changed for so long: longer than a file is taken to be so new that it may change
/// again without its time telling,
const QUIET: Duration = Duration::from_millis(2500);
/// or when something has been changing all the time for so long.
const LONGEST: Duration = Duration::from_secs(30);
/// Between two refreshes there is a pause of so many times as long as the last one took.
const SHARE: u32 = 10;
/// That pause is never longer: most refreshes are much shorter than the first.
const MOST: Duration = Duration::from_secs(120);

/// Watches the archive on a thread of its own until the program ends, where it can be watched.
pub fn start(library: Arc<Library>, refresher: Arc<Refresher>) {
    // Looking through the folders may take a while, and the screen does not wait for it.
    std::thread::spawn(move || {
        // One waiting change says as much as a thousand.
        let (tell, changes): (Sender<()>, _) = crossbeam_channel::bounded(1);
        let Some(_watching) = library.watch(move || _ = tell.try_send(())) else { return };
        while quiet(&changes, QUIET, LONGEST) {
            refresher.begin();
            std::thread::sleep(refresher.took().saturating_mul(SHARE).min(MOST));
        }
    });
}

/// Waits until something has changed and nothing more has for a while. False when nothing will ever come.
fn quiet(changes: &Receiver<()>, quiet: Duration, longest: Duration) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    let end = Instant::now() + longest;
    loop {
        let until = (Instant::now() + quiet).min(end);
        match changes.recv_deadline(until) {
            Ok(()) if Instant::now() < end => {}
            Ok(()) | Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(200);

    #[test]
    fn many_changes_are_one_and_an_end_is_the_end() {
        let (tell, changes) = crossbeam_channel::bounded(1);
        let sender = std::thread::spawn(move || {
            let start = Instant::now();
            while start.elapsed() < 3 * SHORT {
                _ = tell.try_send(());
                std::thread::sleep(SHORT / 20);
            }
            std::thread::sleep(2 * SHORT);
            drop(tell);
        });
        let start = Instant::now();
        assert!(quiet(&changes, SHORT, Duration::from_secs(60)));
        assert!(start.elapsed() >= 3 * SHORT, "it was not quiet before");
        assert!(!quiet(&changes, SHORT, Duration::from_secs(60)));
        sender.join().unwrap();
    }

    #[test]
    fn what_never_ends_is_not_waited_for() {
        let (tell, changes) = crossbeam_channel::bounded(1);
        let (stop, stopped) = std::sync::mpsc::channel::<()>();
        let sender = std::thread::spawn(move || {
            while stopped.recv_timeout(SHORT / 20) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                _ = tell.try_send(());
            }
        });
        assert!(quiet(&changes, SHORT, 3 * SHORT));
        drop(stop);
        sender.join().unwrap();
    }
}
