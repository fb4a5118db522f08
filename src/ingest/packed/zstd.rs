//! The frames of zstd data, one after another.

use std::io::{self, BufRead, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::source::Watched;

/// The most memory that a zstd frame may ask for: what all levels of the usual program but the last two need.
const WINDOW: u64 = 32 << 20;

/// What the frames hold. An error of kind `Unsupported` says what it would take to read them.
pub struct Frames<R> {
    decoder: FrameDecoder,
    source: R,
    /// Within a frame, or behind its last block with something left to give.
    open: bool,
    /// To be told once everything before it has been given.
    error: Option<io::Error>,
}

/// An empty last block and a checksum: they close a frame that ends in the middle, whose decoder would keep back a
/// whole window otherwise.
const CLOSING: [u8; 7] = [1, 0, 0, 0, 0, 0, 0];

impl<R: BufRead> Frames<R> {
    pub fn new(source: R) -> Frames<R> {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW);
        Frames { decoder, source, open: false, error: None }
    }

    pub fn source(&self) -> &R {
        &self.source
    }

    fn next_block(&mut self) {
        if let Err(error) = self.decoder.decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1)) {
            self.error = Some(io::Error::other(error.to_string()));
            let closed = self.decoder.decode_blocks(CLOSING.as_slice(), BlockDecodingStrategy::UptoBlocks(1));
            self.open = closed.is_ok();
        }
    }

    /// Goes into the next frame that has data. `false` at the end of the file.
    fn next_frame(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => {
                    self.open = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    let length = u64::from(length);
                    if io::copy(&mut Read::by_ref(&mut self.source).take(length), &mut io::sink())? < length {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(error) => return Err(refused(&error)),
            }
        }
        Ok(false)
    }
}

fn refused(error: &FrameDecoderError) -> io::Error {
    let message = match error {
        FrameDecoderError::WindowSizeTooBig { requested, .. } => format!(
            "its compressed data need {} MiB of memory to be read, more than the {} there are for it: compress it again \
             without --long or --ultra",
            requested.div_ceil(1 << 20),
            WINDOW >> 20
        ),
        FrameDecoderError::DictNotProvided { .. } => "its compressed data need a dictionary of their own".to_string(),
        other => return io::Error::other(other.to_string()),
    };
    io::Error::new(io::ErrorKind::Unsupported, message)
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.open && self.decoder.can_collect() > 0 {
                return self.decoder.read(into);
            }
            self.open &= !self.decoder.is_finished();
            if self.open {
                self.next_block();
            } else if let Some(error) = self.error.take() {
                return Err(error);
            } else if !self.next_frame()? {
                return Ok(0);
            }
        }
    }
}

/// The same, that ends at a mistake and remembers it.
pub struct Forgiving<R> {
    frames: Frames<Watched<R>>,
    pub fault: Option<String>,
}

impl<R: BufRead> Forgiving<R> {
    pub fn new(source: R) -> Forgiving<R> {
        Forgiving { frames: Frames::new(Watched::after(&[], source)), fault: None }
    }
}

impl<R: BufRead> Read for Forgiving<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.fault.is_some() {
            return Ok(0);
        }
        let error = match self.frames.read(into) {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => error,
            result => return result,
        };
        if let Some(error) = self.frames.source.failed.take() {
            return Err(error);
        }
        self.fault = Some(match error.kind() {
            io::ErrorKind::Unsupported => error.to_string(),
            _ if self.frames.source.ended => "the file ends in the middle of its compressed data".to_string(),
            _ => "its compressed data are damaged: the rest is left out".to_string(),
        });
        Ok(0)
    }
}
