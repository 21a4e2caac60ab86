//! The few shapes of which the packed data is made.

/// Why packed data cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the data is cut off or damaged")]
pub struct Damaged;

/// Writes a number, seven bits a byte, the lowest first.
pub fn write_number(to: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        to.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// Writes a text behind its length.
pub fn write_text(to: &mut Vec<u8>, text: &str) {
    write_number(to, text.len() as u64);
    to.extend_from_slice(text.as_bytes());
}

/// Reads from the beginning on.
pub struct Reader<'d>(pub &'d [u8]);

impl<'d> Reader<'d> {
    /// The next bytes.
    pub fn bytes(&mut self, count: usize) -> Result<&'d [u8], Damaged> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    /// The next number.
    pub fn number(&mut self) -> Result<u64, Damaged> {
        let mut number = 0;
        for (at, byte) in self.0.iter().take(10).enumerate() {
            number |= u64::from(byte & 0x7f) << (7 * at);
            if byte & 0x80 == 0 {
                self.0 = &self.0[at + 1..];
                return Ok(number);
            }
        }
        Err(Damaged)
    }

    /// The next number of things, each at least a byte long.
    pub fn count(&mut self) -> Result<usize, Damaged> {
        let count = usize::try_from(self.number()?).map_err(|_| Damaged)?;
        if count <= self.0.len() {
            Ok(count)
        } else {
            Err(Damaged)
        }
    }

    /// The next text.
    pub fn text(&mut self) -> Result<&'d str, Damaged> {
        let length = self.count()?;
        std::str::from_utf8(self.bytes(length)?).map_err(|_| Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, write_number, write_text};

    /// What is written is read back, and nothing is read beyond the end.
    #[test]
    fn numbers_and_texts_round_trip() {
        let mut bytes = Vec::new();
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX];
        for number in numbers {
            write_number(&mut bytes, number);
        }
        write_text(&mut bytes, "Zürich");
        let mut reader = Reader(&bytes);
        for number in numbers {
            assert_eq!(reader.number(), Ok(number));
        }
        assert_eq!(reader.text(), Ok("Zürich"));
        assert!(reader.number().is_err() && reader.bytes(1).is_err());
        assert!(Reader(&[0xff; 20]).number().is_err() && Reader(&[9, b'a']).text().is_err());
    }
}
