//! Making keys, and recognising one without keeping it.

use sha2::{Digest, Sha256};

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// 43 characters of base 62 carry 256 bits.
const SECRET_CHARS: usize = 43;
const PUBLIC_CHARS: usize = 32;
/// Characters of a secret key that may be shown again.
const PREFIX_CHARS: usize = 11;

/// A fresh pair of keys.
pub struct KeyPair {
    /// `pk_…`
    pub public_key: String,
    /// `sk_…`, to be shown once.
    pub secret_key: String,
}

impl KeyPair {
    /// Makes a pair from the system's randomness.
    pub fn generate() -> Self {
        Self {
            public_key: format!("pk_{}", random_text(PUBLIC_CHARS)),
            secret_key: new_secret_key(),
        }
    }
}

/// A fresh secret key.
pub fn new_secret_key() -> String {
    format!("sk_{}", random_text(SECRET_CHARS))
}

/// The beginning of a secret key, by which people tell keys apart.
pub fn secret_key_prefix(secret_key: &str) -> String {
    secret_key.chars().take(PREFIX_CHARS).collect()
}

/// A fresh secret to sign identities with.
pub fn new_signing_secret() -> String {
    random_text(SECRET_CHARS)
}

/// Letters and digits from the system's randomness, each equally likely.
pub fn random_text(length: usize) -> String {
    let mut text = String::with_capacity(length);
    while text.len() < length {
        let mut bytes = [0_u8; 64];
        if getrandom::fill(&mut bytes).is_err() {
            // Without randomness there are no secrets; nothing sensible can go on.
            std::process::abort();
        }
        // 248 is the largest multiple of 62 in a byte: taking more would favour some letters.
        let letters = bytes
            .iter()
            .filter(|byte| **byte < 248)
            .map(|byte| char::from(ALPHABET[usize::from(byte % 62)]));
        text.extend(letters.take(length - text.len()));
    }
    text
}

/// What is kept of a secret: its SHA-256 in hex. The secrets are random, so that no salt or slow hash is needed.
pub fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// The bytes that hexadecimal digits stand for.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    let digits = digits?;
    if digits.len() % 2 != 0 {
        return None;
    }
    Some(
        digits
            .chunks_exact(2)
            .map(|pair| pair[0] << 4 | pair[1])
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use app::types::ids::public_key::PublicKey;

    use super::{KeyPair, hash, hex, random_text, secret_key_prefix, unhex};

    /// Keys have the shape that the rest of the product checks, and never repeat.
    #[test]
    fn keys_are_well_formed_and_distinct() {
        let (one, two) = (KeyPair::generate(), KeyPair::generate());
        assert!(one.public_key.parse::<PublicKey>().is_ok());
        assert!(one.secret_key.starts_with(&secret_key_prefix(&one.secret_key)));
        assert_ne!(one.secret_key, two.secret_key);
        assert_eq!(random_text(200).len(), 200);
        assert_eq!(unhex(&hex(&[0, 15, 255])), Some(vec![0, 15, 255]));
        assert!(unhex("abc").is_none() && unhex("zz").is_none());
    }

    /// SHA-256 of "abc", from FIPS 180-2.
    #[test]
    fn hashes_as_the_standard_says() {
        assert_eq!(
            hash("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
