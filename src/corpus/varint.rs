//! Numbers in as many bytes as they need: LEB128, seven bits a byte, the lowest first.

/// Takes a number from the front of `bytes`; what is cut short reads as far as it goes.
pub fn number(bytes: &mut &[u8]) -> u32 {
    let mut value = 0u32;
    for shift in (0..32).step_by(7) {
        let Some((byte, rest)) = bytes.split_first() else { break };
        *bytes = rest;
        value |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    value
}

/// How many entries follow: no more than there are bytes for them, whatever stands there.
pub fn count(bytes: &mut &[u8]) -> u32 {
    number(bytes).min(bytes.len() as u32)
}

/// Appends a number.
pub fn put(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let mut bytes = Vec::new();
        let numbers = [0, 1, 127, 128, 300, 16_383, 16_384, u32::MAX - 1, u32::MAX];
        numbers.iter().for_each(|n| put(&mut bytes, *n));
        let mut rest = bytes.as_slice();
        assert_eq!(numbers.map(|_| number(&mut rest)), numbers);
        assert_eq!((number(&mut rest), rest.len()), (0, 0));
        assert_eq!(count(&mut [200, 1, 9].as_slice()), 1, "one byte is left");
    }
}
