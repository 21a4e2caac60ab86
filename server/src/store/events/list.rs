//! Pages of events.

use app::types::event::Event;
use app::types::page::Page;
use app::types::time::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::streams::{Asked, Stream, within};
use super::{EventFilter, EventSort};
use crate::store::StoreError;
use crate::store::entities::event::Column as Col;
use crate::store::entities::{event, event_group, event_hour, event_type};
use crate::store::listing::narrowing::{Narrowing, exists, narrow, plain_number};
use crate::store::listing::totals::{BOUND, Total, begin, count, count_bounded};
use crate::store::listing::{Found, Jump, Key, Listing};
use crate::store::page_query::PageQuery;
use crate::store::scope::AccountStore;

/// Up to here it is quicker to pass over rows than to look for a shorter way.
const NEAR: u64 = 1_000;

/// Which rows, how many, and whether they must be sorted.
struct Chosen {
    source: SelectStatement,
    total: Total,
    gathered: bool,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// One page of events.
    pub async fn events(
        &self,
        filter: &EventFilter,
        page: &PageQuery<EventSort>,
    ) -> Result<Page<Event>, StoreError> {
        let found = match self.asked(filter).await? {
            Some(asked) => self.find_events(asked, filter, page).await?,
            None => Found::nothing(page),
        };
        let rows = self
            .find::<event::Entity>()
            .filter(Col::Seq.is_in(found.numbers()));
        let rows = found.in_order(rows.all(self.conn()).await?, |row| row.seq);
        Ok(found.page(self.events_from_rows(rows).await?))
    }

    async fn find_events(
        &self,
        asked: Asked,
        filter: &EventFilter,
        page: &PageQuery<EventSort>,
    ) -> Result<Found, StoreError> {
        let everything = asked.streams.is_empty() && asked.others.is_empty();
        let far = page.cursor.is_none() && page.offset() > NEAR;
        let jump = match page.sort {
            EventSort::Timestamp if everything && far => self.jump_in_time(filter, page).await?,
            EventSort::EventName if everything && far && filter.from.is_none() && filter.to.is_none() => {
                self.jump_by_name(page).await?
            }
            _ => None,
        };
        let chosen = match page.sort {
            EventSort::Timestamp => self.by_time(asked, filter).await?,
            EventSort::EventName => self.by_name(asked, filter).await?,
        };
        let mut order = vec![Key::number(Col::Timestamp), Key::number(Col::Seq)];
        if page.sort == EventSort::EventName {
            order.insert(0, Key::text(Col::EventType));
        }
        if chosen.gathered {
            order = order.into_iter().map(Key::hidden).collect();
        }
        let listing = Listing {
            source: chosen.source,
            order,
            descending: page.descending,
        };
        listing.find(self.conn(), page, chosen.total, jump).await
    }

    /// Events for the order of time: along the shortest stream, unless few are gathered.
    async fn by_time(&self, asked: Asked, filter: &EventFilter) -> Result<Chosen, StoreError> {
        let Asked { mut streams, others } = asked;
        if streams.is_empty() {
            return self.without_stream(others, filter, Expr::col).await;
        }
        let (at, matches) = self.shortest(&streams, filter).await?;
        let stream = streams.remove(at);
        let only = streams.is_empty() && others.is_empty();
        if matches > BOUND && !others.is_empty() {
            // Whatever is no stream may leave few events, where the shortest stream has many.
            for (at, other) in others.iter().enumerate() {
                if let Some(ids) = &other.ids
                    && count_bounded(self.conn(), ids).await? <= BOUND
                {
                    return self
                        .gather_other(at, others, [streams, vec![stream]].concat(), filter)
                        .await;
                }
            }
        }
        let mut tests: Vec<Expr> = streams
            .iter()
            .map(|stream| self.stream_narrowing(stream, filter).test)
            .collect();
        tests.extend(others.into_iter().map(|other| other.test));
        let mut source = self.stream_source(&stream);
        within(&mut source, filter, Expr::col);
        self.test(&mut source, &stream, tests);
        let total = match stream {
            Stream::Text(Col::EventType, name) if only && filter.from.is_none() && filter.to.is_none() => {
                self.events_of_type(&name).await?
            }
            _ if only => Total::bounded(matches),
            _ if matches <= BOUND => Total::Exact(count(self.conn(), source.clone()).await?),
            _ => Total::AtLeast(0),
        };
        Ok(Chosen {
            source,
            total,
            gathered: false,
        })
    }

    /// Adds tests of events to a stream, which may be one of memberships in groups.
    fn test(&self, source: &mut SelectStatement, stream: &Stream, tests: Vec<Expr>) {
        let Some(test) = tests.into_iter().reduce(ExprTrait::and) else {
            return;
        };
        if stream.is_of_groups() {
            let mut this = self.events_where();
            this.and_where(
                Expr::col((event::Entity, Col::Seq)).equals((event_group::Entity, event_group::Column::Seq)),
            );
            source.and_where(exists(this.and_where(test).to_owned()));
        } else {
            source.and_where(test);
        }
    }

    async fn shortest(&self, streams: &[Stream], filter: &EventFilter) -> Result<(usize, u64), StoreError> {
        let mut shortest = (0, u64::MAX);
        for (at, stream) in streams.iter().enumerate() {
            if let Some(ids) = self.stream_narrowing(stream, filter).ids {
                let matches = count_bounded(self.conn(), &ids).await?;
                if matches < shortest.1 {
                    shortest = (at, matches);
                }
            }
        }
        Ok(shortest)
    }

    async fn gather_other(
        &self,
        at: usize,
        others: Vec<Narrowing>,
        streams: Vec<Stream>,
        filter: &EventFilter,
    ) -> Result<Chosen, StoreError> {
        let tests = streams.iter().map(|stream| self.stream_narrowing(stream, filter));
        let tests = tests.map(|narrowing| Narrowing {
            ids: None,
            ..narrowing
        });
        let others = others.into_iter().enumerate().map(|(place, other)| Narrowing {
            ids: other.ids.filter(|_| place == at),
            ..other
        });
        self.without_stream(others.chain(tests).collect(), filter, plain_number)
            .await
    }

    async fn without_stream(
        &self,
        narrowings: Vec<Narrowing>,
        filter: &EventFilter,
        time: impl Fn(Col) -> Expr,
    ) -> Result<Chosen, StoreError> {
        let mut source = self.events_where();
        within(&mut source, filter, time);
        let all = if narrowings.is_empty() {
            let (from, to) = (
                filter.from.map(Timestamp::millis),
                filter.to.map(Timestamp::millis),
            );
            Total::Exact(self.events_between(from, to).await?)
        } else {
            Total::AtLeast(0)
        };
        let narrowed = narrow(self.conn(), source, Expr::col(Col::Seq), narrowings, all).await?;
        Ok(Chosen {
            source: narrowed.source,
            total: narrowed.total,
            gathered: narrowed.gathered,
        })
    }

    /// Events for the order of their names: along the index of names, unless few are gathered.
    async fn by_name(&self, asked: Asked, filter: &EventFilter) -> Result<Chosen, StoreError> {
        let mut narrowings = asked.others;
        for stream in &asked.streams {
            narrowings.push(match stream {
                // The index begins with the name.
                Stream::Text(Col::EventType, name) => Narrowing {
                    test: Expr::col((event::Entity, Col::EventType)).eq(name.as_str()),
                    ..self.stream_narrowing(stream, filter)
                },
                _ => self.stream_narrowing(stream, filter),
            });
        }
        self.without_stream(narrowings, filter, plain_number).await
    }

    /// Hours tell how many events come before one: only the hour of the page itself is passed through.
    async fn jump_in_time(
        &self,
        filter: &EventFilter,
        page: &PageQuery<EventSort>,
    ) -> Result<Option<Jump>, StoreError> {
        // Events on the near side of the filter's range are passed over as well.
        let beside = match (page.descending, filter.from, filter.to) {
            (true, _, Some(to)) => self.events_between(Some(to.millis() + 1), None).await?,
            (false, Some(from), _) => self.events_between(None, Some(from.millis() - 1)).await?,
            _ => 0,
        };
        let hours: Vec<(i64, i64)> = self
            .find::<event_hour::Entity>()
            .order_by(event_hour::Column::Hour, page.order())
            .select_only()
            .columns([event_hour::Column::Hour, event_hour::Column::Events])
            .into_tuple()
            .all(self.conn())
            .await?;
        let time = Expr::col(Col::Timestamp);
        Ok(
            pass_over(hours, page.offset() + beside).map(|(hour, offset)| Jump {
                offset,
                condition: if page.descending {
                    time.lt(begin(hour + 1))
                } else {
                    time.gte(begin(hour))
                },
            }),
        )
    }

    /// The same for names.
    async fn jump_by_name(&self, page: &PageQuery<EventSort>) -> Result<Option<Jump>, StoreError> {
        let types: Vec<(String, i64)> = self
            .find::<event_type::Entity>()
            .order_by(event_type::Column::EventType, page.order())
            .select_only()
            .columns([event_type::Column::EventType, event_type::Column::Events])
            .into_tuple()
            .all(self.conn())
            .await?;
        let name = Expr::col(Col::EventType);
        Ok(pass_over(types, page.offset()).map(|(first, offset)| Jump {
            offset,
            condition: if page.descending {
                name.lte(first)
            } else {
                name.gte(first)
            },
        }))
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
