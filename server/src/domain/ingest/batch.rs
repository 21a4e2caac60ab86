//! Events of one account inside one transaction: what is new of them, and what that changes.

use std::collections::{BTreeSet, HashMap};

use super::Outcome;
use super::places::places_of;
use super::room::room;
use crate::domain::stitch::stitch;
use crate::geo::look_up::Geo;
use crate::store::StoreError;
use crate::store::database::{Database, Transaction};
use crate::store::ingest::moves::NEIGHBOURS;
use crate::store::ingest::{KeyKind, NewEvent};
use crate::store::scope::AccountId;

/// Others whom one transaction of history may move.
const NEIGHBOURS_OF_HISTORY: u64 = 20_000;

/// Stores events of the past in a transaction of their own, past the queue, and asks nobody to score them: tells who
/// acted, and who is moved by it.
pub async fn store_past(
    database: &Database,
    geo: &Geo,
    account: AccountId,
    events: &[NewEvent],
) -> Result<BTreeSet<i64>, StoreError> {
    let transaction = database.begin().await?;
    let events: Vec<&NewEvent> = events.iter().collect();
    let mut stored = store_events(&transaction, geo, account, &events, Charge::TheMonth).await?;
    transaction.commit().await?;
    stored.acted.append(&mut stored.neighbours);
    Ok(stored.acted)
}

/// What storing did.
#[derive(Default)]
pub struct Stored {
    /// One for each event.
    pub outcomes: Vec<Outcome>,
    /// Numbers of the events that are new.
    pub seqs: Vec<i64>,
    /// Identities that did something.
    pub acted: BTreeSet<i64>,
    /// Identities that share something with them since.
    pub neighbours: BTreeSet<i64>,
}

/// Who is charged for events.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Charge {
    /// The month in which they arrive, up to its limit.
    TheMonth,
    /// Nobody: history was paid for where it happened.
    Nobody,
}

/// Stores events of one account inside a transaction: repeats first, then the limit, then everything at once.
pub async fn store_events(
    transaction: &Transaction,
    geo: &Geo,
    account: AccountId,
    events: &[&NewEvent],
    charge: Charge,
) -> Result<Stored, StoreError> {
    let store = transaction.account(account);
    let lock = store.lock_account().await?;
    let stored = store.stored_events(events).await?;
    let limit = lock.monthly_event_limit.filter(|_| charge == Charge::TheMonth);
    let mut room = room(transaction, account, limit, events).await?;
    let mut first_of: HashMap<(KeyKind, &str), Option<String>> = HashMap::new();
    let mut fresh = Vec::with_capacity(events.len());
    let mut outcomes = Vec::with_capacity(events.len());
    for event in events.iter().copied() {
        let id = event.event_id.clone();
        let key = (event.key_kind, event.event_id.as_str());
        if let Some(original) = stored.get(&(event.key_kind, id.clone())) {
            outcomes.push(Outcome::Repeated {
                id,
                fingerprint: original.fingerprint.clone(),
            });
        } else if let Some(fingerprint) = first_of.get(&key) {
            outcomes.push(Outcome::Repeated {
                id,
                fingerprint: fingerprint.clone(),
            });
        } else if room.left(event.key_kind) <= 0 {
            outcomes.push(Outcome::OverLimit);
        } else {
            room.used += 1;
            first_of.insert(key, event.fingerprint.clone());
            fresh.push(event);
            outcomes.push(Outcome::Stored {
                id,
                fingerprint: event.fingerprint.clone(),
            });
        }
    }
    if fresh.is_empty() {
        return Ok(Stored {
            outcomes,
            ..Stored::default()
        });
    }
    let mut known = store.known(&fresh).await?;
    known.places = places_of(transaction, account, geo, &fresh).await?;
    let old_emails = known.email_keys();
    let mappings = store.mappings().await?;
    let mut changes = stitch(lock.last_seq, known, &mappings, &fresh);
    if charge == Charge::Nobody {
        changes.usage.clear();
    }
    let acted = changes.identities.iter().map(|state| state.id).collect();
    let limit = match charge {
        Charge::TheMonth => NEIGHBOURS,
        // Nobody waits for an answer.
        Charge::Nobody => NEIGHBOURS_OF_HISTORY,
    };
    let neighbours = store.neighbours_it_moves(&changes, &old_emails, limit).await?;
    store.write(&changes).await?;
    Ok(Stored {
        outcomes,
        seqs: changes.events.iter().map(|row| row.seq).collect(),
        acted,
        neighbours,
    })
}
