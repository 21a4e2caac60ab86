//! Something an identity or a device did.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::network_kind::NetworkKind;
use super::reference::{GroupReference, Reference};
use super::time::Timestamp;

/// A stored event, as the API gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// The caller's id, or ours.
    pub id: String,
    /// When it happened.
    pub timestamp: Timestamp,
    /// When we heard of it.
    pub received_at: Timestamp,
    /// Who did it, when known.
    pub identity: Option<Reference>,
    /// In which groups.
    pub groups: Vec<GroupReference>,
    /// On which device.
    pub fingerprint: Option<String>,
    /// In which session.
    pub session: Option<String>,
    /// From which address.
    pub ip: Option<String>,
    /// Where that address lies, as it was known when the event came.
    pub place: Option<EventPlace>,
    /// On which page.
    pub url: Option<String>,
    /// `browser`, or what the server called itself (`api` unless told).
    pub event_source: String,
    /// The customer's name for what happened.
    pub event_name: String,
    /// Our name for what happened, when a mapping knows it.
    pub canonical_type: Option<String>,
    /// The customer's data.
    pub event_data: PublicData,
    /// Where values were masked on their way in, such as `data.card.number`.
    pub masked_keys: Vec<String>,
}

/// Where an event came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EventPlace {
    /// City.
    pub city: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// ISO 3166 code of the country.
    pub country_code: Option<String>,
    /// Autonomous system of the address.
    pub asn: Option<String>,
    /// Name of that system.
    pub asn_label: Option<String>,
    /// What sort of network it is, where that is known.
    pub network_kind: Option<NetworkKind>,
}

/// What stands in the place of a value that was masked.
pub const MASKED: &str = "[masked]";

/// Event data without the keys that start with an underscore, which never leave the server.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(from = "Map<String, Value>")]
#[schema(value_type = Object)]
pub struct PublicData(Map<String, Value>);

impl PublicData {
    /// The data as a map.
    pub const fn as_map(&self) -> &Map<String, Value> {
        &self.0
    }
}

impl From<Map<String, Value>> for PublicData {
    fn from(data: Map<String, Value>) -> Self {
        Self(
            data.into_iter()
                .filter(|(key, _)| !key.starts_with('_'))
                .collect(),
        )
    }
}

impl From<PublicData> for Map<String, Value> {
    fn from(data: PublicData) -> Self {
        data.0
    }
}

/// Answer to an accepted event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrackResult {
    /// Always `success`.
    pub status: String,
    /// Id under which the event is stored; `null` when it was deliberately not recorded.
    pub id: Option<String>,
    /// Device the event was tied to.
    pub fingerprint: Option<String>,
}
