//! From what stitching worked out to rows of tables.

use sea_orm::{ActiveModelTrait, IntoActiveModel};

use super::{DeviceState, EventRow, GroupState, IdentityState, SessionState};
use crate::store::entities::{device, event, group, identity, session};

/// Writes JSON into a column.
pub(in crate::store) fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

/// One part a line, folded.
fn searchable<const N: usize>(parts: [Option<&String>; N]) -> String {
    let folded = parts.into_iter().flatten().map(|text| text.to_lowercase());
    folded.collect::<Vec<_>>().join("\n")
}

impl IdentityState {
    /// What the search looks at: id, name, email and user name, folded.
    fn search_text(&self) -> String {
        searchable([
            Some(&self.identity_id),
            self.display_name.as_ref(),
            self.display_email.as_ref(),
            self.display_username.as_ref(),
        ])
    }

    pub(super) fn row(&self) -> identity::ActiveModel {
        identity::Model {
            account_id: 0,
            id: self.id,
            identity_id: self.identity_id.clone(),
            display_name: self.display_name.clone(),
            display_email: self.display_email.clone(),
            display_username: self.display_username.clone(),
            email_key: self.email_key.clone(),
            search_text: self.search_text(),
            data: to_json(&self.data),
            server_keys: to_json(&self.server_keys),
            disregarded: self.disregarded,
            humanity_score: None,
            authenticity_score: None,
            uniqueness_score: None,
            behavior_score: None,
            humanity_confidence: None,
            authenticity_confidence: None,
            uniqueness_confidence: None,
            behavior_confidence: None,
            created_at: self.created_at,
            updated_at: self.updated_at,
            last_tracked_at: self.last_tracked_at,
            last_scored_at: None,
        }
        .into_active_model()
        .reset_all()
    }
}

impl DeviceState {
    pub(super) fn row(&self) -> device::ActiveModel {
        device::Model {
            account_id: 0,
            id: self.id,
            fingerprint: self.fingerprint.clone(),
            ip: self.ip.clone(),
            asn: self.place.asn.map(|asn| asn.to_string()),
            asn_label: self.place.asn_label.clone(),
            user_agent: self.user_agent.clone(),
            city: self.place.city.clone(),
            region: self.place.region.clone(),
            country: self.place.country.clone(),
            country_code: self.place.country_code.clone(),
            timezone: self.timezone.clone(),
            latitude: self.place.latitude,
            longitude: self.place.longitude,
            network_kind: self.place.kind.map(|kind| kind.to_string()),
            signals: self.signals.clone(),
            disregarded: self.disregarded,
            first_seen_at: self.first_seen_at,
            last_seen_at: self.last_seen_at,
        }
        .into_active_model()
        .reset_all()
    }
}

impl SessionState {
    pub(super) fn row(&self) -> session::ActiveModel {
        session::Model {
            account_id: 0,
            id: self.id,
            session_id: self.session_id.clone(),
            device_id: self.device_id,
            ip: self.ip.clone(),
            started_at: self.started_at,
            last_event_at: self.last_event_at,
            event_count: self.event_count,
        }
        .into_active_model()
        .reset_all()
    }
}

impl GroupState {
    pub(super) fn row(&self) -> group::ActiveModel {
        group::Model {
            account_id: 0,
            id: self.id,
            r#type: self.kind.clone(),
            group_id: self.group_id.clone(),
            display_name: self.display_name.clone(),
            search_text: searchable([Some(&self.group_id), self.display_name.as_ref()]),
            data: to_json(&self.data),
            server_keys: to_json(&self.server_keys),
            created_at: self.created_at,
            updated_at: self.updated_at,
            last_tracked_at: self.last_tracked_at,
        }
        .into_active_model()
        .reset_all()
    }
}

impl EventRow<'_> {
    pub(super) fn row(&self) -> event::ActiveModel {
        let event = self.event;
        let identity_data = event
            .identity
            .as_ref()
            .map(|(_, data)| data)
            .filter(|data| !data.is_empty());
        event::Model {
            account_id: 0,
            seq: self.seq,
            key_kind: event.key_kind.as_str().to_owned(),
            event_id: event.event_id.clone(),
            credential_id: event.credential_id,
            identity_id: self.identity_id,
            attributed_seq: self.attributed_seq,
            device_id: self.device_id,
            session_id: self.session_id,
            place_id: self.place_id,
            claimed_fingerprint: event.claimed_fingerprint.clone(),
            source: event.source.clone(),
            event_type: event.event_type.clone(),
            data: to_json(&event.data),
            masked_keys: (!event.masked_keys.is_empty()).then(|| to_json(&event.masked_keys)),
            identity_data: identity_data.map(to_json),
            device: event.device.as_ref().map(to_json),
            interaction: event.interaction.as_ref().map(to_json),
            ip: event.ip.clone(),
            user_agent: event.user_agent.clone(),
            url: event.url.clone(),
            timestamp: event.timestamp,
            client_timestamp: event.client_timestamp,
            received_at: event.received_at,
        }
        .into_active_model()
        .reset_all()
    }
}
