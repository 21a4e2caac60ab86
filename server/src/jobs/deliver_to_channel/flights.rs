//! Attempts under way: how many there are, and to whom.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::store::deliveries::due::Busy;

/// Attempts at a time, to all receivers together.
const AT_ONCE: usize = 512;
/// How many of those are for accounts that have none under way: many crowded accounts hold up no other.
const FOR_NEWCOMERS: usize = 64;
/// Attempts at a time of one account: receivers that never answer hold up nobody else's.
const PER_ACCOUNT: usize = 64;

/// Attempts under way. Cheap to clone.
#[derive(Clone, Default)]
pub struct Flights(Arc<Mutex<UnderWay>>);

#[derive(Default)]
struct UnderWay {
    by_channel: HashMap<i64, ToChannel>,
    by_account: HashMap<i64, usize>,
    all: usize,
}

#[derive(Default)]
struct ToChannel {
    taken: usize,
    /// As it was asked for last.
    limit: usize,
}

/// A place among them, free again when it is dropped.
pub struct Seat {
    flights: Flights,
    account: i64,
    channel: i64,
}

/// Why there is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// Too many to this channel.
    Channel,
    /// Too many of this account, or of all together.
    Account,
}

impl Flights {
    /// A place for an attempt to `channel`, where fewer than `limit` are under way.
    pub fn board(&self, account: i64, channel: i64, limit: usize) -> Result<Seat, Full> {
        let mut flights = self.lock();
        let of_account = flights.by_account.get(&account).copied().unwrap_or_default();
        if flights.all >= AT_ONCE || of_account >= flights.per_account() {
            return Err(Full::Account);
        }
        let to_channel = flights.by_channel.entry(channel).or_default();
        to_channel.limit = limit;
        if to_channel.taken >= limit {
            return Err(Full::Channel);
        }
        to_channel.taken += 1;
        flights.all += 1;
        flights.by_account.insert(account, of_account + 1);
        Ok(Seat {
            flights: self.clone(),
            account,
            channel,
        })
    }

    /// Those who have no place free.
    pub fn busy(&self) -> Busy {
        let flights = self.lock();
        let per_account = flights.per_account();
        let channels = flights.by_channel.iter().filter(|(_, to)| to.taken >= to.limit);
        let accounts = flights
            .by_account
            .iter()
            .filter(|(_, taken)| **taken >= per_account);
        Busy {
            channels: channels.map(|(channel, _)| *channel).collect(),
            accounts: accounts.map(|(account, _)| *account).collect(),
            spent: Vec::new(),
        }
    }

    /// Whether any attempt is under way.
    pub fn are_any(&self) -> bool {
        self.lock().all > 0
    }

    fn lock(&self) -> MutexGuard<'_, UnderWay> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl UnderWay {
    /// Attempts at a time that an account may have: one, when only the places for newcomers are left.
    const fn per_account(&self) -> usize {
        if self.all < AT_ONCE - FOR_NEWCOMERS {
            PER_ACCOUNT
        } else {
            1
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut flights = self.flights.lock();
        flights.all -= 1;
        if let Some(count) = flights.by_account.get_mut(&self.account) {
            *count -= 1;
            if *count == 0 {
                flights.by_account.remove(&self.account);
            }
        }
        if let Some(to_channel) = flights.by_channel.get_mut(&self.channel) {
            to_channel.taken -= 1;
            if to_channel.taken == 0 {
                flights.by_channel.remove(&self.channel);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, FOR_NEWCOMERS, Flights, Full, PER_ACCOUNT, Seat};

    /// So many for a channel, an account, and all; what lands makes room.
    #[test]
    fn seats_are_limited() {
        let flights = Flights::default();
        let first: Vec<Seat> = (0..4).map(|_| flights.board(1, 1, 4).unwrap()).collect();
        assert_eq!(flights.board(1, 1, 4).err(), Some(Full::Channel));
        assert_eq!(flights.busy().channels, [1]);
        let own: Vec<Seat> = (2..)
            .map_while(|channel| flights.board(1, channel, 4).ok())
            .collect();
        assert_eq!(own.len(), PER_ACCOUNT - 4);
        assert_eq!(flights.board(1, 2, 4).err(), Some(Full::Account));
        assert_eq!(flights.busy().accounts, [1]);
        let others: Vec<Seat> = (1_000..)
            .map_while(|number| flights.board(number, number, 4).ok())
            .collect();
        assert_eq!(others.len(), AT_ONCE - PER_ACCOUNT);
        assert_eq!(flights.board(2, 2, 4).err(), Some(Full::Account));
        drop(first);
        drop((own, others));
        assert!(!flights.are_any() && flights.busy().channels.is_empty());
    }

    /// Crowded accounts leave places to those who have none.
    #[test]
    fn newcomers_get_a_seat() {
        let flights = Flights::default();
        let crowd = (1..=20).flat_map(|account| (0..99).map(move |nth| (account, 1_000 * account + nth)));
        let seats: Vec<Seat> = crowd
            .filter_map(|(account, channel)| flights.board(account, channel, 4).ok())
            .collect();
        let newcomers = 20 - (AT_ONCE - FOR_NEWCOMERS) / PER_ACCOUNT;
        assert_eq!(seats.len(), AT_ONCE - FOR_NEWCOMERS + newcomers);
        assert_eq!(flights.busy().accounts.len(), 20);
        assert!(flights.board(21, 21, 4).is_ok());
    }

    /// A channel that is tried out with one attempt is busy with one.
    #[test]
    fn channels_have_limits_of_their_own() {
        let flights = Flights::default();
        let _seat = flights.board(1, 1, 1).unwrap();
        assert_eq!(flights.busy().channels, [1]);
        assert_eq!(flights.board(1, 1, 1).err(), Some(Full::Channel));
        assert!(flights.board(1, 1, 4).is_ok());
    }
}
