//! Signed identification: the customer's server vouches for who the visitor is.

use super::Sender;
use super::envelope::Envelope;
use crate::auth::keys::unhex;

/// Whether the page may say who its visitor is: always, unless the credential demands a signature.
pub fn signature_holds<I, T>(envelope: &Envelope<I, T>, sender: &Sender) -> bool {
    use hmac::{Hmac, KeyInit, Mac};
    let Some(secret) = &sender.signing_secret else {
        return true;
    };
    // An empty key would be everybody's.
    if secret.is_empty() {
        return false;
    }
    let (Some(identity), Some(signature)) = (&envelope.identity, &envelope.signature) else {
        return false;
    };
    let Ok(mut mac) = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()) else {
        return false;
    };
    mac.update(identity.id.as_str().as_bytes());
    unhex(signature).is_some_and(|signature| mac.verify_slice(&signature).is_ok())
}
