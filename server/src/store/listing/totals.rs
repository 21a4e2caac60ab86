//! How long lists are: exactly where that is cheap, else as far as anybody counts.

use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect};

use crate::store::StoreError;
use crate::store::entities::{event, event_hour, event_type, event_type_day, list_total};
use crate::store::scope::AccountStore;

/// Matches of a filter are counted up to here, and gathered and sorted up to here.
pub(in crate::store) const BOUND: u64 = 10_000;
pub(in crate::store) const HOUR_MS: i64 = 3_600_000;
pub(in crate::store) const DAY_MS: i64 = 24 * HOUR_MS;

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

    /// Without so many rows that are not shown.
    pub(in crate::store) const fn less(self, rows: u64) -> Self {
        match self {
            Self::Exact(total) => Self::Exact(total.saturating_sub(rows)),
            Self::AtLeast(total) => Self::AtLeast(total.saturating_sub(rows)),
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
    count_up_to(conn, source, BOUND).await
}

/// Counts rows up to one more than `bound`.
pub(in crate::store) async fn count_up_to<C: ConnectionTrait>(
    conn: &C,
    source: &SelectStatement,
    bound: u64,
) -> Result<u64, StoreError> {
    let mut rows = source.clone();
    rows.expr_as(Expr::value(1), "one").limit(bound + 1);
    count(conn, Query::select().from_subquery(rows, "some").to_owned()).await
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

    /// Events of a type, in a range of time.
    pub(in crate::store) async fn events_of_type(
        &self,
        event_type: &str,
        (from, to): (Option<i64>, Option<i64>),
    ) -> Result<Total, StoreError> {
        if from.is_some() || to.is_some() {
            return Ok(Total::Exact(self.type_between(event_type, from, to).await?));
        }
        let row = self
            .find::<event_type::Entity>()
            .filter(event_type::Column::EventType.eq(event_type))
            .one(self.conn())
            .await?;
        Ok(Total::Exact(row.map_or(0, |row| whole(row.events))))
    }

    /// Events of a type that happened at `from` or later, and at `to` or earlier.
    pub(in crate::store) async fn type_between(
        &self,
        name: &str,
        from: Option<i64>,
        to: Option<i64>,
    ) -> Result<u64, StoreError> {
        let until = self.type_until(name, to).await?;
        let before = match from {
            Some(from) => self.type_until(name, Some(from.saturating_sub(1))).await?,
            None => 0,
        };
        Ok(until.saturating_sub(before))
    }

    /// Whole days, and the begun one by its events.
    async fn type_until(&self, name: &str, at: Option<i64>) -> Result<u64, StoreError> {
        use event_type_day::Column as Day;
        let mut days = self
            .find::<event_type_day::Entity>()
            .filter(Day::EventType.eq(name));
        if let Some(at) = at {
            days = days.filter(Day::Day.lt(at.div_euclid(DAY_MS)));
        }
        let sum = Day::Events.sum().cast_as("bigint");
        let sum: Option<Option<i64>> = days
            .select_only()
            .column_as(sum, "events")
            .into_tuple()
            .one(self.conn())
            .await?;
        let mut events = whole(sum.flatten().unwrap_or(0));
        if let Some(at) = at {
            let mut begun = self.begun(at, DAY_MS);
            begun.and_where(Expr::col(event::Column::EventType).eq(name));
            events += count(self.conn(), begun).await?;
        }
        Ok(events)
    }

    /// Events of the part of time that `at` is in, up to it.
    fn begun(&self, at: i64, length_ms: i64) -> SelectStatement {
        let begin = at.div_euclid(length_ms).saturating_mul(length_ms);
        super::keys::from(event::Entity)
            .and_where(self.owns(event::Column::AccountId))
            .and_where(Expr::col(event::Column::Timestamp).gte(begin))
            .and_where(Expr::col(event::Column::Timestamp).lte(at))
            .to_owned()
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
            hours = hours.filter(event_hour::Column::Hour.lt(at.div_euclid(HOUR_MS)));
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
            let begun = self.begun(at, HOUR_MS);
            events += count(self.conn(), begun).await?;
        }
        Ok(events)
    }
}

pub(super) fn whole(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
