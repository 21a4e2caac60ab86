//! Channels: where news goes, and how they have been doing.

use app::types::channel::{Channel, ChannelConfig, ChannelEvent, ChannelHealth, ChannelType, HealthStatus};
use app::types::ids::slug::Slug;
use app::types::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select, Set,
};

use super::StoreError;
use super::entities::{channel, delivery, delivery_attempt};
use super::ingest::read::json;
use super::ingest::rows::to_json;
use super::scope::AccountStore;

/// A new channel.
pub struct NewChannelRow {
    pub slug: Slug,
    pub name: String,
    pub kind: ChannelType,
    pub config: ChannelConfig,
    pub events: Vec<ChannelEvent>,
    pub enabled: bool,
}

/// An enabled channel, and what it wants to hear of.
#[derive(Clone, Debug)]
pub struct Subscription {
    /// Number of the channel.
    pub channel: i64,
    /// What rules call it.
    pub slug: Slug,
    /// What it carries.
    pub events: Vec<ChannelEvent>,
}

/// The secrets of a channel, sealed.
#[derive(Clone, Debug, Default)]
pub struct SealedSecrets {
    /// The one in force.
    pub current: Option<String>,
    /// The one before it, and until when it signs as well.
    pub previous: Option<(String, i64)>,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// All channels, oldest first.
    pub async fn channels(&self) -> Result<Vec<Channel>, StoreError> {
        let query = self.find::<channel::Entity>();
        let rows = query.order_by_asc(channel::Column::Id).all(self.conn()).await?;
        rows.into_iter().map(wire).collect()
    }

    /// One channel.
    pub async fn channel(&self, id: i64) -> Result<Option<Channel>, StoreError> {
        self.one_channel(id).one(self.conn()).await?.map(wire).transpose()
    }

    /// The same, held until the transaction ends: attempts that end meanwhile wait.
    pub async fn lock_channel(&self, id: i64) -> Result<Option<Channel>, StoreError> {
        let row = self.one_channel(id).lock_exclusive().one(self.conn()).await?;
        row.map(wire).transpose()
    }

    /// How many channels there are.
    pub async fn count_channels(&self) -> Result<u64, StoreError> {
        self.find::<channel::Entity>().count(self.conn()).await
    }

    /// Whether a channel is called that.
    pub async fn has_channel_slug(&self, slug: &Slug) -> Result<bool, StoreError> {
        let query = self
            .find::<channel::Entity>()
            .filter(channel::Column::Slug.eq(slug.as_str()));
        Ok(query.count(self.conn()).await? > 0)
    }

    /// The enabled channels.
    pub async fn subscriptions(&self) -> Result<Vec<Subscription>, StoreError> {
        use channel::Column as Col;
        let rows: Vec<(i64, String, String)> = self
            .find::<channel::Entity>()
            .filter(Col::Enabled.eq(true))
            .order_by_asc(Col::Id)
            .select_only()
            .columns([Col::Id, Col::Slug, Col::Events])
            .into_tuple()
            .all(self.conn())
            .await?;
        rows.into_iter()
            .map(|(channel, slug, events)| {
                Ok(Subscription {
                    channel,
                    slug: checked(&slug)?,
                    events: json(&events)?,
                })
            })
            .collect()
    }

    /// Makes a channel, without a secret.
    pub async fn create_channel(&self, new: NewChannelRow, now: i64) -> Result<Channel, StoreError> {
        let row = channel::ActiveModel {
            id: NotSet,
            account_id: NotSet,
            slug: Set(new.slug.into()),
            name: Set(new.name),
            r#type: Set(new.kind.as_str().to_owned()),
            config: Set(to_json(&new.config)),
            secret: Set(None),
            previous_secret: Set(None),
            previous_secret_until: Set(None),
            events: Set(to_json(&new.events)),
            enabled: Set(new.enabled),
            disabled_reason: Set(None),
            consecutive_failures: Set(0),
            failing_since: Set(None),
            paused_until: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
        };
        wire(self.insert::<channel::Entity>(row).await?)
    }

    /// Writes everything that can change about a channel, but its secrets.
    pub async fn save_channel(&self, channel: &Channel) -> Result<(), StoreError> {
        use channel::Column as Col;
        let health = &channel.health;
        self.update::<channel::Entity>()
            .col_expr(Col::Name, Expr::value(channel.name.clone()))
            .col_expr(Col::Config, Expr::value(to_json(&channel.config)))
            .col_expr(Col::Events, Expr::value(to_json(&channel.events)))
            .col_expr(Col::Enabled, Expr::value(channel.enabled))
            .col_expr(Col::DisabledReason, Expr::value(channel.disabled_reason.clone()))
            .col_expr(Col::ConsecutiveFailures, Expr::value(health.consecutive_failures))
            .col_expr(
                Col::FailingSince,
                Expr::value(health.failing_since.map(Timestamp::millis)),
            )
            .col_expr(
                Col::PausedUntil,
                Expr::value(health.paused_until.map(Timestamp::millis)),
            )
            .col_expr(Col::UpdatedAt, Expr::value(channel.updated_at.millis()))
            .filter(Col::Id.eq(channel.id))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// The secrets of a channel.
    pub async fn channel_secrets(&self, id: i64) -> Result<SealedSecrets, StoreError> {
        let row = self.one_channel(id).one(self.conn()).await?;
        Ok(row.map(|row| secrets(&row)).unwrap_or_default())
    }

    /// Writes the secrets of a channel.
    pub async fn save_channel_secrets(&self, id: i64, secrets: &SealedSecrets) -> Result<(), StoreError> {
        use channel::Column as Col;
        let (previous, until) = secrets.previous.clone().unzip();
        self.update::<channel::Entity>()
            .col_expr(Col::Secret, Expr::value(secrets.current.clone()))
            .col_expr(Col::PreviousSecret, Expr::value(previous))
            .col_expr(Col::PreviousSecretUntil, Expr::value(until))
            .filter(Col::Id.eq(id))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// Removes a channel with everything that was delivered through it; says whether it was there.
    pub async fn delete_channel(&self, id: i64) -> Result<bool, StoreError> {
        let deleted = self
            .delete::<channel::Entity>()
            .filter(channel::Column::Id.eq(id))
            .exec(self.conn())
            .await?;
        if deleted.rows_affected == 0 {
            return Ok(false);
        }
        let deliveries = self.numbers_of_deliveries(delivery::Column::ChannelId, id);
        self.delete::<delivery_attempt::Entity>()
            .filter(delivery_attempt::Column::DeliveryId.in_subquery(deliveries))
            .exec(self.conn())
            .await?;
        self.delete::<delivery::Entity>()
            .filter(delivery::Column::ChannelId.eq(id))
            .exec(self.conn())
            .await?;
        Ok(true)
    }

    fn one_channel(&self, id: i64) -> Select<channel::Entity> {
        self.find::<channel::Entity>().filter(channel::Column::Id.eq(id))
    }
}

/// The secrets of a row.
pub(super) fn secrets(row: &channel::Model) -> SealedSecrets {
    SealedSecrets {
        current: row.secret.clone(),
        previous: row.previous_secret.clone().zip(row.previous_secret_until),
    }
}

/// A row as the API gives it.
pub(super) fn wire(row: channel::Model) -> Result<Channel, StoreError> {
    Ok(Channel {
        id: row.id,
        slug: checked(&row.slug)?,
        name: row.name,
        kind: checked(&row.r#type)?,
        config: json(&row.config)?,
        events: json(&row.events)?,
        enabled: row.enabled,
        disabled_reason: row.disabled_reason,
        previous_secret_until: row.previous_secret_until.map(Timestamp::from_millis),
        health: ChannelHealth {
            status: match (row.paused_until, row.consecutive_failures) {
                (Some(_), _) => HealthStatus::Paused,
                (None, 0) => HealthStatus::Ok,
                (None, _) => HealthStatus::Failing,
            },
            consecutive_failures: row.consecutive_failures,
            failing_since: row.failing_since.map(Timestamp::from_millis),
            paused_until: row.paused_until.map(Timestamp::from_millis),
        },
        created_at: Timestamp::from_millis(row.created_at),
        updated_at: Timestamp::from_millis(row.updated_at),
    })
}

/// A word that we wrote ourselves.
pub(super) fn checked<T: std::str::FromStr<Err = &'static str>>(text: &str) -> Result<T, StoreError> {
    text.parse()
        .map_err(|reason: &str| StoreError::Type(format!("{text}: {reason}")))
}
