//! A tar header: one block that says what follows it.

/// All of an archive comes in blocks of so many bytes.
pub const BLOCK: usize = 512;

pub enum Block {
    Header(Header),
    /// Two of them end an archive.
    Zeros,
    /// None that can be understood.
    Other,
}

pub struct Header {
    pub kind: Kind,
    pub name: Vec<u8>,
    /// How many bytes follow, before those that fill the last block.
    pub size: u64,
    /// Whether it says of itself that it is a header.
    pub is_marked: bool,
    /// Of a file with holes: more blocks about them follow.
    pub is_extended: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    File,
    /// With holes.
    Sparse,
    /// What follows is the name of the next file.
    LongName,
    /// What follows are records about the next file.
    Pax,
    /// A folder, a link, a device: nothing follows.
    Nothing,
    /// What follows is about something else: the whole archive, the target of a link.
    About,
}

pub fn parse(block: &[u8; BLOCK]) -> Block {
    if block.iter().all(|b| *b == 0) {
        return Block::Zeros;
    }
    let field = |at: usize, len: usize| block.get(at..at + len).unwrap_or_default();
    let sums = |byte: &dyn Fn(u8) -> i64| -> i64 {
        let all: i64 = block.iter().map(|b| byte(*b)).sum();
        let own: i64 = field(148, 8).iter().map(|b| byte(*b)).sum();
        all - own + 8 * i64::from(b' ')
    };
    let Some(sum) = octal(field(148, 8)).and_then(|sum| i64::try_from(sum).ok()) else { return Block::Other };
    // Some old programs added bytes with a sign.
    if sum != sums(&i64::from) && sum != sums(&|b| i64::from(b as i8)) {
        return Block::Other;
    }
    let Some(size) = number(field(124, 12)) else { return Block::Other };
    let kind = match block.get(156) {
        Some(b'0' | b'7' | 0) => Kind::File,
        Some(b'S') => Kind::Sparse,
        Some(b'L') => Kind::LongName,
        Some(b'x' | b'X') => Kind::Pax,
        Some(b'1'..=b'6') => Kind::Nothing,
        _ => Kind::About,
    };
    let mut name = until_zero(field(0, 100)).to_vec();
    let prefix = until_zero(field(345, 155));
    if field(257, 6) == b"ustar\0" && !prefix.is_empty() {
        name = [prefix, b"/", &name].concat();
    }
    let is_extended = kind == Kind::Sparse && block.get(482) == Some(&1);
    Block::Header(Header { kind, name, size, is_marked: field(257, 5) == b"ustar", is_extended })
}

fn until_zero(bytes: &[u8]) -> &[u8] {
    bytes.split(|b| *b == 0).next().unwrap_or_default()
}

/// A number in octal digits or, if it is too large for that, in bytes after a mark.
fn number(field: &[u8]) -> Option<u64> {
    match field {
        [0x80, rest @ ..] => {
            let (high, low) = rest.split_at(rest.len().saturating_sub(8));
            high.iter().all(|b| *b == 0).then(|| low.iter().fold(0, |n, b| n << 8 | u64::from(*b)))
        }
        _ => octal(field),
    }
}

fn octal(field: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(until_zero(field)).ok()?.trim();
    if text.is_empty() { Some(0) } else { u64::from_str_radix(text, 8).ok() }
}
