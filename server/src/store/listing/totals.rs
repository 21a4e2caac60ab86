//! How long lists are: exactly where that is cheap, else as far as anybody counts.

use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect};

use crate::store::StoreError;
use crate::store::entities::{event, event_hour, event_type, list_total};
use crate::store::scope::AccountStore;

/// Matches of a filter are counted up to here, and gathered and sorted up to here.
pub(in crate::store) const BOUND: u64 = 10_000;
const HOUR_MS: i64 = 3_600_000;

/// Rows of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Total {
    Exact(u64),
    AtLeast(u64),
}

impl Total {
    /// What a bounded count says.
    pub(in crate::store) const fn bounded(count: u64) -> Self {
        if count > BOUND {
            Self::AtLeast(BOUND)
        } else {
            Self::Exact(count)
        }
    }

    /// What is known after a page of `rows` was read behind `offset` others.
    pub(super) fn having_seen(self, offset: u64, rows: u64, more: bool) -> Self {
        let seen = offset + rows + u64::from(more);
        match self {
            Self::Exact(total) => Self::Exact(total),
            // Behind the end, nothing was seen.
            Self::AtLeast(total) if rows == 0 && offset > 0 => Self::AtLeast(total),
            Self::AtLeast(_) if !more => Self::Exact(seen),
            Self::AtLeast(total) => Self::AtLeast(Ord::max(total, seen)),
        }
    }
}

/// Counts rows.
pub(in crate::store) async fn count<C: ConnectionTrait>(
    conn: &C,
    source: SelectStatement,
) -> Result<u64, StoreError> {
    let mut rows = source;
    rows.expr_as(Expr::value(1), "one");
    let statement = Query::select()
        .expr(Func::count(Expr::col("one")))
        .from_subquery(rows, "rows")
        .to_owned();
    let row = conn.query_one(&statement).await?;
    let counted: Option<i64> = row.map(|row| row.try_get_by_index(0)).transpose()?;
    Ok(counted.and_then(|count| u64::try_from(count).ok()).unwrap_or(0))
}

/// Counts rows up to one more than `BOUND`.
pub(in crate::store) async fn count_bounded<C: ConnectionTrait>(
    conn: &C,
    source: &SelectStatement,
) -> Result<u64, StoreError> {
    let mut rows = source.clone();
    rows.limit(BOUND + 1);
    count(conn, Query::select().from_subquery(rows, "some").to_owned()).await
}

/// The whole hour of a time.
pub(in crate::store) const fn hour(at: i64) -> i64 {
    at.div_euclid(HOUR_MS)
}

/// When an hour begins.
pub(in crate::store) const fn begin(hour: i64) -> i64 {
    hour.saturating_mul(HOUR_MS)
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Rows of a table that is counted.
    pub(in crate::store) async fn list_total(&self, table: &str) -> Result<Total, StoreError> {
        let row = self
            .find::<list_total::Entity>()
            .filter(list_total::Column::List.eq(table))
            .one(self.conn())
            .await?;
        Ok(Total::Exact(row.map_or(0, |row| whole(row.elements))))
    }

    /// Events of a type.
    pub(in crate::store) async fn events_of_type(&self, event_type: &str) -> Result<Total, StoreError> {
        let row = self
            .find::<event_type::Entity>()
            .filter(event_type::Column::EventType.eq(event_type))
            .one(self.conn())
            .await?;
        Ok(Total::Exact(row.map_or(0, |row| whole(row.events))))
    }

    /// Events that happened at `from` or later, and at `to` or earlier.
    pub(in crate::store) async fn events_between(
        &self,
        from: Option<i64>,
        to: Option<i64>,
    ) -> Result<u64, StoreError> {
        let until = self.events_until(to).await?;
        let before = match from {
            Some(from) => self.events_until(Some(from.saturating_sub(1))).await?,
            None => 0,
        };
        Ok(until.saturating_sub(before))
    }

    /// Events that happened at `at` or earlier: whole hours, and the begun one by its events.
    async fn events_until(&self, at: Option<i64>) -> Result<u64, StoreError> {
        let mut hours = self.find::<event_hour::Entity>();
        if let Some(at) = at {
            hours = hours.filter(event_hour::Column::Hour.lt(hour(at)));
        }
        // PostgreSQL adds whole numbers up to a decimal one.
        let sum = event_hour::Column::Events.sum().cast_as("bigint");
        let sum: Option<Option<i64>> = hours
            .select_only()
            .column_as(sum, "events")
            .into_tuple()
            .one(self.conn())
            .await?;
        let mut events = whole(sum.flatten().unwrap_or(0));
        if let Some(at) = at {
            let mut begun = super::keys::from(event::Entity);
            begun
                .and_where(self.owns(event::Column::AccountId))
                .and_where(event::Column::Timestamp.gte(begin(hour(at))))
                .and_where(event::Column::Timestamp.lte(at));
            events += count(self.conn(), begun).await?;
        }
        Ok(events)
    }
}

pub(super) fn whole(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
