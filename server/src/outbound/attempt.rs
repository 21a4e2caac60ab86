//! What came of an attempt to deliver something, whatever carried it.

/// Bytes of an answer that are kept.
pub const KEPT_BYTES: usize = 1 << 10;

/// What came of an attempt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Status of the answer, HTTP's or SMTP's.
    pub code: Option<u16>,
    /// Why it failed, in words for the customer; none: it did not.
    pub error: Option<String>,
    /// How the answer begins.
    pub answer: Option<String>,
    /// For how long the receiver wants to be left alone.
    pub retry_after_ms: Option<i64>,
    /// Whether the receiver wants nothing ever again.
    pub gone: bool,
}

impl Outcome {
    /// It failed before there was an answer.
    pub fn failed(error: impl Into<String>) -> Self {
        Self {
            error: Some(error.into()),
            ..Self::default()
        }
    }

    /// Whether the receiver has it.
    pub const fn is_delivered(&self) -> bool {
        self.error.is_none()
    }
}

/// The beginning of an answer as text: at most `KEPT_BYTES`, without control characters but line ends and tabs.
pub fn head(bytes: &[u8]) -> Option<String> {
    let bytes = &bytes[..bytes.len().min(KEPT_BYTES)];
    // A character that was cut in two at the end is left out; bytes that are no text stay unread.
    let text = match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => str::from_utf8(&bytes[..error.valid_up_to()]).ok()?,
        Err(_) => return None,
    };
    let plain = |letter: &char| !letter.is_control() || ['\n', '\t'].contains(letter);
    let text: String = text.chars().filter(plain).collect();
    Some(text).filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{KEPT_BYTES, head};

    /// Text is kept up to a limit; anything else is not.
    #[test]
    fn keeps_the_beginning_of_text() {
        assert_eq!(head(b"ok\r\n\0\x1b[31m").as_deref(), Some("ok\n[31m"));
        assert_eq!(head(b"  "), None);
        assert_eq!(head(&[0x1f, 0x8b, 0xff, 0xfe]), None);
        let long = "ä".repeat(KEPT_BYTES);
        assert_eq!(head(long.as_bytes()).unwrap().len(), KEPT_BYTES);
        let odd = format!("a{long}");
        assert_eq!(head(odd.as_bytes()).unwrap().len(), KEPT_BYTES - 1);
    }
}
