//! What the two processes say to each other: frames of a length (four bytes, little end first) and as many bytes of
//! postcard.

use std::ffi::OsString;
use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::ingest::{Item, LONGEST, Reading};

/// No frame is longer: a document, and room for what is said of it.
const LONGEST_FRAME: u64 = LONGEST + (1 << 20);

/// What is to be read.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    /// As shown to people.
    pub name: String,
    pub content: Content,
    pub reading: Reading,
    /// Names of parts that ended the process that read them: they are left out.
    pub failed: Vec<String>,
    /// So many things that are in it otherwise were told already, and are not told again.
    pub told: u64,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Content {
    /// What was read of a file: so many bytes, which come behind the request as they are.
    Bytes(u64),
    /// A file of any size, by its path.
    File(OsString),
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Reply {
    /// The part of this name is about to be parsed; so many things came before it, told or not.
    Begin {
        name: String,
        given: u64,
    },
    Item(Item),
    /// Bytes of the file that were read.
    Read(u64),
    /// All of the file was read.
    Done,
    /// A parser panicked; the process lives.
    Failed,
    /// The system did not let it read the file.
    Refused(String),
}

pub(super) fn write(out: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let bytes = postcard::to_allocvec(message).map_err(io::Error::other)?;
    let len = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    out.write_all(&len.to_le_bytes())?;
    out.write_all(&bytes)?;
    out.flush()
}

/// `None` at the end.
///
/// # Errors
/// If the other side stops in the middle or says what is no message.
pub(super) fn read<T: DeserializeOwned>(input: &mut impl Read) -> io::Result<Option<T>> {
    let mut len = [0; 4];
    if input.read(&mut len[..1])? == 0 {
        return Ok(None);
    }
    input.read_exact(&mut len[1..])?;
    let len = u64::from(u32::from_le_bytes(len));
    let bytes = read_bytes(input, len)?;
    postcard::from_bytes(&bytes).map(Some).map_err(io::Error::other)
}

/// So many bytes.
///
/// # Errors
/// If there are fewer, or more than anyone has to say.
pub(super) fn read_bytes(input: &mut impl Read, len: u64) -> io::Result<Vec<u8>> {
    if len > LONGEST_FRAME {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "nothing is as long"));
    }
    // As it comes: a length that is a lie asks for no memory.
    let mut bytes = Vec::new();
    input.take(len).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < len {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}
