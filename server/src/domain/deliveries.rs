//! Asking for deliveries: to try a channel out, and to have news delivered again.

use app::types::channel::ChannelEvent;
use app::types::delivery::{Delivery, Redelivered};

use crate::domain::plan_deliveries::plan_test;
use crate::error::Error;
use crate::store::database::{AccountTransaction, Database};
use crate::store::scope::AccountId;

/// Plans a delivery about nobody: what a channel would say of `event`, or of the first event that it carries.
pub async fn try_out(
    database: &Database,
    account: AccountId,
    channel: i64,
    event: Option<ChannelEvent>,
    now: i64,
) -> Result<Delivery, Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    let channel = store.lock_channel(channel).await?.ok_or(Error::NotFound)?;
    refuse_if_off(channel.enabled)?;
    let event = event.or(channel.events.first().copied());
    let event = event.unwrap_or(ChannelEvent::EscalationOpened);
    let id = plan_test(&store, &channel, event, now).await?;
    let delivery = store.delivery(&id).await?.ok_or(Error::NotFound)?;
    transaction.commit().await?;
    Ok(delivery)
}

/// Has one delivery that came to an end delivered again, under the same id.
pub async fn redeliver(
    database: &Database,
    account: AccountId,
    id: &str,
    now: i64,
) -> Result<Delivery, Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    let delivery = store.delivery(id).await?.ok_or(Error::NotFound)?;
    let channel = delivery.channel.id.parse().map_err(|_| Error::NotFound)?;
    hold(store, channel).await?;
    if !store.redeliver(id, now).await? {
        return Err(Error::Conflict("the delivery is under way already"));
    }
    let delivery = store.delivery(id).await?.ok_or(Error::NotFound)?;
    transaction.commit().await?;
    Ok(delivery)
}

/// Has everything delivered again that a channel failed to deliver.
pub async fn redeliver_failed(
    database: &Database,
    account: AccountId,
    channel: i64,
    now: i64,
) -> Result<Redelivered, Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    hold(store, channel).await?;
    let queued = store.redeliver_failed(channel, now).await?;
    transaction.commit().await?;
    Ok(Redelivered { queued })
}

/// Holds a channel that is on, before its deliveries are written.
async fn hold(store: AccountTransaction<'_>, channel: i64) -> Result<(), Error> {
    let channel = store.lock_channel(channel).await?.ok_or(Error::NotFound)?;
    refuse_if_off(channel.enabled)
}

const fn refuse_if_off(enabled: bool) -> Result<(), Error> {
    if enabled {
        Ok(())
    } else {
        Err(Error::Conflict("the channel is off: switch it on first"))
    }
}
