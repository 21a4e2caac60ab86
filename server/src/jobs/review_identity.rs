//! Writes one review. A lane of its own: a language model may take its time, and scoring waits for nobody.

use std::sync::Arc;
use std::time::Duration;

use app::types::stream::StreamMessage;
use tokio::sync::{Notify, Semaphore};
use uuid::Uuid;

use crate::clock::Clock;
use crate::domain::live::Live;
use crate::domain::review::material;
use crate::domain::review::reviewer::Reviewer;
use crate::scoring::review::Material;
use crate::store::StoreError;
use crate::store::database::Database;
use crate::store::jobs::ClaimedJob;

/// Name of the job; its subject is the number of a review.
pub const KIND: &str = "review_identity";

/// Reviews written at a time.
const AT_ONCE: usize = 4;
/// How much longer than the writing itself a lease lasts.
const LEASE_MARGIN: Duration = Duration::from_secs(60);
/// How long to wait for news before looking anyway: a lease may have ended, or another process may have queued.
const IDLE: Duration = Duration::from_millis(1_000);
/// After so many tries that ended in no answer at all, a review is given up.
const MAX_ATTEMPTS: i64 = 5;
const RETRY_MS: i64 = 2_000;
const GONE: &str = "The identity is gone.";
const GIVEN_UP: &str = "The review was interrupted several times and is given up.";

/// Works the reviews of the queue.
#[derive(Clone)]
pub struct ReviewLane {
    database: Database,
    live: Live,
    work: Arc<Notify>,
    clock: Clock,
    reviewer: Arc<Reviewer>,
    places: Arc<Semaphore>,
    owner: String,
}

impl ReviewLane {
    /// A worker with a name of its own; `work` wakes it.
    pub fn new(database: Database, live: Live, work: Arc<Notify>, clock: Clock, reviewer: Reviewer) -> Self {
        Self {
            database,
            live,
            work,
            clock,
            reviewer: Arc::new(reviewer),
            places: Arc::new(Semaphore::new(AT_ONCE)),
            owner: Uuid::new_v4().to_string(),
        }
    }

    /// Works until the process ends.
    pub async fn run(self) {
        // The places are never closed. A job is claimed only when there is one: its lease begins with the claim.
        while let Ok(place) = Arc::clone(&self.places).acquire_owned().await {
            match self.claim().await {
                Ok(Some(job)) => {
                    let lane = self.clone();
                    tokio::spawn(async move {
                        lane.work(&job).await;
                        drop(place);
                    });
                }
                Ok(None) => {
                    // Either way it is time to look again.
                    let _ = tokio::time::timeout(IDLE, self.work.notified()).await;
                }
                Err(error) => {
                    tracing::error!(%error, "the job queue is out of reach");
                    tokio::time::sleep(IDLE).await;
                }
            }
        }
    }

    /// Does one job that is due, here and now; says whether there was one.
    pub async fn work_once(&self) -> Result<bool, StoreError> {
        let job = self.claim().await?;
        if let Some(job) = &job {
            self.work(job).await;
        }
        Ok(job.is_some())
    }

    async fn claim(&self) -> Result<Option<ClaimedJob>, StoreError> {
        let now = self.clock.now();
        let lease = self.reviewer.patience() + LEASE_MARGIN;
        let lease_until = now.saturating_add(i64::try_from(lease.as_millis()).unwrap_or(i64::MAX));
        let transaction = self.database.begin().await?;
        let jobs = transaction
            .system()
            .claim_jobs(KIND, &self.owner, now, now, lease_until, 1)
            .await?;
        transaction.commit().await?;
        Ok(jobs.into_iter().next())
    }

    /// Reads, writes, stores: the database is not held while a model thinks.
    async fn work(&self, job: &ClaimedJob) {
        let written = match material(&self.database, job.account, job.subject_id).await {
            Ok(Some(material)) => self.write(job, material).await,
            // Settled already, which stays as it is, or without anybody to write about.
            Ok(None) => self.settle(job, Err(GONE)).await,
            Err(error) => Err(error),
        };
        if let Err(error) = written {
            tracing::error!(%error, job = job.kind, subject = job.subject_id, "a job failed");
            if let Err(error) = self.put_back(job, &error.to_string()).await {
                tracing::error!(%error, "a job stays leased until its lease ends");
            }
        }
    }

    async fn write(&self, job: &ClaimedJob, material: Material) -> Result<(), StoreError> {
        let text = if job.attempts > MAX_ATTEMPTS {
            Err(GIVEN_UP.to_owned())
        } else {
            self.reviewer
                .write(&material)
                .await
                .map_err(|error| error.to_string())
        };
        self.settle(job, text.as_deref().map_err(String::as_str)).await?;
        if self.live.has_listeners(job.account) {
            let store = self.database.account(job.account);
            if let Some(review) = store.review(job.subject_id, &material.identity.id).await? {
                self.live
                    .announce(job.account, StreamMessage::Reviewed(Box::new(review)));
            }
        }
        Ok(())
    }

    async fn settle(&self, job: &ClaimedJob, text: Result<&str, &str>) -> Result<(), StoreError> {
        let transaction = self.database.begin().await?;
        let store = transaction.account(job.account);
        store
            .settle_review(job.subject_id, text, self.clock.now())
            .await?;
        store.finish_job(job, &self.owner).await?;
        transaction.commit().await
    }

    async fn put_back(&self, job: &ClaimedJob, error: &str) -> Result<(), StoreError> {
        let run_at = self.clock.now() + RETRY_MS.saturating_mul(1 << job.attempts.clamp(0, 10));
        let transaction = self.database.begin().await?;
        let store = transaction.account(job.account);
        store.retry_job(job, &self.owner, error, run_at).await?;
        transaction.commit().await
    }
}
