//! Where the events of a batch come from: each address is looked up once.

use std::collections::{BTreeSet, HashMap};

use crate::geo::look_up::Geo;
use crate::scoring::place::Place;
use crate::store::StoreError;
use crate::store::database::Transaction;
use crate::store::ingest::{KnownPlaces, NewEvent};
use crate::store::scope::AccountId;

/// Looks up the addresses of `events`, and the numbers of their places that the account has seen before.
pub async fn places_of(
    transaction: &Transaction,
    account: AccountId,
    geo: &Geo,
    events: &[&NewEvent],
) -> Result<KnownPlaces, StoreError> {
    let addresses: BTreeSet<&String> = events.iter().filter_map(|event| event.ip.as_ref()).collect();
    let at: HashMap<String, Place> = addresses
        .into_iter()
        .filter_map(|ip| Some((ip.clone(), geo.look_up(ip)?)))
        .collect();
    let keys: HashMap<String, String> = at.iter().map(|(ip, place)| (ip.clone(), place.key())).collect();
    let distinct: BTreeSet<String> = keys.values().cloned().collect();
    let numbers = transaction.account(account).place_numbers(&distinct).await?;
    Ok(KnownPlaces { at, keys, numbers })
}
