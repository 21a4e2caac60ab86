//! The queue: one row per thing to do, leased while it is done.

use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, OnConflict, Query};
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

use super::StoreError;
use super::entities::job;
use super::scope::{AccountId, AccountStore};
use super::system::SystemStore;

/// A job taken off the queue, until its lease ends.
#[derive(Clone, Debug)]
pub struct ClaimedJob {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub account: AccountId,
    /// What to do.
    pub kind: String,
    /// What to do it to.
    pub subject_id: i64,
    /// How often it had been asked for when it was claimed.
    pub revision: i64,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Asks for `kind` to be done to each of `subjects`, at `run_at`. What is queued already is asked for once more.
    pub async fn enqueue(
        &self,
        kind: &str,
        subjects: impl IntoIterator<Item = i64> + Send,
        run_at: i64,
    ) -> Result<(), StoreError> {
        use job::Column as Col;
        let rows = subjects.into_iter().map(|subject_id| job::ActiveModel {
            id: NotSet,
            account_id: NotSet,
            kind: Set(kind.to_owned()),
            subject_id: Set(subject_id),
            revision: Set(1),
            run_at: Set(run_at),
            lease_until: Set(None),
            lease_owner: Set(None),
            attempts: Set(0),
            last_error: Set(None),
            created_at: Set(run_at),
        });
        let again = OnConflict::columns([Col::AccountId, Col::Kind, Col::SubjectId])
            .value(Col::Revision, Expr::col((job::Entity, Col::Revision)).add(1))
            .to_owned();
        self.insert_all::<job::Entity>(rows.collect(), Some(again)).await
    }

    /// Takes what waits for a subject that is gone off the queue.
    pub async fn dequeue(&self, kind: &str, subject: i64) -> Result<(), StoreError> {
        self.delete::<job::Entity>()
            .filter(job::Column::Kind.eq(kind))
            .filter(job::Column::SubjectId.eq(subject))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// Takes a finished job off the queue, unless it was asked for again meanwhile: then it is due at once.
    pub async fn finish_job(&self, claimed: &ClaimedJob, owner: &str) -> Result<(), StoreError> {
        let mine = job::Column::Id
            .eq(claimed.id)
            .and(job::Column::LeaseOwner.eq(owner));
        let deleted = self
            .delete::<job::Entity>()
            .filter(mine.clone())
            .filter(job::Column::Revision.eq(claimed.revision))
            .exec(self.conn())
            .await?;
        if deleted.rows_affected == 0 {
            self.update::<job::Entity>()
                .col_expr(job::Column::LeaseOwner, Expr::value(None::<String>))
                .col_expr(job::Column::LeaseUntil, Expr::value(None::<i64>))
                .col_expr(job::Column::Attempts, Expr::value(0))
                .filter(mine)
                .exec(self.conn())
                .await?;
        }
        Ok(())
    }

    /// Puts a failed job back, to be tried at `run_at`.
    pub async fn retry_job(
        &self,
        claimed: &ClaimedJob,
        owner: &str,
        error: &str,
        run_at: i64,
    ) -> Result<(), StoreError> {
        self.update::<job::Entity>()
            .col_expr(job::Column::LeaseOwner, Expr::value(None::<String>))
            .col_expr(job::Column::LeaseUntil, Expr::value(None::<i64>))
            .col_expr(job::Column::LastError, Expr::value(error))
            .col_expr(job::Column::RunAt, Expr::value(run_at))
            .filter(job::Column::Id.eq(claimed.id))
            .filter(job::Column::LeaseOwner.eq(owner))
            .exec(self.conn())
            .await?;
        Ok(())
    }
}

impl<C: ConnectionTrait> SystemStore<'_, C> {
    /// Leases up to `limit` due jobs of one kind to `owner`, oldest first.
    #[expect(clippy::disallowed_methods, reason = "the queue is shared by all accounts")]
    pub async fn claim_jobs(
        &self,
        kind: &str,
        owner: &str,
        now: i64,
        lease_until: i64,
        limit: u64,
    ) -> Result<Vec<ClaimedJob>, StoreError> {
        use job::Column as Col;
        let due = Query::select()
            .column(Col::Id)
            .from(job::Entity)
            .and_where(Expr::col(Col::Kind).eq(kind))
            .and_where(Expr::col(Col::RunAt).lte(now))
            .and_where(
                Expr::col(Col::LeaseUntil)
                    .is_null()
                    .or(Expr::col(Col::LeaseUntil).lt(now)),
            )
            .order_by(Col::RunAt, sea_orm::Order::Asc)
            .order_by(Col::Id, sea_orm::Order::Asc)
            .limit(limit)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .to_owned();
        let mut rows = job::Entity::update_many()
            .col_expr(Col::LeaseOwner, Expr::value(owner))
            .col_expr(Col::LeaseUntil, Expr::value(lease_until))
            .col_expr(Col::Attempts, Expr::col(Col::Attempts).add(1))
            .filter(Col::Id.in_subquery(due))
            .exec_with_returning(self.conn())
            .await?;
        rows.sort_by_key(|row| (row.run_at, row.id));
        Ok(rows
            .into_iter()
            .map(|row| ClaimedJob {
                id: row.id,
                account: AccountId::from_row(row.account_id),
                kind: row.kind,
                subject_id: row.subject_id,
                revision: row.revision,
                attempts: row.attempts,
            })
            .collect())
    }

    /// Frees every lease. On SQLite one process works the queue, so at its start nobody holds any.
    #[expect(clippy::disallowed_methods, reason = "the queue is shared by all accounts")]
    pub async fn release_leases(&self) -> Result<(), StoreError> {
        job::Entity::update_many()
            .col_expr(job::Column::LeaseOwner, Expr::value(None::<String>))
            .col_expr(job::Column::LeaseUntil, Expr::value(None::<i64>))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// Jobs that wait or run.
    #[expect(clippy::disallowed_methods, reason = "the queue is shared by all accounts")]
    pub async fn queue_length(&self) -> Result<u64, StoreError> {
        use sea_orm::PaginatorTrait;
        job::Entity::find().count(self.conn()).await
    }
}
