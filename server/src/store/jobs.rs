//! The queue: one row per thing to do, leased while it is done.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, OnConflict, Query};
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

use super::StoreError;
use super::entities::job;
use super::scope::{AccountId, AccountStore};
use super::system::SystemStore;

/// How long the neighbours of a newcomer wait to be scored again, at least and at most, and what each of them adds.
const DELAY_MS: i64 = 2_000;
const DELAY_PER_NEIGHBOUR_MS: i64 = 50;
/// No job that nothing went wrong with waits for longer.
pub const MAX_DELAY_MS: i64 = 30_000;
/// For how long those who acted go before neighbours that are due: long enough to ride out a rush, too short to starve.
const YIELD_MS: i64 = 60_000;

/// When a job may run, and before which others.
#[derive(Clone, Copy)]
struct Due {
    run_at: i64,
    turn_at: i64,
}

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
    /// Asks for `kind` to be done to each of `subjects` at `now`. What is queued already is asked for once more.
    pub async fn enqueue(
        &self,
        kind: &str,
        subjects: impl IntoIterator<Item = i64> + Send,
        now: i64,
    ) -> Result<(), StoreError> {
        let due = Due {
            run_at: now,
            turn_at: now,
        };
        self.ask(kind, subjects.into_iter().map(|subject| (subject, due)).collect())
            .await
    }

    /// Asks for `kind` to be done to subjects at times of their own.
    pub async fn enqueue_at(&self, kind: &str, subjects: BTreeMap<i64, i64>) -> Result<(), StoreError> {
        let due = |run_at| Due {
            run_at,
            turn_at: run_at,
        };
        let subjects = subjects
            .into_iter()
            .map(|(subject, run_at)| (subject, due(run_at)));
        self.ask(kind, subjects.collect()).await
    }

    /// The same for those to whom nothing happened: behind everybody who acts.
    pub async fn enqueue_idle(&self, kind: &str, subjects: BTreeMap<i64, i64>) -> Result<(), StoreError> {
        let due = |run_at| Due {
            run_at,
            turn_at: run_at + YIELD_MS,
        };
        let subjects = subjects
            .into_iter()
            .map(|(subject, run_at)| (subject, due(run_at)));
        self.ask(kind, subjects.collect()).await
    }

    /// Asks for `kind` to be done to those in `acted` at `now`, and to their `neighbours` a little later and behind
    /// everybody who acted: the more neighbours, the later, so that a stream of newcomers among hundreds costs no
    /// more than one round of them in half a minute.
    pub async fn enqueue_moved(
        &self,
        kind: &str,
        acted: &BTreeSet<i64>,
        neighbours: &BTreeSet<i64>,
        now: i64,
    ) -> Result<(), StoreError> {
        let count = i64::try_from(neighbours.len()).unwrap_or(i64::MAX);
        let delay = count
            .saturating_mul(DELAY_PER_NEIGHBOUR_MS)
            .saturating_add(DELAY_MS);
        let run_at = now + Ord::min(delay, MAX_DELAY_MS);
        let later = Due {
            run_at,
            turn_at: run_at + YIELD_MS,
        };
        let at_once = Due {
            run_at: now,
            turn_at: now,
        };
        let mut subjects: BTreeMap<i64, Due> = neighbours.iter().map(|subject| (*subject, later)).collect();
        subjects.extend(acted.iter().map(|subject| (*subject, at_once)));
        self.ask(kind, subjects).await
    }

    /// In the order of subjects, so that two transactions that ask for the same do not wait for each other in a circle.
    async fn ask(&self, kind: &str, subjects: BTreeMap<i64, Due>) -> Result<(), StoreError> {
        use job::Column as Col;
        let rows = subjects.into_iter().map(|(subject_id, due)| job::ActiveModel {
            id: NotSet,
            account_id: NotSet,
            kind: Set(kind.to_owned()),
            subject_id: Set(subject_id),
            revision: Set(1),
            run_at: Set(due.run_at),
            turn_at: Set(due.turn_at),
            lease_until: Set(None),
            lease_owner: Set(None),
            attempts: Set(0),
            last_error: Set(None),
            created_at: Set(due.run_at),
        });
        let sooner = |column: Col| {
            let (stored, asked) = (Expr::col((job::Entity, column)), Expr::col(("excluded", column)));
            Expr::case(asked.clone().lt(stored.clone()), asked).finally(stored)
        };
        let again = OnConflict::columns([Col::AccountId, Col::Kind, Col::SubjectId])
            .value(Col::Revision, Expr::col((job::Entity, Col::Revision)).add(1))
            .value(Col::RunAt, sooner(Col::RunAt))
            .value(Col::TurnAt, sooner(Col::TurnAt))
            .to_owned();
        self.insert_all::<job::Entity>(rows.collect(), Some(again)).await
    }

    /// Lets everything of a kind that waits for its time be done now.
    pub async fn bring_forward(&self, kind: &str, now: i64) -> Result<(), StoreError> {
        self.update::<job::Entity>()
            .col_expr(job::Column::RunAt, Expr::value(now))
            .col_expr(job::Column::TurnAt, Expr::value(now))
            .filter(job::Column::Kind.eq(kind))
            .filter(job::Column::RunAt.gt(now))
            .filter(job::Column::LeaseOwner.is_null())
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// How many jobs of a kind are being done, or will be by `until`.
    pub async fn jobs_until(&self, kind: &str, until: i64) -> Result<u64, StoreError> {
        use sea_orm::PaginatorTrait;
        let due = job::Column::RunAt.lte(until);
        self.find::<job::Entity>()
            .filter(job::Column::Kind.eq(kind))
            .filter(due.or(job::Column::LeaseOwner.is_not_null()))
            .count(self.conn())
            .await
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

    /// Takes a finished job off the queue, unless it was asked for again meanwhile: then it waits for its new turn.
    /// Says whether the job was still `owner`'s: if not, its subject may be gone, or another worker is at it.
    pub async fn finish_job(&self, claimed: &ClaimedJob, owner: &str) -> Result<bool, StoreError> {
        let mine = job::Column::Id
            .eq(claimed.id)
            .and(job::Column::LeaseOwner.eq(owner));
        let deleted = self
            .delete::<job::Entity>()
            .filter(mine.clone())
            .filter(job::Column::Revision.eq(claimed.revision))
            .exec(self.conn())
            .await?;
        if deleted.rows_affected > 0 {
            return Ok(true);
        }
        let released = self
            .update::<job::Entity>()
            .col_expr(job::Column::LeaseOwner, Expr::value(None::<String>))
            .col_expr(job::Column::LeaseUntil, Expr::value(None::<i64>))
            .col_expr(job::Column::Attempts, Expr::value(0))
            .filter(mine)
            .exec(self.conn())
            .await?;
        Ok(released.rows_affected > 0)
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
            .col_expr(job::Column::TurnAt, Expr::value(run_at))
            .filter(job::Column::Id.eq(claimed.id))
            .filter(job::Column::LeaseOwner.eq(owner))
            .exec(self.conn())
            .await?;
        Ok(())
    }
}

impl<C: ConnectionTrait> SystemStore<'_, C> {
    /// Leases up to `limit` jobs of one kind that are due by `due_by` to `owner`, in the order of their turns. A leased
    /// job is due again when its lease ends, or when it is asked for again.
    #[expect(clippy::disallowed_methods, reason = "the queue is shared by all accounts")]
    pub async fn claim_jobs(
        &self,
        kind: &str,
        owner: &str,
        now: i64,
        due_by: i64,
        lease_until: i64,
        limit: u64,
    ) -> Result<Vec<ClaimedJob>, StoreError> {
        use job::Column as Col;
        let due = Query::select()
            .column(Col::Id)
            .from(job::Entity)
            .and_where(Expr::col(Col::Kind).eq(kind))
            .and_where(Expr::col(Col::RunAt).lte(due_by))
            .and_where(
                Expr::col(Col::LeaseUntil)
                    .is_null()
                    .or(Expr::col(Col::LeaseUntil).lt(now)),
            )
            .order_by(Col::TurnAt, sea_orm::Order::Asc)
            .order_by(Col::Id, sea_orm::Order::Asc)
            .limit(limit)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .to_owned();
        let mut rows = job::Entity::update_many()
            .col_expr(Col::LeaseOwner, Expr::value(owner))
            .col_expr(Col::LeaseUntil, Expr::value(lease_until))
            .col_expr(Col::RunAt, Expr::value(lease_until))
            .col_expr(Col::Attempts, Expr::col(Col::Attempts).add(1))
            .filter(Col::Id.in_subquery(due))
            .exec_with_returning(self.conn())
            .await?;
        // As askers lock them; see `ask`.
        rows.sort_by_key(|row| (row.account_id, row.subject_id));
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
            .col_expr(job::Column::RunAt, Expr::col(job::Column::CreatedAt))
            .filter(job::Column::LeaseOwner.is_not_null())
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
