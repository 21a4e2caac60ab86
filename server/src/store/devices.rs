//! Devices as the API lists, shows and changes them.

mod list;

use std::collections::HashMap;

use app::types::device::{Device, DeviceSessions};
use app::types::time::Timestamp;
use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::StoreError;
use super::entities::{device, device_identity, event, session};
use super::ingest::KeyKind;
use super::scope::AccountStore;

/// Records of signals that are compared with a device: one that fits is enough.
const SIGNALS: u64 = 10;

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

    /// A device as its own visitor may see it: with its sessions, without who else was on it.
    pub async fn visited_device(&self, number: i64) -> Result<Option<Device>, StoreError> {
        let query = self
            .find::<device::Entity>()
            .filter(device::Column::Id.eq(number));
        let Some(row) = query.one(self.conn()).await? else {
            return Ok(None);
        };
        let sessions = self.device_sessions(row.id).await?;
        Ok(Some(Device {
            sessions: Some(sessions),
            ..wire(row)?
        }))
    }

    /// The latest signals that pages sent for a device, from `ip` or in `session`.
    pub async fn signals_of(
        &self,
        device: i64,
        ip: Option<&str>,
        session: Option<&str>,
    ) -> Result<Vec<String>, StoreError> {
        use event::Column as Col;
        let session = match session {
            Some(session) => self.session_number(session).await?,
            None => None,
        };
        if ip.is_none() && session.is_none() {
            return Ok(Vec::new());
        }
        let theirs = Condition::any()
            .add_option(ip.map(|ip| Col::Ip.eq(ip)))
            .add_option(session.map(|session| Col::SessionId.eq(session)));
        self.find::<event::Entity>()
            .filter(Col::DeviceId.eq(device))
            .filter(Col::KeyKind.eq(KeyKind::Browser.as_str()))
            .filter(Col::Device.is_not_null())
            .filter(theirs)
            .order_by_desc(Col::Timestamp)
            .order_by_desc(Col::Seq)
            .limit(SIGNALS)
            .select_only()
            .column(Col::Device)
            .into_tuple()
            .all(self.conn())
            .await
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
        network_kind: row.network_kind.and_then(|kind| kind.parse().ok()),
        disregarded: row.disregarded,
        first_seen_at: Timestamp::from_millis(row.first_seen_at),
        last_seen_at: Timestamp::from_millis(row.last_seen_at),
        sessions: None,
        identity_count: None,
    })
}
