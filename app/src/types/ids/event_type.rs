//! What happened, in the customer's own words.

use super::checked_string;

checked_string!(
    /// Event type from a customer's server: 1–100 of letters, digits, `_ . : -`; not `dregs_…`.
    #[schema(pattern = "^(?!dregs_)[A-Za-z0-9_.:-]{1,100}$", example = "user.signup")]
    EventType,
    check
);

checked_string!(
    /// Event type from a browser: 1–100 of `a–z 0–9 _`; of `dregs_…` only the script's own two.
    #[schema(pattern = "^(dregs_init|dregs_identify|(?!dregs_)[a-z0-9_]{1,100})$", example = "signup")]
    BrowserEventType,
    check_browser
);

/// Sent by the script when the page has loaded and the device is known.
pub const INIT: &str = "dregs_init";
/// Sent by the script when the page says who its visitor is.
pub const IDENTIFY: &str = "dregs_identify";

fn check(text: &str) -> Result<(), &'static str> {
    if text.starts_with("dregs_") {
        return Err("must not start with dregs_");
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_.:-".contains(&byte);
    if text.is_empty() || text.len() > 100 || !text.bytes().all(allowed) {
        return Err("must be 1 to 100 letters, digits or _ . : -");
    }
    Ok(())
}

fn check_browser(text: &str) -> Result<(), &'static str> {
    if text.starts_with("dregs_") && text != INIT && text != IDENTIFY {
        return Err("must not start with dregs_");
    }
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if text.is_empty() || text.len() > 100 || !text.bytes().all(allowed) {
        return Err("must be 1 to 100 of a-z, 0-9 or _");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{BrowserEventType, EventType};

    /// The server's alphabet is wider than the browser's; the reserved prefix is shut for both.
    #[test]
    fn tells_good_from_bad() {
        for good in ["signup", "user.signup", "A:b-c_d.1", &"x".repeat(100)] {
            assert!(good.parse::<EventType>().is_ok(), "{good}");
        }
        for bad in ["", "dregs_init", "two words", "ümlaut", &"x".repeat(101)] {
            assert!(bad.parse::<EventType>().is_err(), "{bad}");
        }
        for good in ["signup", "dregs_init", "dregs_identify", "add_to_cart_2"] {
            assert!(good.parse::<BrowserEventType>().is_ok(), "{good}");
        }
        for bad in ["", "Signup", "user.signup", "dregs_other"] {
            assert!(bad.parse::<BrowserEventType>().is_err(), "{bad}");
        }
    }
}
