//! Questions that take seconds: one at a time for each account, and few at a time in all. Who comes next waits.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::Error;

/// Questions at a time: whoever asks shares the machine with everybody's events.
const AT_ONCE: usize = 2;

/// Hands out turns to accounts, in the order of asking.
pub struct Turns<A> {
    all: Arc<Semaphore>,
    accounts: Mutex<HashMap<A, Arc<Semaphore>>>,
}

/// A turn; over when it is dropped.
pub struct Turn {
    _of_account: OwnedSemaphorePermit,
    _of_all: OwnedSemaphorePermit,
}

impl<A: Eq + Hash> Turns<A> {
    /// All free.
    pub fn new() -> Self {
        Self {
            all: Arc::new(Semaphore::new(AT_ONCE)),
            accounts: Mutex::default(),
        }
    }

    /// Waits for the account's turn, and then for a free place: one account never takes up the places of others.
    pub async fn take(&self, account: A) -> Result<Turn, Error> {
        let own = {
            let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
            // Nobody else holds what nobody asks for.
            accounts.retain(|_, own| Arc::strong_count(own) > 1);
            let own = accounts
                .entry(account)
                .or_insert_with(|| Arc::new(Semaphore::new(1)));
            Arc::clone(own)
        };
        let of_account = own.acquire_owned().await.map_err(|_| Error::Overloaded)?;
        let of_all = Arc::clone(&self.all)
            .acquire_owned()
            .await
            .map_err(|_| Error::Overloaded)?;
        Ok(Turn {
            _of_account: of_account,
            _of_all: of_all,
        })
    }
}

impl<A: Eq + Hash> Default for Turns<A> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::Turns;

    /// One for each account, two in all, and free again in the end.
    #[test]
    fn turns_end() {
        let turns = Turns::new();
        let take = |account| turns.take(account).now_or_never();
        let first = take(1);
        assert!(first.is_some());
        assert!(take(1).is_none(), "one at a time for an account");
        let second = take(2);
        assert!(second.is_some());
        assert!(take(3).is_none(), "two at a time in all");
        drop((first, second));
        assert!(take(3).is_some());
        assert!(take(1).is_some());
    }
}
