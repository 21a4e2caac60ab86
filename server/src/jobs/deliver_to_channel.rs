//! Delivers what was planned. A lane of its own: receivers are strangers, who may be slow, dead or hostile, and
//! neither scoring nor another receiver waits for them.

mod allowance;
mod flights;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::types::channel::ChannelType;
use futures::future::join_all;
use tokio::sync::{Notify, watch};
use uuid::Uuid;

use self::allowance::Allowance;
use self::flights::{Flights, Seat};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::deliver::carry::Carrier;
use crate::domain::deliver::settle::{Ended, PAUSE_AFTER, settle};
use crate::outbound::attempt::Outcome;
use crate::store::StoreError;
use crate::store::database::{Database, Transaction};
use crate::store::deliveries::queue::{DueDelivery, LeasedDelivery, OpenChannel};

/// Attempts at a time to one receiver.
const PER_CHANNEL: usize = 4;
/// Deliveries looked at together.
const CANDIDATES: u64 = 64;
/// How often to look behind channels that have no free place.
const LOOKS: usize = 16;
/// How long an attempt may take before the delivery is attempted again: three times the longest.
const LEASE_MS: i64 = 90_000;
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
    posts: Arc<Allowance>,
    emails: Arc<Allowance>,
}

/// A delivery in hand, with a place to deliver it from.
struct Claimed {
    leased: LeasedDelivery,
    open: OpenChannel,
    seat: Seat,
}

/// Whether a delivery may be attempted now.
enum Admission {
    Granted(Seat),
    /// Its channel has no place free, or its account has used its share of this second.
    Busy,
    /// Not before this time.
    Later(i64),
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

    /// Takes what is due and may be attempted: a receiver that is busy, paused or off holds up nobody else.
    async fn claim(&self) -> Result<Vec<Claimed>, StoreError> {
        let now = self.clock.now();
        if !self.database.system().has_due_deliveries(now).await? {
            return Ok(Vec::new());
        }
        let transaction = self.database.begin().await?;
        let mut busy = self.flights.full(PER_CHANNEL);
        let mut claimed = Vec::new();
        for _ in 0..LOOKS {
            let due = transaction
                .system()
                .due_deliveries(now, &busy, CANDIDATES)
                .await?;
            if due.is_empty() {
                break;
            }
            claimed.extend(self.take(&transaction, due, &mut busy, now).await?);
        }
        transaction.commit().await?;
        Ok(claimed)
    }

    /// Leases those of `due` that may be attempted, and adds the channels of the others to `busy`.
    async fn take(
        &self,
        transaction: &Transaction,
        due: Vec<DueDelivery>,
        busy: &mut Vec<i64>,
        now: i64,
    ) -> Result<Vec<Claimed>, StoreError> {
        let system = transaction.system();
        let channels = due.iter().map(|due| due.channel).collect();
        let channels = system.open_channels(channels).await?;
        let channels: HashMap<i64, OpenChannel> =
            channels.into_iter().map(|open| (open.channel.id, open)).collect();
        let is_orphan = |due: &&DueDelivery| !channels.contains_key(&due.channel);
        let orphans: Vec<i64> = due.iter().filter(is_orphan).map(|due| due.id).collect();
        // Planned while their channel was being removed.
        system.discard_deliveries(&orphans).await?;
        let mut seats = HashMap::new();
        let mut later: HashMap<i64, Vec<i64>> = HashMap::new();
        for due in due {
            let Some(open) = channels
                .get(&due.channel)
                .filter(|_| !busy.contains(&due.channel))
            else {
                continue;
            };
            match self.admit(&due, open, now) {
                Admission::Granted(seat) => {
                    seats.insert(due.id, seat);
                }
                Admission::Later(until) => later.entry(until).or_default().push(due.id),
                Admission::Busy => busy.push(due.channel),
            }
        }
        for (until, ids) in later {
            system.postpone_deliveries(&ids, until).await?;
        }
        let ids: Vec<i64> = seats.keys().copied().collect();
        let lease = Uuid::new_v4().to_string();
        let leased = system.lease_deliveries(&ids, &lease, now + LEASE_MS).await?;
        let claim = |leased: LeasedDelivery| {
            Some(Claimed {
                open: channels.get(&leased.channel)?.clone(),
                seat: seats.remove(&leased.id)?,
                leased,
            })
        };
        Ok(leased.into_iter().filter_map(claim).collect())
    }

    fn admit(&self, due: &DueDelivery, open: &OpenChannel, now: i64) -> Admission {
        // After a pause, one attempt tells whether the receiver is back.
        let limit = if open.channel.health.consecutive_failures >= PAUSE_AFTER {
            1
        } else {
            PER_CHANNEL
        };
        let Some(seat) = self.flights.board(due.account.get(), due.channel, limit) else {
            return Admission::Busy;
        };
        let is_email = open.channel.kind == ChannelType::Email;
        let allowance = if is_email { &self.emails } else { &self.posts };
        match allowance.take(due.account, now) {
            Ok(()) => Admission::Granted(seat),
            Err(until) if is_email => Admission::Later(until),
            // A second is soon over.
            Err(_) => Admission::Busy,
        }
    }

    /// One attempt, from the first byte to the last row. A delivery whose end could not be written down is attempted
    /// again when its lease ends.
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
        if let Err(error) = settle(&self.database, &leased, &ended, self.clock.now()).await {
            tracing::error!(%error, delivery = leased.delivery_id, "an attempt could not be written down");
        }
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
