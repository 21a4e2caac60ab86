//! Shorter ways to pages that are far away: what is counted by hour, by name and by day is passed over unseen.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::streams::{Asked, Stream, range, within};
use super::{EventFilter, EventSort};
use crate::store::StoreError;
use crate::store::entities::event::Column as Col;
use crate::store::entities::{event_hour, event_type, event_type_day};
use crate::store::listing::totals::{DAY_MS, HOUR_MS};
use crate::store::listing::{Jump, Piece};
use crate::store::page_query::PageQuery;
use crate::store::scope::AccountStore;

/// Up to here it is quicker to pass over rows than to look for a shorter way.
const NEAR: u64 = 1_000;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// A shorter way to a page, where it is far away and one is known.
    pub(super) async fn jump(
        &self,
        asked: &Asked,
        filter: &EventFilter,
        page: &PageQuery<EventSort>,
    ) -> Result<Option<Jump>, StoreError> {
        if page.cursor.is_some() || page.offset() <= NEAR || !asked.others.is_empty() {
            return Ok(None);
        }
        match (page.sort, &asked.streams[..]) {
            (EventSort::Timestamp, []) => self.jump_in_time(filter, page).await,
            // Events of one name are in the order of time whatever they are sorted by.
            (_, [Stream::Text(Col::EventType, name)]) => self.jump_in_type(name, filter, page).await,
            (EventSort::EventName, []) if range(filter) == (None, None) => self.jump_by_name(page).await,
            _ => Ok(None),
        }
    }

    /// Hours tell how many events come before one: only the hour of the page itself is passed through.
    async fn jump_in_time(
        &self,
        filter: &EventFilter,
        page: &PageQuery<EventSort>,
    ) -> Result<Option<Jump>, StoreError> {
        // Events on the near side of the filter's range are passed over as well.
        let beside = match beside(filter, page.descending) {
            Some((from, to)) => self.events_between(from, to).await?,
            None => 0,
        };
        let hours: Vec<(i64, i64)> = self
            .find::<event_hour::Entity>()
            .order_by(event_hour::Column::Hour, page.order())
            .select_only()
            .columns([event_hour::Column::Hour, event_hour::Column::Events])
            .into_tuple()
            .all(self.conn())
            .await?;
        Ok(
            pass_over(hours, page.offset() + beside).map(|(hour, offset)| Jump {
                offset,
                condition: from_part(hour, HOUR_MS, page.descending),
            }),
        )
    }

    /// The same for the days of events of one name.
    async fn jump_in_type(
        &self,
        name: &str,
        filter: &EventFilter,
        page: &PageQuery<EventSort>,
    ) -> Result<Option<Jump>, StoreError> {
        let beside = match beside(filter, page.descending) {
            Some((from, to)) => self.type_between(name, from, to).await?,
            None => 0,
        };
        let days = self.days_of_type(name, page).await?;
        Ok(pass_over(days, page.offset() + beside).map(|(day, offset)| Jump {
            offset,
            condition: from_part(day, DAY_MS, page.descending),
        }))
    }

    /// Names in their order, then the days of the one that the page begins in.
    async fn jump_by_name(&self, page: &PageQuery<EventSort>) -> Result<Option<Jump>, StoreError> {
        let types: Vec<(String, i64)> = self
            .find::<event_type::Entity>()
            .order_by(event_type::Column::EventType, page.order())
            .select_only()
            .columns([event_type::Column::EventType, event_type::Column::Events])
            .into_tuple()
            .all(self.conn())
            .await?;
        let Some((name, left)) = pass_over(types, page.offset()) else {
            return Ok(None);
        };
        let days = self.days_of_type(&name, page).await?;
        let place = Expr::tuple([Expr::col(Col::EventType), Expr::col(Col::Timestamp)]);
        Ok(pass_over(days, left).map(|(day, offset)| {
            let edge = |day: i64| Expr::tuple([Expr::value(name.as_str()), Expr::value(day * DAY_MS)]);
            Jump {
                offset,
                condition: if page.descending {
                    place.lt(edge(day + 1))
                } else {
                    place.gte(edge(day))
                },
            }
        }))
    }

    async fn days_of_type(
        &self,
        name: &str,
        page: &PageQuery<EventSort>,
    ) -> Result<Vec<(i64, i64)>, StoreError> {
        use event_type_day::Column as Day;
        self.find::<event_type_day::Entity>()
            .filter(Day::EventType.eq(name))
            .order_by(Day::Day, page.order())
            .select_only()
            .columns([Day::Day, Day::Events])
            .into_tuple()
            .all(self.conn())
            .await
    }

    /// Names in their order, each with its events in the filter's range: walked in one go, the index of names would be
    /// read with everything before the range and behind it.
    pub(super) async fn names_within(
        &self,
        asked: &Asked,
        filter: &EventFilter,
        page: &PageQuery<EventSort>,
    ) -> Result<Vec<Piece>, StoreError> {
        use event_type_day::Column as Day;
        let (from, to) = range(filter);
        let bounded = from.is_some() || to.is_some();
        if page.sort != EventSort::EventName
            || !bounded
            || !asked.streams.is_empty()
            || !asked.others.is_empty()
        {
            return Ok(Vec::new());
        }
        let mut names = self
            .find::<event_type_day::Entity>()
            .filter(Day::Events.gt(0))
            .order_by(Day::EventType, page.order());
        if let Some(from) = from {
            names = names.filter(Day::Day.gte(from.div_euclid(DAY_MS)));
        }
        if let Some(to) = to {
            names = names.filter(Day::Day.lte(to.div_euclid(DAY_MS)));
        }
        let names: Vec<String> = names
            .select_only()
            .column(Day::EventType)
            .distinct()
            .into_tuple()
            .all(self.conn())
            .await?;
        let piece = |name: String| {
            let mut rows = self.events_where();
            within(&mut rows, filter, Expr::col);
            rows.and_where(Expr::col(Col::EventType).eq(name.as_str()));
            Piece {
                first: name.into(),
                source: rows,
            }
        };
        Ok(names.into_iter().map(piece).collect())
    }
}

/// The near side of the filter's range, whose events are passed over as well.
fn beside(filter: &EventFilter, descending: bool) -> Option<(Option<i64>, Option<i64>)> {
    match (descending, range(filter)) {
        (true, (_, Some(to))) => Some((Some(to.saturating_add(1)), None)),
        (false, (Some(from), _)) => Some((None, Some(from.saturating_sub(1)))),
        _ => None,
    }
}

/// From the beginning of a part of time on, or from its end on backwards.
fn from_part(part: i64, length_ms: i64, descending: bool) -> Expr {
    let time = Expr::col(Col::Timestamp);
    if descending {
        time.lt(part.saturating_add(1).saturating_mul(length_ms))
    } else {
        time.gte(part.saturating_mul(length_ms))
    }
}

/// The part in which the row after `offset` others is, and how many of them are in that part.
fn pass_over<P>(parts: Vec<(P, i64)>, offset: u64) -> Option<(P, u64)> {
    let mut left = offset;
    for (part, rows) in parts {
        let rows = u64::try_from(rows).unwrap_or(0);
        if left < rows {
            return Some((part, left));
        }
        left -= rows;
    }
    None
}
