//! One page out of a list: which, how large, and in what order.

use app::types::page::Page;
use sea_orm::{ConnectionTrait, EntityTrait, Order, PaginatorTrait, QuerySelect, Select};

use super::StoreError;
use super::cursor::Cursor;

/// A page that was asked for, its sort field already checked.
#[derive(Clone, Debug)]
pub struct PageQuery<S> {
    /// From 0; not looked at where there is a cursor.
    pub page_number: u64,
    /// Rows a page.
    pub page_size: u64,
    /// What to sort by.
    pub sort: S,
    /// Largest first.
    pub descending: bool,
    /// The page after this place.
    pub cursor: Option<Cursor>,
    /// Tells lists, filters and orders apart: a cursor goes on with the list it came from.
    pub list: u64,
}

impl<S: Copy> PageQuery<S> {
    /// The page of a list that is in memory already, sorted upwards.
    pub fn of<T>(&self, mut all: Vec<T>) -> Page<T> {
        if self.descending {
            all.reverse();
        }
        let total = all.len() as u64;
        let start = usize::try_from(self.page_number.saturating_mul(self.page_size)).unwrap_or(usize::MAX);
        let size = usize::try_from(self.page_size).unwrap_or(usize::MAX);
        let rows = all.into_iter().skip(start).take(size).collect();
        Page::new(rows, self.page_number, self.page_size, total)
    }

    /// The direction, as sea-orm says it.
    pub(super) const fn order(&self) -> Order {
        if self.descending { Order::Desc } else { Order::Asc }
    }

    /// Rows before the page.
    pub(super) fn offset(&self) -> u64 {
        match &self.cursor {
            Some(cursor) => cursor.offset,
            None => self.page_number.saturating_mul(self.page_size),
        }
    }

    /// Rows that are passed over on the way to the page: none behind a cursor.
    pub(super) fn depth(&self) -> u64 {
        if self.cursor.is_some() { 0 } else { self.offset() }
    }
}

/// Runs a sorted query for one page, and counts the whole: for lists of thousands. Here a cursor is a number of
/// rows; `listing` is for lists of millions.
pub async fn fetch<E, C, S, T>(
    query: Select<E>,
    page: &PageQuery<S>,
    conn: &C,
    wire: impl AsyncFnOnce(Vec<E::Model>) -> Result<Vec<T>, StoreError>,
) -> Result<Page<T>, StoreError>
where
    E: EntityTrait,
    E::Model: Send + Sync,
    C: ConnectionTrait,
    S: Copy,
{
    use sea_orm::QueryTrait;
    let mut counted = query.clone();
    // Counting does not need the order.
    QueryTrait::query(&mut counted).clear_order_by();
    let total = PaginatorTrait::count(counted, conn).await?;
    let offset = page.offset();
    let rows = query.offset(offset).limit(page.page_size).all(conn).await?;
    let content = wire(rows).await?;
    let mut found = Page::new(content, offset / page.page_size.max(1), page.page_size, total);
    let next = offset + found.number_of_elements;
    if next < total {
        let cursor = Cursor {
            offset: next,
            keys: Vec::new(),
        };
        found.next_cursor = Some(cursor.encode(page.list));
    }
    Ok(found)
}
