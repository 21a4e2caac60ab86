//! Refused requests, counted by reason and origin.

use app::types::rejection::Rejection;
use app::types::time::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::StoreError;
use super::entities::rejection;
use super::scope::AccountStore;

/// Kinds of refusals shown.
const SHOWN: u64 = 100;
/// Kinds of refusals kept.
const KEPT: u64 = 200;
/// Kinds forgotten at a time: more than one batch of reports can bring.
const TRIMMED: u64 = 2_000;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Refusals, latest first.
    pub async fn rejections(&self) -> Result<Vec<Rejection>, StoreError> {
        let rows = self
            .find::<rejection::Entity>()
            .order_by_desc(rejection::Column::LastAt)
            .order_by_desc(rejection::Column::Id)
            .limit(SHOWN)
            .all(self.conn())
            .await?;
        let wire = |row: rejection::Model| Rejection {
            code: row.code,
            message: row.message,
            origin: Some(row.origin).filter(|origin| !origin.is_empty()),
            count: row.count,
            first_at: Timestamp::from_millis(row.first_at),
            last_at: Timestamp::from_millis(row.last_at),
        };
        Ok(rows.into_iter().map(wire).collect())
    }

    /// Adds to the count of a kind of refusal.
    pub async fn count_rejection(&self, rejection: &Rejection) -> Result<(), StoreError> {
        use rejection::Column as Col;
        let row = rejection::ActiveModel {
            id: NotSet,
            account_id: NotSet,
            code: Set(rejection.code.clone()),
            origin: Set(rejection.origin.clone().unwrap_or_default()),
            message: Set(rejection.message.clone()),
            count: Set(rejection.count),
            first_at: Set(rejection.first_at.millis()),
            last_at: Set(rejection.last_at.millis()),
        };
        let again = OnConflict::columns([Col::AccountId, Col::Code, Col::Origin])
            .value(
                Col::Count,
                Expr::col((rejection::Entity, Col::Count)).add(rejection.count),
            )
            .update_columns([Col::Message, Col::LastAt])
            .to_owned();
        self.insert_all::<rejection::Entity>(vec![row], Some(again)).await
    }

    /// Forgets the kinds of refusals that were not met for longest: anybody can make up origins.
    pub async fn trim_rejections(&self) -> Result<(), StoreError> {
        use rejection::Column as Col;
        let excess: Vec<i64> = self
            .find::<rejection::Entity>()
            .order_by_desc(Col::LastAt)
            .order_by_desc(Col::Id)
            .offset(KEPT)
            .limit(TRIMMED)
            .select_only()
            .column(Col::Id)
            .into_tuple()
            .all(self.conn())
            .await?;
        if !excess.is_empty() {
            self.delete::<rejection::Entity>()
                .filter(Col::Id.is_in(excess))
                .exec(self.conn())
                .await?;
        }
        Ok(())
    }
}
