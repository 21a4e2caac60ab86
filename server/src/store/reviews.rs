//! Reviews: asked for, then finished or failed, once.

use app::types::ids::identity_id::IdentityId;
use app::types::review::{Review, ReviewStatus};
use app::types::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Set,
};

use super::StoreError;
use super::entities::review;
use super::scope::AccountStore;

const PENDING: &str = "PENDING";
const FINISHED: &str = "FINISHED";
const FAILED: &str = "FAILED";

/// A review that waits to be written.
pub struct PendingReview {
    /// Number of the identity that it is about.
    pub identity: i64,
    /// What the asking person wanted noted.
    pub feedback: Option<String>,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Notes that a review was asked for of the identity with the number `identity` and the id `id`.
    pub async fn add_review(
        &self,
        identity: i64,
        id: &IdentityId,
        feedback: Option<&str>,
        now: i64,
    ) -> Result<Review, StoreError> {
        let row = review::ActiveModel {
            id: NotSet,
            account_id: NotSet,
            identity_id: Set(identity),
            status: Set(PENDING.to_owned()),
            user_feedback: Set(feedback.map(str::to_owned)),
            summary: Set(None),
            error_message: Set(None),
            created_at: Set(now),
            completed_at: Set(None),
        };
        Ok(wire(self.insert::<review::Entity>(row).await?, id))
    }

    /// How many reviews wait to be written.
    pub async fn pending_reviews(&self) -> Result<u64, StoreError> {
        let pending = self
            .find::<review::Entity>()
            .filter(review::Column::Status.eq(PENDING));
        pending.count(self.conn()).await
    }

    /// The latest reviews of an identity, latest first.
    pub async fn reviews_of(
        &self,
        identity: i64,
        id: &IdentityId,
        limit: u64,
    ) -> Result<Vec<Review>, StoreError> {
        let rows = self
            .find::<review::Entity>()
            .filter(review::Column::IdentityId.eq(identity))
            .order_by_desc(review::Column::Id)
            .limit(limit)
            .all(self.conn())
            .await?;
        Ok(rows.into_iter().map(|row| wire(row, id)).collect())
    }

    /// The review with this number, while it waits to be written.
    pub async fn pending_review(&self, number: i64) -> Result<Option<PendingReview>, StoreError> {
        let query = self
            .find::<review::Entity>()
            .filter(review::Column::Id.eq(number))
            .filter(review::Column::Status.eq(PENDING));
        let row = query.one(self.conn()).await?;
        Ok(row.map(|row| PendingReview {
            identity: row.identity_id,
            feedback: row.user_feedback,
        }))
    }

    /// The review with this number, of the identity with the id `id`.
    pub async fn review(&self, number: i64, id: &IdentityId) -> Result<Option<Review>, StoreError> {
        let query = self
            .find::<review::Entity>()
            .filter(review::Column::Id.eq(number));
        Ok(query.one(self.conn()).await?.map(|row| wire(row, id)))
    }

    /// Writes the text of a pending review, or why there is none. One that is settled already stays as it is.
    pub async fn settle_review(
        &self,
        number: i64,
        text: Result<&str, &str>,
        now: i64,
    ) -> Result<(), StoreError> {
        let status = if text.is_ok() { FINISHED } else { FAILED };
        self.update::<review::Entity>()
            .col_expr(review::Column::Status, Expr::value(status))
            .col_expr(review::Column::Summary, Expr::value(text.ok()))
            .col_expr(review::Column::ErrorMessage, Expr::value(text.err()))
            .col_expr(review::Column::CompletedAt, Expr::value(now))
            .filter(review::Column::Id.eq(number))
            .filter(review::Column::Status.eq(PENDING))
            .exec(self.conn())
            .await?;
        Ok(())
    }
}

fn wire(row: review::Model, id: &IdentityId) -> Review {
    Review {
        id: row.id,
        identity_id: id.clone(),
        status: match row.status.as_str() {
            FINISHED => ReviewStatus::Finished,
            FAILED => ReviewStatus::Failed,
            _ => ReviewStatus::Pending,
        },
        user_feedback: row.user_feedback,
        summary: row.summary,
        error_message: row.error_message,
        created_at: Timestamp::from_millis(row.created_at),
        completed_at: row.completed_at.map(Timestamp::from_millis),
    }
}
