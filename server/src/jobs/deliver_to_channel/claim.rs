//! Takes deliveries in hand: of those that are due, the ones that may be attempted now.

use std::collections::HashMap;

use app::types::channel::ChannelType;
use uuid::Uuid;

use super::DeliveryLane;
use super::flights::{Full, Seat};
use crate::domain::deliver::settle::PAUSE_AFTER;
use crate::store::StoreError;
use crate::store::database::Transaction;
use crate::store::deliveries::due::{Busy, DueDelivery};
use crate::store::deliveries::queue::{LeasedDelivery, OpenChannel};
use crate::store::scope::AccountId;

/// Attempts at a time to one receiver.
const PER_CHANNEL: usize = 4;
/// Deliveries looked at together.
const CANDIDATES: u64 = 64;
/// How often to look behind those who have no free place.
const LOOKS: usize = 16;
/// How long an attempt may take before the delivery is attempted again: three times the longest.
const LEASE_MS: i64 = 90_000;

/// A delivery in hand, with a place to deliver it from.
pub(super) struct Claimed {
    pub leased: LeasedDelivery,
    pub open: OpenChannel,
    pub seat: Seat,
}

/// Whether a delivery may be attempted now.
enum Admission {
    Granted(Seat),
    /// There is no place free.
    Full(Full),
    /// Its account has used its share of this second.
    Spent,
    /// Its account has used its share of this hour, until then.
    Later(i64),
}

impl DeliveryLane {
    /// Takes what is due and may be attempted: a receiver that is busy, paused or off, and an account that has no
    /// place free, hold up nobody else.
    pub(super) async fn claim(&self) -> Result<Vec<Claimed>, StoreError> {
        let now = self.clock.now();
        if !self.database.system().has_due_deliveries(now).await? {
            return Ok(Vec::new());
        }
        let transaction = self.database.begin().await?;
        let mut busy = Busy {
            spent: self.posts.spent(now),
            ..self.flights.busy()
        };
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

    /// Leases those of `due` that may be attempted, and adds whom the others wait for to `busy`.
    async fn take(
        &self,
        transaction: &Transaction,
        due: Vec<DueDelivery>,
        busy: &mut Busy,
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
        let mut later: HashMap<AccountId, i64> = HashMap::new();
        for due in due {
            let Some(open) = channels.get(&due.channel) else {
                continue;
            };
            let account = due.account.get();
            let waits = if is_email(open) {
                later.contains_key(&due.account)
            } else {
                busy.spent.contains(&account)
            };
            if waits || busy.channels.contains(&due.channel) || busy.accounts.contains(&account) {
                continue;
            }
            match self.admit(&due, open, now) {
                Admission::Granted(seat) => {
                    seats.insert(due.id, seat);
                }
                Admission::Full(Full::Channel) => busy.channels.push(due.channel),
                Admission::Full(Full::Account) => busy.accounts.push(account),
                Admission::Spent => busy.spent.push(account),
                Admission::Later(until) => {
                    later.insert(due.account, until);
                }
            }
        }
        // Before the others are leased, which are due no more then.
        for (account, until) in later {
            system.postpone_emails(account, now, until).await?;
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
        let seat = match self.flights.board(due.account.get(), due.channel, limit) {
            Ok(seat) => seat,
            Err(full) => return Admission::Full(full),
        };
        let allowance = if is_email(open) { &self.emails } else { &self.posts };
        match allowance.take(due.account, now) {
            Ok(()) => Admission::Granted(seat),
            Err(until) if is_email(open) => Admission::Later(until),
            // A second is soon over.
            Err(_) => Admission::Spent,
        }
    }
}

fn is_email(open: &OpenChannel) -> bool {
    open.channel.kind == ChannelType::Email
}
