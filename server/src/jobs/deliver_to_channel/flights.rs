//! Attempts under way: how many there are, and to whom.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::store::scope::AccountId;

/// Attempts at a time, to all receivers together.
const AT_ONCE: usize = 512;
/// Attempts at a time of one account: receivers that never answer hold up nobody else's.
const PER_ACCOUNT: usize = 64;

/// Attempts under way. Cheap to clone.
#[derive(Clone, Default)]
pub struct Flights(Arc<Mutex<UnderWay>>);

#[derive(Default)]
struct UnderWay {
    by_channel: HashMap<i64, usize>,
    by_account: HashMap<AccountId, usize>,
    all: usize,
}

/// A place among them, free again when it is dropped.
pub struct Seat {
    flights: Flights,
    account: AccountId,
    channel: i64,
}

impl Flights {
    /// A place for an attempt to `channel`, where fewer than `limit` are under way.
    pub fn board(&self, account: AccountId, channel: i64, limit: usize) -> Option<Seat> {
        let mut flights = self.lock();
        let has_room = flights.all < AT_ONCE
            && count(&flights.by_account, account) < PER_ACCOUNT
            && count(&flights.by_channel, channel) < limit;
        if !has_room {
            return None;
        }
        flights.all += 1;
        *flights.by_account.entry(account).or_default() += 1;
        *flights.by_channel.entry(channel).or_default() += 1;
        Some(Seat {
            flights: self.clone(),
            account,
            channel,
        })
    }

    /// Channels to which `limit` attempts are under way.
    pub fn full(&self, limit: usize) -> Vec<i64> {
        let flights = self.lock();
        let full = flights.by_channel.iter().filter(|(_, taken)| **taken >= limit);
        full.map(|(channel, _)| *channel).collect()
    }

    /// Whether any attempt is under way.
    pub fn are_any(&self) -> bool {
        self.lock().all > 0
    }

    fn lock(&self) -> MutexGuard<'_, UnderWay> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut flights = self.flights.lock();
        flights.all -= 1;
        leave(&mut flights.by_account, self.account);
        leave(&mut flights.by_channel, self.channel);
    }
}

fn count<K: Eq + Hash>(taken: &HashMap<K, usize>, key: K) -> usize {
    taken.get(&key).copied().unwrap_or_default()
}

fn leave<K: Eq + Hash>(taken: &mut HashMap<K, usize>, key: K) {
    if let Some(count) = taken.get_mut(&key) {
        *count -= 1;
        if *count == 0 {
            taken.remove(&key);
        }
    }
}
