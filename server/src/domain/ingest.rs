//! One bounded queue, one writer: many requests in one transaction, and each answer follows its commit.

pub mod batch;
mod places;
mod room;

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use self::batch::{Charge, store_events};
use super::live::Live;
use crate::clock::Clock;
use crate::geo::look_up::Geo;
use crate::jobs::analyze_identity;
use crate::store::StoreError;
use crate::store::database::Database;
use crate::store::ingest::NewEvent;
use crate::store::scope::AccountId;

/// Requests that may wait.
const QUEUE_REQUESTS: usize = 4_096;
/// Bytes of requests that may wait.
const QUEUE_BYTES: usize = 32 << 20;
/// Events of one transaction: enough to share a disk flush, few enough to answer soon.
const BATCH_EVENTS: usize = 1_024;

/// What became of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is stored, durably.
    Stored { id: String, fingerprint: Option<String> },
    /// It was stored before, under the same id.
    Repeated { id: String, fingerprint: Option<String> },
    /// The account's monthly limit is reached; nothing was stored.
    OverLimit,
}

/// Why a request could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Too much is waiting.
    #[error("too many requests are waiting")]
    QueueFull,
    /// The database does not store.
    #[error("the database is unavailable")]
    Unavailable,
}

struct Submission {
    account: AccountId,
    events: Vec<NewEvent>,
    reply: oneshot::Sender<Result<Vec<Outcome>, Refusal>>,
    _weight: OwnedSemaphorePermit,
}

/// The way into the writer.
#[derive(Clone)]
pub struct Ingest {
    queue: mpsc::Sender<Submission>,
    bytes: Arc<Semaphore>,
}

impl Ingest {
    /// Starts the writer. `work` is woken whenever there is something to score.
    pub fn start(database: Database, geo: Geo, live: Live, work: Arc<Notify>, clock: Clock) -> Self {
        let (queue, submissions) = mpsc::channel(QUEUE_REQUESTS);
        tokio::spawn(
            Writer {
                database,
                geo,
                live,
                work,
                clock,
            }
            .run(submissions),
        );
        Self {
            queue,
            bytes: Arc::new(Semaphore::new(QUEUE_BYTES)),
        }
    }

    /// Stores events of one account, and answers when they are durable. `weight` is the size of the request.
    pub async fn store(
        &self,
        account: AccountId,
        events: Vec<NewEvent>,
        weight: usize,
    ) -> Result<Vec<Outcome>, Refusal> {
        if events.is_empty() {
            return Ok(Vec::new());
        }
        let weight = u32::try_from(weight.clamp(1, QUEUE_BYTES)).unwrap_or(u32::MAX);
        let permit = Arc::clone(&self.bytes)
            .try_acquire_many_owned(weight)
            .map_err(|_| Refusal::QueueFull)?;
        let (reply, answer) = oneshot::channel();
        let submission = Submission {
            account,
            events,
            reply,
            _weight: permit,
        };
        self.queue.try_send(submission).map_err(|_| Refusal::QueueFull)?;
        answer.await.unwrap_or(Err(Refusal::Unavailable))
    }
}

struct Writer {
    database: Database,
    geo: Geo,
    live: Live,
    work: Arc<Notify>,
    clock: Clock,
}

/// Numbers of the events that a transaction stored, by account.
type StoredSeqs = BTreeMap<AccountId, Vec<i64>>;

impl Writer {
    async fn run(self, mut submissions: mpsc::Receiver<Submission>) {
        while let Some(first) = submissions.recv().await {
            let mut events = first.events.len();
            let mut batch = vec![first];
            // Takes what is there and waits for no more: while one commit runs, the next batch gathers by itself.
            while events < BATCH_EVENTS {
                let Ok(next) = submissions.try_recv() else { break };
                events += next.events.len();
                batch.push(next);
            }
            self.commit(batch).await;
        }
    }

    async fn commit(&self, batch: Vec<Submission>) {
        match self.store(&batch).await {
            Ok(outcomes) => answer(batch, outcomes),
            // One bad row must not refuse its neighbours: each request gets a transaction of its own.
            Err(_) if batch.len() > 1 => {
                for submission in batch {
                    let alone = vec![submission];
                    match self.store(&alone).await {
                        Ok(outcomes) => answer(alone, outcomes),
                        Err(error) => refuse(alone, &error),
                    }
                }
            }
            Err(error) => refuse(batch, &error),
        }
    }

    /// Stores a batch in one transaction.
    async fn store(&self, batch: &[Submission]) -> Result<Vec<Vec<Outcome>>, StoreError> {
        let transaction = self.database.begin().await?;
        let mut by_account: BTreeMap<AccountId, Vec<usize>> = BTreeMap::new();
        for (at, submission) in batch.iter().enumerate() {
            by_account.entry(submission.account).or_default().push(at);
        }
        let mut outcomes = vec![Vec::new(); batch.len()];
        let mut stored = StoredSeqs::new();
        // In the order of accounts, so that writers in several processes cannot wait for each other in a circle.
        for (account, members) in by_account {
            let events: Vec<&NewEvent> = members.iter().flat_map(|at| &batch[*at].events).collect();
            let mut done = store_events(&transaction, &self.geo, account, &events, Charge::TheMonth).await?;
            transaction
                .account(account)
                .enqueue_moved(
                    analyze_identity::KIND,
                    &done.acted,
                    &done.neighbours,
                    self.clock.now(),
                )
                .await?;
            for at in members.iter().rev() {
                let rest = done.outcomes.len() - batch[*at].events.len();
                outcomes[*at] = done.outcomes.split_off(rest);
            }
            stored.insert(account, done.seqs);
        }
        transaction.commit().await?;
        self.work.notify_one();
        for (account, seqs) in stored {
            self.live.events_stored(account, seqs);
        }
        Ok(outcomes)
    }
}

fn answer(batch: Vec<Submission>, outcomes: Vec<Vec<Outcome>>) {
    for (submission, outcomes) in batch.into_iter().zip(outcomes) {
        // A client that hung up changes nothing: its retry meets the same ids.
        let _ = submission.reply.send(Ok(outcomes));
    }
}

fn refuse(batch: Vec<Submission>, error: &StoreError) {
    tracing::error!(%error, requests = batch.len(), "could not store events");
    for submission in batch {
        let _ = submission.reply.send(Err(Refusal::Unavailable));
    }
}
