//! Writes after a batch is stitched: a handful of statements, however many events.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Set,
};

use super::read::LOOKUP_CHUNK;
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
        self.write_places(&changes.places).await?;
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
                Col::Asn,
                Col::AsnLabel,
                Col::City,
                Col::Region,
                Col::Country,
                Col::CountryCode,
                Col::Latitude,
                Col::Longitude,
                Col::NetworkKind,
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
            .update_columns([
                Col::DisplayName,
                Col::SearchText,
                Col::Data,
                Col::ServerKeys,
                Col::UpdatedAt,
                Col::LastTrackedAt,
            ])
            .to_owned();
        self.insert_all::<group::Entity>(groups.iter().map(GroupState::row).collect(), Some(conflict))
            .await
    }

    async fn write_events(&self, events: &[EventRow<'_>]) -> Result<(), StoreError> {
        self.insert_all::<event::Entity>(events.iter().map(EventRow::row).collect(), None)
            .await?;
        let groups = events.iter().flat_map(|row| {
            let groups = row.group_ids.iter().zip(&row.event.groups);
            groups.map(|(group_id, group)| event_group::ActiveModel {
                account_id: NotSet,
                seq: Set(row.seq),
                group_id: Set(*group_id),
                timestamp: Set(row.event.timestamp),
                group_type: Set(group.kind.clone()),
            })
        });
        self.insert_all::<event_group::Entity>(groups.collect(), None)
            .await
    }

    async fn write_attributions(&self, changes: &Changes<'_>) -> Result<(), StoreError> {
        let sessions: Vec<i64> = changes.attributions.iter().map(|told| told.session_id).collect();
        let mut anonymous = BTreeSet::new();
        for sessions in sessions.chunks(LOOKUP_CHUNK) {
            anonymous.extend(self.with_anonymous_events(sessions, changes.known_seq).await?);
        }
        for attribution in &changes.attributions {
            if !anonymous.contains(&attribution.session_id) {
                continue;
            }
            self.update::<event::Entity>()
                .col_expr(event::Column::IdentityId, Expr::value(attribution.identity_id))
                .col_expr(event::Column::AttributedSeq, Expr::value(attribution.told_by_seq))
                .filter(event::Column::SessionId.eq(attribution.session_id))
                .filter(beside_index(event::Column::IdentityId).is_null())
                .filter(beside_index(event::Column::Seq).lt(attribution.told_by_seq))
                .exec(self.conn())
                .await?;
        }
        Ok(())
    }

    /// Those of `sessions` in which somebody unknown did something, up to an event.
    async fn with_anonymous_events(&self, sessions: &[i64], until: i64) -> Result<Vec<i64>, StoreError> {
        use event::Column as Col;
        self.find::<event::Entity>()
            .filter(Col::SessionId.is_in(sessions.iter().copied()))
            .filter(beside_index(Col::IdentityId).is_null())
            .filter(beside_index(Col::Seq).lte(until))
            .select_only()
            .column(Col::SessionId)
            .distinct()
            .into_tuple()
            .all(self.conn())
            .await
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

/// A column that is asked of the rows of a session, and never along an index of its own: most of what is older, and most
/// of what is anonymous, belongs to other sessions. SQLite has no statistics by which to know.
fn beside_index(column: event::Column) -> Expr {
    Expr::col(column).add(0)
}
