//! How much is left of an account's month.

use crate::domain::stitch::month;
use crate::store::StoreError;
use crate::store::database::Transaction;
use crate::store::ingest::{KeyKind, NewEvent};
use crate::store::scope::AccountId;

/// What is left of the account's month.
pub(super) struct Room {
    for_servers: i64,
    for_pages: i64,
    /// Events of the month.
    pub used: i64,
}

impl Room {
    /// How many more may be sent so.
    pub const fn left(&self, key_kind: KeyKind) -> i64 {
        match key_kind {
            KeyKind::Browser => self.for_pages - self.used,
            KeyKind::Server => self.for_servers - self.used,
        }
    }
}

/// Anybody can send events with a public key. The last tenth of the month is kept for the customer's server, if that
/// has ever sent one.
pub(super) async fn room(
    transaction: &Transaction,
    account: AccountId,
    limit: Option<i64>,
    events: &[&NewEvent],
) -> Result<Room, StoreError> {
    let (Some(limit), Some(event)) = (limit, events.first()) else {
        return Ok(Room {
            for_servers: i64::MAX,
            for_pages: i64::MAX,
            used: 0,
        });
    };
    let store = transaction.account(account);
    let has_pages = events.iter().any(|event| event.key_kind == KeyKind::Browser);
    let kept = if has_pages && store.has_server_events().await? {
        limit / 10
    } else {
        0
    };
    Ok(Room {
        for_servers: limit,
        for_pages: limit - kept,
        used: store.usage(month(event.received_at)).await?,
    })
}
