//! One page of a list of millions.
//!
//! A page is found by the columns it is sorted by, along an index and without looking at the rows; the rows of the
//! page are read afterwards, by their numbers. A cursor goes on behind a row. A page number is reached from the
//! nearer end of the list. Where a filter leaves few rows they are gathered and sorted, where it leaves many the
//! order is walked until the page is full: see `narrowing`.

mod keys;
pub(super) mod narrowing;
pub(super) mod search;
pub(super) mod totals;

use app::types::page::Page;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, SelectStatement};
use serde_json::Value;

pub(super) use self::keys::{Key, from};
use self::keys::{Start, read};
use self::totals::Total;
use super::StoreError;
use super::cursor::Cursor;
use super::page_query::PageQuery;

/// Rows in an order.
pub(super) struct Listing {
    /// From where and which rows; neither columns nor an order.
    pub source: SelectStatement,
    /// What they are sorted by. The last is unique, and is the row's number.
    pub order: Vec<Key>,
    /// Whether the largest comes first; rows without a value come last either way.
    pub descending: bool,
    /// The rows cut by the first of the order, in the order of the page, where that is quicker to read than `source`.
    pub pieces: Vec<Piece>,
}

/// Rows that are the same in what they are sorted by first.
pub(super) struct Piece {
    pub first: Value,
    pub source: SelectStatement,
}

/// A shorter way to a page number: rows that fulfil a condition, without the first few of them.
pub(super) struct Jump {
    pub condition: Expr,
    pub offset: u64,
    /// A time that nothing from here on lies beyond.
    pub edge: Option<i64>,
}

/// The keys of a page, and where it is.
pub(super) struct Found {
    keys: Vec<Vec<Value>>,
    offset: u64,
    page_size: u64,
    more: bool,
    total: Total,
    next_cursor: Option<String>,
}

impl Listing {
    /// Finds a page among `total` rows.
    pub(super) async fn find<C: ConnectionTrait, S: Copy>(
        mut self,
        conn: &C,
        page: &PageQuery<S>,
        total: Total,
        jump: Option<Jump>,
    ) -> Result<Found, StoreError> {
        let (offset, size) = (page.offset(), page.page_size);
        let (keys, more) = match (&page.cursor, jump, total) {
            (Some(cursor), _, _) => {
                let start = Start::After(cursor.keys.clone());
                cut(read(conn, &self, start, false, size + 1).await?, size)
            }
            (None, _, Total::Exact(total)) if offset >= total => (Vec::new(), false),
            (None, Some(jump), _) => {
                self.source.and_where(jump.condition);
                let start = Start::Offset(jump.offset);
                cut(read(conn, &self, start, false, size + 1).await?, size)
            }
            (None, None, Total::Exact(total)) if offset > total / 2 => {
                let wanted = size.min(total - offset);
                let start = Start::Offset(total - offset - wanted);
                let mut keys = read(conn, &self, start, true, wanted).await?;
                keys.reverse();
                (keys, offset + wanted < total)
            }
            (None, None, _) => cut(
                read(conn, &self, Start::Offset(offset), false, size + 1).await?,
                size,
            ),
        };
        let end = offset + keys.len() as u64;
        let next = keys.last().filter(|_| more).map(|keys| Cursor {
            offset: end,
            keys: keys.clone(),
        });
        Ok(Found {
            total: total.having_seen(offset, keys.len() as u64, more),
            keys,
            offset,
            page_size: size,
            more,
            next_cursor: next.map(|cursor| cursor.encode(page.list)),
        })
    }
}

impl Found {
    /// A page of a list with nothing in it.
    pub(super) fn nothing<S: Copy>(page: &PageQuery<S>) -> Self {
        Self {
            keys: Vec::new(),
            offset: page.offset(),
            page_size: page.page_size,
            more: false,
            total: Total::Exact(0),
            next_cursor: None,
        }
    }

    /// The numbers of the rows, in order.
    pub(super) fn numbers(&self) -> Vec<i64> {
        let last = |keys: &Vec<Value>| keys.last().and_then(Value::as_i64);
        self.keys.iter().filter_map(last).collect()
    }

    /// `rows`, read by their numbers, in the order of the page. One that was erased meanwhile is missing.
    pub(super) fn in_order<R>(&self, rows: Vec<R>, number: impl Fn(&R) -> i64) -> Vec<R> {
        let places: std::collections::HashMap<i64, usize> = self
            .numbers()
            .into_iter()
            .enumerate()
            .map(|(at, id)| (id, at))
            .collect();
        let mut rows = rows;
        rows.sort_by_key(|row| places.get(&number(row)).copied());
        rows
    }

    /// The page with its content.
    pub(super) fn page<T>(self, content: Vec<T>) -> Page<T> {
        let size = self.page_size.max(1);
        let page_number = self.offset / size;
        let (total, exact) = match self.total {
            Total::Exact(total) => (total, true),
            Total::AtLeast(total) => (total, false),
        };
        Page {
            number_of_elements: content.len() as u64,
            content,
            page_number,
            page_size: self.page_size,
            total_pages: total.div_ceil(size),
            total_elements: total,
            total_elements_exact: exact,
            first: self.offset == 0,
            last: !self.more,
            next_cursor: self.next_cursor,
        }
    }
}

/// One row more than the page holds was asked for: it tells whether there is more.
fn cut(mut keys: Vec<Vec<Value>>, size: u64) -> (Vec<Vec<Value>>, bool) {
    let more = keys.len() as u64 > size;
    keys.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    (keys, more)
}
