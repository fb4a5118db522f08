//! Frames to the terminal: each one synchronized update, and nothing at all for a frame that changes nothing.

use std::io::{self, Write};

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// Collects what is written until it is flushed, and then writes it in one go.
pub struct Frames<W: Write> {
    out: W,
    frame: Vec<u8>,
    /// The frame written last. One without text that says no more of cursor and colours than its end changes nothing.
    last: Vec<u8>,
}

impl<W: Write> Frames<W> {
    pub fn new(out: W) -> Frames<W> {
        Frames { out, frame: Vec::new(), last: Vec::new() }
    }
}

impl<W: Write> Write for Frames<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let frame = std::mem::take(&mut self.frame);
        if frame.is_empty() || (!has_text(&frame) && self.last.ends_with(&frame)) {
            return Ok(());
        }
        let mut whole = Vec::with_capacity(frame.len() + BEGIN.len() + END.len());
        whole.extend_from_slice(BEGIN);
        whole.extend_from_slice(&frame);
        whole.extend_from_slice(END);
        self.out.write_all(&whole)?;
        self.out.flush()?;
        self.last = frame;
        Ok(())
    }
}

/// True if anything but escape sequences of the form `ESC [ … letter` is in it, or one that clears.
fn has_text(frame: &[u8]) -> bool {
    let mut bytes = frame.iter();
    while let Some(byte) = bytes.next() {
        if *byte != 0x1b || bytes.next() != Some(&b'[') {
            return true;
        }
        match bytes.find(|b| (0x40..=0x7e).contains(*b)) {
            Some(b'J' | b'K') | None => return true,
            Some(_) => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(frames: &[&[u8]]) -> String {
        let mut out = Vec::new();
        let mut sink = Frames::new(&mut out);
        for frame in frames {
            sink.write_all(frame).unwrap();
            sink.flush().unwrap();
        }
        drop(sink);
        String::from_utf8(out).unwrap().replace("\x1b[?2026h", "<").replace("\x1b[?2026l", ">")
    }

    #[test]
    fn a_frame_is_one_synchronized_update() {
        assert_eq!(written(&[b"one", b"two"]), "<one><two>");
    }

    #[test]
    fn a_frame_that_changes_nothing_is_not_written() {
        let idle = b"\x1b[39m\x1b[0m\x1b[?25l";
        assert_eq!(written(&[idle, idle, idle]).matches('<').count(), 1);
        assert_eq!(written(&[idle, b"x", idle]).matches('<').count(), 3, "after text the cursor may be elsewhere");
        assert_eq!(written(&[b"x\x1b[39m\x1b[0m\x1b[?25l", idle]).matches('<').count(), 1, "it ended like this");
        assert_eq!(written(&[b"", b""]), "");
    }

    #[test]
    fn clearing_the_screen_is_never_left_out() {
        assert_eq!(written(&[b"\x1b[2J", b"\x1b[2J"]).matches('<').count(), 2);
    }
}
