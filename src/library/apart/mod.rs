//! Files read in a process of their own.
//!
//! A parser of web pages, mail or PDF may hang, fill the memory or overflow its stack on a file that was made badly or
//! made to do so, and neither a thread nor a panic handler can stop that. So such files are read by newsprint started
//! once more, with a hidden argument: that process has limits on memory and files, is watched for how long it is
//! silent, and is ended when it passes a limit. What it read until then is kept, the part that it failed on is told as
//! quarantined, and a new process goes on behind that part.
//!
//! [`wire`] says how the two talk, [`child`] is the other process, [`worker`] is one seen from here, and [`items`] what
//! comes out of a file.

mod child;
mod items;
#[cfg(test)]
mod tests;
mod wire;
mod worker;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

pub(super) use items::{Items, Source};
use worker::Worker;

pub use child::serve;

/// The hidden argument with which newsprint is started to read for another.
pub const ARGUMENT: &str = "__read";

/// What a reading process may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of address space.
    pub memory: u64,
    /// How long it may be silent over one document.
    pub patience: Duration,
    /// The same for a PDF file, whose pages take longer.
    pub patience_pdf: Duration,
    /// So many parts of one file may fail before the rest of it is given up.
    pub failures: usize,
}

impl Limits {
    pub const USUAL: Limits = Limits {
        memory: 1 << 30,
        patience: Duration::from_secs(10),
        patience_pdf: Duration::from_secs(20),
        failures: 20,
    };
}

/// Those who read files: processes that wait for the next one, as many as were needed at once.
#[derive(Debug)]
pub struct Readers {
    /// `None`: files are read in this process.
    program: Option<Program>,
    limits: Limits,
    idle: Mutex<Vec<Worker>>,
}

#[derive(Clone, Debug)]
struct Program {
    path: PathBuf,
    arguments: Vec<OsString>,
}

impl Readers {
    /// All files are read in this process: for tests, and for programs that are not newsprint.
    pub fn within() -> Readers {
        Readers { program: None, limits: Limits::USUAL, idle: Mutex::default() }
    }

    /// Files whose parsers may fail are read by processes of `program`, which does what [`serve`] does when its
    /// arguments are [`ARGUMENT`] and a number of bytes.
    pub fn apart(program: PathBuf, limits: Limits) -> Readers {
        let arguments = vec![ARGUMENT.into(), limits.memory.to_string().into()];
        Readers { program: Some(Program { path: program, arguments }), limits, idle: Mutex::default() }
    }

    /// As [`apart`](Readers::apart), by the very program that is running.
    ///
    /// # Errors
    /// If the system does not say which that is.
    pub fn of_this_program() -> std::io::Result<Readers> {
        // On Linux this name means the program that runs, even if another was put in its place meanwhile.
        let own = PathBuf::from("/proc/self/exe");
        let program = if cfg!(target_os = "linux") && own.exists() { own } else { std::env::current_exe()? };
        Ok(Readers::apart(program, Limits::USUAL))
    }

    fn worker(&self, program: &Program) -> std::io::Result<Worker> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| Worker::start(&program.path, &program.arguments), Ok)
    }

    /// Ends those that wait.
    pub fn rest(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn give_back(&self, worker: Worker) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
    }
}
