//! The caller's own id of an event, which makes posting it twice harmless.

use super::{check_text, checked_string};

checked_string!(
    /// Event id given by a customer's server: 1–64 characters, not starting with `dregs-`.
    #[schema(min_length = 1, max_length = 64, pattern = r"^(?!dregs-)[^\u0000-\u001f\u007f-\u009f]*$", example = "order-1001")]
    EventId,
    check
);

checked_string!(
    /// Event id made by `dregs.js`: `dregs-` followed by a UUID.
    #[schema(pattern = "^dregs-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
    BrowserEventId,
    check_browser
);

/// What the ids that we make ourselves start with.
pub const OWN_PREFIX: &str = "dregs-";

fn check(text: &str) -> Result<(), &'static str> {
    if text.starts_with(OWN_PREFIX) {
        return Err("must not start with dregs-");
    }
    check_text(text, 64, "must be 1 to 64 characters without control characters")
}

fn check_browser(text: &str) -> Result<(), &'static str> {
    const MESSAGE: &str = "must be dregs- followed by a UUID";
    let uuid = text.strip_prefix(OWN_PREFIX).ok_or(MESSAGE)?;
    super::session_id::check(uuid).map_err(|_| MESSAGE)
}

#[cfg(test)]
mod tests {
    use super::{BrowserEventId, EventId};

    /// The two name spaces do not overlap.
    #[test]
    fn tells_server_ids_from_browser_ids() {
        for good in ["order-1001", "1", "ünï", &"x".repeat(64)] {
            assert!(good.parse::<EventId>().is_ok(), "{good}");
        }
        for bad in ["", "dregs-1", "a\u{0}b", &"x".repeat(65)] {
            assert!(bad.parse::<EventId>().is_err(), "{bad:?}");
        }
        assert!(
            "dregs-3f0e1f6e-6f0d-4d4b-9a55-0e5d7c1f2a3b"
                .parse::<BrowserEventId>()
                .is_ok()
        );
        assert!("dregs-1".parse::<BrowserEventId>().is_err());
        assert!("order-1001".parse::<BrowserEventId>().is_err());
    }
}
