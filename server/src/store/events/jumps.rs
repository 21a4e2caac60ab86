//! Shorter ways to pages that are far away: what is counted by hour, by name and by day is passed over unseen.

use app::types::time::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;

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
            (_, [Stream::Text(Col::EventType, name)]) => {
                self.jump_into_type(name, filter, page, page.offset()).await
            }
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
                edge: Some(edge_of(hour, HOUR_MS, page.descending)),
            }),
        )
    }

    /// The same for the days of events of one name.
    async fn jump_into_type(
        &self,
        name: &str,
        filter: &EventFilter,
        page: &PageQuery<EventSort>,
        offset: u64,
    ) -> Result<Option<Jump>, StoreError> {
        let beside = match beside(filter, page.descending) {
            Some((from, to)) => self.type_between(name, from, to).await?,
            None => 0,
        };
        let days = self.days_of_type(name, page).await?;
        Ok(pass_over(days, offset + beside).map(|(day, offset)| Jump {
            offset,
            condition: from_part(day, DAY_MS, page.descending),
            edge: Some(edge_of(day, DAY_MS, page.descending)),
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
                edge: None,
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
    /// read with everything before the range and behind it. Names that a far page has passed are left out, and the way
    /// into the first one that is left comes with them.
    pub(super) async fn names_within(
        &self,
        asked: &Asked,
        filter: &EventFilter,
        page: &PageQuery<EventSort>,
    ) -> Result<(Vec<Piece>, Option<Jump>), StoreError> {
        let bounded = range(filter) != (None, None);
        if page.sort != EventSort::EventName
            || !bounded
            || !asked.streams.is_empty()
            || !asked.others.is_empty()
        {
            return Ok((Vec::new(), None));
        }
        let mut names = self.names_between(filter, page).await?;
        let mut jump = None;
        if page.cursor.is_none() && page.offset() > NEAR {
            let (passed, left) = self.names_passed(&names, filter, page.offset()).await?;
            names.drain(..passed);
            jump = match names.first() {
                Some(name) => self.jump_into_type(name, filter, page, left).await?,
                None => None,
            };
        }
        let entered = jump.as_ref().and_then(|jump: &Jump| jump.edge);
        let piece = |(at, name): (usize, String)| {
            let edge = match &page.cursor {
                // The place in the one that the cursor is in.
                Some(cursor) if cursor.keys.first().and_then(Value::as_str) == Some(&*name) => {
                    cursor.keys.get(1).and_then(Value::as_i64)
                }
                _ => entered.filter(|_| at == 0),
            };
            let mut rows = self.events_where();
            within(&mut rows, &within_reach(filter, page.descending, edge), Expr::col);
            rows.and_where(Expr::col(Col::EventType).eq(name.as_str()));
            Piece {
                first: name.into(),
                source: rows,
            }
        };
        Ok((names.into_iter().enumerate().map(piece).collect(), jump))
    }

    /// How many of the names lie before the row after `offset` others, and how many rows of the next one.
    async fn names_passed(
        &self,
        names: &[String],
        filter: &EventFilter,
        offset: u64,
    ) -> Result<(usize, u64), StoreError> {
        let (from, to) = range(filter);
        let mut left = offset;
        for (at, name) in names.iter().enumerate() {
            let rows = self.type_between(name, from, to).await?;
            if left < rows {
                return Ok((at, left));
            }
            left -= rows;
        }
        Ok((names.len(), left))
    }

    /// The names of events of the days that the filter's range touches, in the order of the page.
    async fn names_between(
        &self,
        filter: &EventFilter,
        page: &PageQuery<EventSort>,
    ) -> Result<Vec<String>, StoreError> {
        use event_type_day::Column as Day;
        let (from, to) = range(filter);
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
        names
            .select_only()
            .column(Day::EventType)
            .distinct()
            .into_tuple()
            .all(self.conn())
            .await
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

/// The filter without the part of its range of time that lies beyond an edge. An index is entered at one bound: beside
/// the end of the range, the place of a page would be a question to every row in between.
pub(super) fn within_reach(filter: &EventFilter, descending: bool, edge: Option<i64>) -> EventFilter {
    let mut reach = filter.clone();
    let Some(edge) = edge.map(Timestamp::from_millis) else {
        return reach;
    };
    if descending {
        reach.to = Some(reach.to.map_or(edge, |to| to.min(edge)));
    } else {
        reach.from = Some(reach.from.map_or(edge, |from| from.max(edge)));
    }
    reach
}

/// From the beginning of a part of time on, or from its end on backwards.
fn from_part(part: i64, length_ms: i64, descending: bool) -> Expr {
    let (time, edge) = (Expr::col(Col::Timestamp), edge_of(part, length_ms, descending));
    if descending {
        time.lte(edge)
    } else {
        time.gte(edge)
    }
}

/// The last millisecond of a part of time, or its first.
const fn edge_of(part: i64, length_ms: i64, descending: bool) -> i64 {
    if descending {
        part.saturating_add(1).saturating_mul(length_ms).saturating_sub(1)
    } else {
        part.saturating_mul(length_ms)
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
