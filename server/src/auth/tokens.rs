//! Sign-in tokens: JWT with HS256 and nothing else.

use std::sync::OnceLock;

use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{Error as JwtError, ErrorKind};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use signature::{Signer, Verifier};

/// How long a token lasts.
pub const LIFETIME_MS: i64 = 12 * 3_600_000;
const ISSUER: &str = "dregs";
const AUDIENCE: &str = "dregs-dashboard";

/// What a token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    /// Number of the member; the standard wants it as text.
    pub sub: String,
    /// Number of the account looked at.
    pub account: i64,
    /// The member's token version when it was issued.
    pub version: i64,
    /// Seconds.
    pub iat: i64,
    /// Seconds.
    pub exp: i64,
    iss: String,
    aud: String,
}

/// Signs and checks tokens.
pub struct Tokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
}

impl Tokens {
    /// Tokens signed with a key derived from the server's master key.
    pub fn new(master_key: &[u8]) -> Self {
        install_provider();
        let key = derive(master_key, b"dregs sign-in tokens v1");
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        validation.leeway = 0;
        // Expiry is checked against our own clock.
        validation.validate_exp = false;
        Self {
            encoding: EncodingKey::from_secret(&key),
            decoding: DecodingKey::from_secret(&key),
            validation,
        }
    }

    /// Signs a token for a member in an account; also gives the time at which it ends.
    pub fn issue(
        &self,
        member: i64,
        account: i64,
        version: i64,
        now: i64,
    ) -> Result<(String, i64), JwtError> {
        let expires_at = now + LIFETIME_MS;
        let claims = Claims {
            sub: member.to_string(),
            account,
            version,
            iat: now / 1_000,
            exp: expires_at / 1_000,
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
        };
        Ok((
            jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.encoding)?,
            expires_at,
        ))
    }

    /// What a token says, if we signed it and it has not ended.
    pub fn check(&self, token: &str, now: i64) -> Option<Claims> {
        let claims = jsonwebtoken::decode::<Claims>(token, &self.decoding, &self.validation)
            .ok()?
            .claims;
        (claims.exp > now / 1_000).then_some(claims)
    }
}

/// A key for one purpose.
pub fn derive(master_key: &[u8], purpose: &[u8]) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(master_key) else {
        return Vec::new();
    };
    mac.update(purpose);
    mac.finalize().into_bytes().to_vec()
}

struct HmacSha256(Vec<u8>);

impl HmacSha256 {
    fn mac(&self, message: &[u8]) -> Result<Hmac<Sha256>, signature::Error> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).map_err(|_| signature::Error::new())?;
        mac.update(message);
        Ok(mac)
    }
}

impl Signer<Vec<u8>> for HmacSha256 {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(self.mac(message)?.finalize().into_bytes().to_vec())
    }
}

impl Verifier<Vec<u8>> for HmacSha256 {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), signature::Error> {
        self.mac(message)?
            .verify_slice(signature)
            .map_err(|_| signature::Error::new())
    }
}

impl JwtSigner for HmacSha256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

impl JwtVerifier for HmacSha256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

/// Gives the JWT library HMAC-SHA256 and no other algorithm, which shuts out every confusion of algorithms.
fn install_provider() {
    static INSTALLED: OnceLock<()> = OnceLock::new();
    static PROVIDER: CryptoProvider = CryptoProvider {
        signer_factory: |algorithm, key| match algorithm {
            Algorithm::HS256 => Ok(Box::new(HmacSha256(key.as_bytes().to_vec()))),
            _ => Err(ErrorKind::InvalidAlgorithm.into()),
        },
        verifier_factory: |algorithm, key| match algorithm {
            Algorithm::HS256 => Ok(Box::new(HmacSha256(key.try_get_as_bytes()?.to_vec()))),
            _ => Err(ErrorKind::InvalidAlgorithm.into()),
        },
        key_utils: KeyUtils::new_unimplemented(),
    };
    INSTALLED.get_or_init(|| {
        // Fails only when a provider is installed already, which nobody else does.
        let _ = PROVIDER.install_default();
    });
}

#[cfg(test)]
mod tests {
    use super::{LIFETIME_MS, Tokens};

    /// A token opens with its own key, until it ends, and not when it was touched.
    #[test]
    fn accepts_its_own_tokens_only() {
        let (ours, theirs) = (Tokens::new(b"one master key"), Tokens::new(b"another master key"));
        let (token, _) = ours.issue(7, 3, 1, 1_000_000).unwrap();
        assert_eq!(ours.check(&token, 1_000_000).unwrap().sub, "7");
        assert!(ours.check(&token, 1_000_000 + LIFETIME_MS).is_none());
        assert!(theirs.check(&token, 1_000_000).is_none());
        let parts: Vec<&str> = token.split('.').collect();
        for forged in [
            format!("{}.{}.", parts[0], parts[1]),
            format!("eyJhbGciOiJub25lIn0.{}.", parts[1]),
            format!("eyJhbGciOiJIUzM4NCJ9.{}.{}", parts[1], parts[2]),
            format!("{}.{}x.{}", parts[0], parts[1], parts[2]),
            String::new(),
        ] {
            assert!(ours.check(&forged, 1_000_000).is_none(), "{forged}");
        }
    }
}
