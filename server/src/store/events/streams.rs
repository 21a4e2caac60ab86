//! Filters of events whose matches an index has in the order of time, and those that it has not.

use app::types::time::Timestamp;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Func, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::EventFilter;
use crate::store::StoreError;
use crate::store::entities::event::Column as Col;
use crate::store::entities::{event, event_group, event_type, identity};
use crate::store::identities::SEARCHED;
use crate::store::listing::from;
use crate::store::listing::narrowing::{Narrowing, exists, plain_number, plain_text};
use crate::store::listing::search::Term;
use crate::store::listing::totals::{BOUND, count_bounded};
use crate::store::scope::AccountStore;

/// Types of events that one term may mean.
const TYPES: u64 = 500;

/// A filter whose matches an index has in the order of time.
#[derive(Clone, Debug)]
pub(super) enum Stream {
    /// By a number in a column of the events.
    Number(Col, i64),
    /// By text in a column of the events.
    Text(Col, String),
    /// In one group.
    Group(i64),
    /// In a group of a type.
    GroupType(String),
}

/// What a filter asks of events.
pub(super) struct Asked {
    pub streams: Vec<Stream>,
    /// Filters that are not streams.
    pub others: Vec<Narrowing>,
}

impl Stream {
    /// Whether the stream reads the memberships in groups, not the events.
    pub(super) const fn is_of_groups(&self) -> bool {
        matches!(self, Self::Group(_) | Self::GroupType(_))
    }
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// What a filter asks; nothing where it names something that is not there.
    pub(super) async fn asked(&self, filter: &EventFilter) -> Result<Option<Asked>, StoreError> {
        let mut streams = Vec::new();
        let mut others = Vec::new();
        macro_rules! number {
            ($given:expr, $find:ident, $column:expr) => {
                if let Some(key) = &$given {
                    let Some(number) = self.$find(key).await? else {
                        return Ok(None);
                    };
                    streams.push(Stream::Number($column, number));
                }
            };
        }
        number!(filter.identity, identity_number, Col::IdentityId);
        number!(filter.device, device_number, Col::DeviceId);
        number!(filter.session, session_number, Col::SessionId);
        if let Some(event_type) = &filter.event_type {
            streams.push(Stream::Text(Col::EventType, event_type.clone()));
        }
        if let Some(group) = &filter.group {
            let groups = self.group_numbers(Some(group), filter.group_type.as_ref());
            let rows = self.conn().query_all(&groups).await?;
            let numbers = rows.iter().map(|row| row.try_get_by_index(0));
            match numbers.collect::<Result<Vec<i64>, _>>()?[..] {
                [] => return Ok(None),
                [number] => streams.push(Stream::Group(number)),
                ref numbers => others.push(self.in_groups(numbers)),
            }
        } else if let Some(kind) = &filter.group_type {
            streams.push(Stream::GroupType(kind.to_string()));
        }
        if let Some(term) = Term::new(filter.term.as_deref())
            && !self.ask_for_term(&term, &mut streams, &mut others).await?
        {
            return Ok(None);
        }
        Ok(Some(Asked { streams, others }))
    }

    /// Adds what a term asks; false where it matches nothing.
    async fn ask_for_term(
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
        let one_address = self.only_address(term).await?;
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
        let ends = self
            .addresses(term)
            .expr(Func::min(Expr::col(Col::Ip)))
            .expr(Func::max(Expr::col(Col::Ip)))
            .to_owned();
        let Some(row) = self.conn().query_one(&ends).await? else {
            return Ok(None);
        };
        let first: Option<String> = row.try_get_by_index(0)?;
        let last: Option<String> = row.try_get_by_index(1)?;
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

    /// The account's events.
    pub(super) fn events_where(&self) -> SelectStatement {
        from(event::Entity)
            .and_where(self.owns(Col::AccountId))
            .to_owned()
    }

    /// The matches of a stream.
    pub(super) fn stream_source(&self, stream: &Stream) -> SelectStatement {
        use event_group::Column as Member;
        let mut of_groups = from(event_group::Entity);
        of_groups.and_where(self.owns(Member::AccountId));
        match stream {
            Stream::Number(column, number) => self
                .events_where()
                .and_where(Expr::col(*column).eq(*number))
                .to_owned(),
            Stream::Text(column, text) => self
                .events_where()
                .and_where(Expr::col(*column).eq(text.as_str()))
                .to_owned(),
            Stream::Group(group) => of_groups
                .and_where(Expr::col(Member::GroupId).eq(*group))
                .to_owned(),
            Stream::GroupType(kind) => of_groups
                .and_where(Expr::col(Member::GroupType).eq(kind.as_str()))
                .to_owned(),
        }
    }

    /// The same as a narrowing.
    pub(super) fn stream_narrowing(&self, stream: &Stream, filter: &EventFilter) -> Narrowing {
        let mut ids = self.stream_source(stream);
        within(&mut ids, filter, Expr::col);
        let test = match stream {
            Stream::Number(column, number) => plain_number((event::Entity, *column)).eq(*number),
            Stream::Text(column, text) => plain_text((event::Entity, *column)).eq(text.as_str()),
            Stream::Group(_) | Stream::GroupType(_) => this_event(self.stream_source(stream)),
        };
        Narrowing {
            ids: Some(ids.column(Col::Seq).to_owned()),
            test,
        }
    }

    fn in_groups(&self, groups: &[i64]) -> Narrowing {
        use event_group::Column as Member;
        let members = from(event_group::Entity)
            .and_where(self.owns(Member::AccountId))
            .and_where(Expr::col(Member::GroupId).is_in(groups.iter().copied()))
            .to_owned();
        let mut ids = members.clone();
        Narrowing {
            ids: Some(ids.column(Member::Seq).to_owned()),
            test: this_event(members),
        }
    }
}

/// Whether the event is among `members` of groups.
fn this_event(mut members: SelectStatement) -> Expr {
    members.and_where(
        Expr::col((event_group::Entity, event_group::Column::Seq)).equals((event::Entity, Col::Seq)),
    );
    exists(members)
}

/// Adds the filter's range of time; `column` says how the time is named.
pub(super) fn within(rows: &mut SelectStatement, filter: &EventFilter, column: impl Fn(Col) -> Expr) {
    if let Some(from) = filter.from.map(Timestamp::millis) {
        rows.and_where(column(Col::Timestamp).gte(from));
    }
    if let Some(to) = filter.to.map(Timestamp::millis) {
        rows.and_where(column(Col::Timestamp).lte(to));
    }
}
