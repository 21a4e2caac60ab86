//! Attempts that came to an end, written down together: whoever has the turn writes what has gathered meanwhile.

use std::sync::{Mutex, PoisonError};

use crate::clock::Clock;
use crate::domain::deliver::settle::{Ended, settle};
use crate::store::database::Database;
use crate::store::deliveries::queue::LeasedDelivery;

/// Ended attempts on their way to the database.
#[derive(Default)]
pub struct Endings {
    waiting: Mutex<Vec<(LeasedDelivery, Ended)>>,
    turn: tokio::sync::Mutex<()>,
}

impl Endings {
    /// Writes an attempt down, beside others; returns when that is over. What could not be written is attempted again
    /// when its lease ends.
    pub async fn write(&self, database: &Database, clock: &Clock, leased: LeasedDelivery, ended: Ended) {
        self.wait_with(leased, ended);
        let _turn = self.turn.lock().await;
        let mut gathered = self.gathered();
        // Somebody whose turn was sooner may have written it already.
        if gathered.is_empty() {
            return;
        }
        if settle(database, &mut gathered, clock.now()).await.is_ok() {
            return;
        }
        // One that cannot be written takes none of the others with it.
        for one in gathered.chunks_mut(1) {
            if let Err(error) = settle(database, one, clock.now()).await {
                let delivery = one.first().map(|(leased, _)| leased.delivery_id.as_str());
                tracing::error!(%error, delivery, "an attempt could not be written down");
            }
        }
    }

    fn wait_with(&self, leased: LeasedDelivery, ended: Ended) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push((leased, ended));
    }

    fn gathered(&self) -> Vec<(LeasedDelivery, Ended)> {
        std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
