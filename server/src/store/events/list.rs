//! Pages of events.

use app::types::event::Event;
use app::types::page::Page;
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

use super::jumps::within_reach;
use super::streams::{Asked, Stream, range, within};
use super::{EventFilter, EventSort};
use crate::store::StoreError;
use crate::store::entities::event::Column as Col;
use crate::store::entities::{event, event_group};
use crate::store::listing::narrowing::{Narrowing, exists, narrow, plain_number};
use crate::store::listing::totals::{BOUND, Total, count, count_bounded, count_up_to};
use crate::store::listing::{Found, Key, Listing};
use crate::store::page_query::PageQuery;
use crate::store::scope::AccountStore;

/// Events of one identity are sorted by their names up to here.
const NAMED_BOUND: u64 = 10 * BOUND;

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
        let jump = self.jump(&asked, filter, page).await?;
        let (pieces, into_piece) = self.names_within(&asked, filter, page).await?;
        let jump = jump.or(into_piece);
        let passed = page
            .cursor
            .as_ref()
            .and_then(|cursor| cursor.keys.first()?.as_i64());
        let edge = passed.or(jump.as_ref().and_then(|jump| jump.edge));
        let reach = within_reach(filter, page.descending, edge);
        let chosen = match page.sort {
            EventSort::Timestamp => self.by_time(asked, filter, &reach).await?,
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
            pieces,
        };
        listing.find(self.conn(), page, chosen.total, jump).await
    }

    /// Events for the order of time: along the shortest stream, unless few are gathered.
    /// What lies beyond `reach` is on no page from here on: where all of a stream is asked for, only what is within is
    /// walked.
    async fn by_time(
        &self,
        asked: Asked,
        filter: &EventFilter,
        reach: &EventFilter,
    ) -> Result<Chosen, StoreError> {
        let Asked { mut streams, others } = asked;
        if streams.is_empty() && others.is_empty() {
            let mut source = self.events_where();
            within(&mut source, reach, Expr::col);
            let (from, to) = range(filter);
            return Ok(Chosen {
                source,
                total: Total::Exact(self.events_between(from, to).await?),
                gathered: false,
            });
        }
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
        within(&mut source, if only { reach } else { filter }, Expr::col);
        self.test(&mut source, &stream, tests);
        let total = match stream {
            Stream::Text(Col::EventType, name) if only => self.events_of_type(&name, range(filter)).await?,
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
            let (from, to) = range(filter);
            Total::Exact(self.events_between(from, to).await?)
        } else {
            Total::AtLeast(0)
        };
        let narrowed = narrow(self.conn(), source, Expr::col(Col::Seq), narrowings, all, 0).await?;
        Ok(Chosen {
            source: narrowed.source,
            total: narrowed.total,
            gathered: narrowed.gathered,
        })
    }

    /// Events for the order of their names: along the index of names, unless few are gathered.
    async fn by_name(&self, asked: Asked, filter: &EventFilter) -> Result<Chosen, StoreError> {
        if let ([stream @ Stream::Number(Col::IdentityId, _)], []) = (&asked.streams[..], &asked.others[..]) {
            // Its index has the names too: more than elsewhere can be sorted, without looking at the rows.
            let mut source = self.stream_source(stream);
            within(&mut source, filter, Expr::col);
            let matches = count_up_to(self.conn(), &source, NAMED_BOUND).await?;
            if matches <= NAMED_BOUND {
                return Ok(Chosen {
                    source,
                    total: Total::Exact(matches),
                    gathered: true,
                });
            }
        }
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
}
