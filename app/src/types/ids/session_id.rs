//! One visit of one browser, as `dregs.js` counts it.

use super::checked_string;

checked_string!(
    /// Session id: a UUID in lower case.
    #[schema(pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
    SessionId,
    check
);

pub(super) fn check(text: &str) -> Result<(), &'static str> {
    let well_formed = text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        });
    if well_formed {
        Ok(())
    } else {
        Err("must be a UUID in lower case")
    }
}

#[cfg(test)]
mod tests {
    use super::SessionId;

    /// Only the canonical form is a session id.
    #[test]
    fn accepts_the_canonical_form_only() {
        assert!(
            "3f0e1f6e-6f0d-4d4b-9a55-0e5d7c1f2a3b"
                .parse::<SessionId>()
                .is_ok()
        );
        for bad in [
            "",
            "3F0E1F6E-6F0D-4D4B-9A55-0E5D7C1F2A3B",
            "3f0e1f6e6f0d4d4b9a550e5d7c1f2a3b",
        ] {
            assert!(bad.parse::<SessionId>().is_err(), "{bad}");
        }
    }
}
