//! Works the queue, one lane for each kind of job. The lane of cycles is here: many share one transaction.

mod regard;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use app::types::stream::StreamMessage;
use tokio::sync::{Notify, watch};
use uuid::Uuid;

use self::regard::regard;
use super::apply_mappings;
use crate::clock::Clock;
use crate::domain::analyze::{AnalyzeError, Cycle, analyze};
use crate::domain::apply_mappings::apply;
use crate::domain::interpretation::Interpretation;
use crate::domain::live::Live;
use crate::domain::note_kin::note_kin;
use crate::domain::plan_deliveries::{Happening, plan};
use crate::domain::settle::{Scored, Settled, announce, happenings, load_rules, settle};
use crate::jobs::analyze_identity;
use crate::jobs::deliver_to_channel::DeliveryLane;
use crate::jobs::review_identity::ReviewLane;
use crate::jobs::rules_lane::RulesLane;
use crate::store::StoreError;
use crate::store::database::{Database, Transaction};
use crate::store::jobs::{ClaimedJob, MAX_DELAY_MS};
use crate::store::scope::AccountId;
use crate::store::standings::Regarded;

/// Jobs claimed at a time: their cycles share one commit.
const CLAIM: u64 = 64;
/// How long a job may take before another worker may try it.
const LEASE_MS: i64 = 30_000;
/// How long to wait for news before looking anyway: a lease may have ended, or another process may have queued.
const IDLE: Duration = Duration::from_millis(1_000);
/// First wait after a failure; it doubles each time.
const RETRY_MS: i64 = 2_000;
/// The longest wait after a failure.
const RETRY_MAX_MS: i64 = 6 * 3_600_000;

/// A job and what came of it.
type Done = (ClaimedJob, Result<Option<Cycle>, AnalyzeError>);

/// Works the queue.
#[derive(Clone)]
pub struct Runner {
    database: Database,
    live: Live,
    work: Arc<Notify>,
    clock: Clock,
    owner: String,
    reviews: ReviewLane,
    rules: RulesLane,
    deliveries: DeliveryLane,
}

impl Runner {
    /// A worker with a name of its own; `work` wakes it.
    pub fn new(
        database: Database,
        live: Live,
        work: Arc<Notify>,
        clock: Clock,
        reviews: ReviewLane,
        deliveries: DeliveryLane,
    ) -> Self {
        let rules = RulesLane::new(database.clone(), live.clone(), clock.clone(), deliveries.clone());
        Self {
            database,
            live,
            work,
            clock,
            owner: Uuid::new_v4().to_string(),
            reviews,
            rules,
            deliveries,
        }
    }

    /// Works until `stopping` turns true, and finishes what it has begun.
    pub async fn run(self, mut stopping: watch::Receiver<bool>) {
        tokio::spawn(self.reviews.clone().run());
        tokio::spawn(self.rules.clone().run(stopping.clone()));
        let delivering = tokio::spawn(self.deliveries.clone().run(stopping.clone()));
        while !*stopping.borrow() {
            match self.work_once(0).await {
                Ok(0) => {
                    // Whichever it is, it is time to look again.
                    tokio::select! {
                        () = self.work.notified() => {}
                        () = tokio::time::sleep(IDLE) => {}
                        _ = stopping.wait_for(|stopping| *stopping) => {}
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(%error, "the job queue is out of reach");
                    tokio::time::sleep(IDLE).await;
                }
            }
        }
        // A lane that panicked has nothing left to finish.
        let _ = delivering.await;
    }

    /// Works until nothing is left, also of what is only due in a moment; cycles first, because the others tell of them.
    pub async fn drain(&self) -> Result<(), StoreError> {
        while self.work_once(MAX_DELAY_MS).await? > 0
            || self.rules.work_once().await?
            || self.reviews.work_once().await?
            || self.deliveries.work_once().await? > 0
        {}
        Ok(())
    }

    /// Works until no cycle is left, and leaves reviews to a running server.
    pub async fn drain_cycles(&self) -> Result<(), StoreError> {
        while self.work_once(MAX_DELAY_MS).await? > 0 || self.rules.work_once().await? {}
        Ok(())
    }

    /// Works until no cycle of one account is due, also beside another process that works, and tells how many are left;
    /// ends early when it is told not to go on.
    pub async fn drain_account(
        &self,
        account: AccountId,
        mut tell: impl FnMut(u64) -> bool,
    ) -> Result<(), StoreError> {
        loop {
            let until = self.clock.now() + MAX_DELAY_MS;
            let mut left = self
                .database
                .background(account)
                .jobs_until(analyze_identity::KIND, until)
                .await?;
            if !tell(left) || left == 0 {
                return Ok(());
            }
            let mut worked = false;
            // Counting takes as long as the queue: once for many steps.
            while left > 0 {
                let did = self.work_once(MAX_DELAY_MS).await?;
                self.rules.work_once().await?;
                if did == 0 {
                    break;
                }
                worked = true;
                left = left.saturating_sub(did as u64);
                if !tell(left) {
                    return Ok(());
                }
            }
            if !worked {
                // The rest is in another worker's hands.
                tokio::time::sleep(IDLE).await;
            }
        }
    }

    /// Claims and does the cycles that are due in `ahead_ms`, at most one batch; says how many jobs that was.
    async fn work_once(&self, ahead_ms: i64) -> Result<usize, StoreError> {
        let now = self.clock.now();
        let transaction = self.database.begin().await?;
        let (system, due_by, lease) = (transaction.system(), now + ahead_ms, now + LEASE_MS);
        let mut jobs = system
            .claim_jobs(analyze_identity::KIND, &self.owner, now, due_by, lease, CLAIM)
            .await?;
        // One pass over changed mappings at a time, so that scoring never waits for long.
        let passes = system
            .claim_jobs(apply_mappings::KIND, &self.owner, now, due_by, lease, 1)
            .await?;
        jobs.extend(passes);
        transaction.commit().await?;
        if jobs.is_empty() {
            return Ok(0);
        }
        let mut done = Vec::with_capacity(jobs.len());
        // Read after the claim, and for this claim only: whoever changes them queues those whom it concerns again.
        let mut interpretations = HashMap::new();
        for job in jobs {
            let result = self.perform(&job, &mut interpretations).await;
            done.push((job, result));
        }
        self.note_kin(&done).await?;
        self.store(&done).await?;
        Ok(done.len())
    }

    /// Does one job; what is to be stored comes back.
    async fn perform(
        &self,
        job: &ClaimedJob,
        interpretations: &mut HashMap<AccountId, Interpretation>,
    ) -> Result<Option<Cycle>, AnalyzeError> {
        if job.kind == apply_mappings::KIND {
            apply(&self.database, job.account, job.subject_id, self.clock.now()).await?;
            return Ok(None);
        }
        let interpretation = match interpretations.entry(job.account) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                unknown.insert(Interpretation::load(&self.database, job.account).await?)
            }
        };
        analyze(
            &self.database,
            job.account,
            job.subject_id,
            interpretation,
            &self.clock,
        )
        .await
    }

    /// Notes keys that changed, and asks for those who are near them.
    async fn note_kin(&self, done: &[Done]) -> Result<(), StoreError> {
        let cycles = || cycles_of(done);
        if cycles().all(|cycle| cycle.kinship.is_none()) {
            return Ok(());
        }
        let transaction = self.database.begin().await?;
        let now = self.clock.now();
        for (account, moved) in note_kin(&transaction, cycles()).await? {
            let (acted, kind) = (BTreeSet::new(), analyze_identity::KIND);
            let store = transaction.account(account);
            store.enqueue_moved(kind, &acted, &moved, now).await?;
        }
        transaction.commit().await
    }

    async fn store(&self, done: &[Done]) -> Result<(), StoreError> {
        let transaction = self.database.begin().await?;
        let regarded = regard(&transaction, cycles_of(done)).await?;
        let mut scored: BTreeMap<AccountId, BTreeMap<i64, Scored>> = BTreeMap::new();
        let mut news: BTreeMap<AccountId, Vec<Happening>> = BTreeMap::new();
        for (job, result) in done {
            let store = transaction.account(job.account);
            match result {
                Ok(cycle) => {
                    // First, because it also locks: nothing is stored of what somebody is erasing.
                    let mine = store.finish_job(job, &self.owner).await?;
                    if let Some(cycle) = cycle.as_ref().filter(|_| mine) {
                        let finished = cycle.finished();
                        if store.store_cycle(&finished).await?.is_some() {
                            let told = Scored::new(finished.scores, finished.finished_at);
                            scored
                                .entry(job.account)
                                .or_default()
                                .insert(cycle.identity, told);
                            let happening = Happening::scored(cycle.identity);
                            news.entry(job.account).or_default().push(happening);
                        }
                    }
                }
                Err(error) => {
                    tracing::error!(%error, job = job.kind, subject = job.subject_id, "a job failed");
                    let wait = RETRY_MS
                        .saturating_mul(1 << job.attempts.clamp(0, 20))
                        .min(RETRY_MAX_MS);
                    store
                        .retry_job(job, &self.owner, &error.to_string(), self.clock.now() + wait)
                        .await?;
                }
            }
        }
        let now = self.clock.now();
        let told = settle_scored(&transaction, regarded, &scored, now).await?;
        for (account, told) in &told {
            let settled = happenings(&transaction.account(*account), told).await?;
            news.entry(*account).or_default().extend(settled);
        }
        let mut planned = 0;
        for (account, news) in news {
            planned += plan(&transaction.account(account), &news, now).await?;
        }
        transaction.commit().await?;
        if planned > 0 {
            self.deliveries.wake();
        }
        self.announce(done).await?;
        for (account, told) in told {
            announce(&self.database, &self.live, account, &told).await?;
        }
        Ok(())
    }

    async fn announce(&self, done: &[Done]) -> Result<(), StoreError> {
        for cycle in cycles_of(done).filter(|cycle| self.live.has_listeners(cycle.account)) {
            if let Some(identity) = self
                .database
                .background(cycle.account)
                .identity_by_number(cycle.identity)
                .await?
            {
                self.live
                    .announce(cycle.account, StreamMessage::Scored(Box::new(identity)));
            }
        }
        Ok(())
    }
}

/// The cycles among what was done.
fn cycles_of(done: &[Done]) -> impl Iterator<Item = &Cycle> {
    done.iter()
        .filter_map(|(_, result)| result.as_ref().ok()?.as_ref())
}

/// Settles those whose cycles were stored.
async fn settle_scored(
    transaction: &Transaction,
    regarded: Vec<(AccountId, Vec<Regarded>)>,
    scored: &BTreeMap<AccountId, BTreeMap<i64, Scored>>,
    now: i64,
) -> Result<Vec<(AccountId, Vec<Settled>)>, StoreError> {
    let mut told = Vec::new();
    for (account, mut regarded) in regarded {
        let Some(scored) = scored.get(&account) else {
            continue;
        };
        regarded.retain(|regarded| scored.contains_key(&regarded.identity));
        let store = transaction.account(account);
        let rules = load_rules(&store).await?;
        told.push((account, settle(&store, &rules, regarded, scored, now).await?));
    }
    Ok(told)
}
