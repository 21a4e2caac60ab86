//! The numbers on the first page of the dashboard.

use app::types::overview::{Figure, Histogram, Overview};
use app::types::score::Category;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, NullOrdering};
use sea_orm::{ColumnTrait, ConnectionTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::StoreError;
use super::entities::{event, identity};
use super::identities::score_column;
use super::listing::totals::Total;
use super::scope::AccountStore;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// Below this an identity is at risk; the edge of `Band::Risk`.
const RISK_BELOW: i64 = 40;
const SHOWN: u64 = 10;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// The overview as it is at `now`.
    pub async fn overview(&self, now: i64) -> Result<Overview, StoreError> {
        use identity::Column as Col;
        let identities = self.find::<identity::Entity>();
        let (Total::Exact(total) | Total::AtLeast(total)) = self.list_total("identities").await?;
        let new = identities
            .clone()
            .filter(Col::CreatedAt.gt(now - DAY_MS))
            .count(self.conn())
            .await?;
        let active = identities
            .clone()
            .filter(Col::LastTrackedAt.gt(now - DAY_MS))
            .count(self.conn())
            .await?;
        let risky = identities.clone().filter(at_risk());
        let at_risk_now = risky.clone().count(self.conn()).await?;
        let needs_review = risky
            .order_by(lowest_score(), Order::Asc)
            .order_by_desc(Col::Id)
            .limit(SHOWN)
            .all(self.conn())
            .await?;
        let recent = identities
            .order_by_with_nulls(Col::LastTrackedAt, Order::Desc, NullOrdering::Last)
            .order_by_desc(Col::Id)
            .limit(SHOWN)
            .all(self.conn())
            .await?;
        let events_per_hour = self.events_per_hour(now).await?;
        let day_before = self
            .events_between(Some(now - 2 * DAY_MS + 1), Some(now - DAY_MS))
            .await?;
        let mut histograms = Vec::new();
        for category in Category::ALL {
            histograms.push(self.histogram(category).await?);
        }
        Ok(Overview {
            has_events: self
                .find::<event::Entity>()
                .limit(1)
                .one(self.conn())
                .await?
                .is_some(),
            identities: Figure {
                value: whole(total),
                previous: Some(whole(total.saturating_sub(new))),
            },
            active: Figure {
                value: whole(active),
                previous: None,
            },
            events: Figure {
                value: events_per_hour.iter().sum(),
                previous: Some(whole(day_before)),
            },
            at_risk: Figure {
                value: whole(at_risk_now),
                previous: None,
            },
            events_per_hour,
            histograms,
            needs_review: self.identities_from_rows(needs_review).await?,
            recent: self.identities_from_rows(recent).await?,
        })
    }

    async fn events_per_hour(&self, now: i64) -> Result<Vec<i64>, StoreError> {
        let since = now - DAY_MS;
        // Whole hours since the beginning of the window: integer division on both databases.
        let hour = Expr::col(event::Column::Timestamp).sub(since + 1).div(HOUR_MS);
        let rows: Vec<(i64, i64)> = self
            .find::<event::Entity>()
            .filter(event::Column::Timestamp.gt(since))
            .filter(event::Column::Timestamp.lte(now))
            .select_only()
            .column_as(hour.clone(), "hour")
            .column_as(event::Column::Seq.count(), "events")
            .group_by(Expr::col("hour"))
            .into_tuple()
            .all(self.conn())
            .await?;
        let mut hours = vec![0; 24];
        for (hour, events) in rows {
            if let Some(slot) = usize::try_from(hour).ok().and_then(|hour| hours.get_mut(hour)) {
                *slot += events;
            }
        }
        Ok(hours)
    }

    async fn histogram(&self, category: Category) -> Result<Histogram, StoreError> {
        let column = score_column(category);
        let rows: Vec<(Option<i64>, i64)> = self
            .find::<identity::Entity>()
            .select_only()
            .column(column)
            .column_as(identity::Column::Id.count(), "identities")
            .group_by(column)
            .into_tuple()
            .all(self.conn())
            .await?;
        let mut histogram = Histogram {
            category,
            buckets: [0; 10],
            unscored: 0,
        };
        for (score, identities) in rows {
            match score.and_then(|score| usize::try_from(score).ok()) {
                Some(score) => histogram.buckets[(score / 10).min(9)] += identities,
                None => histogram.unscored += identities,
            }
        }
        Ok(histogram)
    }
}

fn at_risk() -> Condition {
    Category::ALL.into_iter().fold(Condition::any(), |any, category| {
        any.add(score_column(category).lt(RISK_BELOW))
    })
}

/// The lowest of the four scores; a missing one counts as the best.
fn lowest_score() -> Expr {
    let score = |category| Expr::col(score_column(category)).if_null(100);
    Category::ALL[1..]
        .iter()
        .fold(score(Category::ALL[0]), |lowest, category| {
            let other = score(*category);
            Expr::case(lowest.clone().lt(other.clone()), lowest)
                .finally(other)
                .into()
        })
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
