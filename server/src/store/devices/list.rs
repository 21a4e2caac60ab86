//! Pages of devices.

use app::types::device::Device;
use app::types::page::Page;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

use super::{DeviceSort, wire};
use crate::store::StoreError;
use crate::store::entities::device::Column as Col;
use crate::store::entities::{device, device_identity};
use crate::store::listing::narrowing::{Narrowing, exists, narrow};
use crate::store::listing::search::{Searched, Term};
use crate::store::listing::{Found, Key, from};
use crate::store::page_query::PageQuery;
use crate::store::scope::AccountStore;

/// Where devices are searched.
const SEARCHED: Searched = Searched {
    table: "devices",
    index: "device_search",
};

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// One page of devices: all, those of an identity, those that match a term.
    pub async fn devices(
        &self,
        identity: Option<&str>,
        term: Option<&str>,
        page: &PageQuery<DeviceSort>,
    ) -> Result<Page<Device>, StoreError> {
        let found = self.find_devices(identity, term, page).await?;
        let numbers = found.numbers();
        let counts = self.identities_on(numbers.clone()).await?;
        let rows = self.find::<device::Entity>().filter(Col::Id.is_in(numbers));
        let rows = found.in_order(rows.all(self.conn()).await?, |row| row.id);
        let content = rows.into_iter().map(|row| {
            Ok::<_, StoreError>(Device {
                identity_count: Some(counts.get(&row.id).copied().unwrap_or(0)),
                ..wire(row)?
            })
        });
        Ok(found.page(content.collect::<Result<_, _>>()?))
    }

    async fn find_devices(
        &self,
        identity: Option<&str>,
        term: Option<&str>,
        page: &PageQuery<DeviceSort>,
    ) -> Result<Found, StoreError> {
        let mut narrowings = Vec::new();
        if let Some(identity) = identity {
            let Some(number) = self.identity_number(identity).await? else {
                return Ok(Found::nothing(page));
            };
            narrowings.push(self.used_by(number));
        }
        if let Some(term) = Term::new(term) {
            narrowings.push(self.search(&SEARCHED, &term).await?);
        }
        let source = from(device::Entity)
            .and_where(self.owns(Col::AccountId))
            .to_owned();
        let all = self.list_total("devices").await?;
        let narrowed = narrow(
            self.conn(),
            source,
            Expr::col(Col::Id),
            narrowings,
            all,
            page.depth(),
        )
        .await?;
        let first = match page.sort {
            DeviceSort::LastSeenAt => Key::number(Col::LastSeenAt),
            DeviceSort::FirstSeenAt => Key::number(Col::FirstSeenAt),
            DeviceSort::Country => Key::text(Col::Country).nullable(),
        };
        let order = vec![first, Key::number(Col::Id)];
        narrowed.find(self.conn(), order, page).await
    }

    fn used_by(&self, identity: i64) -> Narrowing {
        let used = from(device_identity::Entity)
            .and_where(self.owns(device_identity::Column::AccountId))
            .and_where(Expr::col(device_identity::Column::IdentityId).eq(identity))
            .to_owned();
        let mut ids = used.clone();
        let mut this = used;
        this.and_where(Expr::col(device_identity::Column::DeviceId).equals((device::Entity, Col::Id)));
        Narrowing {
            ids: Some(ids.column(device_identity::Column::DeviceId).to_owned()),
            test: exists(this),
        }
    }
}
