//! Deliveries as members see them: planned, listed, shown, asked for again.

pub mod due;
mod list;
pub mod queue;

use app::types::channel::ChannelEvent;
use app::types::delivery::{Delivery, DeliveryAttempt, DeliveryDetail, DeliveryStatus};
use app::types::time::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, Select, Set};

use super::StoreError;
use super::entities::{delivery, delivery_attempt};
use super::ingest::read::json;
use super::scope::AccountStore;

/// What deliveries can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliverySort {
    CreatedAt,
}

/// Which deliveries to list.
#[derive(Clone, Debug, Default)]
pub struct DeliveryFilter {
    /// Through the channel with this number or slug.
    pub channel: Option<String>,
    /// Standing there.
    pub status: Option<DeliveryStatus>,
    /// About this.
    pub event: Option<ChannelEvent>,
    /// About this identity.
    pub identity: Option<String>,
}

/// A delivery about to be planned.
pub struct NewDelivery {
    /// What receivers will know it by.
    pub delivery_id: String,
    /// Number of the channel.
    pub channel: i64,
    /// Number of the identity; none for a test.
    pub identity: Option<i64>,
    /// What happened.
    pub event: ChannelEvent,
    /// What it says, as JSON.
    pub data: String,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Plans deliveries, due at once.
    pub async fn add_deliveries(&self, new: Vec<NewDelivery>, now: i64) -> Result<(), StoreError> {
        let rows = new.into_iter().map(|new| delivery::ActiveModel {
            id: NotSet,
            account_id: NotSet,
            delivery_id: Set(new.delivery_id),
            channel_id: Set(new.channel),
            identity_id: Set(new.identity),
            event: Set(new.event.as_str().to_owned()),
            data: Set(new.data),
            status: Set(DeliveryStatus::Pending.as_str().to_owned()),
            attempts: Set(0),
            round_attempts: Set(0),
            next_at: Set(Some(now)),
            lease: Set(None),
            last_code: Set(None),
            last_error: Set(None),
            created_at: Set(now),
            finished_at: Set(None),
        });
        self.insert_all::<delivery::Entity>(rows.collect(), None).await
    }

    /// One delivery, as lists show it.
    pub async fn delivery(&self, id: &str) -> Result<Option<Delivery>, StoreError> {
        let rows = self.one_delivery(id).all(self.conn()).await?;
        Ok(self.deliveries_from_rows(rows).await?.pop())
    }

    /// One delivery, with what it says and how it went.
    pub async fn delivery_detail(&self, id: &str) -> Result<Option<DeliveryDetail>, StoreError> {
        let Some(row) = self.one_delivery(id).one(self.conn()).await? else {
            return Ok(None);
        };
        let attempts = self
            .find::<delivery_attempt::Entity>()
            .filter(delivery_attempt::Column::DeliveryId.eq(row.id))
            .order_by_asc(delivery_attempt::Column::Number)
            .all(self.conn())
            .await?;
        let data = json(&row.data)?;
        let delivery = self.deliveries_from_rows(vec![row]).await?.pop();
        Ok(delivery.map(|delivery| DeliveryDetail {
            delivery,
            data,
            attempt_log: attempts.into_iter().map(attempt).collect(),
        }))
    }

    /// Makes a finished delivery due again; says whether it was finished. Its id stays.
    pub async fn redeliver(&self, id: &str, now: i64) -> Result<bool, StoreError> {
        let finished = delivery::Column::DeliveryId
            .eq(id)
            .and(delivery::Column::Status.ne(DeliveryStatus::Pending.as_str()));
        Ok(self.make_due(finished, now).await? > 0)
    }

    /// Makes everything due again that a channel failed to deliver; says how many that is.
    pub async fn redeliver_failed(&self, channel: i64, now: i64) -> Result<u64, StoreError> {
        let failed = delivery::Column::ChannelId
            .eq(channel)
            .and(delivery::Column::Status.eq(DeliveryStatus::Failed.as_str()));
        self.make_due(failed, now).await
    }

    async fn make_due(&self, which: Expr, now: i64) -> Result<u64, StoreError> {
        use delivery::Column as Col;
        let made = self
            .update::<delivery::Entity>()
            .col_expr(Col::Status, Expr::value(DeliveryStatus::Pending.as_str()))
            .col_expr(Col::RoundAttempts, Expr::value(0))
            .col_expr(Col::NextAt, Expr::value(now))
            .col_expr(Col::FinishedAt, Expr::value(None::<i64>))
            .filter(which)
            .exec(self.conn())
            .await?;
        Ok(made.rows_affected)
    }

    /// Puts what waits for a channel aside while it is off. The caller holds the channel.
    pub async fn park_deliveries(&self, channel: i64) -> Result<(), StoreError> {
        self.set_next_at(channel, None).await
    }

    /// Takes what was put aside up again. The caller holds the channel.
    pub async fn unpark_deliveries(&self, channel: i64, now: i64) -> Result<(), StoreError> {
        self.set_next_at(channel, Some(now)).await
    }

    async fn set_next_at(&self, channel: i64, next_at: Option<i64>) -> Result<(), StoreError> {
        use delivery::Column as Col;
        // What is under way keeps its lease, and finds out by itself.
        self.update::<delivery::Entity>()
            .col_expr(Col::NextAt, Expr::value(next_at))
            .filter(Col::ChannelId.eq(channel))
            .filter(Col::Status.eq(DeliveryStatus::Pending.as_str()))
            .filter(Col::Lease.is_null())
            .exec(self.conn())
            .await?;
        Ok(())
    }

    fn one_delivery(&self, id: &str) -> Select<delivery::Entity> {
        self.find::<delivery::Entity>()
            .filter(delivery::Column::DeliveryId.eq(id))
    }

    /// Numbers of the deliveries to a channel, or about an identity; for use inside another statement.
    pub(super) fn numbers_of_deliveries(&self, by: delivery::Column, number: i64) -> SelectStatement {
        Query::select()
            .column(delivery::Column::Id)
            .from(delivery::Entity)
            .and_where(self.owns(delivery::Column::AccountId))
            .and_where(Expr::col(by).eq(number))
            .to_owned()
    }
}

fn attempt(row: delivery_attempt::Model) -> DeliveryAttempt {
    DeliveryAttempt {
        number: row.number,
        at: Timestamp::from_millis(row.at),
        duration_millis: row.duration_ms,
        code: row.code,
        error: row.error,
        answer: row.answer,
    }
}
