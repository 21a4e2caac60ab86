//! One page out of a list: which, how large, and in what order.

use app::types::page::Page;
use sea_orm::{ConnectionTrait, EntityTrait, Order, PaginatorTrait, QuerySelect, Select};

use super::StoreError;

/// A page that was asked for, its sort field already checked.
#[derive(Clone, Copy, Debug)]
pub struct PageQuery<S> {
    /// From 0.
    pub page_number: u64,
    /// Rows a page.
    pub page_size: u64,
    /// What to sort by.
    pub sort: S,
    /// Largest first.
    pub descending: bool,
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
}

/// Runs a sorted query for one page, and counts the whole.
pub(super) async fn fetch<E, C, S, T>(
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
    let rows = query
        .offset(page.page_number.saturating_mul(page.page_size))
        .limit(page.page_size)
        .all(conn)
        .await?;
    Ok(Page::new(
        wire(rows).await?,
        page.page_number,
        page.page_size,
        total,
    ))
}
