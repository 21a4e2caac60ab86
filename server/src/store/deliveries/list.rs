//! Pages of deliveries.

use std::collections::HashMap;

use app::types::delivery::Delivery;
use app::types::page::Page;
use app::types::reference::Reference;
use app::types::time::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect};

use super::{DeliveryFilter, DeliverySort};
use crate::store::StoreError;
use crate::store::channels::checked;
use crate::store::entities::{channel, delivery};
use crate::store::events::identity_reference;
use crate::store::listing::totals::{Total, count_bounded};
use crate::store::listing::{Found, Key, Listing, from};
use crate::store::page_query::PageQuery;
use crate::store::scope::AccountStore;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// One page of deliveries.
    pub async fn deliveries(
        &self,
        filter: &DeliveryFilter,
        page: &PageQuery<DeliverySort>,
    ) -> Result<Page<Delivery>, StoreError> {
        let Some(source) = self.filtered_deliveries(filter).await? else {
            return Ok(Found::nothing(page).page(Vec::new()));
        };
        let mut counted = source.clone();
        counted.column(delivery::Column::Id);
        let total = Total::bounded(count_bounded(self.conn(), &counted).await?);
        // In the order of their numbers they were planned.
        let listing = Listing {
            pieces: Vec::new(),
            source,
            order: vec![Key::number(delivery::Column::Id)],
            descending: page.descending,
        };
        let found = listing.find(self.conn(), page, total, None).await?;
        let rows = self
            .find::<delivery::Entity>()
            .filter(delivery::Column::Id.is_in(found.numbers()))
            .all(self.conn())
            .await?;
        let rows = found.in_order(rows, |row| row.id);
        let content = self.deliveries_from_rows(rows).await?;
        Ok(found.page(content))
    }

    /// Which deliveries; `None` when none can be meant.
    async fn filtered_deliveries(
        &self,
        filter: &DeliveryFilter,
    ) -> Result<Option<SelectStatement>, StoreError> {
        use delivery::Column as Col;
        let mut source = from(delivery::Entity)
            .and_where(self.owns(Col::AccountId))
            .to_owned();
        if let Some(channel) = &filter.channel {
            let Some(number) = self.channel_number(channel).await? else {
                return Ok(None);
            };
            source.and_where(Expr::col(Col::ChannelId).eq(number));
        }
        if let Some(identity) = &filter.identity {
            let Some(number) = self.identity_number(identity).await? else {
                return Ok(None);
            };
            source.and_where(Expr::col(Col::IdentityId).eq(number));
        }
        if let Some(status) = filter.status {
            source.and_where(Expr::col(Col::Status).eq(status.as_str()));
        }
        if let Some(event) = filter.event {
            source.and_where(Expr::col(Col::Event).eq(event.as_str()));
        }
        Ok(Some(source))
    }

    /// The number of the channel that is called so, by number or slug.
    async fn channel_number(&self, name: &str) -> Result<Option<i64>, StoreError> {
        let by_slug = channel::Column::Slug.eq(name);
        let which = match name.parse::<i64>() {
            Ok(number) => by_slug.or(channel::Column::Id.eq(number)),
            Err(_) => by_slug,
        };
        let numbers = self.find::<channel::Entity>().filter(which);
        let numbers: Vec<i64> = numbers
            .select_only()
            .column(channel::Column::Id)
            .into_tuple()
            .all(self.conn())
            .await?;
        // A slug may look like another channel's number: the number is meant.
        let meant = numbers.iter().find(|number| number.to_string() == name);
        Ok(meant.or(numbers.first()).copied())
    }

    /// Deliveries as lists show them, in the order of their rows.
    pub(super) async fn deliveries_from_rows(
        &self,
        rows: Vec<delivery::Model>,
    ) -> Result<Vec<Delivery>, StoreError> {
        let identities: Vec<i64> = rows.iter().filter_map(|row| row.identity_id).collect();
        let identities = self.identity_labels(identities).await?;
        let channels: Vec<(i64, String)> = self
            .find::<channel::Entity>()
            .filter(channel::Column::Id.is_in(rows.iter().map(|row| row.channel_id)))
            .select_only()
            .columns([channel::Column::Id, channel::Column::Name])
            .into_tuple()
            .all(self.conn())
            .await?;
        let channels: HashMap<i64, String> = channels.into_iter().collect();
        rows.into_iter()
            .map(|row| {
                let identity = row.identity_id.and_then(|number| identities.get(&number));
                let identity = identity.map(|(id, label)| identity_reference(id, label));
                wire(row, &channels, identity)
            })
            .collect()
    }
}

fn wire(
    row: delivery::Model,
    channels: &HashMap<i64, String>,
    identity: Option<Reference>,
) -> Result<Delivery, StoreError> {
    Ok(Delivery {
        id: row.delivery_id,
        channel: Reference {
            id: row.channel_id.to_string(),
            label: channels.get(&row.channel_id).cloned().unwrap_or_default(),
            path: format!("/api/channels/{}", row.channel_id),
        },
        event: checked(&row.event)?,
        identity,
        test: row.identity_id.is_none(),
        status: checked(&row.status)?,
        attempts: row.attempts,
        code: row.last_code,
        error: row.last_error,
        next_attempt_at: row.next_at.map(Timestamp::from_millis),
        created_at: Timestamp::from_millis(row.created_at),
        finished_at: row.finished_at.map(Timestamp::from_millis),
    })
}
