//! The customer's own id of a group.

use super::{check_text, checked_string};

checked_string!(
    /// Group id: 1–255 characters, none of them a control character.
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
