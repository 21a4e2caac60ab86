//! Attempts under way: how many there are, and to whom.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
    by_account: HashMap<i64, usize>,
    all: usize,
}

/// A place among them, free again when it is dropped.
pub struct Seat {
    flights: Flights,
    account: i64,
    channel: i64,
}

impl Flights {
    /// A place for an attempt to `channel`, where fewer than `limit` are under way.
    pub fn board(&self, account: i64, channel: i64, limit: usize) -> Option<Seat> {
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

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, Flights, PER_ACCOUNT, Seat};

    /// So many for a channel, an account, and all; what lands makes room.
    #[test]
    fn seats_are_limited() {
        let flights = Flights::default();
        let first: Vec<Seat> = (0..4).map(|_| flights.board(1, 1, 4).unwrap()).collect();
        assert!(flights.board(1, 1, 4).is_none());
        assert_eq!(flights.full(4), [1]);
        let own: Vec<Seat> = (2..).map_while(|channel| flights.board(1, channel, 4)).collect();
        assert_eq!(own.len(), PER_ACCOUNT - 4);
        let others: Vec<Seat> = (1_000..)
            .map_while(|number| flights.board(number, number, 4))
            .collect();
        assert_eq!(others.len(), AT_ONCE - PER_ACCOUNT);
        drop(first);
        assert!(flights.board(1, 1, 1).is_some());
        drop((own, others));
        assert!(!flights.are_any() && flights.full(1).is_empty());
    }
}
