//! Pages of identities.

use app::types::identity::Identity;
use app::types::page::Page;
use app::types::score::Category;
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

use super::{IdentityFilter, IdentitySort, ScoreBound, score_column};
use crate::store::StoreError;
use crate::store::entities::identity::Column as Col;
use crate::store::entities::{badge, device_identity, group_identity, identity};
use crate::store::listing::narrowing::{Narrowing, exists, narrow, plain_number};
use crate::store::listing::search::{Searched, Term};
use crate::store::listing::{Found, Key, from};
use crate::store::page_query::PageQuery;
use crate::store::scope::AccountStore;

/// Where identities are searched.
pub(in crate::store) const SEARCHED: Searched = Searched {
    table: "identities",
    index: "identity_search",
};

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// One page of identities.
    pub async fn identities(
        &self,
        filter: &IdentityFilter,
        page: &PageQuery<IdentitySort>,
    ) -> Result<Page<Identity>, StoreError> {
        let found = match self.identity_narrowings(filter, page.sort).await? {
            Some(narrowings) => self.find_identities(narrowings, page).await?,
            None => Found::nothing(page),
        };
        let rows = self
            .find::<identity::Entity>()
            .filter(Col::Id.is_in(found.numbers()));
        let rows = found.in_order(rows.all(self.conn()).await?, |row| row.id);
        Ok(found.page(self.identities_from_rows(rows).await?))
    }

    async fn find_identities(
        &self,
        narrowings: Vec<Narrowing>,
        page: &PageQuery<IdentitySort>,
    ) -> Result<Found, StoreError> {
        let all = self.list_total("identities").await?;
        let source = self.identities_where();
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
            IdentitySort::LastTrackedAt => Key::number(Col::LastTrackedAt).nullable(),
            IdentitySort::CreatedAt => Key::number(Col::CreatedAt),
            IdentitySort::LastScoredAt => Key::number(Col::LastScoredAt).nullable(),
            IdentitySort::Score(category) => Key::number(score_column(category)).nullable(),
        };
        let order = vec![first, Key::number(Col::Id)];
        narrowed.find(self.conn(), order, page).await
    }

    fn identities_where(&self) -> SelectStatement {
        from(identity::Entity)
            .and_where(self.owns(Col::AccountId))
            .to_owned()
    }

    /// What each part of the filter asks; nothing where it names a device or a group that is not there.
    async fn identity_narrowings(
        &self,
        filter: &IdentityFilter,
        sort: IdentitySort,
    ) -> Result<Option<Vec<Narrowing>>, StoreError> {
        let mut narrowings = Vec::new();
        if let Some(term) = Term::new(filter.term.as_deref()) {
            narrowings.push(self.search(&SEARCHED, &term).await?);
        }
        if let Some(disregarded) = filter.disregarded {
            narrowings.push(self.disregarded(disregarded));
        }
        narrowings.extend(self.score_ranges(&filter.scores, sort));
        if let Some(fingerprint) = &filter.device {
            let Some(device) = self.device_number(fingerprint).await? else {
                return Ok(None);
            };
            narrowings.push(self.seen_on(device));
        }
        if filter.group.is_some() || filter.group_type.is_some() {
            let groups = self.group_numbers(filter.group.as_deref(), filter.group_type.as_ref());
            narrowings.push(self.members_where(groups));
        }
        if let Some(slug) = &filter.badge {
            narrowings.push(self.wearing(slug));
        }
        Ok(Some(narrowings))
    }

    fn disregarded(&self, disregarded: bool) -> Narrowing {
        // Said as the partial index says it.
        let column = || Expr::col(Col::Disregarded);
        let ids = self
            .identities_where()
            .column(Col::Id)
            .and_where(column())
            .to_owned();
        Narrowing {
            ids: disregarded.then_some(ids),
            test: if disregarded { column() } else { column().not() },
        }
    }

    /// One range for each score that is bounded. What the list is sorted by anyway is asked of its index.
    fn score_ranges(&self, bounds: &[(Category, ScoreBound)], sort: IdentitySort) -> Vec<Narrowing> {
        let mut narrowings = Vec::new();
        for category in Category::ALL {
            let column = score_column(category);
            let within = |score: Expr| {
                let of_category = bounds.iter().filter(|(bounded, _)| *bounded == category);
                let ends = of_category.map(|(_, bound)| match bound {
                    ScoreBound::AtLeast(least) => score.clone().gte(i64::from(*least)),
                    ScoreBound::AtMost(most) => score.clone().lte(i64::from(*most)),
                });
                ends.reduce(ExprTrait::and)
            };
            if let Some(range) = within(Expr::col(column)) {
                let sorted_by = sort == IdentitySort::Score(category);
                let test = if sorted_by {
                    None
                } else {
                    within(plain_number(column))
                };
                narrowings.push(Narrowing {
                    ids: Some(
                        self.identities_where()
                            .column(Col::Id)
                            .and_where(range.clone())
                            .to_owned(),
                    ),
                    test: test.unwrap_or(range),
                });
            }
        }
        narrowings
    }

    fn seen_on(&self, device: i64) -> Narrowing {
        let on_it = from(device_identity::Entity)
            .and_where(self.owns(device_identity::Column::AccountId))
            .and_where(Expr::col(device_identity::Column::DeviceId).eq(device))
            .to_owned();
        let mut ids = on_it.clone();
        let mut this = on_it;
        this.and_where(Expr::col(device_identity::Column::IdentityId).equals((identity::Entity, Col::Id)));
        Narrowing {
            ids: Some(ids.column(device_identity::Column::IdentityId).to_owned()),
            test: exists(this),
        }
    }

    fn members_where(&self, groups: SelectStatement) -> Narrowing {
        let members = from(group_identity::Entity)
            .and_where(self.owns(group_identity::Column::AccountId))
            .and_where(Expr::col(group_identity::Column::GroupId).in_subquery(groups))
            .to_owned();
        let mut ids = members.clone();
        let mut this = members;
        this.and_where(Expr::col(group_identity::Column::IdentityId).equals((identity::Entity, Col::Id)));
        Narrowing {
            ids: Some(ids.column(group_identity::Column::IdentityId).to_owned()),
            test: exists(this),
        }
    }

    fn wearing(&self, slug: &str) -> Narrowing {
        let wearers = self.wearers(slug);
        let mut this = wearers.clone();
        this.clear_selects()
            .and_where(Expr::col(badge::Column::IdentityId).equals((identity::Entity, Col::Id)));
        Narrowing {
            ids: Some(wearers),
            test: exists(this),
        }
    }
}
