//! Devices as the API lists, shows and changes them.

mod list;

use std::collections::HashMap;

use app::types::device::{Device, DeviceSessions};
use app::types::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect};

use super::StoreError;
use super::entities::{device, device_identity, event, session};
use super::scope::AccountStore;

/// What devices can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceSort {
    LastSeenAt,
    FirstSeenAt,
    Country,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// One device, with the number of identities on it.
    pub async fn device(&self, fingerprint: &str) -> Result<Option<Device>, StoreError> {
        let query = self
            .find::<device::Entity>()
            .filter(device::Column::Fingerprint.eq(fingerprint));
        let Some(row) = query.one(self.conn()).await? else {
            return Ok(None);
        };
        let count = self
            .identities_on(vec![row.id])
            .await?
            .get(&row.id)
            .copied()
            .unwrap_or(0);
        Ok(Some(Device {
            identity_count: Some(count),
            ..wire(row)?
        }))
    }

    /// A device as its own visitor may see it: only when `ip` was seen on it, or `session` ran on it.
    pub async fn own_device(
        &self,
        fingerprint: &str,
        ip: Option<&str>,
        session: Option<&str>,
    ) -> Result<Option<Device>, StoreError> {
        let query = self
            .find::<device::Entity>()
            .filter(device::Column::Fingerprint.eq(fingerprint));
        let Some(row) = query.one(self.conn()).await? else {
            return Ok(None);
        };
        let by_session = match session {
            Some(session) => self.session_on(row.id, session).await?,
            None => false,
        };
        let by_address = ip.is_some() && row.ip.as_deref() == ip;
        if !by_session && !by_address && !self.address_on(row.id, ip).await? {
            return Ok(None);
        }
        let sessions = self.device_sessions(row.id).await?;
        Ok(Some(Device {
            sessions: Some(sessions),
            ..wire(row)?
        }))
    }

    /// The number of a device.
    pub async fn device_number(&self, fingerprint: &str) -> Result<Option<i64>, StoreError> {
        self.find::<device::Entity>()
            .filter(device::Column::Fingerprint.eq(fingerprint))
            .select_only()
            .column(device::Column::Id)
            .into_tuple()
            .one(self.conn())
            .await
    }

    /// Makes a device link nobody, or lets it link again.
    pub async fn set_device_disregarded(&self, number: i64, disregarded: bool) -> Result<(), StoreError> {
        self.update::<device::Entity>()
            .col_expr(device::Column::Disregarded, Expr::value(disregarded))
            .filter(device::Column::Id.eq(number))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// Identities seen on a device; at most `limit`.
    pub async fn identities_of_device(&self, number: i64, limit: u64) -> Result<Vec<i64>, StoreError> {
        self.find::<device_identity::Entity>()
            .filter(device_identity::Column::DeviceId.eq(number))
            .select_only()
            .column(device_identity::Column::IdentityId)
            .limit(limit)
            .into_tuple()
            .all(self.conn())
            .await
    }

    async fn identities_on(&self, devices: Vec<i64>) -> Result<HashMap<i64, i64>, StoreError> {
        use device_identity::Column as Col;
        let rows: Vec<(i64, i64)> = self
            .find::<device_identity::Entity>()
            .filter(Col::DeviceId.is_in(devices))
            .select_only()
            .column(Col::DeviceId)
            .column_as(Col::IdentityId.count(), "identities")
            .group_by(Col::DeviceId)
            .into_tuple()
            .all(self.conn())
            .await?;
        Ok(rows.into_iter().collect())
    }

    async fn session_on(&self, device: i64, session: &str) -> Result<bool, StoreError> {
        let query = self
            .find::<session::Entity>()
            .filter(session::Column::SessionId.eq(session))
            .filter(session::Column::DeviceId.eq(device));
        Ok(query.one(self.conn()).await?.is_some())
    }

    async fn address_on(&self, device: i64, ip: Option<&str>) -> Result<bool, StoreError> {
        let Some(ip) = ip else { return Ok(false) };
        let query = self
            .find::<event::Entity>()
            .filter(event::Column::DeviceId.eq(device))
            .filter(event::Column::Ip.eq(ip))
            .limit(1);
        Ok(query.one(self.conn()).await?.is_some())
    }

    async fn device_sessions(&self, device: i64) -> Result<DeviceSessions, StoreError> {
        use session::Column as Col;
        let row: Option<(i64, Option<i64>, Option<i64>)> = self
            .find::<session::Entity>()
            .filter(Col::DeviceId.eq(device))
            .select_only()
            .column_as(Col::Id.count(), "sessions")
            .column_as(Col::StartedAt.min(), "first")
            .column_as(Col::StartedAt.max(), "last")
            .into_tuple()
            .one(self.conn())
            .await?;
        let (count, first, last) = row.unwrap_or_default();
        Ok(DeviceSessions {
            count,
            first_started_at: first.map(Timestamp::from_millis),
            last_started_at: last.map(Timestamp::from_millis),
        })
    }
}

fn wire(row: device::Model) -> Result<Device, StoreError> {
    Ok(Device {
        fingerprint: row
            .fingerprint
            .parse()
            .map_err(|error: &str| StoreError::Custom(error.to_owned()))?,
        ip: row.ip,
        asn: row.asn,
        asn_label: row.asn_label,
        user_agent: row.user_agent,
        city: row.city,
        region: row.region,
        country: row.country,
        country_code: row.country_code,
        timezone: row.timezone,
        latitude: row.latitude,
        longitude: row.longitude,
        disregarded: row.disregarded,
        first_seen_at: Timestamp::from_millis(row.first_seen_at),
        last_seen_at: Timestamp::from_millis(row.last_seen_at),
        sessions: None,
        identity_count: None,
    })
}
