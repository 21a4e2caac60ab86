//! Whom conditions match at this moment, asked of the database.

use app::types::condition::{Condition, Side};
use app::types::rule::RuleMatch;
use app::types::score::Category;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition as Where, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use super::StoreError;
use super::entities::identity;
use super::identities::{score, score_column};
use super::scope::AccountStore;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// How many identities are scored and not left out.
    pub async fn count_regarded(&self) -> Result<i64, StoreError> {
        let count = self.regarded_rows().count(self.conn()).await?;
        Ok(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// How many identities `conditions` match, and how many of those each of `others` matches too.
    pub async fn count_matches(
        &self,
        conditions: &[Condition],
        others: &[&[Condition]],
        now: i64,
    ) -> Result<(i64, Vec<i64>), StoreError> {
        let mut query = self
            .regarded_rows()
            .filter(self.matched_by(conditions, now))
            .select_only()
            .column_as(identity::Column::Id.count(), "matches");
        for (position, other) in others.iter().enumerate() {
            let both = Expr::case(self.matched_by(other, now), 1).finally(0);
            let sum = Expr::expr(both).sum().cast_as("bigint");
            query = query.column_as(sum, format!("other{position}"));
        }
        let row = self.conn().query_one(&query.into_query()).await?;
        let row = row.ok_or_else(|| StoreError::RecordNotFound("a count".to_owned()))?;
        // A sum over no rows is none.
        let number = |position| Ok(row.try_get_by_index::<Option<i64>>(position)?.unwrap_or(0));
        let overlaps = (1..=others.len())
            .map(number)
            .collect::<Result<_, StoreError>>()?;
        Ok((number(0)?, overlaps))
    }

    /// Some of those whom `conditions` match, last seen first.
    pub async fn sample_matches(
        &self,
        conditions: &[Condition],
        limit: u64,
        now: i64,
    ) -> Result<Vec<RuleMatch>, StoreError> {
        let rows = self
            .regarded_rows()
            .filter(self.matched_by(conditions, now))
            .order_by_desc(identity::Column::LastTrackedAt)
            .order_by_desc(identity::Column::Id)
            .limit(limit)
            .all(self.conn())
            .await?;
        Ok(rows.into_iter().map(wire).collect())
    }

    fn regarded_rows(&self) -> Select<identity::Entity> {
        self.find::<identity::Entity>()
            .filter(identity::Column::Disregarded.eq(false))
    }

    /// The conditions, as `rules/truth.rs` understands them, in the words of the database.
    fn matched_by(&self, conditions: &[Condition], now: i64) -> Where {
        use identity::Column as Col;
        let one = |condition: &Condition| match condition {
            Condition::Score {
                category,
                side,
                threshold,
            } => {
                let of = |category| compared(score_column(category), *side, *threshold);
                match category {
                    Some(category) => Where::all().add(of(*category)),
                    None => Category::ALL.into_iter().map(of).fold(Where::any(), Where::add),
                }
            }
            Condition::OlderThan(seconds) => Where::all().add(Col::CreatedAt.lt(now - seconds * 1000)),
            Condition::YoungerThan(seconds) => Where::all().add(Col::CreatedAt.gt(now - seconds * 1000)),
            Condition::Wears(badge) => Where::all().add(Col::Id.in_subquery(self.wearers(badge.as_str()))),
            Condition::WearsNot(badge) => {
                Where::all().add(Col::Id.not_in_subquery(self.wearers(badge.as_str())))
            }
        };
        conditions.iter().map(one).fold(Where::all(), Where::add)
    }
}

fn compared(column: identity::Column, side: Side, threshold: u8) -> Expr {
    let threshold = i64::from(threshold);
    match side {
        Side::Below => column.lt(threshold),
        Side::AtMost => column.lte(threshold),
        Side::Above => column.gt(threshold),
        Side::AtLeast => column.gte(threshold),
    }
}

fn wire(row: identity::Model) -> RuleMatch {
    let label = row.display_name.or(row.display_email).or(row.display_username);
    RuleMatch {
        label: label.unwrap_or_else(|| row.identity_id.clone()),
        id: row.identity_id,
        humanity_score: score(row.humanity_score),
        authenticity_score: score(row.authenticity_score),
        uniqueness_score: score(row.uniqueness_score),
        behavior_score: score(row.behavior_score),
    }
}
