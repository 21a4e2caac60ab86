//! A named key pair.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ids::public_key::PublicKey;
use super::time::Timestamp;

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
    #[schema(minimum = 0, maximum = 2_592_000)]
    pub overlap_seconds: i64,
}

/// Body of `POST /credentials`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CredentialDraft {
    /// Name for a person: 1–100 characters.
    pub name: String,
    /// Pages that may post with the public key; empty means any.
    #[serde(default)]
    pub allowed_origins: Vec<String>,
}

/// Body of `PATCH /credentials/{id}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CredentialPatch {
    /// New name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// New list of origins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed_origins: Option<Vec<String>>,
    /// Switch on or off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// Demand that identities sent from pages are signed, or stop demanding it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub require_signature: Option<bool>,
}

/// Checks that `origin` is scheme, host and optional port, as a browser sends it, and folds its case.
pub fn check_origin(origin: &str) -> Result<String, &'static str> {
    const MESSAGE: &str = "must be an origin such as https://shop.example, without a path";
    let folded = origin.trim().to_ascii_lowercase();
    let host = folded
        .strip_prefix("https://")
        .or_else(|| folded.strip_prefix("http://"))
        .ok_or(MESSAGE)?;
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !host.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    let name_ok = !name.is_empty()
        && !name.ends_with('.')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-[]:_".contains(&byte));
    let port_ok = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    if name_ok && port_ok {
        Ok(folded)
    } else {
        Err(MESSAGE)
    }
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
        ] {
            assert!(check_origin(bad).is_err(), "{bad}");
        }
    }
}
