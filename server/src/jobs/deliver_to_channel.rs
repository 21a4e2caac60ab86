//! Delivers what was planned. A lane of its own: receivers are strangers, who may be slow, dead or hostile, and
//! neither scoring nor another receiver waits for them.

mod allowance;
mod claim;
mod endings;
mod flights;

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::future::join_all;
use tokio::sync::{Notify, watch};

use self::allowance::Allowance;
use self::claim::Claimed;
use self::endings::Endings;
use self::flights::Flights;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::deliver::carry::Carrier;
use crate::domain::deliver::settle::Ended;
use crate::outbound::attempt::Outcome;
use crate::store::StoreError;
use crate::store::database::Database;

/// How long to wait for news before looking anyway: a retry may be due, or another process may have planned.
const IDLE: Duration = Duration::from_millis(500);
const SECOND_MS: i64 = 1_000;
const HOUR_MS: i64 = 3_600_000;
/// How long deliveries that came to an end are kept.
const KEPT_MS: i64 = 30 * 24 * HOUR_MS;
/// Deliveries forgotten in one transaction.
const FORGOTTEN: u64 = 500;

/// Works the deliveries of the queue.
#[derive(Clone)]
pub struct DeliveryLane {
    database: Database,
    work: Arc<Notify>,
    clock: Clock,
    carrier: Arc<Carrier>,
    flights: Flights,
    endings: Arc<Endings>,
    posts: Arc<Allowance>,
    emails: Arc<Allowance>,
}

impl DeliveryLane {
    /// A worker; `work` wakes it.
    pub fn new(
        config: &Config,
        database: Database,
        work: Arc<Notify>,
        clock: Clock,
        carrier: Carrier,
    ) -> Self {
        Self {
            database,
            work,
            clock,
            carrier: Arc::new(carrier),
            flights: Flights::default(),
            endings: Arc::default(),
            posts: Arc::new(Allowance::new(config.webhooks.per_second, SECOND_MS)),
            emails: Arc::new(Allowance::new(config.mail.emails_per_hour, HOUR_MS)),
        }
    }

    /// Tells the lane that something was planned.
    pub fn wake(&self) {
        self.work.notify_one();
    }

    /// Works until `stopping` turns true, and finishes what it has begun.
    pub async fn run(self, mut stopping: watch::Receiver<bool>) {
        let mut tidied_at = i64::MIN;
        while !*stopping.borrow() {
            let now = self.clock.now();
            if now.saturating_sub(tidied_at) >= HOUR_MS {
                tidied_at = now;
                tokio::spawn(self.clone().forget(now - KEPT_MS));
            }
            let claimed = self.claim().await.unwrap_or_else(|error| {
                tracing::error!(%error, "the deliveries are out of reach");
                Vec::new()
            });
            if claimed.is_empty() {
                // Whichever it is, it is time to look again.
                tokio::select! {
                    () = self.work.notified() => {}
                    () = tokio::time::sleep(IDLE) => {}
                    _ = stopping.wait_for(|stopping| *stopping) => {}
                }
            }
            for claimed in claimed {
                tokio::spawn(self.clone().deliver(claimed));
            }
        }
        while self.flights.are_any() {
            self.work.notified().await;
        }
    }

    /// Delivers what is due, here and now; says how many deliveries that was.
    pub async fn work_once(&self) -> Result<usize, StoreError> {
        let claimed = self.claim().await?;
        let count = claimed.len();
        join_all(claimed.into_iter().map(|claimed| self.clone().deliver(claimed))).await;
        Ok(count)
    }

    /// One attempt, from the first byte to the last row.
    async fn deliver(self, claimed: Claimed) {
        let Claimed { leased, open, seat } = claimed;
        let (at, begun) = (self.clock.now(), Instant::now());
        let outcome = match self.carrier.carry(&leased, &open, at).await {
            Ok(outcome) => outcome,
            Err(error) => {
                tracing::error!(%error, delivery = leased.delivery_id, "a delivery could not be attempted");
                Outcome::failed("Not sent: something went wrong on our side.")
            }
        };
        let ended = Ended {
            at,
            duration_ms: i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX),
            outcome,
        };
        self.endings
            .write(&self.database, &self.clock, leased, ended)
            .await;
        drop(seat);
        self.work.notify_one();
    }

    /// Forgets what came to an end before `before`, a little at a time.
    async fn forget(self, before: i64) {
        loop {
            match self.forget_some(before).await {
                Ok(0) => return,
                Ok(_) => tokio::task::yield_now().await,
                Err(error) => {
                    tracing::error!(%error, "old deliveries could not be forgotten");
                    return;
                }
            }
        }
    }

    async fn forget_some(&self, before: i64) -> Result<u64, StoreError> {
        let transaction = self.database.begin().await?;
        let forgotten = transaction.system().forget_deliveries(before, FORGOTTEN).await?;
        transaction.commit().await?;
        Ok(forgotten)
    }
}
