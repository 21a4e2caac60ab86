//! Browsers in which a member has signed in before: whoever guesses passwords elsewhere does not keep their owner out.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::keys::{hex, random_text};
use super::tokens::derive;

/// How long a browser is remembered; browsers keep no cookie for longer.
pub const LIFETIME_SECONDS: i64 = 400 * 86_400;
const NONCE_CHARS: usize = 22;

/// Makes and recognizes the marks of known browsers. A mark opens nothing: it only has its own bucket of attempts.
pub struct KnownDevices {
    key: Vec<u8>,
}

impl KnownDevices {
    /// Marks signed with a key derived from the server's master key.
    pub fn new(master_key: &[u8]) -> Self {
        Self {
            key: derive(master_key, b"dregs known devices v1"),
        }
    }

    /// A new mark for a browser in which the member with this address has signed in.
    pub fn mark(&self, email: &str) -> String {
        let nonce = random_text(NONCE_CHARS);
        let signature = self
            .mac(email, &nonce)
            .map(|mac| hex(&mac.finalize().into_bytes()));
        format!("{nonce}.{}", signature.unwrap_or_default())
    }

    /// The browser's own part of a mark, if we made it for this address.
    pub fn recognize(&self, mark: &str, email: &str) -> Option<String> {
        use subtle::ConstantTimeEq;
        let (nonce, signature) = mark.split_once('.')?;
        let right = hex(&self.mac(email, nonce)?.finalize().into_bytes());
        let same: bool = right.as_bytes().ct_eq(signature.as_bytes()).into();
        (same && nonce.len() == NONCE_CHARS).then(|| nonce.to_owned())
    }

    fn mac(&self, email: &str, nonce: &str) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).ok()?;
        mac.update(nonce.as_bytes());
        mac.update(b".");
        mac.update(email.as_bytes());
        Some(mac)
    }
}

#[cfg(test)]
mod tests {
    use super::KnownDevices;

    /// A mark is good for the address and the server that it was made for.
    #[test]
    fn recognizes_its_own_marks() {
        let (ours, theirs) = (
            KnownDevices::new(b"one master key"),
            KnownDevices::new(b"another one"),
        );
        let mark = ours.mark("ada@x.test");
        let nonce = ours.recognize(&mark, "ada@x.test");
        assert!(mark.starts_with(&nonce.unwrap()));
        assert!(ours.recognize(&mark, "bob@x.test").is_none());
        assert!(theirs.recognize(&mark, "ada@x.test").is_none());
        for forged in ["", ".", "x", "x.", &mark[1..], &mark[..mark.len() - 1]] {
            assert!(ours.recognize(forged, "ada@x.test").is_none(), "{forged}");
        }
    }
}
