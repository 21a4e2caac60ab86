//! Pages of groups.

use app::types::group::Group;
use app::types::page::Page;
use sea_orm::sea_query::{Expr, ExprTrait, Func, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

use super::{GroupFilter, GroupSort, wire};
use crate::store::StoreError;
use crate::store::entities::group::Column as Col;
use crate::store::entities::{group, group_identity};
use crate::store::listing::narrowing::{Narrowing, exists, narrow, plain_text};
use crate::store::listing::search::{Searched, Term};
use crate::store::listing::{Found, Key, from};
use crate::store::page_query::PageQuery;
use crate::store::scope::AccountStore;

/// Where groups are searched.
const SEARCHED: Searched = Searched {
    table: "groups",
    index: "group_search",
};

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// One page of groups, without their attributes.
    pub async fn groups(
        &self,
        filter: &GroupFilter,
        page: &PageQuery<GroupSort>,
    ) -> Result<Page<Group>, StoreError> {
        let found = match self.group_narrowings(filter).await? {
            Some(narrowings) => self.find_groups(narrowings, page).await?,
            None => Found::nothing(page),
        };
        let numbers = found.numbers();
        let counts = self.members_of(numbers.clone()).await?;
        let rows = self.find::<group::Entity>().filter(Col::Id.is_in(numbers));
        let rows = found.in_order(rows.all(self.conn()).await?, |row| row.id);
        let content = rows.into_iter().map(|row| {
            let count = counts.get(&row.id).copied().unwrap_or(0);
            Ok::<_, StoreError>(Group {
                data: None,
                ..wire(row, count)?
            })
        });
        Ok(found.page(content.collect::<Result<_, _>>()?))
    }

    async fn find_groups(
        &self,
        narrowings: Vec<Narrowing>,
        page: &PageQuery<GroupSort>,
    ) -> Result<Found, StoreError> {
        let all = self.list_total("groups").await?;
        let narrowed = narrow(
            self.conn(),
            self.groups_where(),
            Expr::col(Col::Id),
            narrowings,
            all,
            page.depth(),
        )
        .await?;
        let first = match page.sort {
            GroupSort::LastTrackedAt => Key::number(Col::LastTrackedAt).nullable(),
            // As a reader sorts, on every database: capitals among small letters.
            GroupSort::DisplayName => {
                Key::text_of(Func::lower(Expr::col(Col::DisplayName)).into()).nullable()
            }
        };
        let order = vec![first, Key::number(Col::Id)];
        narrowed.find(self.conn(), order, page).await
    }

    fn groups_where(&self) -> SelectStatement {
        from(group::Entity)
            .and_where(self.owns(Col::AccountId))
            .to_owned()
    }

    /// What each part of the filter asks; nothing where it names an identity that is not there.
    async fn group_narrowings(&self, filter: &GroupFilter) -> Result<Option<Vec<Narrowing>>, StoreError> {
        let mut narrowings = Vec::new();
        if let Some(kind) = &filter.kind {
            narrowings.push(Narrowing {
                ids: Some(self.group_numbers(None, Some(kind))),
                test: plain_text(Col::Type).eq(kind.as_str()),
            });
        }
        if let Some(identity) = &filter.identity {
            let Some(number) = self.identity_number(identity).await? else {
                return Ok(None);
            };
            narrowings.push(self.joined_by(number));
        }
        if let Some(term) = Term::new(filter.term.as_deref()) {
            narrowings.push(self.search(&SEARCHED, &term).await?);
        }
        Ok(Some(narrowings))
    }

    fn joined_by(&self, identity: i64) -> Narrowing {
        let joined = from(group_identity::Entity)
            .and_where(self.owns(group_identity::Column::AccountId))
            .and_where(Expr::col(group_identity::Column::IdentityId).eq(identity))
            .to_owned();
        let mut ids = joined.clone();
        let mut this = joined;
        this.and_where(Expr::col(group_identity::Column::GroupId).equals((group::Entity, Col::Id)));
        Narrowing {
            ids: Some(ids.column(group_identity::Column::GroupId).to_owned()),
            test: exists(this),
        }
    }
}
