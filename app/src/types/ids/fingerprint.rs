//! The key of a device.

use super::checked_string;

checked_string!(
    /// Fingerprint: 32 lower-case hexadecimal digits.
    #[schema(pattern = "^[0-9a-f]{32}$", example = "0123456789abcdef0123456789abcdef")]
    Fingerprint,
    check
);

fn check(text: &str) -> Result<(), &'static str> {
    let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if text.len() == 32 && text.bytes().all(hex) {
        Ok(())
    } else {
        Err("must be 32 lower-case hexadecimal digits")
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    /// Length and alphabet are exact.
    #[test]
    fn accepts_32_lower_case_hex_only() {
        assert!("0123456789abcdef0123456789abcdef".parse::<Fingerprint>().is_ok());
        for bad in [
            "",
            "0123456789ABCDEF0123456789ABCDEF",
            "0123",
            "0123456789abcdef0123456789abcdeg",
        ] {
            assert!(bad.parse::<Fingerprint>().is_err(), "{bad}");
        }
    }
}
