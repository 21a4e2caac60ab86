//! Filters of events whose matches an index has in the order of time, and those that it has not.

use app::types::time::Timestamp;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement};

use super::EventFilter;
use crate::store::StoreError;
use crate::store::entities::event::Column as Col;
use crate::store::entities::{event, event_group};
use crate::store::listing::from;
use crate::store::listing::narrowing::{Narrowing, exists, plain_number, plain_text};
use crate::store::listing::search::Term;
use crate::store::scope::AccountStore;

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

/// The filter's range of time.
pub(super) fn range(filter: &EventFilter) -> (Option<i64>, Option<i64>) {
    (
        filter.from.map(Timestamp::millis),
        filter.to.map(Timestamp::millis),
    )
}

/// Adds the filter's range of time; `column` says how the time is named.
pub(super) fn within(rows: &mut SelectStatement, filter: &EventFilter, column: impl Fn(Col) -> Expr) {
    let (from, to) = range(filter);
    if let Some(from) = from {
        rows.and_where(column(Col::Timestamp).gte(from));
    }
    if let Some(to) = to {
        rows.and_where(column(Col::Timestamp).lte(to));
    }
}
