//! The customer's own id of a group.

use super::{check_text, checked_string};

checked_string!(
    /// Group id: 1–255 characters, none of them a control character.
    #[schema(min_length = 1, max_length = 255, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$", example = "acme")]
    GroupId,
    check
);

fn check(text: &str) -> Result<(), &'static str> {
    check_text(
        text,
        255,
        "must be 1 to 255 characters without control characters",
    )
}
