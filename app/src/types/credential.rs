//! A named key pair.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ids::public_key::PublicKey;
use super::schemas;
use super::time::Timestamp;
use super::whole_number::whole_number;

/// A credential, as members see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Credential {
    /// Number of the credential.
    pub id: i64,
    /// Name for a person.
    pub name: String,
    /// For browsers.
    pub public_key: PublicKey,
    /// How the secret key begins.
    pub secret_key_prefix: String,
    /// Pages that may post with the public key; empty means any.
    pub allowed_origins: Vec<String>,
    /// Whether it works.
    pub enabled: bool,
    /// Whether pages must prove who their visitor is.
    pub require_signature: bool,
    /// Until when the secret key before this one works too.
    pub previous_secret_until: Option<Timestamp>,
    /// Set once and for good.
    pub revoked_at: Option<Timestamp>,
    /// Last event or call.
    pub last_used_at: Option<Timestamp>,
    /// Since when.
    pub created_at: Timestamp,
}

/// Answer to creating a credential, or to rotating its secret key: the only time the secret is shown.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewCredential {
    /// The credential.
    pub credential: Credential,
    /// Its secret key.
    pub secret_key: String,
}

/// Answer to changing a credential.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UpdatedCredential {
    /// The credential.
    #[serde(flatten)]
    pub credential: Credential,
    /// Secret to sign identities with, in the one answer that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub signing_secret: Option<String>,
}

/// Body of `POST /credentials/{id}/actions/rotate`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SecretRotation {
    /// Seconds for which the old secret key goes on working; at most 30 days.
    #[serde(deserialize_with = "whole_number")]
    #[schema(minimum = 0, maximum = 2_592_000)]
    pub overlap_seconds: i64,
}

/// Body of `POST /credentials`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CredentialDraft {
    /// Name for a person: 1–100 characters.
    #[schema(schema_with = schemas::name)]
    pub name: String,
    /// Pages that may post with the public key; empty means any.
    #[serde(default)]
    #[schema(schema_with = schemas::origins)]
    pub allowed_origins: Vec<String>,
}

/// Body of `PATCH /credentials/{id}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CredentialPatch {
    /// New name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = schemas::optional_name)]
    pub name: Option<String>,
    /// New list of origins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = schemas::optional_origins)]
    pub allowed_origins: Option<Vec<String>>,
    /// Switch on or off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// Demand that identities sent from pages are signed, or stop demanding it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub require_signature: Option<bool>,
}

/// Origins of one credential.
pub const MAX_ORIGINS: usize = 50;

/// Checks that `origin` is scheme, host and optional port, as a browser sends it, and folds its case.
pub fn check_origin(origin: &str) -> Result<String, &'static str> {
    const MESSAGE: &str = "must be an origin such as https://shop.example, without a path";
    let folded = origin.to_ascii_lowercase();
    let place = folded
        .strip_prefix("https://")
        .or_else(|| folded.strip_prefix("http://"))
        .ok_or(MESSAGE)?;
    // The colons of an IPv6 address stand in brackets.
    let end = place.find(']').unwrap_or_default();
    let (host, port) = match place[end..].find(':') {
        Some(colon) => (&place[..end + colon], Some(&place[end + colon + 1..])),
        None => (place, None),
    };
    if is_host(host) && port.is_none_or(is_port) {
        Ok(folded)
    } else {
        Err(MESSAGE)
    }
}

fn is_host(host: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(address) => {
            let allowed = |byte: u8| byte.is_ascii_hexdigit() || byte == b':' || byte == b'.';
            !address.is_empty() && address.bytes().all(allowed)
        }
        None => host
            .split('.')
            .all(|label| !label.is_empty() && label.bytes().all(allowed)),
    }
}

fn is_port(port: &str) -> bool {
    port.starts_with(|first: char| matches!(first, '1'..='9'))
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::check_origin;

    /// An origin is exact: no path, user, wildcard or trailing dot.
    #[test]
    fn tells_origins_from_addresses() {
        for good in [
            "https://shop.example",
            "http://localhost:3000",
            "https://Shop.Example",
            "http://[::1]:80",
            "http://[::1]",
            "http://a_b:65535",
        ] {
            assert!(check_origin(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "null",
            "shop.example",
            "https://shop.example/",
            "https://a@b",
            "https://*.b",
            "https://b.",
            " https://b",
            "https://b:",
            "https://b:0",
            "https://b:+80",
            "https://b:080",
            "https://b:65536",
            "https://a:b:80",
            "http://[]",
            "http://[::1]x",
            "http://[::1",
        ] {
            assert!(check_origin(bad).is_err(), "{bad}");
        }
    }
}
