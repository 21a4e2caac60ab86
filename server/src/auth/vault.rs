//! Secrets that the server must be able to read again: kept encrypted, so that a stolen database does not hold them.

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use super::keys::{hex, unhex};
use super::tokens::derive;

/// How the text of a sealed secret begins: which key and cipher it is for.
const VERSION: &str = "v1.";

/// Seals and opens secrets with ChaCha20-Poly1305.
pub struct Vault {
    key: LessSafeKey,
}

/// Whose secret it is, by number: it cannot be opened as anybody else's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A credential's.
    Credential(i64),
    /// A channel's.
    Channel(i64),
}

impl Holder {
    /// What is sealed in with the secret: different for any two holders.
    fn bound(self) -> Vec<u8> {
        match self {
            Self::Credential(id) => id.to_be_bytes().to_vec(),
            Self::Channel(id) => [b"channel ".as_slice(), &id.to_be_bytes()].concat(),
        }
    }
}

/// A secret that was not sealed with this master key for this holder, or was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the secret cannot be read; was the master key changed?")]
pub struct Unreadable;

impl Vault {
    /// A vault whose key is derived from the server's master key.
    pub fn new(master_key: &[u8]) -> Self {
        let key = derive(master_key, b"dregs signing secrets v1");
        let key = UnboundKey::new(&CHACHA20_POLY1305, &key).expect("HMAC-SHA256 gives the 32 bytes of a key");
        Self {
            key: LessSafeKey::new(key),
        }
    }

    /// Seals a secret for its holder.
    pub fn seal(&self, holder: Holder, secret: &str) -> Result<String, Unreadable> {
        let mut nonce = [0; NONCE_LEN];
        // A random nonce of 96 bits is safe for the few secrets that there will ever be.
        getrandom::fill(&mut nonce).map_err(|_| Unreadable)?;
        let mut bytes = secret.as_bytes().to_vec();
        self.key
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(holder.bound()),
                &mut bytes,
            )
            .map_err(|_| Unreadable)?;
        Ok(format!("{VERSION}{}{}", hex(&nonce), hex(&bytes)))
    }

    /// Opens a sealed secret for its holder.
    pub fn open(&self, holder: Holder, sealed: &str) -> Result<String, Unreadable> {
        let bytes = sealed.strip_prefix(VERSION).and_then(unhex).ok_or(Unreadable)?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN).ok_or(Unreadable)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Unreadable)?;
        let mut secret = sealed.to_vec();
        let secret = self
            .key
            .open_in_place(nonce, Aad::from(holder.bound()), &mut secret)
            .map_err(|_| Unreadable)?;
        String::from_utf8(secret.to_vec()).map_err(|_| Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::Holder::{Channel, Credential};
    use super::{Unreadable, Vault};

    /// A secret opens with its own key, for its own holder, unchanged; and is sealed differently each time.
    #[test]
    fn opens_what_it_sealed() {
        let (ours, theirs) = (Vault::new(b"one master key"), Vault::new(b"another one"));
        let sealed = ours.seal(Credential(7), "a secret").unwrap();
        assert!(!sealed.contains("secret"));
        assert_ne!(sealed, ours.seal(Credential(7), "a secret").unwrap());
        assert_eq!(ours.open(Credential(7), &sealed).unwrap(), "a secret");
        assert_eq!(ours.open(Credential(8), &sealed), Err(Unreadable));
        assert_eq!(ours.open(Channel(7), &sealed), Err(Unreadable));
        assert_eq!(theirs.open(Credential(7), &sealed), Err(Unreadable));
        let changed = format!("{}0", &sealed[..sealed.len() - 1]);
        for forged in ["", "v1.", "a secret", "v1.00", changed.as_str(), &sealed[..20]] {
            assert!(
                ours.open(Credential(7), forged).is_err() || forged == sealed,
                "{forged}"
            );
        }
        let sealed = ours.seal(Channel(7), "another").unwrap();
        assert_eq!(ours.open(Channel(7), &sealed).unwrap(), "another");
        assert_eq!(ours.open(Credential(7), &sealed), Err(Unreadable));
    }
}
