//! Deliveries as the lane has them in hand: leased, settled, forgotten.

use app::types::channel::{Channel, ChannelEvent};
use app::types::delivery::DeliveryStatus;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};

use crate::store::StoreError;
use crate::store::channels::{SealedSecrets, checked, secrets, wire};
use crate::store::entities::{channel, delivery, delivery_attempt};
use crate::store::scope::{AccountId, AccountStore};
use crate::store::system::SystemStore;

/// A delivery in somebody's hands, until its lease ends.
#[derive(Clone, Debug)]
pub struct LeasedDelivery {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub account: AccountId,
    /// What receivers know it by.
    pub delivery_id: String,
    /// Number of its channel.
    pub channel: i64,
    /// What happened.
    pub event: ChannelEvent,
    /// Whether it is about nobody, and only tries the channel out.
    pub test: bool,
    /// What it says, as JSON.
    pub data: String,
    /// Attempts before.
    pub attempts: i64,
    /// Attempts before, since somebody asked for it.
    pub round_attempts: i64,
    /// Proves that it is still in these hands.
    pub lease: String,
}

/// A channel, as an attempt needs it.
#[derive(Clone, Debug)]
pub struct OpenChannel {
    /// The channel.
    pub channel: Channel,
    /// Its secrets, sealed.
    pub secrets: SealedSecrets,
}

/// How an attempt went, and what follows.
#[derive(Clone, Debug)]
pub struct Settled<'s> {
    /// When it began.
    pub at: i64,
    /// How long it took.
    pub duration_ms: i64,
    /// Status of the answer.
    pub code: Option<i64>,
    /// Why it failed.
    pub error: Option<&'s str>,
    /// How the answer begins.
    pub answer: Option<&'s str>,
    /// Where the delivery stands now.
    pub status: DeliveryStatus,
    /// When it is tried again.
    pub next_at: Option<i64>,
    /// When it was finished.
    pub finished_at: Option<i64>,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Writes how an attempt went; nothing when the delivery is gone, or in other hands.
    pub async fn settle_delivery(
        &self,
        leased: &LeasedDelivery,
        settled: &Settled<'_>,
    ) -> Result<bool, StoreError> {
        use delivery::Column as Col;
        let written = self
            .update::<delivery::Entity>()
            .col_expr(Col::Status, Expr::value(settled.status.as_str()))
            .col_expr(Col::Attempts, Expr::value(leased.attempts + 1))
            .col_expr(Col::RoundAttempts, Expr::value(leased.round_attempts + 1))
            .col_expr(Col::NextAt, Expr::value(settled.next_at))
            .col_expr(Col::Lease, Expr::value(None::<String>))
            .col_expr(Col::LastCode, Expr::value(settled.code))
            .col_expr(Col::LastError, Expr::value(settled.error))
            .col_expr(Col::FinishedAt, Expr::value(settled.finished_at))
            .filter(Col::Id.eq(leased.id))
            .filter(Col::Lease.eq(leased.lease.as_str()))
            .exec(self.conn())
            .await?;
        if written.rows_affected == 0 {
            return Ok(false);
        }
        let row = delivery_attempt::ActiveModel {
            account_id: NotSet,
            delivery_id: Set(leased.id),
            number: Set(leased.attempts + 1),
            at: Set(settled.at),
            duration_ms: Set(settled.duration_ms),
            code: Set(settled.code),
            error: Set(settled.error.map(str::to_owned)),
            answer: Set(settled.answer.map(str::to_owned)),
        };
        self.insert_all::<delivery_attempt::Entity>(vec![row], None)
            .await?;
        Ok(true)
    }
}

impl<C: ConnectionTrait> SystemStore<'_, C> {
    /// Leases deliveries: they are due again when the lease ends.
    #[expect(clippy::disallowed_methods, reason = "the queue is shared by all accounts")]
    pub async fn lease_deliveries(
        &self,
        ids: &[i64],
        lease: &str,
        until: i64,
    ) -> Result<Vec<LeasedDelivery>, StoreError> {
        use delivery::Column as Col;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let rows = delivery::Entity::update_many()
            .col_expr(Col::Lease, Expr::value(lease))
            .col_expr(Col::NextAt, Expr::value(until))
            .filter(Col::Id.is_in(ids.iter().copied()))
            .exec_with_returning(self.conn())
            .await?;
        rows.into_iter().map(leased).collect()
    }

    /// The channels with these numbers.
    #[expect(clippy::disallowed_methods, reason = "the queue is shared by all accounts")]
    pub async fn open_channels(&self, ids: Vec<i64>) -> Result<Vec<OpenChannel>, StoreError> {
        let rows = channel::Entity::find()
            .filter(channel::Column::Id.is_in(ids))
            .all(self.conn())
            .await?;
        let open = |row: channel::Model| {
            Ok(OpenChannel {
                secrets: secrets(&row),
                channel: wire(row)?,
            })
        };
        rows.into_iter().map(open).collect()
    }

    /// Frees every lease. On SQLite one process delivers, so at its start nobody holds any.
    #[expect(clippy::disallowed_methods, reason = "the queue is shared by all accounts")]
    pub async fn release_delivery_leases(&self, now: i64) -> Result<(), StoreError> {
        use delivery::Column as Col;
        delivery::Entity::update_many()
            .col_expr(Col::Lease, Expr::value(None::<String>))
            .col_expr(Col::NextAt, Expr::value(now))
            .filter(Col::Lease.is_not_null())
            .filter(Col::NextAt.is_not_null())
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// Forgets up to `limit` deliveries that were finished before `before`; says how many.
    #[expect(clippy::disallowed_methods, reason = "the queue is shared by all accounts")]
    pub async fn forget_deliveries(&self, before: i64, limit: u64) -> Result<u64, StoreError> {
        use delivery::Column as Col;
        let ids: Vec<i64> = delivery::Entity::find()
            .filter(Col::FinishedAt.lt(before))
            .order_by_asc(Col::FinishedAt)
            .limit(limit)
            .select_only()
            .column(Col::Id)
            .into_tuple()
            .all(self.conn())
            .await?;
        self.discard_deliveries(&ids).await?;
        Ok(ids.len() as u64)
    }

    /// Removes deliveries with their attempts.
    #[expect(clippy::disallowed_methods, reason = "the queue is shared by all accounts")]
    pub async fn discard_deliveries(&self, ids: &[i64]) -> Result<(), StoreError> {
        if ids.is_empty() {
            return Ok(());
        }
        delivery_attempt::Entity::delete_many()
            .filter(delivery_attempt::Column::DeliveryId.is_in(ids.iter().copied()))
            .exec(self.conn())
            .await?;
        delivery::Entity::delete_many()
            .filter(delivery::Column::Id.is_in(ids.iter().copied()))
            .exec(self.conn())
            .await?;
        Ok(())
    }
}

fn leased(row: delivery::Model) -> Result<LeasedDelivery, StoreError> {
    Ok(LeasedDelivery {
        id: row.id,
        account: AccountId::from_row(row.account_id),
        delivery_id: row.delivery_id,
        channel: row.channel_id,
        event: checked(&row.event)?,
        test: row.identity_id.is_none(),
        data: row.data,
        attempts: row.attempts,
        round_attempts: row.round_attempts,
        lease: row.lease.unwrap_or_default(),
    })
}
