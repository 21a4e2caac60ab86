//! The half of a credential that may be seen by anyone.

use super::checked_string;

checked_string!(
    /// Public key: `pk_` followed by 16–64 letters or digits.
    #[schema(pattern = "^pk_[A-Za-z0-9]{16,64}$")]
    PublicKey,
    check
);

fn check(text: &str) -> Result<(), &'static str> {
    let body = text.strip_prefix("pk_").unwrap_or_default();
    if (16..=64).contains(&body.len()) && body.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        Ok(())
    } else {
        Err("must be a public key, which starts with pk_")
    }
}

#[cfg(test)]
mod tests {
    use super::PublicKey;

    /// A secret key is not a public key.
    #[test]
    fn accepts_public_keys_only() {
        assert!("pk_0123456789abcdefABCDEF".parse::<PublicKey>().is_ok());
        for bad in ["", "pk_", "sk_0123456789abcdefABCDEF", "pk_0123456789abcdef!"] {
            assert!(bad.parse::<PublicKey>().is_err(), "{bad}");
        }
    }
}
