//! One browser on one machine.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ids::fingerprint::Fingerprint;
use super::network_kind::NetworkKind;
use super::time::Timestamp;

/// A device, as the API gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// Its key.
    pub fingerprint: Fingerprint,
    /// Address last seen.
    pub ip: Option<String>,
    /// Autonomous system of the address.
    pub asn: Option<String>,
    /// Name of that system.
    pub asn_label: Option<String>,
    /// User agent last seen.
    pub user_agent: Option<String>,
    /// City of the address.
    pub city: Option<String>,
    /// Region of the address.
    pub region: Option<String>,
    /// Country of the address.
    pub country: Option<String>,
    /// ISO 3166 code of the country.
    pub country_code: Option<String>,
    /// Time zone the browser reports.
    pub timezone: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// What sort of network the address belongs to, where that is known.
    pub network_kind: Option<NetworkKind>,
    /// Links nobody and counts for nobody.
    pub disregarded: bool,
    /// First seen.
    pub first_seen_at: Timestamp,
    /// Last seen.
    pub last_seen_at: Timestamp,
    /// Visits on this device; only in the answer to a public key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub sessions: Option<DeviceSessions>,
    /// How many identities used it; never in the answer to a public key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub identity_count: Option<i64>,
}

/// What a page may know of the visits on its own visitor's device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeviceSessions {
    /// How many.
    pub count: i64,
    /// The first.
    pub first_started_at: Option<Timestamp>,
    /// The latest.
    pub last_started_at: Option<Timestamp>,
}
