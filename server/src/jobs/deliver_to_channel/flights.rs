//! Attempts under way: how many there are, and to whom.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Attempts at a time, to all receivers together.
const AT_ONCE: usize = 64;

/// Attempts under way, by channel. Cheap to clone.
#[derive(Clone, Default)]
pub struct Flights(Arc<Mutex<HashMap<i64, usize>>>);

/// A place among them, free again when it is dropped.
pub struct Seat {
    flights: Flights,
    channel: i64,
}

impl Flights {
    /// A place for an attempt to `channel`, where fewer than `limit` are under way.
    pub fn board(&self, channel: i64, limit: usize) -> Option<Seat> {
        let mut flights = self.lock();
        if flights.values().sum::<usize>() >= AT_ONCE {
            return None;
        }
        let taken = flights.entry(channel).or_default();
        if *taken >= limit {
            return None;
        }
        *taken += 1;
        Some(Seat {
            flights: self.clone(),
            channel,
        })
    }

    /// Channels to which `limit` attempts are under way.
    pub fn full(&self, limit: usize) -> Vec<i64> {
        let flights = self.lock();
        let full = flights.iter().filter(|(_, taken)| **taken >= limit);
        full.map(|(channel, _)| *channel).collect()
    }

    /// Whether any attempt is under way.
    pub fn are_any(&self) -> bool {
        !self.lock().is_empty()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<i64, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut flights = self.flights.lock();
        if let Some(taken) = flights.get_mut(&self.channel) {
            *taken -= 1;
            if *taken == 0 {
                flights.remove(&self.channel);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, Flights};

    /// So many for one, so many for all, and what lands makes room.
    #[test]
    fn seats_are_limited() {
        let flights = Flights::default();
        let first: Vec<_> = (0..4).map(|_| flights.board(1, 4).unwrap()).collect();
        assert!(flights.board(1, 4).is_none());
        assert_eq!(flights.full(4), [1]);
        let others: Vec<_> = (2..).map_while(|channel| flights.board(channel, 4)).collect();
        assert_eq!(others.len(), AT_ONCE - 4);
        drop(first);
        assert!(flights.board(1, 1).is_some());
        drop(others);
        assert!(!flights.are_any());
    }
}
