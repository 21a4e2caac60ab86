//! Search for events: a term may be part of their name, the beginning of an address, or part of who did it.

use sea_orm::sea_query::{Condition, Expr, ExprTrait, Func, Order, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::streams::Stream;
use crate::store::StoreError;
use crate::store::entities::event::Column as Col;
use crate::store::entities::{event, event_type, identity};
use crate::store::identities::SEARCHED;
use crate::store::listing::from;
use crate::store::listing::narrowing::{Narrowing, exists, plain_text};
use crate::store::listing::search::Term;
use crate::store::listing::totals::{BOUND, count_bounded};
use crate::store::scope::AccountStore;

/// Types of events that one term may mean.
const TYPES: u64 = 500;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Adds what a term asks; false where it matches nothing.
    pub(super) async fn ask_for_term(
        &self,
        term: &Term,
        streams: &mut Vec<Stream>,
        others: &mut Vec<Narrowing>,
    ) -> Result<bool, StoreError> {
        let mut types = self.types_with(term).await?;
        let people = self.matching(&SEARCHED, term).await?;
        let how_many = count_bounded(self.conn(), &people).await?;
        let addresses = self.addresses(term).column(Col::Seq).to_owned();
        let at_some = count_bounded(self.conn(), &addresses).await?;
        let one_address = match at_some {
            0 => None,
            _ => self.only_address(term).await?,
        };
        match (types.len(), how_many, at_some) {
            (0, 0, 0) => return Ok(false),
            (1, 0, 0) => streams.push(Stream::Text(Col::EventType, types.remove(0))),
            (0, 0, _) if one_address.is_some() => {
                streams.push(Stream::Text(Col::Ip, one_address.unwrap_or_default()));
            }
            (0, 1, 0) => {
                let row = self.conn().query_one(&people).await?;
                let number = row.map(|row| row.try_get_by_index(0)).transpose()?;
                streams.push(Stream::Number(Col::IdentityId, number.unwrap_or_default()));
            }
            _ => {
                let by_people = (how_many > 0).then_some(people);
                let by_address = (at_some > 0).then_some(addresses);
                let few = how_many <= BOUND && at_some <= BOUND;
                others.push(Narrowing {
                    test: self.term_test(term, &types, by_people.is_some(), by_address.is_some()),
                    ids: few.then(|| self.term_ids(&types, by_people, by_address)),
                });
            }
        }
        Ok(true)
    }

    /// The types of events that have the term in them.
    async fn types_with(&self, term: &Term) -> Result<Vec<String>, StoreError> {
        let name = Expr::expr(Func::lower(Expr::col(event_type::Column::EventType)));
        self.find::<event_type::Entity>()
            .filter(event_type::Column::Events.gt(0))
            .filter(term.within(name))
            .order_by_desc(event_type::Column::Events)
            .select_only()
            .column(event_type::Column::EventType)
            .limit(TYPES)
            .into_tuple()
            .all(self.conn())
            .await
    }

    /// The address that begins with the term, if it is the only one.
    async fn only_address(&self, term: &Term) -> Result<Option<String>, StoreError> {
        let mut ends = [None, None];
        // One end at a time: asked for both at once, SQLite reads all between them.
        for (end, order) in ends.iter_mut().zip([Order::Asc, Order::Desc]) {
            let outermost = self
                .addresses(term)
                .column(Col::Ip)
                .order_by(Col::Ip, order)
                .limit(1)
                .to_owned();
            let row = self.conn().query_one(&outermost).await?;
            *end = row.map(|row| row.try_get_by_index::<String>(0)).transpose()?;
        }
        let [first, last] = ends;
        Ok(if first == last { first } else { None })
    }

    /// Events from addresses that begin with the term.
    fn addresses(&self, term: &Term) -> SelectStatement {
        let term = term.as_str();
        self.events_where()
            .and_where(Expr::col(Col::Ip).gte(term))
            .and_where(Expr::col(Col::Ip).lt(format!("{term}\u{10ffff}")))
            .to_owned()
    }

    fn term_ids(
        &self,
        types: &[String],
        people: Option<SelectStatement>,
        addresses: Option<SelectStatement>,
    ) -> SelectStatement {
        let mut found = Vec::new();
        if !types.is_empty() {
            found.push(
                self.events_where()
                    .column(Col::Seq)
                    .and_where(Col::EventType.is_in(types))
                    .to_owned(),
            );
        }
        found.extend(people.map(|people| {
            self.events_where()
                .column(Col::Seq)
                .and_where(Expr::col(Col::IdentityId).in_subquery(people))
                .to_owned()
        }));
        found.extend(addresses);
        let bounded = found.into_iter().map(|mut rows| {
            rows.limit(BOUND + 1);
            Query::select()
                .column(Col::Seq)
                .from_subquery(rows, "found")
                .to_owned()
        });
        let union = bounded.reduce(|mut all, next| all.union(UnionType::Distinct, next).to_owned());
        let union = union.unwrap_or_else(|| self.events_where().column(Col::Seq).to_owned());
        Query::select()
            .column(Col::Seq)
            .from_subquery(union, "matches")
            .to_owned()
    }

    fn term_test(&self, term: &Term, types: &[String], people: bool, addresses: bool) -> Expr {
        let mut any = Condition::any();
        if !types.is_empty() {
            any = any.add(plain_text((event::Entity, Col::EventType)).is_in(types));
        }
        if addresses {
            any = any.add(term.begins(plain_text((event::Entity, Col::Ip))));
        }
        if people {
            let who = from(identity::Entity)
                .and_where(self.owns((identity::Entity, identity::Column::AccountId)))
                .and_where(
                    Expr::col((identity::Entity, identity::Column::Id))
                        .equals((event::Entity, Col::IdentityId)),
                )
                .cond_where(term.matches(Expr::col((identity::Entity, identity::Column::SearchText))))
                .to_owned();
            any = any.add(exists(who));
        }
        any.into()
    }
}
