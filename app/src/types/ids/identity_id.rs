//! The customer's own id of a person.

use super::{check_text, checked_string};

checked_string!(
    /// Identity id: 1–255 characters, none of them a control character.
    #[schema(min_length = 1, max_length = 255, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$", example = "user_12345")]
    IdentityId,
    check
);

fn check(text: &str) -> Result<(), &'static str> {
    check_text(
        text,
        255,
        "must be 1 to 255 characters without control characters",
    )
}

#[cfg(test)]
mod tests {
    use super::IdentityId;

    /// Anything printable up to 255 characters, whatever the script.
    #[test]
    fn counts_characters_not_bytes() {
        for good in ["1", "ada@example.com", "a/b", &"ü".repeat(255)] {
            assert!(good.parse::<IdentityId>().is_ok(), "{good}");
        }
        for bad in ["", "a\nb", "a\u{0}", &"ü".repeat(256)] {
            assert!(bad.parse::<IdentityId>().is_err(), "{bad:?}");
        }
    }
}
