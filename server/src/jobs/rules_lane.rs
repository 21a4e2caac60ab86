//! The lane of rules: delays that have passed come first, then a page of everybody after a rule changed.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use tokio::sync::watch;
use uuid::Uuid;

use super::deliver_to_channel::DeliveryLane;
use super::{settle_everyone, settle_identity};
use crate::clock::Clock;
use crate::domain::live::Live;
use crate::domain::rule_pass;
use crate::domain::settle::{Settled, announce, load_rules, plan_settled, settle};
use crate::store::StoreError;
use crate::store::database::{Database, Transaction};
use crate::store::jobs::ClaimedJob;
use crate::store::scope::AccountId;

/// Identities settled in one transaction.
const CLAIM: u64 = 64;
const LEASE_MS: i64 = 30_000;
/// How long to wait before looking again: delays pass without anybody saying so.
const IDLE: Duration = Duration::from_millis(500);
/// For each second that a page takes, events and cycles have three to themselves.
const PAUSE: u32 = 3;
const RETRY_MS: i64 = 2_000;

/// What happened, by account.
type Told = Vec<(AccountId, Vec<Settled>)>;

/// Works what rules have to do.
#[derive(Clone)]
pub struct RulesLane {
    database: Database,
    live: Live,
    clock: Clock,
    deliveries: DeliveryLane,
    owner: String,
}

impl RulesLane {
    /// A worker with a name of its own.
    pub fn new(database: Database, live: Live, clock: Clock, deliveries: DeliveryLane) -> Self {
        Self {
            database,
            live,
            clock,
            deliveries,
            owner: Uuid::new_v4().to_string(),
        }
    }

    /// Works until `stopping` turns true.
    pub async fn run(self, mut stopping: watch::Receiver<bool>) {
        while !*stopping.borrow() {
            let began = Instant::now();
            let pause = match self.work_once().await {
                Ok(true) => began.elapsed() * PAUSE,
                Ok(false) => IDLE,
                Err(error) => {
                    tracing::error!(%error, "rules cannot be settled");
                    IDLE
                }
            };
            // Whichever comes first.
            let _ = tokio::time::timeout(pause, stopping.wait_for(|stopping| *stopping)).await;
        }
    }

    /// Settles those whose delay has passed, and one page of everybody; says whether there was anything to do.
    pub async fn work_once(&self) -> Result<bool, StoreError> {
        let woken = self.settle_due().await?;
        Ok(self.settle_page().await? || woken)
    }

    async fn settle_due(&self) -> Result<bool, StoreError> {
        let jobs = self.claim(settle_identity::KIND, CLAIM).await?;
        if jobs.is_empty() {
            return Ok(false);
        }
        let transaction = self.database.begin().await?;
        let told = self.settle(&transaction, &jobs).await?;
        transaction.commit().await?;
        self.tell(told).await?;
        Ok(true)
    }

    async fn settle(&self, transaction: &Transaction, jobs: &[ClaimedJob]) -> Result<Told, StoreError> {
        let mut by_account: BTreeMap<AccountId, Vec<&ClaimedJob>> = BTreeMap::new();
        for job in jobs {
            by_account.entry(job.account).or_default().push(job);
        }
        let mut told = Vec::new();
        for (account, jobs) in by_account {
            let store = transaction.account(account);
            let subjects: Vec<i64> = jobs.iter().map(|job| job.subject_id).collect();
            let regarded = store.regard(&subjects).await?;
            // Off the queue before the next time is noted there.
            for job in jobs {
                store.finish_job(job, &self.owner).await?;
            }
            let rules = load_rules(&store).await?;
            let now = self.clock.now();
            let settled = settle(&store, &rules, regarded, &BTreeMap::new(), now).await?;
            plan_settled(&store, &settled, now).await?;
            told.push((account, settled));
        }
        Ok(told)
    }

    async fn settle_page(&self) -> Result<bool, StoreError> {
        let Some(job) = self.claim(settle_everyone::KIND, 1).await?.pop() else {
            return Ok(false);
        };
        let transaction = self.database.begin().await?;
        let store = transaction.account(job.account);
        let now = self.clock.now();
        match rule_pass::step(&store, now).await {
            Ok((told, finished)) => {
                plan_settled(&store, &told, now).await?;
                store.finish_job(&job, &self.owner).await?;
                if !finished {
                    store.enqueue(settle_everyone::KIND, [0], now).await?;
                }
                transaction.commit().await?;
                self.tell(vec![(job.account, told)]).await?;
            }
            Err(error) => {
                transaction.rollback().await?;
                let transaction = self.database.begin().await?;
                let store = transaction.account(job.account);
                store
                    .retry_job(&job, &self.owner, &error.to_string(), now + RETRY_MS)
                    .await?;
                transaction.commit().await?;
                return Err(error);
            }
        }
        Ok(true)
    }

    async fn claim(&self, kind: &str, limit: u64) -> Result<Vec<ClaimedJob>, StoreError> {
        let now = self.clock.now();
        let transaction = self.database.begin().await?;
        let jobs = transaction
            .system()
            .claim_jobs(kind, &self.owner, now, now, now + LEASE_MS, limit)
            .await?;
        transaction.commit().await?;
        Ok(jobs)
    }

    async fn tell(&self, told: Told) -> Result<(), StoreError> {
        if told.iter().any(|(_, told)| !told.is_empty()) {
            self.deliveries.wake();
        }
        for (account, told) in told {
            announce(&self.database, &self.live, account, &told).await?;
        }
        Ok(())
    }
}
