//! Which device is a visitor's own: the one whose signals came from the visitor.

use app::types::device::Device;
use serde_json::Value;

use super::fingerprint;
use crate::store::StoreError;
use crate::store::database::Database;
use crate::store::scope::AccountId;

/// How a visitor can be told from others.
pub struct Visitor {
    /// The visitor's address.
    pub ip: Option<String>,
    /// The visit that the page says it is.
    pub session: Option<String>,
}

/// The device with this fingerprint, if the visitor's address or session sent signals that give it. Naming a
/// fingerprint is not enough: it can be somebody else's.
pub async fn find(
    database: &Database,
    account: AccountId,
    fingerprint: &str,
    visitor: &Visitor,
) -> Result<Option<Device>, StoreError> {
    let store = database.account(account);
    let Some(number) = store.device_number(fingerprint).await? else {
        return Ok(None);
    };
    let signals = store
        .signals_of(number, visitor.ip.as_deref(), visitor.session.as_deref())
        .await?;
    let gives_it = |signals: &String| {
        let signals: Option<Value> = serde_json::from_str(signals).ok();
        signals.as_ref().and_then(fingerprint::compute).as_deref() == Some(fingerprint)
    };
    if signals.iter().any(gives_it) {
        store.visited_device(number).await
    } else {
        Ok(None)
    }
}
