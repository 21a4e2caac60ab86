//! Writes after a batch is stitched: a handful of statements, however many events.

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, Set,
};

use super::{Changes, DeviceState, EventRow, GroupState, IdentityState, SessionState};
use crate::store::StoreError;
use crate::store::entities::{
    account, credential, device, event, event_group, group, group_identity, identity, session, usage,
};
use crate::store::scope::AccountStore;

/// How stale `last_used_at` of a credential may be: it is for people, not for counting.
const LAST_USED_RESOLUTION_MS: i64 = 10_000;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Writes a stitched batch. The caller holds the account's lock.
    #[expect(
        clippy::disallowed_methods,
        reason = "the accounts table is the owner, not the owned"
    )]
    pub async fn write(&self, changes: &Changes<'_>) -> Result<(), StoreError> {
        account::Entity::update_many()
            .col_expr(account::Column::LastSeq, Expr::value(changes.last_seq))
            .filter(account::Column::Id.eq(self.account().get()))
            .exec(self.conn())
            .await?;
        self.write_identities(&changes.identities).await?;
        self.write_devices(&changes.devices).await?;
        self.write_sessions(&changes.sessions).await?;
        self.write_groups(&changes.groups).await?;
        self.write_events(&changes.events).await?;
        self.write_sightings(changes).await?;
        self.write_attributions(changes).await?;
        self.count_usage(changes).await
    }

    async fn write_identities(&self, identities: &[IdentityState]) -> Result<(), StoreError> {
        use identity::Column as Col;
        let conflict = OnConflict::columns([Col::AccountId, Col::Id])
            .update_columns([
                Col::DisplayName,
                Col::DisplayEmail,
                Col::DisplayUsername,
                Col::EmailKey,
                Col::SearchText,
                Col::Data,
                Col::ServerKeys,
                Col::UpdatedAt,
                Col::LastTrackedAt,
            ])
            .to_owned();
        self.insert_all::<identity::Entity>(
            identities.iter().map(IdentityState::row).collect(),
            Some(conflict),
        )
        .await
    }

    async fn write_devices(&self, devices: &[DeviceState]) -> Result<(), StoreError> {
        use device::Column as Col;
        let conflict = OnConflict::columns([Col::AccountId, Col::Id])
            .update_columns([
                Col::Ip,
                Col::UserAgent,
                Col::Timezone,
                Col::Signals,
                Col::FirstSeenAt,
                Col::LastSeenAt,
            ])
            .to_owned();
        self.insert_all::<device::Entity>(devices.iter().map(DeviceState::row).collect(), Some(conflict))
            .await
    }

    async fn write_sessions(&self, sessions: &[SessionState]) -> Result<(), StoreError> {
        use session::Column as Col;
        let conflict = OnConflict::columns([Col::AccountId, Col::Id])
            .update_columns([Col::DeviceId, Col::StartedAt, Col::LastEventAt, Col::EventCount])
            .to_owned();
        self.insert_all::<session::Entity>(sessions.iter().map(SessionState::row).collect(), Some(conflict))
            .await
    }

    async fn write_groups(&self, groups: &[GroupState]) -> Result<(), StoreError> {
        use group::Column as Col;
        let conflict = OnConflict::columns([Col::AccountId, Col::Id])
            .update_columns([Col::DisplayName, Col::Data, Col::UpdatedAt, Col::LastTrackedAt])
            .to_owned();
        self.insert_all::<group::Entity>(groups.iter().map(GroupState::row).collect(), Some(conflict))
            .await
    }

    async fn write_events(&self, events: &[EventRow<'_>]) -> Result<(), StoreError> {
        self.insert_all::<event::Entity>(events.iter().map(EventRow::row).collect(), None)
            .await?;
        let groups = events.iter().flat_map(|row| {
            row.group_ids.iter().map(|group_id| event_group::ActiveModel {
                account_id: NotSet,
                seq: Set(row.seq),
                group_id: Set(*group_id),
            })
        });
        self.insert_all::<event_group::Entity>(groups.collect(), None)
            .await
    }

    async fn write_attributions(&self, changes: &Changes<'_>) -> Result<(), StoreError> {
        for attribution in &changes.attributions {
            self.update::<event::Entity>()
                .col_expr(event::Column::IdentityId, Expr::value(attribution.identity_id))
                .col_expr(event::Column::AttributedSeq, Expr::value(attribution.told_by_seq))
                .filter(event::Column::SessionId.eq(attribution.session_id))
                .filter(event::Column::IdentityId.is_null())
                .filter(event::Column::Seq.lt(attribution.told_by_seq))
                .exec(self.conn())
                .await?;
        }
        Ok(())
    }

    async fn count_usage(&self, changes: &Changes<'_>) -> Result<(), StoreError> {
        use usage::Column as Col;
        for (month, events) in &changes.usage {
            let conflict = OnConflict::columns([Col::AccountId, Col::Month])
                .value(Col::Events, Expr::col((usage::Entity, Col::Events)).add(*events))
                .to_owned();
            let row = usage::ActiveModel {
                account_id: NotSet,
                month: Set(*month),
                events: Set(*events),
            };
            self.insert_all::<usage::Entity>(vec![row], Some(conflict))
                .await?;
        }
        for (credential_id, used_at) in &changes.credentials {
            use credential::Column as Col;
            self.update::<credential::Entity>()
                .col_expr(Col::LastUsedAt, Expr::value(*used_at))
                .filter(Col::Id.eq(*credential_id))
                .filter(
                    Col::LastUsedAt
                        .is_null()
                        .or(Col::LastUsedAt.lt(used_at - LAST_USED_RESOLUTION_MS)),
                )
                .exec(self.conn())
                .await?;
        }
        Ok(())
    }

    /// Memberships of groups, and who was seen where.
    async fn write_sightings(&self, changes: &Changes<'_>) -> Result<(), StoreError> {
        use group_identity::Column as Col;
        let members = changes
            .group_identities
            .iter()
            .map(|((group_id, identity_id), since)| group_identity::ActiveModel {
                account_id: NotSet,
                group_id: Set(*group_id),
                identity_id: Set(*identity_id),
                created_at: Set(*since),
            });
        let nothing = OnConflict::columns([Col::AccountId, Col::GroupId, Col::IdentityId])
            .do_nothing()
            .to_owned();
        self.insert_all::<group_identity::Entity>(members.collect(), Some(nothing))
            .await?;
        self.see_on_devices(&changes.on_devices).await?;
        self.see_in_sessions(&changes.in_sessions).await?;
        self.see_at_addresses(&changes.at_addresses).await
    }
}

/// Writes JSON into a column.
pub(in crate::store) fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

impl IdentityState {
    /// What the search looks at: id, name, email and user name, folded.
    fn search_text(&self) -> String {
        [
            Some(&self.identity_id),
            self.display_name.as_ref(),
            self.display_email.as_ref(),
            self.display_username.as_ref(),
        ]
        .into_iter()
        .flatten()
        .map(|text| text.to_lowercase())
        .collect::<Vec<_>>()
        .join("\n")
    }

    fn row(&self) -> identity::ActiveModel {
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
    fn row(&self) -> device::ActiveModel {
        device::Model {
            account_id: 0,
            id: self.id,
            fingerprint: self.fingerprint.clone(),
            ip: self.ip.clone(),
            asn: None,
            asn_label: None,
            user_agent: self.user_agent.clone(),
            city: None,
            region: None,
            country: None,
            country_code: None,
            timezone: self.timezone.clone(),
            latitude: None,
            longitude: None,
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
    fn row(&self) -> session::ActiveModel {
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
    fn row(&self) -> group::ActiveModel {
        group::Model {
            account_id: 0,
            id: self.id,
            r#type: self.kind.clone(),
            group_id: self.group_id.clone(),
            display_name: self.display_name.clone(),
            data: to_json(&self.data),
            created_at: self.created_at,
            updated_at: self.updated_at,
            last_tracked_at: self.last_tracked_at,
        }
        .into_active_model()
        .reset_all()
    }
}

impl EventRow<'_> {
    fn row(&self) -> event::ActiveModel {
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
            attributed_seq: self.identity_id.map(|_| self.seq),
            device_id: self.device_id,
            session_id: self.session_id,
            claimed_fingerprint: event.claimed_fingerprint.clone(),
            source: event.source.clone(),
            event_type: event.event_type.clone(),
            canonical_type: event.canonical_type.map(str::to_owned),
            data: to_json(&event.data),
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
