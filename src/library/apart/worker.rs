//! A reading process, seen from the one that started it.

use std::ffi::OsString;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};

use super::wire::{self, Reply, Request};

/// For so long at a time it is waited for an answer. Time that passes while this process is stopped does not count.
const TICK: Duration = Duration::from_millis(100);

/// So many answers may wait: more, and the reading process waits in its turn.
const WAITING: usize = 32;

#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    to: Option<ChildStdin>,
    /// What writes the request: a pipe holds little, and whoever does not read it must not hold us up.
    writes: Option<JoinHandle<io::Result<ChildStdin>>>,
    replies: Receiver<io::Result<Reply>>,
}

/// Why there is no answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Silence {
    /// For longer than one has patience.
    Hung,
    /// Nobody wants an answer any more.
    Cancelled,
    /// The process has ended, or says what is no answer; why, as far as it can be told.
    Ended(String),
}

impl Worker {
    pub fn start(program: &Path, arguments: &[OsString]) -> io::Result<Worker> {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Keys that stop or suspend what runs in the terminal are not meant for it: it ends when this process does.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("a process without input and output"));
        };
        let (tell, replies) = crossbeam_channel::bounded(WAITING);
        let listen = move || {
            let mut from = BufReader::with_capacity(64 << 10, from);
            loop {
                let reply = match wire::read(&mut from) {
                    Ok(Some(reply)) => Ok(reply),
                    Ok(None) => return,
                    Err(error) => Err(error),
                };
                let last = reply.is_err();
                if tell.send(reply).is_err() || last {
                    return;
                }
            }
        };
        let listener = std::thread::Builder::new().name("listens".into()).stack_size(1 << 20).spawn(listen);
        let worker = Worker { child, to: Some(to), writes: None, replies };
        listener.map(|_| worker)
    }

    /// `bytes` are what the request says will come behind it. Does not wait for them to be read.
    pub fn ask(&mut self, request: &Request, bytes: &[u8]) -> Result<(), Silence> {
        let done = self.writes.take().and_then(|writes| writes.join().ok()?.ok());
        let Some(mut to) = self.to.take().or(done) else { return Err(self.ended("it does not listen")) };
        let mut message = Vec::with_capacity(bytes.len() + 256);
        if let Err(error) = wire::write(&mut message, request) {
            return Err(self.ended(&error.to_string()));
        }
        message.extend_from_slice(bytes);
        let write = move || to.write_all(&message).and_then(|()| to.flush()).map(|()| to);
        let writes = std::thread::Builder::new().name("asks".into()).stack_size(256 << 10).spawn(write);
        self.writes = Some(writes.map_err(|error| self.ended(&error.to_string()))?);
        Ok(())
    }

    pub fn answer(&mut self, patience: Duration, cancel: Option<&AtomicBool>) -> Result<Reply, Silence> {
        let mut waited = Duration::ZERO;
        while waited < patience {
            let start = Instant::now();
            match self.replies.recv_timeout(TICK.min(patience)) {
                Ok(Ok(reply)) => return Ok(reply),
                Ok(Err(error)) => return Err(self.ended(&error.to_string())),
                Err(RecvTimeoutError::Timeout) => waited += start.elapsed().min(2 * TICK),
                Err(RecvTimeoutError::Disconnected) => return Err(self.ended("it ended without a word")),
            }
            if cancel.is_some_and(|cancel| cancel.load(Ordering::Relaxed)) {
                return Err(Silence::Cancelled);
            }
        }
        Err(Silence::Hung)
    }

    /// Ends it, if it has not ended by itself, and says why it did, as far as the system tells.
    fn ended(&mut self, otherwise: &str) -> Silence {
        // What closed its output is about to end and shows how; what goes on talking nonsense does not.
        let exited = (0..20).find_map(|_| match self.child.try_wait() {
            Ok(Some(status)) => Some(status),
            _ => {
                std::thread::sleep(Duration::from_millis(5));
                None
            }
        });
        // Otherwise there would be no end of what it may have to say.
        _ = self.child.kill();
        _ = self.child.wait();
        let mut last_words = Vec::new();
        if exited.is_some()
            && let Some(words) = self.child.stderr.take()
        {
            _ = words.take(4 << 10).read_to_end(&mut last_words);
        }
        let last_words = String::from_utf8_lossy(&last_words);
        let why = if last_words.contains("memory allocation") {
            "it needs too much memory".to_string()
        } else if last_words.contains("overflowed its stack") {
            "it is nested too deeply".to_string()
        } else {
            exited.map_or_else(|| otherwise.to_string(), |status| format!("its parser ended by {status}"))
        };
        Silence::Ended(why)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
