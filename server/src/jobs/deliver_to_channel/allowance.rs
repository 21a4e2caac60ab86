//! How much an account may send in any stretch of time; what is beyond that waits.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use crate::store::scope::AccountId;

/// At most `limit` in any `window_ms`, for each account.
pub struct Allowance {
    limit: usize,
    window_ms: i64,
    taken: Mutex<HashMap<AccountId, VecDeque<i64>>>,
}

impl Allowance {
    pub fn new(limit: u32, window_ms: i64) -> Self {
        Self {
            limit: usize::try_from(limit).unwrap_or(usize::MAX).max(1),
            window_ms,
            taken: Mutex::default(),
        }
    }

    /// Accounts that have nothing left.
    pub fn spent(&self, now: i64) -> Vec<i64> {
        let mut all = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, taken| {
            self.forget(taken, now);
            !taken.is_empty()
        });
        let spent = all.iter().filter(|(_, taken)| taken.len() >= self.limit);
        spent.map(|(account, _)| account.get()).collect()
    }

    /// Takes one, or says from when on there is one.
    pub fn take(&self, account: AccountId, now: i64) -> Result<(), i64> {
        let mut all = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = all.entry(account).or_default();
        self.forget(taken, now);
        match taken.front() {
            Some(first) if taken.len() >= self.limit => Err(first + self.window_ms),
            _ => {
                taken.push_back(now);
                Ok(())
            }
        }
    }

    fn forget(&self, taken: &mut VecDeque<i64>, now: i64) {
        while taken.front().is_some_and(|at| at + self.window_ms <= now) {
            taken.pop_front();
        }
    }
}
