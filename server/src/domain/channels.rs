//! Making and changing channels: where news may go, and the secrets that go with it.

mod target;

use app::types::channel::{
    Channel, ChannelDraft, ChannelEvent, ChannelHealth, ChannelPatch, ChannelType, HealthStatus, NewChannel,
};
use app::types::ids::slug::Slug;
use app::types::time::Timestamp;

use self::target::{check_target, readers};
use super::accounts::check_name;
use crate::auth::vault::{Holder, Vault};
use crate::error::{Error, OrInternal};
use crate::outbound::address_guard::AddressGuard;
use crate::outbound::webhook::new_secret;
use crate::store::StoreError;
use crate::store::channels::{NewChannelRow, SealedSecrets};
use crate::store::database::{AccountTransaction, Database};
use crate::store::scope::AccountId;

/// Channels of one account.
const MAX_CHANNELS: u64 = 50;
/// For how long the secret before the current one signs as well.
const OVERLAP_MS: i64 = 24 * 3_600_000;

/// What the work on channels stands on.
pub struct Channels<'c> {
    pub database: &'c Database,
    pub vault: &'c Vault,
    pub guard: &'c AddressGuard,
    /// Whether there is a mail server.
    pub can_mail: bool,
}

impl Channels<'_> {
    /// Makes a channel; a webhook's secret is told here and never again.
    pub async fn create(
        &self,
        account: AccountId,
        draft: ChannelDraft,
        now: i64,
    ) -> Result<NewChannel, Error> {
        let name = check_name("name", &draft.name)?;
        let events = check_events(draft.events)?;
        let target = check_target(self.guard, self.can_mail, draft.kind, draft.config).await?;
        let transaction = self.database.begin().await?;
        let store = transaction.account(account);
        store.lock_account().await?;
        if store.count_channels().await? >= MAX_CHANNELS {
            return Err(Error::Conflict("an account can have 50 channels"));
        }
        let slug = free_slug(store, draft.slug, &name).await?;
        let new = NewChannelRow {
            slug,
            name,
            kind: draft.kind,
            config: target.config(store).await?,
            events,
            enabled: draft.enabled.unwrap_or(true),
        };
        let channel = store.create_channel(new, now).await?;
        let shown = (draft.kind == ChannelType::Webhook).then(new_secret);
        if let Some(secret) = shown.as_deref().or(target.secret()) {
            let secrets = SealedSecrets {
                current: Some(self.seal(channel.id, secret)?),
                previous: None,
            };
            store.save_channel_secrets(channel.id, &secrets).await?;
        }
        transaction.commit().await?;
        Ok(NewChannel {
            channel,
            secret: shown,
        })
    }

    /// Changes a channel; switched on again, it is as good as new and takes up what waited for it.
    pub async fn change(
        &self,
        account: AccountId,
        id: i64,
        patch: ChannelPatch,
        now: i64,
    ) -> Result<Channel, Error> {
        let name = patch
            .name
            .as_deref()
            .map(|name| check_name("name", name))
            .transpose()?;
        let events = patch.events.map(check_events).transpose()?;
        // Read before it is held: looking a name up may take a while.
        let found = self.database.account(account).channel(id).await?;
        let kind = found.ok_or(Error::NotFound)?.kind;
        let target = match patch.config {
            Some(config) => Some(check_target(self.guard, self.can_mail, kind, config).await?),
            None => None,
        };
        let transaction = self.database.begin().await?;
        let store = transaction.account(account);
        let mut channel = store.lock_channel(id).await?.ok_or(Error::NotFound)?;
        channel.name = name.unwrap_or(channel.name);
        channel.events = events.unwrap_or(channel.events);
        if let Some(target) = target {
            channel.config = target.config(store).await?;
            if let Some(secret) = target.secret() {
                let mut secrets = store.channel_secrets(id).await?;
                secrets.current = Some(self.seal(id, secret)?);
                store.save_channel_secrets(id, &secrets).await?;
            }
        }
        match patch.enabled {
            Some(true) if !channel.enabled => {
                channel.enabled = true;
                channel.disabled_reason = None;
                channel.health = well();
                store.unpark_deliveries(id, now).await?;
            }
            Some(false) if channel.enabled => {
                channel.enabled = false;
                store.park_deliveries(id).await?;
            }
            _ => {}
        }
        channel.updated_at = Timestamp::from_millis(now);
        store.save_channel(&channel).await?;
        transaction.commit().await?;
        Ok(channel)
    }

    /// Gives a webhook another secret; the one before it signs as well for a day.
    pub async fn rotate(&self, account: AccountId, id: i64, now: i64) -> Result<NewChannel, Error> {
        let transaction = self.database.begin().await?;
        let store = transaction.account(account);
        let mut channel = store.lock_channel(id).await?.ok_or(Error::NotFound)?;
        if channel.kind != ChannelType::Webhook {
            return Err(Error::Conflict("only webhooks sign what they send"));
        }
        let secret = new_secret();
        let until = now + OVERLAP_MS;
        let before = store.channel_secrets(id).await?;
        let secrets = SealedSecrets {
            current: Some(self.seal(id, &secret)?),
            previous: before.current.map(|sealed| (sealed, until)),
        };
        store.save_channel_secrets(id, &secrets).await?;
        channel.previous_secret_until = Some(Timestamp::from_millis(until));
        channel.updated_at = Timestamp::from_millis(now);
        store.save_channel(&channel).await?;
        transaction.commit().await?;
        Ok(NewChannel {
            channel,
            secret: Some(secret),
        })
    }

    /// Removes a channel with its deliveries.
    pub async fn remove(&self, account: AccountId, id: i64) -> Result<(), Error> {
        let transaction = self.database.begin().await?;
        if !transaction.account(account).delete_channel(id).await? {
            return Err(Error::NotFound);
        }
        Ok(transaction.commit().await?)
    }

    fn seal(&self, id: i64, secret: &str) -> Result<String, Error> {
        let sealed = self.vault.seal(Holder::Channel(id), secret);
        sealed.or_internal("sealing the secret of a channel")
    }
}

/// The addresses of a channel whose owners still are members of the account.
pub async fn mail_readers(
    database: &Database,
    account: AccountId,
    channel: &Channel,
) -> Result<Vec<String>, StoreError> {
    let members = database.background(account).all_addresses().await?;
    Ok(readers(&members, channel))
}

/// A channel whose webhook's address ends where a query begins: tokens of receivers are in there.
pub fn without_query(mut channel: Channel) -> Channel {
    if let Some((before, _)) = channel.config.url.as_ref().and_then(|url| url.split_once('?')) {
        channel.config.url = Some(format!("{before}?…"));
    }
    channel
}

/// As a channel is before anything was attempted.
pub const fn well() -> ChannelHealth {
    ChannelHealth {
        status: HealthStatus::Ok,
        consecutive_failures: 0,
        failing_since: None,
        paused_until: None,
    }
}

/// Each once, in the order in which they happen.
fn check_events(events: Vec<ChannelEvent>) -> Result<Vec<ChannelEvent>, Error> {
    let kept: Vec<ChannelEvent> = ChannelEvent::ALL
        .into_iter()
        .filter(|event| events.contains(event))
        .collect();
    if kept.is_empty() {
        return Err(Error::BadRequest(
            "events: must name at least one event".to_owned(),
        ));
    }
    Ok(kept)
}

/// The slug that was asked for, or one that the name suggests. The caller holds the account.
async fn free_slug(store: AccountTransaction<'_>, asked: Option<Slug>, name: &str) -> Result<Slug, Error> {
    if let Some(slug) = asked {
        if store.has_channel_slug(&slug).await? {
            return Err(Error::Conflict("another channel has this slug"));
        }
        return Ok(slug);
    }
    let base = Slug::from_name(name);
    let mut slug = base.clone();
    let mut number = 1;
    while store.has_channel_slug(&slug).await? {
        number += 1;
        slug = base.numbered(number);
    }
    Ok(slug)
}
